package compare

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"footnote/article"
	"footnote/internal/words"
)

// A version is the lines that tell a fact in one way.
type version struct {
	keys  []string
	cited []cited
	old   bool // told as what was before
	rank  int  // more of what it replaces, or is more exact than, than of what replaces it
}

// cited is a line and its words for what differs.
type cited struct {
	line  *line
	value string
}

// A split is a difference before it is weighed and cited.
type split struct {
	slot   Slot
	kind   Kind
	about  string
	sure   float64
	sides  []*version
	weight float64
}

// splits are the differences of one fact: one for each kind of them that it is told
// in. A toll of 12 on Monday that two articles put at 15 and at 14 on Wednesday was
// updated, and is contradicted.
func (f *fact) splits() []*split {
	var out []*split
	for _, kind := range Kinds {
		for _, keys := range f.parts(kind) {
			if c := f.split(kind, keys); c != nil {
				out = append(out, c)
			}
		}
	}
	return out
}

// parts are the keys that the edges of one kind join.
func (f *fact) parts(kind Kind) [][]string {
	var parts [][]string
	for _, e := range f.edges {
		if e.kind != kind || kind == Precision && f.doubted(e) {
			continue
		}
		merged := []string{e.a.mark.key, e.b.mark.key}
		parts = slices.DeleteFunc(parts, func(p []string) bool {
			joins := slices.Contains(p, e.a.mark.key) || slices.Contains(p, e.b.mark.key)
			if joins {
				merged = append(merged, p...)
			}
			return joins
		})
		slices.Sort(merged)
		parts = append(parts, slices.Compact(merged))
	}
	return parts
}

// split is the difference of one kind between the keys; nil where its sides read alike.
func (f *fact) split(kind Kind, keys []string) *split {
	c := &split{slot: f.slot, kind: kind}
	var sides []*version
	for _, k := range keys {
		s := &version{keys: []string{k}}
		for _, n := range f.nodes {
			if n.mark.key == k {
				s.cite(n.line, n.line.plain(n.mark.value))
				q := n.mark.quantAt()
				s.old = s.old || q != nil && q.earlier
			}
		}
		sides = append(sides, s)
	}
	if kind == Update || kind == Contradiction {
		sides = f.merged(sides)
	}
	for _, s := range sides {
		s.rank = f.rank(kind, s.keys)
		s.sort()
	}
	slices.SortStableFunc(sides, func(x, y *version) int {
		if kind == Update {
			return cmp.Or(older(x, y), earlier(x.cited[0].line, y.cited[0].line), cmp.Compare(x.rank, y.rank), cmp.Compare(x.keys[0], y.keys[0]))
		}
		return cmp.Or(cmp.Compare(x.rank, y.rank), earlier(x.cited[0].line, y.cited[0].line), cmp.Compare(x.keys[0], y.keys[0]))
	})
	if kind == Update {
		f.inTime(sides)
	}
	c.sides = readable(sides)
	c.about, c.sure = f.named(kind, keys)
	if len(c.sides) < 2 {
		return nil
	}
	return c
}

// plain is a value of the line without the markup that a .md file may have in it.
func (l *line) plain(value string) string {
	if strings.HasSuffix(strings.ToLower(l.Article.Path), ".md") {
		value = markup.Replace(value)
	}
	return article.OneLine(value)
}

var markup = strings.NewReplacer("*", "", "[", "", "]", "", "`", "")

// cite adds a line, and those that it stands for, once each.
func (s *version) cite(l *line, value string) {
	for _, o := range append([]*line{l}, l.echoes...) {
		if !slices.ContainsFunc(s.cited, func(c cited) bool { return c.line == o }) {
			s.cited = append(s.cited, cited{o, value})
		}
	}
}

// sort puts the lines that were published first before the others.
func (s *version) sort() {
	slices.SortStableFunc(s.cited, func(x, y cited) int { return earlier(x.line, y.line) })
}

