package claim

import (
	"slices"
	"testing"
	"time"

	"footnote/internal/timex"
)

func day(s string) time.Time {
	t, _ := time.Parse("2006-01-02", s)
	return t
}

// dated makes evidence of sentences of one article of 20 April 2024.
func dated(texts ...string) []Sentence {
	evidence := given(texts...)
	for i := range evidence {
		evidence[i].Anchor = day("2024-04-20")
	}
	return evidence
}

var mine = dated(
	"The mine at Ostrey was shut last July, after a fire in its oldest shaft.",
	"The owners told the miners in March that the shaft would stay shut.",
	"Inspectors arrived this month to test the air.",
	"Rescuers have trained in the shaft since 2018.",
	"The fire brigade asked for new pumps before March 2022.",
	"The union won its case between March and May 2019.",
	"The pumps were tested for 14 days.",
	"The new lamps came in the 2018-2019 season.",
)

func TestDatesAreComparedResolved(t *testing.T) {
	for _, c := range []struct {
		claim  string
		cited  int
		want   Verdict
		detail string // of a problem
	}{
		{"The mine at Ostrey was shut in July 2023, after a fire in its oldest shaft.", 0, Supported, ""},
		{"The mine at Ostrey was shut in 2023, after a fire in its oldest shaft.", 0, Supported, ""},
		{"The mine at Ostrey was shut last year, after a fire in its oldest shaft.", 0, Supported, ""},
		{"The mine at Ostrey was shut in summer 2023, after a fire in its oldest shaft.", 0, Supported, ""},
		{"The mine at Ostrey was shut before 2024, after a fire in its oldest shaft.", 0, Supported, ""},
		{"The mine at Ostrey was shut by August 2023, after a fire in its oldest shaft.", 0, Supported, ""},
		{"The mine at Ostrey was shut in July 2022, after a fire in its oldest shaft.", 0, Contradicted, "The sources say “last July”, July 2023."},
		{"The mine at Ostrey was shut in June 2023, after a fire in its oldest shaft.", 0, Contradicted, "The sources say “last July”, July 2023."},
		{"The mine at Ostrey was shut on 5 July 2023, after a fire in its oldest shaft.", 0, Partly, "The sources say only “last July”, July 2023."},
		{"The mine at Ostrey was shut in early July 2023, after a fire in its oldest shaft.", 0, Partly, "The sources say only “last July”, July 2023."},
		{"The mine at Ostrey was shut before July 2023, after a fire in its oldest shaft.", 0, Contradicted, "The sources say “last July”, July 2023."},
		{"The mine at Ostrey was shut after July 2023, after a fire in its oldest shaft.", 0, Contradicted, "The sources say “last July”, July 2023."},
		{"The mine at Ostrey was shut last month, after a fire in its oldest shaft.", 0, Contradicted, "The sources say “last July”, July 2023."},
		{"The owners told the miners in March 2024 that the shaft would stay shut.", 1, Supported, ""},
		{"The owners told the miners in March that the shaft would stay shut.", 1, Supported, ""},
		{"The owners told the miners in March 2023 that the shaft would stay shut.", 1, Contradicted, "The sources say “March”, March 2024."},
		{"Inspectors arrived in April 2024 to test the air.", 2, Supported, ""},
		{"Inspectors arrived this year to test the air.", 2, Supported, ""},
		{"Inspectors arrived last month to test the air.", 2, Contradicted, "The sources say “this month”, April 2024."},
		{"Inspectors arrived this week to test the air.", 2, Partly, "The sources say only “this month”, April 2024."},
		{"Rescuers have trained in the shaft since 2018.", 3, Supported, ""},
		{"Rescuers have trained in the shaft until 2018.", 3, Contradicted, "The sources say “since 2018”."},
		{"Rescuers have trained in the shaft since 2008.", 3, Contradicted, "The sources say “2018”."},
		{"Rescuers have trained in the shaft in 2018.", 3, Partly, "The sources say “since 2018”."},
		{"The fire brigade asked for new pumps in March 2022.", 4, Partly, "The sources say “before March 2022”."},
		{"The fire brigade asked for new pumps before April 2022.", 4, Supported, ""},
		{"The fire brigade asked for new pumps before 2022.", 4, Partly, "The sources say “before March 2022”."},
		{"The union won its case in 2019.", 5, Supported, ""},
		{"The union won its case in the spring of 2019.", 5, Supported, ""},
		{"The union won its case in April 2019.", 5, Partly, "The sources say only “March and May 2019”."},
		{"The union won its case before 2019.", 5, Contradicted, "The sources say “March and May 2019”."},
		{"The union won its case in June 2019.", 5, Contradicted, "The sources say “March and May 2019”."},
		{"The pumps were tested for two weeks.", 6, Supported, ""},
		{"The pumps were tested for two days.", 6, Contradicted, `The sources say "14", with no bound.`},
		{"The new lamps came in the 2018–19 season.", 7, Supported, ""},
	} {
		got := Check(c.claim, mine[c.cited:c.cited+1], Options{Strict: true, AsTold: true})
		has := slices.ContainsFunc(got.Problems, func(p Problem) bool { return p.Detail == c.detail })
		if got.Verdict != c.want || c.detail != "" && !has {
			t.Errorf("%s\n got %s %v\nwant %s, %q", c.claim, got.Verdict, got.Problems, c.want, c.detail)
		}
	}
}

