package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"

	"footnote/internal/words"
)

// maxSentence bounds a sentence, in bytes, so that a text without full stops
// still gives passages and quotations of a readable size.
const maxSentence = 1200

// sentenceSpans cuts text into sentences: UAX #29, mended where it cuts after a
// title, an initial or a month, or inside a quotation that goes on. The spans are
// of text, without white space at their ends, in order. wrapped says that a line
// break inside text is only a matter of layout.
func sentenceSpans(text string, wrapped bool) [][2]int {
	var spans [][2]int
	iter := sentences.FromString(text)
	for iter.Next() {
		start, end := trimSpan(text, iter.Start(), iter.End())
		if start == end {
			continue
		}
		if n := len(spans); n > 0 && joins(text[spans[n-1][0]:spans[n-1][1]], text[spans[n-1][1]:start], text[start:end], wrapped) {
			spans[n-1][1] = end
			continue
		}
		spans = append(spans, [2]int{start, end})
	}
	return cutLong(text, spans)
}

// trimSpan moves start and end inwards over white space and invisible characters.
func trimSpan(text string, start, end int) (int, int) {
	for start < end {
		r, n := utf8.DecodeRuneInString(text[start:end])
		if !unseen(r) {
			break
		}
		start += n
	}
	for start < end {
		r, n := utf8.DecodeLastRuneInString(text[start:end])
		if !unseen(r) {
			break
		}
		end -= n
	}
	return start, end
}

func unseen(r rune) bool {
	return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r)
}

// joins reports whether next goes on with the sentence prev; gap is the white space between them.
func joins(prev, gap, next string, wrapped bool) bool {
	if strings.ContainsAny(gap, "\n\r\v\f\u0085\u2028\u2029") {
		return wrapped && (!endsSentence(prev) || continues(next) || needsMore(prev, next))
	}
	return continues(next) || needsMore(prev, next)
}

// continues reports whether next cannot begin a sentence: it begins in lower
// case (“…?” he asked), or holds no word (a lone closing quotation mark).
func continues(next string) bool {
	for _, r := range next {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.IsLower(r)
		}
		if r == '“' || r == '"' || r == '«' || r == '(' || r == '[' || r == '‘' || r == '\'' || r == '-' || r == '–' || r == '—' || r == '•' || r == '*' {
			return false
		}
	}
	return true
}

// needsMore reports whether the full stop at the end of prev belongs to a word
// that does not end a sentence before next.
func needsMore(prev, next string) bool {
	word, ok := strings.CutSuffix(prev, ".")
	if !ok {
		return false
	}
	if i := strings.LastIndexFunc(word, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("(“\"'‘[—–/", r) }); i >= 0 {
		_, n := utf8.DecodeRuneInString(word[i:])
		word = word[i+n:]
	}
	first := firstWord(next)
	switch {
	case titles[word]:
		return true
	case months[word] || word == "No" || word == "no" || word == "Nos" || word == "p" || word == "pp":
		return first != "" && first[0] >= '0' && first[0] <= '9'
	case halfDay(word):
		return first != "" && (sinceTime(prev) || timed(next, first))
	case initial(word) || firms[word]:
		return first != "" && !starters[first]
	}
	return false
}

// initial reports whether word, its last stop cut off, is one letter or letters with stops: J, U.S, p.m.
func initial(word string) bool {
	for _, part := range strings.Split(word, ".") {
		if r, n := utf8.DecodeRuneInString(part); n == 0 || n != len(part) || !unicode.IsLetter(r) {
			return false
		}
	}
	return strings.Contains(word, ".") || word != "I" && unicode.IsUpper(rune(word[0]))
}

// halfDay reports whether word, its last stop cut off, is a.m. or p.m.
func halfDay(word string) bool {
	return word == "a.m" || word == "p.m" || word == "A.M" || word == "P.M"
}

