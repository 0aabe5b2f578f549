package main

import (
	"bytes"
	"strings"
	"testing"

	"footnote/answer"
	"footnote/answer/compare"
	"footnote/answer/summary"
	"footnote/article"
	"footnote/internal/harmless"
)

var (
	courier  = article.Meta{ID: "courier", Outlet: "Korvale Courier", Published: "2031-03-09", URL: "https://example.org/fire?a=1&b=2"}
	dispatch = article.Meta{ID: "dispatch", Outlet: "Tavenmoor Dispatch", Published: "2031-03-11", Status: article.Corrected}
	ledger   = article.Meta{ID: "day2/ledger", Outlet: "Ostrey Ledger", Updated: "2031-03-12"}
	leaflet  = article.Meta{ID: "leaflet"}
)

func citing(n int, m article.Meta, line int, quote string) answer.Citation {
	start := 100 * line
	return answer.Citation{N: n, Meta: m, Line: line, EndLine: line, Quote: quote,
		Span: article.Span{Article: m.ID, Start: start, End: start + len(quote)}}
}

// The ferry fire, as four outlets tell it.
var (
	early  = citing(1, courier, 4, "Twelve people died when the ferry Halda burned off Korvale on Saturday night, the harbour office said.")
	late   = citing(2, dispatch, 6, "The toll of the fire on the ferry rose to 15 on Tuesday.")
	later  = citing(3, ledger, 9, "Fifteen people died in the fire.")
	vague  = citing(4, leaflet, 2, "More than a dozen people died.")
	crew   = citing(5, ledger, 3, "The ferry had a crew of nine.")
	crew2  = citing(6, ledger, 11, "All seven of the crew were saved.")
	owner  = citing(7, dispatch, 8, "Its owner, Brann & Sons, had been *fined* twice <b>before</b>!")
	master = citing(8, courier, 7, "Captain Ole Brenn was the last to leave the ship.")
)

var toldInBrief = summary.Summary{
	Claims: []summary.Claim{
		{Text: late.Quote, Outlets: []string{"Tavenmoor Dispatch", "Ostrey Ledger", "leaflet"}, Independent: 2, Citations: []answer.Citation{late, later, vague}},
		{Text: owner.Quote, Outlets: []string{"Tavenmoor Dispatch"}, Independent: 1, Citations: []answer.Citation{owner}},
		{Text: master.Quote, Citations: []answer.Citation{master}},
	},
	Notes: []string{"The language model gave no answer within 60 s. These are the sources' own sentences."},
}

var compared = compare.Comparison{
	Differences: []compare.Difference{
		{About: "the crew", Kind: compare.Contradiction, Slot: compare.Number, Sides: []compare.Side{
			{Value: "nine", Citations: []answer.Citation{crew}},
			{Value: "All seven", Citations: []answer.Citation{crew2}}}},
		{About: "people who died in the fire", Kind: compare.Update, Slot: compare.Number, Sides: []compare.Side{
			{Value: "Twelve", Published: courier.Published, Citations: []answer.Citation{early}},
			{Value: "15", Published: dispatch.Published, Citations: []answer.Citation{late, later}}}},
		{Kind: compare.Precision, Slot: compare.Number, Sides: []compare.Side{
			{Value: "More than a dozen", Citations: []answer.Citation{vague}},
			{Value: "15", Published: dispatch.Published, Citations: []answer.Citation{late}}}},
		{About: "who left the ship last, and whether anybody was left on it by then", Kind: compare.Wording, Slot: compare.Event, Sides: []compare.Side{
			{Value: "Captain Ole Brenn was the last to leave the ship", Published: courier.Published, Citations: []answer.Citation{master}},
			{Value: "All seven\nof the crew were saved", Citations: []answer.Citation{crew2}},
			{Value: "*fined*", Published: dispatch.Published, Citations: []answer.Citation{owner}}}},
	},
	Only: []compare.Single{
		{Text: owner.Quote, Article: "dispatch", Outlet: "Tavenmoor Dispatch", Citations: []answer.Citation{owner}},
		{Text: master.Quote, Article: "courier", Outlet: "Korvale Courier", Citations: []answer.Citation{master}},
	},
	Notes: []string{"The day of leaflet is not known, so what it says is neither earlier nor later."},
}

