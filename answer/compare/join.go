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
	alike := map[*line][]*line{}
	for _, r := range all {
		if r.relation == Same || r.relation == Compatible && len(r.findings) == 0 {
			alike[r.a] = append(alike[r.a], r.b)
			alike[r.b] = append(alike[r.b], r.a)
		}
	}
	for _, s := range ss {
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
		value, ok := l.says(c.value)
		if !ok || slices.ContainsFunc(s.sides, func(o *version) bool { return o.cites(l) }) {
			continue
		}
		v.cite(l, l.plain(value))
	}
}

func (v *version) cites(l *line) bool {
	return slices.ContainsFunc(v.cited, func(c cited) bool { return c.line == l })
}

// says finds in the line the words of a value, or the same number in other words.
func (l *line) says(value string) (string, bool) {
	folded := strings.ToLower(value)
	if at := strings.Index(strings.ToLower(l.Text), folded); at >= 0 && at+len(value) <= len(l.Text) && strings.EqualFold(l.Text[at:at+len(value)], value) && l.whole(at, at+len(value)) {
		return l.Text[at : at+len(value)], true
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
