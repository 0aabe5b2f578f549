package answer

import (
	"slices"
	"strings"

	"footnote/article"
)

// attributed proves a sentence of a task, which names outlets: "The Courier says that 12
// people died, while the Ledger says that 14 people died." It is cut into the parts that
// name one outlet each, or several together, and what each part says, the names taken
// off, has to be proved by the cited sentences of one article of each outlet that it
// names. proving are the cited sentences of the articles that prove a part. In a summary
// there is one part alone: whoever is cited there tells all of it.
//
// named reports whether this is for it to decide: the sentence names an outlet of the
// story, or speaks of the sources, in words that its citations do not hold.
//
// It reads English, in the forms that sideOf and whole know, and refuses the rest.
func (x *verifier) attributed(text string, cited []Evidence) (proving []Evidence, why []string, named bool) {
	if x.outlets.of == nil {
		x.outlets = outletsOf(x.view, x.evidence)
	}
	ms := x.outlets.in(text)
	named = x.toldOfSources(text, ms, cited)
	whole := masked(text, ms)
	switch {
	case maskSign.MatchString(text) || len(ms) > mostMentions:
		return nil, []string{"It names too many outlets, or in odd signs."}, true
	case len(ms) == 0:
		return x.bothSay(text, cited, named)
	case x.task == SummaryTask && len(sides(whole)) > 1:
		return nil, []string{"It gives each outlet its own part; tell the one or the other."}, named
	}
	var all []proved
	for _, part := range sides(whole) {
		sd, ok := sideOf(part, func(sign string) string { return ms[[]rune(sign)[0]-firstMask].outlet })
		if !ok {
			return nil, []string{"“" + unmasked(part, ms) + "” has not one of the forms “OUTLET says that …” and “…, according to OUTLET”, or names an outlet that is none of the story's."}, named
		}
		named = named || !sd.bare
		one, why := x.side(sd, all, cited)
		if len(why) > 0 {
			return nil, why, named
		}
		all = append(all, one)
	}
	if why := x.untimely(all); why != "" {
		return nil, []string{why}, named
	}
	return provingAll(all, cited), nil, named
}

// A proved is a side that is proved.
type proved struct {
	side
	statement string     // what was proved
	proving   []Evidence // by what
}

// side proves one side, behind those that are proved.
func (x *verifier) side(sd side, behind []proved, cited []Evidence) (proved, []string) {
	before := ""
	if len(behind) > 0 {
		before = behind[len(behind)-1].statement
	}
	said, why := sd.whole(before)
	if why != "" {
		return proved{}, []string{why}
	}
	t := proved{side: sd, statement: said}
	for _, outlet := range sd.by {
		own := slices.DeleteFunc(slices.Clone(cited), func(e Evidence) bool { return e.Meta.Whose() != outlet })
		if len(own) == 0 {
			return proved{}, []string{outlet + " is named and not cited."}
		}
		proving, why := byOneArticle(said, own)
		if len(why) > 0 {
			return proved{}, []string{outlet + " does not say “" + said + "”: " + strings.Join(why, " ")}
		}
		t.proving = append(t.proving, proving...)
	}
	return t, nil
}

// bothSay proves what two outlets, and no more are cited, are said to say: each has to.
func (x *verifier) bothSay(text string, cited []Evidence, named bool) (proving []Evidence, why []string, _ bool) {
	m := both.FindStringSubmatch(text)
	if m == nil || !named {
		return nil, []string{"It speaks of the sources, and none of them does; name the outlets that say it."}, named
	}
	var by []string
	for _, e := range cited {
		if !slices.Contains(by, e.Meta.Whose()) {
			by = append(by, e.Meta.Whose())
		}
	}
	if len(by) != 2 {
		return nil, []string{"“Both” are two outlets, and it does not cite two."}, true
	}
	t, why := x.side(side{by: by, said: strings.TrimRight(m[1], ".")}, nil, cited)
	return provingAll([]proved{t}, cited), why, true
}

// provingAll are the cited sentences that prove a side, in their order.
func provingAll(all []proved, cited []Evidence) []Evidence {
	return slices.DeleteFunc(slices.Clone(cited), func(e Evidence) bool {
		return !slices.ContainsFunc(all, func(t proved) bool {
			return slices.ContainsFunc(t.proving, func(p Evidence) bool { return p.N == e.N })
		})
	})
}

// toldOfSources reports whether a text names outlets, or speaks of the sources, in words
// that its citations do not hold.
func (x *verifier) toldOfSources(text string, ms []mention, cited []Evidence) bool {
	holds := func(words string) bool {
		return slices.ContainsFunc(cited, func(e Evidence) bool {
			return strings.Contains(strings.ToLower(e.Sentence.Text), strings.ToLower(words))
		})
	}
	for _, m := range ms {
		if !holds(text[m.start:m.end]) {
			return true
		}
	}
	found := [...]string{counted.FindString(text), "", "", ""}
	if m := tell.FindStringSubmatch(text); m != nil {
		found[1] = strings.TrimSuffix(m[1], "s")
	}
	if x.task == ComparisonTask {
		found[2] = strings.Trim(compared.FindString(text), " ,")
	}
	if both.MatchString(text) {
		found[3] = "both"
	}
	return slices.ContainsFunc(found[:], func(words string) bool { return words != "" && !holds(words) })
}

func unmasked(s string, ms []mention) string {
	return maskSign.ReplaceAllStringFunc(s, func(sign string) string {
		if m := ms[[]rune(sign)[0]-firstMask]; m.outlet != "" {
			return m.outlet
		}
		return "…"
	})
}

// untimely says of which side it is not so that its outlet said it later, or earlier:
// than the side before; of the first side, than the one behind, or than what was told
// last. The days on which their articles were published tell.
func (x *verifier) untimely(all []proved) string {
	for i, t := range all {
		if t.turn == anyTime {
			continue
		}
		var other []article.Date
		switch {
		case i > 0:
			other = daysOf(all[i-1].proving)
		case len(all) > 1:
			other = daysOf(all[1].proving)
		case len(x.made.claims) > 0:
			for _, c := range x.made.claims[len(x.made.claims)-1].Citations {
				other = append(other, c.Meta.Published)
			}
		}
		mine := daysOf(t.proving)
		if t.turn == earlier {
			mine, other = other, mine
		}
		if len(mine) == 0 || len(other) == 0 || slices.Min(other) == "" || slices.Max(other) >= slices.Min(mine) {
			return "The days of the articles do not tell what was said later."
		}
	}
	return ""
}

func daysOf(evidence []Evidence) []article.Date {
	var days []article.Date
	for _, e := range evidence {
		days = append(days, e.Meta.Published)
	}
	return days
}
