package compare

import (
	"slices"

	"footnote/internal/words"
	"footnote/retrieval"
)

// A wanting is what a question asks for. A nil one wants all.
type wanting struct {
	slots   []Slot // empty: any
	focus   *lexeme
	effects trait // what happened to those whom it counts
}

// slotsOf are the slots that may answer a question.
var slotsOf = map[retrieval.Kind][]Slot{
	retrieval.Time: {Date}, retrieval.Count: {Number}, retrieval.Amount: {Number}, retrieval.Duration: {Number}, retrieval.Age: {Number},
	retrieval.Measure: {Number}, retrieval.Person: {Name, Role, Attribution}, retrieval.Place: {Event, Name}, retrieval.Reason: {Event}, retrieval.Manner: {Event},
}

// newWanting reads a question in the language of a story; nil where there is none.
func newWanting(question, lang string) *wanting {
	if question == "" {
		return nil
	}
	q := retrieval.ParseQuery(question, lang)
	a := &wanting{slots: slotsOf[q.Kind]}
	if q.Kind == retrieval.Count && q.Focus >= 0 && q.Focus < len(q.Terms) {
		a.focus = lexemeOf(q.Terms[q.Focus].Stem)
	}
	words.For("en").Each(question, func(t words.Token) { a.effects |= lexemeOf(t.Stem).is & effects })
	return a
}

// wants reports whether a difference is in what is asked for.
func (a *wanting) wants(s *split) bool {
	if a == nil || len(a.slots) == 0 {
		return true
	}
	if !slices.Contains(a.slots, s.slot) {
		return false
	}
	return s.slot != Number || slices.ContainsFunc(s.sides, func(v *version) bool {
		return slices.ContainsFunc(v.cited, func(c cited) bool { return a.counts(c) })
	})
}

// counts reports whether the number of a line is of what is asked for: of those to whom
// the same happened, and of one kind of people or things.
func (a *wanting) counts(c cited) bool {
	if c.line.telling == nil {
		return true
	}
	for i := range c.line.telling.quants {
		q := &c.line.telling.quants[i]
		if m := c.line.telling.numberMark(q); m.value != c.value {
			continue
		}
		if a.effects&^attending != 0 && q.effect != 0 && a.effects&q.effect == 0 {
			return false
		}
		return a.focus == nil || q.counted == nil || a.focus.anybody() || q.counted.anybody() || like(a.focus, q.counted) >= 0.6 || q.effect != 0
	}
	return true
}
