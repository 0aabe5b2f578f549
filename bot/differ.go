package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"footnote/answer"
	"footnote/answer/compare"
	"footnote/bot/message"
	"footnote/retrieval"
)

// Bounds of a difference. Lengths are in UTF-16 units, before escaping.
const (
	mostSides    = 4
	mostOfSide   = 2   // footnotes of a side
	longestSide  = 240 // what it says
	longestLabel = 80  // whose it is, and of when
	longestTopic = 120
)

// A layout is how the sides of a difference stand beside each other.
type layout struct {
	escape            func(string) string
	whose, end, apart string // before and behind whose a side is; between two sides
}

var (
	inLines    = layout{message.EscapeLine, " – ", "", "\n"}
	inSentence = layout{message.EscapeLine, " (", ")", "; "}
	inFile     = layout{func(s string) string { return s }, " (", ")", "; "}
)

// sidesOf are the sides of a difference in at most room units: what the first says, as
// it stands in its source, and all that follows it.
func (l layout) sidesOf(d compare.Difference, room int) (first, rest string) {
	shown := d.Sides[:min(len(d.Sides), mostSides)]
	for n := longestSide; ; n = n * 3 / 4 {
		var b strings.Builder
		for i, s := range shown {
			if i == 0 {
				first = message.Truncate(s.Value, n)
			} else {
				b.WriteString(l.apart + l.escape(message.Truncate(s.Value, n)))
			}
			cited := spread(s.Citations)
			mark, _ := told(cited, mostOfSide)
			b.WriteString(l.whose + l.escape(whose(cited[:min(len(cited), mostOfSide)], min(n, longestLabel))) + l.end + mark)
		}
		if more := len(d.Sides) - len(shown); more > 0 {
			b.WriteString(l.apart + counted(more, "more side"))
		}
		if rest = b.String(); message.Length(l.escape(first))+message.Length(rest) <= room || n < 8 {
			return first, rest
		}
	}
}

// whose names the outlets of citations, each with the day.
func whose(citations []answer.Citation, longest int) string {
	var all []string
	for _, c := range citations {
		if label := message.Truncate(c.Meta.Label(), longest); !slices.Contains(all, label) {
			all = append(all, label)
		}
	}
	return strings.Join(all, "; ")
}

// spread are citations such that the first of each article come before what else these
// articles say: the first few are then of as many as there are.
func spread(citations []answer.Citation) []answer.Citation {
	var first, more []answer.Citation
	for _, c := range citations {
		if slices.ContainsFunc(first, func(o answer.Citation) bool { return o.Meta.ID == c.Meta.ID }) {
			more = append(more, c)
		} else {
			first = append(first, c)
		}
	}
	return append(first, more...)
}

// notesOfSides are the footnotes of a difference, and how many units they take at most.
func notesOfSides(d compare.Difference) (notes []message.Note, units int) {
	for _, s := range d.Sides[:min(len(d.Sides), mostSides)] {
		_, of := told(spread(s.Citations), mostOfSide)
		for _, n := range of {
			notes = append(notes, n)
			units += message.Length(n.String()) + 1
		}
	}
	return notes, min(units, message.MaxContent/2+len(notes))
}

// roomFor is how many units a block has for its text in one message, beside what takes
// so many: no more than message.Page gives it.
func roomFor(taken int) int { return message.MaxContent*3/4 - 50 - taken }

// citationsOf are the citations of differences.
func citationsOf(ds []compare.Difference) (all []answer.Citation) {
	for _, d := range ds {
		for _, s := range d.Sides {
			all = append(all, s.Citations...)
		}
	}
	return all
}

// mostDiffering is how many differences are told with an answer.
const mostDiffering = 3

// differWithin is how long differences are looked for before an answer goes without.
const differWithin = 10 * time.Second

// differing are differences between the evidence of the answer to a question and what it says. An
// answer without them is better than none.
func (b *Bot) differing(ctx context.Context, v *retrieval.View, a answer.Answer, question string) []compare.Difference {
	if a.Refused() {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, differWithin)
	defer cancel()
	found, err := run(ctx, b.crew, func(ctx context.Context) ([]compare.Difference, error) { return compare.Around(ctx, v, a, question) })
	if err != nil {
		b.lg.Warn("an answer goes without where its sources differ", "err", err)
		return nil
	}
	own := len(a.Footnotes())
	for _, d := range found {
		for i, s := range d.Sides {
			d.Sides[i].Citations = ownFirst(s.Citations, own)
		}
	}
	return found
}

// ownFirst are citations such that those with the numbers up to own, which are an
// answer's, come before others.
func ownFirst(citations []answer.Citation, own int) []answer.Citation {
	out := slices.Clone(citations)
	slices.SortStableFunc(out, func(a, b answer.Citation) int { return max(a.N, own) - max(b.N, own) })
	return out
}

// differ says in a sentence that the sources differ:
//
//	The sources differ on troops in Niger (changed over time): 648 (Tavenmoor Dispatch,
//	20 Dec 2023) [3]; more than 1,000 (Korvale Courier, 20 Apr 2024) [1].
//
// It is begun by text, as its sources have it, and ended by mark.
func differ(d compare.Difference, l layout) message.Block {
	text := "The sources differ"
	if d.About != "" {
		text += " on " + message.Truncate(d.About, longestTopic)
	}
	text += " (" + strings.ToLower(d.Kind.Words())
	if in := d.Where(); in != "" {
		text += "; " + in
	}
	text += "): "
	notes, taken := notesOfSides(d)
	first, rest := l.sidesOf(d, roomFor(taken+message.Length(l.escape(text))))
	return message.Block{Text: text + first, Mark: rest + ".", Notes: notes}
}

// differences are the first of an answer's differences as blocks of its page, and a
// note that there are more.
func differences(ds []compare.Difference) (blocks []message.Block, more []message.Note) {
	for i, d := range ds {
		if i == mostDiffering {
			return blocks, []message.Note{{Text: fmt.Sprintf("There are %s between the sources of this answer; /compare shows where they differ.", counted(len(ds)-i, "more difference"))}}
		}
		blocks = append(blocks, differ(d, inSentence))
	}
	return blocks, nil
}