func TestLayout(t *testing.T) {
	s := &story{}
	phrased := compared
	phrased.Claims = []answer.Claim{
		{Text: "The Courier counts twelve dead, the Dispatch 15.", Citations: []answer.Citation{early, late}},
		{Text: "Only the Dispatch names the owner.", Citations: []answer.Citation{owner}},
	}
	phrased.Differences, phrased.Only, phrased.Notes = compared.Differences[1:2], nil, nil
	none := "Nothing in the sources is about “chess”."
	for _, tt := range []struct {
		name  string
		print func(p *paper)
		want  string
	}{
		{"summary", func(p *paper) { p.summary(s, summaryReplyOf(noID, toldInBrief)) }, wantSummary},
		{"summary in Markdown", func(p *paper) { summaryMD(p, headline(s, "in brief", "fire_1"), toldInBrief) }, wantSummaryMD},
		{"no summary", func(p *paper) { p.summary(s, summaryReplyOf(noID, summary.Summary{Notes: []string{none}})) }, none + "\n"},
		{"no summary in Markdown", func(p *paper) { summaryMD(p, headline(s, "in brief", ""), summary.Summary{Notes: []string{none}}) },
			"# The sample story – in brief\n\n" + none + "\n"},
		{"comparison", func(p *paper) { p.comparison(s, compareReplyOf(noID, compared)) }, wantComparison},
		{"comparison in Markdown", func(p *paper) { comparisonMD(p, "Fire", compared) }, wantComparisonMD},
		{"comparison of a model", func(p *paper) { p.comparison(s, compareReplyOf(noID, phrased)) }, wantPhrased},
		{"no comparison", func(p *paper) { p.comparison(s, compareReplyOf(noID, compare.Comparison{Notes: []string{none}})) }, none + "\n"},
		{"answer", func(p *paper) { p.answer(s, answered()) }, wantAnswer},
		{"many say the same", func(p *paper) { p.sides("", differencesOf(crowd())[0]) }, wantCrowd},
	} {
		var out bytes.Buffer
		p := newPaper(&out)
		tt.print(p)
		_ = p.Flush()
		if got := out.String(); got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
		for line := range strings.Lines(out.String()) {
			if n := columns(strings.TrimSuffix(line, "\n")); n > plainWidth && !strings.Contains(tt.name, "Markdown") {
				t.Errorf("%s: a line has %d columns: %s", tt.name, n, line)
			}
		}
	}
}

// answered is an answer whose evidence disagrees, with what it says and within an article.
func answered() askReply {
	return askReply{
		Claims:      []statement{{Text: late.Quote, Citations: footnotesOf([]answer.Citation{{N: 1, Meta: late.Meta, Line: late.Line, Quote: late.Quote}})}},
		Differences: differencesOf(renumbered()),
	}
}

func renumbered() []compare.Difference {
	late, early, crew, crew2 := late, early, crew, crew2
	late.N, early.N, crew.N, crew2.N = 1, 2, 3, 4
	return []compare.Difference{
		{About: "people who died in the fire", Kind: compare.Update, Sides: []compare.Side{
			{Value: "Twelve", Citations: []answer.Citation{early}}, {Value: "15", Citations: []answer.Citation{late}}}},
		{About: "the crew", Kind: compare.Contradiction, Sides: []compare.Side{
			{Value: "nine", Citations: []answer.Citation{crew}}, {Value: "All seven", Citations: []answer.Citation{crew2}}}},
	}
}

