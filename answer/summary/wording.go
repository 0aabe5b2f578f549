package summary

import (
	"slices"

	"footnote/internal/words"
)

// What a unit loses by its wording.
const (
	vague      = 0.95 // it says so on the word of nobody in particular
	additional = 0.9  // it only adds to what stood before it
	described  = 0.75 // nothing happens in it
	eventless  = 0.8  // nothing that news is about stands in its main clause
	scenic     = 0.6  // it tells what somebody was seen doing

	supposed = 0.75 // it tells what might be, what somebody thinks, or what he sees
	leaning  = 0.90 // two sentences told as one
	unknown  = 0.85 // names what nothing before it introduces
)

// wording is how well a unit is worded, up to 1.
func (u *unit) wording() float64 {
	w := 1.0
	if len(u.run) > 1 {
		w *= leaning
	}
	for _, s := range u.run {
		if !s.art.English() {
			continue
		}
		if s.vague() {
			w *= vague
		}
		if s.supposes() || s.onTheSpot() {
			w *= supposed
		}
		if s.adds() {
			w *= additional
		}
		w *= s.eventful()
	}
	return w
}

// vague reports whether an English sentence says so on the word of nobody in particular.
func (s *sentence) vague() bool {
	for i, t := range s.toks {
		switch t.Word {
		case "reportedly", "allegedly", "apparently", "purportedly", "rumoured", "rumored":
			return true
		case "outlets", "reports", "sources", "media":
			if w := s.word(i + 1); reporting[w] || s.word(i-2) == "according" || w == "in" && s.word(i-2) == "according" {
				return true
			}
		case "believed", "thought", "understood":
			if being[s.word(i-1)] {
				return true
			}
		}
	}
	return false
}

var reporting = words.Set(`reported report said say suggest suggested claim claimed`)

// supposes reports whether an English sentence tells what might be or should, or what
// the writer thinks.
func (s *sentence) supposes() bool {
	for i, t := range s.toks {
		if s.inMarks(t.Start) {
			continue
		}
		if opinion[t.Word] || i == 0 && (t.Word == "if" || t.Word == "had" || t.Word == "imagine") {
			return true
		}
		if (t.Word == "might" || t.Word == "should" || t.Word == "ought" || t.Word == "could" || t.Word == "would") && s.word(i+1) == "have" {
			return true
		}
	}
	return false
}

var opinion = words.Set(`perhaps maybe arguably hopefully surely undoubtedly sadly tragically fortunately unfortunately ironically
	curiously seems feels might ought remarkable extraordinary stunning breathtaking`)

// onTheSpot reports whether an English sentence tells what is to be seen where its writer is.
func (s *sentence) onTheSpot() bool {
	return slices.ContainsFunc(s.toks, func(t words.Token) bool { return t.Word == "here" && !s.inMarks(t.Start) })
}

// adds reports whether an English sentence says of itself that it adds to another.
func (s *sentence) adds() bool {
	for i, t := range s.toks {
		if (t.Word == "also" || t.Word == "too" && i+1 == len(s.toks) || t.Word == "well" && s.word(i-1) == "as" && i+1 == len(s.toks)) && !s.inMarks(t.Start) {
			return true
		}
	}
	return false
}