// merged joins the sides that give one number as rough and as exact, so that 12, about 15
// and 15 are two, and leaves out those that another only makes exact: at least 16, of
// 17. Where either differs from the other by more, both stay.
func (f *fact) merged(sides []*version) []*version {
	for _, e := range f.edges {
		if e.kind != Precision && e.kind != Wording {
			continue
		}
		x, y := sideOf(sides, e.a.mark.key), sideOf(sides, e.b.mark.key)
		if x < 0 || y < 0 || x == y || f.apart(sides[x], sides[y]) {
			continue
		}
		if e.kind == Precision && e.ratio() != 1 {
			if len(sides) > 2 {
				sides = slices.Delete(sides, x, x+1)
			}
			continue
		}
		for _, c := range sides[y].cited {
			sides[x].cite(c.line, c.value)
		}
		sides[x].keys = append(sides[x].keys, sides[y].keys...)
		sides = slices.Delete(sides, y, y+1)
	}
	return sides
}

func sideOf(sides []*version, key string) int {
	return slices.IndexFunc(sides, func(s *version) bool { return slices.Contains(s.keys, key) })
}

// apart reports whether an update or a contradiction lies between two sides.
func (f *fact) apart(x, y *version) bool {
	return slices.ContainsFunc(f.edges, func(e edge) bool {
		a, b := e.a.mark.key, e.b.mark.key
		return (e.kind == Update || e.kind == Contradiction) &&
			(slices.Contains(x.keys, a) && slices.Contains(y.keys, b) || slices.Contains(x.keys, b) && slices.Contains(y.keys, a))
	})
}

// rank is how many sides come before these keys, less those that come after: of an
// update by time, of a precision by how exact they are.
func (f *fact) rank(kind Kind, keys []string) int {
	if kind != Update && kind != Precision {
		return 0
	}
	before, after := map[string]bool{}, map[string]bool{}
	for _, e := range f.edges {
		switch {
		case e.kind != kind:
		case slices.Contains(keys, e.b.mark.key):
			before[e.a.mark.key] = true
		case slices.Contains(keys, e.a.mark.key):
			after[e.b.mark.key] = true
		}
	}
	return len(before) - len(after)
}

// older puts the side first that an article tells as what was before, where the other is of
// an article of the same day.
func older(x, y *version) int {
	if x.old == y.old || x.cited[0].line.Article.Anchor() != y.cited[0].line.Article.Anchor() {
		return 0
	}
	if x.old {
		return -1
	}
	return 1
}

// inTime moves the sides of an update that were told to be the earlier before those that
// replaced them, whatever the days of their articles: up from 648.
func (f *fact) inTime(sides []*version) {
	for range sides {
		moved := false
		for _, e := range f.edges {
			if e.kind != Update {
				continue
			}
			x, y := sideOf(sides, e.a.mark.key), sideOf(sides, e.b.mark.key)
			if y < 0 || x <= y {
				continue
			}
			older := sides[x]
			copy(sides[y+1:x+1], sides[y:x])
			sides[y], moved = older, true
		}
		if !moved {
			return
		}
	}
}

// readable keeps the sides whose words differ, the earlier of those that read alike.
func readable(sides []*version) []*version {
	var out []*version
	for _, s := range sides {
		if !slices.ContainsFunc(out, func(o *version) bool { return strings.EqualFold(o.value(), s.value()) }) {
			out = append(out, s)
		}
	}
	return out
}

func (s *version) value() string { return s.cited[0].value }

// named is what a difference is about, as the surest finding names it, and how sure it is.
func (f *fact) named(kind Kind, keys []string) (string, float64) {
	about, sure, most := "", 0.0, 0.0
	sums := map[string]float64{}
	for _, e := range f.edges {
		if e.kind == kind && slices.Contains(keys, e.a.mark.key) {
			sure = max(sure, e.sure)
			if strings.ContainsFunc(e.about, unicode.IsLetter) {
				sums[e.about] += e.sure
			}
		}
	}
	for text, sum := range sums {
		sum += f.holding(text)
		if sum > most || sum == most && (len(text) < len(about) || len(text) == len(about) && text < about) {
			about, most = text, sum
		}
	}
	return about, sure
}

// holding is half the number of the lines that have the last word of a text: what is
// counted as troops in most is not best called a force.
func (f *fact) holding(text string) float64 {
	toks := words.For("en").Tokens(text)
	if len(toks) == 0 {
		return 0
	}
	n := 0.0
	for _, x := range f.nodes {
		if slices.ContainsFunc(x.line.Tokens, func(t words.Token) bool { return t.Stem == toks[len(toks)-1].Stem }) {
			n += 0.5
		}
	}
	return n
}