// crowd is a difference one side of which many tell.
func crowd() []compare.Difference {
	var many []answer.Citation
	for i, name := range []string{"Ask Daily", "Bray Post", "Bray Post", "Corran Star", "Dun Echo", "Eld Mail"} {
		many = append(many, citing(i+1, article.Meta{ID: name, Outlet: name}, 1, "Fifteen died."))
	}
	return []compare.Difference{{Sides: []compare.Side{{Value: "Fifteen", Citations: many}, {Value: "Twelve", Citations: []answer.Citation{citing(9, leaflet, 1, "Twelve died.")}}}}}
}

const wantCrowd = `Fifteen – Ask Daily; Bray Post; Corran Star; 2 more [1][2][3][4][5][6]
Twelve – leaflet [9]
`

const wantSummary = `The toll of the fire on the ferry rose to 15 on Tuesday. [2][3][4] (3 outlets, 2
independent)

Its owner, Brann & Sons, had been *fined* twice <b>before</b>! [7] (1 outlet)

Captain Ole Brenn was the last to leave the ship. [8]

[2] Tavenmoor Dispatch, 11 Mar 2031, dispatch:6
    “The toll of the fire on the ferry rose to 15 on Tuesday.”
[3] Ostrey Ledger, updated 12 Mar 2031, day2/ledger:9
    “Fifteen people died in the fire.”
[4] leaflet, leaflet:2
    “More than a dozen people died.”
[7] Tavenmoor Dispatch, 11 Mar 2031, dispatch:8
    “Its owner, Brann & Sons, had been *fined* twice <b>before</b>!”
[8] Korvale Courier, 9 Mar 2031, courier:7
    “Captain Ole Brenn was the last to leave the ship.”

The language model gave no answer within 60 s. These are the sources' own
sentences.
`

const wantSummaryMD = `# The sample story – in brief: fire\_1

- The toll of the fire on the ferry rose to 15 on Tuesday.[^2][^3][^4] *(3 outlets, 2 independent)*
- Its owner, Brann \& Sons, had been \*fined\* twice \<b\>before\</b\>\![^7] *(1 outlet)*
- Captain Ole Brenn was the last to leave the ship.[^8]

The language model gave no answer within 60 s. These are the sources' own sentences.

[^2]: Tavenmoor Dispatch, 11 Mar 2031, corrected (dispatch:6): “The toll of the fire on the ferry rose to 15 on Tuesday.”

[^3]: Ostrey Ledger, updated 12 Mar 2031 (day2/ledger:9): “Fifteen people died in the fire.”

[^4]: leaflet (leaflet:2): “More than a dozen people died.”

[^7]: Tavenmoor Dispatch, 11 Mar 2031, corrected (dispatch:8): “Its owner, Brann \& Sons, had been \*fined\* twice \<b\>before\</b\>\!”

[^8]: [Korvale Courier, 9 Mar 2031](<https://example.org/fire?a=1&amp;b=2>) (courier:7): “Captain Ole Brenn was the last to leave the ship.”
`

