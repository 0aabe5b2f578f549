package answer_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"footnote/answer"
)

// What a teller writes is shown when it is proved, lies are dropped, and what was proved
// stands when the teller breaks.
func TestTell(t *testing.T) {
	const (
		truth  = "Fourteen people died when the ferry burned.|ledger:Fourteen"
		second = "The fire broke out in the engine room.|courier:engine room"
		lie    = "Forty people died when the ferry burned.|ledger:Fourteen"
		outlet = "The Ledger says that fourteen people died.|ledger:Fourteen"
		german = "Auf der Fähre sind vierzehn Menschen gestorben, und der Hafen von Ostrey wurde geschlossen.|ledger:Fourteen"
	)
	broken := &answer.Unavailable{Sentence: "The language model broke off."}
	tests := []struct {
		about    string
		teller   written
		most     int
		judge    answer.Judge
		want     []string
		dropped  int
		note     string
		unproved string // of the error
	}{
		{"truths", written{says: []string{truth, second}}, 5, nil, []string{truth, second}, 0, "", ""},
		{"a lie between", written{says: []string{truth, lie, second}}, 5, nil, []string{truth, second}, 1, "", ""},
		{"lies alone", written{says: []string{lie}}, 5, nil, nil, 1, "", ""},
		{"nothing", written{}, 5, nil, nil, 0, "", ""},
		{"more than was asked for", written{says: []string{truth, second}}, 1, nil, []string{truth}, 1, "", ""},
		{"as many as it likes", written{says: []string{truth, second}}, 0, nil, []string{truth, second}, 0, "", ""},
		{"broken behind a truth", written{says: []string{truth}, err: broken}, 5, nil, []string{truth}, 0, "The language model broke off. The text may be cut short.", ""},
		{"broken behind a lie", written{says: []string{lie}, err: broken}, 5, nil, nil, 1, "", "The language model broke off."},
		{"broken at once", written{err: broken}, 5, nil, nil, 0, "", "The language model broke off."},
		{"another language", written{says: []string{german}}, 5, nil, nil, 1, "", "The language model answered in another language"},
		{"another language, judged", written{says: []string{german}}, 5, judging{rejects: "vierzig"}, []string{german}, 0, "", ""},
		{"rejected by the judge", written{says: []string{truth, second}}, 5, judging{rejects: "Fourteen"}, []string{second}, 1, "", ""},
		{"an outlet", written{says: []string{outlet}}, 5, nil, []string{outlet}, 0, "", ""},
		{"another outlet's", written{says: []string{"The Courier says that fourteen people died.|ledger:Fourteen"}}, 5, nil, nil, 1, "", ""},
		{"two outlets' parts", written{says: []string{"The Ledger says that fourteen people died, and the Courier that twelve did." + died, "The Ledger says 14 people died, the Courier 12." + died}}, 5, nil, nil, 2, "", ""},
		{"of itself", written{says: []string{"I say that fourteen people died.|ledger:Fourteen"}}, 5, nil, nil, 1, "", ""},
	}
	v := view(t, fire)
	for _, c := range tests {
		var said []string
		a, err := answer.Tell(t.Context(), v, c.teller, answer.Task{Kind: answer.SummaryTask, Sentences: c.most}, sentences(v), answer.Options{
			Judge: c.judge, Said: func(cl answer.Claim) { said = append(said, cl.Text) },
		})
		var none *answer.Unavailable
		if (c.unproved == "") != (err == nil) || err != nil && (!errors.As(err, &none) || !strings.HasPrefix(none.Sentence, c.unproved)) {
			t.Errorf("%s: error %v, want %q", c.about, err, c.unproved)
		}
		checkCitations(t, v, a)
		var want []string
		for _, s := range c.want {
			text, _, _ := strings.Cut(s, "|")
			want = append(want, text)
		}
		if !slices.Equal(said, want) || a.Refused() != (len(want) == 0) || len(want) > 0 && a.Text() != strings.Join(want, " ") || a.Dropped() != c.dropped {
			t.Errorf("%s: said %q, want %q; dropped %d, want %d", c.about, said, want, a.Dropped(), c.dropped)
		}
		if notes := strings.Join(a.Notes(), "\n"); notes != c.note {
			t.Errorf("%s: notes %q, want %q", c.about, notes, c.note)
		}
		if w := a.Receipt().Work; w.Model != "written-1" || w.TokensIn != 12 || len(a.Receipt().Evidence) == 0 {
			t.Errorf("%s: receipt %+v", c.about, a.Receipt().Work)
		}
	}
}