// What one claim says comes to mean another thing on another day.
func TestDatesLeanOnTheDayOfTheClaim(t *testing.T) {
	for _, c := range []struct {
		claim, day string
		want       Verdict
	}{
		{"Inspectors arrived this month to test the air.", "", Supported}, // as it is written
		{"Inspectors arrived this month to test the air.", "2024-04-28", Supported},
		{"Inspectors arrived this month to test the air.", "2024-05-02", Contradicted},
		{"Inspectors arrived last month to test the air.", "2024-05-02", Supported},
		{"Inspectors arrived last month to test the air.", "", Contradicted},
		{"Inspectors arrived last year to test the air.", "2025-05-02", Supported},
		{"The owners told the miners in March that the shaft would stay shut.", "2025-05-02", Contradicted},
		{"The owners told the miners in March last year that the shaft would stay shut.", "2025-05-02", Supported},
		{"The mine at Ostrey was shut the year before last.", "2025-05-02", Supported},
	} {
		opts := Options{}
		if c.day != "" {
			opts.Day = day(c.day)
		}
		if got := Check(c.claim, mine, opts); got.Verdict != c.want {
			t.Errorf("%s, on %q: %s %.2f %v, want %s", c.claim, c.day, got.Verdict, got.Score, got.Problems, c.want)
		}
	}
}

// Beside the date of the same event that of another does not count.
func TestTheDateIsThatOfTheEvent(t *testing.T) {
	for claim, want := range map[string]Verdict{
		"In April 2024, inspectors arrived to test the air.": Supported,
		"In July 2023, inspectors arrived to test the air.":  Contradicted,
		"The mine at Ostrey was shut in April 2024.":         Contradicted,
		"The mine at Ostrey was shut in July 2023.":          Supported,
	} {
		if got := Check(claim, []Sentence{mine[0], mine[2]}, Options{Strict: true, AsTold: true}); got.Verdict != want {
			t.Errorf("%s: %s %v, want %s", claim, got.Verdict, got.Problems, want)
		}
	}
}

// Without a day of publication what is not resolved is compared in words, as written.
func TestUndatedEvidence(t *testing.T) {
	for claim, want := range map[string]Verdict{
		"The owners told the miners in March that the shaft would stay shut.":      Supported,
		"The owners told the miners in May that the shaft would stay shut.":        Contradicted,
		"The owners told the miners in March 2023 that the shaft would stay shut.": Partly,
	} {
		if got := Check(claim, given(mine[1].Text), Options{Strict: true, AsTold: true}); got.Verdict != want {
			t.Errorf("%s: %s %v, want %s", claim, got.Verdict, got.Problems, want)
		}
	}
}

// Expressions are asked for only where the claim has a date, and of few sentences.
func TestTimesAreReadForFewSentences(t *testing.T) {
	asked := 0
	var evidence []Sentence
	for i := range 500 {
		s := mine[i%len(mine)]
		s.Index = i
		s.Times = func() []timex.Expression { asked++; return nil }
		evidence = append(evidence, s)
	}
	Check("The mine at Ostrey was shut after a fire.", evidence, Options{})
	if asked != 0 {
		t.Errorf("%d sentences were read for a claim without a date", asked)
	}
	if Check("The mine at Ostrey was shut in July 2023.", evidence, Options{}); asked == 0 || asked > maxChosen+datedMax {
		t.Errorf("%d sentences were read for a claim with a date, want at most %d", asked, maxChosen+datedMax)
	}
}

func TestRelations(t *testing.T) {
	for said, want := range map[string]relation{
		"after July 2023":             after,
		"after the July 2023 coup":    within,
		"after last year's coup":      within,
		"since the coup of last year": within,
		"since 2018":                  since,
		"prior to 2018":               before,
		"before the end of 2018":      before,
		"in 2018":                     within,
		"on Monday, 5 May 2018":       within,
		"by 2018":                     by,
		"until May 2018":              until,
	} {
		found := parse(english, said)
		ms := moments(found, timesIn(said, []timex.Segment{{End: len(said)}}, day("2024-04-20")))
		if len(ms) != 1 || ms[0].relation != want {
			t.Errorf("%q: %+v, want relation %d", said, ms, want)
		}
	}
}
