package quantity

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"footnote/internal/words"
)

var english = words.For("en")

// read finds the numbers of a text in which years, months and "today" are dates.
func read(text string) []Quantity {
	toks := english.Tokens(text)
	return Find(text, toks, func(i int) bool {
		switch w := toks[i].Word; w {
		case "april", "2023", "today":
			return true
		}
		return false
	})
}

func TestFind(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []Quantity // First and Last left out: the words are below
		said string     // the tokens of each, between bars
	}{
		{"The pumps held.", nil, ""},
		{"", nil, ""},

		// In digits.
		{"648 troops", []Quantity{{Value: 648}}, "648"},
		{"1,100 troops and 25 trucks", []Quantity{{Value: 1100}, {Value: 25}}, "1100|25"},
		{"2.5 metres", []Quantity{{Value: 2.5}}, "2.5"},
		{"1.5 million people", []Quantity{{Value: 1.5e6}}, "1.5 million"},
		{"31.5m people", []Quantity{{Value: 31.5e6}}, "31.5m"},
		{"3 hundred thousand", []Quantity{{Value: 3e5}}, "3 hundred thousand"},
		{"the 2nd vote", []Quantity{{Value: 2, Unit: "th"}}, "2nd"},
		{"a 9mm round", []Quantity{{Code: "9mm"}}, "9mm"},
		{strings.Repeat("9", 400), []Quantity{{Code: strings.Repeat("9", 400)}}, strings.Repeat("9", 400)},
		{strings.Repeat("9", 300) + " trillion", []Quantity{{Value: math.Inf(1)}}, strings.Repeat("9", 300) + " trillion"},

		// In words.
		{"twenty-five dockers", []Quantity{{Value: 25}}, "twenty five"},
		{"Two hundred thousand left", []Quantity{{Value: 2e5}}, "two hundred thousand"},
		{"three hundred fifty boats", []Quantity{{Value: 350}}, "three hundred fifty"},
		{"a million and a hundred", []Quantity{{Value: 1e6}, {Value: 100}}, "million|hundred"},
		{"million upon million", nil, ""},
		{"one boat of the three", []Quantity{{Value: 1}, {Value: 3}}, "one|three"},
		{"one of the boats is the old one", nil, ""},
		{"the third try, a second late", []Quantity{{Value: 3, Unit: "th"}}, "third"},
		{"dozens of boats", []Quantity{{Value: 24, Top: 99}}, "dozens"},
		{"tens of thousands of people", []Quantity{{Value: 20_000, Top: 99_000}}, "tens of thousands"},
		{"hundreds of dozens", []Quantity{{Value: 200, Top: 1999}, {Value: 24, Top: 99}}, "hundreds|dozens"},

		// Units.
		{"it cost $900 and € 1.2bn", []Quantity{{Value: 900, Unit: "$"}, {Value: 1.2e9, Unit: "€"}}, "900|1.2bn"},
		{"two million euros", []Quantity{{Value: 2e6, Unit: "€"}}, "two million"},
		{"14% and 6 percent and 7 percentage points", []Quantity{{Value: 14, Unit: "%"}, {Value: 6, Unit: "%"}, {Value: 7, Unit: "%"}}, "14|6|7"},
		{"40 Canadian dollars", []Quantity{{Value: 40, Unit: "$"}}, "40"},

		// Bounds.
		{"more than 1,000 people", []Quantity{{Value: 1000, Bound: Over}}, "1000"},
		{"no more than 50", []Quantity{{Value: 50, Bound: Under}}, "50"},
		{"at least two boats", []Quantity{{Value: 2, Bound: Over}}, "two"},
		{"over a million people", []Quantity{{Value: 1e6, Bound: Over}}, "million"},
		{"about $50", []Quantity{{Value: 50, Unit: "$", Bound: About}}, "50"},
		{"exactly 50", []Quantity{{Value: 50, Bound: Exact}}, "50"},
		{"50 or more boats", []Quantity{{Value: 50, Bound: Over}}, "50"},
		{"50 or fewer boats", []Quantity{{Value: 50, Bound: Under}}, "50"},
		{"turnover 50", []Quantity{{Value: 50}}, "50"},

		// Dates are no numbers, and their days are plain.
		{"In 2023, 50 left", []Quantity{{Value: 50}}, "50"},
		{"on April 14th", []Quantity{{Value: 14}}, "14th"},
		{"on the 14th of April", []Quantity{{Value: 14}}, "14th"},
	} {
		got := read(tt.text)
		toks := english.Tokens(tt.text)
		var said []string
		for i := range got {
			var ws []string
			for _, tok := range toks[got[i].First : got[i].Last+1] {
				ws = append(ws, tok.Word)
			}
			said = append(said, strings.Join(ws, " "))
			got[i].First, got[i].Last = 0, 0
		}
		if !reflect.DeepEqual(got, tt.want) || strings.Join(said, "|") != tt.said {
			t.Errorf("%.60q: got %+v of %.60q, want %+v of %.60q", tt.text, got, said, tt.want, tt.said)
		}
	}
}

