package retrieval

import (
	"strings"

	"footnote/internal/words"
)

// kindMatch is a sentence held against the kind of answer that a question asks for.
type kindMatch struct {
	q     Query
	names properNames
	toks  []words.Token
	here  found
	text  string

	before found // what the sentence before holds, where this one leans on it

	dating bool    // whether the dates of the sentence are known
	dates  []dated // of the sentence
}

// value is how well the sentence holds the kind of answer asked for, 0 to 1. For
// kinds that any sentence may answer it is 1.
func (k kindMatch) value() float64 {
	switch {
	case k.q.Saying:
		return k.saying()
	case k.q.Kind == Person:
		return k.person()
	case k.q.Kind == Time:
		return k.time()
	case k.q.Kind == Place:
		return k.place()
	case k.q.Kind == Count:
		return k.count()
	case k.q.Kind == Measure:
		return boolean(numberIn(k.toks))
	case k.q.Kind == Amount:
		return amountIn(k.toks, k.text)
	case k.q.Kind == Duration:
		return durationIn(k.toks)
	case k.q.Kind == Age:
		return k.age()
	case k.q.Kind == Reason:
		return reasonIn(k.toks, k.text)
	case k.q.Kind == Choice:
		return k.choice()
	}
	return 1
}

// isAsked reports whether token i is one of the question's own.
func (k kindMatch) isAsked(i int) bool {
	for _, at := range k.here.at {
		if at == i {
			return true
		}
	}
	return false
}

// focus is the token that holds the question's focus, -1 for none.
func (k kindMatch) focus() int {
	if k.q.Focus < 0 {
		return -1
	}
	return k.here.at[k.q.Focus]
}

// name reports whether token i is a name that is not the question's and says no time.
func (k kindMatch) name(i int) bool {
	t := k.toks[i]
	if !t.Upper || t.Stop || TimeWord(t) || k.isAsked(i) {
		return false
	}
	return i > 0 || k.names[t.Word] > 0 || len(k.toks) > 1 && k.toks[1].Upper && !k.toks[1].Stop
}

