package claim

import "testing"

// A small word that turns a fact round, a verb that only may be, a number of the
// opposite: none is borne out where every word is owed.
func TestSides(t *testing.T) {
	evidence := []Sentence{
		{Text: "Two hundred dockers rallied against the new quay before noon.", Article: "a", Index: 0, Lang: "en"},
		{Text: "Grain exports rose 14 percent, while timber exports fell 6 percent.", Article: "a", Index: 1, Lang: "en"},
		{Text: "The company may pay each docker €900.", Article: "a", Index: 2, Lang: "en"},
		{Text: "The ferry moved away from the pier.", Article: "a", Index: 3, Lang: "en"},
	}
	for _, c := range []struct {
		claim string
		at    int
		want  bool
	}{
		{"Two hundred dockers rallied against the new quay.", 0, true},
		{"Two hundred dockers rallied for the new quay.", 0, false},
		{"Two hundred dockers rallied after noon.", 0, false},
		{"Grain exports rose 14 percent.", 1, true},
		{"Timber exports fell 14 percent.", 1, false},
		{"The company may pay each docker €900.", 2, true},
		{"The company will pay each docker €900.", 2, false},
		{"The ferry moved toward the pier.", 3, false},
	} {
		got := Check(c.claim, evidence[c.at:c.at+1], Options{Strict: true})
		if (got.Verdict == Supported) != c.want {
			t.Errorf("%q: %s %v", c.claim, got.Verdict, got.Problems)
		}
	}
}

// Where something is does nothing: the bridge at Korvale closed, and so the bridge did.
func TestWhereItStandsIsNoDoer(t *testing.T) {
	evidence := []Sentence{{Text: "The bridge at Korvale closed last May, and the army of Ostrey left.", Article: "a", Lang: "en"}}
	for claim, want := range map[string]bool{
		"The bridge closed last May.":            true,
		"The bridge at Korvale closed last May.": true,
		"The army left.":                         true,
		"The bridge left.":                       false,
		"The army closed last May.":              false,
	} {
		if got := Check(claim, evidence, Options{Strict: true}); (got.Verdict == Supported) != want {
			t.Errorf("%q: %s %v", claim, got.Verdict, got.Problems)
		}
	}
}
