// Package eval scores answers and searches by questions whose answers are known.
//
// It knows neither the index nor the answerer: it reads questions, is told what
// was answered and found, and counts.
package eval

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// A Question is one whose answer is known.
type Question struct {
	ID      json.RawMessage  // as the file gives it; the number of its line where it gives none
	Line    int              // of the file, from 1
	Text    string           // what is asked
	History []Turn           // what was asked and answered before
	Gold    []Place          // every line that holds a right answer
	Must    []*regexp.Regexp // each has to be found in what an answer quotes of gold lines
	Refuse  bool             // the story does not answer it, and the right reply is a refusal
}

// A Turn is a question of the conversation so far, and its answer.
type Turn struct {
	Question string `json:"question" yaml:"question"`
	Text     string `json:"text" yaml:"text"`
}

// A Place is a line of an article.
type Place struct {
	Article string
	Line    int // from 1
}

// String writes the place as id:line.
func (p Place) String() string { return p.Article + ":" + strconv.Itoa(p.Line) }

// Name is the id as a person would say it.
func (q Question) Name() string { return name(q.ID) }

func name(id json.RawMessage) string {
	var s string
	if json.Unmarshal(id, &s) == nil {
		return s
	}
	return string(id)
}

// record is a question as it is written.
type record struct {
	ID       any      `json:"id" yaml:"id"`
	Question string   `json:"question" yaml:"question"`
	History  []Turn   `json:"history" yaml:"history"`
	Gold     []string `json:"gold" yaml:"gold"`
	Must     []string `json:"must" yaml:"must"`
	Refuse   bool     `json:"refuse" yaml:"refuse"`
}

// question checks a record that stands in line n of a file.
func (r record) question(n int) (Question, error) {
	q := Question{Line: n, Text: r.Question, History: r.History, Refuse: r.Refuse}
	if r.ID == nil {
		r.ID = n
	}
	id, err := json.Marshal(r.ID)
	if err != nil {
		return q, fmt.Errorf("line %d: the id is no string or number", n)
	}
	q.ID = id
	if strings.TrimSpace(r.Question) == "" {
		return q, fmt.Errorf("line %d: %s has no question", n, q.Name())
	}
	for _, s := range r.Gold {
		p, ok := parsePlace(s)
		if !ok {
			return q, fmt.Errorf("line %d: %s: gold %q is no place; write it as article:line", n, q.Name(), s)
		}
		q.Gold = append(q.Gold, p)
	}
	for _, s := range r.Must {
		re, err := regexp.Compile(s)
		if err != nil {
			return q, fmt.Errorf("line %d: %s: must %q is no regular expression: %w", n, q.Name(), s, err)
		}
		q.Must = append(q.Must, re)
	}
	return q, nil
}

func parsePlace(s string) (Place, bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 1 {
		return Place{}, false
	}
	n, err := strconv.Atoi(s[i+1:])
	return Place{Article: s[:i], Line: n}, err == nil && n > 0
}
