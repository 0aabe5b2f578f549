package bot

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"footnote/bot/message"
)

// paragraphs are a receipt as people read it. What the model said is escaped as
// articles are: it comes from a stranger, too.
func (r receipt) paragraphs(id string) []string {
	all := []string{r.heading(id)}
	for _, j := range r.Judged {
		all = append(all, j.String())
	}
	if r.More > 0 {
		all = append(all, fmt.Sprintf("-# %d more sentences are not kept.", r.More))
	}
	return append(all, r.shownEvidence()...)
}

func (r receipt) heading(id string) string {
	lines := []string{
		"**Receipt " + id + "**",
		"> " + message.EscapeLine(r.Question),
		fmt.Sprintf("Model %s, prompt %s", message.EscapeLine(r.Model), named(r.Prompt)),
		fmt.Sprintf("%d tokens in, %d out, %d ms", r.In, r.Out, r.Millis),
	}
	if r.Cost > 0 {
		lines[3] += ", cost " + strconv.FormatFloat(r.Cost, 'g', 3, 64)
	}
	switch n := r.kept(); {
	case len(r.Judged) == 0:
		lines = append(lines, "It made no sentence.")
	default:
		lines = append(lines, fmt.Sprintf("Of the sentences below, %d of %d passed; the numbers are those of the evidence.", n, len(r.Judged)))
	}
	return strings.Join(lines, "\n")
}

func named(s string) string {
	if s == "" {
		return "not known"
	}
	return message.EscapeLine(s)
}

// kept is how many of the sentences were proved.
func (r receipt) kept() (n int) {
	for _, j := range r.Judged {
		if j.Proved {
			n++
		}
	}
	return n
}

// String is a sentence with what became of it.
func (j judged) String() string {
	cites := "citing nothing"
	if len(j.Cited) > 0 {
		cites = "citing " + joined(j.Cited)
	}
	out := []string{"✅ **Passed**, " + cites + ": proved by the evidence.", "> " + message.EscapeLine(j.Text)}
	if !j.Proved {
		out[0] = "❌ **Failed**, " + cites + ", and was left out."
	}
	for _, why := range j.Why {
		out = append(out, "-# "+message.EscapeLine(why))
	}
	return strings.Join(out, "\n")
}

func joined(numbers []int) string {
	texts := make([]string, len(numbers))
	for i, n := range numbers {
		texts[i] = strconv.Itoa(n)
	}
	return strings.Join(texts, ", ")
}

// together is how many lines of evidence stand in one paragraph.
const together = 10

// shownEvidence are the sentences that the model was given: where each stands, and how
// well it fits the question, where there was one.
func (r receipt) shownEvidence() []string {
	if len(r.Evidence) == 0 {
		return []string{"It was given no evidence."}
	}
	scored := slices.ContainsFunc(r.Evidence, func(e source) bool { return e.Score != 0 })
	var lines []string
	for _, e := range r.Evidence {
		line := fmt.Sprintf("%d\\. %s", e.N, message.EscapeLine(e.Where))
		switch {
		case e.Score != 0:
			line += ": score " + strconv.FormatFloat(e.Score, 'f', 2, 64)
		case scored:
			line += ": beside another"
		}
		lines = append(lines, line)
	}
	if left := r.Given - len(r.Evidence); left > 0 {
		lines = append(lines, fmt.Sprintf("-# %d more are not kept.", left))
	}
	var all []string
	for chunk := range slices.Chunk(lines, together) {
		all = append(all, strings.Join(chunk, "\n"))
	}
	all[0] = "**Evidence**\n" + all[0]
	return all
}
