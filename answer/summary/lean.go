package summary

import (
	"slices"
	"strings"

	"footnote/internal/words"
	"footnote/retrieval"
)

// leansBack reports whether an English sentence does not stand without the one before it.
func (s *sentence) leansBack(named map[string]bool) bool {
	if len(s.toks) == 0 {
		return true
	}
	return retrieval.Leans(s.text, s.toks) || s.goesOn() || s.unnamed(named)
}

// goesOn reports whether the first words join the sentence to what came before, or
// count what that named: And …, Others …, Two are in hospital, Of these, …
func (s *sentence) goesOn() bool {
	first, second := s.word(0), s.word(1)
	switch {
	case joining[first]:
		return true
	case counting[first] || s.toks[0].Number && s.toks[0].End-s.toks[0].Start <= 2:
		return being[second] || second == "of" && pointing[s.word(2)]
	case first == "of" && pointing[second]:
		return true
	case (first == "the" || first == "a") && remaining[second] && !specifying[s.word(2)]:
		return true
	case first == "the" && ordinal[second] && s.verbAt(2) || s.insists():
		return true
	case first == "the" && (second == "other" || second == "others" || second == "latter" || second == "former" || second == "two" && being[s.word(2)]):
		return true
	}
	return false
}

var (
	joining = words.Set(`and but or so yet nor then otherwise likewise similarly instead moreover furthermore therefore thus hence
		others another besides nevertheless nonetheless consequently alternatively elsewhere neither both either`)
	counting = words.Set(`one two three four five six seven eight nine ten some many most few several none all each any half`)
	pointing = words.Set(`these those them which whom this that`)
	being    = words.Set(`is are was were be been has have had will would could did do does can may might`)
)

var (
	// remaining are nouns for what is left of something told before.
	remaining = words.Set(`remainder rest same further latter others reverse opposite difference exception result reason answer`)
	ordinal   = words.Set(`first second third fourth fifth sixth seventh eighth ninth tenth last`)
)

// verbAt reports whether the word at i is surely a verb.
func (s *sentence) verbAt(i int) bool {
	w := s.word(i)
	return being[w] || len(w) > 4 && strings.HasSuffix(w, "ed")
}

// insists reports whether the sentence says, against what was told before, that
// something did happen.
func (s *sentence) insists() bool {
	for i := 1; i+1 < len(s.toks) && i < 6; i++ {
		if w := s.word(i); w != "did" && w != "does" || s.inMarks(s.toks[i].Start) {
			continue
		}
		next := s.toks[i+1]
		return !next.Stop && !next.Upper && !s.toks[i-1].Stop && s.toks[i].End+1 == next.Start
	}
	return false
}

// namedIn are the stems that stand with a capital inside some sentence.
func namedIn(list []*sentence) map[string]bool {
	named := map[string]bool{}
	for _, s := range list {
		for i, t := range s.toks {
			if i > 0 && t.Upper && !t.Stop && len(t.Word) > 1 {
				named[t.Stem] = true
			}
		}
	}
	return named
}

// unnamed reports whether a pronoun of a person stands before anything that it could
// stand for.
func (s *sentence) unnamed(named map[string]bool) bool {
	plural := false
	for i, t := range s.toks {
		if plural = plural || several(t) && (i > 0 || named[t.Stem]); !plural && they[t.Word] && !s.inMarks(t.Start) {
			return true
		}
	}
	for i, t := range s.toks {
		if (i > 0 || named[t.Stem]) && t.Upper && !t.Stop && !words.Country(t.Stem) || person(t.Word) {
			return false
		}
		if persons[t.Word] && !s.inMarks(t.Start) {
			return true
		}
	}
	return false
}

// several reports whether a word may be what they stands for.
func several(t words.Token) bool {
	return t.Upper || !t.Stop && strings.HasSuffix(t.Word, "s") || crowds[t.Word] || t.Word == "and"
}

var (
	they   = words.Set(`they them their theirs themselves they've they're they'd they'll`)
	crowds = words.Set(`people police men women children army military council government team crew group company family staff couple public
		crowd majority party union board jury side opposition audience everyone anyone nobody everybody someone each who`)
)

