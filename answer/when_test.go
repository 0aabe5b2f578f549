package answer_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"footnote/answer"
	"footnote/article"
	"footnote/retrieval"
)

// crossing is a story that dates what happens in words that need its own days.
var crossing = map[string]string{
	"courier.txt": `---
title: Korvale looks for a new bridge
outlet: Korvale Courier
published: 2031-04-18
lang: en
---
Engineers closed the old bridge in March, and lorries now drive around by Ostrey.

The oldest arch of the bridge was repaired in March last year.

Two piers broke in the flood of last July, when the river stood at nine metres.

Mayor Ada Lund resigned in December because the repairs had cost $4 million.

The council will vote on a tunnel next week.

Masons from Ostrey built the bridge in 1931.
`,
	"ledger.txt": `---
outlet: Ostrey Ledger
published: 2031-04-20
lang: en
---
A ferry began to cross the river two months ago.

Dockers marched through Korvale on Saturday.

The fishermen have waited for money since last year's flood.

Fish prices rose after the flood, the dockers' union said.

Aid money was promised on 20 April, the bank said.
`,
}

func askOn(t *testing.T, v *retrieval.View, today article.Date, question string, history ...retrieval.Turn) answer.Answer {
	t.Helper()
	a, err := answer.Ask(context.Background(), v, answer.Extractive{}, question, answer.Options{Today: today, History: history})
	if err != nil {
		t.Fatal(err)
	}
	checkCitations(t, v, a)
	return a
}

// What a question's own time words take and leave.
func TestTimeAsked(t *testing.T) {
	v := view(t, crossing)
	for _, tt := range []struct {
		today, question string
		want            []string // in the answer; none: refused
		not             string   // not in it
	}{
		{"2031-04-20", "What happened in March?", []string{"closed the old bridge"}, "repaired"},
		{"2031-04-20", "What happened in March 2030?", []string{"was repaired"}, "closed"},
		{"2031-04-20", "What happened in March 2029?", nil, ""},
		{"2031-04-20", "What happened in July 2030?", []string{"flood of last July"}, "repaired"},
		{"2031-04-20", "What happened in December?", []string{"resigned"}, "closed"},
		{"2031-04-20", "What happened in February?", []string{"A ferry began"}, "closed"},
		{"2031-04-20", "What happened on Saturday?", []string{"Dockers marched"}, ""},
		{"2031-04-20", "What happened in 2019?", nil, ""},
		{"2031-04-20", "What happened in 1931?", []string{"built the bridge"}, "arch"},
		{"2031-04-20", "What happened last month?", []string{"closed the old bridge"}, "ferry"},
		{"2031-04-20", "What happened last June?", nil, ""}, // last year may have been, and may not
		{"2031-04-20", "What happened yesterday?", []string{"Dockers marched"}, ""},
		{"2031-04-20", "What happened last July?", []string{"flood of last July"}, ""},
		{"2031-04-20", "What will the council do next week?", []string{"vote on a tunnel"}, ""},
		{"2031-04-20", "What was planned for next week?", []string{"vote on a tunnel"}, ""},
		{"2031-04-20", "What is expected next week?", []string{"vote on a tunnel"}, ""},
		{"2031-04-20", "Who resigned between November 2030 and January 2031?", []string{"Ada Lund"}, ""},
		{"2031-04-20", "Who resigned between January and March?", nil, ""},
		{"2031-04-20", "Who resigned in March?", nil, ""},
		{"2031-04-20", "Who resigned after July 2030?", []string{"Ada Lund"}, ""},
		{"2031-04-20", "Who resigned before July 2030?", nil, ""},
		{"2031-04-20", "What happened before the flood?", []string{"built the bridge"}, "Fish prices"},
		{"2031-04-20", "What happened after the flood?", []string{"Fish prices rose after the flood"}, "1931"},
		{"2031-04-20", "What happened before the earthquake?", nil, ""},
		{"2031-04-20", "What happened after the flood in July 2030?", []string{"resigned"}, "1931"},
		{"2031-04-20", "Who resigned since the flood?", []string{"Ada Lund"}, ""},
		{"2031-04-20", "Who resigned in 2030 or 2031?", []string{"Ada Lund"}, ""},
		{"2031-04-20", "Who resigned from March 2030 to January 2031?", []string{"Ada Lund"}, ""},
		{"2031-04-20", "Who resigned in 2029–2030?", []string{"Ada Lund"}, ""},

		// next year the same words mean another day, unless they name it
		{"2032-04-20", "What happened in March?", []string{"closed the old bridge"}, "repaired"},
		{"2032-04-20", "What happened last month?", nil, ""},
		{"2032-04-20", "What happened last year?", []string{"closed the old bridge"}, "resigned"},
		{"2031-03-25", "What happened this month?", []string{"closed the old bridge"}, ""},
		{"", "Who resigned in December?", []string{"Ada Lund"}, ""},
	} {
		a := askOn(t, v, article.Date(tt.today), tt.question)
		if a.Refused() != (tt.want == nil) || tt.not != "" && strings.Contains(a.Text(), tt.not) {
			t.Errorf("%s (on %s)\n got %q, %q\nwant %q, without %q", tt.question, tt.today, a.Text(), a.Notes(), tt.want, tt.not)
		}
		for _, want := range tt.want {
			if !strings.Contains(a.Text(), want) {
				t.Errorf("%s (on %s): got %q, want %q in it", tt.question, tt.today, a.Text(), want)
			}
		}
	}
}

