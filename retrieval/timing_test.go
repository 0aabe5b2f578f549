package retrieval

import (
	"context"
	"testing"
)

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
		got, err := new(View).timing(context.Background(), ParseQuery(question, "en"), nil)
		if err != nil || (got != nil) != want {
			t.Errorf("%s: got %v, %v, want %v", question, got != nil, err, want)
		}
	}
}
