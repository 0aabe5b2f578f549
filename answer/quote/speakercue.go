package quote

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

type speakerKind int

const (
	speakerText  speakerKind = iota // a word
	speakerPoint                    // punctuation
	speakerChunk                    // a quotation
)

// A speakerToken is a word, a mark or a whole quotation: bytes of the source.
type speakerToken struct {
	kind       speakerKind
	start, end int
	text       string // as written
	fold       string // lower-case
}

func (t speakerToken) upper() bool {
	r, _ := utf8.DecodeRuneInString(t.text)
	return t.kind == speakerText && unicode.IsUpper(r)
}

var speakerTokenForm = regexp.MustCompile(`(?:\p{Lu}\.){2,}|(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Col|Lt|Capt|Maj|Sgt|Adm|Prof|Rev|Jr|Sr)\.|\p{Lu}\.|[\p{L}\p{N}\p{M}]+(?:[.'’&-][\p{L}\p{N}\p{M}]+)*|[,;:.?!()—–&]`)

// speakerTokens cuts the source from start to end, with quotations as one token each.
func speakerTokens(source string, start, end int, quotations []speakerQuotation) []speakerToken {
	var out []speakerToken
	cut := func(from, to int) {
		for _, m := range speakerTokenForm.FindAllStringIndex(source[from:max(from, to)], -1) {
			t := speakerToken{start: from + m[0], end: from + m[1], text: source[from+m[0] : from+m[1]]}
			if r, _ := utf8.DecodeRuneInString(t.text); !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				t.kind = speakerPoint
			}
			t.fold = strings.ReplaceAll(strings.ToLower(t.text), "’", "'")
			out = append(out, t)
		}
	}
	at := start
	for _, q := range quotations {
		if q.end <= start || q.start >= end {
			continue
		}
		from, to := max(q.start, start), min(q.end, end)
		cut(at, from)
		out = append(out, speakerToken{kind: speakerChunk, start: from, end: to})
		at = to
	}
	cut(at, end)
	return out
}

// A cue is a place where a sentence says who speaks. Positions count tokens.
type cue struct {
	lo, hi     int  // the whole cue, hi exclusive: "US officials told AFP"
	name, past int  // the speaker in it, past exclusive; name == past where he is to be found elsewhere
	loose      bool // good for words in quotation marks only
	inverted   bool // the verb stands first: "said the minister"
}

func (c cue) from(toks []speakerToken) int { return toks[c.lo].start }
func (c cue) to(toks []speakerToken) int   { return toks[c.hi-1].end }

// governs reports whether the words from start to end are what the cue attributes:
// those behind it up to a "but", or those before it where it ends the sentence or
// is put between two commas.
func (c cue) governs(toks []speakerToken, start, end int) bool {
	if start >= c.to(toks) {
		for i := c.hi; i+1 < len(toks) && toks[i].start < start; i++ {
			if next := toks[i+1].fold; toks[i].text == "," && (next == "but" || next == "while" || next == "although" || next == "though") || toks[i].text == ";" {
				return false
			}
		}
		return true
	}
	if start >= c.from(toks) {
		return end > c.to(toks)
	}
	if end > c.to(toks) {
		return true
	}
	return end <= c.from(toks) && c.tail(toks)
}

// tail reports whether the cue follows what it attributes.
func (c cue) tail(toks []speakerToken) bool {
	if c.lo == 0 || toks[c.lo-1].kind == speakerText && toks[c.lo-1].fold != "as" && !c.inverted {
		return false
	}
	for i := c.hi; i < len(toks) && i < c.hi+7; i++ {
		if toks[i].kind == speakerChunk || cueFinite[toks[i].fold] {
			return false
		}
		if toks[i].kind == speakerPoint {
			return true
		}
	}
	return true
}

