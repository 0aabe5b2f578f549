package claim

import (
	"slices"
	"testing"
)

func TestFramesClaimNothing(t *testing.T) {
	for _, c := range []struct {
		claim string
		want  bool
	}{
		{"Sure!", true},
		{"Of course!", true},
		{"Okay, here's a brief overview of the article:", true},
		{"Here’s the summary within 80 words:", true},
		{"Here are three key points from the text:", true},
		{"Below is a concise summary of the report in 2 sentences or less:", true},
		{"Sure! Here is the list as requested:", true},

		{"", false},
		{"No.", false},
		{"Here.", false},
		{"Here is the mayor.", false},
		{"Here is a summary of the mayor's plan:", false}, // it tells that there is a plan
		{"Here is the list of 14 cracks:", false},
		{"The summary is short.", false},
		{"The mayor is sure.", false},
		{"The article is about six months.", false},
		{"Korvale, sure.", false},
		{"OK Korvale", false},
	} {
		r := Check(c.claim, bridge, Options{Frames: true})
		if r.Frame != c.want {
			t.Errorf("%q: frame %v, want %v", c.claim, r.Frame, c.want)
		}
		if r.Frame && (r.Verdict != Supported || len(r.Cited) > 0 || r.Score != frameScore) {
			t.Errorf("%q: %+v", c.claim, r)
		}
		// Nothing that the verifier of answers reads is passed over.
		if r := Check(c.claim, bridge, Options{Strict: true}); r.Frame || r.Verdict == Supported {
			t.Errorf("%q, strictly: %+v", c.claim, r)
		}
		// It needs no evidence, and what is no frame has none.
		if r := Check(c.claim, nil, Options{Frames: true}); r.Frame != c.want || !c.want && r.Verdict != Unsupported {
			t.Errorf("%q without evidence: %+v", c.claim, r)
		}
	}
}

// What stands beside a frame is judged as if it stood alone, at its place.
func TestFramesAreNotJudgedWithTheRest(t *testing.T) {
	const before = "Certainly! Here is a brief recap of that text in 3 sentences"
	for _, claim := range []string{
		"Inspectors found 14 cracks in the northern arch of the Korvale bridge.",
		"Inspectors found 41 cracks in the northern arch of the Korvale bridge.",
		"The ferries carried 2,000 sheep to the island.",
	} {
		for _, strict := range []bool{false, true} {
			text := before + ".\n\n" + claim
			got, want := Check(text, bridge, Options{Strict: strict, Frames: true}), Check(claim, bridge, Options{Strict: strict})
			for i := range want.Problems {
				want.Problems[i].Start += len(text) - len(claim)
				want.Problems[i].End += len(text) - len(claim)
			}
			if got.Verdict != want.Verdict || got.Score != want.Score || got.Frame || !slices.Equal(got.Cited, want.Cited) || !slices.Equal(got.Problems, want.Problems) {
				t.Errorf("%s\n got %+v\nwant %+v", claim, got, want)
			}
		}
	}
	if r := Check(before+": the ferries carried 2,000 sheep to the island.", bridge, Options{Frames: true}); r.Verdict == Supported {
		t.Errorf("a frame in the same sentence hides a claim: %+v", r)
	}
}
