package eval

import (
	"regexp"
	"strings"
	"testing"
)

// at is a claim that cites one place, with the words that it quotes there.
func at(article string, from, to int, words string) Claim {
	return Claim{{Lines{article, from, to}, words}}
}

func TestJudge(t *testing.T) {
	closing := Question{
		Text: "When and where does the bridge close?",
		Gold: []Place{{"courier", 4}, {"gazette", 11}},
		Must: []*regexp.Regexp{regexp.MustCompile(`9 March`), regexp.MustCompile(`Korvale`)},
	}
	var (
		when  = at("courier", 4, 4, "It closes on 9 March.")
		where = at("gazette", 10, 11, "The bridge is in Korvale.")
		both  = Claim{when[0], where[0]}
		other = at("courier", 5, 5, "On 9 March, in Korvale, it rained.")
	)
	for _, tt := range []struct {
		name   string
		q      Question
		claims []Claim
		why    string // "" is right
		first  bool
	}{
		{"both in one claim", closing, []Claim{both}, "", true},
		{"one claim each", closing, []Claim{when, where}, "", true},
		{"one stray claim", closing, []Claim{both, other}, "", true},
		{"two stray claims", closing, []Claim{both, other, other}, "2 claims cite no gold line", true},
		{"first claim stray", closing, []Claim{other, both}, "the first claim cites courier:5, not courier:4, gazette:11", false},
		{"a pattern is lacking", closing, []Claim{when}, `no quote from a gold line holds "Korvale"`, true},
		{"a pattern only in a stray quote", closing, []Claim{when, other}, `no quote from a gold line holds "Korvale"`, true},
		{"refused", closing, nil, "refused, but the story says it at courier:4, gazette:11", false},
		{"a claim that cites nothing", closing, []Claim{{}}, "the first claim cites nowhere", false},
		{"no gold known", Question{Must: closing.Must}, []Claim{other}, "", false},
		{"no gold known, pattern lacking", Question{Must: closing.Must}, []Claim{when}, `no quote from a gold line holds "Korvale"`, false},
		{"rightly refused", Question{Refuse: true}, nil, "", false},
		{"wrongly answered", Question{Refuse: true}, []Claim{when}, "answered from courier:4, but the story does not say", false},
	} {
		got := tt.q.Judge(tt.claims)
		if got.Right != (tt.why == "") || !strings.HasPrefix(got.Why, tt.why) || got.FirstOnGold != tt.first {
			t.Errorf("%s: got %+v, want why %q, first on gold %v", tt.name, got, tt.why, tt.first)
		}
	}
}

func TestRank(t *testing.T) {
	q := Question{Gold: []Place{{"courier", 4}, {"gazette", 11}}}
	for _, tt := range []struct {
		name  string
		found []Lines
		want  int
	}{
		{"nothing found", nil, 0},
		{"first", []Lines{{"courier", 4, 4}}, 1},
		{"inside a passage", []Lines{{"gazette", 1, 10}, {"gazette", 10, 12}}, 2},
		{"the same line of another article", []Lines{{"dispatch", 4, 4}}, 0},
		{"next to it", []Lines{{"courier", 1, 3}, {"courier", 5, 9}}, 0},
	} {
		if got := q.Rank(tt.found); got != tt.want {
			t.Errorf("%s: got %d, want %d", tt.name, got, tt.want)
		}
	}
}
