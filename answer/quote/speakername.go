package quote

import (
	"regexp"
	"sort"
	"strings"
	"unicode"

	"footnote/article"
	"footnote/internal/words"
)

// name returns the speaker of cue c of sentence i, as the article names him at his fullest.
func (p *speakerParagraph) name(i int, c cue) string {
	u := p.units[i]
	if c.name == c.past {
		return p.person(i, c.lo, "")
	}
	first := u.toks[c.name]
	if c.past == c.name+1 && speakerPronouns[first.fold] {
		return p.person(i, c.name, first.fold)
	}
	text := article.OneLine(p.a.Source[first.start:u.toks[c.past-1].end])
	text = strings.TrimSuffix(strings.TrimSuffix(text, "'s"), "’s")
	if m := speakerNamed.FindString(p.a.Source[u.toks[c.past-1].end:u.end]); m != "" {
		return speakerLower(text) + " " + strings.TrimSpace(m)
	}
	return speakerFullest(p.a, text, first.start)
}

// speakerNamed is how a report names one whom it does not know.
var speakerNamed = regexp.MustCompile(`^ who (?:gave (?:his|her|their) (?:first |last )?name (?:only )?as|(?:asked|wanted) to be (?:named|identified) only as) \p{Lu}[\p{L}'’-]*`)

// speakerLower is text with the article or number it begins with in lower case.
func speakerLower(text string) string {
	first, rest, ok := strings.Cut(text, " ")
	if f := strings.ToLower(first); ok && speakerStarters[f] || speakerRoles[speakerWord(first)] && first != strings.ToUpper(first) && !strings.ContainsFunc(rest, unicode.IsUpper) {
		if rest == "" {
			return f
		}
		return f + " " + rest
	}
	return text
}

// person resolves a pronoun at token t of sentence i, or a speaker left unsaid
// (pronoun empty): the last one that fits, in this paragraph or the one before.
func (p *speakerParagraph) person(i, t int, pronoun string) string {
	if pronoun == "i" || pronoun == "we" || pronoun == "you" {
		return ""
	}
	for limit := t; i >= 0; i-- {
		if name := p.personIn(i, limit, pronoun); name != "" {
			return name
		}
		limit = 1 << 30
	}
	prev := p.before()
	if prev == nil {
		return ""
	}
	for k := len(prev.units) - 1; k >= 0; k-- {
		if name := prev.personIn(k, 1<<30, pronoun); name != "" {
			return name
		}
	}
	// The paragraph before may know its speaker by a pronoun only.
	for k := len(prev.units) - 1; k >= 0; k-- {
		for _, c := range prev.units[k].cues {
			if c.past == c.name+1 && prev.units[k].toks[c.name].fold == pronoun && prev.first > 0 {
				return prev.earlier(pronoun, speakerReach)
			}
		}
	}
	return ""
}

// earlier looks for the one whom a pronoun means in the paragraphs before p, a number of them at most.
func (p *speakerParagraph) earlier(pronoun string, most int) string {
	for q := p.before(); q != nil && most > 0; q, most = q.before(), most-1 {
		for k := len(q.units) - 1; k >= 0; k-- {
			if name := q.personIn(k, 1<<30, pronoun); name != "" {
				return name
			}
		}
	}
	return ""
}

