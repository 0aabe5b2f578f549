package retrieval

import (
	"strings"
	"unicode/utf8"

	"footnote/internal/words"
)

// Leans reports whether an English sentence leans on the one before it: it
// begins with a pronoun or pointing word, or has one right after a few words of
// time or place. "It is not clear …" leans on nothing, nor do words that begin a
// quotation or a title.
func Leans(text string, toks []words.Token) bool {
	if r, _ := utf8.DecodeRuneInString(text); strings.ContainsRune("“\"‘'«„", r) {
		return false
	}
	if len(toks) > 1 && refersBack(text, toks) {
		return true
	}
	for i := 0; i < len(toks) && i < 3; i++ {
		w := toks[i].Word
		next := ""
		if i+1 < len(toks) {
			next = toks[i+1].Word
		}
		switch {
		case (w == "it" || w == "it's") && expletive(toks[i+1:]):
			return false
		case w == "this" && timeUnits[next] || w == "that" && i > 0:
			return false
		case w == "it's" || pronouns[w]:
			return true
		case connectives[w]:
		default:
			return false
		}
	}
	return false
}

// refersBack reports whether the first words point at the sentence before: But …,
// There, the police …, The former …
func refersBack(text string, toks []words.Token) bool {
	switch first := toks[0].Word; {
	case first == "but" || first == "however":
		return true
	case first == "there":
		return strings.HasPrefix(text[toks[0].End:], ",")
	case first == "the" && (toks[1].Word == "former" || toks[1].Word == "latter"):
		return len(toks) == 2 || toks[2].Stop || strings.HasPrefix(text[toks[1].End:], ",")
	}
	return false
}

// expletive reports whether "it" stands for what follows: it is not clear, it was thought that.
func expletive(rest []words.Token) bool {
	for i, t := range rest {
		if i > 3 {
			break
		}
		if expletives[t.Word] {
			return true
		}
	}
	return false
}

var (
	pronouns = words.Set(`he she it they this that these those his her its their him them both such he's she's that's they're
		he'd she'd they'd they've he'll she'll they'll it'll it'd`)
	connectives = words.Set(`but and so yet then also instead still however meanwhile for while when after before since although
		though because as if once until in at by with from of to despite`)
	expletives = words.Set(`clear unclear likely unlikely possible impossible expected known unknown remains thought believed
		necessary important hard difficult easy uncertain hoped understood reported`)
)
