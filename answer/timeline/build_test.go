package timeline

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"footnote/internal/timex"
)

// file is an article of an outlet, published on a day; without a day it is undated.
func file(outlet, published, text string) string {
	head := "---\nlang: en\noutlet: " + outlet + "\n"
	if published != "" {
		head += "published: " + published + "\n"
	}
	return head + "---\n" + text + "\n"
}

// brief writes entries as tests read them: value, status and the articles that are
// cited, with those of other dates behind a stroke.
func brief(line Timeline) []string {
	var out []string
	for _, e := range line.Entries {
		s := e.Value + " " + string(e.Status)
		for _, c := range e.Citations {
			s += fmt.Sprintf(" %s:%d", c.Meta.ID, c.Line)
		}
		for _, o := range e.Others {
			s += " | " + o.Value
			for _, c := range o.Citations {
				s += fmt.Sprintf(" %s:%d", c.Meta.ID, c.Line)
			}
		}
		out = append(out, s)
	}
	return out
}

func TestBuild(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"one date", map[string]string{"a.txt": file("A", "2031-03-07", "The bridge of Korvale was opened on Tuesday by the mayor.")},
			[]string{"2031-03-04 happened a:6"}},
		{"no date of its own", map[string]string{"a.txt": file("A", "2031-03-07", "The bridge of Korvale was opened by the mayor.\n\nIt took six years to build.\n\nThe bridge is closed every Sunday and is now the longest in the country.")},
			nil},
		{"a question", map[string]string{"a.txt": file("A", "2031-03-07", "The bridge is new. Who knows why the old one fell in 2024, and who paid for it?")},
			nil},
		{"two clauses", map[string]string{"a.txt": file("A", "2031-03-07", "The bridge was damaged by a flood in May 2029, and the mayor opened it again on Tuesday.")},
			[]string{"2029-05 happened a:6", "2031-03-04 happened a:6"}},
		{"a saying and what is said", map[string]string{"a.txt": file("A", "2031-03-07", "The mayor said on Tuesday that the bridge had been built in 2011.")},
			[]string{"2011 happened a:6"}},
		{"a clause within another", map[string]string{"a.txt": file("A", "2031-03-07", "The tower, completed in 1999, was sold to a bank in May 2030.")},
			[]string{"1999 happened a:6", "2030-05 happened a:6"}},
		{"one verb, two dates", map[string]string{"a.txt": file("A", "2031-03-07", "Ostrey joined the union of towns in 2013 and the league of ports in 2009.")},
			[]string{"2009 happened a:6", "2013 happened a:6"}},
		{"called off", map[string]string{"a.txt": file("A", "2031-03-13", "The union's march, planned for Friday, was called off on Wednesday.")},
			[]string{"2031-03-12 happened a:6"}},
		{"only supposed", map[string]string{"a.txt": file("A", "2031-03-07", "If the council met on Monday, nobody saw it. Had the dam broken in January, thousands would have died.")},
			nil},
		{"only compared", map[string]string{"a.txt": file("A", "2031-03-07", "Unlike in 2028, nobody was hurt. More people voted than in 2027. Sales rose 4 percent from last year.")},
			nil},
		{"the year of a thing", map[string]string{"a.txt": file("A", "2031-03-07", "The bank's 2030 report lists nineteen such cases. The 2015 Korvale agreement is to be kept.")},
			nil},
		{"an event as the subject", map[string]string{"a.txt": file("A", "2031-03-07", "The coup of July 2030 was condemned by all neighbours.")},
			[]string{"2030-07 happened a:6"}},
		{"from and to", map[string]string{"a.txt": file("A", "2031-03-07", "Lund ran the port from 2020 to 2026 and then retired.")},
			[]string{"2020 happened a:6"}},
		{"only before and after", map[string]string{"a.txt": file("A", "2031-03-07", "The road was quiet before 2020. After March 2030, the traffic grew.")},
			nil},
		{"a noun in passing", map[string]string{"a.txt": file("A", "2031-03-07", "After last year's flood, the farmers of Korvale sold their cattle.")},
			nil},
		{"a noun in passing and its event", map[string]string{
			"a.txt": file("A", "2031-03-07", "After last year's flood, the farmers of Korvale sold their cattle."),
			"b.txt": file("B", "2031-03-07", "In July 2030, the river flooded the fields around Korvale.")},
			[]string{"2030-07 happened b:6 a:6"}},
		{"the announcement", map[string]string{"a.txt": file("A", "2031-03-07", "The mayor closed the bridge to trucks in January.\n\nAfter the January decision, drivers took the ferry.")},
			[]string{"2031-01 happened a:6 a:8"}},
		{"outlets agree", map[string]string{
			"a.txt": file("A", "2031-03-07", "A crane fell onto the quay of Velmare on Tuesday and killed two dock workers."),
			"b.txt": file("B", "2031-03-08", "Two dockers were killed on 4 March when a crane collapsed in Velmare."),
			"c.txt": file("C", "2031-03-30", "The crane that killed two dockers in Velmare this month had been inspected.")},
			[]string{"2031-03-04 happened a:6 b:6 c:6"}},
		{"a year holds the day", map[string]string{
			"a.txt": file("A", "2031-03-07", "The elected president of Ostrey, Ada Lund, was overthrown last year."),
			"b.txt": file("B", "2031-03-07", "On 3 May 2030, officers ousted President Ada Lund of Ostrey.")},
			[]string{"2030-05-03 happened b:6 a:6"}},
		{"each week", map[string]string{
			"a.txt": file("A", "2031-03-08", "Hundreds of people protested in Velmare on Friday against the port's director, Ada Lund."),
			"b.txt": file("B", "2031-03-15", "Hundreds of people protested in Velmare on Friday against the port's director, Ada Lund."),
			"c.txt": file("C", "2031-03-22", "Hundreds of people protested in Velmare on Friday against the port's director, Ada Lund.")},
			[]string{"2031-03-07 happened a:6", "2031-03-14 happened b:6", "2031-03-21 happened c:6"}},
		{"two of one day", map[string]string{"a.txt": file("A", "2031-03-07", "An explosion shook the market of Korvale on Tuesday morning.\n\nA second explosion shook the station of Korvale on Tuesday evening.")},
			[]string{"2031-03-04TMO happened a:6", "2031-03-04TEV happened a:8"}},
		{"two places", map[string]string{
			"a.txt": file("A", "2031-03-07", "Police arrested three men in Korvale on Tuesday over the theft of cables."),
			"b.txt": file("B", "2031-03-07", "Police arrested two men in Ostrey on Tuesday over the theft of cables.")},
			[]string{"2031-03-04 happened a:6", "2031-03-04 happened b:6"}},
		{"who to whom", map[string]string{
			"a.txt": file("A", "2031-03-07", "Fighters of Tarn attacked villages of Velm on Tuesday with rockets."),
			"b.txt": file("B", "2031-03-07", "Fighters of Velm attacked villages of Tarn on Tuesday with rockets.")},
			[]string{"2031-03-04 happened a:6", "2031-03-04 happened b:6"}},
		{"came and went", map[string]string{
			"a.txt": file("A", "2031-03-07", "Forty soldiers of the Ostrey guard arrived in Velmare in January 2030."),
			"b.txt": file("B", "2031-03-07", "Forty soldiers of the Ostrey guard left Velmare in January 2030.")},
			[]string{"2030-01 happened a:6", "2030-01 happened b:6"}},
		{"begun and ended", map[string]string{
			"a.txt": file("A", "2031-03-30", "The strike of the dockers of Velmare began in March."),
			"b.txt": file("B", "2031-03-30", "The dockers of Velmare ended their strike on 26 March.")},
			[]string{"2031-03 happened a:6", "2031-03-26 happened b:6"}},
		{"announced", map[string]string{"a.txt": file("A", "2031-03-07", "A delegation from Ostrey will visit the port of Velmare next week.")},
			[]string{"2031-W11 announced a:6"}},
		{"announced and then told", map[string]string{
			"a.txt": file("A", "2031-03-07", "A delegation from Ostrey will visit the port of Velmare on Tuesday."),
			"b.txt": file("B", "2031-03-14", "A delegation from Ostrey visited the port of Velmare on Tuesday.")},
			[]string{"2031-03-11 happened b:6 a:6"}},
		{"the coming days", map[string]string{
			"a.txt": file("A", "2031-03-07", "A delegation from Ostrey will travel to Velmare in the coming days."),
			"b.txt": file("B", "2031-03-07", "A delegation from Ostrey is to arrive in Velmare next week.")},
			[]string{"2031-W11 announced b:6 a:6"}},
		{"the coming days alone", map[string]string{"a.txt": file("A", "2031-03-07", "A delegation from Ostrey will travel to Velmare in the coming days. The port will be sold soon.")},
			[]string{"FUTURE_REF announced a:6"}},
		{"another day of one event", map[string]string{
			"a.txt": file("A", "2031-03-21", "Ada Lund, the director of the port of Velmare, resigned on Wednesday."),
			"b.txt": file("B", "2031-03-21", "The director of the port of Velmare, Ada Lund, resigned on Thursday."),
			"c.txt": file("C", "2031-03-22", "Ada Lund resigned as director of the port of Velmare on 20 March.")},
			[]string{"2031-03-20 happened b:6 c:6 | 2031-03-19 a:6"}},
		{"without a day of publication", map[string]string{"a.txt": file("A", "", "The bridge was opened last week.\n\nThe bridge was built in May 2029.")},
			[]string{"2029-05 happened a:7"}},
		{"furniture", map[string]string{"a.txt": file("A", "2031-03-07", "The bridge of Korvale is closed again, and nobody knows for how long it will be.\n\nUpdate: 7 March 2031: This story has been updated.\n\nMore from A")},
			nil},
		{"a dateline", map[string]string{"a.txt": file("A", "2031-03-07", "KORVALE, March 7 (AFP) - The bridge of Korvale is closed to trucks again.")},
			nil},
		{"withdrawn", map[string]string{
			"a.txt": strings.Replace(file("A", "2031-03-07", "The bridge of Korvale was opened on Tuesday."), "lang: en", "lang: en\nstatus: withdrawn", 1),
			"b.txt": file("B", "2031-03-07", "The road to Ostrey was mended on Monday.")},
			[]string{"2031-03-03 happened b:6"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := brief(of(t, folder(tt.files), Options{})); !slices.Equal(got, tt.want) {
				t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(tt.want, "\n  "))
			}
		})
	}
}

