package answer_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"footnote/answer"
	"footnote/retrieval"
)

// A script is a Streamer that says what a test wrote: a text, and behind | a word of
// the sentence that it cites.
type script struct {
	says  []string
	again []string // said anew of what was refused, each once
	err   error
}

func (s script) Draft(context.Context, retrieval.Query, []answer.Evidence) (answer.Draft, error) {
	return answer.Draft{}, errors.New("a script streams")
}

func (s script) Stream(_ context.Context, _ retrieval.Query, evidence []answer.Evidence, say func(answer.Assertion) answer.Judgement) (answer.Draft, error) {
	d := answer.Draft{Work: answer.Work{Model: "script-1", TokensIn: 12}}
	for i, line := range s.says {
		as := assertion(line, evidence)
		if say(as).Proved {
			continue
		}
		if i < len(s.again) && say(assertion(s.again[i], evidence)).Proved {
			continue
		}
		d.Claims = append(d.Claims, as)
	}
	return d, s.err
}

func assertion(line string, evidence []answer.Evidence) answer.Assertion {
	text, word, _ := strings.Cut(line, "|")
	as := answer.Assertion{Text: text}
	for _, e := range evidence {
		if word != "" && strings.Contains(e.Sentence.Text, word) {
			as.Cited = []int{e.N}
			break
		}
	}
	return as
}

// A judging judges by a word that it does not like.
type judging struct {
	rejects string
	err     error
}

func (j judging) Supports(_ context.Context, text string, _ []answer.Evidence) (bool, string, error) {
	return !strings.Contains(text, j.rejects), "It says " + j.rejects + ".", j.err
}

const (
	truth  = "The port of Ostrey will lay off 648 workers in June.|648"
	lie    = "The port of Ostrey will lay off 649 workers in June.|648"
	second = "Tom Ruiz leads the dockers' union.|Ruiz"
	german = "Der Hafen von Ostrey wird im Juni 648 der Arbeiter entlassen, und das ist nicht alles.|648"
)

// What a streamer says is shown when it is proved, and never before; what is refused
// is counted, unless it is said anew and proved.
func TestStream(t *testing.T) {
	broken := &answer.Unavailable{Sentence: "The language model broke off."}
	tests := []struct {
		about   string
		script  script
		judge   answer.Judge
		said    []string
		dropped int
		note    string
	}{
		{"a lie after a truth", script{says: []string{truth, lie}}, nil, []string{truth}, 1, ""},
		{"said anew", script{says: []string{lie, second}, again: []string{truth, ""}}, nil, []string{truth, second}, 0, ""},
		{"said anew, wrong again", script{says: []string{lie}, again: []string{lie}}, nil, nil, 1, ""},
		{"no citation", script{says: []string{"The port of Ostrey will lay off 648 workers in June."}}, nil, nil, 1, ""},
		{"breaks after a truth", script{says: []string{truth}, err: broken}, nil, []string{truth}, 0, "The language model broke off. The answer may be cut short."},
		{"breaks at once", script{err: broken}, nil, []string{truth}, 0, "The language model broke off. This is made of the sources' own sentences."},
		{"breaks after a lie", script{says: []string{lie}, err: broken}, nil, []string{truth}, 0, "The language model broke off. This is made"},
		{"another language", script{says: []string{german}}, nil, []string{truth}, 0, "The language model answered in another language"},
		{"another language, judged", script{says: []string{german}}, judging{rejects: "649"}, []string{german}, 0, ""},
		{"another language, judged false", script{says: []string{german}}, judging{rejects: "648"}, nil, 1, ""},
		{"another language, no judge to be had", script{says: []string{german}}, judging{err: errors.New("down")}, []string{truth}, 0, "in another language"},
		{"rejected", script{says: []string{"648 workers will be laid off by the port of Ostrey in June.|648", second}}, judging{rejects: "648"}, []string{second}, 1, ""},
		{"never let pass by the judge alone", script{says: []string{lie}}, judging{rejects: "nothing"}, nil, 1, ""},
	}
	for _, c := range tests {
		var said []string
		v := view(t, harbour)
		a, err := answer.Ask(context.Background(), v, c.script, "How many workers will the port of Ostrey lay off?", answer.Options{
			Judge: c.judge,
			Said:  func(cl answer.Claim) { said = append(said, cl.Text) },
		})
		if err != nil {
			t.Fatal(c.about, err)
		}
		checkCitations(t, v, a)
		want := make([]string, len(c.said))
		for i, s := range c.said {
			want[i], _, _ = strings.Cut(s, "|")
		}
		if len(want) > 0 && strings.HasPrefix(c.note, "The language model") && !strings.Contains(c.note, "cut short") {
			want, said = want[:1], said[:min(len(said), 1)] // the extractive answer begins so
			if len(said) > 0 && strings.HasPrefix(said[0], want[0]) {
				said = want
			}
		}
		if !slices.Equal(said, want) || a.Dropped() != c.dropped {
			t.Errorf("%s: said %q, want %q; dropped %d, want %d", c.about, said, want, a.Dropped(), c.dropped)
		}
		if notes := strings.Join(a.Notes(), "\n"); !strings.Contains(notes, c.note) || c.note == "" && notes != "" {
			t.Errorf("%s: notes %q, want %q", c.about, notes, c.note)
		}
		if r := a.Receipt(); len(r.Evidence) == 0 || r.Work.Model != "script-1" || len(r.Judged) < len(c.script.says) {
			t.Errorf("%s: receipt of %d evidence, %+v, %d judged", c.about, len(r.Evidence), r.Work, len(r.Judged))
		}
	}
}

// Any other error is the answerer's own, and the context's end is the context's.
func TestStreamError(t *testing.T) {
	v := view(t, harbour)
	own := errors.New("own")
	if _, err := answer.Ask(context.Background(), v, script{err: own}, "How many workers?", answer.Options{}); !errors.Is(err, own) {
		t.Errorf("got %v", err)
	}
	ctx, stop := context.WithCancel(context.Background())
	s := stopping{stop}
	if _, err := answer.Ask(ctx, v, s, "How many workers will the port lay off?", answer.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// A stopping is a Streamer whose asker goes away.
type stopping struct{ stop func() }

func (s stopping) Draft(context.Context, retrieval.Query, []answer.Evidence) (answer.Draft, error) {
	return answer.Draft{}, nil
}

func (s stopping) Stream(ctx context.Context, _ retrieval.Query, _ []answer.Evidence, _ func(answer.Assertion) answer.Judgement) (answer.Draft, error) {
	s.stop()
	return answer.Draft{}, &answer.Unavailable{Sentence: "The language model broke off.", Err: ctx.Err()}
}
