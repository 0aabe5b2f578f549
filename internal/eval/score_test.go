package eval

import (
	"encoding/json"
	"testing"
	"time"
)

func TestScore(t *testing.T) {
	gold := []Place{{"courier", 4}}
	hit, miss := Lines{"courier", 4, 4}, Lines{"courier", 9, 9}
	var s Score
	s.Add(Question{ID: json.RawMessage(`"found at once"`), Gold: gold}, Outcome{
		Claims: []Claim{at("courier", 4, 4, "")}, Took: 3 * time.Millisecond,
		Whole: []Lines{hit}, Words: []Lines{miss, hit}, Vectors: []Lines{miss, miss, miss, miss, hit},
	})
	s.Add(Question{ID: json.RawMessage(`"not found"`), Gold: gold}, Outcome{Took: time.Millisecond, Whole: []Lines{miss, hit}})
	s.Add(Question{ID: json.RawMessage(`3`), Refuse: true}, Outcome{Claims: []Claim{at("courier", 9, 9, "")}})
	s.Add(Question{ID: json.RawMessage(`4`), Refuse: true}, Outcome{Whole: []Lines{hit}})

	got := s.Report()
	want := Report{
		Questions: 4, Answerable: 2, Right: 2, FalseAnswers: 1, FalseRefusals: 1, FirstOnGold: 1, MS: 1,
		Search: Search{HitsAt1: 0.5, HitsAt4: 1, MRR: 0.75},
		Searches: SearchModes{
			Whole:   Search{HitsAt1: 0.5, HitsAt4: 1, MRR: 0.75},
			Words:   Search{HitsAt4: 0.5, MRR: 0.25},
			Vectors: Search{MRR: 0.1},
		},
		Misses: []Miss{
			{json.RawMessage(`"not found"`), "refused, but the story says it at courier:4"},
			{json.RawMessage(`3`), "answered from courier:9, but the story does not say"},
		},
	}
	if g, w := asJSON(t, got), asJSON(t, want); g != w {
		t.Errorf("got  %s\nwant %s", g, w)
	}
	if n := got.Misses[0].Name(); n != "not found" {
		t.Errorf("got name %q", n)
	}
}

func TestScoreOfNothing(t *testing.T) {
	const want = `{"questions":0,"answerable":0,"right":0,"false_answers":0,"false_refusals":0,"first_claim_in_gold":0,` +
		`"hits_at_1":0,"hits_at_4":0,"mrr":0,"ms":0,"misses":[],"search":{"whole":{"hits_at_1":0,"hits_at_4":0,"mrr":0},` +
		`"words":{"hits_at_1":0,"hits_at_4":0,"mrr":0},"vectors":{"hits_at_1":0,"hits_at_4":0,"mrr":0}}}`
	if got := asJSON(t, new(Score).Report()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// A passage beyond the tenth counts nothing.
func TestScoreDepth(t *testing.T) {
	var s Score
	found := make([]Lines, Depth+1)
	found[Depth] = Lines{"courier", 4, 4}
	s.Add(Question{Gold: []Place{{"courier", 4}}}, Outcome{Whole: found})
	if got := s.Report().MRR; got != 0 {
		t.Errorf("got %v, want 0", got)
	}
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
