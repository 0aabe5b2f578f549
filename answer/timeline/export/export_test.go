package export

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/answer"
	"footnote/answer/timeline"
	"footnote/article"
	"footnote/internal/timex"
)

var update = flag.Bool("update", false, "write the golden files anew")

var formats = []Format{MD, HTML, TimelineJS, ICS}

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func days(first, last string, p timex.Precision) timex.Range {
	return timex.Range{First: day(first), Last: day(last), Precision: p}
}

var (
	courier = article.Meta{ID: "courier", Rev: "9f2c41d8", Lang: "en", Outlet: "Korvale Courier", Published: "2031-03-09", URL: "https://example.org/bridge?id=7&page=2"}
	herald  = article.Meta{ID: "day2/herald", Rev: "11aa22bb", Lang: "en", Outlet: "Ostrel Herald", Published: "2031-03-12", Status: article.Corrected}
	bureau  = article.Meta{ID: "bureau", Rev: "77ee66dd", Lang: "fr", Outlet: "Bureau de Lième"}
)

func cite(n int, m article.Meta, line int, quote string) answer.Citation {
	start := line * 100
	return answer.Citation{N: n, Meta: m, Line: line, EndLine: line, Quote: quote,
		Span: article.Span{Article: m.ID, Rev: m.Rev, Start: start, End: start + len(quote)}}
}

// sample is a timeline of every precision, with two outlets, an announced event,
// a date in dispute and an article of no known day.
func sample() timeline.Timeline {
	const (
		built  = "The old bridge was built in the 1980s, and repaired once."
		opened = "In 2027 the tolls were dropped."
		poll   = "A survey in the summer of 2030 found\nrust in 14 of its 60 bearings; nobody acted."
		closed = "The council closed the bridge on 4 March 2031, two days after a lorry broke through."
		five   = "“We closed it on 5 March,” the mayor said."
		strike = "Ferry crews struck from 6 to 8 March."
		queue  = "Les files d’attente ont duré toute la semaine."
		part   = "Money was found in early March."
		reopen = "It will reopen in November 2031, the council said!"
	)
	return timeline.Timeline{
		Undated: []string{"bureau"},
		Entries: []timeline.Entry{
			{When: days("1980-01-01", "1989-12-31", timex.Decade), Value: "198", Label: "The 1980s", Status: timeline.Happened, Text: built,
				Outlets: []string{"Korvale Courier"}, Independent: 1, Citations: []answer.Citation{cite(1, courier, 4, built)}},
			{When: days("2027-01-01", "2027-12-31", timex.Year), Value: "2027", Label: "2027", Status: timeline.Happened, Text: opened,
				Outlets: []string{"Ostrel Herald"}, Independent: 1, Citations: []answer.Citation{cite(2, herald, 5, opened)}},
			{When: days("2030-06-01", "2030-08-31", timex.Season), Value: "2030-SU", Label: "Summer 2030", Status: timeline.Happened,
				Text: strings.ReplaceAll(poll, "\n", " "), Outlets: []string{"Korvale Courier"}, Independent: 1, Citations: []answer.Citation{cite(3, courier, 6, poll)}},
			{When: days("2031-03-01", "2031-03-10", timex.Part), Value: "2031-03", Mod: "START", Label: "Early March 2031", Status: timeline.Happened, Text: part,
				Outlets: []string{"Korvale Courier"}, Independent: 1, Citations: []answer.Citation{cite(4, courier, 8, part)}},
			{When: days("2031-03-03", "2031-03-09", timex.Week), Value: "2031-W10", Label: "Week of 3 March 2031", Status: timeline.Happened, Text: queue,
				Outlets: []string{"Bureau de Lième"}, Independent: 1, Citations: []answer.Citation{cite(5, bureau, 2, queue)}},
			{When: days("2031-03-04", "2031-03-04", timex.Day), Value: "2031-03-04", Label: "4 March 2031", Status: timeline.Happened, Text: closed,
				Outlets: []string{"Korvale Courier", "Ostrel Herald"}, Independent: 1,
				Citations: []answer.Citation{cite(6, courier, 9, closed), cite(7, herald, 3, closed)},
				Others: []timeline.Other{{When: days("2031-03-05", "2031-03-05", timex.Day), Value: "2031-03-05", Label: "5 March 2031",
					Citations: []answer.Citation{cite(8, herald, 7, five)}}}},
			{When: days("2031-03-06", "2031-03-08", timex.Day), Value: "2031-03-06", Label: "6 March 2031 to 8 March 2031", Status: timeline.Happened, Text: strike,
				Outlets: []string{"Ostrel Herald"}, Independent: 1, Citations: []answer.Citation{cite(9, herald, 8, strike), cite(8, herald, 7, five)}},
			{When: days("2031-11-01", "2031-11-30", timex.Month), Value: "2031-11", Label: "November 2031", Status: timeline.Announced, Text: reopen,
				Outlets: []string{"Korvale Courier"}, Independent: 1, Citations: []answer.Citation{cite(10, courier, 12, reopen)}},
		},
	}
}

