package claim

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/answer/quantity"
	"footnote/internal/words"
)

// given makes evidence of sentences of one article.
func given(texts ...string) []Sentence {
	var out []Sentence
	for i, t := range texts {
		out = append(out, Sentence{Text: t, Article: "a", Index: i, Lang: "en"})
	}
	return out
}

var bridge = given(
	"The Korvale bridge was closed on Monday after inspectors found 14 cracks in its northern arch.",
	"Mayor Dina Oster said the repairs would cost more than $3 million and last six months.",
	"The Harbour Union rejected the plan, and hundreds of people marched to the town hall last week.",
	"“We were not asked,” said Tomas Brandt, who leads the union.",
	"Ferries will not run in winter.",
	"The Transport Ministry sued the builder, Lindqvist Works, in March 2023.",
	"Two inspectors were hurt.",
	"An inspector was hurt.",
)

func TestStrictByKind(t *testing.T) {
	for _, c := range []struct {
		claim string
		cited []int // of bridge
		want  Verdict
		kind  Kind // of one of the problems
	}{
		{"Inspectors found 14 cracks in the northern arch of the Korvale bridge.", []int{0}, Supported, ""},
		{"Inspectors found fourteen cracks in the northern arch of the bridge.", []int{0}, Supported, ""},
		{"Inspectors found 41 cracks in the northern arch of the bridge.", []int{0}, Contradicted, Number},
		{"Mayor Dina Oster said the repairs would cost more than 3 million dollars.", []int{1}, Supported, ""},
		{"Mayor Dina Oster said the repairs would cost $3 million.", []int{1}, Contradicted, Number},
		{"Mayor Dina Oster said the repairs would cost more than €3 million.", []int{1}, Partly, Number},
		{"Mayor Dina Oster said the repairs would last six weeks.", []int{1}, Partly, Number},
		{"The repairs would cost more than $3 million.", []int{1}, Partly, Attribution},
		{"Mayor Dina Velt said the repairs would last six months.", []int{1}, Contradicted, Name},
		{"The Korvale bridge was closed on Friday.", []int{0}, Contradicted, Date},
		{"Hundreds of people marched to the town hall next week.", []int{2}, Contradicted, Date},
		{"The Transport Ministry sued the builder in March 2021.", []int{5}, Contradicted, Date},
		{"The Harbour Union accepted the plan.", []int{2}, Contradicted, Relation},
		{"The Harbour Union did not reject the plan.", []int{2}, Contradicted, Negation},
		{"Ferries will run in winter.", []int{4}, Contradicted, Negation},
		{"Lindqvist Works sued the Transport Ministry in March 2023.", []int{5}, Contradicted, Relation},
		{"The builder, Lindqvist Works, was sued by the Transport Ministry in March 2023.", []int{5}, Supported, ""},
		{"“We were not asked,” Tomas Brandt said.", []int{3}, Supported, ""},
		{"“We were never asked about it,” Tomas Brandt said.", []int{3}, Partly, Quote},
		{"The ferries carried 2,000 sheep to the island.", []int{4}, Unsupported, Missing},
		{"Mayor Dina Oster said the repairs would cost more than €3 million and last six months.", []int{1}, Partly, Number}, // else word for word
		{"“We were not asked, said Tomas Brandt, who leads the union.", []int{3}, Partly, Quote},
		{"We were not asked,” said Tomas Brandt, who leads the union.", []int{3}, Partly, Quote},
		{"Mayor Tomas Brandt said the repairs would last six months.", []int{1, 3}, Contradicted, Relation},
		{"The Transport Ministry sued the builder, Oster Works, in March 2023.", []int{1, 5}, Partly, Relation},
		{"One inspector was hurt.", []int{6}, Contradicted, Number},
		{"One inspector was hurt.", []int{7}, Supported, ""},
		{"At least one inspector was hurt.", []int{7}, Supported, ""},
	} {
		var cited []Sentence
		for _, n := range c.cited {
			cited = append(cited, bridge[n])
		}
		got := Check(c.claim, cited, Options{Strict: true})
		has := slices.ContainsFunc(got.Problems, func(p Problem) bool { return p.Kind == c.kind })
		if got.Verdict != c.want || c.kind != "" && !has || c.kind == "" && len(got.Problems) > 0 {
			t.Errorf("%s\n got %s %v\nwant %s %s", c.claim, got.Verdict, got.Problems, c.want, c.kind)
		}
	}
}

