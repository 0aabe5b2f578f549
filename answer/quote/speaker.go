package quote

import (
	"regexp"
	"sort"
	"strings"
	"unicode"

	"footnote/article"
)

// speakerOf tells who says the words at s in a, and whether they stand inside
// quotation marks.
//
// quoted holds where the first and the last word of s lie in quotations, so that
// a quotation with "he said" in its middle is one. name is the speaker as the
// article names him at his fullest ("Kurt Campbell" for "Campbell", "a defense
// official" for "the official"), without titles where a name is known; of
// indirect speech the one to whom it is attributed. It is empty where the words
// are the outlet's own, where nobody is named, and where s is not of this
// revision. The cues are those of English news.
func speakerOf(a *article.Article, s article.Span) (name string, quoted bool) {
	if _, ok := a.Quote(s); !ok {
		return "", false
	}
	start, end := speakerTrim(a.Source, s.Start, s.End)
	if start >= end {
		return "", false
	}
	p := speakerParagraphAt(a, start)
	q := p.quotation(start)
	quoted = q >= 0 && p.ends(a, end)
	name = p.indirect(start, end)
	if quoted {
		name = p.quoted(start, q, 0)
	}
	return speakerLater.ReplaceAllString(name, ""), quoted
}

// speakerLater finds a time before a name that belongs to the verb: "months after
// the junta called".
var speakerLater = regexp.MustCompile(`^(?:\w+ )?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?) (?:after|before|since) (?:the |a |an )?`)

// speakerTrim moves start and end inwards to the first and behind the last letter or digit.
func speakerTrim(source string, start, end int) (int, int) {
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	first := strings.IndexFunc(source[start:end], word)
	if first < 0 {
		return start, start
	}
	last := strings.LastIndexFunc(source[start:end], word)
	return start + first, start + last + 1
}

// A speakerParagraph is a paragraph with what is said in it.
type speakerParagraph struct {
	a          *article.Article
	first      int // index of its first sentence, and of the one behind its last
	past       int
	units      []speakerUnit
	quotations []speakerQuotation
}

// A speakerUnit is a sentence of a paragraph: its words, with each quotation, or the
// part of it that lies in the sentence, as one token.
type speakerUnit struct {
	start, end int
	toks       []speakerToken
	cues       []cue
}

// speakerParagraphAt returns the paragraph around offset; of a line that is no
// body, that line alone.
func speakerParagraphAt(a *article.Article, offset int) *speakerParagraph {
	i := sort.Search(len(a.Sentences), func(i int) bool { return a.Sentences[i].Span.End > offset })
	if i < len(a.Sentences) && a.Sentences[i].Span.Start <= offset {
		return newSpeakerParagraph(a, i)
	}
	l := a.Lines[a.LineAt(offset)-1]
	p := &speakerParagraph{a: a}
	p.quotations = speakerQuotations(a.Source[l.Start:l.End], l.Start, false)
	p.add(l.Start, l.End)
	return p
}

// speakerWindow bounds how many sentences of a paragraph are looked at either
// side, so that an article without paragraphs takes no time.
const speakerWindow = 40

// newSpeakerParagraph returns the paragraph of sentence i.
func newSpeakerParagraph(a *article.Article, i int) *speakerParagraph {
	p := &speakerParagraph{a: a, first: i, past: i + 1}
	n := a.Sentences[i].Paragraph
	for p.first > 0 && i-p.first < speakerWindow && a.Sentences[p.first-1].Paragraph == n {
		p.first--
	}
	for p.past < len(a.Sentences) && p.past-i < speakerWindow && a.Sentences[p.past].Paragraph == n {
		p.past++
	}
	goesOn := p.past < len(a.Sentences) && strings.IndexAny(a.Sentences[p.past].Text, `"“«„`) == 0
	start, end := a.Sentences[p.first].Span.Start, a.Sentences[p.past-1].Span.End
	p.quotations = speakerQuotations(a.Source[start:end], start, goesOn)
	for _, s := range a.Sentences[p.first:p.past] {
		p.add(s.Span.Start, s.Span.End)
	}
	return p
}

func (p *speakerParagraph) add(start, end int) {
	u := speakerUnit{start: start, end: end, toks: speakerTokens(p.a.Source, start, end, p.quotations)}
	u.cues = cuesOf(u.toks)
	p.units = append(p.units, u)
}

// before returns the paragraph before p, or nil.
func (p *speakerParagraph) before() *speakerParagraph {
	if p.first == 0 || p.past == 0 {
		return nil
	}
	return newSpeakerParagraph(p.a, p.first-1)
}

// introduction returns the line above p where it is one that a colon ends and
// that was taken for furniture, else the paragraph before, or nil.
func (p *speakerParagraph) introduction() *speakerParagraph {
	for n := p.a.LineAt(p.units[0].start) - 1; n > 0; n-- {
		l := p.a.Lines[n-1]
		if l.Kind == article.Blank {
			continue
		}
		if text := strings.TrimSpace(p.a.Text(n)); l.Kind.Furniture() && l.Kind != article.Front && strings.HasSuffix(text, ":") {
			return speakerParagraphAt(p.a, l.Start)
		}
		break
	}
	return p.before()
}

// quotation returns the index of the quotation around offset, or -1.
func (p *speakerParagraph) quotation(offset int) int {
	for i, q := range p.quotations {
		if q.start <= offset && offset < q.end {
			return i
		}
	}
	return -1
}

