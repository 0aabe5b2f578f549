package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Other is what Detect returns for a text that is surely not in a language it
// knows: one in another script than the Latin one.
const Other = "und"

// marks are frequent short words that tell languages apart.
var marks = map[string]map[string]bool{
	"en": Set("the of and to in is was for that with on as at by are were what who when where why how which did does has have many much from will be this it an or not"),
	"de": Set("der das und ist nicht ein eine mit von zu den dem des im auf für fur sich wie wer wann wo warum wieviele viele werden wurde hat sind auch nach bei aus dass"),
	"fr": Set("le la les des et est une un du dans pour que qui quand combien pourquoi où ou sur pas avec par au aux ont sont cette ce il elle quel quelle quels"),
	"es": Set("el la los las es una un del en para que quién quien cuándo cuando cuántos cuantos dónde donde por con se su al como qué según más fue han"),
	"it": Set("il lo la gli le è una un del della dei nel per che chi quando quanti quanto dove perché perche con si sono non come di da al alla"),
	"pt": Set("os as é uma um do da dos das em para que quem quando quantos onde por com não nao se no na mais foi são sao"),
	"nl": Set("de het een en van is niet met voor dat op te zijn wie wanneer hoeveel waar waarom hoe wat werd worden heeft aan door bij ook"),
	"sv": Set("och att det som ett är på av för med den till inte vem när hur var varför många har om från"),
	"pl": Set("na do nie się jest że to jak kto kiedy gdzie dlaczego ile od po przez są dla"),
	"tr": Set("ve bir bu için ile ne kim nasıl kaç neden nerede zaman mi mı da de olan olarak"),
}

// markedBy are the languages that a word is a mark of.
var markedBy = invert(marks)

func invert(marks map[string]map[string]bool) map[string][]string {
	by := map[string][]string{}
	for lang, m := range marks {
		for w := range m {
			by[w] = append(by[w], lang)
		}
	}
	return by
}

// detectWords bounds how much of a text is looked at.
const detectWords = 60

// Detect returns the two-letter code of the language of text by its frequent
// short words (Grefenstette 1995, "Comparing two language identification
// schemes", section 3), Other for another script, or empty where it cannot
// tell: a text of names has no language.
func Detect(text string) string {
	latin, other, n := 0, 0, 0
	score := map[string]int{}
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		if n++; n > detectWords {
			break
		}
		if r, _ := utf8.DecodeRuneInString(w); r < utf8.RuneSelf || unicode.Is(unicode.Latin, r) {
			latin++
		} else {
			other++
		}
		for _, lang := range markedBy[strings.ToLower(w)] {
			score[lang]++
		}
	}
	if other > latin {
		return Other
	}
	return clearest(score)
}

// clearest is the language with most marks, if it leads clearly.
func clearest(score map[string]int) string {
	best, first, second := "", 0, 0
	for lang, n := range score {
		if n > first || n == first && lang < best {
			best, first, second = lang, n, max(first, second)
		} else {
			second = max(second, n)
		}
	}
	if first == 0 || first == second || best != "en" && first < 2 { // "z" and "la" are names, too
		return ""
	}
	return best
}
