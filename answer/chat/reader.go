package chat

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/prompts"
)

// A piece is what the reader has found in the text of a model.
type piece struct {
	kind  kind
	text  string // of an assertion
	cited []int  // as the model wrote them, each once; may name evidence that there is not
}

type kind int

const (
	assertion kind = iota // a sentence that claims something; uncited where cited is empty
	refusal               // the model says that the evidence does not say
	declining             // the model will not answer
	restart               // all before was thinking aloud, though nothing at its start said so
)

// A reader finds the sentences of an answer and their citations in the deltas of a
// stream, whatever their size: it looks at one character after the other, and so finds
// the same in a text however it was cut. A sentence is given as soon as the next one
// has begun, or its line has ended.
//
// A sentence without a citation takes that of the next one in its line, or that of a
// line of citations alone below it; it is proved by those as strictly as any. What
// claims nothing ("Sure!") and cites nothing is passed over. Headings, labels and rows
// of tables take no citation of others: they are assertions that nothing proves.
type reader struct {
	evidence int // how many there are: (3) is a citation, (2018) is not

	out   []piece
	part  []byte          // of a character, as yet
	tag   []byte          // of <…>, as yet; nil outside of one
	think bool            // inside <think>
	form  form            // of the text
	head  strings.Builder // what was read before the form is known; of JSON, all
	line  []byte          // of the current line, what is in no piece
	cut   bool            // some of the line is
	from  int             // where in line the next end of a sentence may be
	held  []piece         // sentences of one line that wait for a citation
	row   *piece          // of a table, which is a heading if a ruler follows
	table bool            // inside a table, below its heading
	list  bool            // inside a list of sources
}

// A form is how a text is written.
type form int

const (
	unknown form = iota
	prose
	inJSON
)

const (
	maxLine = 4000    // bytes of a line; a longer one is taken in parts
	maxJSON = 1 << 18 // bytes
	maxHeld = 12      // sentences that wait for one citation
	maxTag  = 48      // bytes of <…>
)

func newReader(evidence int) *reader { return &reader{evidence: evidence} }

// read takes a delta and returns what is whole by now.
func (r *reader) read(delta string) []piece {
	r.part = append(r.part, delta...)
	for len(r.part) > 0 && utf8.FullRune(r.part) {
		c, n := utf8.DecodeRune(r.part)
		r.part = r.part[n:]
		r.take(c)
	}
	return r.given()
}

// end returns the rest. Where the answer was cut off, what is not known to be whole
// is left out.
func (r *reader) end(cutOff bool) []piece {
	if !cutOff && len(r.part) > 0 {
		r.take(utf8.RuneError)
	}
	if tag := r.tag; tag != nil && !r.think {
		r.tag = nil
		for _, c := range string(tag) {
			r.put(c)
		}
	}
	switch {
	case r.think:
		r.line, r.held = nil, nil
	case r.form == inJSON:
		r.readJSON()
	case r.form == unknown:
		r.begin(prose)
	}
	if cutOff {
		r.line = r.line[:r.whole()]
	}
	r.endLine()
	if !cutOff {
		r.flush(nil)
	}
	r.endTable()
	return r.given()
}

// given is what was found since the last call.
func (r *reader) given() []piece {
	out := r.out
	r.out = nil
	return out
}

// take takes one character: tags are found here, and so is thinking aloud.
func (r *reader) take(c rune) {
	switch {
	case r.tag == nil && c == '<':
		r.tag = append(make([]byte, 0, maxTag), '<')
	case r.tag == nil:
		r.put(c)
	case c == '>':
		tag := string(r.tag) + ">"
		r.tag = nil
		r.endTag(tag)
	case len(r.tag) >= maxTag || !unicode.IsLetter(c) && !unicode.IsDigit(c) && !strings.ContainsRune("/@&!#:_- ", c):
		tag := string(r.tag)
		r.tag = nil
		for _, t := range tag {
			r.put(t)
		}
		r.take(c)
	default:
		r.tag = utf8.AppendRune(r.tag, c)
	}
}

// endTag does what a tag says. Marks of a chat that call on people are left out; a tag
// that is not known is text.
func (r *reader) endTag(tag string) {
	name := strings.ToLower(strings.Trim(tag, "<> "))
	closing := strings.HasPrefix(name, "/")
	name, _, _ = strings.Cut(strings.Trim(name, "/"), " ")
	switch {
	case thinking[name] && closing && !r.think:
		*r = reader{evidence: r.evidence, part: r.part, out: append(r.out, piece{kind: restart})}
	case thinking[name]:
		r.think = !closing
	case strings.HasPrefix(tag, "<@"):
		r.put(' ')
	case name == "sup" && closing:
		r.put(']')
	case name == "sup":
		r.put('[')
	case blocks[name]:
		r.put('\n')
	case inline[name]:
	default:
		for _, c := range tag {
			r.put(c)
		}
	}
}

// put takes one character of the text.
func (r *reader) put(c rune) {
	if r.think || c == '\r' || c >= firstMark && c <= lastMark {
		return
	}
	switch r.form {
	case unknown:
		r.head.WriteRune(c)
		r.tellForm(c)
	case inJSON:
		if r.head.Len() < maxJSON {
			r.head.WriteRune(c)
		}
	default:
		r.add(c)
	}
}

