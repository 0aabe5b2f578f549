package quantity

// Currencies are the signs that stand before a sum of money.
const Currencies = "$€£¥₹"

// Unit returns the sign of the unit that the stem of an English word names, such as $ of
// dollars and % of percentage; empty where it names none.
func Unit(stem string) string { return units[stem] }

var units = map[string]string{
	"dollar": "$", "euro": "€", "pound": "£", "yen": "¥", "rupe": "₹", "percent": "%", "percentag": "%",
}

// Spells reports whether a folded word is of a number in words: two, fifty, million.
// "One" is not, since it may be a pronoun, nor are ordinals, nor vague numbers.
func Spells(word string) bool {
	return cardinals[word] > 0 && word != "one" || magnitudes[word] > 0 && len(word) > 2
}

var (
	cardinals = map[string]float64{
		"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
		"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
		"seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
		"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
	}
	magnitudes = map[string]float64{
		"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6, "bn": 1e9, "k": 1e3,
	}
	ordinals = map[string]float64{ // "second" is a length as well
		"first": 1, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
		"ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
	}
)

// A span is what a vague number may be.
type span struct{ least, most float64 }

var vague = map[string]span{
	"dozens": {24, 99}, "tens": {20, 99}, "hundreds": {200, 1999}, "thousands": {2000, 19_999},
	"millions": {1e6, 1e9}, "billions": {1e9, 1e12},
}

// limits are the words before a number that limit it; of those that end alike, the
// longest comes first.
var limits = []struct {
	words string
	bound Bound
}{
	{"no more than", Under}, {"not more than", Under}, {"no fewer than", Over}, {"no less than", Over},
	{"more than", Over}, {"greater than", Over}, {"at least", Over}, {"over", Over}, {"above", Over}, {"upwards of", Over},
	{"exceeding", Over}, {"exceed", Over}, {"exceeded", Over}, {"surpassing", Over}, {"surpassed", Over}, {"minimum of", Over},
	{"less than", Under}, {"fewer than", Under}, {"at most", Under}, {"up to", Under}, {"under", Under}, {"below", Under},
	{"as many as", Under}, {"as much as", Under}, {"maximum of", Under}, {"nearly", Under}, {"almost", Under},
	{"about", About}, {"around", About}, {"roughly", About}, {"approximately", About}, {"some", About}, {"an estimated", About},
	{"estimated", About}, {"close to", About}, {"exactly", Exact}, {"precisely", Exact},
}
