package picture

import (
	"fmt"
	"strings"
	"time"

	"footnote/answer"
	"footnote/answer/timeline"
	"footnote/article"
	"footnote/internal/timex"
)

// courier, ledger and herald are the articles that the entries of tests cite.
var (
	courier = article.Meta{ID: "courier", Outlet: "Korvale Courier", Published: "2024-04-20"}
	ledger  = article.Meta{ID: "day2/ledger", Outlet: "The Ledger", Published: "2024-04-21"}
	herald  = article.Meta{ID: "herald", Outlet: "Ostmark Herald", Updated: "2024-04-22"}
)

// days is a stretch of days, both written as 2024-03-01.
func days(first, last string, p timex.Precision) timex.Range {
	from, err := time.Parse(time.DateOnly, first)
	if err != nil {
		panic(err)
	}
	to, err := time.Parse(time.DateOnly, last)
	if err != nil {
		panic(err)
	}
	return timex.Range{First: from, Last: to, Precision: p}
}

func cite(n int, m article.Meta, line int) answer.Citation {
	return answer.Citation{N: n, Meta: m, Line: line, EndLine: line, Quote: "…"}
}

// entry is one that cites; it weighs as much as it has citations.
func entry(when timex.Range, label, text string, cites ...answer.Citation) timeline.Entry {
	e := timeline.Entry{
		When: when, Label: label, Status: timeline.Happened, Text: text, Citations: cites, Weight: float64(len(cites)),
	}
	seen := map[string]bool{}
	for _, c := range cites {
		if !seen[c.Meta.Outlet] {
			seen[c.Meta.Outlet] = true
			e.Outlets = append(e.Outlets, c.Meta.Outlet)
		}
	}
	e.Independent = len(e.Outlets)
	return e
}

// dam is a story of seven events: a day, a year, months, a part of one, a week and an
// announcement, years and days apart, of three outlets.
func dam() timeline.Timeline {
	last := entry(days("2024-04-22", "2024-04-28", timex.Week), "Week of 22 April 2024",
		"A delegation of engineers is expected in Korvale next week to decide when the water may rise again, the ministry said.",
		cite(9, ledger, 12), cite(10, herald, 3))
	last.Status = timeline.Announced
	doubted := entry(days("2024-03-12", "2024-03-12", timex.Day), "12 March 2024",
		"The gates of the lower dam failed shortly after 4 a.m., and the river took the old bridge, two mills and the road to Ostmark.",
		cite(4, courier, 4), cite(5, ledger, 7), cite(6, herald, 9))
	doubted.Others = []timeline.Other{{
		When: days("2024-03-11", "2024-03-11", timex.Day), Label: "11 March 2024", Citations: []answer.Citation{cite(7, herald, 14)},
	}}
	return timeline.Timeline{Entries: []timeline.Entry{
		entry(days("2018-01-01", "2018-12-31", timex.Year), "2018", "The lower dam was finished six years ago at a cost of 100 million crowns.", cite(1, courier, 21)),
		entry(days("2023-07-01", "2023-07-31", timex.Month), "July 2023", "Inspectors found the first cracks.", cite(2, courier, 11), cite(11, ledger, 19)),
		entry(days("2023-12-01", "2023-12-10", timex.Part), "Early December 2023",
			"The operator told parliament that 648 of the 2,000 anchors had been replaced.", cite(3, ledger, 16)),
		entry(days("2024-03-01", "2024-03-31", timex.Month), "March 2024", "In March, the council called for the valley to be cleared “with immediate effect”.", cite(8, courier, 9)),
		doubted,
		entry(days("2024-04-20", "2024-04-20", timex.Day), "20 April 2024", "Hundreds of people protested in Korvale.", cite(12, herald, 5)),
		last,
	}}
}

// chronicle is a story of n events and k outlets over some years. Its words and
// distances are uneven and always the same.
func chronicle(n, k int) timeline.Timeline {
	var t timeline.Timeline
	day := time.Date(2021, 3, 1, 0, 0, 0, 0, time.UTC)
	words := strings.Fields("the ministry said that talks about water and power along the river would go on while engineers measured the walls again and found them sound in most places though not in all of them according to a report which was seen by reporters on the spot")
	steps := []int{0, 1, 3, 9, 27, 2, 81, 5, 14, 400}
	for i := range n {
		day = day.AddDate(0, 0, steps[i%len(steps)])
		when := timex.Range{First: day, Last: day, Precision: timex.Day}
		label := day.Format("2 January 2006")
		if i%4 == 3 {
			first := time.Date(day.Year(), day.Month(), 1, 0, 0, 0, 0, time.UTC)
			when = timex.Range{First: first, Last: first.AddDate(0, 1, -1), Precision: timex.Month}
			label = day.Format("January 2006")
		}
		var cites []answer.Citation
		for j := range 1 + i%3 {
			o := (i*7 + j*3) % k
			m := article.Meta{ID: fmt.Sprintf("day%d/outlet-%d", 1+i%5, o+1), Outlet: fmt.Sprintf("Outlet Number %d", o+1), Published: "2024-04-20"}
			cites = append(cites, cite(3*i+j+1, m, 3+i%40))
		}
		from := (i * 5) % 17
		text := strings.Join(words[from:from+10+(i*11)%(len(words)-from-10)], " ")
		e := entry(when, label, strings.ToUpper(text[:1])+text[1:]+".", cites...)
		e.Weight = float64((i * 13) % 29)
		t.Entries = append(t.Entries, e)
	}
	return t
}
