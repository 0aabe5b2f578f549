package compare

import (
	"testing"

	"footnote/answer/clause"
	"footnote/article"
)

// ofText is the telling of the first sentence of a text that came alone.
func ofText(t testing.TB, text string, day article.Date) *telling {
	t.Helper()
	x := tellingOf(text, day)
	if x == nil {
		t.Fatalf("no sentence in %q", text)
	}
	return x
}

func FuzzRelate(f *testing.F) {
	for _, p := range readPairs(f, "pairs.yaml") {
		f.Add(p.A, p.B, string(p.ADay), string(p.BDay))
	}
	f.Add("“No,” he said: 3-1 (of 7).", "1-3 – to one in four, 50% of $5 m", "2031-01-01", "")
	f.Add("A\xff9 to", "in every 100 of", "x", "9999-99-99")
	f.Fuzz(func(t *testing.T, a, b, aDay, bDay string) {
		x, y := tellingOf(a, article.Date(aDay)), tellingOf(b, article.Date(bDay))
		if x == nil || y == nil {
			return
		}
		for _, told := range [][2]*telling{{x, y}, {ofStory(x), ofStory(y)}} {
			checkRelated(t, told[0], told[1])
		}
	})
}

// ofStory is a telling as one of a story of which nothing is known.
func ofStory(t *telling) *telling {
	return newTelling(t.Sentence, nil, &vocabulary{held: map[string]*word{}})
}

func checkRelated(t *testing.T, x, y *telling) {
	t.Helper()
	r, found := relate(x, y)
	if back, others := relate(y, x); back != r || len(others) != len(found) {
		t.Errorf("%q and %q: %s %d, exchanged %s %d", x.Text, y.Text, r, len(found), back, len(others))
	}
	for _, d := range found {
		if d.a.in == d.b.in || d.about == "" {
			t.Errorf("%q and %q: finding %+v", x.Text, y.Text, d)
		}
		for _, m := range []mark{d.a, d.b} {
			if m.in != x && m.in != y || m.first < 0 || m.first > m.last || m.last >= len(m.in.Tokens) || m.value == "" || m.key == "" {
				t.Errorf("%q and %q: mark %d to %d, %q, key %q", x.Text, y.Text, m.first, m.last, m.value, m.key)
			}
		}
	}
}

func BenchmarkRelate(b *testing.B) {
	var xs []*telling
	for _, p := range readPairs(b, "pairs.yaml") {
		xs = append(xs, ofText(b, p.A, p.ADay), ofText(b, p.B, p.BDay))
	}
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		relate(xs[n%len(xs)], xs[(n^1)%len(xs)])
		n++
	}
}

func BenchmarkRelateOthers(b *testing.B) {
	var xs []*telling
	for _, p := range readPairs(b, "pairs.yaml") {
		xs = append(xs, ofText(b, p.A, p.ADay), ofText(b, p.B, p.BDay))
	}
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		relate(xs[n%len(xs)], xs[(n*7+3)%len(xs)])
		n++
	}
}

func BenchmarkNewTelling(b *testing.B) {
	var as []*article.Article
	for _, p := range readPairs(b, "pairs.yaml") {
		a, err := article.Given(p.A, p.ADay)
		if err != nil {
			b.Fatal(err)
		}
		a.Lang = "en"
		as = append(as, a)
	}
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		a := as[n%len(as)]
		newTelling(clause.New(a, 0, clause.TimesBySentence(a)[0]), nil, nil)
		n++
	}
}