// What is said of the relative expressions in an answer.
func TestDatings(t *testing.T) {
	v := view(t, crossing)
	for _, tt := range []struct {
		question string
		want     []string
	}{
		{"When was the flood?", []string{"“last July” is July 2030, counted from 18 April 2031, the day of courier."}},
		{"When did the ferry begin to cross the river?", []string{"“two months ago” is February 2031, counted from 20 April 2031, the day of ledger."}},
		{"When did the dockers march?", []string{"“Saturday” is 19 April 2031, counted from 20 April 2031, the day of ledger."}},
		{"When was the money promised?", []string{"“20 April” is 20 April 2031, the day of ledger."}},
		{"When was the bridge built?", []string{}},
		{"Who built the bridge?", []string{}},
		{"Who resigned in December 2030?", []string{"“December” is December 2030, counted from 18 April 2031, the day of courier."}},
		{"What happened last week?", []string{"“last week” in the question was taken as the week of 7 April 2031."}},
	} {
		a := askOn(t, v, "2031-04-20", tt.question)
		if got := a.Notes(); !slices.Equal(got, tt.want) {
			t.Errorf("%s %q\n got %q\nwant %q", tt.question, a.Text(), got, tt.want)
		}
	}
	a := askOn(t, v, "2031-04-20", "When was the flood?")
	if got, want := a.Claims()[0].Dates, []answer.Dated{{Text: "last July", Value: "2030-07", Label: "July 2030"}}; !slices.Equal(got, want) {
		t.Errorf("got dates %v, want %v", got, want)
	}
}

// A time that follows a question takes the place of its own.
func TestTimeFollows(t *testing.T) {
	v := view(t, crossing)
	turn := retrieval.Turn{Question: "Who resigned in March?", Text: "The sources do not say."}
	if a := askOn(t, v, "2031-04-20", "and in December?", turn); !strings.Contains(a.Text(), "Ada Lund") {
		t.Errorf("got %q", a.Text())
	}
	turn = retrieval.Turn{Question: "What happened in December?", Text: "Mayor Ada Lund resigned in December."}
	if a := askOn(t, v, "2031-04-20", "and in March?", turn); !strings.Contains(a.Text(), "closed the old bridge") {
		t.Errorf("got %q", a.Text())
	}
}

// Of two dates in a sentence the one beside the verb is the verb's.
func TestDateOfTheVerb(t *testing.T) {
	v := view(t, map[string]string{
		"notes.txt": "The dockers' union was founded in 2028 and, after long talks, moved its seat to Ostrey in 2030.\n",
	})
	for question, want := range map[string]string{
		"What was founded in 2028?": "dockers' union",
		"What was founded in 2030?": "",
	} {
		a := askOn(t, v, "2031-04-20", question)
		if a.Refused() != (want == "") || !strings.Contains(a.Text(), want) {
			t.Errorf("%s: got %q, want %q", question, a.Text(), want)
		}
	}
}

// Articles without a day say nothing of the days that lean on today: their words are
// words, and the dates that they name count.
func TestTimeAskedOfUndated(t *testing.T) {
	v := view(t, map[string]string{
		"notes.txt": "The mill at Korvale burned down in May 2029.\n\nIts owner, Tom Ruiz, rebuilt the mill last year.\n",
	})
	for _, tt := range []struct{ question, want string }{
		{"Who rebuilt the mill last year?", "Tom Ruiz"},
		{"What happened in May 2029?", "burned down"},
		{"What happened in May 2028?", ""},
		{"What happened in May?", "burned down"},
	} {
		a := askOn(t, v, "2031-04-20", tt.question)
		if a.Refused() != (tt.want == "") || !strings.Contains(a.Text(), tt.want) {
			t.Errorf("%s: got %q, want %q", tt.question, a.Text(), tt.want)
		}
	}
}

