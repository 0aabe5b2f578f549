package compare

import (
	"cmp"
	"hash/fnv"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"footnote/answer/clause"
	"footnote/internal/words"
)

// A lexeme is a stem and what is known of it. Two lexemes of one stem are one pointer,
// as long as fewer than lexiconMax stems are known.
type lexeme struct {
	stem  string
	hash  uint32
	sig   uint64   // a bit for the hash of each of near
	near  []nearby // what may stand for it, by hash; itself is not among them
	sides []side   // of the contrasts that it is on
	turns []side   // of the turns that it is on, see turned
	is    trait
	open  uint64 // a bit for each course whose beginning it tells
	done  uint64 // and whose end
}

// A nearby is a stem that may stand for another, and how well it does, 0 to 1.
type nearby struct {
	hash uint32
	much float32
}

// lexiconMax bounds the memory of stems: a text made to fill memory has no end of them.
const lexiconMax = 200_000

var lexicon struct {
	of sync.Map // *lexeme by stem
	n  atomic.Int64
}

// lexemeOf is that of an English stem, or of a phrase of two joined by _.
func lexemeOf(stem string) *lexeme {
	if x, ok := lexicon.of.Load(stem); ok {
		return x.(*lexeme)
	}
	stem = strings.Clone(stem) // so that no article is kept in memory by one of its words
	x := newLexeme(stem)
	if lexicon.n.Load() >= lexiconMax {
		return x
	}
	old, had := lexicon.of.LoadOrStore(stem, x)
	if !had {
		lexicon.n.Add(1)
	}
	return old.(*lexeme)
}

// How well words stand for one another.
const (
	kin      = 0.85 // two of one kind of event
	close    = 0.75 // two words of one field
	compound = 0.6  // mud, mudslide
	opposite = 0.6  // accept, reject: the subject is the same
)

func newLexeme(stem string) *lexeme {
	x := &lexeme{stem: stem, hash: hashOf(stem), sides: sidesOf(stem), turns: turnsOf(stem), is: traitsOf(stem)}
	x.open, x.done = coursesOf(stem)
	near := map[string]float64{}
	if !strings.Contains(stem, "_") {
		near = words.For("en").Near(stem)
	}
	for _, s := range clause.Kindred()[stem] {
		near[s] = max(near[s], kin)
	}
	for _, s := range x.sides {
		for _, other := range contrasts()[s.of].sides[s.at] {
			near[other] = max(near[other], kin)
		}
	}
	for _, s := range kinOf()[stem] {
		near[s] = max(near[s], kin)
	}
	for _, s := range akinOf()[stem] {
		near[s] = max(near[s], close)
	}
	for _, base := range dimensions {
		if stem == base+"est" || stem == base+"er" {
			near[words.For("en").Stem(base)] = kin
		}
	}
	delete(near, stem)
	for _, s := range slices.Sorted(maps.Keys(near)) {
		h := hashOf(s)
		x.near = append(x.near, nearby{h, float32(near[s])})
		x.sig |= 1 << (h & 63)
	}
	slices.SortFunc(x.near, func(a, b nearby) int { return cmp.Compare(a.hash, b.hash) })
	return x
}

// dimensions are adjectives of measure.
var dimensions = []string{"long", "tall", "high", "deep", "wide", "old", "larg", "heavi", "short", "young", "strong"}

func hashOf(stem string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(stem))
	return h.Sum32()
}

// like is how well one of two lexemes stands for the other, 0 to 1.
func like(a, b *lexeme) float32 {
	switch {
	case a == b || a.hash == b.hash && a.stem == b.stem:
		return 1
	case a.sig&(1<<(b.hash&63)) != 0:
		for _, n := range a.near {
			if n.hash == b.hash {
				return n.much
			}
		}
	}
	if b.sig&(1<<(a.hash&63)) != 0 {
		for _, n := range b.near {
			if n.hash == a.hash {
				return n.much
			}
		}
	}
	if len(a.stem) < 3 || len(b.stem) < 3 || a.stem[:3] != b.stem[:3] {
		return 0
	}
	return family(a.stem, b.stem)
}

// family is how well one of two stems that begin alike stands for the other.
func family(a, b string) float32 {
	if words.Derived(a, b) {
		return words.DerivedCloseness
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if rest, ok := strings.CutPrefix(b, a); ok && joins[rest] {
		return compound
	}
	return 0
}

// joins are what a noun of a happening or a thing is joined to: mudslide, hailstorm.
var joins = clause.Stems(`slide storm fall quake fire flow flood wave work line field craft ship man woman house shop yard`)

// opposed reports whether two lexemes are on two sides of a contrast, and together on none.
func opposed(a, b *lexeme) bool {
	found := false
	for _, x := range a.sides {
		for _, y := range b.sides {
			if x == y {
				return false
			}
			found = found || x.of == y.of
		}
	}
	return found
}

// courseOf reports whether the later of two lexemes tells the end of what the earlier
// leaves open: missing, found.
func courseOf(earlier, later *lexeme) bool { return earlier.open&later.done != 0 }

var courseBits = sync.OnceValue(func() map[string][2]uint64 {
	m := map[string][2]uint64{}
	n := 0
	for line := range strings.Lines(courses + furtherCourses) {
		left, right, ok := strings.Cut(line, "|")
		if !ok {
			continue
		}
		for at, list := range []string{left, right} {
			for _, w := range strings.Fields(list) {
				b := m[stemOf(w)]
				b[at] |= 1 << n
				m[stemOf(w)] = b
			}
		}
		n++
	}
	return m
})

// coursesOf are the courses whose beginning, and whose end, a stem tells, a bit each.
func coursesOf(stem string) (open, done uint64) {
	b := courseBits()[stem]
	return b[0], b[1]
}