// ends reports whether the word before end, which may lie in a later paragraph, stands in a quotation.
func (p *speakerParagraph) ends(a *article.Article, end int) bool {
	if n := len(p.units); end > p.units[n-1].end {
		p = speakerParagraphAt(a, end-1)
	}
	return p.quotation(end-1) >= 0
}

// unit returns the index of the sentence around offset; between two, of the later.
func (p *speakerParagraph) unit(offset int) int {
	i := sort.Search(len(p.units), func(i int) bool { return p.units[i].end > offset })
	return min(i, len(p.units)-1)
}

// speakerReach bounds how many paragraphs a quotation is followed back, so that a
// text of nothing but opening marks takes no time.
const speakerReach = 20

// quoted returns who says quotation q, of which the byte at offset is a part.
func (p *speakerParagraph) quoted(offset, q, depth int) string {
	for _, u := range p.near(offset, q) {
		if name := p.said(u, q); name != "" {
			return name
		}
	}
	quotation := p.quotations[q]
	// A quotation that ends in a sentence without a cue goes on with the speaker before it.
	for i := p.unit(quotation.start) - 1; i >= 0; i-- {
		if cues := p.units[i].cues; len(cues) > 0 {
			return p.name(i, cues[len(cues)-1])
		}
	}
	for i := p.unit(quotation.end-1) + 1; i < len(p.units) && len(p.units[i].toks) > 0 && p.units[i].toks[0].kind == speakerChunk; i++ {
		if cues := p.units[i].cues; len(cues) > 0 {
			return p.name(i, cues[0])
		}
	}
	if name := p.handedOn(quotation, depth); name != "" || !quotation.open {
		return name
	}
	return p.namedLater(depth)
}

// namedLater returns the speaker of a quotation left open who is named only in a
// paragraph that goes on with it.
func (p *speakerParagraph) namedLater(depth int) string {
	for ; depth < speakerReach && p.past > 0 && p.past < len(p.a.Sentences); depth++ {
		p = newSpeakerParagraph(p.a, p.past)
		if len(p.quotations) == 0 || p.quotations[0].start != p.units[0].start {
			return ""
		}
		if name := p.said(p.unit(p.quotations[0].end-1), 0); name != "" || !p.quotations[0].open {
			return name
		}
	}
	return ""
}

// near returns the sentences that quotation q touches, that of offset first.
func (p *speakerParagraph) near(offset, q int) []int {
	first, last := p.unit(p.quotations[q].start), p.unit(p.quotations[q].end-1)
	out := []int{p.unit(offset)}
	for i := last; i >= first; i-- {
		if i != out[0] {
			out = append(out, i)
		}
	}
	return out
}

// handedOn returns the speaker whom the paragraph before hands on to a quotation
// that opens this one: that of a quotation left open, or of a sentence that ends
// in a colon or speaks of somebody's words.
func (p *speakerParagraph) handedOn(q speakerQuotation, depth int) string {
	prev := p.introduction()
	if prev == nil || depth >= speakerReach || q.start != p.units[0].start {
		return ""
	}
	if n := len(prev.quotations); n > 0 && (prev.quotations[n-1].open || prev.quotations[n-1].end == prev.units[len(prev.units)-1].end) {
		return prev.quoted(prev.quotations[n-1].start, n-1, depth+1)
	}
	last := len(prev.units) - 1
	cues := prev.units[last].cues
	if len(cues) > 0 {
		return prev.name(last, cues[len(cues)-1])
	}
	if toks := prev.units[last].toks; len(toks) > 0 && toks[len(toks)-1].text == ":" {
		return prev.person(last, len(toks), "he")
	}
	return ""
}

// said returns the speaker that the words around quotation q in sentence i name,
// or nothing. A cue right behind it is best, then the nearest before, then any.
func (p *speakerParagraph) said(i, q int) string {
	u := p.units[i]
	at := -1
	for k, t := range u.toks {
		if t.kind == speakerChunk && t.start < p.quotations[q].end && p.quotations[q].start < t.end {
			at = k
		}
	}
	if at < 0 {
		return ""
	}
	best := -1
	for k, c := range u.cues {
		behind := c.lo > at && c.lo <= at+2 && (speakerLeadsOn(p.a.Source[:u.toks[at].end]) || at == 0 && c.inverted)
		if behind || best >= 0 && c.lo > at {
			if behind {
				best = k
			}
			break
		}
		best = k
	}
	if best < 0 {
		return ""
	}
	return p.name(i, u.cues[best])
}

// speakerLeadsOn reports whether a quotation that ends text expects "he said" behind it.
func speakerLeadsOn(text string) bool {
	text = strings.TrimRight(text, "\"”’'»“")
	return strings.HasSuffix(text, ",") || strings.HasSuffix(text, "?") || strings.HasSuffix(text, "!") ||
		strings.HasSuffix(text, "—") || strings.HasSuffix(text, "–") || strings.HasSuffix(text, "…")
}

// indirect returns to whom the words from start to end, which stand in no
// quotation, are attributed.
func (p *speakerParagraph) indirect(start, end int) string {
	i := p.unit(start)
	u := p.units[i]
	for k := len(u.cues) - 1; k >= 0; k-- {
		if c := u.cues[k]; !c.loose && c.governs(u.toks, start, end) {
			return p.name(i, c)
		}
	}
	// "…," he said of what stands around a quotation is its speaker's too.
	for _, c := range u.cues {
		if c.from(u.toks) >= start && c.to(u.toks) <= end {
			return p.name(i, c)
		}
	}
	return ""
}
