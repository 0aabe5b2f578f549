package answer_test

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"footnote/answer"
	"footnote/article"
	"footnote/retrieval"
	"footnote/retrieval/embedder"
	"footnote/retrieval/memstore"
	"footnote/seeds"
)

// view indexes articles, by file name.
func view(tb testing.TB, files map[string]string) *retrieval.View {
	tb.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	articles, problems, err := article.ReadFolder(context.Background(), fsys)
	if err != nil || len(problems) > 0 {
		tb.Fatal(err, problems)
	}
	return index(tb, articles)
}

func index(tb testing.TB, articles []*article.Article) *retrieval.View {
	tb.Helper()
	x := retrieval.New(slog.New(slog.DiscardHandler), embedder.NewLocal(0), memstore.New(), retrieval.Options{})
	if err := x.Sync(context.Background(), articles); err != nil {
		tb.Fatal(err)
	}
	return x.View()
}

// bridge is a story for drafts: two articles that differ.
var bridge = map[string]string{
	"courier.txt": "The Korvale bridge will close on 9 March 2031, Mayor Ada Lund said. Repairs will cost $12 million and last six months.\n\n" +
		"“We found more than 300 cracks,” Lund said. Engineers from Ostrey checked the bridge. They checked two hundred beams and found two million rivets. " +
		"Two workers were hurt on the second day. Each paid twenty-five dollars.\n",
	"ledger.txt": "Tom Ruiz, who runs the ferry, expects 4,000 more passengers a day. The ferry carried 900 people in February.\n",
}

// sentences are all sentences of a view as evidence, in order of article and place.
func sentences(v *retrieval.View) []answer.Evidence {
	var evidence []answer.Evidence
	for _, a := range v.Articles {
		for i, s := range a.Sentences {
			evidence = append(evidence, answer.Evidence{N: len(evidence) + 1, Meta: a.Meta, Sentence: s,
				Candidate: retrieval.Candidate{Article: a, Index: i, Score: 1, Features: retrieval.Features{Around: 1}}})
		}
	}
	return evidence
}

