package timex

import (
	"testing"
	"time"
)

func TestRangeAndLabel(t *testing.T) {
	for _, row := range []struct {
		value, mod, first, last string
		precision               Precision
		label                   string
	}{
		{"2024-04-20", "", "2024-04-20", "2024-04-20", Day, "20 April 2024"},
		{"2024-04-20TEV", "", "2024-04-20", "2024-04-20", Day, "20 April 2024, evening"},
		{"2024-04-16TNI", "END", "2024-04-16", "2024-04-16", Day, "16 April 2024, night"},
		{"2024-W15", "", "2024-04-08", "2024-04-14", Week, "week of 8 April 2024"},
		{"2020-W53", "", "2020-12-28", "2021-01-03", Week, "week of 28 December 2020"},
		{"2024-W15-WE", "", "2024-04-13", "2024-04-14", Week, "weekend of 13 April 2024"},
		{"2024-03", "", "2024-03-01", "2024-03-31", Month, "March 2024"},
		{"2024-02", "START", "2024-02-01", "2024-02-10", Part, "early February 2024"},
		{"2024-02", "MID", "2024-02-11", "2024-02-20", Part, "mid-February 2024"},
		{"2024-02", "END", "2024-02-21", "2024-02-29", Part, "late February 2024"},
		{"2022", "START", "2022-01-01", "2022-04-30", Part, "early 2022"},
		{"2022", "MID", "2022-05-01", "2022-08-31", Part, "mid-2022"},
		{"2022", "END", "2022-09-01", "2022-12-31", Part, "late 2022"},
		{"2022", "APPROX", "2022-01-01", "2022-12-31", Year, "2022"},
		{"2024-Q1", "", "2024-01-01", "2024-03-31", Quarter, "first quarter of 2024"},
		{"2023-H2", "", "2023-07-01", "2023-12-31", Quarter, "second half of 2023"},
		{"2023-SU", "", "2023-06-01", "2023-08-31", Season, "summer 2023"},
		{"2022-WI", "", "2022-12-01", "2023-02-28", Season, "winter 2022–23"},
		{"2018", "", "2018-01-01", "2018-12-31", Year, "2018"},
		{"199", "", "1990-01-01", "1999-12-31", Decade, "the 1990s"},
		{"199", "START", "1990-01-01", "1999-12-31", Decade, "the early 1990s"},
		{"18", "", "1800-01-01", "1899-12-31", Decade, "the 19th century"},
		{"20", "", "2000-01-01", "2099-12-31", Decade, "the 21st century"},
	} {
		e := Expression{Type: Date, Value: row.value, Mod: row.mod}
		r, ok := e.Range()
		if got := r.First.Format(time.DateOnly) + " " + r.Last.Format(time.DateOnly); !ok || got != row.first+" "+row.last || r.Precision != row.precision {
			t.Errorf("%s %s: %s %s, want %s %s %s", row.value, row.mod, got, r.Precision, row.first, row.last, row.precision)
		}
		if got := e.Label(); got != row.label {
			t.Errorf("%s %s: label %q, want %q", row.value, row.mod, got, row.label)
		}
	}
}

func TestNoRange(t *testing.T) {
	for _, v := range []string{"", "PAST_REF", "FUTURE_REF", "XXXX-03", "XXXX", "2024-XX", "2024-13", "2024-02-30", "2024-W54", "2024-Q5", "2024-00-01", "1", "20244", "2024-3", "24-03-01"} {
		e := Expression{Type: Date, Value: v}
		if r, ok := e.Range(); ok || e.Label() != "" {
			t.Errorf("%q has range %v and label %q", v, r, e.Label())
		}
	}
	for _, typ := range []Type{Duration, Set} {
		if _, ok := (Expression{Type: typ, Value: "P1Y"}).Range(); ok {
			t.Errorf("a %s has a range", typ)
		}
	}
}

func TestRanges(t *testing.T) {
	of := func(s string) Range {
		r, err := ParseRange(s)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	for _, row := range []struct {
		a, b            string
		days            int // of a
		overlaps, holds bool
	}{
		{"2024", "2024-02-29", 366, true, true},
		{"2024-02", "2024", 29, true, false},
		{"2024-02", "2024-03", 29, false, false},
		{"2024-02-29", "2024-02-29", 1, true, true},
		{"2024-02-29", "2024-03-01", 1, false, false},
	} {
		a, b := of(row.a), of(row.b)
		if a.Days() != row.days || a.Overlaps(b) != row.overlaps || b.Overlaps(a) != row.overlaps || a.Holds(b) != row.holds {
			t.Errorf("%s: %d days; with %s overlaps %v %v, holds %v", row.a, a.Days(), row.b, a.Overlaps(b), b.Overlaps(a), a.Holds(b))
		}
	}
}

func TestParseRange(t *testing.T) {
	for s, want := range map[string]string{
		"2024": "2024-01-01 2024-12-31 year", "2024-03": "2024-03-01 2024-03-31 month", " 2024-03-15 ": "2024-03-15 2024-03-15 day",
		"2024-W15": "", "199": "", "20": "", "2024-02-30": "", "": "", "March": "", "2024-3-1": "", "0000": "",
	} {
		r, err := ParseRange(s)
		got := ""
		if err == nil {
			got = r.First.Format(time.DateOnly) + " " + r.Last.Format(time.DateOnly) + " " + string(r.Precision)
		}
		if got != want {
			t.Errorf("ParseRange(%q) = %q, %v; want %q", s, got, err, want)
		}
	}
}

func TestFullDate(t *testing.T) {
	for _, row := range []struct {
		s, day     string
		start, end int
	}{
		{"Published 2024-04-20T10:00", "2024-04-20", 10, 21},
		{"on the 20th of April, 2024", "2024-04-20", 7, 26},
		{"3April 20, 2024", "2024-04-20", 0, 15},
		{"April\u00a020,\u00a02024", "2024-04-20", 0, 16},
		{"20.4.2024 and 1.1.2024", "2024-04-20", 0, 9},
		{"Update: 4/20/2024", "2024-04-20", 8, 17},
		{"Update: 20/4/2024", "2024-04-20", 8, 17},
		{"4/4/2024", "2024-04-04", 0, 8},
		{"3/4/2024", "", 0, 0},
		{"31 February 2024", "", 0, 0},
		{"2024", "", 0, 0},
		{"", "", 0, 0},
	} {
		day, start, end := FullDate(row.s)
		got := ""
		if end > 0 {
			got = day.Format(time.DateOnly)
		}
		if got != row.day || start != row.start || end != row.end {
			t.Errorf("FullDate(%q) = %s %d %d, want %s %d %d", row.s, got, start, end, row.day, row.start, row.end)
		}
	}
}

func TestLabelOfWords(t *testing.T) {
	for text, want := range map[string]string{
		"It ends by the end of 2026.": "end of 2026", "It ends in late 2026.": "late 2026", "It fell at the start of March.": "start of March 2024",
		"It fell in the middle of the 1990s.": "middle of the 1990s",
	} {
		got := Find(Document{Text: text, Segments: cut(text), Anchor: published})
		if len(got) != 1 || got[0].Label() != want {
			t.Errorf("%s: %+v, want %q", text, got, want)
		}
	}
}
