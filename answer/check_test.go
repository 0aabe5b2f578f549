package answer_test

import (
	"strings"
	"testing"

	"footnote/answer"
	"footnote/answer/claim"
	"footnote/article"
	"footnote/retrieval"
)

// pier is a story of two days; the dates of one article stand in Markdown.
var pier = map[string]string{
	"old.txt": "---\npublished: 2024-04-20\nlang: en\n---\nThe harbour of Ostrey was closed last July after a storm. Divers inspected the northern pier this month.\n",
	"new.md": "---\npublished: 2025-02-10\nlang: en\n---\nThe *ferry company* sold two ships [in **March** of last year](https://example.org/a_b \"May 2019\") and bought none. " +
		"It will hire sailors *before* June, a manager said.\n",
}

func TestCheckComparesResolvedDates(t *testing.T) {
	v := view(t, pier)
	for _, c := range []struct {
		claim     string
		published article.Date
		want      claim.Verdict
		detail    string // of a problem
	}{
		{"The harbour of Ostrey was closed in July 2023 after a storm.", "", claim.Supported, ""},
		{"The harbour of Ostrey was closed in 2023 after a storm.", "", claim.Supported, ""},
		{"The harbour of Ostrey was closed in July 2022 after a storm.", "", claim.Contradicted, "The sources say “last July”, July 2023."},
		{"The harbour of Ostrey was closed on 9 July 2023 after a storm.", "", claim.Partly, "The sources say only “last July”, July 2023."},
		{"Divers inspected the northern pier this month.", "", claim.Supported, ""},
		{"Divers inspected the northern pier this month.", "2025-02-11", claim.Contradicted, "The sources say “this month”, April 2024."},
		{"Divers inspected the northern pier last year.", "2025-02-11", claim.Supported, ""},
		{"The ferry company sold two ships in March 2024.", "", claim.Supported, ""},
		{"The ferry company sold two ships in March 2023.", "", claim.Contradicted, "The sources say “March of last year”, March 2024."},
		{"It will hire sailors after June 2025, a manager said.", "", claim.Contradicted, "The sources say “before June”, June 2025."},
	} {
		got, err := answer.Check(t.Context(), v, c.claim, c.published)
		if err != nil {
			t.Fatal(err)
		}
		var details []string
		for _, p := range got.Problems {
			details = append(details, p.Detail)
		}
		all := strings.Join(details, "\n")
		if got.Verdict != c.want || !strings.Contains(all, c.detail) {
			t.Errorf("%s\n got %s %.2f %q\nwant %s, %q", c.claim, got.Verdict, got.Score, details, c.want, c.detail)
		}
	}
}

// A text that comes with the claim has the day that is given with it.
func TestCheckAgainstATextOfADay(t *testing.T) {
	const source = "The harbour of Ostrey was closed last July after a storm."
	for published, want := range map[article.Date]claim.Verdict{
		"2024-04-20": claim.Supported,
		"2025-04-20": claim.Contradicted, // July 2024
	} {
		a, err := article.Given(source, published)
		if err != nil {
			t.Fatal(err)
		}
		if got := answer.CheckAgainst(a, "The harbour of Ostrey was closed in July 2023 after a storm.", published); got.Verdict != want {
			t.Errorf("published %s: %s %v, want %s", published, got.Verdict, got.Problems, want)
		}
	}
}

// Every date of the sample story passes the verifier as what it resolves to, and
// none a year, or ten, beside it.
func TestResolvedDatesOfTheSampleStory(t *testing.T) {
	v := sampleView(t)
	passed, all := 0, 0
	for _, a := range v.Articles {
		for _, at := range a.Times() {
			if at.Sentence < 0 || at.Label() == "" {
				continue
			}
			s := a.Sentences[at.Sentence]
			cited := answer.Evidence{N: 1, Meta: a.Meta, Sentence: s, Candidate: retrieval.Candidate{Article: a, Index: at.Sentence}}
			passes := func(date string) bool {
				text := s.Text[:at.Start-s.Span.Start] + date + s.Text[at.End-s.Span.Start:]
				d := answer.Draft{Claims: []answer.Assertion{{Text: text, Cited: []int{1}}}}
				return !answer.Verify(v, d, []answer.Evidence{cited}).Refused()
			}
			all++
			label := strings.Replace(at.Label(), "week of", "the week of", 1)
			if passes(label) {
				passed++
			} else {
				t.Logf("%s:%d: %q for %q does not pass", a.ID, at.Line, label, at.Text(a))
			}
			year := at.Label()[len(at.Label())-4:]
			for _, other := range []string{"2013", "2017", "2019", "2022", "2025"} {
				if date := strings.Replace(label, year, other, 1); other != year && passes(date) {
					t.Errorf("%s:%d: %q for %q passes", a.ID, at.Line, date, at.Text(a))
				}
			}
		}
	}
	if passed < all-1 || all < 20 {
		t.Errorf("%d of %d resolved dates pass", passed, all)
	}
	t.Logf("%d of %d resolved dates pass", passed, all)
}
