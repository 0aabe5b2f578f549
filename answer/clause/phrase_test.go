package clause

import (
	"slices"
	"strings"
	"testing"
)

func TestAction(t *testing.T) {
	for _, tt := range []struct{ text, verb, doers, done string }{
		{"Lund sued Ruiz.", "sued", "Lund", "Ruiz"},
		{"Ruiz was sued by Lund.", "sued", "Lund", "Ruiz"},
		{"Ruiz was sued in Ostrey.", "sued", "", "Ruiz"},
		{"Lund was suing Ruiz.", "suing", "Lund", "Ruiz"},
		{"Lund in Ostrey.", "", "Lund Ostrey", ""},
	} {
		s := parsed(t, tt.text)
		a := s.Action(0, len(s.Tokens))
		var doers, done []string
		for i, k := range s.Tokens {
			if k.Upper && a.Doer(i) {
				doers = append(doers, text(s, i, i+1))
			}
			if k.Upper && a.DoneTo(i) {
				done = append(done, text(s, i, i+1))
			}
		}
		if a.Verb != at(t, s, tt.verb) || strings.Join(doers, " ") != tt.doers || strings.Join(done, " ") != tt.done {
			t.Errorf("%s: %+v, by %q to %q", tt.text, a, doers, done)
		}
	}
}

func TestNear(t *testing.T) {
	s := parsed(t, "Lund and the envoy from Ostrey sued Ruiz.")
	a := s.Action(0, len(s.Tokens))
	for word, want := range map[string][2]bool{"Lund": {false, true}, "Ostrey": {true, true}, "Ruiz": {true, false}} {
		i := at(t, s, word)
		if got := [2]bool{a.Near(i), a.Acting(i)}; got != want {
			t.Errorf("%s: near and acting are %v, want %v", word, got, want)
		}
	}
}

func TestVerbs(t *testing.T) {
	s := parsed(t, "The mayor was told to open the bridge in Ostrey.")
	end := len(s.Tokens)
	for _, tt := range []struct{ from, to, first, last string }{
		{"The", "", "told", "open"},
		{"The", "to", "told", "told"},
		{"told", "to", "told", "told"}, // LastVerb looks behind it
		{"the", "", "", "the"},
	} {
		from, to := at(t, s, tt.from), at(t, s, tt.to)
		first := at(t, s, tt.first)
		if tt.first == "" {
			first = to
		}
		if got := s.FirstVerb(from, to); got != first {
			t.Errorf("%s: first verb at %d, want %d", text(s, from, to), got, first)
		}
		if got, want := s.LastVerb(from, to), at(t, s, tt.last); got != want {
			t.Errorf("%s: last verb at %d, want %d", text(s, from, to), got, want)
		}
	}
	if !s.HasVerb(2, 3) || s.HasVerb(0, 2) || s.HasVerb(end, end+1) {
		t.Error("an auxiliary counts as a verb, nothing else does")
	}
}

func TestNounEnd(t *testing.T) {
	for _, tt := range []struct{ text, from, want string }{
		{"The coup in Tarnow was condemned.", "coup", "coup in Tarnow"},
		{"The strike of the dockers at Ostrey, now over, cost much.", "strike", "strike of the dockers at Ostrey"},
		{"The visit ended.", "visit", "visit"},
		{"The attack for money failed.", "attack", "attack"},
		{"It ended.", "ended", ""},
	} {
		s := parsed(t, tt.text)
		from := at(t, s, tt.from)
		if got := text(s, from, s.NounEnd(from)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.text, got, tt.want)
		}
	}
}