var options = Options{Title: "The bridge at Korvale"}

func write(t testing.TB, tl timeline.Timeline, f Format, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, tl, f, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	for name, tl := range map[string]timeline.Timeline{"sample": sample(), "empty": {}} {
		for _, f := range formats {
			got := write(t, tl, f, options)
			file := filepath.Join("testdata", name+"."+string(f)+".golden")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs; go test -update writes it anew:\n%s", file, got)
			}
			if again := write(t, tl, f, options); again != got {
				t.Errorf("%s: the second time differs", file)
			}
		}
	}
}

func TestUnknownFormat(t *testing.T) {
	var b bytes.Buffer
	err := Write(&b, sample(), "pdf", options)
	if !errors.Is(err, ErrFormat) || b.Len() > 0 {
		t.Errorf("got %v and %d bytes, want ErrFormat and none", err, b.Len())
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestWriterFails(t *testing.T) {
	if err := Write(full{}, sample(), MD, options); !errors.Is(err, os.ErrClosed) {
		t.Errorf("got %v, want the writer's error", err)
	}
}

// What is called off is marked so in every format, and is no event to come.
func TestCalledOff(t *testing.T) {
	tl := sample()
	tl.Entries[len(tl.Entries)-1].Status = timeline.CalledOff
	for f, want := range map[Format]string{
		MD: "*(called off)*", HTML: `<span class="status">called off</span>`, TimelineJS: "November 2031 (called off)", ICS: "STATUS:CANCELLED",
	} {
		got := write(t, tl, f, options)
		if !strings.Contains(got, want) || strings.Contains(strings.ToLower(got), "announced") && f != HTML {
			t.Errorf("%s: no %s in\n%s", f, want, got)
		}
	}
}

// The stamps of a calendar are the day of the newest article that is cited.
func TestStamp(t *testing.T) {
	for want, tl := range map[string]timeline.Timeline{
		"DTSTAMP:20310312T000000Z": sample(),
		"DTSTAMP:20310309T000000Z": {Entries: sample().Entries[:1]},
		"DTSTAMP:19700101T000000Z": {},
	} {
		if got := write(t, tl, ICS, options); !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}

func TestID(t *testing.T) {
	tl := sample()
	ids := map[string]bool{}
	for _, e := range newPage(tl, options).Entries {
		ids[e.ID] = true
	}
	if len(ids) != len(tl.Entries) {
		t.Errorf("%d entries have %d ids", len(tl.Entries), len(ids))
	}
	// Another article joins and renumbers; the article of an entry is edited elsewhere.
	e := tl.Entries[5]
	want := newPage(tl, options).Entries[5].ID
	e.Citations = []answer.Citation{cite(30, bureau, 30, "autre"), e.Citations[0]}
	e.Citations[1].Meta.Rev = "00000000"
	got := newPage(timeline.Timeline{Entries: []timeline.Entry{e, e}}, options).Entries
	if got[0].ID != want {
		t.Errorf("got %s, want the id that it had: %s", got[0].ID, want)
	}
	if got[1].ID == want {
		t.Error("two entries alike have one id")
	}
}

// Other texts have footnotes of the same form: each number once, in order, and no markup
// of what is quoted.
func TestMDNotes(t *testing.T) {
	var b bytes.Buffer
	MDNotes(&b, []answer.Citation{cite(2, herald, 3, "It *closed*!\n[Not]."), cite(1, courier, 9, "It closed."), cite(2, herald, 3, "It *closed*!\n[Not].")})
	const want = `
[^1]: [Korvale Courier, 9 Mar 2031](<https://example.org/bridge?id=7&amp;page=2>) (courier:9): “It closed.”

[^2]: Ostrel Herald, 12 Mar 2031, corrected (day2/herald:3): “It \*closed\*! \[Not\].”
`
	if got := b.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got, want := MDText(" 3. *Two*\nlines\x1b!"), `3\. \*Two\* lines␛\!`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
