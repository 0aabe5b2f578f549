package summary

import (
	"slices"
	"strings"
	"testing"
)

func dated(outlet, day, text string) string {
	return "---\nlang: en\noutlet: " + outlet + "\npublished: 2031-05-" + day + "\n---\n" + text
}

// What a later article has replaced is not told, be it no number.
func TestOvertaken(t *testing.T) {
	for _, test := range []struct{ name, before, after, keep, drop string }{
		{"a resignation", "Energy Minister Clara Oyarzo ruled out resigning over the flood at Quelenco.",
			"Energy Minister Clara Oyarzo stepped down over the flood at Quelenco on Wednesday.", "stepped down", "ruled out"},
		{"a deal", "The government and the Highland Front are about to sign a ceasefire of 60 days, the mediator said.",
			"The government and the Highland Front signed a ceasefire of 60 days on Wednesday, the mediator said.", "signed a ceasefire", "about to"},
	} {
		s := sum(t, story(t, map[string]string{
			"a.txt": dated("A", "12", test.before+"\n\nThe road to the coast is closed to lorries until Friday."),
			"b.txt": dated("B", "14", test.after+"\n\nSchools in the valley opened again.")}), Options{Sentences: 6})
		if !holds(s, test.keep) || holds(s, test.drop) {
			t.Errorf("%s:\n%s", test.name, show(s))
		}
	}
}

// Two numbers of one day are not both told: a note says that the sources differ.
func TestDiffer(t *testing.T) {
	s := sum(t, story(t, map[string]string{
		"a.txt": dated("A", "14", "Four patients on the drug velumab died of bleeding in the brain, the company said."),
		"b.txt": dated("B", "14", "Six patients on the drug velumab died of bleeding in the brain."),
		"c.txt": dated("C", "14", "Six patients on the drug velumab died of bleeding in the brain, a doctor said."),
	}), Options{})
	if len(s.Claims) != 1 || !strings.HasPrefix(s.Claims[0].Text, "Six") {
		t.Errorf("the number that fewer carry is told, or both are:\n%s", show(s))
	}
	if len(s.Notes) != 1 || !strings.Contains(s.Notes[0], "The sources differ on a number (") || !strings.Contains(s.Notes[0], "Four") {
		t.Errorf("notes %q", s.Notes)
	}
}

// Sentences that begin with what is left of something, or insist, lean on what stood before.
func TestBeginnings(t *testing.T) {
	for text, want := range map[string]bool{
		"The remainder were ballots first thrown out as spoilt.":                  true,
		"The fourth jammed half open, which may be why workers counted three.":    true,
		"Timber did strike the gates, but some hours after they had fallen.":      true,
		"The same was told to the families of the crew.":                          true,
		"The first lorries with flour reached the town on Saturday.":              false,
		"The fourth bridge over the river was closed to lorries.":                 false,
		"The rest of the money was paid back to the investors of the firm.":       false,
		"The minister did not resign, though the opposition had called for it.":   false,
		"The result of the vote was announced by the mayor on Monday night.":      false,
		"What did strike the gates was a raft of tree trunks, the engineers say.": false,
	} {
		a := story(t, map[string]string{"a.txt": text}).Standing()[0]
		if got := sentencesOf(a, 0)[0].goesOn(); got != want {
			t.Errorf("%q: got %v", text, got)
		}
	}
}

// A quotation with no more behind it than who said so tells nothing of the story.
func TestWholeQuotations(t *testing.T) {
	quote := "\"The oil will rise,\" the minister for the sea, Bolot Asanbaev of Port Vale, told Agence France-Presse."
	s := sum(t, story(t, map[string]string{"a.txt": grounding + "\n\n" + quote, "b.txt": slick + "\n\n" + captain}), Options{})
	if holds(s, "will rise") || slices.ContainsFunc(s.Claims, func(c Claim) bool { return c.Text == quote }) {
		t.Errorf("got\n%s", show(s))
	}
}
