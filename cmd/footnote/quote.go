package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"unicode"

	"footnote/answer"
	"footnote/answer/quote"
	"footnote/article"
	"footnote/internal/harmless"
	"footnote/retrieval"
)

// quoteCmd looks for quotations in the sources.
type quoteCmd struct {
	Words   []string `arg:"" optional:"" name:"text" help:"The quoted words."`
	Speaker string   `placeholder:"NAME" help:"Who is said to have said them."`
	In      string   `placeholder:"ID" help:"Look in this article only."`
	File    fileName `placeholder:"FILE" help:"Check all quotations in a text, or in standard input where FILE is -."`
}

func (c *quoteCmd) run(ctx context.Context, p *program) error {
	given := quotation{id: noID, speaker: c.Speaker, in: c.In}
	if c.File != "" {
		return p.quoteFile(ctx, c, given)
	}
	look := quotes()
	return offer(ctx, p, c.Words, service[quotation, quoteReply]{
		example: `footnote quote "the end of a long watch"`,
		words:   func(words string) quotation { given.text = words; return given },
		read:    func(l batchLine) (quotation, error) { return readQuotation(l, given) },
		answer:  look,
		print:   func(s *story, q quotation, r quoteReply) { p.out.quotation(s, q, r) },
	})
}

// A quotation is what `quote` is given.
type quotation struct {
	id      json.RawMessage
	text    string
	speaker string
	in      string
}

// readQuotation takes a quotation from a line of a batch; what the line does not say is as in q.
func readQuotation(l batchLine, q quotation) (quotation, error) {
	q.id = l.id
	return q, cmp.Or(
		l.allow("quote", "speaker", "in"),
		l.need("quote"),
		l.take("quote", "a string", &q.text),
		l.take("speaker", "a string", &q.speaker),
		l.take("in", "a string", &q.in),
	)
}

// quotes is what looks for quotations; it prepares the story once.
func quotes() func(ctx context.Context, v *retrieval.View, q quotation) (quoteReply, error) {
	var once sync.Once
	var index *quote.Index
	return func(ctx context.Context, v *retrieval.View, q quotation) (quoteReply, error) {
		once.Do(func() { index = quote.New(v.Articles) })
		if q.in != "" && v.Article(q.in) == nil {
			return quoteReply{}, fmt.Errorf("there is no article %s; the nearest are %s", q.in, joinNames(nearest(q.in, idsOf(v.Articles), 3)))
		}
		r, err := index.Check(ctx, quote.Given{Text: q.text, Speaker: q.speaker, In: q.in})
		if err != nil {
			return quoteReply{}, err
		}
		reply := quoteReplyOf(q.id, v, r)
		if q.in == "" {
			var lineage []string
			lineage, err = answer.Lineage(ctx, v, index, q.text, r)
			reply.Lineage = append(reply.Lineage, lineage...)
		}
		return reply, err
	}
}

func idsOf(articles []*article.Article) []string {
	ids := make([]string, len(articles))
	for i, a := range articles {
		ids[i] = a.ID
	}
	return ids
}

func quoteReplyOf(id json.RawMessage, v *retrieval.View, r quote.Result) quoteReply {
	reply := quoteReply{ID: id, Verdict: r.Verdict, Matches: []match{}, Nearest: []citation{}, Lineage: []string{}}
	for _, m := range r.Matches {
		c, ok := answer.CiteIn(v, m.Span)
		if !ok {
			continue
		}
		out := match{
			Verdict: m.Verdict, Part: m.Part, Similarity: m.Similarity, Speaker: m.Speaker, Quoted: m.Quoted, Furniture: m.Furniture,
			Edits: []edit{}, Risks: append([]quote.Risk{}, m.Risks...), citation: citationOf(c),
		}
		for _, e := range m.Edits {
			out.Edits = append(out.Edits, edit{string(e.Op), e.Old, e.New})
		}
		reply.Matches = append(reply.Matches, out)
	}
	for _, s := range r.Nearest {
		if c, ok := answer.CiteIn(v, s); ok {
			reply.Nearest = append(reply.Nearest, citationOf(c))
		}
	}
	return reply
}

// A textReply is what `quote --file` says: each quotation of a text, in order.
type textReply struct {
	Quotations []textQuotation `json:"quotations"`
}

// A textQuotation is a quotation of a text; start and end are bytes of the text.
type textQuotation struct {
	Text    string `json:"text"`
	Claimed string `json:"claimed"` // speaker, as the text has it
	Start   int    `json:"start"`
	End     int    `json:"end"`
	quoteReply
}

// mostText is the most bytes of a text whose quotations are checked.
const mostText = article.MaxSize

