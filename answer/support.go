package answer

import (
	"footnote/internal/words"
	"footnote/retrieval"
)

// supportShare is the share of a claim's words of content that its cited
// sentences must hold.
const supportShare = 0.5

// supported reports whether source, the words of the cited sentences, supports the
// text: it says it word for word, or it holds every number, date, name and
// quotation of it and most of its other words. all is the whole evidence, which
// tells names from words at the beginning of a sentence.
func supported(text, source, language string, all []Evidence) bool {
	if text == source {
		return true
	}
	lang := words.For(language)
	claim := lang.Tokens(text)
	held := map[string]bool{}
	for _, t := range lang.Tokens(source) {
		held[t.Stem], held[t.Word] = true, true
	}
	return len(claim) > 0 &&
		quotationsHeld(lang, text, source) &&
		quantitiesHeld(lang, text, source) &&
		namesHeld(lang, claim, held, all) &&
		wordsHeld(lang, claim, held)
}

// namesHeld reports whether the cited sentences hold every name and every word
// of time in the claim, or another word for the same (Niger's, American).
func namesHeld(lang *words.Language, claim []words.Token, held map[string]bool, all []Evidence) bool {
	for i, t := range claim {
		named := t.Upper && !t.Stop && (i > 0 || isName(lang, t, all))
		if !named && !retrieval.TimeWord(t) || held[t.Stem] || held[t.Word] {
			continue
		}
		if !heldNear(lang, t, held, 0.9) && !(i == 0 && derivedHeld(t, held)) {
			return false
		}
	}
	return true
}

// isName reports whether the evidence never writes the word in lower case.
func isName(lang *words.Language, t words.Token, all []Evidence) bool {
	for _, e := range all {
		for _, s := range lang.Tokens(e.Sentence.Text) {
			if s.Word == t.Word && !s.Upper {
				return false
			}
		}
	}
	return true
}

func heldNear(lang *words.Language, t words.Token, held map[string]bool, least float64) bool {
	for stem, near := range lang.Near(t.Word) {
		if near >= least && held[stem] {
			return true
		}
	}
	return false
}

// wordsHeld reports whether the cited sentences hold enough of the claim's words
// of content, or words near to them.
func wordsHeld(lang *words.Language, claim []words.Token, held map[string]bool) bool {
	content, found := 0, 0
	for _, t := range claim {
		if t.Stop {
			continue
		}
		content++
		if held[t.Stem] || heldNear(lang, t, held, 0) || derivedHeld(t, held) {
			found++
		}
	}
	return float64(found) >= supportShare*float64(content)
}

func derivedHeld(t words.Token, held map[string]bool) bool {
	for stem := range held {
		if words.Derived(t.Stem, stem) {
			return true
		}
	}
	return false
}
