package compare

import (
	"slices"
	"strings"

	"footnote/answer/quantity"
	"footnote/internal/words"
)

// join adds to the sides the lines that tell the same as one of theirs and say the
// very words or number.
func (b *builder) join(ss []*split, all []related) {
	same, close := map[*line][]*line{}, map[*line][]*line{}
	for _, r := range all {
		if r.relation == Same || r.relation == Compatible && len(r.findings) == 0 {
			close[r.a] = append(close[r.a], r.b)
			close[r.b] = append(close[r.b], r.a)
		}
		if r.relation == Same {
			same[r.a] = append(same[r.a], r.b)
			same[r.b] = append(same[r.b], r.a)
		}
	}
	for _, s := range ss {
		alike := close
		if s.slot == Name || s.slot == Event {
			alike = same // a name stands in many lines
		}
		for _, v := range s.sides {
			for _, c := range slices.Clone(v.cited) {
				s.joinAlike(v, c, alike[c.line])
			}
			v.sort()
		}
		s.sides = readable(s.sides)
	}
}

// joinAlike adds to side v of s the lines that say what c does; those that the
// difference cites already stay where they are.
func (s *split) joinAlike(v *version, c cited, alike []*line) {
	for _, l := range alike {
		value, ok := l.says(c.value, s.slot == Number)
		if !ok || s.slot == Number && l.ofOld(value) || slices.ContainsFunc(s.sides, func(o *version) bool { return o.cites(l) }) {
			continue
		}
		v.cite(l, l.plain(value))
	}
}

func (v *version) cites(l *line) bool {
	return slices.ContainsFunc(v.cited, func(c cited) bool { return c.line == l })
}

// says finds in the line the words of a value, or, where the value is a number, the same
// number in other words.
func (l *line) says(value string, number bool) (string, bool) {
	folded := strings.ToLower(value)
	if at := strings.Index(strings.ToLower(l.Text), folded); at >= 0 && at+len(value) <= len(l.Text) && strings.EqualFold(l.Text[at:at+len(value)], value) && l.whole(at, at+len(value)) {
		return l.Text[at : at+len(value)], true
	}
	if !number {
		return "", false
	}
	toks := l.Lang.Tokens(value)
	want := quantity.Find(value, toks, nil)
	if len(want) != 1 || want[0].Bound != quantity.Plain {
		return "", false
	}
	for _, q := range quantity.Find(l.Text, l.Tokens, l.InTime) {
		if q.Value == want[0].Value && q.Top == want[0].Top && q.Unit == want[0].Unit && q.Code == want[0].Code && q.Bound == quantity.Plain {
			return l.Text[l.Tokens[q.First].Start:l.Tokens[q.Last].End], true
		}
	}
	return "", false
}

// whole reports whether bytes from start to end of the line's text are whole words.
func (l *line) whole(start, end int) bool {
	return !slices.ContainsFunc(l.Tokens, func(t words.Token) bool {
		return t.Start < start && start < t.End || t.Start < end && end < t.End
	})
}

// ofOld reports whether a line tells its number value of a time long before.
func (l *line) ofOld(value string) bool {
	for i := range l.telling.quants {
		if q := &l.telling.quants[i]; strings.Contains(value, l.telling.words(q.First, q.Last)) {
			return l.telling.longAgo(q)
		}
	}
	return false
}
