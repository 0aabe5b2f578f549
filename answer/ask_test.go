package answer_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/answer"
	"footnote/retrieval"
)

func ask(t *testing.T, v *retrieval.View, question string) answer.Answer {
	t.Helper()
	a, err := answer.Ask(context.Background(), v, answer.Extractive{}, question, answer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkCitations(t, v, a)
	return a
}

// harbour is a story whose sentences lean on one another.
var harbour = map[string]string{
	"courier.txt": `The port of Ostrey will lay off 648 workers in June. That is up from the 200 that it named in January.

Who pays for it?

The town built the new quay for $40 million in 2029. It is used by ferries. Ada Lund, the mayor, opened it.

"We came for the work. Now it is gone," said a docker who gave his name as Pell. The union expects talks to begin next week.

More from the Courier

Ferry sinks off Korvale with 648 aboard
`,
	"ledger.txt": `Korvale's captain, Nell Marsh, took the ferry to Ostrey.

A strike stopped the port of Ostrey on Friday because the company had cut wages. Tom Ruiz leads the dockers' union.
`,
}

func TestAsk(t *testing.T) {
	v := view(t, harbour)
	tests := []struct {
		question string
		want     string // in the answer's claims; empty: refused
		not      string // in none of them
	}{
		{"How many workers will the port of Ostrey lay off?", "648 workers", "Ferry sinks"},
		{"How much did the new quay cost?", "$40 million", ""},
		{"When was the quay built?", "2029", ""},
		{"Why did the strike stop the port?", "cut wages", ""},
		{"Who leads the dockers' union?", "Tom Ruiz", ""},
		{"What did Pell say?", "\"We came for the work. Now it is gone,\" said a docker", ""},
		{"Did a strike stop the port on Friday?", "A strike stopped the port", ""},
		{"Is the quay used by ferries?", "The town built the new quay for $40 million in 2029. It is used by ferries.", ""},

		{"What is it?", "", ""},
		{"Who is the mayor of Korvale?", "", ""},
		{"Who is the captain of Ostrey?", "", ""},
		{"When did Tom Ruiz cut wages?", "", ""},
		{"How many workers did the port name in 2027?", "", ""},
		{"How many cranes does the port of Ostrey have?", "", ""},
		{"How old is Ada Lund?", "", ""},
		{"How much did the ferries cost?", "", ""},
		{"Who leads the union in Korvale?", "", ""},
		{"What did Ada Lund say about the strike?", "", ""},
		{"Why did Korvale build the quay?", "", ""},
		{"What is the capital of France?", "", ""},
	}
	for _, tt := range tests {
		a := ask(t, v, tt.question)
		var texts []string
		for _, c := range a.Claims() {
			texts = append(texts, c.Text)
		}
		text := strings.Join(texts, " | ")
		switch {
		case tt.want == "" && !a.Refused():
			t.Errorf("%q is answered: %q", tt.question, text)
		case tt.want == "" && (a.Reason() != answer.NotInSources || len(a.Nearest()) > 3):
			t.Errorf("%q: reason %q, %d nearest", tt.question, a.Reason(), len(a.Nearest()))
		case tt.want != "" && !strings.Contains(text, tt.want):
			t.Errorf("%q: %q, want %q (refused: %v)", tt.question, text, tt.want, a.Refused())
		case tt.not != "" && strings.Contains(text, tt.not):
			t.Errorf("%q: %q holds %q", tt.question, text, tt.not)
		}
	}
}

func TestQuestionsThatAreNone(t *testing.T) {
	v := view(t, harbour)
	for _, q := range []string{"", "   ", "?!", "…", "\x00\x1b[", "1,000", "\xff\xfe"} {
		if a := ask(t, v, q); a.Reason() != answer.NoQuestion {
			t.Errorf("%q: reason %q, claims %+v", q, a.Reason(), a.Claims())
		}
	}
}

func TestAQuestionOfTenThousandWordsEnds(t *testing.T) {
	v := view(t, harbour)
	start := time.Now()
	ask(t, v, strings.Repeat("why does the port strike worker quay ", 1700))
	if d := time.Since(start); d > 10*time.Second { // a hang, not a measure
		t.Errorf("took %v", d)
	}
}

func TestAnotherLanguageIsNotGuessed(t *testing.T) {
	v := view(t, map[string]string{
		"en.txt": harbour["courier.txt"],
		"fr.txt": "Le port d'Ostrey va licencier 648 ouvriers en juin, selon la mairie. Les syndicats appellent à la grève pour la semaine prochaine.\n",
	})
	for _, q := range []string{"Combien d'ouvriers le port d'Ostrey va-t-il licencier en juin ?", "Wie viele Arbeiter werden in Ostrey entlassen und wann?"} {
		a := ask(t, v, q)
		if !a.Refused() || len(a.Notes()) != 1 || len(a.Nearest()) == 0 {
			t.Errorf("%q: claims %+v, notes %q, %d nearest", q, a.Claims(), a.Notes(), len(a.Nearest()))
		}
	}
}

func TestAWithdrawnArticleAnswersNothing(t *testing.T) {
	v := view(t, map[string]string{
		"courier.txt": "---\nstatus: withdrawn\nnote: The figures were wrong.\n---\n" + harbour["courier.txt"],
		"ledger.txt":  harbour["ledger.txt"],
	})
	a := ask(t, v, "How many workers will the port of Ostrey lay off?")
	for _, c := range a.Nearest() {
		if c.Meta.ID == "courier" {
			t.Errorf("nearest line %q is of a withdrawn article", c.Quote)
		}
	}
	if !a.Refused() || v.Article("courier") == nil {
		t.Errorf("refused %v, article there: %v", a.Refused(), v.Article("courier") != nil)
	}
}

func TestACorrectionIsTold(t *testing.T) {
	v := view(t, map[string]string{"ledger.txt": "---\nstatus: corrected\nnote: The day was wrong.\n---\n" + harbour["ledger.txt"]})
	a := ask(t, v, "Who leads the dockers' union?")
	if want := []string{"ledger has been corrected: The day was wrong."}; !slices.Equal(a.Notes(), want) {
		t.Errorf("notes %q, want %q", a.Notes(), want)
	}
}

func TestAskStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := answer.Ask(ctx, view(t, harbour), answer.Extractive{}, "How many workers?", answer.Options{}); err == nil {
		t.Error("no error")
	}
}