var persons = words.Set(`he she him her his hers he's she's he'd she'd`)

// person reports whether an English word may name a person by what he is or does.
func person(w string) bool {
	if people[w] {
		return true
	}
	for _, end := range []string{"er", "or", "ist", "ian", "man", "woman", "ant", "ent", "ee"} {
		if len(w) > len(end)+2 && strings.HasSuffix(w, end) {
			return !noPerson[w]
		}
	}
	return false
}

var (
	people = words.Set(`man woman boy girl father mother son daughter wife husband brother sister king queen prince princess official chief
		judge guard nurse pilot coach captain mayor victim patient spokesperson person child baby bride nun monk pope bishop saint hero
		suspect aide envoy host guide cook thief spy friend chair head`)
	noPerson = words.Set(`after over under never ever other another whether either neither however water number order power paper letter
		weather winter summer october september november december member-state center centre matter better later earlier former
		parliament government agreement statement announcement settlement movement department moment month amount front accident
		incident event percent recent present different current floor door color colour error terror for nor per more bar her
		committee employment investment treatment environment development apartment equipment document management important significant
		river tower border shelter disaster quarter computer longer larger higher lower further together remember consider`)
)

// word is the folded word at i; empty beyond the ends.
func (s *sentence) word(i int) string {
	if i < 0 || i >= len(s.toks) {
		return ""
	}
	return s.toks[i].Word
}

// wanted are the stems of what an English sentence names as if it were known: the bare
// noun behind a first "The", and names of which the article has told more before.
func (s *sentence) wanted(full map[string]bool) []string {
	var out []string
	if stem, ok := s.bareNoun(); ok {
		out = append(out, stem)
	}
	for i, t := range s.toks {
		alone := t.Upper && !t.Stop && !s.upper(i-1) && !s.upper(i+1)
		if alone && full[t.Stem] && !slices.Contains(out, t.Stem) {
			out = append(out, t.Stem)
		}
	}
	return out
}

func (s *sentence) upper(i int) bool { return i >= 0 && i < len(s.toks) && s.toks[i].Upper }

// bareNoun is the stem of the noun of a first "The council", nothing behind which tells
// what council it is.
func (s *sentence) bareNoun() (string, bool) {
	if len(s.toks) < 3 || !definite[s.word(0)] {
		return "", false
	}
	noun, next := s.toks[1], s.word(2)
	if noun.Upper || noun.Number || noun.Stop || alwaysKnown[noun.Word] || specifying[next] {
		return "", false
	}
	if gap := strings.TrimSpace(s.text[noun.End:s.toks[2].Start]); gap == "" && !being[next] && !s.toks[2].Stop && !pastForm(next) {
		return "", false // more words of the noun: The steering gear
	}
	return noun.Stem, true
}

var (
	definite = words.Set(`the those these such its their his her this that`)
	// specifying words behind a noun say which it is.
	specifying = words.Set(`of that who which whose in on at for to from between with against by near behind`)
	// alwaysKnown are nouns of which there is one.
	alwaysKnown = words.Set(`government world country president police army military sun sea state public economy weather prime minister
		court opposition parliament navy king queen pope press media internet united`)
)

func pastForm(w string) bool { return strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "s") }

// fullNames are, for each sentence of an article, the stems of the names that it has
// given in full before: Campbell, once Kurt Campbell has been named.
func fullNames(list []*sentence) []map[string]bool {
	known := map[string]bool{}
	out := make([]map[string]bool, len(list))
	for n, s := range list {
		full := map[string]bool{}
		for i := 1; i < len(s.toks); i++ {
			t, before := s.toks[i], s.toks[i-1]
			if t.Upper && before.Upper && !t.Stop && !before.Stop && strings.TrimSpace(s.text[before.End:t.Start]) == "" {
				full[t.Stem] = true
			}
		}
		out[n] = map[string]bool{}
		for _, t := range s.toks {
			if t.Upper && known[t.Stem] {
				out[n][t.Stem] = true
			}
		}
		for stem := range full {
			known[stem] = true
		}
	}
	return out
}
