package prompts

import (
	"errors"
	"fmt"
	"strings"
)

// What the samples hold, found again in what is rendered.
const (
	sampleFirst  = "Sample of what stands within the first fence"
	sampleSecond = "Sample of what stands within the second fence"
	sampleAsked  = "Sample of what is asked"
)

// samples are requests of every task: with much, with little and with nothing.
func samples() []request {
	var all []request
	for n := range 4 {
		var (
			evidence []Evidence
			rejected []Rejected
			turns    []Turn
			today    string
			lang     string
		)
		for i := range n {
			evidence = append(evidence, Evidence{N: i + 1, Text: sampleFirst})
			rejected = append(rejected, Rejected{Sentence: sampleSecond, Reason: sampleSecond})
			turns = append(turns, Turn{Question: sampleFirst, Answer: sampleFirst})
		}
		if n > 1 {
			evidence[0].Outlet, evidence[1].Date = sampleFirst, sampleFirst
			today, lang = "2024-04-21", "en"
		}
		all = append(all,
			Answer{sampleAsked, lang, today, evidence},
			Retry{sampleAsked, lang, today, evidence, rejected},
			Followup{sampleAsked, lang, today, turns},
			Summary{"", lang, today, n, evidence},
			Summary{sampleAsked, lang, today, n, evidence},
			Comparison{"", lang, today, evidence},
			Comparison{sampleAsked, lang, today, evidence},
			Rewrite{"", lang, today, false, evidence, rejected},
			Rewrite{sampleAsked, lang, today, true, evidence, rejected},
			Support{sampleSecond, today, evidence})
	}
	return all
}

// try renders the samples and looks at what came out.
func (s *Set) try() error {
	for _, r := range samples() {
		messages, err := s.render(r)
		if err != nil {
			return err
		}
		name, _, f := r.ready()
		if err := look(r, messages, f); err != nil {
			return fmt.Errorf("prompts: %s: %w", s.tasks[name].file, err)
		}
	}
	return nil
}

// look says what is wrong with the messages of a sample.
func look(r request, messages []Message, f fences) error {
	system, user := messages[0].Text, messages[1].Text
	wanted := []string{Refusal}
	asked := true
	switch r := r.(type) {
	case Followup:
		wanted = nil
	case Support:
		wanted, asked = []string{"YES", "NO"}, false
	case Summary:
		asked = r.About != ""
	case Comparison:
		asked = r.About != ""
	case Rewrite:
		asked = r.About != ""
	}
	for _, w := range wanted {
		if !strings.Contains(system, w) {
			return fmt.Errorf("the system's part has to name %s, which the program reads for", w)
		}
	}
	if asked && !strings.Contains(user, sampleAsked) {
		return errors.New("the user's part leaves out what is asked")
	}
	given := fmt.Sprint(r)
	if err := within(given, system, user, f.Fence, sampleFirst); err != nil || f.Fence2 == "" {
		return err
	}
	return within(given, system, user, f.Fence2, sampleSecond)
}

// within says what is wrong with a fence: the sample, if it was given, belongs
// between its lines and nowhere else.
func within(given, system, user, code, sample string) error {
	parts := strings.Split(user, code)
	switch {
	case len(parts) != 3:
		return errors.New("fences belong in the user's part")
	case strings.Contains(system+parts[0]+parts[2], sample):
		return errors.New("what strangers wrote stands outside its fence")
	case strings.Contains(given, sample) && !strings.Contains(parts[1], sample):
		return errors.New("what should stand within a fence is left out")
	}
	return nil
}