func boolean(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// roleWindow is how many words from a role ("prime minister") its bearer's name may stand.
const roleWindow = 6

// How far from the verb of saying its speaker may stand, in words: "said a
// protester who gave her name as Hadiza".
const (
	speakerBefore = 5
	speakerAfter  = 9
)

// saying looks for the speaker beside the verb of saying; a pronoun there may stand for one.
func (k kindMatch) saying() float64 {
	best := 0.2
	for i, t := range k.toks {
		if !saying[t.Stem] {
			continue
		}
		for term, at := range k.here.at {
			if at >= i-speakerBefore && at <= i+speakerAfter && at >= 0 && at != i && !saying[k.q.Terms[term].Stem] {
				return 1
			}
		}
		if i > 0 && pronouns[k.toks[i-1].Word] || i+1 < len(k.toks) && pronouns[k.toks[i+1].Word] {
			best = 0.5
		}
	}
	return best
}

func (k kindMatch) person() float64 {
	focus := k.focus()
	if k.q.Focus >= 0 && (focus < 0 || k.othersRole(focus)) {
		return 0
	}
	best := 0.0
	for i, t := range k.toks {
		switch {
		case focus >= 0 && (i < focus-roleWindow || i > focus+roleWindow):
		case k.isAsked(i):
		case k.name(i) && !words.Country(t.Stem) && !placedAt(k.toks, i):
			best = 1
		case roles[t.Stem]:
			best = max(best, 0.5)
		}
	}
	return best
}

// othersRole reports whether the role at token i is somebody else's than the
// question asks after: Tansy's captain, the captain of Tansy.
func (k kindMatch) othersRole(i int) bool {
	if i > 0 {
		owner := k.toks[i-1]
		raw := k.text[owner.Start:owner.End]
		if (strings.HasSuffix(raw, "'s") || strings.HasSuffix(raw, "’s")) && !k.isAsked(i-1) {
			return true
		}
	}
	return i+2 < len(k.toks) && k.toks[i+1].Word == "of" && k.name(i+2)
}

// placedAt reports whether a name at token i is where something is, not who.
func placedAt(toks []words.Token, i int) bool {
	for i > 0 && toks[i-1].Upper && !toks[i-1].Stop {
		i--
	}
	return i > 0 && (locative[toks[i-1].Word] || i > 1 && toks[i-1].Word == "the" && locative[toks[i-2].Word])
}

// dayIn reports whether the words name a day: a day of a month, a day of the week.
func dayIn(toks []words.Token) bool {
	for i, t := range toks {
		beside := i > 0 && months[toks[i-1].Word] || i+1 < len(toks) && months[toks[i+1].Word]
		if dayNames[t.Word] || t.Number && len(t.Word) <= 4 && !TimeWord(t) && beside {
			return true
		}
	}
	return false
}

func (k kindMatch) place() float64 {
	best := 0.0
	for i := 1; i < len(k.toks); i++ {
		if k.name(i) {
			best = max(best, 0.7)
		}
		if k.isAsked(i) || !placePrepositions[k.toks[i-1].Word] && !(i > 1 && k.toks[i-1].Word == "the" && placePrepositions[k.toks[i-2].Word]) {
			continue
		}
		switch {
		case k.name(i):
			return 1
		case !TimeWord(k.toks[i]) && !k.toks[i].Number:
			best = max(best, 0.6)
		}
	}
	return best
}

// count looks for a number that counts the noun of the question: right before
// it, with at most three words between, or elsewhere in its sentence.
func (k kindMatch) count() float64 {
	focus := k.focus()
	people := k.q.Focus >= 0 && k.q.Terms[k.q.Focus].Stem == "person"
	best := 0.0
	for i := range k.toks {
		if !quantity(k.toks, i) {
			continue
		}
		switch gap := focus - i; {
		case focus >= 0 && gap > 0 && gap <= 4 && between(k.toks, i, focus):
			return 1
		case people && i+1 < len(k.toks):
			best = max(best, 0.8)
		case k.countsOther(i):
			best = max(best, 0.3)
		case focus >= 0 || k.q.Focus >= 0 && k.before.near != nil && k.before.near[k.q.Focus] > 0:
			best = max(best, 0.55)
		default:
			best = max(best, 0.3)
		}
	}
	return best
}

// countsOther reports whether the number at token i is right before a noun that
// is not the question's.
func (k kindMatch) countsOther(i int) bool {
	for j := i + 1; j < len(k.toks) && j <= i+3 && !k.toks[j].Stop; j++ {
		if k.isAsked(j) {
			return false
		}
		if strings.HasSuffix(k.toks[j].Word, "s") {
			return true
		}
	}
	return false
}

// between reports whether the words between a number and a noun leave them together.
func between(toks []words.Token, number, noun int) bool {
	for _, t := range toks[number+1 : noun] {
		if t.Stop && t.Word != "of" && t.Word != "the" && t.Word != "more" && t.Word != "other" || t.Number {
			return false
		}
	}
	return true
}

// quantity reports whether token i says how many: a number that is no year and no day of a month, or a word for one.
func quantity(toks []words.Token, i int) bool {
	t := toks[i]
	if !t.Number {
		return numerals[t.Word]
	}
	if len(t.Word) == 4 && (t.Word[0] == '1' || t.Word[0] == '2') && strings.IndexFunc(t.Word, notDigit) < 0 && t.End-t.Start == 4 {
		return i+1 < len(toks) && !toks[i+1].Stop && !(i > 0 && yearPrepositions[toks[i-1].Word])
	}
	if i > 0 && months[toks[i-1].Word] || i+1 < len(toks) && months[toks[i+1].Word] {
		return false
	}
	return true
}

func notDigit(r rune) bool { return r < '0' || r > '9' }

func numberIn(toks []words.Token) bool {
	for _, t := range toks {
		if t.Number || numerals[t.Word] {
			return true
		}
	}
	return false
}

func amountIn(toks []words.Token, text string) float64 {
	best := 0.0
	if strings.ContainsAny(text, "$€£¥₹") {
		best = 1
	}
	for i, t := range toks {
		switch {
		case currencies[t.Stem] && i > 0 && (toks[i-1].Number || magnitudes[toks[i-1].Word] || numerals[toks[i-1].Word]):
			best = 1
		case magnitudes[t.Word] && i > 0 && toks[i-1].Number:
			best = max(best, 0.6)
		case t.Number || numerals[t.Word]:
			best = max(best, 0.2)
		}
	}
	return best
}

func durationIn(toks []words.Token) float64 {
	best := 0.0
	for i := 1; i < len(toks); i++ {
		if timeUnits[toks[i].Word] {
			if toks[i-1].Number || numerals[toks[i-1].Word] {
				return 1
			}
			best = 0.5
		}
	}
	return max(best, 0.4*boolean(TimeIn(toks)))
}

func (k kindMatch) age() float64 {
	toks := k.toks
	for i, t := range toks {
		switch {
		case !t.Number && !numerals[t.Word]:
		case i > 0 && (toks[i-1].Stem == "age"):
			return 1
		case i+2 < len(toks) && strings.HasPrefix(toks[i+1].Word, "year") && toks[i+2].Word == "old":
			return 1
		case t.Number && len(t.Word) == 2 && i > 0 && toks[i-1].Upper && !toks[i-1].Stop:
			return 0.8
		}
	}
	return 0
}

func reasonIn(toks []words.Token, text string) float64 {
	best := 0.3
	for i, t := range toks {
		switch {
		case reasonWords[t.Word]:
			return 1
		case t.Word == "to" && i+1 < len(toks) && !toks[i+1].Stop && !toks[i+1].Upper || t.Word == "for" || t.Word == "as" || t.Word == "so" || t.Word == "over" || t.Word == "against":
			best = 0.7
		}
	}
	if strings.Contains(text, "in order to") {
		return 1
	}
	return best
}

// choiceWindow is how many words from the noun that is chosen the choice may stand.
const choiceWindow = 8

func (k kindMatch) choice() float64 {
	focus := k.focus()
	best := 0.4
	for i, t := range k.toks {
		if !k.name(i) && (!t.Number || k.isAsked(i)) {
			continue
		}
		best = max(best, 0.5)
		if focus >= 0 && i-focus <= choiceWindow && focus-i <= choiceWindow {
			return 1
		}
	}
	return best
}

var (
	months = words.Set(`january february march april may june july august september october november december jan feb mar apr
		jun jul aug sept sep oct nov dec`)
	dayNames = words.Set(`monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight christmas
		easter midnight noon`)
	timeUnits = words.Set(`second seconds minute minutes hour hours day days night nights week weeks weekend month months year years
		decade decades century centuries season summer winter spring autumn fall morning afternoon evening`)
	shifts           = words.Set(`later earlier before after`)
	deictic          = words.Set(`last next this past coming previous following earlier that same early late`)
	yearPrepositions = words.Set(`in since by until of from during before after`)
	numerals         = words.Set(`two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
		seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands
		million millions billion billions dozen dozens several half couple`)
	magnitudes        = words.Set(`million billion trillion thousand hundred m bn`)
	currencies        = stemSet(`dollar euro pound yen yuan rupee franc peso krona kroner real rand naira pence cent usd eur gbp`)
	locative          = words.Set(`in at near outside inside across into toward towards`)
	placePrepositions = words.Set(`in at near from to outside inside off across into toward towards around along on between
		through of under over beneath above within behind`)
	reasonWords = words.Set(`because since due cause caused causes reason reasons therefore thus hence owing amid following
		blamed thanks prompted led result results resulted aimed intended`)
	roles = stemSet(`official officer leader minister president spokesman spokeswoman spokesperson protester council agency
		government police prosecutor judge lawyer expert analyst resident witness doctor scientist researcher mayor governor
		chief director manager coach player author singer actor actress writer king queen prince captain commander general
		engineer teacher professor student worker driver owner founder chairman chairwoman secretary senator delegate team
		party union court jury parliament congress senate committee commission board junta rebel soldier
		man woman brother sister father mother son daughter wife husband family band`)
)
