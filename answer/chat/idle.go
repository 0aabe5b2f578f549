package chat

import (
	"regexp"
	"strings"

	"footnote/answer/claim"
	"footnote/internal/words"
)

const (
	material = `(?:(?:provided|given|numbered|above|available|cited|supplied) )?(?:evidence|sources?|articles?|texts?|passages?|sentences?|information|material)(?: (?:provided|given|above|supplied|available))?`
	telling  = `(?:also |further |clearly )?(?:states?|says?|shows?|indicates?|reports?|confirms?|notes?|mentions?|tells?(?: us)?|suggests?)`
)

// fronts stand before a claim and say nothing of their own: the footnote says it, or
// nobody asked.
var fronts = []*regexp.Regexp{
	regexp.MustCompile(`(?i)^(?:based (?:up)?on|according to|judging by|going by|per|from|in) (?:the|this|these|your) ` + material + `[\s` + mark + `]*,\s*`),
	regexp.MustCompile(`(?i)^(?:the |this |these )` + material + `[\s` + mark + `]* ` + telling + ` that\s+`),
	regexp.MustCompile(`(?i)^(?:yes|no|sure|certainly|of course|absolutely|(?:great|good) question)(?:,|!|:|;| –| —)\s+`),
	regexp.MustCompile(`(?i)^(?:answer|short answer|final answer|summary|in short|in summary|in conclusion|to summari[sz]e|response|note)\s*[:,]\s*`),
	regexp.MustCompile(`(?i)^(?:as|according to|per|in|based on|from) (?:` + source + ` ?)?[\s` + mark + `]*` + mark + `[\s` + mark + `]*(?:` + telling + `\s*)?,\s*`),
	regexp.MustCompile(`(?i)^(?:the )?(?:` + source + ` ?)?[\s` + mark + `]*` + mark + `[\s` + mark + `]*\s` + telling + ` that\s+`),
}

// front is text without what stands before its claim.
func front(text string) string {
	text = strings.TrimSpace(text)
	for range fronts {
		was := text
		for _, f := range fronts {
			text = strings.TrimSpace(f.ReplaceAllString(text, ""))
		}
		if text == was {
			break
		}
	}
	return text
}

// title is a heading that claims nothing.
var title = regexp.MustCompile(`(?i)^(?:short |final |full )?(?:answer|summary|response|key (?:points|facts|takeaways|findings)|conclusion|details?|background|overview|explanation|in short|note|what the (?:evidence|sources|articles) (?:says?|report))[.:]*$`)

// Sentences that claim nothing of the story.
var (
	silence = regexp.MustCompile(`(?i)^(?:however, |but )?(?:(?:the|this|these|none of the) ` + material + ` (?:do(?:es)?|did)(?: not|n['’]t) (?:say|state|mention|name|tell|specify|give|contain|provide|answer|include|indicate|report|address)|(?:there is )?no(?:ne of the)? ` + material + ` |(?:i|we) (?:cannot|can['’]t|could not|couldn['’]t|did not|didn['’]t) (?:find|answer|determine|tell)\b.*\b(?:evidence|sources?|articles?|texts?)\b)`)
	decline = regexp.MustCompile(`(?i)^(?:(?:i['’]?m |i am )?(?:very |so )?sorry\b|i (?:can['’]?t|cannot|am unable|am not able|won['’]?t|must decline)\b|as an ai\b)`)
	chatter = regexp.MustCompile(`(?i)^(?:(?:yes|no|sure|certainly|absolutely|of course|understood|great|(?:that['’]s )?an? (?:great|good) question|(?:great|good|excellent) question)[.!]*$` +
		`|(?:please )?(?:let me know|feel free|don['’]t hesitate)\b|(?:i )?hope (?:this|that) helps\b|is there anything else\b|would you like\b|do you (?:want|need)\b` +
		`|if you (?:have|need|want|would like|['’]d like)\b.*\b(?:ask|know|help|question)|(?:i['’]?m |i am )?happy to help\b|thank(?:s| you)\b` +
		`|(?:here|below) (?:is|are)\b[^.!?]{0,60}[.:]$|the following\b[^.!?]{0,60}:?[.:]$)`)
)

// idle reports whether a sentence claims nothing of the story, and what it tells of
// the answer: a refusal, a declining, or nothing. One that cites is idle only where it
// says that the evidence does not say. None of these is ever shown.
func idle(text string, cites bool) (kind, bool) {
	switch {
	case silence.MatchString(text):
		return refusal, true
	case cites:
		return assertion, false
	case decline.MatchString(text):
		return declining, true
	case chatter.MatchString(text) && !strings.ContainsAny(text, "0123456789"):
		return assertion, true
	}
	r := claim.Check(text, nil, claim.Options{Frames: true})
	return assertion, r.Frame
}

// Names of tags.
var (
	thinking = words.Set(`think thinking thought thoughts reasoning reflection`)
	blocks   = words.Set(`answer response output result final p br hr li ul ol div sentence claim`)
	inline   = words.Set(`b i em strong u s span code small mark cite q`)
)