const wantComparison = `They contradict each other

  the crew (both in Ostrey Ledger, updated 12 Mar 2031)
    nine – line 3 [5]
    All seven – line 11 [6]

Changed over time

  people who died in the fire
    Twelve – Korvale Courier, 9 Mar 2031 [1]
    15 – Tavenmoor Dispatch, 11 Mar 2031; Ostrey Ledger, updated 12 Mar 2031
      [2][3]

One is more exact

  a number
    More than a dozen – leaflet [4]
    15 – Tavenmoor Dispatch, 11 Mar 2031 [2]

Worded differently

  who left the ship last, and whether anybody was left on it by then
    Captain Ole Brenn was the last to leave the ship – Korvale Courier, 9 Mar
      2031 [8]
    All seven of the crew were saved – Ostrey Ledger, updated 12 Mar 2031 [6]
    *fined* – Tavenmoor Dispatch, 11 Mar 2031 [7]

Only one outlet reports it

  Its owner, Brann & Sons, had been *fined* twice <b>before</b>! [7] – Tavenmoor
  Dispatch, 11 Mar 2031

  Captain Ole Brenn was the last to leave the ship. [8] – Korvale Courier, 9 Mar
  2031

[1] Korvale Courier, 9 Mar 2031, courier:4
    “Twelve people died when the ferry Halda burned off Korvale on Saturday
    night, the harbour office said.”
[2] Tavenmoor Dispatch, 11 Mar 2031, dispatch:6
    “The toll of the fire on the ferry rose to 15 on Tuesday.”
[3] Ostrey Ledger, updated 12 Mar 2031, day2/ledger:9
    “Fifteen people died in the fire.”
[4] leaflet, leaflet:2
    “More than a dozen people died.”
[5] Ostrey Ledger, updated 12 Mar 2031, day2/ledger:3
    “The ferry had a crew of nine.”
[6] Ostrey Ledger, updated 12 Mar 2031, day2/ledger:11
    “All seven of the crew were saved.”
[7] Tavenmoor Dispatch, 11 Mar 2031, dispatch:8
    “Its owner, Brann & Sons, had been *fined* twice <b>before</b>!”
[8] Korvale Courier, 9 Mar 2031, courier:7
    “Captain Ole Brenn was the last to leave the ship.”

The day of leaflet is not known, so what it says is neither earlier nor later.
`

const wantComparisonMD = `# Fire

## They contradict each other

- **the crew** (both in Ostrey Ledger, updated 12 Mar 2031)
  - nine – line 3[^5]
  - All seven – line 11[^6]

## Changed over time

- **people who died in the fire**
  - Twelve – Korvale Courier, 9 Mar 2031[^1]
  - 15 – Tavenmoor Dispatch, 11 Mar 2031; Ostrey Ledger, updated 12 Mar 2031[^2][^3]

## One is more exact

- **a number**
  - More than a dozen – leaflet[^4]
  - 15 – Tavenmoor Dispatch, 11 Mar 2031[^2]

## Worded differently

- **who left the ship last, and whether anybody was left on it by then**
  - Captain Ole Brenn was the last to leave the ship – Korvale Courier, 9 Mar 2031[^8]
  - All seven of the crew were saved – Ostrey Ledger, updated 12 Mar 2031[^6]
  - \*fined\* – Tavenmoor Dispatch, 11 Mar 2031[^7]

## Only one outlet reports it

- Its owner, Brann \& Sons, had been \*fined\* twice \<b\>before\</b\>\![^7] – Tavenmoor Dispatch, 11 Mar 2031
- Captain Ole Brenn was the last to leave the ship.[^8] – Korvale Courier, 9 Mar 2031

The day of leaflet is not known, so what it says is neither earlier nor later.

[^1]: [Korvale Courier, 9 Mar 2031](<https://example.org/fire?a=1&amp;b=2>) (courier:4): “Twelve people died when the ferry Halda burned off Korvale on Saturday night, the harbour office said.”

[^2]: Tavenmoor Dispatch, 11 Mar 2031, corrected (dispatch:6): “The toll of the fire on the ferry rose to 15 on Tuesday.”

[^3]: Ostrey Ledger, updated 12 Mar 2031 (day2/ledger:9): “Fifteen people died in the fire.”

[^4]: leaflet (leaflet:2): “More than a dozen people died.”

[^5]: Ostrey Ledger, updated 12 Mar 2031 (day2/ledger:3): “The ferry had a crew of nine.”

[^6]: Ostrey Ledger, updated 12 Mar 2031 (day2/ledger:11): “All seven of the crew were saved.”

[^7]: Tavenmoor Dispatch, 11 Mar 2031, corrected (dispatch:8): “Its owner, Brann \& Sons, had been \*fined\* twice \<b\>before\</b\>\!”

[^8]: [Korvale Courier, 9 Mar 2031](<https://example.org/fire?a=1&amp;b=2>) (courier:7): “Captain Ole Brenn was the last to leave the ship.”
`