// tellForm tells from its beginning whether a text is JSON, in a fence or not.
func (r *reader) tellForm(c rune) {
	text := strings.TrimSpace(r.head.String())
	if strings.HasPrefix(text, "```") {
		_, after, ended := strings.Cut(text, "\n")
		if !ended && (c != '\n' || len(text) > 100) && len(text) <= 100 {
			return
		}
		text = strings.TrimSpace(after)
	}
	switch {
	case text == "" || text == "`" || text == "``" || text == "[":
	case text[0] == '{' || strings.HasPrefix(text, `["`) || text[0] == '[' && strings.TrimSpace(text[1:]) != "" && strings.TrimSpace(text[1:])[0] == '{':
		r.form = inJSON
	case text[0] == '[' && strings.TrimSpace(text[1:]) == "":
	default:
		r.begin(prose)
	}
}

// begin reads what was kept while the form was not known.
func (r *reader) begin(f form) {
	head := r.head.String()
	r.head.Reset()
	r.form = f
	for _, c := range head {
		r.add(c)
	}
}

// add takes one character of prose.
func (r *reader) add(c rune) {
	if c == '\n' {
		r.endLine()
		return
	}
	r.line = utf8.AppendRune(r.line, c)
	switch {
	case len(r.line) > maxLine:
		r.endLine()
	case unicode.IsSpace(c):
		r.cutSentences(false)
	}
}

// cutSentences takes the sentences that have ended from the line.
func (r *reader) cutSentences(ended bool) {
	if !r.cut && standsAlone.Match(r.beginning()) {
		return // a heading, a row, a fence: taken whole when its line ends
	}
	if m := r.label(); m != nil {
		r.heading(string(r.line[m[2]:m[3]]))
		r.line, r.cut, r.from = append([]byte(nil), r.line[m[1]:]...), true, 0
	}
	if !r.cut {
		r.from = max(r.from, len(bullet.Find(r.beginning()))) // the stop of "1." ends nothing
	}
	for {
		n := r.nextEnd(ended)
		if n == 0 {
			return
		}
		raw := string(r.line[:n])
		r.line, r.from = append([]byte(nil), r.line[n:]...), 0
		r.sentence(raw)
	}
}

// label is where a label in bold begins and ends, as regexp tells it; nil without one.
func (r *reader) label() []int {
	if r.cut {
		return nil
	}
	return label.FindSubmatchIndex(r.beginning())
}

// sentence takes one whole sentence, with its markup and citations.
func (r *reader) sentence(raw string) {
	text, cited := r.clean(raw)
	if !r.cut && (text != "" || len(cited) == 0) {
		r.flush(nil) // of the line before
		r.list = false
	}
	r.cut = true
	p := piece{text: text, cited: cited}
	switch {
	case text == "":
		if len(cited) > 0 {
			r.flush(cited)
		}
		return
	case strings.Trim(text, ".!\"'") == prompts.Refusal:
		r.flush(nil)
		r.out = append(r.out, piece{kind: refusal})
		return
	}
	if k, empty := idle(text, len(cited) > 0); empty {
		if k != assertion {
			r.out = append(r.out, piece{kind: k})
		}
		return
	}
	if len(cited) == 0 {
		r.held = append(r.held, p)
		if len(r.held) > maxHeld {
			r.flush(nil)
		}
		return
	}
	r.flush(cited)
	r.out = append(r.out, p)
}

// flush gives the sentences that wait, with these citations.
func (r *reader) flush(cited []int) {
	for _, p := range r.held {
		p.cited = append([]int(nil), cited...)
		r.out = append(r.out, p)
	}
	r.held = nil
}

// heading is an assertion that nothing proves, if it claims something.
func (r *reader) heading(raw string) {
	r.flush(nil)
	text, _ := r.clean(raw)
	if k, empty := idle(text, false); text != "" && !empty && !title.MatchString(text) {
		r.out = append(r.out, piece{text: text})
	} else if empty && k != assertion {
		r.out = append(r.out, piece{kind: k})
	}
}

// endLine takes the rest of a line.
func (r *reader) endLine() {
	line := strings.TrimSpace(string(r.line))
	first := !r.cut
	defer func() { r.line, r.cut, r.from = nil, false, 0 }()
	if first {
		if r.wholeLine(line) {
			return
		}
		r.endTable()
	}
	r.cutSentences(true)
	if rest := strings.TrimSpace(string(r.line)); rest != "" {
		r.sentence(rest)
	}
}

// wholeLine takes lines that are no sentences, and reports whether this is one.
func (r *reader) wholeLine(line string) bool {
	switch {
	case line == "" || strings.HasPrefix(line, "```") || ruler.MatchString(line):
		if line != "" && r.row != nil {
			r.row, r.table = nil, true // it was the heading
		}
		return true
	case strings.HasPrefix(line, "|"):
		r.endTable()
		text, _ := r.clean(strings.Join(strings.Split(strings.Trim(line, "| "), "|"), ", "))
		r.flush(nil)
		r.row = &piece{text: text}
		return true
	case footnote.MatchString(line):
		return true
	case sourceList.MatchString(strings.Trim(line, "#*_ ")):
		r.flush(nil)
		r.list = true
		return true
	case r.list && sourceItem.MatchString(line):
		return true
	case strings.HasPrefix(line, "#"):
		r.endTable()
		r.heading(strings.TrimLeft(line, "# "))
		return true
	}
	return false
}

// endTable gives the last row: a row is no sentence, and nothing proves it.
func (r *reader) endTable() {
	if r.row != nil && r.row.text != "" {
		r.out = append(r.out, *r.row)
	}
	r.row = nil
}