// personIn returns who is spoken of in sentence i before token limit and fits a
// pronoun: one who speaks there, else the first, who is mostly its subject.
func (p *speakerParagraph) personIn(i, limit int, pronoun string) string {
	u := p.units[i]
	for k := len(u.cues) - 1; k >= 0; k-- {
		c := u.cues[k]
		if c.hi > limit || c.name == c.past || speakerPronouns[u.toks[c.name].fold] {
			continue
		}
		if name := p.name(i, c); speakerFits(name, pronoun) {
			return name
		}
	}
	for k := 0; k < len(u.toks) && k < limit; {
		past := speakerPersonAt(u.toks, k)
		if past <= k || past > limit {
			k++
			continue
		}
		name := article.OneLine(p.a.Source[u.toks[k].start:u.toks[past-1].end])
		name = speakerFullest(p.a, strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s"), u.toks[k].start)
		if speakerFits(name, pronoun) {
			return name
		}
		k = past
	}
	return ""
}

// speakerPersonAt returns the end of a person's name or role that begins at token
// k, or k. A name has two words or a title; a role begins with an article.
func speakerPersonAt(toks []speakerToken, k int) int {
	t := toks[k]
	if t.kind != speakerText || k > 0 && toks[k-1].upper() || speakerDates[t.fold] || speakerPreps[t.fold] {
		return k
	}
	past := speakerObject(toks, k)
	if past == k || past == k+1 && !speakerRoles[speakerWord(t.text)] {
		return k
	}
	var b strings.Builder
	for _, t := range toks[k:past] {
		b.WriteString(t.text + " ")
	}
	id := speakerParse(b.String())
	switch {
	case id.role != "":
		return past
	case len(id.name) < 2 || len(id.name) > 4 || speakerStarters[t.fold]:
		return k
	}
	for i, w := range id.name {
		if speakerBodies[w] || speakerModifiers[w] || words.Country(w) || !toks[min(k+i, past-1)].upper() {
			return k
		}
	}
	return past
}

var (
	speakerFemale = words.Set(`ms mrs miss woman spokeswoman policewoman chairwoman congresswoman mother sister daughter wife girl queen princess lady dame actress`)
	speakerMale   = words.Set(`mr sir man spokesman policeman chairman congressman father brother son husband boy king prince pope fisherman lord`)
)

// speakerFits reports whether a pronoun may mean name; the empty one may mean anybody.
func speakerFits(name, pronoun string) bool {
	if name == "" || pronoun == "" {
		return name != ""
	}
	id := speakerParse(name)
	body := id.role == "" && len(id.name) > 0 && (speakerBodies[id.name[len(id.name)-1]] || words.Country(id.name[0]))
	many := id.role != "" && len(id.name) == 0 && speakerMany(name)
	switch pronoun {
	case "it":
		return body
	case "they":
		return !body
	}
	if body || many {
		return false
	}
	for _, w := range strings.Fields(strings.ToLower(name)) {
		w = strings.Trim(w, ".,")
		if w == "her" || speakerFemale[w] {
			return pronoun == "she"
		}
		if w == "his" || speakerMale[w] {
			return pronoun == "he"
		}
	}
	return true
}

// speakerMany reports whether a role is a plural.
func speakerMany(name string) bool {
	for _, w := range strings.Fields(strings.ToLower(name)) {
		if one := strings.TrimSuffix(w, "s"); one != w && speakerRoles[one] && !speakerRoles[w] || w == "people" || w == "men" || w == "women" {
			return true
		}
	}
	return false
}

// speakerFullest returns name, which stands at offset, as the article has it at its fullest.
func speakerFullest(a *article.Article, name string, offset int) string {
	id := speakerParse(name)
	if len(id.name) == 0 {
		return speakerRole(a, speakerLower(name), id, offset)
	}
	if id.role == "" && (speakerBodies[id.name[len(id.name)-1]] || words.Country(id.name[len(id.name)-1])) || speakerStarters[strings.ToLower(strings.Fields(name)[0])] {
		return speakerLower(name)
	}
	surname := id.name[len(id.name)-1]
	bare := name
	if parts := strings.Fields(name); id.role != "" && len(id.name) > 1 && len(parts) > len(id.name) {
		bare = strings.Join(parts[len(parts)-len(id.name):], " ")
	}
	best, most := bare, len(id.name)
	for _, s := range a.Sentences {
		if !strings.Contains(strings.ToLower(words.Fold(s.Text)), surname) {
			continue
		}
		for _, full := range speakerNamesIn(s.Text, surname) {
			if n := len(strings.Fields(full)); n > most && sameSpeakerName(id.name, speakerFold(full)) {
				best, most = full, n
			}
		}
	}
	return best
}

// speakerNamesIn returns the names in text that end with surname, without titles.
func speakerNamesIn(text, surname string) []string {
	var out []string
	toks := speakerTokens(text, 0, len(text), nil)
	for i, t := range toks {
		if t.kind != speakerText || speakerWord(t.text) != surname || !t.upper() {
			continue
		}
		lo := i
		for lo > 0 && i-lo < 4 && toks[lo-1].upper() && toks[lo-1].end+1 == toks[lo].start {
			if w := speakerWord(toks[lo-1].text); speakerRoles[w] || speakerModifiers[w] || speakerPreps[w] || speakerStops[w] || speakerBodies[w] || speakerStarters[w] || words.Country(w) || strings.HasSuffix(toks[lo-1].text, "s") && strings.ContainsAny(toks[lo-1].text, "'’") {
				break
			}
			lo--
		}
		if lo < i {
			full := text[toks[lo].start:t.end]
			out = append(out, strings.TrimSuffix(strings.TrimSuffix(full, "'s"), "’s"))
		}
	}
	return out
}

// speakerBack is how many sentences back a role may have been introduced.
const speakerBack = 200

// speakerRole returns a role that "the" points back with, as it was first called:
// "a defense official" for "the official".
func speakerRole(a *article.Article, name string, id speakerID, offset int) string {
	if !strings.HasPrefix(name, "the ") || id.role == "" || len(id.mods) > 0 || speakerMany(name) {
		return name
	}
	past := sort.Search(len(a.Sentences), func(i int) bool { return a.Sentences[i].Span.Start >= offset })
	noun := name[strings.LastIndexByte(name, ' ')+1:]
	for i := past - 1; i >= max(past-speakerBack, 0); i-- {
		s := a.Sentences[i]
		if !strings.Contains(strings.ToLower(s.Text), noun) {
			continue
		}
		toks := speakerTokens(a.Source, s.Span.Start, s.Span.End, nil)
		for k := range toks {
			if f := toks[k].fold; f != "a" && f != "an" && f != "one" || toks[k].start >= offset {
				continue
			}
			past := speakerObject(toks, k)
			if past <= k+1 {
				continue
			}
			full := article.OneLine(a.Source[toks[k].start:toks[past-1].end])
			if other := speakerParse(full); other.role == id.role && !speakerMany(full) {
				return speakerApposed(a, toks, k, speakerLower(full))
			}
		}
	}
	return name
}

// speakerApposed is the name that a role at token k explains ("John Orr, a
// spokesman for …"), else the role.
func speakerApposed(a *article.Article, toks []speakerToken, k int, role string) string {
	if k < 2 || toks[k-1].text != "," || !toks[k-2].upper() {
		return role
	}
	lo := k - 2
	for lo > 0 && toks[lo-1].upper() && !speakerPreps[toks[lo-1].fold] {
		lo--
	}
	if past := speakerPersonAt(toks, lo); past == k-1 {
		return article.OneLine(a.Source[toks[lo].start:toks[past-1].end])
	}
	return role
}