func TestCheckFindsItsEvidence(t *testing.T) {
	for _, c := range []struct {
		claim string
		want  Verdict
		cited []int
	}{
		{"The Harbour Union rejected the plan.", Supported, []int{2}},
		{"The Korvale bridge was shut on Monday after inspectors found 14 cracks.", Supported, []int{0}},
		{"The Korvale bridge was opened on Monday after inspectors found 14 cracks.", Contradicted, []int{0}},
		{"Ferries will not run in winter. The Transport Ministry sued the builder in March 2023.", Supported, []int{4, 5}},
		{"Ferries will not run in winter. Penguins were seen on the quay of Ostrey.", Partly, []int{4}},
		{"Penguins were seen on the quay of Ostrey.", Unsupported, nil},
	} {
		got := Check(c.claim, bridge, Options{})
		missing := slices.ContainsFunc(c.cited, func(n int) bool { return !slices.Contains(got.Cited, n) })
		if got.Verdict != c.want || missing {
			t.Errorf("%s\n got %s %.2f, cited %v, %v\nwant %s, cited %v", c.claim, got.Verdict, got.Score, got.Cited, got.Problems, c.want, c.cited)
		}
	}
}

// A number may be told in another sentence than the rest.
func TestNumberFromElsewhere(t *testing.T) {
	evidence := given("The harbour of Ostrey took in migrants from the island in May, after a storm.", "Nobody knew their names.",
		"They were fed in the school.", "In all 1,400 migrants came.")
	for claim, want := range map[string]bool{
		"The harbour of Ostrey took in 1,400 migrants from the island in May, after a storm.": true,
		"The harbour of Ostrey took in 4,100 migrants from the island in May, after a storm.": false,
	} {
		facts, _ := newIndex(claim, evidence).facts(claim)
		a := newIndex(claim, evidence).align(facts[0], false)
		a.chosen = a.chosen[:1]
		if got := len(a.numbers(false)) == 0; got != want {
			t.Errorf("%s: held is %v, want %v", claim, got, want)
		}
	}
}

func TestEverySentenceSupportsItself(t *testing.T) {
	for _, s := range bridge {
		for _, strict := range []bool{true, false} {
			if got := Check(s.Text, bridge, Options{Strict: strict}); got.Verdict != Supported || got.Score < 0.5 {
				t.Errorf("strict %v: %s: %s %.2f %v", strict, s.Text, got.Verdict, got.Score, got.Problems)
			}
		}
	}
}

func TestNothingToCheck(t *testing.T) {
	for _, c := range []string{"", "   ", "?!", "\x00\x01", "…"} {
		if got := Check(c, bridge, Options{}); got.Verdict != Unsupported || len(got.Cited) > 0 || got.Score != 0 {
			t.Errorf("%q: %+v", c, got)
		}
	}
	if got := Check("The bridge is closed.", nil, Options{Strict: true}); got.Verdict != Unsupported || len(got.Problems) == 0 {
		t.Errorf("without evidence: %+v", got)
	}
	long := strings.Repeat("Ferries will not run in winter. ", 1700)
	if got := Check(long, bridge, Options{}); got.Verdict != Partly || len(got.Problems) == 0 {
		t.Errorf("10,000 words: %s, %d problems", got.Verdict, len(got.Problems))
	}
}