// quoteFile checks all quotations of a text.
func (p *program) quoteFile(ctx context.Context, c *quoteCmd, given quotation) error {
	if p.flags.Batch != "" || len(c.Words) > 0 {
		return &misuse{"give either --file or words or --batch"}
	}
	text, err := p.readText(string(c.File))
	if err != nil {
		return err
	}
	s, view, err := p.openStory(ctx)
	if err != nil {
		return err
	}
	look := quotes()
	reply := textReply{Quotations: []textQuotation{}}
	for _, found := range quote.Find(text) {
		q := given
		q.text, q.speaker = found.Text, cmp.Or(given.speaker, found.Speaker)
		r, err := look(ctx, view, q)
		if err != nil {
			return err
		}
		reply.Quotations = append(reply.Quotations, textQuotation{found.Text, found.Speaker, found.Start, found.End, r})
	}
	if p.flags.JSON {
		p.out.json(reply)
		return nil
	}
	if len(reply.Quotations) == 0 {
		p.out.line("", piece{bold, "There are no quotations in this text."})
	}
	for i, t := range reply.Quotations {
		if i > 0 {
			p.out.blank()
		}
		p.out.paragraph("“", " ", piece{bold, t.Text + "”"}, piece{dim, prefixed("— ", t.Claimed)})
		p.out.quotation(s, quotation{text: t.Text, speaker: t.Claimed}, t.quoteReply)
	}
	return nil
}

func (p *program) readText(name string) (string, error) {
	in := io.NopCloser(p.in)
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return "", fmt.Errorf("cannot read the text: %w", err)
		}
		in = f
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, mostText+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("cannot read the text: %w", err)
	case len(data) > mostText:
		return "", fmt.Errorf("the text %s is over 5 MB; give less of it", name)
	}
	return string(data), nil
}

// quoteVerdicts are what people are told.
var quoteVerdicts = map[quote.Verdict]string{
	quote.Verbatim:      "Verbatim: these words stand in the sources.",
	quote.Typographic:   "The words are right; punctuation, quotation marks or capitals differ.",
	quote.Elided:        "Shortened, and marked so; nothing that changes the meaning is lost.",
	quote.Altered:       "Altered: the sources have other words.",
	quote.Stitched:      "Stitched: parts from different places, joined as one.",
	quote.Misattributed: "Misattributed: somebody else said it.",
	quote.Absent:        "Absent: the sources do not have these words.",
}

// mostPlaces is how many places of a quotation people are shown.
const mostPlaces = 5

// quotation prints what became of a quotation, for people.
func (p *paper) quotation(s *story, q quotation, r quoteReply) {
	style := bold
	if r.Verdict == quote.Altered || r.Verdict == quote.Misattributed || r.Verdict == quote.Absent {
		style = red
	}
	if strings.IndexFunc(q.text, unicode.IsLetter) < 0 && strings.IndexFunc(q.text, unicode.IsDigit) < 0 {
		p.line("", piece{red, "There are no words in this; give some that are quoted."})
		return
	}
	p.line("", piece{style, quoteVerdicts[r.Verdict]})
	for i, m := range r.Matches {
		if i == mostPlaces {
			p.line("", piece{dim, fmt.Sprintf("… and in %s more", counted(len(r.Matches)-i, "place"))})
			break
		}
		p.source("", piece{cyan, fmt.Sprintf("[%d]", i+1)}, s, m.citation)
		if m.Speaker != "" {
			p.line("    ", piece{dim, "said by " + m.Speaker})
		}
		if len(m.Edits) > 0 {
			p.paragraph("    ", "    ", edited(m.Edits)...)
		}
		for _, risk := range m.Risks {
			p.line("    ", piece{red, "changes a " + string(risk)})
		}
	}
	for _, l := range r.Lineage {
		p.paragraph("", "", piece{plain, l})
	}
	if len(r.Nearest) > 0 {
		p.line("", piece{plain, "Nearest lines:"})
	}
	for _, c := range r.Nearest {
		p.source("", piece{cyan, "-"}, s, c)
	}
}

// edited are the words that were changed: what the source has, and what was made of it.
func edited(edits []edit) []piece {
	var pieces []piece
	for _, e := range edits {
		switch {
		case e.New == "":
			pieces = append(pieces, piece{dim, "left out:"}, piece{plain, harmless.Line(e.Old) + ";"})
		case e.Old == "":
			pieces = append(pieces, piece{dim, "put in:"}, piece{plain, harmless.Line(e.New) + ";"})
		default:
			pieces = append(pieces, piece{plain, harmless.Line(e.Old)}, piece{dim, "became"}, piece{plain, harmless.Line(e.New) + ";"})
		}
	}
	return pieces
}
