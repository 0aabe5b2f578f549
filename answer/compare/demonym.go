package compare

import "strings"

// placeEndings are what makes of the name of a place that of its people.
var placeEndings = map[string]bool{"n": true, "an": true, "ian": true, "i": true, "ese": true, "ish": true, "er": true, "ite": true, "ean": true, "ic": true}

// leastRoot is how many letters the name of a place and that of its people must share.
const leastRoot = 4

// ofPlace is how well one of two names stands for the other where one is that of a place,
// the other that of its people: Vestria, Vestrian. It goes by the letters alone, for the
// places of a story need not be known.
func ofPlace(a, b string) float32 {
	if len(a) > len(b) {
		a, b = b, a
	}
	root := 0
	for root < len(a) && a[root] == b[root] {
		root++
	}
	if root < leastRoot || len(a)-root > 1 {
		return 0
	}
	if rest := a[root:]; rest != "" && !strings.Contains("aeioy", rest) || !placeEndings[b[root:]] {
		return 0
	}
	return 0.95
}
