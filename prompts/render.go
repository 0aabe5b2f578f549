package prompts

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// maxFixed is how much a template may add to the text that it is given, in bytes;
// ours add less than 4,000. An override that runs away stops here.
const maxFixed = 256 << 10

// defaultSentences is the length of a summary for which none is given.
const defaultSentences = 5

// A request is a task's data. Ready is the task's name, the data as its template
// sees it, and the codes of its fences.
type request interface {
	ready() (task string, data any, f fences)
}

// Fences are the codes of a request: Fence goes with the evidence, or the talk;
// Fence2 with the second piece of material, and is empty where there is none.
type fences struct{ Fence, Fence2 string }

func (a Answer) ready() (string, any, fences) {
	a.Question, a.Lang, a.Today = line(a.Question), line(a.Lang), line(a.Today)
	a.Evidence = lines(a.Evidence)
	f := fences{Fence: code("evidence", a)}
	return "answer", struct {
		Answer
		fences
	}{a, f}, f
}

func (r Retry) ready() (string, any, fences) {
	r.Question, r.Lang, r.Today = line(r.Question), line(r.Lang), line(r.Today)
	r.Evidence, r.Rejected = lines(r.Evidence), rejectedLines(r.Rejected)
	f := fences{Fence: code("evidence", r), Fence2: code("sentences", r)}
	return "retry", struct {
		Retry
		fences
	}{r, f}, f
}

func (q Followup) ready() (string, any, fences) {
	q.Question, q.Lang, q.Today = line(q.Question), line(q.Lang), line(q.Today)
	q.Turns = slices.Clone(q.Turns)
	for i, t := range q.Turns {
		q.Turns[i] = Turn{Question: line(t.Question), Answer: line(t.Answer)}
	}
	f := fences{Fence: code("talk", q)}
	return "followup", struct {
		Followup
		fences
	}{q, f}, f
}

func (m Summary) ready() (string, any, fences) {
	m.About, m.Lang, m.Today = line(m.About), line(m.Lang), line(m.Today)
	m.Evidence = lines(m.Evidence)
	if m.Sentences <= 0 {
		m.Sentences = defaultSentences
	}
	f := fences{Fence: code("evidence", m)}
	return "summary", struct {
		Summary
		fences
	}{m, f}, f
}

func (c Comparison) ready() (string, any, fences) {
	c.About, c.Lang, c.Today = line(c.About), line(c.Lang), line(c.Today)
	c.Evidence = lines(c.Evidence)
	f := fences{Fence: code("evidence", c)}
	return "comparison", struct {
		Comparison
		fences
	}{c, f}, f
}

func (r Rewrite) ready() (string, any, fences) {
	r.About, r.Lang, r.Today = line(r.About), line(r.Lang), line(r.Today)
	r.Evidence, r.Rejected = lines(r.Evidence), rejectedLines(r.Rejected)
	f := fences{Fence: code("evidence", r), Fence2: code("sentences", r)}
	return "rewrite", struct {
		Rewrite
		fences
	}{r, f}, f
}

// rejectedLines is sentences and reasons, each on one line.
func rejectedLines(rs []Rejected) []Rejected {
	rs = slices.Clone(rs)
	for i, x := range rs {
		rs[i] = Rejected{Sentence: line(x.Sentence), Reason: line(x.Reason)}
	}
	return rs
}

func (p Support) ready() (string, any, fences) {
	p.Sentence, p.Today = line(p.Sentence), line(p.Today)
	p.Evidence = lines(p.Evidence)
	f := fences{Fence: code("evidence", p), Fence2: code("sentence", p)}
	return "support", struct {
		Support
		fences
	}{p, f}, f
}

// code is 16 hex digits made from all of the data, and nowhere in it. The same
// data has the same code, so that the same prompt can be sent, and cached, again.
func code(label string, data any) string {
	text, err := json.Marshal(data)
	if err != nil {
		panic(err) // strings and numbers always have a JSON
	}
	return unused(sha256.Sum256([]byte(label+"\x00"+string(text))), string(text))
}

// unused is the first of the seed's row of codes that the text does not contain,
// in small letters or capitals.
func unused(seed [sha256.Size]byte, text string) string {
	taken := strings.ToLower(text)
	for {
		c := fmt.Sprintf("%x", seed[:8])
		if !strings.Contains(taken, c) {
			return c
		}
		seed = sha256.Sum256(seed[:])
	}
}

// say renders a request, or is nil.
func (s *Set) say(r request) []Message {
	messages, err := s.render(r)
	if err != nil {
		return nil
	}
	return messages
}

// render renders a request and makes sure of its fences.
func (s *Set) render(r request) ([]Message, error) {
	name, data, f := r.ready()
	t := s.tasks[name]
	size, err := json.Marshal(data)
	if err != nil {
		return nil, fmt.Errorf("prompts: %s: %w", t.file, err)
	}
	var messages []Message
	for _, role := range []string{System, User} {
		// Three times over leaves room for a template that repeats the question.
		b := limited{left: maxFixed + 3*len(size)}
		if err := t.tmpl.ExecuteTemplate(&b, role, data); errors.Is(err, errEndless) {
			return nil, fmt.Errorf("prompts: %s: %w", t.file, err)
		} else if err != nil {
			return nil, plain(err)
		}
		messages = append(messages, Message{Role: role, Text: strings.TrimSpace(b.String())})
	}
	for _, c := range []string{f.Fence, f.Fence2} {
		if c != "" && strings.Count(messages[0].Text+"\n"+messages[1].Text, c) != 2 {
			return nil, fmt.Errorf("prompts: %s: each fence has a first and a last line, which alone carry its code", t.file)
		}
	}
	return messages, nil
}

var errEndless = errors.New("the text grows without end")

// limited is a builder that is full at some point.
type limited struct {
	strings.Builder
	left int
}

func (l *limited) Write(p []byte) (int, error) {
	if l.left -= len(p); l.left < 0 {
		return 0, errEndless
	}
	return l.Builder.Write(p)
}
