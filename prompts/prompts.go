// Package prompts holds the words said to a language model: one template a task,
// with the fragments that they share, rendered from plain data. The words are in
// templates; read them there, or as they arrive in testdata.
//
// Whatever comes from an article, a reader or a model is one line when it gets
// into a prompt, and all but the question stands between two fence lines. They
// carry a code that is made from the whole request and is not in it, so that no
// text can close its own fence.
package prompts

import (
	"io/fs"
	"slices"
)

// Refusal is what the model is asked to write, alone, when the evidence does not
// answer. Every template that asks for sentences names it.
const Refusal = "NOT_IN_EVIDENCE"

// The roles of messages.
const (
	System = "system"
	User   = "user"
)

// A Message is one message to the model. Text has no white space around it.
type Message struct{ Role, Text string }

// Evidence is one sentence of an article. N is the number that the model is to
// cite, from 1; Outlet and Date, of the article, may be empty.
type Evidence struct {
	N                  int
	Outlet, Date, Text string
}

// An Answer asks for one to four sentences, each ending in the numbers of its
// evidence, or for the Refusal. Lang is the code of the question's language, such
// as en; Today is a day such as 2024-04-21. Both may be empty, here and below.
type Answer struct {
	Question, Lang, Today string
	Evidence              []Evidence
}

// A Retry asks for sentences that were not proved to be rewritten or left out:
// those that are left, in their order, or the Refusal. Evidence has the numbers
// that it had before.
type Retry struct {
	Question, Lang, Today string
	Evidence              []Evidence
	Rejected              []Rejected
}

// Rejected is a sentence of the model that was not proved, and why.
type Rejected struct{ Sentence, Reason string }

// A Followup asks for the question as one that is understood without the turns
// before it, oldest first; on one line.
type Followup struct {
	Question, Lang, Today string
	Turns                 []Turn
}

// A Turn is a question that was asked before and the answer that was shown.
type Turn struct{ Question, Answer string }

// A Summary asks for the story in at most so many sentences, written as for an
// Answer. About may be empty: all of it. Sentences of 0 or less: 5.
type Summary struct {
	About, Lang, Today string
	Sentences          int
	Evidence           []Evidence
}

// A Comparison asks where the articles differ, in one to six sentences written
// as for an Answer. About may be empty: everywhere.
type Comparison struct {
	About, Lang, Today string
	Evidence           []Evidence
}

// A Rewrite is a Retry of a Summary, or of a Comparison.
type Rewrite struct {
	About, Lang, Today string
	Compares           bool // the sentences are of a comparison
	Evidence           []Evidence
	Rejected           []Rejected
}

// A Support asks whether the sentence follows from the evidence: YES or NO, a
// colon and a reason, on one line.
type Support struct {
	Sentence, Today string
	Evidence        []Evidence
}

// A Set is the templates, ready to render. Several goroutines may use it.
type Set struct {
	tasks map[string]task
}

// New reads the templates: a file at the top of override wins over the embedded
// one of the same name, and nil means that there are none. Text files of other
// names are refused, since they would change nothing; other files and folders are
// passed over. The templates have the functions of text/template, none of which
// reaches outside. Every task is rendered with sample data, so that a template that
// is broken, shows material outside its fence or leaves out what the program needs
// is found here. Errors name the file, and the line if there is one.
func New(override fs.FS) (*Set, error) {
	files, err := read(override)
	if err != nil {
		return nil, err
	}
	s := &Set{tasks: map[string]task{}}
	for _, name := range names {
		if s.tasks[name], err = files.task(name); err != nil {
			return nil, err
		}
	}
	if err := s.try(); err != nil {
		return nil, err
	}
	return s, nil
}

// Tasks are the names of the tasks, each the name of its template without ".txt".
func Tasks() []string { return slices.Clone(names) }

// Hash is 8 hex digits of the SHA-256 of the task's template and the fragments
// that it uses, overrides included: it tells which words were said. It is empty
// for a task that there is not.
func (s *Set) Hash(task string) string { return s.tasks[task].hash }

// Answer renders an Answer: the system message, then the user's. As with the
// methods below, it is nil if an override fails on this very data in a way that
// New's samples did not show; the embedded templates never do.
func (s *Set) Answer(a Answer) []Message { return s.say(a) }

// Retry renders a Retry.
func (s *Set) Retry(r Retry) []Message { return s.say(r) }

// Followup renders a Followup.
func (s *Set) Followup(f Followup) []Message { return s.say(f) }

// Summary renders a Summary.
func (s *Set) Summary(m Summary) []Message { return s.say(m) }

// Comparison renders a Comparison.
func (s *Set) Comparison(c Comparison) []Message { return s.say(c) }

// Rewrite renders a Rewrite.
func (s *Set) Rewrite(r Rewrite) []Message { return s.say(r) }

// Support renders a Support.
func (s *Set) Support(p Support) []Message { return s.say(p) }
