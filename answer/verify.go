package answer

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"footnote/answer/claim"
	"footnote/article"
	"footnote/retrieval"
)

// Verify makes an Answer of a draft. A claim passes when every number that it
// cites is in the evidence, when each cited sentence can be quoted from this very
// revision of its article, and when the cited sentences prove it, strictly (see
// claim.Check); its relative dates are told on the day of the article that it cites.
// One that they do not prove, but other evidence does, cites that instead. Any other
// is dropped and counted; if none is left, the answer is a refusal that shows the
// nearest lines and cites nothing.
func Verify(v *retrieval.View, d Draft, evidence []Evidence) Answer {
	x := newVerifier(v, evidence, Options{})
	x.take(context.Background(), d)
	return x.answer()
}

// A verifier makes an Answer, claim by claim.
type verifier struct {
	view     *retrieval.View
	evidence []Evidence
	opts     Options
	numbers  Numbers
	made     Answer
	reason   Reason // of the draft, why there is no claim
	foreign  bool   // a claim was in another language than its evidence, and could not be judged

	task    TaskKind // empty: a question
	outlets outlets
}

func newVerifier(v *retrieval.View, evidence []Evidence, o Options) *verifier {
	return &verifier{view: v, evidence: evidence, opts: o, numbers: Numbers{}}
}

// take judges all claims of a draft.
func (x *verifier) take(ctx context.Context, d Draft) {
	for _, as := range d.Claims {
		if j := x.judge(ctx, as); !j.Proved {
			x.made.dropped++
		}
	}
	x.close(d)
}

// close takes what a draft says beside its claims.
func (x *verifier) close(d Draft) {
	x.reason = d.Reason
	x.made.notes = append(x.made.notes, d.Notes...)
	x.made.receipt.Work = d.Work
}

// judge proves an assertion, numbers its footnotes and adds it to the answer, or says
// why it is not proved.
func (x *verifier) judge(ctx context.Context, as Assertion) Judgement {
	c, why := x.prove(ctx, as)
	j := Judgement{Text: article.OneLine(as.Text), Cited: as.Cited, Proved: len(why) == 0, Why: why}
	x.made.receipt.Judged = append(x.made.receipt.Judged, j)
	if !j.Proved {
		return j
	}
	x.numbers.Number(c.Citations)
	x.made.claims = append(x.made.claims, c)
	if x.opts.Said != nil {
		x.opts.Said(c)
	}
	return j
}

// answer is what was proved, or a refusal.
func (x *verifier) answer() Answer {
	a := x.made
	a.receipt.Evidence = x.evidence
	if len(a.claims) > 0 {
		a.notes = append(slices.Clone(a.notes), corrections(a.claims)...)
		return a
	}
	reason := x.reason
	switch {
	case a.dropped > 0:
		reason = NotProved
	case reason == "":
		reason = NotInSources
	}
	refused := refuse(reason, nearest(x.view, x.evidence), a.notes, a.dropped)
	refused.receipt = a.receipt
	return refused
}

// corrections tell what the outlets have corrected in the articles that are cited.
func corrections(claims []Claim) []string {
	var notes []string
	for _, c := range claims {
		for _, cite := range c.Citations {
			if cite.Meta.Status != article.Corrected {
				continue
			}
			note := fmt.Sprintf("%s has been corrected: %s", cite.Meta.ID, cite.Meta.Note)
			if cite.Meta.Note == "" {
				note = cite.Meta.ID + " has been corrected."
			}
			if !slices.Contains(notes, note) {
				notes = append(notes, note)
			}
		}
	}
	return notes
}

func refuse(r Reason, nearest []Citation, notes []string, dropped int) Answer {
	return Answer{reason: r, nearest: nearest, notes: notes, dropped: dropped}
}

// prove makes the claim of an assertion, if it stands: proved by what it cites, or
// else by other evidence, which it then cites instead. Otherwise it says why not.
func (x *verifier) prove(ctx context.Context, as Assertion) (Claim, []string) {
	text := article.OneLine(as.Text)
	switch {
	case text == "" || len(as.Cited) == 0:
		return Claim{}, []string{"It cites nothing."}
	}
	cited, why := x.citedBy(as)
	if why != "" {
		return Claim{}, []string{why}
	}
	c, whole := cite(x.view, text, cited)
	if !whole {
		return Claim{}, []string{"What it cites cannot be quoted from the article as it is now."}
	}
	if text == quoted(c) {
		return c, nil
	}
	text = withoutJoiners(text)
	if why := odd(text, quoted(c)); why != "" {
		return Claim{}, []string{why}
	}
	own := readable(text, cited)
	if len(own) == 0 || x.task == ComparisonTask && len(own) < len(cited) {
		return x.translated(ctx, c, cited)
	}
	return x.byRules(ctx, text, own)
}

// byRules proves a claim by sentences in its own language.
func (x *verifier) byRules(ctx context.Context, text string, cited []Evidence) (Claim, []string) {
	if x.task != "" {
		if proving, why, named := x.attributed(text, cited); named {
			if len(why) > 0 {
				return Claim{}, why
			}
			c, _ := cite(x.view, text, proving)
			return x.confirmed(ctx, c, proving)
		}
	}
	cited, why := byOneArticle(text, cited)
	if len(why) > 0 {
		other, from, ok := x.proveOtherwise(text)
		if !ok {
			return Claim{}, why
		}
		return x.confirmed(ctx, other, from)
	}
	c, _ := cite(x.view, text, cited)
	return x.confirmed(ctx, c, cited)
}