// cuesOf finds the cues of a sentence, in order.
func cuesOf(toks []speakerToken) []cue {
	var out []cue
	for i, t := range toks {
		if t.kind != speakerText || t.upper() && i > 0 && !(toks[i-1].text == ":" || t.fold == "according") {
			continue // the United States
		}
		c, ok := cue{}, false
		switch {
		case t.fold == "according" && i+1 < len(toks) && toks[i+1].fold == "to":
			c, ok = cueForward(toks, i, i+2)
		case cueSay[t.fold] || cueLoose[t.fold]:
			c, ok = cueAt(toks, i)
		}
		if ok {
			out = append(out, c)
		}
	}
	return out
}

// cueAt is the cue whose verb is token v, if it is one.
func cueAt(toks []speakerToken, v int) (cue, bool) {
	if cueInverts(toks, v) {
		if c, ok := cueForward(toks, v, v+1); ok && cueCloses(toks, c.hi) {
			c.inverted = true
			return c, true
		}
	}
	i := v - 1
	for i >= 0 && (cueBetween[toks[i].fold] || i > 0 && toks[i-1].fold == "on" && speakerDates[toks[i].fold]) {
		if i--; i >= 0 && toks[i].fold == "on" {
			i--
		}
	}
	if i < 0 || cuePassive[toks[i].fold] || cueNot[toks[i].fold] || strings.HasSuffix(toks[i].fold, "n't") {
		return cue{}, false
	}
	c := cue{hi: v + 1, loose: cueLoose[toks[v].fold]}
	if !c.loose && !cueComplement(toks, v) {
		return cue{}, false
	}
	if f := toks[i].fold; f == "and" || f == "but" || strings.HasSuffix(toks[v].fold, "ing") || toks[i].kind == speakerChunk {
		c.lo = i + 1
		return c, true
	}
	c.name, c.past = speakerSubject(toks, i)
	c.lo = c.name
	return c, c.name < c.past
}

// cueInverts reports whether a verb may stand before its subject: behind a
// quotation, a comma, or at the beginning.
func cueInverts(toks []speakerToken, v int) bool {
	if f := toks[v].fold; f == "told" || f == "tells" || f == "tell" {
		return false
	}
	if !cueSay[toks[v].fold] || v+1 >= len(toks) || toks[v+1].kind != speakerText || speakerPronouns[toks[v+1].fold] && v == 0 {
		return false
	}
	return v == 0 || toks[v-1].kind == speakerChunk || toks[v-1].kind == speakerPoint && toks[v-1].text != ")"
}

// cueForward is the cue whose words begin at lo and whose speaker begins at from.
func cueForward(toks []speakerToken, lo, from int) (cue, bool) {
	past := speakerObject(toks, from)
	return cue{lo: lo, hi: past, name: from, past: past}, past > from
}

// cueCloses reports whether nothing but a circumstance follows a subject that ends
// before i, so that the verb before it is its own: "said the minister on Friday".
func cueCloses(toks []speakerToken, i int) bool {
	if i >= len(toks) || toks[i].kind != speakerText {
		return true
	}
	f := toks[i].fold
	return speakerPreps[f] || speakerDates[f] || f == "who" || f == "when" || f == "while" || f == "as" || f == "and" ||
		strings.HasSuffix(f, "ing") || strings.HasSuffix(f, "ly")
}

// cueComplement reports whether the verb has a clause or a quotation to govern,
// or needs none. "Told them to go" is an order, "announced a deal" an act.
func cueComplement(toks []speakerToken, v int) bool {
	if toks[v].fold == "told" || toks[v].fold == "tells" || toks[v].fold == "tell" || toks[v].fold == "asked" {
		for i := v + 1; i < len(toks) && i < v+6 && toks[i].kind == speakerText && !cueFinite[toks[i].fold]; i++ {
			if toks[i].fold == "to" {
				return false
			}
		}
	}
	if cueBare[toks[v].fold] || v+1 >= len(toks) || toks[v+1].kind == speakerPoint && toks[v+1].text != "," {
		return true
	}
	if f := toks[v].fold; (f == "expects" || f == "hopes") && v+1 < len(toks) {
		return true
	}
	for _, t := range toks[v+1:] {
		if t.kind == speakerChunk || cueFinite[t.fold] {
			return true
		}
		if t.text == ";" {
			return false
		}
	}
	return false
}
