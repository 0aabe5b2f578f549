package picture

import (
	"slices"
	"time"

	"footnote/internal/timex"
)

// day counts days from 1970; years of any distance fit.
func day(t time.Time) int64 {
	n := t.Unix()
	if n < 0 {
		n -= 86399
	}
	return n / 86400
}

// A knot ties a day to a height: there an entry begins.
type knot struct {
	day    int64
	y      float64
	room   float64 // height of the entry's words
	broken float64 // height of the break before the next knot; 0: none
}

// An axis is the time of a picture from its top to its bottom. Heights are of the
// middle of marks.
type axis struct {
	knots  []knot // in order of day and of height
	perDay float64
}

// ordinary is how much longer than the middle of all gaps one may be and still be
// drawn to scale: of a year ago and of last week both, the years before that not.
const ordinary = 8

// whole is how much of the most white space a gap to scale takes; one that is broken
// is still longer.
const whole = 0.75

// newAxis places the days of entries, in order, whose words need rooms. Between two
// are at least the first's room and least, and at most most more.
func newAxis(days []int64, rooms []float64, least, most float64) axis {
	a := axis{perDay: perDay(days, rooms, least+whole*most)}
	y := 0.0
	for i, d := range days {
		k := knot{day: d, y: y, room: rooms[i]}
		if i+1 < len(days) {
			gap := float64(days[i+1]-d) * a.perDay
			y += max(gap, rooms[i]+least)
			if far := k.y + rooms[i] + least + most; y > far {
				y = far
				k.broken = far - (least+most)/2
			}
		}
		a.knots = append(a.knots, k)
	}
	return a
}

// perDay is the pixels of a day with which the longest ordinary gap is drawn in full.
func perDay(days []int64, rooms []float64, white float64) float64 {
	var gaps []int64
	for i := 1; i < len(days); i++ {
		if gap := days[i] - days[i-1]; gap > 0 {
			gaps = append(gaps, gap)
		}
	}
	if len(gaps) == 0 {
		if len(rooms) == 0 {
			return 1
		}
		return rooms[0] / 31 // nothing to compare with: a month is as long as its words
	}
	slices.Sort(gaps)
	longest := ordinary * gaps[len(gaps)/2]
	scale := -1.0
	for i := 1; i < len(days); i++ {
		gap := days[i] - days[i-1]
		if s := (rooms[i-1] + white) / float64(gap); gap > 0 && gap <= longest && (scale < 0 || s < scale) {
			scale = s
		}
	}
	return scale
}

// at is the height where day d begins, seen from an earlier entry: of several
// entries of one day the first.
func (a axis) at(d int64) float64 {
	n := len(a.knots)
	i := 0
	for i+1 < n && a.knots[i+1].day < d {
		i++
	}
	k := a.knots[i]
	far := float64(d-k.day) * a.perDay
	if i+1 == n {
		return k.y + min(far, k.room)
	}
	next := a.knots[i+1]
	switch {
	case next.day <= k.day:
		return k.y
	case k.broken == 0:
		return k.y + (next.y-k.y)*float64(d-k.day)/float64(next.day-k.day)
	case k.y+far < k.broken:
		return k.y + far
	}
	return max(k.broken, next.y-float64(next.day-d)*a.perDay)
}

// lanes is the most bars side by side. A bar beyond is drawn short, over the last.
const lanes = 4

// A bar is a stretch of days; all entries of that stretch share it.
type bar struct {
	first, end int64 // end exclusive
	hollow     bool  // announced
	lane       int
	short      bool // there was no lane left
	marks      []float64
}

// A span is the days of an entry.
type span struct {
	first, end int64 // end exclusive
	hollow     bool
}

func spanOf(r timex.Range, hollow bool) span {
	s := span{day(r.First), day(r.Last) + 1, hollow}
	s.end = max(s.end, s.first+1)
	return s
}

func (s span) point() bool { return s.end == s.first+1 }

// bars are those of the spans, which are in order of their first days, and of each
// span the place of its bar; -1 for a single day.
func bars(spans []span) (all []bar, of []int) {
	var free [lanes]int64 // the day from which on a lane is free
	for i := range free {
		free[i] = -1 << 62
	}
	seen := map[span]int{}
	for _, s := range spans {
		if s.point() {
			of = append(of, -1)
			continue
		}
		at, ok := seen[s]
		if !ok {
			b := bar{first: s.first, end: s.end, hollow: s.hollow}
			b.lane = slices.IndexFunc(free[:], func(d int64) bool { return d <= s.first })
			if b.lane < 0 {
				b.lane, b.short = lanes-1, true
			} else {
				free[b.lane] = s.end
			}
			at = len(all)
			seen[s] = at
			all = append(all, b)
		}
		of = append(of, at)
	}
	return all, of
}
