package timeline

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"footnote/article"
	"footnote/internal/timex"
	"footnote/internal/words"
)

// resolve sets when m happened, from its expression.
func (m *mention) resolve() bool {
	e := m.exprs[0]
	m.value, m.mod, m.coming = e.Value, e.Mod, e.Coming
	if e.Type != timex.Date && e.Type != timex.Time {
		return false
	}
	if r, ok := e.Range(); ok {
		if r.Last.Year() > lastYear {
			return false
		}
		m.when, m.label = r, e.Label()
		if _, clock, ok := strings.Cut(e.Value, "T"); ok {
			m.clock = clock
		}
		anchor := m.s.Article.Anchor().Time()
		m.coming = m.coming || !anchor.IsZero() && r.First.After(anchor)
		return !anaphor[strings.ToLower(e.Text(m.s.Article))]
	}
	return m.resolveVague(e)
}

// lastYear is the last that dates are written with, in four digits.
const lastYear = 9999

// anaphor are expressions that only point at a date told before.
var anaphor = map[string]bool{"then": true, "that time": true, "the time": true, "at that time": true, "at the time": true, "the same time": true}

// soonWords finds how far "the coming days" may be.
var soonWords = regexp.MustCompile(`(?i)\b(?:day|week)s\b`)

// resolveVague sets when for a time to come that has no date: the coming days are
// the seven after the article's, the coming weeks twenty-eight. Anything vaguer dates nothing.
func (m *mention) resolveVague(e article.Time) bool {
	anchor := m.s.Article.Anchor().Time()
	unit := strings.ToLower(soonWords.FindString(e.Text(m.s.Article)))
	if e.Value != timex.Future || anchor.IsZero() || unit == "" {
		return false
	}
	days, precision := 7, timex.Week
	if unit == "weeks" {
		days, precision = 28, timex.Month
	}
	m.vague, m.coming = true, true
	m.when = timex.Range{First: anchor.AddDate(0, 0, 1), Last: anchor.AddDate(0, 0, days), Precision: precision}
	m.label = unit + " after " + anchor.Format("2 January 2006")
	return true
}

// extend makes m last until another expression: from 2018 to 2020, between March and May.
func (m *mention) extend(e article.Time, first int) bool {
	r, ok := e.Range()
	if !ok || r.First.Before(m.when.First) || r.Last.Year() > lastYear || m.vague {
		return false
	}
	from := m.s.Article.Sentences[m.s.Index].Span.Start
	between := strings.ToLower(strings.TrimSpace(m.s.Text[m.exprs[0].End-from : e.Start-from]))
	before := m.s.Word(first - 1)
	switch between {
	case "and":
		ok = before == "between"
	case "to", "until", "till", "through", "–", "-", "—":
		ok = !slices.ContainsFunc(m.s.Tokens[:first], func(t words.Token) bool { return moves[t.Stem] })
	default:
		ok = false
	}
	if !ok {
		return false
	}
	if !r.Last.Equal(m.when.Last) {
		m.label += " to " + e.Label()
	}
	m.when.Last = r.Last
	if rank(r.Precision) > rank(m.when.Precision) {
		m.when.Precision = r.Precision
	}
	return true
}

// day is the day number of a date, for comparing.
func day(t time.Time) int { return int(t.Unix() / 86400) }

// plans are what a date is planned with.
var plans = words.Set(`planned scheduled due set expected slated`)

// foretold reports whether the clause of m tells what will be, and nothing shows
// that its date has passed.
func (m *mention) foretold() bool {
	anchor := m.s.Article.Anchor().Time()
	if !anchor.IsZero() && m.when.Last.Before(anchor) {
		return false
	}
	for i := m.from; i < m.to; i++ {
		w := m.s.Word(i)
		if w == "will" || w == "shall" || strings.HasSuffix(w, "'ll") || w == "to" && plans[m.s.Word(i-1)] && !m.s.PastBe(i-2) {
			return true
		}
	}
	return false
}

// rank orders precisions from the finest, 0.
func rank(p timex.Precision) int {
	return slices.Index([]timex.Precision{timex.Day, timex.Week, timex.Part, timex.Month, timex.Quarter, timex.Season, timex.Year, timex.Decade}, p)
}