func TestVerify(t *testing.T) {
	v := view(t, bridge)
	evidence := sentences(v)
	tests := []struct {
		name  string
		text  string
		cited []int
		want  bool
	}{
		{"the sentence itself", "Repairs will cost $12 million and last six months.", []int{2}, true},
		{"the sentence with other white space", "Repairs will cost  $12 million\nand last six months.", []int{2}, true},
		{"a faithful paraphrase", "The bridge at Korvale will close on 9 March 2031, Mayor Lund said.", []int{1}, true},
		{"an attribution lost", "The bridge at Korvale will close on 9 March 2031.", []int{1}, false},
		{"a number in other digits", "Repairs will cost $12,000,000.", []int{2}, true},
		{"a number word as digits", "The repairs will last 6 months.", []int{2}, true},
		{"a quotation word for word", "Lund said “We found more than 300 cracks”.", []int{3}, true},
		{"two cited sentences together", "Lund said the bridge will close on 9 March 2031, and repairs will cost $12 million.", []int{1, 2}, true},

		{"numbers in words as digits", "They checked 200 beams and found 2 million rivets.", []int{5}, true},
		{"an apostrophe is no quotation", "The engineers' beams were checked: two hundred of them.", []int{5}, true},

		{"a changed number", "Repairs will cost $13 million and last six months.", []int{2}, false},
		{"a changed currency", "Repairs will cost €12 million and last six months.", []int{2}, false},
		{"a changed magnitude", "Repairs will cost $12 billion and last six months.", []int{2}, false},
		{"a changed number word", "Repairs will cost $12 million and last seven months.", []int{2}, false},
		{"a changed day", "The Korvale bridge will close on 8 March 2031.", []int{1}, false},
		{"a changed month", "The Korvale bridge will close on 9 May 2031.", []int{1}, false},
		{"a changed year", "The Korvale bridge will close on 9 March 2032.", []int{1}, false},
		{"a day of the week out of nowhere", "The Korvale bridge will close on Friday.", []int{1}, false},
		{"a name of another article", "The Korvale bridge will close, Mayor Tom Ruiz said.", []int{1}, false},
		{"a name of another cited article", "The Korvale bridge will close on 9 March 2031, Mayor Tom Ruiz said.", []int{1, 8}, false},
		{"another name at the beginning", "Ruiz said the Korvale bridge will close.", []int{1}, false},
		{"a quotation with one word changed", "Lund said “We found more than 300 holes”.", []int{3}, false},
		{"a quotation with one word left out", "Lund said “We found 300 cracks”.", []int{3}, false},
		{"a quotation never closed", "Lund said \"We found more than 300 cracks.", []int{3}, false},
		{"a changed number in words", "They checked two thousand beams and found two million rivets.", []int{5}, false},
		{"a changed magnitude in words", "They checked two hundred beams and found two billion rivets.", []int{5}, false},
		{"one for two", "One worker was hurt on the second day.", []int{6}, false},
		{"another ordinal", "Two workers were hurt on the third day.", []int{6}, false},
		{"part of a number in words", "Each paid twenty dollars.", []int{7}, false},
		{"a quotation never closed, curly", "Lund said “We found more than 300 cracks.", []int{3}, false},
		{"a changed quotation in single marks", "Lund said ‘We found more than 300 holes’.", []int{3}, false},
		{"a changed quotation in straight single marks", "Lund said 'We found more than 300 holes'.", []int{3}, false},
		{"a quotation cut inside a word", "Lund said “We found more than 300 crack”.", []int{3}, false},
		{"a citation number that does not exist", "Repairs will cost $12 million and last six months.", []int{99}, false},
		{"a citation number of nought", "Repairs will cost $12 million and last six months.", []int{0}, false},
		{"one right citation and one wrong", "Repairs will cost $12 million and last six months.", []int{2, -1}, false},
		{"what is to come told as done", "Repairs cost $12,000,000.", []int{2}, false},
		{"a sentence put in the mouth of who said another", "Lund said the repairs of the bridge will cost $12 million.", []int{1, 2}, false},
		{"no citation", "Repairs will cost $12 million and last six months.", nil, false},
		{"an empty claim", "", []int{2}, false},
		{"a claim of white space", " \n\u00a0", []int{2}, false},
		{"a claim without words", "…", []int{2}, false},
		{"other words altogether", "Taxes rise and schools shut.", []int{2}, false},
	}
	for _, tt := range tests {
		d := answer.Draft{Claims: []answer.Assertion{{Text: tt.text, Cited: tt.cited}}}
		a := answer.Verify(v, d, evidence)
		if got := len(a.Claims()) == 1; got != tt.want {
			t.Errorf("%s: passed is %v, want %v: %q", tt.name, got, tt.want, tt.text)
		}
		if tt.want != (a.Dropped() == 0) || tt.want == a.Refused() {
			t.Errorf("%s: dropped %d, refused %v", tt.name, a.Dropped(), a.Refused())
		}
		if !tt.want && (a.Reason() != answer.NotProved || len(a.Nearest()) == 0) {
			t.Errorf("%s: reason %q, %d nearest", tt.name, a.Reason(), len(a.Nearest()))
		}
	}
}

// What its citations do not prove, but another sentence does, cites that.
func TestCitationMoved(t *testing.T) {
	v := view(t, bridge)
	d := answer.Draft{Claims: []answer.Assertion{{Text: "Repairs will cost $12 million and last six months.", Cited: []int{3}}}}
	a := answer.Verify(v, d, sentences(v))
	if len(a.Claims()) != 1 || len(a.Claims()[0].Citations) != 1 || a.Claims()[0].Citations[0].Quote != "Repairs will cost $12 million and last six months." {
		t.Errorf("got %+v", a.Claims())
	}
}

