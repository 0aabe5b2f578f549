package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"footnote/article"
	"footnote/bot/message"
	"footnote/retrieval"
)

// showSources is the action of the button below an answer.
const showSources = "sources"

// maxShown is the most messages that sources take: Discord allows five follow-ups
// to an app that only its user has installed.
const maxShown = 5

const saysOtherStory = "This answer is about a story that is not spoken of here any more."

// showSources shows the lines behind an answer: as they stand, the cited words in
// bold, with a line before and after.
func (b *Bot) showSources(ctx context.Context, r Request) (Reply, error) {
	rec, ok := b.recall(ctx, r.Answer)
	switch {
	case !ok:
		return text("This answer is more than 30 days old, and I no longer know its sources. Please ask again."), nil
	case rec.Story != r.Story.Name:
		return text(saysOtherStory), nil
	}
	paragraphs := make([]string, len(rec.Citations))
	for n, c := range rec.Citations {
		paragraphs[n] = shownSource(r.View, c)
	}
	return capped(paragraphs, "-# %d more sources are not shown."), nil
}

// capped packs paragraphs into as many messages as may follow an interaction, and
// says, by the format left, how many it leaves out.
func capped(paragraphs []string, left string) Reply {
	for n := len(paragraphs); ; n-- {
		shown := paragraphs[:n]
		if out := len(paragraphs) - n; out > 0 {
			shown = append(slices.Clone(shown), fmt.Sprintf(left, out))
		}
		if parts := message.Stack(message.MaxContent, "\n\n", shown); len(parts) <= maxShown {
			return Reply{Parts: parts}
		}
	}
}

// shownSource is one source of an answer: its heading, what has happened to the
// article since, and its lines, or its words where the lines are others now.
func shownSource(v *retrieval.View, c cited) string {
	heading := "**" + message.EscapeLine(message.Truncate(c.Meta.Label(), 200)) + "**"
	if c.N > 0 {
		heading = fmt.Sprintf("[%d] ", c.N) + heading
	}
	a := v.Article(c.Meta.ID)
	out := []string{heading + " " + message.Link(message.EscapeLine(c.Meta.ID), message.TextFragment(c.Meta.URL, c.Quote))}
	for _, change := range changes(a, c) {
		out = append(out, message.EscapeLine(change))
	}
	if a == nil || a.Rev != c.Meta.Rev {
		return strings.Join(append(out, "> "+bold(message.Truncate(article.OneLine(c.Quote), longestLine))), "\n")
	}
	return strings.Join(append(out, shownLines(a, c)...), "\n")
}

// changes tell what has happened to an article since it was cited.
func changes(a *article.Article, c cited) []string {
	if a == nil {
		return []string{"This article has been removed since. It said:"}
	}
	var out []string
	if a.Status == article.Withdrawn {
		out = append(out, withNote("This article has been withdrawn.", a.Note))
	}
	if a.Status == article.Corrected && (c.Meta.Status != article.Corrected || c.Meta.Note != a.Note) {
		out = append(out, withNote("This article has been corrected since.", a.Note))
	}
	if a.Rev == c.Meta.Rev {
		return out
	}
	if i := strings.Index(a.Source, c.Quote); i >= 0 {
		return append(out, fmt.Sprintf("This article has changed since; these words now stand in line %d:", a.LineAt(i)))
	}
	return append(out, "This article has changed since, and no longer says these words. It said:")
}

func withNote(sentence, note string) string {
	if note == "" {
		return sentence
	}
	return sentence + " " + note
}

// Lengths of what is shown of a source, in UTF-16 units before escaping.
const (
	longestLine   = 700 // of cited words
	longestBeside = 160 // of the line before or after, and of what stands beside the cited words
)

// shownLines are the cited lines of an article with the nearest line of text before
// and after them.
func shownLines(a *article.Article, c cited) []string {
	var out []string
	if n := beside(a, c.Line, -1); n > 0 {
		out = append(out, numbered(n, message.EscapeLine(message.Truncate(a.Text(n), longestBeside))))
	}
	for n := c.Line; n <= c.Last; n++ {
		out = append(out, numbered(n, marked(a, n, c.Start, c.End)))
	}
	if n := beside(a, c.Last, 1); n > 0 {
		out = append(out, numbered(n, message.EscapeLine(message.Truncate(a.Text(n), longestBeside))))
	}
	return out
}

// beside is the nearest line before (step -1) or after (step 1) line n that is not
// blank and no front matter; 0 where there is none.
func beside(a *article.Article, n, step int) int {
	for n += step; n >= 1 && n <= len(a.Lines); n += step {
		switch kind := a.Lines[n-1].Kind; {
		case kind == article.Front:
			return 0
		case kind != article.Blank && strings.TrimSpace(a.Text(n)) != "":
			return n
		}
	}
	return 0
}

func numbered(n int, line string) string { return fmt.Sprintf("> `%d` %s", n, line) }

// marked is line n with its bytes from start to end in bold. What stands far from
// them is left out.
func marked(a *article.Article, n, start, end int) string {
	l := a.Lines[n-1]
	start, end = max(start, l.Start), min(end, l.End)
	before, after := a.Source[l.Start:start], a.Source[end:l.End]
	line := bold(message.Truncate(a.Source[start:end], longestLine))
	if strings.TrimSpace(before) != "" {
		line = message.EscapeLine(lastOf(before, longestBeside)) + " " + line
	}
	if strings.TrimSpace(after) != "" {
		line += " " + message.EscapeLine(message.Truncate(after, longestBeside))
	}
	return line
}

// bold is text in bold.
func bold(s string) string {
	if s = message.EscapeLine(s); s == "" {
		return ""
	}
	return "**" + s + "**"
}

// lastOf is the end of s, at most n runes of it.
func lastOf(s string, n int) string {
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	return "…" + string(runes[len(runes)-n:])
}
