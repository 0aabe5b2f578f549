package summary

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"footnote/answer"
	"footnote/article"
)

// A scripted is a Teller that says what it is told to.
type scripted struct {
	says []answer.Assertion
	err  error
	task answer.Task
	seen []answer.Evidence
}

func (x *scripted) Tell(ctx context.Context, task answer.Task, evidence []answer.Evidence, say func(answer.Assertion) answer.Judgement) (answer.Draft, error) {
	x.task, x.seen = task, evidence
	for _, as := range x.says {
		say(as)
	}
	return answer.Draft{}, x.err
}

func TestTeller(t *testing.T) {
	v := story(t, map[string]string{"a.txt": grounding + " " + slick, "b.txt": strings.Replace(grounding, ", the coastguard said", "", 1) + " " + captain})
	evidence := &scripted{}
	sum(t, v, Options{By: evidence})
	n := func(part string) int {
		return 1 + slices.IndexFunc(evidence.seen, func(e answer.Evidence) bool { return strings.Contains(e.Sentence.Text, part) })
	}
	if evidence.task.Kind != answer.SummaryTask || evidence.task.Sentences != Usual || n("aground") == 0 || n("Jonas Ekmark") == 0 {
		t.Errorf("task %+v, evidence %+v", evidence.task, evidence.seen)
	}
	told := &scripted{says: []answer.Assertion{
		{Text: "The tanker Orsova ran aground off Port Vale on Monday night.", Cited: []int{n("aground")}},
		{Text: "Police arrested the cook.", Cited: []int{n("Jonas Ekmark")}},
		{Text: "Police arrested the captain, Jonas Ekmark.", Cited: []int{n("Jonas Ekmark")}},
	}}
	s := sum(t, v, Options{By: told, Sentences: 2})
	if len(s.Claims) != 2 || len(s.Claims[0].Outlets) != 2 || s.Claims[0].Independent != 2 || s.Claims[1].Independent != 1 || holds(s, "cook") {
		t.Errorf("got\n%s", show(s))
	}
	for name, by := range map[string]*scripted{
		"The model is away.": {err: &answer.Unavailable{Sentence: "The model is away."}},
		unproved:             {says: told.says[1:2]},
	} {
		s := sum(t, v, Options{By: by})
		if !holds(s, "ran aground") || !slices.Equal(s.Notes, []string{name, ownWords}) {
			t.Errorf("%s: got\n%s", name, show(s))
		}
	}
	broken := errors.New("no prompt")
	if _, err := Build(context.Background(), v, Options{By: &scripted{err: broken}}); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
	a, _ := article.Given(grounding, "")
	if s, err := Of(context.Background(), a, Options{By: &scripted{says: []answer.Assertion{{Text: "The tanker Orsova ran aground, the coastguard said.", Cited: []int{1}}}}}); err != nil || len(s.Claims) != 1 || len(s.Notes) > 0 {
		t.Errorf("of a text: %v\n%s", err, show(s))
	}
}
