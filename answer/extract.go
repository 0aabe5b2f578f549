package answer

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article"
	"footnote/internal/words"
	"footnote/retrieval"
)

// Extractive answers with the sources' own sentences: the one to three that
// answer best. It needs no model.
type Extractive struct{}

const (
	// maxClaims is the most sentences of an answer; where a number, a person or a
	// place answers, maxFacts.
	maxClaims = 3
	maxFacts  = 2
	// firstShare is the share of the best score that the first sentence must have:
	// the best may lack what an answer must have, and the next hold it.
	firstShare = 0.9
	// secondShare is the share of the best score that a further sentence must have.
	secondShare = 0.95
	// sameShare is the share of common words from which on two sentences say the same.
	sameShare = 0.5
)

// onlyEnglish is said where a question or its evidence is in another language.
const onlyEnglish = "Without a language model only English questions are answered from English articles; these are the nearest lines."

// Draft picks the sentences. It drafts no claim where the evidence does not
// answer the question (see Confidence).
func (Extractive) Draft(ctx context.Context, q retrieval.Query, evidence []Evidence) (Draft, error) {
	if err := ctx.Err(); err != nil {
		return Draft{}, err
	}
	if q.Lang != "en" {
		return Draft{Reason: NotProved, Notes: []string{onlyEnglish}}, nil
	}
	x := extraction{q: q, evidence: evidence, at: map[place]Evidence{}}
	for _, e := range evidence {
		x.at[e.place()] = e
	}
	x.pick()
	return x.draft(), nil
}

// An extraction is the choice of sentences for one question.
type extraction struct {
	q        retrieval.Query
	evidence []Evidence
	at       map[place]Evidence
	picked   []selection
	foreign  bool // the best sentence is in another language
}

// A selection is a sentence with those that it cannot stand without, in order.
type selection struct {
	sentences []Evidence
	score     float64
	kind      float64 // how well it holds the kind of answer asked for
	stems     map[string]bool
}

func (x *extraction) pick() {
	most := maxFacts
	if x.q.Kind == retrieval.Any || x.q.Kind == retrieval.Reason || x.q.Kind == retrieval.Manner {
		most = maxClaims
	}
	for _, e := range x.evidence {
		if len(x.picked) == most || e.Candidate.Score < firstShare*x.evidence[0].Candidate.Score || e.Candidate.Score == 0 {
			return
		}
		if len(x.picked) > 0 && e.Candidate.Score < secondShare*x.picked[0].score {
			return
		}
		if e.Meta.Lang != "en" && e.Meta.Lang != "" {
			x.foreign = x.foreign || len(x.picked) == 0
			continue
		}
		if Confidence(x.q, e.Candidate) < threshold || len(x.picked) > 0 && !x.adds(e) {
			continue
		}
		if s, ok := x.whole(e); ok && !x.repeats(s) {
			x.picked = append(x.picked, s)
		}
	}
}

// adds reports whether a sentence may stand after the first: it holds the kind of
// answer asked for as well as that one, and a reason in so many words.
func (x *extraction) adds(e Evidence) bool {
	kind := e.Candidate.Features.Type
	return kind >= x.picked[0].kind && (x.q.Kind != retrieval.Reason || kind == 1)
}

// wholeMax bounds the sentences that are told for one.
const wholeMax = 3

// whole takes a sentence together with the ones that it cannot stand without:
// those that it leans on, and the rest of a quotation that it is part of. It
// reports false where these are out of reach or too many.
func (x *extraction) whole(e Evidence) (selection, bool) {
	run := []Evidence{e}
	for leans(run[0]) || opensInside(run) {
		before, ok := x.next(run[0], -1)
		if !ok || len(run) == wholeMax {
			return selection{}, false
		}
		run = slices.Insert(run, 0, before)
	}
	for closesOutside(run) {
		after, ok := x.next(run[len(run)-1], 1)
		if !ok || len(run) == wholeMax {
			return selection{}, false
		}
		run = append(run, after)
	}
	s := selection{sentences: run, score: e.Candidate.Score, kind: e.Candidate.Features.Type, stems: map[string]bool{}}
	for _, r := range run {
		for _, stem := range words.For(r.Meta.Lang).Stems(r.Sentence.Text) {
			s.stems[stem] = true
		}
	}
	return s, true
}

// next is the evidence one sentence before (-1) or after (1), where nothing but
// white space lies between.
func (x *extraction) next(e Evidence, step int) (Evidence, bool) {
	n, ok := x.at[place{e.Meta.ID, e.Candidate.Index + step}]
	if !ok {
		return n, false
	}
	first, second := n, e
	if step > 0 {
		first, second = e, n
	}
	return n, adjoining(e.Candidate.Article, first.Sentence.Span, second.Sentence.Span)
}

// adjoining reports whether only white space lies between two spans.
func adjoining(a *article.Article, first, second article.Span) bool {
	return first.End <= second.Start && strings.TrimSpace(a.Source[first.End:second.Start]) == ""
}

// leans reports whether a sentence needs the one before: it points back, or is
// nothing but a quotation, of which somebody else must say whose it is.
func leans(e Evidence) bool {
	text := strings.TrimSpace(e.Sentence.Text)
	first, _ := utf8.DecodeRuneInString(text)
	last, _ := utf8.DecodeLastRuneInString(text)
	if strings.ContainsRune("“\"", first) && strings.ContainsRune("”\"", last) && strings.Count(text, `"`) <= 2 && strings.Count(text, "“") <= 1 {
		return true
	}
	return retrieval.Leans(e.Sentence.Text, words.For("en").Tokens(e.Sentence.Text))
}

// opensInside reports whether the run begins inside a quotation, closesOutside
// whether one that it opens goes on after it.
func opensInside(run []Evidence) bool {
	depth, least := quoteDepth(run)
	return depth < 0 || least < 0
}

func closesOutside(run []Evidence) bool {
	depth, least := quoteDepth(run)
	return least >= 0 && depth > 0
}

// quoteDepth counts quotation marks: how many are open at the end, and the least
// that were open at any point. A straight mark opens at the start of a word and
// closes elsewhere.
func quoteDepth(run []Evidence) (depth, least int) {
	for _, e := range run {
		prev := ' '
		for _, r := range e.Sentence.Text {
			switch {
			case r == '“' || r == '"' && (prev == ' ' || prev == '\u00a0' || prev == '(' || prev == '['):
				depth++
			case (r == '”' || r == '"') && (depth > 0 || !unicode.IsDigit(prev)): // 6" are inches
				depth--
			}
			least = min(least, depth)
			prev = r
		}
	}
	return depth, least
}

// repeats reports whether a selection says what a picked one says.
func (x *extraction) repeats(s selection) bool {
	for _, p := range x.picked {
		common := 0
		for stem := range s.stems {
			if p.stems[stem] {
				common++
			}
		}
		if float64(common) >= sameShare*float64(min(len(s.stems), len(p.stems))) {
			return true
		}
	}
	return false
}

func (x *extraction) draft() Draft {
	d := Draft{Reason: NotInSources}
	for _, s := range x.picked {
		first, last := s.sentences[0], s.sentences[len(s.sentences)-1]
		as := Assertion{Text: article.OneLine(first.Candidate.Article.Source[first.Sentence.Span.Start:last.Sentence.Span.End])}
		for _, e := range s.sentences {
			as.Cited = append(as.Cited, e.N)
		}
		d.Claims = append(d.Claims, as)
	}
	if len(d.Claims) == 0 && x.foreign {
		d.Reason, d.Notes = NotProved, []string{onlyEnglish}
	}
	return d
}
