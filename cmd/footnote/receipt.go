package main

import (
	"cmp"
	"fmt"
	"strings"

	"footnote/answer"
	"footnote/retrieval"
)

// A receipt says how an answer came about.
type receipt struct {
	Answerer  string    `json:"answerer"` // extractive or chat
	Model     string    `json:"model"`    // of the embedder
	Recipe    string    `json:"recipe"`   // of the passages
	Today     string    `json:"today"`
	Lang      string    `json:"lang"`  // of the question
	Kind      string    `json:"kind"`  // of answer that it asks for
	Terms     []string  `json:"terms"` // its words that count
	Articles  int       `json:"articles"`
	Evidence  []weighed `json:"evidence"`  // what the answerer was given
	Sentences []judged  `json:"sentences"` // what it said, and what became of it
	Writer    string    `json:"writer"`    // the language model, as its server names it; empty: none
	Prompt    string    `json:"prompt"`    // hash of what was said to it
	TokensIn  int       `json:"tokens_in"`
	TokensOut int       `json:"tokens_out"`
	MS        float64   `json:"ms"` // that drafting took
	Cost      float64   `json:"cost"`
}

// A weighed is a sentence of the evidence.
type weighed struct {
	N       int     `json:"n"`
	Article string  `json:"article"`
	Line    int     `json:"line"`
	Score   float64 `json:"score"`
}

// A judged is a sentence of a draft.
type judged struct {
	Text   string   `json:"text"`
	Cited  []int    `json:"cited"` // numbers of the evidence
	Proved bool     `json:"proved"`
	Why    []string `json:"why"` // it is not
}

// receipt says how a question was answered.
func (p *program) receipt(v *retrieval.View, asked question, from answer.Receipt) *receipt {
	q := retrieval.Follow(asked.text, turns(asked.history), v.Lang).On(asked.today.Time())
	r := &receipt{
		Answerer: "extractive", Model: p.embed.Model(), Recipe: retrieval.Recipe,
		Today: string(asked.today),
		Lang:  q.Lang, Kind: string(q.Kind), Terms: []string{}, Articles: len(v.Articles),
		Evidence: []weighed{}, Sentences: []judged{},
		Writer: from.Work.Model, Prompt: from.Work.Prompt, TokensIn: from.Work.TokensIn, TokensOut: from.Work.TokensOut,
		MS: float64(from.Work.Took.Microseconds()) / 1000, Cost: from.Work.Cost,
	}
	if _, ok := p.by.(answer.Streamer); ok {
		r.Answerer = "chat"
	}
	for _, t := range q.Terms {
		r.Terms = append(r.Terms, t.Word)
	}
	for _, e := range from.Evidence {
		r.Evidence = append(r.Evidence, weighed{e.N, e.Meta.ID, e.Sentence.Line, e.Candidate.Score})
	}
	for _, j := range from.Judged {
		r.Sentences = append(r.Sentences, judged{j.Text, append([]int{}, j.Cited...), j.Proved, append([]string{}, j.Why...)})
	}
	return r
}

// receipt prints how an answer came about.
func (p *paper) receipt(r receipt) {
	said := func(format string, args ...any) { p.paragraph("", "    ", piece{dim, fmt.Sprintf(format, args...)}) }
	said("Answerer %s; index %s-%s of %d articles; today %s; language %s; kind of answer %s; words %s.",
		r.Answerer, r.Model, r.Recipe, r.Articles, r.Today, cmp.Or(r.Lang, "not known"), r.Kind, strings.Join(r.Terms, ", "))
	if r.Writer != "" {
		said("Model %s, prompt %s: %d tokens in, %d out, %.0f ms, cost %.6g.", r.Writer, r.Prompt, r.TokensIn, r.TokensOut, r.MS, r.Cost)
	}
	said("Sentences of evidence: %d.", len(r.Evidence))
	for _, j := range r.Sentences {
		verdict := "proved"
		if !j.Proved {
			verdict = "not proved: " + strings.Join(j.Why, " ")
		}
		said("- %s %v: %s", j.Text, j.Cited, verdict)
	}
}