func TestFindWithoutDates(t *testing.T) {
	text := "In 2023, 50 left."
	got := Find(text, english.Tokens(text), nil)
	if want := []Quantity{{First: 1, Last: 1, Value: 2023}, {First: 2, Last: 2, Value: 50}}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestAgree(t *testing.T) {
	for _, tt := range []struct {
		claim, evidence string
		loose, strict   bool
	}{
		{"648 troops", "648 troops", true, true},
		{"648 troops", "six hundred forty-eight troops", true, true},
		{"648 troops", "649 troops", false, false},
		{"50 troops", "more than 50 troops", true, false},
		{"more than 50 troops", "50 troops", true, false},
		{"more than 50 troops", "60 troops", true, true},
		{"60 troops", "more than 50 troops", false, false},
		{"more than 50 troops", "500 troops", false, false},
		{"up to 60 troops", "50 troops", true, true},
		{"up to 60 troops", "at least 50 troops", false, false},
		{"about 50 troops", "52 troops", true, true},
		{"about 50 troops", "60 troops", false, false},
		{"exactly 50 troops", "50 troops", true, true},
		{"1,100 troops", "1,098 troops", true, false},
		{"hundreds of troops", "648 troops", true, true},
		{"648 troops", "hundreds of troops", false, false},
		{"thousands of troops", "hundreds of troops", false, false},
		{"50 percent", "$50", false, false},
		{"50 troops", "50 percent", true, true},
		{"3 votes", "the third vote", true, false},
		{"a 9mm round", "a 9mm gun", true, true},
		{"a 9mm round", "a 7mm round", false, false},
		{"a 9mm round", "9 rounds", false, false},
	} {
		q, h := read(tt.claim), read(tt.evidence)
		if len(q) != 1 || len(h) != 1 {
			t.Fatalf("%q, %q: got %d and %d numbers, want one each", tt.claim, tt.evidence, len(q), len(h))
		}
		if loose, strict := q[0].Agree(h[0], false), q[0].Agree(h[0], true); loose != tt.loose || strict != tt.strict {
			t.Errorf("%q by %q: got %v, strictly %v, want %v and %v", tt.claim, tt.evidence, loose, strict, tt.loose, tt.strict)
		}
	}
}

func TestLowAndHigh(t *testing.T) {
	inf := math.Inf(1)
	for _, tt := range []struct {
		text      string
		low, high float64
	}{
		{"648 troops", 648, 648},
		{"exactly 648 troops", 648, 648},
		{"more than 1,000 troops", 1000, inf},
		{"up to 50 troops", 0, 50},
		{"about 50 troops", 45, 55},
		{"hundreds of troops", 200, 1999},
		{"some hundreds of troops", 200, 1999},
		{"more than hundreds of troops", 200, inf},
		{"up to hundreds of troops", 0, 1999},
		{"a 9mm round", 0, inf},
	} {
		q := read(tt.text)
		if len(q) != 1 {
			t.Fatalf("%q: got %+v, want one number", tt.text, q)
		}
		if low, high := q[0].Low(), q[0].High(); low != tt.low || high != tt.high {
			t.Errorf("%q: got %v to %v, want %v to %v", tt.text, low, high, tt.low, tt.high)
		}
	}
}

func TestWords(t *testing.T) {
	for word, want := range map[string]bool{
		"two": true, "fifty": true, "hundred": true, "million": true,
		"one": false, "m": false, "bn": false, "third": false, "dozens": false, "boat": false, "": false,
	} {
		if got := Spells(word); got != want {
			t.Errorf("Spells(%q): got %v", word, got)
		}
	}
	for word, want := range map[string]string{
		"dollars": "$", "euro": "€", "pounds": "£", "yen": "¥", "rupees": "₹", "percent": "%", "percentage": "%", "troops": "",
	} {
		if got := Unit(english.Stem(word)); got != want {
			t.Errorf("Unit of %s: got %q, want %q", word, got, want)
		}
	}
	said := map[string]bool{}
	for b := Plain; b <= Under; b++ {
		said[b.String()] = true
	}
	if len(said) != 5 {
		t.Errorf("bounds are said as %v", said)
	}
}

// Whatever the text and its dates, the numbers lie in it, in order, and bear
// themselves out.
func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"More than 1,100 US troops left; about two hundred thousand stayed.",
		"$ 1.5bn or more, 14% of the 9mm, no fewer than tens of thousands",
		"on the 14th of April 2023, 2nd of", "a million", "one", "hundreds of", "\xff7 \x00€", "٣ million", "½ 7½",
		strings.Repeat("9", 300) + " trillion", "about " + strings.Repeat("9", 300) + " trillion", "0 million", "about 0",
	} {
		f.Add(s, uint64(0))
		f.Add(s, uint64(0b1010101))
	}
	f.Fuzz(func(t *testing.T, text string, dates uint64) {
		for _, lang := range []string{"en", "de"} {
			toks := words.For(lang).Tokens(text)
			timed := func(i int) bool { return dates>>(i%64)&1 == 1 }
			next := 0
			for _, q := range Find(text, toks, timed) {
				if q.First < next || q.Last < q.First || q.Last >= len(toks) {
					t.Fatalf("%q: tokens %d to %d of %d, after %d", text, q.First, q.Last, len(toks), next)
				}
				next = q.Last + 1
				if timed(q.First) {
					t.Errorf("%q: token %d is of a date", text, q.First)
				}
				if !(q.Value >= 0) || q.Top != 0 && !(q.Top > q.Value) || !(q.Low() <= q.High()) {
					t.Errorf("%q: %+v, from %v to %v", text, q, q.Low(), q.High())
				}
				if q.Code != "" && (q.Value != 0 || q.Top != 0) {
					t.Errorf("%q: %+v is a code and a number", text, q)
				}
				if !q.Agree(q, true) && !(q.Top > 0 && q.Bound == Under) {
					t.Errorf("%q: %+v does not agree with itself", text, q)
				}
			}
		}
	})
}