func TestQuantities(t *testing.T) {
	for _, c := range []struct {
		claim, source string
		strict, loose bool
	}{
		{"1,000 people", "one thousand people", true, true},
		{"1,000 people", "more than 1,000 people", false, true},
		{"more than 1,000 people", "1,200 people", true, true},
		{"fewer than 1,000 people", "more than 1,000 people", false, true},
		{"hundreds of people", "648 people", true, true},
		{"hundreds of people", "64 people", false, false},
		{"tens of thousands of people", "45,000 people", true, true},
		{"$1.5 million", "1,500,000 dollars", true, true},
		{"$93 million", "€93 million", false, false},
		{"5%", "five percent", true, true},
		{"5%", "5 people", false, false},
		{"2nd", "second-rate", false, false},
		{"April 14th", "14 April", true, true},
		{"the 14th of April", "April 14", true, true},
		{"the 14th bridge", "14 bridges", false, false},
		{"about 870 cases", "868 cases", true, true},
	} {
		q, h := parse(english, c.claim).counts, parse(english, c.source).counts
		held := func(strict bool) bool {
			return len(q) > 0 && slices.ContainsFunc(h, func(h quantity.Quantity) bool { return q[0].Agree(h, strict) })
		}
		if held(true) != c.strict || held(false) != c.loose {
			t.Errorf("%q of %q: strict %v, loose %v, want %v, %v", c.claim, c.source, held(true), held(false), c.strict, c.loose)
		}
	}
}

func FuzzCheck(f *testing.F) {
	for _, s := range bridge {
		f.Add(s.Text, "He said \"no\". Not 5,000.", true)
		f.Add("The “ union; didn't 1e400 "+s.Text, s.Text, false)
	}
	f.Add("before the end of March 2023-24, between May and 2020 the 4/5/2024-", "after last July, since 2018–2019 to Monday", true)
	f.Add("\xff\xfe ’'‘ 12th", "\x80 $%", false)
	f.Fuzz(func(t *testing.T, claim, source string, strict bool) {
		evidence := append(given(source), bridge...)
		evidence[0].Anchor = time.Date(2024, 4, 20, 0, 0, 0, 0, time.UTC)
		opts := Options{Strict: strict, AsTold: strict, Day: time.Date(2025, 1, 2, 0, 0, 0, 0, time.UTC)}
		got := Check(claim, evidence, opts)
		if !reflect.DeepEqual(got, Check(claim, evidence, opts)) {
			t.Fatal("two checks of the same claim differ")
		}
		if got.Score < 0 || got.Score > 1 {
			t.Fatalf("score %v", got.Score)
		}
		for _, n := range slices.Concat(got.Cited, got.Nearest) {
			if n < 0 || n >= len(evidence) {
				t.Fatalf("evidence %d of %d", n, len(evidence))
			}
		}
		if got.Verdict == Supported && (len(got.Problems) > 0 || len(got.Cited) == 0) || got.Verdict == Unsupported && len(got.Cited) > 0 {
			t.Fatalf("%+v", got)
		}
		for _, p := range got.Problems {
			if p.Start < 0 || p.Start > p.End || p.End > len(claim) || claim[p.Start:p.End] != p.Text || p.Detail == "" {
				t.Fatalf("problem %+v of %d bytes", p, len(claim))
			}
		}
	})
}

func benchmark(b *testing.B, sentences int) {
	var evidence []Sentence
	for i := range sentences {
		s := bridge[i%len(bridge)]
		evidence = append(evidence, Sentence{Text: s.Text, Article: "a", Index: i, Lang: "en"})
	}
	for b.Loop() {
		Check("The Harbour Union, which Tomas Brandt leads, accepted the plan for the Korvale bridge in March 2021.", evidence, Options{})
	}
}

func BenchmarkCheck1000(b *testing.B)  { benchmark(b, 1000) }
func BenchmarkCheck10000(b *testing.B) { benchmark(b, 10_000) }

var english = words.For("en")
