package claim

import (
	"testing"
)

// Each claim is checked against the sentences of one article of 20 April 2024, in both ways.
var tolds = []struct {
	name, claim     string
	evidence        []string
	lenient, strict Verdict
}{
	{"a plan is no deed", "The ferrymen met the mayor in Ostrey on 26 April 2024.",
		[]string{"The ferrymen will meet the mayor in Ostrey on 26 April, their union said."}, Partly, Partly},
	{"what was due is no deed", "The lock at Korvale reopened on 2 May 2024.",
		[]string{"The lock at Korvale was due to reopen on 2 May."}, Partly, Partly},
	{"a plan bears out a plan", "The ferrymen will meet the mayor in Ostrey on 26 April 2024.",
		[]string{"The ferrymen will meet the mayor in Ostrey on 26 April."}, Supported, Supported},
	{"a plan contradicts no deed", "The ferrymen met the mayor in Ostrey on 3 April 2024.",
		[]string{"The ferrymen will meet the mayor in Ostrey on 26 April.", "The ferrymen met the mayor in Ostrey on 3 April."}, Supported, Supported},
	{"a deed has its own date", "The toll of the landslide rose to nine on 14 April 2024.",
		[]string{"The toll of Sunday's landslide rose to nine on Tuesday."}, Contradicted, Contradicted},
	{"and that is borne out", "The toll of the landslide rose to nine on 16 April 2024.",
		[]string{"The toll of Sunday's landslide rose to nine on Tuesday."}, Supported, Supported},
	{"what it belongs to is borne out too", "The toll of the landslide of 14 April 2024 rose to nine.",
		[]string{"The toll of Sunday's landslide rose to nine on Tuesday."}, Supported, Supported},
	{"a list dates all of it", "Strikes were called for December 2023 and January 2024.",
		[]string{"Strikes were called for December 2023 and January 2024."}, Supported, Supported},
	{"before dawn on a day is on it", "The barge sank off Ostrey on 14 April 2024.",
		[]string{"The barge sank off Ostrey before dawn on Sunday."}, Supported, Supported},
	{"and on no other", "The barge sank off Ostrey on 15 April 2024.",
		[]string{"The barge sank off Ostrey before dawn on Sunday."}, Contradicted, Contradicted},
	{"a month of no year is that of the event", "The harbour board apologised in September.",
		[]string{"The harbour board apologised to the crews in March.", "The crews had moved to Ostrey in September 2022."}, Contradicted, Contradicted},
	{"which may be the right one", "The harbour board apologised in March.",
		[]string{"The harbour board apologised to the crews in March.", "The crews had moved to Ostrey in September 2022."}, Supported, Supported},
	{"of another name it is no contradiction", "Keeper Tomas Rill joined Dock Athletic on 12 January 2024.",
		[]string{"Keeper Tomas Rill joined Canal Rangers in 2019."}, Partly, Partly},
	{"an earlier bound is another", "The yard will close by 2027.", []string{"The yard will close by 2025."}, Contradicted, Contradicted},
}

func TestDatesOfDeeds(t *testing.T) {
	for _, c := range tolds {
		for _, strict := range []bool{false, true} {
			want := c.lenient
			if strict {
				want = c.strict
			}
			got := Check(c.claim, dated(c.evidence...), Options{Strict: strict})
			if got.Verdict != want {
				t.Errorf("%s, strict %v: %s %.2f %v, want %s", c.name, strict, got.Verdict, got.Score, got.Problems, want)
			}
		}
	}
}

// A claim that owes every word to what it cites does not make a deed of a plan, dated or not.
func TestPlansProveNoDeeds(t *testing.T) {
	for claim, evidence := range map[string]string{
		"The ferrymen met the mayor in Ostrey.":  "The ferrymen will meet the mayor in Ostrey.",
		"Rill was sentenced in Korvale.":         "Rill, who pleaded guilty, will be sentenced in Korvale.",
		"The museum was opened by Ada Lund.":     "The museum is to be opened by Ada Lund.",
		"The council approved the new bridge.":   "The council is not expected to approve the new bridge.",
		"The dockers ended the strike at Ostrey": "The dockers would soon end the strike at Ostrey.",
	} {
		if got := Check(claim, dated(evidence), Options{Strict: true}); got.Verdict == Supported {
			t.Errorf("%q is proved by %q", claim, evidence)
		}
	}
}

// What the claim dates in full may stand in a sentence that has few of its words.
func TestDatesFromElsewhere(t *testing.T) {
	evidence := dated(
		"An election will be held in Korvale two years ahead of schedule.",
		"Posters for the election in Korvale were printed in Ostrey.",
		"Ada Lund's party won Sunday's election in Korvale, near-complete results showed on Monday.")
	for claim, want := range map[string]bool{
		"The election in Korvale was held on 14 April 2024.": true,
		"The election in Korvale was held on 15 April 2024.": false,
	} {
		if got := Check(claim, evidence, Options{}); got.Verdict == Supported != want {
			t.Errorf("%s: %s %v", claim, got.Verdict, got.Problems)
		}
	}
}