func TestFootnotesAreNumberedByFirstUse(t *testing.T) {
	v := view(t, bridge)
	evidence := sentences(v)
	claim := func(n ...int) answer.Assertion {
		var texts []string
		for _, i := range n {
			texts = append(texts, evidence[i-1].Sentence.Text)
		}
		return answer.Assertion{Text: strings.Join(texts, " "), Cited: n}
	}
	a := answer.Verify(v, answer.Draft{Claims: []answer.Assertion{claim(8), claim(2), claim(8), claim(3, 4)}}, evidence)
	var got []string
	for _, c := range a.Claims() {
		for _, cite := range c.Citations {
			got = append(got, fmt.Sprintf("%d %s:%d", cite.N, cite.Meta.ID, cite.Line))
		}
	}
	want := []string{"1 ledger:1", "2 courier:1", "1 ledger:1", "3 courier:3"} // neighbours are one citation
	if !slices.Equal(got, want) {
		t.Errorf("footnotes %q, want %q", got, want)
	}
}

func TestACitationOfAnOldRevisionIsNone(t *testing.T) {
	v := view(t, bridge)
	evidence := sentences(v)
	changed := map[string]string{"courier.txt": "News. " + bridge["courier.txt"], "ledger.txt": bridge["ledger.txt"]}
	d := answer.Draft{Claims: []answer.Assertion{{Text: evidence[0].Sentence.Text, Cited: []int{1}}}}
	if a := answer.Verify(view(t, changed), d, evidence); !a.Refused() {
		t.Errorf("claims %+v", a.Claims())
	}
}

func TestEveryCitationIsTheFilesBytes(t *testing.T) {
	articles, _, err := article.ReadFolder(context.Background(), seeds.FS)
	if err != nil {
		t.Fatal(err)
	}
	v := index(t, articles)
	for _, q := range []string{"How many US troops will leave Niger?", "What did Hadiza say?", "Where is Air Base 101?",
		"Why did the break begin?", "Who won the World Cup?", "Is the president locked up?"} {
		a, err := answer.Ask(context.Background(), v, answer.Extractive{}, q, answer.Options{})
		if err != nil {
			t.Fatal(err)
		}
		checkCitations(t, v, a)
	}
}

func checkCitations(t *testing.T, v *retrieval.View, a answer.Answer) {
	t.Helper()
	all := slices.Clone(a.Nearest())
	for _, c := range a.Claims() {
		if len(c.Citations) == 0 {
			t.Errorf("claim %q has no citation", c.Text)
		}
		all = append(all, c.Citations...)
	}
	for _, c := range all {
		src := v.Article(c.Meta.ID)
		if src == nil || c.Quote == "" || src.Source[c.Span.Start:c.Span.End] != c.Quote ||
			src.LineAt(c.Span.Start) != c.Line || src.LineAt(c.Span.End-1) != c.EndLine {
			t.Errorf("citation %+v is not the file's", c)
		}
	}
}

// FuzzAsk holds, for any text and question, that the citations of an answer and of
// a search are the file's bytes, that a claim is its quote, that a refusal cites
// nothing, and that nothing panics.
func FuzzAsk(f *testing.F) {
	f.Add("The bridge will close on Monday, the city said. It is old.", "When will the bridge close?")
	f.Add("“We go. You stay,” he said.\n\u00a0\nWhy now?\n", "what did he say")
	f.Add("Le pont sera fermé lundi.", "Quand le pont sera-t-il fermé ?")
	f.Fuzz(func(t *testing.T, text, question string) {
		a, err := article.Read("a.txt", text)
		if err != nil {
			return
		}
		v := index(t, []*article.Article{a})
		got, err := answer.Ask(context.Background(), v, answer.Extractive{}, question, answer.Options{})
		if err != nil {
			t.Fatal(err)
		}
		checkCitations(t, v, got)
		for _, c := range got.Claims() {
			if len(c.Citations) == 1 && c.Text != article.OneLine(c.Citations[0].Quote) {
				t.Errorf("claim %q of the quote %q", c.Text, c.Citations[0].Quote)
			}
		}
		hits, err := v.Search(context.Background(), retrieval.ParseQuery(question, v.Lang), 10, retrieval.Whole)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range hits {
			if c, ok := answer.Cite(a, h.Passage.Span); !ok || a.Source[c.Span.Start:c.Span.End] != c.Quote {
				t.Errorf("hit %s is no citation", h.Passage.ID)
			}
		}
		if got.Refused() != (len(got.Claims()) == 0) {
			t.Errorf("refused %v with %d claims", got.Refused(), len(got.Claims()))
		}
	})
}
