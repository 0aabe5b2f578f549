package main

import (
	"os"
	"path/filepath"
	"testing"

	"footnote/internal/eval"
	"footnote/seeds"
)

// A floor is how many questions have to be answered rightly.
type floor struct {
	answerable, of int
	refused, among int
}

// The sample story's questions.
func TestSampleCases(t *testing.T) {
	data, err := seeds.FS.ReadFile("questions.yaml")
	if err != nil {
		t.Fatal(err)
	}
	p := caseProgram(t, "")
	checkCases(t, p, "../../seeds", data, floor{answerable: 29, of: 35, refused: 13, among: 14})
}

// Questions over real articles, which are beside the project and not in it.
func TestSharedCases(t *testing.T) {
	const dir, questions = "../../../shared/seeds", "../../../shared/cases/questions.jsonl"
	data, err := os.ReadFile(questions)
	if _, none := os.Stat(dir); err != nil || none != nil {
		t.Skip("the real articles are not here")
	}
	p := caseProgram(t, dir)
	checkCases(t, p, dir, data, floor{answerable: 13, of: 14, refused: 8, among: 8})
}

func caseProgram(t *testing.T, dir string) *program {
	p, _, _ := testProgram(nil)
	p.flags.Seeds, p.flags.Data = folder(dir), folder(filepath.Join(t.TempDir(), "data"))
	return p
}

// checkCases scores the questions and compares every quote with the files of dir.
func checkCases(t *testing.T, p *program, dir string, data []byte, want floor) {
	t.Helper()
	ctx := t.Context()
	questions, err := eval.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	s, err := p.readStory(ctx)
	if err != nil {
		t.Fatal(err)
	}
	view, err := p.index(ctx, s)
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.score(ctx, view, questions)
	if err != nil {
		t.Fatal(err)
	}
	refusable := r.Questions - r.Answerable
	refused := refusable - r.FalseAnswers
	t.Logf("%d of %d answered rightly, %d of %d refused; hits@1 %.3f (words %.3f)",
		r.Right-refused, r.Answerable, refused, refusable, r.HitsAt1, r.Searches.Words.HitsAt1)
	for _, m := range r.Misses {
		t.Logf("%s: %s", m.Name(), m.Why)
	}
	if r.Answerable != want.of || refusable != want.among {
		t.Errorf("got %d and %d questions, want %d and %d", r.Answerable, refusable, want.of, want.among)
	}
	if got := r.Right - refused; got < want.answerable {
		t.Errorf("%d answered rightly, want %d", got, want.answerable)
	}
	if r.MRR <= r.Searches.Words.MRR {
		t.Errorf("the whole search has MRR %.3f, its words alone %.3f", r.MRR, r.Searches.Words.MRR)
	}
	if refused < want.refused {
		t.Errorf("%d refused, want %d", refused, want.refused)
	}
	for _, q := range questions {
		reply, err := p.ask(ctx, view, question{id: q.ID, text: q.Text})
		if err != nil {
			t.Fatal(err)
		}
		checkAnswer(t, dir, reply)
		found, err := search(ctx, view, query{id: q.ID, text: q.Text, k: 10})
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range found.Hits {
			if err := holds(dir, h.citation); err != nil {
				t.Errorf("%s: %v", q.Name(), err)
			}
		}
	}
}

// checkAnswer checks what holds for every answer.
func checkAnswer(t *testing.T, dir string, r askReply) {
	t.Helper()
	if r.Refused != (len(r.Claims) == 0) || r.Refused != (r.Reason != "") || r.Text == "" {
		t.Errorf("%s: refused %v for reason %q with %d claims and text %q", r.ID, r.Refused, r.Reason, len(r.Claims), r.Text)
	}
	if !r.Refused && len(r.Nearest) > 0 || len(r.Nearest) > 3 {
		t.Errorf("%s: refused %v, with %d nearest lines", r.ID, r.Refused, len(r.Nearest))
	}
	seen := map[citation]int{}
	next := 1
	for _, c := range r.Claims {
		if len(c.Citations) == 0 || c.Text == "" {
			t.Errorf("%s: claim %q has %d citations", r.ID, c.Text, len(c.Citations))
		}
		for _, f := range c.Citations {
			if n, ok := seen[f.citation]; ok && n != f.N || !ok && f.N != next {
				t.Errorf("%s: a footnote has number %d, want %d, or %d for the same place", r.ID, f.N, next, n)
			}
			if _, ok := seen[f.citation]; !ok {
				seen[f.citation] = f.N
				next++
			}
			if err := holds(dir, f.citation); err != nil {
				t.Errorf("%s: %v", r.ID, err)
			}
		}
	}
	for _, f := range numbered(citedBy(r.Differences)) {
		if n, ok := seen[f.citation]; ok && n != f.N || !ok && f.N != next {
			t.Errorf("%s: a footnote of a difference has number %d, want %d, or %d for the same place", r.ID, f.N, next, n)
		}
		if _, ok := seen[f.citation]; !ok {
			seen[f.citation] = f.N
			next++
		}
		if err := holds(dir, f.citation); err != nil {
			t.Errorf("%s: %v", r.ID, err)
		}
	}
	for _, c := range r.Nearest {
		if err := holds(dir, c); err != nil {
			t.Errorf("%s: %v", r.ID, err)
		}
	}
}
