package claim

import (
	"slices"
	"strings"

	"footnote/internal/words"
)

// exchanged finds names that stand where each chosen sentence that tells the same has
// another name: "Niger will pull its troops out of France" of "France will pull its
// troops out of Niger". Names that are told together may change places.
func (a *alignment) exchanged() []finding {
	mine, all := a.pieces(), []*beside{}
	for _, n := range a.chosen {
		t := a.x.text(n)
		all = append(all, &beside{a, mine, t, t.pieces(), map[int]bool{}, map[int]bool{}})
	}
	named := 0
	for _, p := range mine {
		named += len(p.names)
	}
	if named > maxNames {
		return []finding{{Problem: a.problem(Missing, 0, len(a.words)-1, "There are too many names in one sentence to compare them.")}}
	}
	for k, p := range mine {
		if len(p.names) == 0 || a.inQuotes(p.first) || !a.x.proper(a.text, p) {
			continue
		}
		if other := inPlaceOf(all, k); other != "" {
			return []finding{{Problem: a.problem(Relation, p.first, p.last, "In the sources it is %q.", other), hard: true}}
		}
	}
	return nil
}

// maxNames is the most names of one sentence of a claim that are compared: each is
// laid beside each of the evidence.
const maxNames = 60

// inPlaceOf is the name that sentences of the evidence have in the place of piece k;
// empty where none has, or one of them has the same.
func inPlaceOf(all []*beside, k int) string {
	other := ""
	for _, b := range all {
		for h, q := range b.theirs {
			if len(q.names) == 0 || !b.a.x.proper(b.text, q) || !b.standAlike(k, h) {
				continue
			}
			same := b.a.sameNames(b.mine[k], b.text, q)
			if same && !b.onePerson(k, q) {
				return ""
			}
			if !same && (b.shorter(k, h) || !b.between(k, h) && !b.crossed(k, h)) {
				continue
			}
			other = b.text.raw[b.text.words[q.first].Start:b.text.words[q.last].End]
		}
	}
	return other
}

// beside is a fact beside one sentence of the evidence, both in pieces.
type beside struct {
	a      *alignment
	mine   []piece
	text   *text
	theirs []piece

	mineHeld, theirsHeld map[int]bool // of a piece: the other text names it somewhere
}

// Neighbours that tell that two names stand in the same place: as many words of content
// without a gap, on both sides together or on one alone; of some pieces on each.
const (
	bothSides = 2
	oneSide   = 3
	farthest  = 8
)

// standAlike reports whether pieces k and h have one place in what is told.
func (b *beside) standAlike(k, h int) bool {
	return b.between(k, h) || b.behindAlike(k, h) || b.actsAlike(k, h) || b.governedAlike(k, h)
}

// between reports whether pieces k and h have the same neighbours.
func (b *beside) between(k, h int) bool {
	left, nearLeft := b.alike(k, h, -1)
	right, nearRight := b.alike(k, h, 1)
	return nearLeft && nearRight && left+right >= bothSides
}

// behindAlike reports whether pieces k and h have the same neighbours for long on one
// side, and on the other both or neither a preposition that they belong to; before an
// apposition that does not matter.
func (b *beside) behindAlike(k, h int) bool {
	if left, _ := b.alike(k, h, -1); left >= oneSide {
		return true
	}
	right, _ := b.alike(k, h, 1)
	return right >= oneSide && (b.a.apart(b.mine, k+1, 1) || b.a.governed(b.mine, k) == b.text.governed(b.theirs, h))
}

// crossed reports whether the fact names elsewhere what stands at h in t, or t elsewhere
// what stands at k in the fact: only then is one told in the place of the other, and
// not another event. What stands at k and h is not the same.
func (b *beside) crossed(k, h int) bool {
	held, ok := b.theirsHeld[h]
	if !ok {
		held = slices.ContainsFunc(b.mine, func(p piece) bool { return len(p.names) > 0 && b.a.sameNames(p, b.text, b.theirs[h]) })
		b.theirsHeld[h] = held
	}
	if held {
		return true
	}
	held, ok = b.mineHeld[k]
	if !ok {
		held = slices.ContainsFunc(b.theirs, func(q piece) bool { return len(q.names) > 0 && b.a.sameNames(b.mine[k], b.text, q) })
		b.mineHeld[k] = held
	}
	return held
}

// shorter reports whether h has fewer names than k, one of them the same: what the
// fact adds to them may be told elsewhere.
func (b *beside) shorter(k, h int) bool {
	p, q := b.mine[k], b.theirs[h]
	return len(q.names) < len(p.names) && slices.ContainsFunc(p.names, func(n naming) bool {
		return b.a.sameNames(piece{names: []naming{n}}, b.text, q)
	})
}

