package timeline

import (
	"cmp"
	"context"
	"slices"

	"footnote/internal/timex"
)

// A bucket is the mentions of a stretch of the calendar that share a stem.
type bucket struct {
	stem   int32
	coarse bool // dated by a quarter or less precisely; period is a year then, else a month
	period int  // counted from year 0
}

// The bounds of the search for pairs.
const (
	rarest   = 4   // stems that a mention is filed by beside those of what happened
	mostSeen = 16  // pairs that are compared, for a mention, with those filed before it
	crowd    = 250 // mentions of one bucket that are looked at, the last filed
)

// findLinks finds the pairs of mentions that may be one event, likeliest first.
// Only those are compared that share a rare stem or what happened, in one stretch
// of the calendar.
func findLinks(ctx context.Context, ms []*mention) ([]link, error) {
	files := map[bucket][]int32{}
	var links []link
	tally := make([]int32, len(ms))
	for i, m := range ms {
		if i%256 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		keys := m.keys()
		for _, j := range likely(files, tally, ms, m, keys) {
			if s := score(m, ms[j]); s >= need(m, ms[j]) {
				links = append(links, link{ms[j], m, s})
			}
		}
		for _, b := range m.filed(keys) {
			files[b] = append(files[b], int32(i))
		}
	}
	slices.SortStableFunc(links, func(a, b link) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.a.order, b.a.order), cmp.Compare(a.b.order, b.b.order))
	})
	return links, nil
}

// likely are the mentions filed before m that share most keys with it, dates allowing.
func likely(files map[bucket][]int32, tally []int32, ms []*mention, m *mention, keys []int32) []int32 {
	var found []int32
	for _, b := range m.looked(keys) {
		in := files[b]
		for _, j := range in[max(0, len(in)-crowd):] {
			switch {
			case tally[j] > 0:
			case compatible(m, ms[j]):
				found = append(found, j)
			default:
				continue
			}
			tally[j]++
		}
	}
	slices.SortFunc(found, func(i, j int32) int { return cmp.Or(cmp.Compare(tally[j], tally[i]), cmp.Compare(j, i)) })
	for _, j := range found {
		tally[j] = 0
	}
	return found[:min(mostSeen, len(found))]
}

// keys are the stems that m is filed by: those near to what happened,
// those of its headline, its places and its rarest.
func (m *mention) keys() []int32 {
	var keys []int32
	for _, t := range slices.Concat(m.wideHead, m.headline) {
		keys = append(keys, t.id)
	}
	rare := slices.SortedFunc(slices.Values(m.terms), func(a, b term) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.id, b.id))
	})
	for _, t := range rare[:min(rarest, len(rare))] {
		keys = append(keys, t.id)
	}
	keys = append(keys, m.places...)
	slices.Sort(keys)
	return slices.Compact(keys)
}

// coarse reports whether m is dated less precisely than by a month.
func (m *mention) coarse() bool {
	return rank(m.when.Precision) > rank(timex.Month) || length(m.when) > 62
}

// mostPeriods bounds the years that a mention is filed under.
const mostPeriods = 12

// years and months are the periods that m lies in, from and to.
func (m *mention) years() (from, to int) {
	return m.when.First.Year(), min(m.when.Last.Year(), m.when.First.Year()+mostPeriods)
}

func (m *mention) months() (from, to int) {
	f, l := m.when.First, m.when.Last
	from, to = 12*f.Year()+int(f.Month()), 12*l.Year()+int(l.Month())
	return from, min(to, from+12*mostPeriods)
}

// filed are the buckets that m goes into.
func (m *mention) filed(keys []int32) []bucket {
	from, to := m.months()
	if m.coarse() {
		from, to = m.years()
	}
	return buckets(nil, keys, m.coarse(), from, to)
}

// looked are the buckets that may hold what m is like: of its own precision and of the other.
func (m *mention) looked(keys []int32) []bucket {
	from, to := m.years()
	out := buckets(nil, keys, true, from, to)
	from, to = m.months()
	return buckets(out, keys, false, from, to)
}

func buckets(out []bucket, keys []int32, coarse bool, from, to int) []bucket {
	for _, k := range keys {
		for p := from; p <= to; p++ {
			out = append(out, bucket{k, coarse, p})
		}
	}
	return out
}