func TestStretch(t *testing.T) {
	line := of(t, folder(map[string]string{"a.txt": file("A", "2031-06-07", "The bridge was closed between March and May because of floods.")}), Options{})
	if len(line.Entries) != 1 {
		t.Fatal(show(line))
	}
	e := line.Entries[0]
	if first, last := e.When.First.Format("2006-01-02"), e.When.Last.Format("2006-01-02"); first != "2031-03-01" || last != "2031-05-31" {
		t.Errorf("from %s to %s", first, last)
	}
	if e.Label != "March 2031 to May 2031" || e.When.Precision != timex.Month || len(e.Expressions) != 2 {
		t.Errorf("%q, %s, %v", e.Label, e.When.Precision, e.Expressions)
	}
}

const wire = `A crane fell onto the main quay of Velmare on Tuesday and killed two dock workers, the port authority said.

Four others were hurt, two of them badly, and were taken to a hospital in Ostrey by helicopter, a doctor there said.

The port handles a third of the grain that the region sells abroad. Traders feared that a longer closure would push up prices.

"We will not open again before the rails have been tested from end to end," said harbour master Tomas Ferrel.`

func TestCopiesCountOnce(t *testing.T) {
	line := of(t, folder(map[string]string{
		"a.txt": file("A", "2031-03-05", wire),
		"b.txt": file("B", "2031-03-05", wire),
		"c.txt": file("C", "2031-03-05", "Two dockers died on Tuesday when a crane fell onto a quay of Velmare."),
	}), Options{})
	if len(line.Entries) != 1 {
		t.Fatal(show(line))
	}
	if e := line.Entries[0]; e.Independent != 2 || !slices.Equal(e.Outlets, []string{"A", "B", "C"}) {
		t.Errorf("independent %d, outlets %v", e.Independent, e.Outlets)
	}
}

