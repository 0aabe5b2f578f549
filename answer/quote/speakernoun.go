package quote

import "strings"

// speakerLongest bounds the words of a speaker's description.
const speakerLongest = 10

// speakerSubject returns the subject that ends at token hi, or before the
// apposition or clause between commas that does: from name to past, exclusive.
// name == past where there is none.
func speakerSubject(toks []speakerToken, hi int) (name, past int) {
	if toks[hi].fold == "who" || toks[hi].fold == "which" {
		hi--
	}
	for hi >= 0 && (toks[hi].text == "," || toks[hi].text == ")") {
		open := hi - 1
		for open >= 0 && toks[open].text != "," && toks[open].text != "(" {
			open--
		}
		hi = open - 1
		if hi < 0 {
			return 0, 0
		}
		if past := speakerPersonAt(toks, open+1); past > open+2 && toks[past].text == toks[open].text && speakerProper(toks, open+1, past) && !toks[hi].upper() {
			return open + 1, past // the leader, Omar Dahl, said
		}
		if before := speakerComma(toks, hi); before > 0 && !toks[before+1].upper() && toks[before-1].upper() && !speakerDates[toks[before-1].fold] && !speakerLed(toks, before-1) {
			hi = before - 1
		}
	}
	if hi < 0 || toks[hi].kind != speakerText {
		return 0, 0
	}
	return speakerBackward(toks, hi)
}

// speakerComma is the comma before token i with nothing but words between, or -1.
func speakerComma(toks []speakerToken, i int) int {
	for i >= 0 && toks[i].kind == speakerText {
		i--
	}
	if i >= 0 && toks[i].text == "," {
		return i
	}
	return -1
}

// speakerLed reports whether the words in capitals that end at token i follow a preposition: "in Niger".
func speakerLed(toks []speakerToken, i int) bool {
	for i >= 0 && toks[i].upper() && !speakerPreps[toks[i].fold] {
		i--
	}
	return i >= 0 && speakerPreps[toks[i].fold]
}

// speakerBackward walks back over the words of a subject.
func speakerBackward(toks []speakerToken, hi int) (name, past int) {
	if speakerPronouns[toks[hi].fold] {
		return hi, hi + 1
	}
	for w := hi; w > 0 && toks[w].kind == speakerText; w-- {
		if toks[w].fold == "who" || toks[w].fold == "that" && !speakerStarters[toks[w+min(1, hi-w)].fold] && !toks[w+min(1, hi-w)].upper() && !cueSay[toks[w-1].fold] {
			hi = w - 1
			break
		}
	}
	lo := hi + 1
	for k := hi; k >= 0 && toks[k].kind == speakerText && hi-k < speakerLongest; k-- {
		f := toks[k].fold
		if f == "and" && k > 0 && k < hi && toks[k-1].upper() && toks[k+1].upper() {
			continue
		}
		if speakerStops[f] && !speakerStarters[f] {
			break
		}
		if speakerPreps[f] && (toks[k].upper() || k == 0 || toks[k-1].kind != speakerText || speakerStops[toks[k-1].fold]) {
			break
		}
		lo = k
		if !speakerStarters[f] {
			continue
		}
		if k > 1 && strings.HasSuffix(toks[k-1].fold, "ing") && toks[k-2].kind == speakerText && !speakerStops[toks[k-2].fold] {
			hi, k = k-2, k-1
			lo = hi + 1
			continue
		}
		if k > 1 && speakerPreps[toks[k-1].fold] && !toks[k-1].upper() && toks[k-2].kind == speakerText && !speakerStops[toks[k-2].fold] {
			continue
		}
		break
	}
	return speakerStrip(toks, lo, hi+1)
}

// speakerStrip takes days and prepositions off the beginning.
func speakerStrip(toks []speakerToken, lo, past int) (int, int) {
	for lo < past && (speakerDates[toks[lo].fold] || speakerPreps[toks[lo].fold]) {
		lo++
	}
	return lo, past
}

// speakerObject returns the end, exclusive, of the description that begins at
// from; from itself where none does.
func speakerObject(toks []speakerToken, from int) int {
	i := from
	for ; i < len(toks) && toks[i].kind == speakerText && i-from < speakerLongest; i++ {
		f := toks[i].fold
		if i == from && speakerPronouns[f] && f != "him" && f != "them" {
			return i + 1
		}
		if f == "and" && i > from && i+1 < len(toks) && toks[i-1].upper() && toks[i+1].upper() {
			continue
		}
		if speakerStops[f] && !speakerStarters[f] || speakerDates[f] && !speakerStarters[f] || i > from && speakerStarters[f] && !speakerPreps[toks[i-1].fold] {
			break
		}
		if speakerPreps[f] && (i == from || f != "of" && f != "for" || toks[from].upper() && !speakerTitled(toks[i-1].fold) && f == "of") {
			break
		}
		if i > from && !toks[i].upper() && !speakerPreps[f] && !speakerNoun(f) &&
			(speakerNoun(toks[i-1].fold) && !speakerModifiers[toks[i-1].fold] && speakerRoles[speakerWord(toks[i-1].text)] || speakerProper(toks, from, i)) {
			break
		}
	}
	for i > from && (speakerPreps[toks[i-1].fold] || speakerStarters[toks[i-1].fold] && toks[i-1].fold != "one") {
		i--
	}
	return i
}

func speakerTitled(f string) bool { return speakerRoles[speakerWord(f)] || speakerBodies[f] }

func speakerNoun(f string) bool {
	return speakerTitled(f) || speakerModifiers[f] || speakerBodies[strings.TrimSuffix(f, "s")]
}

// speakerProper reports whether the words from..i are a name so far: all with capitals.
func speakerProper(toks []speakerToken, from, i int) bool {
	for _, t := range toks[from:i] {
		if !t.upper() {
			return false
		}
	}
	return true
}
