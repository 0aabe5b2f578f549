package claim

import (
	"strings"
	"testing"
	"time"
)

// Where a claim says a sentence again, whoever stands in the place of another did not
// do what the other did.
func TestExchangedNames(t *testing.T) {
	tests := []struct {
		name, evidence, claim string
		want                  bool // it is supported
	}{
		{"subject and source", "Peru will pull its miners out of Chile.", "Chile will pull its miners out of Peru.", false},
		{"to the front", "Peru will pull its miners out of Chile in June.", "In June Peru will pull its miners out of Chile.", true},
		{"an object of a preposition", "The council has moved toward Kenya since Ghana closed its ports.", "The council has moved toward Ghana since Kenya closed its ports.", false},
		{"who told whom", "Norway told Denmark to open the bridge.", "Denmark told Norway to open the bridge.", false},
		{"passive", "Norway invited Denmark to the talks.", "Denmark was invited to the talks by Norway.", true},
		{"passive, exchanged", "Norway invited Denmark to the talks.", "Norway was invited to the talks by Denmark.", false},
		{"told together", "Mali, Chad and Sudan signed the treaty with Egypt.", "Sudan, Chad and Mali signed the treaty with Egypt.", true},
		{"a pair", "Oslo and Bergen shared the cost of the railway.", "Bergen and Oslo shared the cost of the railway.", true},
		{"some of a list", "Egypt trains pilots in Mali, Chad and Sudan.", "Egypt trains pilots in Chad.", true},
		{"out of a list", "Egypt trains pilots in Mali, Chad and Sudan.", "Chad trains pilots in Mali, Egypt and Sudan.", false},
		{"not the same list", "The visit is to begin on Monday, officials told Reuters, and Kenya's radio said the guests would stay a week.",
			"The visit is to begin on Monday, officials told Reuters, and Kenya's radio said the guests would stay a week.", true},
		{"apposition", "Anna Lind, the mayor of Bergen, opened the museum.", "The mayor of Bergen, Anna Lind, opened the museum.", true},
		{"apposition, exchanged", "The letter was answered by Anna Lind, the Danish minister of finance, after Karl Moe had called.",
			"The letter was answered by Karl Moe, the Danish minister of finance, after Anna Lind had called.", false},
		{"who", "Anna Lind, who studies the Andes, calls the dam a mistake.", "The dam is a mistake, says Andes, who studies the Anna Lind.", false},
		{"a number of a name", "The navy put two million euros into Dock 7 near Lagos.", "Dock put two million euros into Lagos 7.", false},
		{"the other half of a name", "Maria Santos died in Porto in May.", "Santos died in Porto in May.", true},
		{"a country by its people", "German engineers built the dam for Kenya.", "Germany's engineers built the dam for Kenya.", true},
		{"a country is no person", "Germany will leave the union of Kenya and Ghana.", "The German will leave the union of Kenya and Ghana.", false},
		{"an ordinary word at the beginning", "Guards told Reuters that guards had seen smoke over Lagos.", "Guards told Reuters that guards had seen smoke over Lagos.", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := Check(tt.claim, []Sentence{{Text: tt.evidence, Lang: "en"}}, Options{Strict: true})
			if got := r.Verdict == Supported; got != tt.want {
				t.Errorf("%q of %q: %s %v", tt.claim, tt.evidence, r.Verdict, r.Problems)
			}
		})
	}
}

// Of the same thing told of two, either may be named.
func TestExchangedNamesOfTwoSentences(t *testing.T) {
	evidence := []Sentence{{Text: "Norway will close its embassy in Lagos.", Lang: "en"}, {Text: "Denmark will close its embassy in Lagos.", Lang: "en"}}
	for claim, want := range map[string]bool{
		"Denmark will close its embassy in Lagos.": true,
		"Norway will close its embassy in Lagos.":  true,
		"Lagos will close its embassy in Norway.":  false,
	} {
		if r := Check(claim, evidence, Options{Strict: true}); (r.Verdict == Supported) != want {
			t.Errorf("%s: %s %v", claim, r.Verdict, r.Problems)
		}
	}
}