// timed reports whether next, of which first is the first word, goes on with a time: with
// a day, a month or the zone of a clock.
func timed(next, first string) bool {
	if days[first] || zones[first] || months[first] {
		return true
	}
	rest := strings.TrimLeft(strings.TrimPrefix(next, first), " \u00a0")
	return len(first) > 1 && len(first) < 5 && strings.ToUpper(first) == first && unicode.IsUpper(rune(first[0])) && !strings.HasPrefix(rest, "'") && clockZone(first) ||
		firstWord(rest) == "time" || firstWord(rest) == "Time" || firstWord(rest) == "Standard"
}

// clockZone reports whether an abbreviation in capitals looks like one of a zone: EDT, GMT, UTC.
func clockZone(s string) bool { return strings.HasSuffix(s, "T") || s == "UTC" }

// sinceTime reports whether prev is no more than when something happened: "At 9 p.m.".
func sinceTime(prev string) bool {
	return timeOpeners[firstWord(prev)] && len(strings.Fields(prev)) <= 5
}

func firstWord(s string) string {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }); i >= 0 {
		s = s[:i]
	}
	return s
}

// endsSentence reports whether s ends in a full stop, a question or an
// exclamation mark, inside or outside closing quotation marks and brackets.
func endsSentence(s string) bool {
	s = strings.TrimRightFunc(s, func(r rune) bool { return unseen(r) || strings.ContainsRune("\"”’')]»*_", r) })
	r, _ := utf8.DecodeLastRuneInString(s)
	return r != utf8.RuneError && unicode.Is(unicode.Sentence_Terminal, r) || r == '…'
}

// cutLong cuts spans longer than maxSentence, best at a semicolon or comma, else at white space.
func cutLong(text string, spans [][2]int) [][2]int {
	long := false
	for _, s := range spans {
		long = long || s[1]-s[0] > maxSentence
	}
	if !long {
		return spans
	}
	var out [][2]int
	for _, s := range spans {
		for s[1]-s[0] > maxSentence {
			cut := s[0] + cutPoint(text[s[0]:s[0]+maxSentence])
			if start, end := trimSpan(text, s[0], cut); start < end {
				out = append(out, [2]int{start, end})
			}
			s[0], _ = trimSpan(text, cut, s[1])
		}
		if s[0] < s[1] {
			out = append(out, s)
		}
	}
	return out
}

// cutPoint is where to cut s: after a semicolon, a comma or white space in its
// second half, else at the end of its last whole character.
func cutPoint(s string) int {
	half := len(s) / 2
	for _, marks := range []string{";", ",", " \t\n\u00a0"} {
		if i := strings.LastIndexAny(s[half:], marks); i >= 0 {
			_, n := utf8.DecodeRuneInString(s[half+i:])
			return half + i + n
		}
	}
	end := len(s)
	for end > 1 && !utf8.RuneStart(s[end-1]) {
		end--
	}
	if r, n := utf8.DecodeRuneInString(s[end-1:]); r != utf8.RuneError && end-1+n == len(s) {
		return len(s)
	}
	return max(end-1, 1)
}

var (
	titles = words.Set(`Mr Mrs Ms Dr Prof Gen Col Lt Maj Capt Sgt Cpl Pvt Adm Cmdr Brig Sen Rep Gov Pres Rev Hon Fr Sr St Mt Ft
		Supt Insp Det Amb Sec Atty Msgr vs v e.g i.e cf approx al`)
	days  = words.Set(`Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun`)
	zones = words.Set(`Eastern Central Mountain Pacific Greenwich January February March April May June July August September October November December`)
	// timeOpeners begin a sentence with when it happened.
	timeOpeners = words.Set(`At By Around About Before After Until Since From On Shortly Just`)
	months      = words.Set(`Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec`)
	firms       = words.Set(`Inc Ltd Co Corp Bros Jr Sr etc Ave Blvd Rd Dept Univ Assn`)
	// starters begin sentences and do not follow an initial or abbreviation inside one.
	starters = words.Set(`The A An In On At It He She They We You But And However This That These Those There When While
		After Before As For If Since Meanwhile According Its His Her Their Our My Last Next Earlier Later Now Then Still
		Yet Also Many Most Some Both Each Neither Either Although Though Because By From With Without Under Over During
		Despite Instead Such What Why Who How Where Here Officials Police Asked Not No So Or Nor To Once Until`)
)
