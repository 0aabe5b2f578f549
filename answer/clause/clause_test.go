package clause

import (
	"slices"
	"strings"
	"testing"

	"footnote/article"
	"footnote/internal/words"
)

// read is an English article of Friday, 14 March 2031, with some text.
func read(t testing.TB, name, text string) *article.Article {
	t.Helper()
	a, err := article.Read(name, "---\npublished: 2031-03-14\nlang: en\n---\n"+text)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// parsed is the only sentence of a text, parsed.
func parsed(t testing.TB, text string) *Sentence {
	t.Helper()
	a := read(t, "a.txt", text)
	if len(a.Sentences) != 1 {
		t.Fatalf("%q has %d sentences", text, len(a.Sentences))
	}
	s := New(a, 0, TimesBySentence(a)[0])
	s.Parse()
	return s
}

// at is the first token of a sentence that reads so; its end for none.
func at(t testing.TB, s *Sentence, word string) int {
	t.Helper()
	if word == "" {
		return len(s.Tokens)
	}
	i := slices.IndexFunc(s.Tokens, func(k words.Token) bool { return s.Text[k.Start:k.End] == word })
	if i < 0 {
		t.Fatalf("no %q in %q", word, s.Text)
	}
	return i
}

// text is what stands in a sentence from token from to token to.
func text(s *Sentence, from, to int) string {
	if from >= to {
		return ""
	}
	return s.Text[s.Tokens[from].Start:s.Tokens[to-1].End]
}

// show is the sentence with the form of each word that is not plain, and a bar
// between clauses.
func show(s *Sentence) string {
	marks := map[Form]string{Auxiliary: "/aux", Verb: "/verb", Base: "/base", Gerund: "/ing"}
	var b strings.Builder
	for i, t := range s.Tokens {
		if i > 0 && s.Clauses[i] != s.Clauses[i-1] {
			b.WriteString(" |")
		}
		b.WriteString(" " + s.Text[t.Start:t.End] + marks[s.Forms[i]])
	}
	return strings.TrimSpace(b.String())
}

func TestParse(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"The ferry sank off Korvale on Tuesday.", "The ferry sank/verb off Korvale on Tuesday"},
		{"The ferry will not sail on Tuesday.", "The ferry will/aux not sail/base on Tuesday"},
		{"It didn't rain.", "It didn't/aux rain/base"},
		{"The army is building a road to Korvale.", "The army is/aux building/ing a road to Korvale"},
		{"Planes fly to Ostrey and will rely on the port.", "Planes fly to Ostrey and will/aux rely/base on the port"},
		{"The talks begin in May 2031 to end a strike.", "The talks begin in May 2031 to end/base a strike"},
		{"Trade with the port is back to normal.", "Trade with the port is/aux back to normal"},
		{"The elected mayor visited the newly opened school.", "The elected mayor visited/verb the newly opened school"},
		{"The building is in need of paint.", "The building is/aux in need of paint"},
		{"The council has told the Americans to leave.", "The council has/aux told/verb the Americans to leave/base"},
		// Clauses that explain a noun, and the main clause that goes on.
		{"The fire, which destroyed a school, began in the kitchen.", "The fire which destroyed/verb a school | began/verb in the kitchen"},
		{"The suspect, arrested on Tuesday, was released.", "The suspect arrested/verb on Tuesday | was/aux released/verb"},
		{"The crane that killed two dockers had been inspected.", "The crane that killed/verb two dockers | had/aux been/aux inspected/verb"},
		{"That ferry was sold.", "That ferry was/aux sold/verb"},
		// Who said so, before and behind.
		{"Police said the bridge fell on Monday.", "Police said/verb | the bridge fell/verb on Monday"},
		{"The bridge fell on Monday, police said.", "The bridge fell/verb on Monday | police said/verb"},
		{"A minister must resign, a court ruled.", "A minister must/aux resign/base | a court ruled/verb"},
		{"The clerk denied that she had burned the papers.", "The clerk denied/verb | that she had/aux burned/verb the papers"},
		// Clauses side by side, and those that tell when.
		{"The mayor opened the bridge and thanked the dockers.", "The mayor opened/verb the bridge | and thanked/verb the dockers"},
		{"The talks collapsed, but the strike goes on.", "The talks collapsed/verb | but the strike goes/verb on"},
		{"They walked out on 4 March; the lock stayed shut.", "They walked/verb out on 4 March | the lock stayed/verb shut/verb"},
		{"When the council met, the mayor resigned.", "When the council met/verb | the mayor resigned/verb"},
		{"The mayor resigned after the council met in Ostrey.", "The mayor resigned/verb | after the council met/verb in Ostrey"},
		{"He is known as Ivo and the like.", "He is/aux known/verb as Ivo and the like"},
		{"Ostrey: a quiet town.", "Ostrey a quiet town"},
		// What the rules do not see: a subject without determiner, a present that may be a noun.
		{"The ferry sank and two people died.", "The ferry sank/verb and two people died/verb"},
		{"He lives and works in Ostrey.", "He lives and works in Ostrey"},
	} {
		if got := show(parsed(t, tt.text)); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

// Before Parse there are tokens alone; a second Parse changes nothing.
func TestNew(t *testing.T) {
	a := read(t, "a.txt", "The lock opened on Tuesday. It rained.")
	times := TimesBySentence(a)
	s := New(a, 0, times[0])
	if s.Forms != nil || s.Clauses != nil || s.Timed != nil || s.InTime(4) || len(s.Tokens) != 5 || s.Index != 0 || s.Lang.Code() != "en" {
		t.Errorf("not parsed: %+v", s)
	}
	s.Parse()
	if !s.InTime(4) || s.InTime(2) || s.InTime(5) {
		t.Errorf("timed %v", s.Timed)
	}
	s.Forms[0] = Gerund
	s.Parse()
	if s.Forms[0] != Gerund {
		t.Error("parsed twice")
	}
	if first, last := s.Span(times[0][0]); text(s, first, last+1) != "Tuesday" && text(s, first, last+1) != "on Tuesday" {
		t.Errorf("expression at %d to %d", first, last)
	}
	other := New(a, 1, nil)
	if first, last := other.Span(times[0][0]); first != -1 || last != -1 {
		t.Errorf("expression of another sentence at %d to %d", first, last)
	}
}

// Furniture dates no sentence.
func TestTimesBySentence(t *testing.T) {
	a := read(t, "a.txt", "The lock opened on Tuesday and shut on Friday.\n\nIt rained.\n\nIt snowed in May 2030.\n\nPublished on 12 March 2031\n")
	got := map[int]int{}
	for i, times := range TimesBySentence(a) {
		got[i] = len(times)
		for _, e := range times {
			if e.Furniture || e.Sentence != i {
				t.Errorf("%+v in sentence %d", e, i)
			}
		}
	}
	if got[0] != 2 || got[1] != 0 || got[2] != 1 {
		t.Errorf("expressions by sentence %v", got)
	}
}

// The target of a link is no words, and what follows it keeps its place.
func TestLinks(t *testing.T) {
	source := "The [lock](https://example.org/was-shut) opened."
	for name, want := range map[string]string{"a.md": "The lock opened", "a.txt": "The lock https example.org was shut opened"} {
		a := read(t, name, source)
		s := New(a, 0, nil)
		var got []string
		for _, k := range s.Tokens {
			got = append(got, s.Text[k.Start:k.End])
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q", name, got)
		}
		if len(s.Text) != len(source) || s.Tokens[len(got)-1].Start != strings.Index(source, "opened") {
			t.Errorf("%s: moved: %q", name, s.Text)
		}
	}
}

func TestGap(t *testing.T) {
	s := parsed(t, "“Go,” he said.")
	for i, want := range []string{"“", ",” ", " ", ".", "."} {
		if got := s.Gap(i); got != want {
			t.Errorf("gap before %d is %q, want %q", i, got, want)
		}
	}
	if s.Word(-1) != "" || s.Word(0) != "go" || s.Word(3) != "" {
		t.Error("words", s.Word(-1), s.Word(0), s.Word(3))
	}
}

func TestBounds(t *testing.T) {
	s := parsed(t, "Police said the bridge fell on Monday, but nobody died.")
	for word, want := range map[string]string{"Police": "Police said", "fell": "the bridge fell on Monday", "died": "but nobody died"} {
		from, to := s.Bounds(at(t, s, word))
		if got := text(s, from, to); got != want {
			t.Errorf("the clause of %s is %q, want %q", word, got, want)
		}
	}
}

// FuzzParse takes any text apart: nothing panics, clauses are numbered in order, and
// what names a token names one.
func FuzzParse(f *testing.F) {
	for _, text := range []string{"The crane that killed two had been inspected.", "“Go,” he said, on 3 March 2024 (a Sunday) at 9:30.",
		"'s", "that", "and and and", "Ada Lund's, to; as — who: is’", "was killed by Ivo Castan in Flight 9", "[a](b) [c](", "said said to to"} {
		f.Add(text, true)
	}
	f.Fuzz(func(t *testing.T, text string, markdown bool) {
		name := "a.txt"
		if markdown {
			name = "a.md"
		}
		a, err := article.Read(name, "---\npublished: 2031-03-14\nlang: en\n---\n"+text)
		if err != nil {
			return
		}
		times := TimesBySentence(a)
		for i := range a.Sentences {
			s := New(a, i, times[i])
			s.Parse()
			check(t, s)
		}
	})
}

func check(t *testing.T, s *Sentence) {
	n := len(s.Tokens)
	if len(s.Forms) != n || len(s.Clauses) != n || len(s.Timed) != n {
		t.Fatalf("%q: %d tokens, %d forms, %d clauses, %d timed", s.Text, n, len(s.Forms), len(s.Clauses), len(s.Timed))
	}
	for i := range n {
		if i == 0 && s.Clauses[i] != 0 || i > 0 && s.Clauses[i] != s.Clauses[i-1] && s.Clauses[i] != s.Clauses[i-1]+1 {
			t.Errorf("%q: clauses %v", s.Text, s.Clauses)
		}
		from, to := s.Bounds(i)
		if from > i || to <= i || to > n {
			t.Errorf("%q: the clause of %d is from %d to %d", s.Text, i, from, to)
		}
		if end := s.NounEnd(i); end < i || end > n {
			t.Errorf("%q: the noun at %d ends at %d", s.Text, i, end)
		}
		s.Opens(i)
		s.Possessive(i)
		s.Labels(i)
		s.Placed(i, from)
		s.Supposed(from, to)
		s.MightHave(from, to)
		s.SaysOnly(from, to)
		s.EventIn(from, to)
		if a := s.Action(from, to); a.Verb < from || a.Verb > to || a.Doer(i) && a.DoneTo(i) {
			t.Errorf("%q: action %+v", s.Text, a)
		}
		for _, p := range s.Persons(from, to) {
			if p < from || p >= to {
				t.Errorf("%q: a person at %d of %d to %d", s.Text, p, from, to)
			}
		}
	}
	for _, e := range s.Times {
		if first, last := s.Span(e); first > last || last >= n {
			t.Errorf("%q: expression at %d to %d", s.Text, first, last)
		}
	}
}