// A denial more is found where the sentence denies something else already.
func TestFurtherDenial(t *testing.T) {
	const evidence = "It is not clear if Peru will move those ships elsewhere."
	for claim, want := range map[string]bool{
		"It is not clear if Peru will move those ships elsewhere.":     true,
		"It is not clear if Peru will not move those ships elsewhere.": false,
	} {
		if r := Check(claim, []Sentence{{Text: evidence, Lang: "en"}}, Options{Strict: true}); (r.Verdict == Supported) != want {
			t.Errorf("%s: %s %v", claim, r.Verdict, r.Problems)
		}
	}
}

func TestPutOffByTo(t *testing.T) {
	evidence := []Sentence{{Text: "Chile stands to gain from the strike in Peru.", Lang: "en"}}
	if r := Check("Chile gained from the strike in Peru.", evidence, Options{Strict: true}); r.Verdict == Supported {
		t.Error("what is to come is told as past")
	}
}

// Two names of a faithful draft that change places make a lie of it, but where they
// are told together or name the same country.
func TestDraftsWithNamesExchanged(t *testing.T) {
	made, passed := 0, 0
	for _, d := range readDrafts(t, "faithful.yaml") {
		evidence := cite(t, d)
		x := newIndex(d.claim, evidence)
		facts, _ := x.facts(d.claim)
		for _, f := range facts {
			for _, lie := range exchangesOf(x, d.claim, f) {
				made++
				if r := Check(lie, evidence, Options{Strict: true, AsTold: true}); r.Verdict == Supported {
					passed++
					t.Logf("%s: supported: %s", d.id, lie)
				}
			}
		}
	}
	t.Logf("%d of %d pass", passed, made)
	if made < 90 || passed > 1 { // "Tavenmoor Institute of the Ilse Marrand said"
		t.Errorf("%d of %d drafts with names exchanged are supported", passed, made)
	}
}

// exchangesOf are the claim with each two names of a fact in each other's place.
func exchangesOf(x *index, claim string, f fact) (lies []string) {
	a := x.align(f, true)
	var ps []piece
	for _, p := range f.pieces() {
		if len(p.names) > 0 && !f.inQuotes(p.first) {
			ps = append(ps, p)
		}
	}
	said := func(n naming) (string, int, int) {
		s := f.raw[f.words[n.first].Start:f.words[n.last].End]
		s = strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "’s")
		return s, f.start + f.words[n.first].Start, f.start + f.words[n.first].Start + len(s)
	}
	for i, p := range ps {
		for _, q := range ps[i+1:] {
			for _, n := range p.names {
				for _, m := range q.names {
					if a.sameName(n, f.text, m) || a.sameName(m, f.text, n) {
						continue
					}
					one, s, e := said(n)
					other, from, to := said(m)
					lies = append(lies, claim[:s]+other+claim[e:from]+one+claim[to:])
				}
			}
		}
	}
	return lies
}

// A sentence of nothing but names is judged in the end, and not supported unread.
func TestManyNames(t *testing.T) {
	const told = "Ana told Bo that Cy told Di and "
	for _, n := range []int{maxNames/4 - 1, 100} {
		evidence := []Sentence{{Text: strings.Repeat(told, 100) + "left.", Lang: "en"}}
		claim := strings.Repeat("Bo told Ana that Di told Cy and ", n) + "left."
		done := make(chan Result, 1)
		go func() { done <- Check(claim, evidence, Options{Strict: true}) }()
		select {
		case r := <-done:
			if r.Verdict == Supported {
				t.Error(n, "times: supported")
			}
		case <-time.After(30 * time.Second):
			t.Fatal(n, "times: no end")
		}
	}
	again := strings.Repeat(told, maxNames/2) + "left."
	if r := Check(again, []Sentence{{Text: again, Lang: "en"}}, Options{Strict: true}); r.Verdict != Supported {
		t.Error("what is told word for word:", r.Verdict, r.Problems)
	}
}