// Each question is asked of one token of a sentence.
func TestTokens(t *testing.T) {
	for _, tt := range []struct {
		what       string
		ask        func(s *Sentence, i int) bool
		text, word string
		want       bool
	}{
		{"possessive", (*Sentence).Possessive, "Monday's march was long.", "Monday's", true},
		{"possessive", (*Sentence).Possessive, "The dockers’ strike goes on.", "dockers", true},
		{"possessive", (*Sentence).Possessive, "The dockers strike.", "dockers", false},
		{"possessive", (*Sentence).Possessive, "The strike is the dockers'.", "dockers", false},
		{"labels", (*Sentence).Labels, "Flight 9 was late.", "9", true},
		{"labels", (*Sentence).Labels, "The kiln of pit 238 was shut.", "238", true},
		{"labels", (*Sentence).Labels, "Police held 12 dockers.", "12", false},
		{"labels", (*Sentence).Labels, "It grew by 12 in all.", "12", false},
		{"opens", (*Sentence).Opens, "The coup was condemned.", "coup", true},
		{"opens", (*Sentence).Opens, "Police said the bridge fell.", "bridge", true},
		{"opens", (*Sentence).Opens, "Envoys condemned the coup.", "coup", false},
		{"past be", (*Sentence).PastBe, "It was late.", "was", true},
		{"past be", (*Sentence).PastBe, "It is late.", "is", false},
		{"placed", fromStart, "A fire broke out in Ostrey.", "Ostrey", true},
		{"placed", fromStart, "A fire broke out in New Ostrey.", "Ostrey", true},
		{"placed", fromStart, "A fire at the port of Ostrey.", "Ostrey", true},
		{"placed", fromStart, "A friend of Ostrey.", "Ostrey", false},
		{"placed", fromStart, "A fire destroyed Ostrey.", "Ostrey", false},
	} {
		s := parsed(t, tt.text)
		if got := tt.ask(s, at(t, s, tt.word)); got != tt.want {
			t.Errorf("%s: %s is %s: %v, want %v", tt.text, tt.word, tt.what, got, tt.want)
		}
	}
}

func fromStart(s *Sentence, i int) bool { return s.Placed(i, 0) }

// Each question is asked of a whole sentence.
func TestStretches(t *testing.T) {
	for _, tt := range []struct {
		what string
		ask  func(s *Sentence, from, to int) bool
		text string
		want bool
	}{
		{"supposed", (*Sentence).Supposed, "If the dam breaks, Ostrey drowns.", true},
		{"supposed", (*Sentence).Supposed, "Had the dam broken, Ostrey would drown.", true},
		{"supposed", (*Sentence).Supposed, "The dam would have held.", true},
		{"supposed", (*Sentence).Supposed, "The dam broke.", false},
		{"might have", (*Sentence).MightHave, "The dam might not have held.", true},
		{"might have", (*Sentence).MightHave, "The dam will have held.", false},
		{"says only", (*Sentence).SaysOnly, "Police said so.", true},
		{"says only", (*Sentence).SaysOnly, "Police made a statement and confirmed it.", true},
		{"says only", (*Sentence).SaysOnly, "Police said so and left.", false},
		{"says only", (*Sentence).SaysOnly, "The mayor was warned.", false},
		{"says only", (*Sentence).SaysOnly, "A quiet day.", false},
		{"event", (*Sentence).EventIn, "The strike is over.", true},
		{"event", (*Sentence).EventIn, "The mayors are old.", false},
		{"event", (*Sentence).EventIn, "It rained in March 2030.", false}, // no march
	} {
		s := parsed(t, tt.text)
		if got := tt.ask(s, 0, len(s.Tokens)); got != tt.want {
			t.Errorf("%s %s: %v, want %v", tt.text, tt.what, got, tt.want)
		}
	}
}

func TestPersons(t *testing.T) {
	s := parsed(t, "Envoy Ada Lund and Tom de Ruiz met Castan, Jon Feld, the Ostrey Council and Ivo Petr Dosk in East Tarn on Friday.")
	var got []string
	for _, i := range s.Persons(0, len(s.Tokens)) {
		got = append(got, text(s, i, i+1))
	}
	if want := []string{"Lund", "Feld", "Dosk"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLists(t *testing.T) {
	for _, w := range []string{"coup", "coups", "crash", "crashes", "visitor", "ceremonies"} {
		if !EventNouns[w] {
			t.Errorf("%s is no event", w)
		}
	}
	if got := Stems("said resigns  resigned"); len(got) != 2 || !got["say"] || !got["resign"] {
		t.Errorf("stems %v", got)
	}
	if !Saying["announc"] || !Saying["say"] || Saying["said"] {
		t.Error("saying goes by stem")
	}
}

// Kindred goes both ways.
func TestKindred(t *testing.T) {
	kin := Kindred()
	if !slices.Contains(kin["coup"], "toppl") || slices.Contains(kin["coup"], "flood") || kin["lamp"] != nil {
		t.Errorf("coup is kin to %v, lamp to %v", kin["coup"], kin["lamp"])
	}
	for stem, all := range kin {
		if !slices.Contains(all, stem) {
			t.Errorf("%s is not among its own", stem)
		}
		for _, o := range all {
			if !slices.Contains(kin[o], stem) {
				t.Errorf("%s is kin to %s, not the other way round", stem, o)
			}
		}
	}
}