// alike counts the words of content that are the same on one side of pieces k and h,
// without a gap; near tells that the first piece there is the same, or that neither
// has one in its clause. Names pass for each other: they may be exchanged as well.
func (b *beside) alike(k, h, step int) (n int, near bool) {
	for d := 1; d <= farthest; d++ {
		i, j := k+d*step, h+d*step
		if i < 0 || j < 0 || i >= len(b.mine) || j >= len(b.theirs) {
			mineEnd := i < 0 || i >= len(b.mine) || b.a.apart(b.mine, i, step)
			theirsEnd := j < 0 || j >= len(b.theirs) || b.text.apart(b.theirs, j, step)
			return n, near || d == 1 && mineEnd && theirsEnd
		}
		if d == 1 && b.a.apart(b.mine, i, step) != b.text.apart(b.theirs, j, step) {
			return 0, false
		}
		p, q := b.mine[i], b.theirs[j]
		if (len(p.names) > 0) != (len(q.names) > 0) || len(p.names) == 0 && !b.a.standsFor(p.first, b.text, q.first) {
			return n, near || d == 1 && b.a.apart(b.mine, i, step) && b.text.apart(b.theirs, j, step)
		}
		near = true
		if len(p.names) == 0 && b.a.words[p.first].class != function {
			n++
		}
	}
	return n, near
}

// apart reports whether a sign parts piece i from the one before it, going by step.
func (t *text) apart(ps []piece, i, step int) bool {
	l, r := ps[i-step].last, ps[i].first
	if step < 0 {
		l, r = ps[i].last, ps[i-step].first
	}
	return strings.ContainsAny(t.raw[t.words[l].End:t.words[r].Start], ",;:()–—“”\"")
}

// actsAlike reports whether pieces k and h stand right before the same word of content,
// neither of them behind a preposition.
func (b *beside) actsAlike(k, h int) bool {
	v, p := b.a.act(b.mine, k), b.text.act(b.theirs, h)
	return v >= 0 && p >= 0 && b.a.words[v].Stem == b.text.words[p].Stem && passive(b.a.text, v) == passive(b.text, p)
}

// act is the word of content right behind the names at piece k, past what helps a verb
// and past "who": "agreed" of "Niger has agreed to withdraw". A number is one where it is
// a part of the name, as in "Air Base 201". -1 where there is none in the clause or the
// names belong to a preposition.
func (t *text) act(ps []piece, k int) int {
	i := k + 1
	relative := i < len(ps) && relatives[t.words[ps[i].first].Word]
	if t.governed(ps, k) && !(relative && t.apart(ps, i, 1)) && !t.numbered(ps, i) {
		return -1
	}
	if relative {
		i++
	}
	for ; i < len(ps) && (relative || !t.apart(ps, i, 1)); i++ {
		w := t.words[ps[i].first]
		switch {
		case len(ps[i].names) > 0:
			return -1
		case auxiliary[w.Word] || beWords[w.Word] || helping[w.Word]:
		case w.class == content || t.numbered(ps, i) && i == k+1:
			return ps[i].first
		default:
			return -1
		}
	}
	return -1
}

// governed reports whether a preposition stands before piece k.
func (t *text) governed(ps []piece, k int) bool {
	return k > 0 && governing[t.words[ps[k-1].first].Word]
}

// numbered reports whether piece i is a number in digits right behind the one before it.
func (t *text) numbered(ps []piece, i int) bool {
	return i < len(ps) && t.words[ps[i].first].Number && strings.TrimSpace(t.between(ps[i-1].last, ps[i].first)) == ""
}

// governedAlike reports whether pieces k and h stand behind the same word of content
// with the same preposition, one that tells no place: a place lies in another.
func (b *beside) governedAlike(k, h int) bool {
	if k < 2 || h < 2 {
		return false
	}
	v, p := b.mine[k-2], b.theirs[h-2]
	to, too := b.a.words[b.mine[k-1].first].Word, b.text.words[b.theirs[h-1].first].Word
	return to == too && binding[to] && len(v.names) == 0 && len(p.names) == 0 &&
		b.a.words[v.first].class == content && b.a.words[v.first].Stem == b.text.words[p.first].Stem
}

// onePerson reports whether piece k is somebody of a people, as in "the American will",
// and q the country itself.
func (b *beside) onePerson(k int, q piece) bool {
	p := b.mine[k]
	w, next := b.a.words[p.first], k+1
	return p.first > 0 && p.first == p.last && articles[b.a.words[p.first-1].Word] && strings.HasSuffix(w.Word, "an") &&
		words.Country(w.Stem) && next < len(b.mine) && helping[b.a.words[b.mine[next].first].Word] &&
		b.text.words[q.last].Word != w.Word
}

var (
	governing = words.Set(`of in on at to from with by for against into toward towards near across over under after before
		through throughout between among about within without out like as via than around`)
	binding   = words.Set(`of to from with by for against into toward towards`)
	relatives = words.Set(`who which`)
	helping   = words.Set(`will would can could may might must shall should do does to be`)
)
