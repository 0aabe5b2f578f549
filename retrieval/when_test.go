package retrieval_test

import (
	"context"
	"fmt"
	"log/slog"
	"testing"

	"footnote/article"
	"footnote/retrieval"
	"footnote/retrieval/embedder"
	"footnote/retrieval/memstore"
)

// asked is a question on 20 April 2031.
func asked(question string) retrieval.Query {
	return retrieval.ParseQuery(question, "en").On(article.Date("2031-04-20").Time())
}

func indexed(tb testing.TB, articles []*article.Article) *retrieval.View {
	tb.Helper()
	x := retrieval.New(slog.New(slog.DiscardHandler), embedder.NewLocal(0), memstore.New(), retrieval.Options{})
	if err := x.Sync(context.Background(), articles); err != nil {
		tb.Fatal(err)
	}
	return x.View()
}

// What words of a question are counted from today, and what they come to.
func TestLeanings(t *testing.T) {
	for _, tt := range []struct{ question, want string }{
		{"Who resigned last month?", "last month: March 2031"},
		{"What happened yesterday?", "yesterday: 19 April 2031"},
		{"What happened two days ago?", "two days ago: 18 April 2031"},
		{"What will the council do next week?", "next week: week of 21 April 2031"},
		{"Who resigned in March?", ""},
		{"Who led last year's coup?", ""},          // which coup, not when
		{"How many troops are there today?", ""},   // now
		{"Who may march on Korvale?", ""},          // no months
		{"Who won the 2016 Olympics?", ""},         // a name
		{"Wie viele kamen letzte Woche nach?", ""}, // not English
	} {
		got := ""
		for _, l := range asked(tt.question).Leanings() {
			got += l.Text + ": " + l.Label
		}
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.question, got, tt.want)
		}
	}
	if l := retrieval.ParseQuery("Who resigned last month?", "en").Leanings(); len(l) > 0 {
		t.Errorf("got %v without a day", l)
	}
}

// In a story of many articles a sentence is found by its date alone: neither the
// question's words nor a part of them stand in it.
func TestFoundByDate(t *testing.T) {
	files := map[string]string{
		"z.txt": "---\npublished: 2031-04-02\n---\nThe ferry sank in March with all its lorries.\n\nDivers found the wreck.\n",
	}
	for i := range 80 {
		files[fmt.Sprintf("a%02d.txt", i)] = fmt.Sprintf("---\npublished: 2031-02-%02d\n---\nDelegate %d spoke last month of the month that was last.\n", i%28+1, i)
	}
	v := indexed(t, read(t, files))
	got, err := v.Candidates(context.Background(), asked("What happened last month?"), 3)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) == 0 || got[0].Article.ID != "z" {
		t.Errorf("got %v first", got)
	}
}

// A date that stands beside what is asked, and a precise one, go first.
func TestDatesRank(t *testing.T) {
	v := indexed(t, read(t, map[string]string{
		"a.txt": "---\npublished: 2031-04-19\n---\nThe quay opened for two years of trials.\n\nThe quay opened to dockers in 2030, the union said.\n\nThe quay opened last July, the mayor said.\n\nThe quay opened soon, sailors recalled.\n",
	}))
	got, err := v.Candidates(context.Background(), asked("When did the quay open?"), 4)
	if err != nil {
		t.Fatal(err)
	}
	var order []int
	for _, c := range got {
		order = append(order, c.Index)
	}
	if want := "[2 1 3 0]"; fmt.Sprint(order) != want {
		t.Errorf("got sentences %v, want %s", order, want)
	}
}

// A decade is no year, and a year no month.
func TestPreciseEnough(t *testing.T) {
	v := indexed(t, read(t, map[string]string{
		"a.txt": "The quay opened in the 1990s, the mayor said.\n\nThe union said the quay opened in 1994.\n\nThe quay, sailors said, opened in May 1994.\n",
	}))
	for _, tt := range []struct {
		question string
		enough   []bool // each sentence
	}{
		{"When did the quay open?", []bool{true, true, true}},
		{"In what year did the quay open?", []bool{false, true, true}},
		{"In which month did the quay open?", []bool{false, false, true}},
		{"On what day did the quay open?", []bool{false, false, false}},
	} {
		got, err := v.Candidates(context.Background(), asked(tt.question), 3)
		if err != nil || len(got) != 3 {
			t.Fatal(got, err)
		}
		for _, c := range got {
			if enough := c.Features.Type >= 0.5; enough != tt.enough[c.Index] {
				t.Errorf("%s: sentence %d has type %.2f, want enough %v", tt.question, c.Index, c.Features.Type, tt.enough[c.Index])
			}
		}
	}
}

// Whatever is asked, the times in it are read without trouble.
func FuzzTimeAsked(f *testing.F) {
	v := indexed(f, read(f, map[string]string{
		"a.txt": "---\npublished: 2031-04-19\n---\nThe quay opened last July. The flood of 2030 broke it in March.\n\nIt will close on Monday.\n",
		"b.txt": "The ferry sank in May.\n",
	}))
	for _, s := range []string{
		"What happened in May?", "between March and May", "since", "before", "after the flood", "before before the flood?",
		"in March 29 February 2031 until 2030 and 1999", "from 9999 to 1 in the winter of last year's 2016 Olympics", "May may May?",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, question string) {
		for _, day := range []article.Date{"", "2031-04-20", "0001-01-01", "9999-12-31"} {
			q := retrieval.ParseQuery(question, "en").On(day.Time())
			got, err := v.Candidates(context.Background(), q, 5)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range got {
				if f := c.Features; !(f.Here >= 0 && f.Here <= 1.0001 && f.Type >= 0 && f.Type <= 1 && c.Score >= 0) {
					t.Fatalf("%q: features %+v", question, f)
				}
			}
			q.Leanings()
		}
	})
}
