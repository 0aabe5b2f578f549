package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"footnote/article"
	"footnote/internal/eval"
	"footnote/retrieval"
)

// evalCmd scores the answers to questions with known answers.
type evalCmd struct {
	Words []string `arg:"" optional:"" name:"file" help:"The questions; - for standard input."`
}

func (c *evalCmd) run(ctx context.Context, p *program) error {
	if err := p.noBatch("eval"); err != nil {
		return err
	}
	if len(c.Words) == 0 {
		return &misuse{"eval what? For example: footnote eval seeds/questions.yaml"}
	}
	questions, err := p.readQuestions(joined(c.Words))
	if err != nil {
		return err
	}
	_, view, err := p.openStory(ctx)
	if err != nil {
		return err
	}
	p.missingGold(view, questions)
	report, err := p.score(ctx, view, questions)
	if err != nil {
		return err
	}
	if p.flags.JSON {
		p.out.json(report)
	} else {
		p.out.report(report)
	}
	return nil
}

func (p *program) readQuestions(file string) ([]eval.Question, error) {
	var data []byte
	var err error
	if file == "-" {
		data, err = io.ReadAll(p.in)
	} else {
		data, err = os.ReadFile(file)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot read the questions: %w", err)
	}
	questions, err := eval.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("cannot read the questions in %s: %w", file, err)
	}
	return questions, nil
}

// missingGold notices gold lines that the story does not have: most likely the
// questions are of another story.
func (p *program) missingGold(v *retrieval.View, questions []eval.Question) {
	for _, q := range questions {
		for _, g := range q.Gold {
			if a := v.Article(g.Article); a == nil || g.Line > len(a.Lines) {
				p.err.say("question %s: the story has no line %s", q.Name(), g)
			}
		}
	}
}

// score asks the questions one by one, so that each is timed alone.
func (p *program) score(ctx context.Context, v *retrieval.View, questions []eval.Question) (eval.Report, error) {
	var score eval.Score
	today := cmp.Or(article.Date(p.flags.Today), lastDay(v))
	for _, q := range questions {
		start := time.Now()
		reply, err := p.ask(ctx, v, question{id: q.ID, text: q.Text, history: q.History, today: today})
		if err != nil {
			return eval.Report{}, err
		}
		o := eval.Outcome{Took: time.Since(start), Claims: evalClaims(reply)}
		parsed := retrieval.Follow(q.Text, turns(q.History), v.Lang).On(today.Time())
		for mode, into := range map[retrieval.Mode]*[]eval.Lines{
			retrieval.Whole: &o.Whole, retrieval.WordsOnly: &o.Words, retrieval.VectorsOnly: &o.Vectors,
		} {
			if *into, err = found(ctx, v, parsed, mode); err != nil {
				return eval.Report{}, err
			}
		}
		score.Add(q, o)
	}
	return score.Report(), nil
}

// lastDay is the day of the newest article that stands, what today means to questions with known
// answers: by the clock's day "last week" would have another answer each week. It is
// empty where no article has a day.
func lastDay(v *retrieval.View) article.Date {
	last := article.Date("")
	for _, a := range v.Standing() {
		last = max(last, a.Anchor())
	}
	return last
}

// evalClaims is what the claims of an answer cite.
func evalClaims(r askReply) []eval.Claim {
	var claims []eval.Claim
	for _, c := range r.Claims {
		var cl eval.Claim
		for _, f := range c.Citations {
			cl = append(cl, eval.Quote{Lines: eval.Lines{Article: f.Article, From: f.Line, To: f.EndLine}, Text: f.Quote})
		}
		claims = append(claims, cl)
	}
	return claims
}

// found is where the first passages of a search lie.
func found(ctx context.Context, v *retrieval.View, q retrieval.Query, mode retrieval.Mode) ([]eval.Lines, error) {
	hits, err := v.Search(ctx, q, eval.Depth, mode)
	if err != nil {
		return nil, err
	}
	lines := make([]eval.Lines, len(hits))
	for i, h := range hits {
		s := h.Passage.Span
		a := v.Article(s.Article)
		lines[i] = eval.Lines{Article: s.Article, From: a.LineAt(s.Start), To: a.LineAt(s.End - 1)}
	}
	return lines, nil
}

// report prints figures for people.
func (p *paper) report(r eval.Report) {
	refusable := r.Questions - r.Answerable
	p.line("", piece{bold, fmt.Sprintf("%d of %d questions right", r.Right, r.Questions)}, piece{dim, fmt.Sprintf("(%.1f ms each)", r.MS)})
	p.line("  ", piece{plain, fmt.Sprintf("false refusals  %d of %d that the story answers", r.FalseRefusals, r.Answerable)})
	p.line("  ", piece{plain, fmt.Sprintf("false answers   %d of %d that it does not", r.FalseAnswers, refusable)})
	p.line("  ", piece{plain, fmt.Sprintf("first claim cites a gold line  %d of %d", r.FirstOnGold, r.Answerable)})
	p.blank()
	p.line("", piece{bold, "search        MRR@10  Hits@1  Hits@4"})
	p.searchLine("whole", r.Searches.Whole)
	p.searchLine("words alone", r.Searches.Words)
	p.searchLine("vectors alone", r.Searches.Vectors)
	for i, m := range r.Misses {
		if i == 0 {
			p.blank()
			p.line("", piece{bold, "missed"})
		}
		p.paragraph("  ", "      ", piece{cyan, m.Name()}, piece{plain, m.Why})
	}
}

func (p *paper) searchLine(name string, s eval.Search) {
	p.line("", piece{plain, fmt.Sprintf("%-13s  %.3f   %.3f   %.3f", name, s.MRR, s.HitsAt1, s.HitsAt4)})
}
