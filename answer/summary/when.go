package summary

import (
	"strings"

	"footnote/article"
	"footnote/internal/timex"
)

// dated is the time that a unit tells of, where it says one.
func (u *unit) dated() (timex.Range, bool) {
	if all := u.ranges(); len(all) > 0 {
		return all[0], true
	}
	return timex.Range{}, false
}

// ranges are the times that a unit says.
func (u *unit) ranges() []timex.Range {
	var out []timex.Range
	for _, s := range u.run {
		for _, e := range s.art.TimesIn(s.index) {
			if e.Type != timex.Date && e.Type != timex.Time || beside(s.art, s.index, e) {
				continue
			}
			if r, ok := e.Range(); ok {
				out = append(out, r)
			}
		}
	}
	return out
}

// beside reports whether an expression only places something before or after itself.
func beside(a *article.Article, i int, e timex.Expression) bool {
	text := a.Sentences[i].Text
	text = strings.TrimRight(text[:min(max(e.Start, 0), len(text))], " ")
	for _, w := range []string{"after", "before", "since", "until", "from", "than"} {
		if strings.HasSuffix(text, w) {
			return true
		}
	}
	return false
}

// longAgo is how many days before its article an event is background.
const longAgo = 21

// before reports whether a unit tells of a time more than so many days before its article.
func (u *unit) before(days int) bool {
	r, ok := u.dated()
	anchor := u.run[0].art.Anchor().Time()
	return ok && !anchor.IsZero() && anchor.Sub(r.Last).Hours() > 24*float64(days)
}

// happened is the day of what a unit tells, in days; that of its article where it says
// none, and 0 where that is not known.
func (u *unit) happened() int {
	if len(u.run) == 0 {
		return 0
	}
	if r, ok := u.dated(); ok {
		return int(r.First.Unix() / 86400)
	}
	d, _ := dayOf(u.run[0].art)
	return int(d)
}