const wantPhrased = `The Courier counts twelve dead, the Dispatch 15. [1][2] Only the Dispatch names
the owner. [7]

Changed over time

  people who died in the fire
    Twelve – Korvale Courier, 9 Mar 2031 [1]
    15 – Tavenmoor Dispatch, 11 Mar 2031; Ostrey Ledger, updated 12 Mar 2031
      [2][3]

[1] Korvale Courier, 9 Mar 2031, courier:4
    “Twelve people died when the ferry Halda burned off Korvale on Saturday
    night, the harbour office said.”
[2] Tavenmoor Dispatch, 11 Mar 2031, dispatch:6
    “The toll of the fire on the ferry rose to 15 on Tuesday.”
[3] Ostrey Ledger, updated 12 Mar 2031, day2/ledger:9
    “Fifteen people died in the fire.”
[7] Tavenmoor Dispatch, 11 Mar 2031, dispatch:8
    “Its owner, Brann & Sons, had been *fined* twice <b>before</b>!”
`

const wantAnswer = `The toll of the fire on the ferry rose to 15 on Tuesday. [1]

The sources differ on people who died in the fire (changed over time):
  Twelve – Korvale Courier, 9 Mar 2031 [2]
  15 – Tavenmoor Dispatch, 11 Mar 2031 [1]
The sources differ on the crew (they contradict each other; both in Ostrey
Ledger, updated 12 Mar 2031):
  nine – line 3 [3]
  All seven – line 11 [4]

[1] Tavenmoor Dispatch, 11 Mar 2031, dispatch:6
    “The toll of the fire on the ferry rose to 15 on Tuesday.”
[2] Korvale Courier, 9 Mar 2031, courier:4
    “Twelve people died when the ferry Halda burned off Korvale on Saturday
    night, the harbour office said.”
[3] Ostrey Ledger, updated 12 Mar 2031, day2/ledger:3
    “The ferry had a crew of nine.”
[4] Ostrey Ledger, updated 12 Mar 2031, day2/ledger:11
    “All seven of the crew were saved.”
`

// Whatever the articles say, it is printed harmless, and as no markup.
func TestHostileLayout(t *testing.T) {
	const evil = "\x1b[31m# *red*\n\n- [x](javascript:alert(1)) <script> @all \u202e!"
	m := article.Meta{ID: evil, Outlet: evil, URL: "javascript:alert(1)"}
	at := []answer.Citation{citing(1, m, 1, evil)}
	c := compare.Comparison{
		Differences: []compare.Difference{{About: evil, Kind: compare.Update, Sides: []compare.Side{{Value: evil, Citations: at}, {Value: evil, Citations: at}}}},
		Only:        []compare.Single{{Text: evil, Citations: at}},
		Claims:      []answer.Claim{{Text: evil, Citations: at}},
		Notes:       []string{evil},
	}
	b := summary.Summary{Claims: []summary.Claim{{Text: evil, Outlets: []string{evil}, Independent: 1, Citations: at}}, Notes: []string{evil}}
	var text, md bytes.Buffer
	p := newPaper(&text)
	p.comparison(&story{}, compareReplyOf(noID, c))
	p.summary(&story{}, summaryReplyOf(noID, b))
	_ = p.Flush()
	comparisonMD(&md, evil, c)
	summaryMD(&md, evil, b)
	for _, out := range []string{text.String(), md.String()} {
		if i := strings.IndexFunc(out, func(r rune) bool { return harmless.Harmful(r) && r != '\ufffd' }); i >= 0 {
			t.Errorf("harmful: %q", out[i:])
		}
	}
	for _, markup := range []string{"*red*", "[x]", "<script>", "@all"} {
		if strings.Contains(md.String(), markup) {
			t.Errorf("%s is markup in\n%s", markup, md.String())
		}
	}
	if n := strings.Count(md.String(), "\n# ") + 1; n != 2 {
		t.Errorf("%d headings in\n%s", n, md.String())
	}
}