// citedBy is the evidence that an assertion cites, each sentence once, or why it cannot
// stand on that.
func (x *verifier) citedBy(as Assertion) (cited []Evidence, why string) {
	of := map[string]int{}
	seen := map[int]bool{}
	for _, n := range as.Cited {
		if n < 1 || n > len(x.evidence) {
			return nil, fmt.Sprintf("There is no evidence with the number %d.", n)
		}
		if seen[n] {
			continue
		}
		seen[n] = true
		e := x.evidence[n-1]
		cited = append(cited, e)
		if of[e.Meta.ID]++; of[e.Meta.ID] > mostCited {
			return nil, fmt.Sprintf("It cites more than %d sentences of one article; what stands on so many stands on none.", mostCited)
		}
	}
	return cited, ""
}

// proveOtherwise looks in all the evidence for what proves a claim.
func (x *verifier) proveOtherwise(text string) (Claim, []Evidence, bool) {
	r := claim.Check(text, sentencesOf(x.evidence), claim.Options{AsTold: true})
	if r.Verdict != claim.Supported {
		return Claim{}, nil, false
	}
	var cited []Evidence
	for _, i := range r.Cited {
		cited = append(cited, x.evidence[i])
	}
	c, whole := cite(x.view, text, cited)
	return c, cited, whole && len(cited) > 0 && together(cited) && len(unproved(c.Text, cited)) == 0
}

// together reports whether the sentences are one, or two that stand side by side in an
// article: what was not cited together by whoever drafted is not joined here, or facts
// would be merged.
func together(cited []Evidence) bool {
	if len(cited) > 2 || cited[0].Meta.ID != cited[len(cited)-1].Meta.ID {
		return false
	}
	gap := cited[0].Candidate.Index - cited[len(cited)-1].Candidate.Index
	return gap >= -1 && gap <= 1
}

// cite makes a claim with citations of all these sentences, neighbours as one. It
// reports false where one of them cannot be quoted from this revision, or is of an
// article that was withdrawn.
func cite(v *retrieval.View, text string, cited []Evidence) (Claim, bool) {
	c := Claim{Text: text}
	for _, s := range joinAdjoining(cited) {
		a := v.Article(s.Article)
		if a == nil || a.Status == article.Withdrawn {
			return Claim{}, false
		}
		at, ok := Cite(a, s)
		if !ok {
			return Claim{}, false
		}
		c.Citations = append(c.Citations, at)
	}
	return c, true
}

// quoted are the words of a claim's citations.
func quoted(c Claim) string {
	var all []string
	for _, at := range c.Citations {
		all = append(all, article.OneLine(at.Quote))
	}
	return strings.Join(all, " ")
}

// byOneArticle are the cited sentences of the articles that prove a claim each by
// itself: a claim that needs two would merge what no outlet says together. Where none
// does, it says why not.
func byOneArticle(text string, cited []Evidence) (proving []Evidence, why []string) {
	of := map[string][]Evidence{}
	for _, e := range cited {
		of[e.Meta.ID] = append(of[e.Meta.ID], e)
	}
	if len(of) == 1 {
		return cited, unproved(text, cited)
	}
	proves := map[string]bool{}
	for id, sentences := range of {
		proves[id] = len(unproved(text, sentences)) == 0
	}
	for _, e := range cited {
		if proves[e.Meta.ID] {
			proving = append(proving, e)
		}
	}
	if len(proving) > 0 {
		return proving, nil
	}
	if why = unproved(text, cited); len(why) == 0 {
		why = []string{"No one article says all of it."}
	}
	return cited, why
}

// unproved says why sentences, all of them cited, do not prove a claim; nil where
// they do.
func unproved(text string, cited []Evidence) []string {
	r := claim.Check(text, sentencesOf(cited), claim.Options{Strict: true, AsTold: true})
	if r.Verdict == claim.Supported {
		return nil
	}
	var why []string
	for _, p := range r.Problems {
		why = append(why, fmt.Sprintf("“%s”: %s", p.Text, p.Detail))
	}
	if len(why) == 0 {
		why = []string{"What it cites does not say it."}
	}
	return why
}

func sentencesOf(evidence []Evidence) []claim.Sentence {
	out := make([]claim.Sentence, len(evidence))
	for i, e := range evidence {
		out[i] = sentenceOf(e.Candidate.Article, e.Candidate.Index)
	}
	return out
}

// joinAdjoining are the spans of the cited sentences, neighbours as one.
func joinAdjoining(cited []Evidence) []article.Span {
	var spans []article.Span
	for _, e := range cited {
		n := len(spans)
		if n > 0 && spans[n-1].Article == e.Meta.ID && adjoining(e.Candidate.Article, spans[n-1], e.Sentence.Span) {
			spans[n-1].End = e.Sentence.Span.End
			continue
		}
		if !slices.Contains(spans, e.Sentence.Span) {
			spans = append(spans, e.Sentence.Span)
		}
	}
	return spans
}

// nearest are the places of the best evidence that shares something with the
// question, each line once.
func nearest(v *retrieval.View, evidence []Evidence) []Citation {
	var near []Citation
	type line struct {
		id string
		n  int
	}
	seen := map[line]bool{}
	for _, e := range evidence {
		if len(near) == nearestMax {
			break
		}
		at := line{e.Meta.ID, e.Sentence.Line}
		a := v.Article(e.Meta.ID)
		if a == nil || seen[at] || e.Candidate.Features.Around == 0 { // nothing in common with the question
			continue
		}
		if c, ok := Cite(a, e.Sentence.Span); ok {
			seen[at] = true
			near = append(near, c)
		}
	}
	return near
}
