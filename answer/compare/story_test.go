package compare

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"footnote/answer"
	"footnote/article"
	"footnote/internal/storytest"
)

// holds reports whether a side cites a line.
func (s Side) holds(l storytest.Line) bool {
	return slices.ContainsFunc(s.Citations, func(at answer.Citation) bool { return citesLine(at, l) })
}

func citesLine(at answer.Citation, l storytest.Line) bool {
	return at.Span.Article == l.Article && l.Holds.MatchString(article.OneLine(at.Quote))
}

// sidesIn is how many of the lines are on sides of their own in d.
func sidesIn(d Difference, lines []storytest.Line) int {
	used := map[int]bool{}
	for _, l := range lines {
		for n, s := range d.Sides {
			if !used[n] && s.holds(l) {
				used[n] = true
				break
			}
		}
	}
	return len(used)
}

// A tally counts what was found of the stories' differences.
type tally struct {
	listed, found, kind  int // found with two of its sides; and of the right kind
	needed, foundNeeded  int
	false, same          int // contradictions and updates that no listed difference matches, that are of a pair that is the same
	contradictions       int // false ones
	only, onlyFound      int
	differences, singles int // reported
}

func (t *tally) add(o tally) {
	t.listed += o.listed
	t.found += o.found
	t.kind += o.kind
	t.needed += o.needed
	t.foundNeeded += o.foundNeeded
	t.false += o.false
	t.same += o.same
	t.contradictions += o.contradictions
	t.only += o.only
	t.onlyFound += o.onlyFound
	t.differences += o.differences
	t.singles += o.singles
}

func (t tally) String() string {
	return fmt.Sprintf("differences %d of %d, right kind %d, needed %d of %d; %d reported; false %d (contradictions %d, of the same %d); only %d of %d, %d reported",
		t.found, t.listed, t.kind, t.foundNeeded, t.needed, t.differences, t.false, t.contradictions, t.same, t.onlyFound, t.only, t.singles)
}

// judge compares a comparison with what is known of the story, and tells what is amiss.
func judge(s storytest.Story, c Comparison) (tally, []string) {
	var amiss []string
	t := tally{differences: len(c.Differences), singles: len(c.Only)}
	for _, want := range s.Differences {
		t.listed++
		got, kind := false, false
		for _, d := range c.Differences {
			if sidesIn(d, want.Sides) >= 2 {
				got, kind = true, kind || string(d.Kind) == want.Kind
			}
		}
		if want.Needed {
			t.needed++
		}
		switch {
		case got && want.Needed:
			t.foundNeeded++
			fallthrough
		case got:
			t.found++
		default:
			amiss = append(amiss, fmt.Sprintf("missed: %s of %s", want.Kind, want.About))
		}
		if kind {
			t.kind++
		} else if got {
			amiss = append(amiss, fmt.Sprintf("kind: %s of %s is another", want.Kind, want.About))
		}
	}
	for _, d := range c.Differences {
		if d.Kind != Contradiction && d.Kind != Update {
			continue
		}
		same := slices.ContainsFunc(s.Same, func(pair []storytest.Line) bool { return sidesIn(d, pair) == 2 })
		known := slices.ContainsFunc(s.Differences, func(w storytest.Difference) bool { return sidesIn(d, w.Sides) >= 2 })
		if known && !same {
			continue
		}
		if same {
			t.same++
		}
		t.false++
		if d.Kind == Contradiction {
			t.contradictions++
		}
		amiss = append(amiss, fmt.Sprintf("false (same: %v): %s", same, strings.TrimSpace(show(Comparison{Differences: []Difference{d}}))))
	}
	for _, want := range s.Only {
		t.only++
		if slices.ContainsFunc(c.Only, func(got Single) bool { return citesLine(got.Citations[0], want) }) {
			t.onlyFound++
		} else {
			amiss = append(amiss, fmt.Sprintf("missed alone: %s %s", want.Article, want.Holds))
		}
	}
	return t, amiss
}

// The floors of what is found in the stories, and the ceilings of what is false: what it
// is, less or more a little.
const (
	leastFound    = 122
	leastNeeded   = 87
	leastKind     = 99
	leastOnly     = 51
	mostFalse     = 1
	mostFalseHard = 0 // contradictions
)

// TestStories compares the stories of package storytest.
func TestStories(t *testing.T) {
	var all tally
	for _, s := range storytest.All(t) {
		c := of(t, s.View, Options{})
		got, amiss := judge(s, c)
		all.add(got)
		t.Logf("%s: %s\n  %s\n%s", s.Name, got, strings.Join(amiss, "\n  "), show(c))
	}
	t.Log(all)
	if all.found < leastFound || all.foundNeeded < leastNeeded || all.kind < leastKind || all.onlyFound < leastOnly {
		t.Error("less is found than was")
	}
	if all.false > mostFalse || all.contradictions > mostFalseHard || all.same > 0 {
		t.Error("more is false than was")
	}
}

// TestStoriesHeld counts what is found in stories that nobody looked at who made the rules.
func TestStoriesHeld(t *testing.T) {
	var all tally
	for _, s := range storytest.Held(t) {
		got, _ := judge(s, of(t, s.View, Options{}))
		all.add(got)
	}
	t.Log(all)
	if all.found < 5 || all.false > 1 {
		t.Error("less is found than was, or more is false")
	}
}
