package timex

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
)

// A sample is one document of testdata: a text and the expressions in it.
type sample struct {
	ID     string `yaml:"id"`
	Anchor string `yaml:"anchor"`
	Text   string `yaml:"text"`
	Times  []struct {
		Text  string `yaml:"text"`
		Type  Type   `yaml:"type"`
		Value string `yaml:"value"`
		Mod   string `yaml:"mod"`
	} `yaml:"times"`
}

// A tally counts what Find does with samples.
type tally struct {
	gold, system           int
	found, exact           int // of gold
	value, kind, mod, hits int // value, type and mod right of those found; system that overlaps gold
	of, right              map[Type]int
}

func (n tally) valueF1() float64 {
	p, r := float64(n.hits)/float64(max(n.system, 1)), float64(n.found)/float64(max(n.gold, 1))
	return 100 * 2 * p * r / max(p+r, 0.001) * float64(n.value) / float64(max(n.found, 1))
}

// News sentences of our own, written before the rules by another hand. The rules were
// made with dev.yaml in view; held.yaml was measured once they were done.
func TestSamples(t *testing.T) {
	for _, c := range []struct {
		file  string
		floor float64 // value F1
	}{
		{"testdata/dev.yaml", 97},
		{"testdata/held.yaml", 94},
	} {
		t.Run(c.file, func(t *testing.T) {
			source, err := os.ReadFile(c.file)
			if err != nil {
				t.Fatal(err)
			}
			var samples []sample
			if err := yaml.Unmarshal(source, &samples); err != nil {
				t.Fatal(err)
			}
			n := measure(t, samples)
			t.Logf("%d documents: %d of %d found, %d with the exact span, %d false; value right %d, type %d, mod %d; value F1 %.1f",
				len(samples), n.found, n.gold, n.exact, n.system-n.hits, n.value, n.kind, n.mod, n.valueF1())
			for _, typ := range []Type{Date, Time, Duration, Set} {
				t.Logf("%s: value right for %d of %d", typ, n.right[typ], n.of[typ])
			}
			if n.valueF1() < c.floor {
				t.Errorf("value F1 = %.1f, want at least %v", n.valueF1(), c.floor)
			}
		})
	}
}

// measure counts what Find does with samples, and logs what it does wrong.
func measure(t *testing.T, samples []sample) tally {
	n := tally{of: map[Type]int{}, right: map[Type]int{}}
	for _, s := range samples {
		d := Document{Text: s.Text, Segments: cut(s.Text)}
		if s.Anchor != "" {
			d.Anchor, _ = time.Parse(time.DateOnly, s.Anchor)
		}
		n.add(t, s, Find(d))
	}
	return n
}

// add counts what was found in one sample.
func (n *tally) add(t *testing.T, s sample, got []Expression) {
	at, hit := 0, map[int]bool{}
	for _, want := range s.Times {
		n.gold++
		n.of[want.Type]++
		i := strings.Index(s.Text[at:], want.Text)
		if i < 0 {
			t.Errorf("%s: no %q in the text behind byte %d", s.ID, want.Text, at)
			continue
		}
		start := at + i
		at = start + len(want.Text)
		best := overlapping(got, start, at, hit)
		if best < 0 {
			t.Logf("%s: missed %q %s", s.ID, want.Text, want.Value)
			continue
		}
		e := got[best]
		n.found++
		if e.Value == want.Value {
			n.right[want.Type]++
		}
		n.count(e.Start == start && e.End == at, e.Value == want.Value, e.Type == want.Type, e.Mod == want.Mod)
		if e.Start != start || e.End != at || e.Type != want.Type || e.Value != want.Value || e.Mod != want.Mod {
			t.Logf("%s: %q = %s %s %s, want %q %s %s %s (%s)", s.ID, s.Text[e.Start:e.End], e.Type, e.Value, e.Mod, want.Text, want.Type, want.Value, want.Mod, s.Anchor)
		}
	}
	n.system += len(got)
	n.hits += len(hit)
	for k, e := range got {
		if !hit[k] {
			t.Logf("%s: false %q %s", s.ID, s.Text[e.Start:e.End], e.Value)
		}
	}
}

// overlapping returns the expression that lies at start to end, else the first
// that overlaps it, else -1, and notes in hit all that overlap.
func overlapping(got []Expression, start, end int, hit map[int]bool) int {
	best := -1
	for k, e := range got {
		if e.Start >= end || start >= e.End {
			continue
		}
		hit[k] = true
		if best < 0 || e.Start == start && e.End == end {
			best = k
		}
	}
	return best
}

func (n *tally) count(exact, value, kind, mod bool) {
	for c, ok := range map[*int]bool{&n.exact: exact, &n.value: value, &n.kind: kind, &n.mod: mod} {
		if ok {
			*c++
		}
	}
}

var sentenceEnd = regexp.MustCompile(`[.!?]["”’)]*\s+`)

// cut cuts a text of the tests into sentences, by the plainest of rules.
func cut(text string) []Segment {
	var segs []Segment
	start, paragraph := 0, 0
	add := func(end int) {
		if strings.TrimSpace(text[start:end]) != "" {
			segs = append(segs, Segment{Start: start, End: end, Paragraph: paragraph})
		}
		start = end
	}
	for _, at := range sentenceEnd.FindAllStringIndex(text, -1) {
		word := text[strings.LastIndexAny(text[:at[0]], " \n\"(")+1 : at[0]]
		if at[1] < len(text) && text[at[1]] >= 'A' && text[at[1]] <= 'Z' && !shortWords[word] {
			add(at[1])
			if strings.Contains(text[at[0]:at[1]], "\n") {
				paragraph++
			}
		}
	}
	add(len(text))
	return segs
}

var shortWords = wordSet(`Mr Mrs Ms Dr St Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec a.m p.m U.S No Gen Lt Col Mon Tue Tues
	Wed Thu Thurs Fri Sat Sun`)