// The marks of Markdown take no part: where they stand, what a date belongs to is
// read as in plain text.
func TestTimesInMarkdown(t *testing.T) {
	plain := "The dockers' union was founded in 2028 and, after long talks, moved its seat to Ostrey in 2030.\n\nThe mill burned down last July, and its owner left Korvale in March.\n"
	marked := "The **dockers' union** was [founded](https://example.org/founding/of/the/union) in 2028 and, after *long talks*, [moved](https://example.org/a/rather/long/address) its seat to **Ostrey** in 2030.\n\nThe [mill](https://example.org/mill) **burned down** _last July_, and its owner left **Korvale** in March.\n"
	front := "---\npublished: 2031-04-18\nlang: en\n---\n"
	txt, md := view(t, map[string]string{"notes.txt": front + plain}), view(t, map[string]string{"notes.md": front + marked})
	for _, q := range []string{
		"What was founded in 2028?", "What was founded in 2030?", "What happened in July 2030?", "When did the mill burn down?",
		"When was the union founded?", "Who left Korvale in March?", "What happened before the fire?", "When did the owner leave Korvale?",
	} {
		a, b := askOn(t, txt, "2031-04-20", q), askOn(t, md, "2031-04-20", q)
		if a.Refused() != b.Refused() || !slices.Equal(a.Notes(), b.Notes()) || len(a.Claims()) != len(b.Claims()) {
			t.Errorf("%s\n.txt %q %q\n .md %q %q", q, a.Text(), a.Notes(), b.Text(), b.Notes())
		}
	}
}

// quay is a story whose reports tell of one thing on many days.
var quay = map[string]string{
	"a.txt": `---
title: Talks on the quay
published: 2031-04-04
lang: en
---
The dockers and the port will open talks in Ostrey on 14 April, the union said on Thursday.

The strike, which began in August 2029, has cost the port $40 million.

Harbour master Ada Lund, who earlier this month called for calm, met the dockers on Tuesday.
`,
	"b.txt": `---
published: 2031-04-23
lang: en
---
The coroner ruled on Monday that neglect led to the death of docker Tomas Rill in the fall of a crane.

Rill died at Korvale General on 18 February 2029, three days after the fall.

Guard Hanna Moss was arrested on 3 May 2030 as she tried to board a ferry, and has told the court since then that she was asleep.

Toll of Sunday's landslide at Korvale rose to nine on Tuesday.
`,
	"c.txt": `---
published: 2031-04-24
lang: en
---
Moss was arrested in May 2030.

The April decision to open talks looked clever then.
`,
	"d.txt": `---
status: withdrawn
published: 2035-06-01
lang: en
---
The landslide at Korvale was in May 2035, and the quay sank in June 1990.
`,
}

// The date in an answer is that of what is asked.
func TestDatesOfWhatIsAsked(t *testing.T) {
	v := view(t, quay)
	for _, tt := range []struct {
		question, want, not string // in the answer; no want: refused
		notes               []string
	}{
		{"When did the talks begin?", "", "", nil}, // the strike has a date, and the talks were to come
		{"When did the strike begin?", "August 2029", "", []string{}},
		{"When did Tomas Rill die?", "18 February 2029", "ruled", []string{}},
		{"When was Moss arrested?", "3 May 2030", "", []string{}}, // the day, not only the month
		{"When did Ada Lund call for calm?", "called for calm", "", []string{"“earlier this month” is early April 2031, counted from 4 April 2031, the day of a."}},
		{"When was the landslide?", "Sunday's landslide", "", []string{"“Sunday” is 20 April 2031, counted from 23 April 2031, the day of b."}},
		{"What happened in April?", "met the dockers", "will open", nil},
		{"What happened before 4 April 2031?", "met the dockers", "will open", nil},
		{"What happened in June 1990?", "", "", nil}, // only what was withdrawn says so
	} {
		a := askOn(t, v, "2031-04-24", tt.question)
		if a.Refused() != (tt.want == "") || !strings.Contains(a.Text(), tt.want) || tt.not != "" && strings.Contains(a.Text(), tt.not) {
			t.Errorf("%s\n got %q\nwant %q, without %q", tt.question, a.Text(), tt.want, tt.not)
		}
		if tt.notes != nil && !slices.Equal(a.Notes(), tt.notes) {
			t.Errorf("%s %q: got notes %q, want %q", tt.question, a.Text(), a.Notes(), tt.notes)
		}
	}
}
