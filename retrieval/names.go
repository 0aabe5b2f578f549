package retrieval

import "slices"

// properNames tell names at the beginning of a sentence, where every word is
// written in upper case, by how the word is written elsewhere: greater than 0
// for names.
type properNames map[string]int

func (p properNames) learn(texts sentenceTokens) {
	for _, toks := range texts {
		for i, t := range toks {
			switch {
			case i == 0 || t.Stop:
			case t.Upper:
				p[t.Word]++
			default:
				p[t.Word] -= 100
			}
		}
	}
}

// recognise marks as names those terms that were typed in lower case and that the
// story writes as names: people type "in szczecin".
func (p properNames) recognise(terms []Term) []Term {
	terms = slices.Clone(terms)
	for i, t := range terms {
		if !t.Upper && !t.Act && !t.Number && p[t.Word] >= surelyName {
			terms[i].Name, terms[i].Light = true, false
		}
	}
	return terms
}

// surelyName is how often a word must be written as a name, and never otherwise.
const surelyName = 2