// A leaving is a Teller whose asker goes away after the first sentence.
type leaving struct {
	written
	stop func()
}

func (l leaving) Tell(ctx context.Context, t answer.Task, evidence []answer.Evidence, say func(answer.Assertion) answer.Judgement) (answer.Draft, error) {
	d, _ := l.written.Tell(ctx, t, evidence, say)
	l.stop()
	return d, &answer.Unavailable{Sentence: "The language model broke off.", Err: ctx.Err()}
}

// The end of the context is no fault of the teller's, and its own errors are its own.
func TestTellErrors(t *testing.T) {
	v := view(t, fire)
	ctx, stop := context.WithCancel(t.Context())
	gone := leaving{written{says: []string{"The fire broke out in the engine room.|courier:engine room"}}, stop}
	if a, err := answer.Tell(ctx, v, gone, answer.Task{Kind: answer.SummaryTask}, sentences(v), answer.Options{}); !errors.Is(err, context.Canceled) || len(a.Claims()) > 0 {
		t.Errorf("%d claims, error %v", len(a.Claims()), err)
	}
	own := errors.New("own")
	if _, err := answer.Tell(t.Context(), v, written{err: own}, answer.Task{Kind: "poem"}, sentences(v), answer.Options{}); !errors.Is(err, own) {
		t.Errorf("got %v", err)
	}
}

// A sentence keeps the citations of all articles each of which proves it, however many
// they are, and loses those of others.
func TestCitationsOfSeveralArticles(t *testing.T) {
	files := map[string]string{
		"one.txt":    "The port of Ostrey closed on Monday. Nobody was hurt.\n",
		"two.txt":    "On Monday the port of Ostrey closed.\n",
		"three.txt":  "The port of Ostrey opened on Monday.\n",
		"four.txt":   "The port of Korvale closed on Monday.\n",
		"five.txt":   "The port of Ostrey closed. It was on Monday.\n",
		"german.txt": "---\nlang: de\n---\nDer Hafen von Ostrey wurde am Montag geschlossen, sagte die Stadt.\n",
	}
	many := []string{"one", "two"}
	for _, id := range strings.Fields("a b c d e f g h") {
		files[id+".txt"] = "The port of Ostrey closed on Monday.\n"
		many = append(many, id)
	}
	v := view(t, files)
	const closed = "The port of Ostrey closed on Monday."
	tests := []struct {
		about string
		text  string
		cited []string
		want  []string
	}{
		{"both say it", closed, []string{"one:closed", "two:closed"}, []string{"one", "two"}},
		{"one says otherwise", closed, []string{"one:closed", "three:opened", "two:closed"}, []string{"one", "two"}},
		{"one says it of another", closed, []string{"four:closed", "two:closed"}, []string{"two"}},
		{"one only comes near", closed, []string{"one:hurt", "two:closed"}, []string{"two"}},
		{"one in another language", closed, []string{"one:closed", "german:Hafen"}, []string{"one"}},
		{"many", closed, nil, many},
		{"one twice", closed, []string{"one:closed", "one:closed"}, []string{"one"}},
		{"none by itself", "The port of Ostrey closed on Monday, and the port of Korvale closed on Monday.", []string{"one:closed", "four:closed"}, nil},
		{"a lie beside another language", "The port of Ostrey closed on Friday.", []string{"one:closed", "german:Hafen"}, nil},
	}
	for _, tt := range tests {
		if tt.cited == nil {
			for _, id := range many {
				tt.cited = append(tt.cited, id+":closed")
			}
		}
		says := tt.text + "|" + strings.Join(tt.cited, ", ")
		a, err := answer.Tell(t.Context(), v, written{says: []string{says}}, answer.Task{Kind: answer.SummaryTask}, sentences(v), answer.Options{Judge: judging{rejects: "nothing"}})
		if err != nil {
			t.Fatal(tt.about, err)
		}
		checkCitations(t, v, a)
		var got []string
		for _, c := range a.Claims() {
			for _, at := range c.Citations {
				got = append(got, at.Meta.ID)
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: cites %q, want %q: %+v", tt.about, got, tt.want, a.Receipt().Judged)
		}
	}
}