func TestOneAgencyCountsOnce(t *testing.T) {
	line := of(t, folder(map[string]string{
		"a.txt": file("A", "2031-03-05", "The minister told the AFP news agency that talks with the dockers of Velmare will begin on Thursday."),
		"b.txt": file("B", "2031-03-05", "Talks with the dockers of Velmare will begin on Thursday, according to Agence France-Presse."),
	}), Options{})
	if len(line.Entries) != 1 || line.Entries[0].Independent != 1 {
		t.Error(show(line))
	}
}

// saga is a story with a background, its news and what is to come.
var saga = map[string]string{
	"a.txt": file("A", "2031-03-07", "Dockers of Velmare went on strike on Tuesday after a crane killed two of them.\n\nThe crane was put up in 2019 by a firm from Ostrey.\n\nA museum in Korvale bought a lighthouse lamp in May 2030.\n\nTalks between dockers and the port of Velmare will begin next week."),
	"b.txt": file("B", "2031-03-07", "The dockers of Velmare began a strike on Tuesday over the death of two workers under a crane.\n\nTheir union was founded in 1998."),
}

func TestOptions(t *testing.T) {
	span := func(s string) timex.Range {
		r, err := timex.ParseRange(s)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	all := []string{"1998 happened b:8", "2019 happened a:8", "2030-05 happened a:10", "2031-03-04 happened a:6 b:6", "2031-W11 announced a:12"}
	tests := []struct {
		name string
		o    Options
		want []string
	}{
		{"all", Options{}, all},
		{"from", Options{From: span("2031-03")}, all[3:]},
		{"from within", Options{From: span("2031-03-12")}, all[4:]},
		{"to", Options{To: span("2019")}, all[:2]},
		{"to within", Options{To: span("2019-05-05")}, all[:2]},
		{"one", Options{Max: 1}, all[3:4]},
		{"two", Options{Max: 2}, all[3:]},
		{"year", Options{Precision: timex.Year}, all[:2]},
		{"about", Options{About: "the lighthouse lamp"}, all[2:3]},
		{"about a synonym", Options{About: "negotiations"}, all[4:]},
		{"about nothing told", Options{About: "helicopter"}, nil},
		{"about and to", Options{About: "crane", To: span("2030")}, all[1:2]},
	}
	for _, tt := range tests {
		if got := brief(of(t, folder(saga), tt.o)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got\n  %s\nwant\n  %s", tt.name, strings.Join(got, "\n  "), strings.Join(tt.want, "\n  "))
		}
	}
}

func TestUndated(t *testing.T) {
	line := of(t, folder(map[string]string{
		"b.txt": file("B", "", "The bridge was built in 2029."),
		"a.txt": file("A", "", "The bridge is long."),
		"c.txt": file("C", "2031-03-07", "The bridge was opened on Monday."),
	}), Options{})
	if !slices.Equal(line.Undated, []string{"a", "b"}) {
		t.Errorf("undated: %v", line.Undated)
	}
}

func TestBuildEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Build(ctx, view(t, folder(saga)), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
