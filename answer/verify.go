package answer

import (
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
	var a Answer
	a.notes = d.Notes
	notes := footnotes{}
	for _, as := range d.Claims {
		c, ok := prove(v, as, evidence)
		if !ok {
			a.dropped++
			continue
		}
		notes.number(&c)
		a.claims = append(a.claims, c)
	}
	if len(a.claims) > 0 {
		a.notes = append(slices.Clone(a.notes), corrections(a.claims)...)
		return a
	}
	reason := d.Reason
	switch {
	case a.dropped > 0:
		reason = NotProved
	case reason == "":
		reason = NotInSources
	}
	return refuse(reason, nearest(v, evidence), d.Notes, a.dropped)
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
// else by other evidence, which it then cites instead.
func prove(v *retrieval.View, as Assertion, evidence []Evidence) (Claim, bool) {
	text := article.OneLine(as.Text)
	if text == "" || len(as.Cited) == 0 {
		return Claim{}, false
	}
	var cited []Evidence
	for _, n := range as.Cited {
		if n < 1 || n > len(evidence) {
			return Claim{}, false
		}
		cited = append(cited, evidence[n-1])
	}
	c, whole := cite(v, text, cited)
	if whole && (text == quoted(c) || proved(c.Text, cited)) {
		return c, true
	}
	return proveOtherwise(v, text, evidence)
}

// proveOtherwise looks in all the evidence for what proves a claim.
func proveOtherwise(v *retrieval.View, text string, evidence []Evidence) (Claim, bool) {
	r := claim.Check(text, sentencesOf(evidence), claim.Options{AsTold: true})
	if r.Verdict != claim.Supported {
		return Claim{}, false
	}
	var cited []Evidence
	for _, i := range r.Cited {
		cited = append(cited, evidence[i])
	}
	c, whole := cite(v, text, cited)
	return c, whole && len(cited) > 0 && oneArticle(cited) && proved(c.Text, cited)
}

// oneArticle reports whether all sentences are of one article: what was not cited
// together by whoever drafted is not joined here, or facts would be merged.
func oneArticle(cited []Evidence) bool {
	return !slices.ContainsFunc(cited, func(e Evidence) bool { return e.Meta.ID != cited[0].Meta.ID })
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

// proved reports whether sentences, all of them cited, prove a claim.
func proved(text string, cited []Evidence) bool {
	return claim.Check(text, sentencesOf(cited), claim.Options{Strict: true, AsTold: true}).Verdict == claim.Supported
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

// footnotes numbers places from 1 in order of first use.
type footnotes map[article.Span]int

func (f footnotes) number(c *Claim) {
	for i := range c.Citations {
		s := c.Citations[i].Span
		if f[s] == 0 {
			f[s] = len(f) + 1
		}
		c.Citations[i].N = f[s]
	}
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
