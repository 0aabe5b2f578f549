package copies

import (
	"testing"

	"footnote/article"
)

// from is an article of an outlet, or of none.
func from(t *testing.T, id, outlet, text string) *article.Article {
	a := read(t, id, text)
	a.Outlet = outlet
	return a
}

// Copies count once, and so do those who only repeat one agency.
func TestIndependent(t *testing.T) {
	s := Trace([]*article.Article{
		from(t, "a", "Courier", report), from(t, "b", "Dispatch", report),
		from(t, "c", "Ledger", "A crane fell down."), from(t, "d", "LEDGER", "The fallen crane was old."),
		from(t, "e", "", "A crane lies on the quay."),
	})
	for _, test := range []struct {
		name string
		of   []Telling
		want int
	}{
		{"nobody", nil, 0},
		{"copies of one report", []Telling{{"a", ""}, {"b", ""}}, 1},
		{"two articles of one outlet", []Telling{{"c", ""}, {"d", ""}}, 1},
		{"a report and an outlet", []Telling{{"a", ""}, {"b", ""}, {"c", ""}}, 2},
		{"without an outlet an article stands for itself", []Telling{{"c", ""}, {"e", ""}}, 2},
		{"as one agency's", []Telling{{"c", "officials told AFP"}, {"e", "according to Agence France-Presse"}}, 1},
		{"as two agencies'", []Telling{{"c", "officials told AFP"}, {"e", "officials told Reuters"}}, 2},
		{"who tells it once by himself", []Telling{{"c", "officials told AFP"}, {"c", "officials said"}, {"e", "told AFP"}}, 2},
	} {
		if got := s.Independent(test.of); got != test.want {
			t.Errorf("%s: %d independent, want %d", test.name, got, test.want)
		}
	}
}

func TestAgencyIn(t *testing.T) {
	for text, want := range map[string]string{
		"officials told the AFP news agency":     "afp",
		"according to Agence France-Presse":      "afp",
		"an Associated Press photographer saw":   "ap",
		"Dozens were hurt, Reuters reported.":    "reuters",
		"dpa, citing the police":                 "dpa",
		"A grape, an apple and a tap":            "",
		"Two councils told the town's newspaper": "",
	} {
		if got := AgencyIn(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
