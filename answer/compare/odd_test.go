package compare

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// Sentences in which verbs, ranks and causes stand where numbers do, or at the end.
var oddSentences = []string{
	"The 12 shops in Corvin doubled their prices in March.",
	"Profit of $5 million doubled at the Harrow mine in March.",
	"In all 14 runners started and Agnes Thorsby finished second.",
	"Orders doubled at the Harrow mine.", "Orders tripled at the Harrow mine.", "Doubled sales helped the Harrow mine.",
	"Nobody in Corvin knew what the delay was due to.",
	"Half of the 12 halved.", "Between three and four doubled to one.",
}

// No two of them break anything, alone or in one story.
func TestOddSentences(t *testing.T) {
	for _, a := range oddSentences {
		for _, b := range oddSentences {
			Relate(a, b, "2031-03-09", "2031-03-11")
		}
	}
	v := view(t, folder(map[string]string{
		"a.txt": "---\noutlet: Courier\npublished: 2031-03-09\nlang: en\n---\n" + strings.Join(oddSentences, " "),
		"b.txt": "---\noutlet: Ledger\npublished: 2031-03-11\nlang: en\n---\n" + strings.Join(oddSentences[3:], "\n\n"),
	}))
	check(t, v, of(t, v, Options{}))
}

// Words that tell of numbers, in any order, break nothing.
func TestMixedWords(t *testing.T) {
	tell := strings.Fields(`doubled halved second first half third due to 12 15 $5 million % percent between and from up of the no none dozens
		hundreds more than at least about said police killed died people Corvin Harrow mine on Monday March 2031 , . not never one goals votes by
		tonnes p.m. 9 8.30 a an in was were has Agnes Thorsby mayor of who because blamed deputy magnitude old aged years`)
	r := rand.New(rand.NewPCG(1, 2))
	sentence := func() string {
		words := make([]string, 3+r.IntN(14))
		for i := range words {
			words[i] = tell[r.IntN(len(tell))]
		}
		return "The " + strings.Join(slices.Compact(words), " ") + "."
	}
	for range 3000 {
		a, b := sentence(), sentence()
		func() {
			defer func() {
				if p := recover(); p != nil {
					t.Fatalf("%q and %q: %v", a, b, p)
				}
			}()
			Relate(a, b, "2031-03-09", "2031-03-10")
			x, y := tellingOf(a, "2031-03-09"), tellingOf(b, "2031-03-10")
			if x != nil && y != nil {
				x.story, y.story = true, true
				relate(x, y)
			}
		}()
	}
}
