package timex

import (
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

var validValue = regexp.MustCompile(`^(?:(?:PAST|PRESENT|FUTURE)_REF` +
	`|P(?:T?[0-9X]+(?:\.[0-9]+)?[YMWDHSQ]|X(?:DE|CE))` +
	`|P(?:[0-9]+[YMWD])*(?:T(?:[0-9]+(?:\.[0-9]+)?[HMS])+)?` +
	`|[0-9]{2,4}` +
	`|[0-9]{4}-(?:W[0-9]{2}(?:-WE)?|Q[1-4]|H[12]|SP|SU|FA|WI)(?:T.*)?` +
	`|(?:[0-9]{4}|XXXX)-(?:[0-9]{2}|XX)(?:-(?:[0-9]{2}|XX))?(?:T(?:MO|AF|EV|NI|DT|[0-9]{2}:[0-9]{2}))?` +
	`|XXXX(?:-(?:WXX(?:-(?:[1-7]|WE))?|Q[1-4]|H[12]|SP|SU|FA|WI))?(?:T(?:MO|AF|EV|NI|DT|[0-9]{2}:[0-9]{2}))?)$`)

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"In July 2023, the army took power. Two days later, on Friday, 28 July, talks began.",
		"31 February 2024, 30/2/2024, 29 February 2023 and 99/99/9999", "\xff\xfe2024\xa0-\xc2\xa003-1", "May\u00a05,\u00a02024’s",
		"the end of the beginning of the end of 1999-00", "a hundred thousand million years ago", "every 9999999999 days",
		"the 0th century; the 99th century later; 10 o'clock 31st", "0001-01-01 a year earlier. 9999-12-31 a week later.",
		strings.Repeat("the ", 300) + "first quarter", "Sunday, Sunday, Sunday night Live at 9 a.m. on the 5th",
		"in the morning at night, the night before, year-end, 1997's first quarter", "4/5/2024 5/4/24", "1000s 1000's '00s",
	} {
		f.Add(s, 2024, 4, 20)
		f.Add(s, 0, 0, 0)
	}
	f.Fuzz(func(t *testing.T, text string, y, m, d int) {
		doc := Document{Text: text, Segments: cut(text)}
		if y > 0 && y < 10_000 {
			doc.Anchor = time.Date(y, time.Month(m%12+1), d%28+1, 0, 0, 0, 0, time.UTC)
		}
		end := 0
		for _, e := range Find(doc) {
			if e.Start < end || e.End <= e.Start || e.End > len(text) || !inside(doc.Segments, e) {
				t.Fatalf("%+v of %q lies wrong, after byte %d", e, text, end)
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[e.Start:e.End]) {
				t.Fatalf("%+v cuts a letter of %q", e, text)
			}
			end = e.End
			if !validValue.MatchString(e.Value) {
				t.Fatalf("%q in %q has value %q", text[e.Start:e.End], text, e.Value)
			}
			r, ok := e.Range()
			if ok && (r.First.After(r.Last) || r.Precision == "") || ok != (e.Label() != "") {
				t.Fatalf("%+v: range %v %v, label %q", e, r, ok, e.Label())
			}
		}
	})
}

func inside(segs []Segment, e Expression) bool {
	for _, s := range segs {
		if s.Start <= e.Start && e.End <= s.End {
			return true
		}
	}
	return false
}

// What is written as a full date is read as that day, in any form.
func FuzzFullDates(f *testing.F) {
	f.Add(2024, 4, 20)
	f.Add(1789, 7, 14)
	f.Add(2023, 2, 29)
	f.Fuzz(func(t *testing.T, y, m, d int) {
		if y < 1000 || y > 2199 || m < 1 || m > 12 || d < 1 || d > 28 {
			return
		}
		day := dayOf(y, m, d)
		for _, layout := range []string{"2006-01-02", "2 January 2006", "January 2, 2006", "Jan. 2, 2006", "Monday, 2 January 2006", "January 2nd, 2006"} {
			if strings.Contains(layout, "nd") && d != 2 || strings.Contains(layout, "Jan.") && m == 5 {
				continue
			}
			text := "It was on " + day.Format(layout) + " that it rained."
			got := Find(Document{Text: text, Segments: cut(text)})
			if len(got) != 1 || got[0].Value != day.Format(time.DateOnly) {
				t.Fatalf("%q: %+v", text, got)
			}
			r, ok := got[0].Range()
			if !ok || !r.First.Equal(day) || !r.Last.Equal(day) || r.Precision != Day {
				t.Errorf("%q: range %v %v", text, r, ok)
			}
			if full, _, end := FullDate(text); layout != "Jan. 2, 2006" && (end == 0 || !full.Equal(day)) {
				t.Errorf("FullDate(%q) = %v", text, full)
			}
		}
	})
}
