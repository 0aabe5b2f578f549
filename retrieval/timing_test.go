package retrieval

import "testing"

// Only a question that asks when, or names a time, has the dates of articles looked up.
func TestTimingOnlyWhereAsked(t *testing.T) {
	for question, want := range map[string]bool{
		"How many US troops will leave Niger?": false,
		"Who may march on Korvale?":            false,
		"Who leads the union?":                 false,
		"When was the base built?":             true,
		"Who resigned last month?":             true,
		"What was seen before the flood?":      true,
	} {
		if got := new(View).timing(ParseQuery(question, "en"), nil) != nil; got != want {
			t.Errorf("%s: got %v, want %v", question, got, want)
		}
	}
}
