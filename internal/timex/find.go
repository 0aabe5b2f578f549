package timex

import "strings"

// Find returns the expressions of time in the segments of d, resolved, in order of
// Start. They do not overlap, and each lies inside one segment. What the text
// dates is never invented: an expression that leans on a day of publication that
// is not known keeps what it says (XXXX-03) or points (PAST_REF).
func Find(d Document) []Expression {
	r := reader{doc: d}
	r.recognise()
	r.shareYears()
	s := teller{anchor: midnight(d.Anchor), narrative: r.history(), section: nowhere, daySaid: nowhere}
	if s.narrative {
		r.findStrays()
	}
	out := make([]Expression, 0, len(r.found))
	for i := range r.found {
		if e := r.express(&s, &r.found[i]); e.Value != "" {
			out = append(out, e)
		}
	}
	return out
}

// A sighting is a finding with its place in the text.
type sighting struct {
	meaning    meaning
	start, end int // bytes of the text
	segment    int
	tense      tense
	joined     bool // only "to", "and" or a dash stands between it and the one before
	stray      bool // names a year that the story does not go on from
	placed     bool // places what its clause tells, unlike "since 1952"
	will       bool // a "will" stands in its clause, as in no history
	listed     bool // only a comma or "and" stands between it and the one before
	follows    bool // its sentence goes on with a he, she, it or they of the one before
}

// A reader recognises all of a document before anything is resolved, because
// whether it is a history shows only in the whole.
type reader struct {
	doc   Document
	found []sighting
}

func (r *reader) recognise() {
	var toks []token
	var finds []finding
	p := parser{}
	p.order = slashOrder(r.doc.Text)
	for i, seg := range r.doc.Segments {
		from, to := max(seg.Start, 0), min(seg.End, len(r.doc.Text))
		if from >= to {
			continue
		}
		toks = tokens(toks[:0], r.doc.Text, from, to)
		p.toks = toks
		finds = p.recognise(finds[:0])
		for k, f := range finds {
			r.found = append(r.found, sighting{
				meaning: f.meaning, start: toks[f.first].start, end: toks[f.end-1].end, segment: i, tense: p.tense(f),
				placed: p.places(f), follows: pronouns[p.word(0)], will: p.wills(f),
				listed: k > 0 && p.behind(f.first, finds[k-1].end),
				joined: k > 0 && f.first == finds[k-1].end+1 && p.among(f.first-1, "-", "to", "and", "or", "until", "through", "&"),
			})
		}
	}
}

// places reports whether the finding places what its clause tells, and not something
// beside it: "since 1952", "the deal, signed in 2012, was revoked".
func (p *parser) places(f finding) bool {
	if p.among(f.first-1, "since", "than", "until", "till", "from", "before", "-") {
		return false
	}
	if articles[p.word(f.first-1)] && f.meaning.unit == year && p.nounAt(f.end) {
		return false // the 2022-23 budget
	}
	if f.first <= 2 {
		return true
	}
	return p.word(f.end) != "," && (f.meaning.unit != year && f.meaning.month == 0 || p.toldBefore(f))
}

// wills reports whether a "will" stands before the finding in its clause.
func (p *parser) wills(f finding) bool {
	for i := f.first - 1; i >= 0 && i > f.first-reach && !p.breaks(i); i-- {
		if p.among(i, "will", "won't") {
			return true
		}
	}
	return false
}

// behind reports whether a list goes on from the token at end to that at i: 5 May, 9 June
// and 3 July.
func (p *parser) behind(i, end int) bool {
	return i > end && i <= end+2 && p.among(end, ",", "and", "or", ";", "&") && (i == end+1 || p.among(end+1, "and", "or", "on", "in"))
}

// toldBefore reports whether a verb stands before the finding in its clause, or the
// clause begins with it. Else it belongs to the subject: a crackdown in 2011 failed.
func (p *parser) toldBefore(f finding) bool {
	i := f.first - 1
	for ; i >= 0 && i > f.first-reach && !p.breaks(i); i-- {
		if p.verb(i) != unsaid || strings.HasSuffix(p.word(i), "ed") {
			return true
		}
	}
	return f.first-1-i <= 2
}

var pronouns = wordSet(`he she it they his her its their we i`)

// headingBytes bounds a line that may be a heading.
const headingBytes = 100

// heading reports whether the segment can be a heading of a history: short, and no
// sentence.
func (r *reader) heading(seg Segment) bool {
	text := strings.TrimRight(r.doc.Text[max(seg.Start, 0):min(seg.End, len(r.doc.Text))], " \t\r\n")
	return len(text) <= headingBytes && !strings.HasSuffix(text, ".")
}

// underHeading notes the year that a heading names, and forgets it where no list of
// lines follows it.
func (r *reader) underHeading(s *teller, f *sighting) {
	seg := r.doc.Segments[f.segment]
	m := &f.meaning
	switch {
	case seg.Aside || !r.heading(seg):
		s.heading = 0
	case m.kind == calendar && m.year > 0 && m.day == 0 && m.unit <= year:
		s.heading = m.year
	}
}

// express resolves one sighting.
func (r *reader) express(s *teller, f *sighting) Expression {
	seg := r.doc.Segments[f.segment]
	s.listed = f.listed
	s.here, s.segment, s.follows = seg.Paragraph, f.segment, f.follows
	m := &f.meaning
	r.underHeading(s, f)
	got := s.possible(m, f.tense, s.resolve(m, f.tense))
	e := Expression{Start: f.start, End: f.end, Type: Date, Value: got.value, Mod: m.mod, edge: m.edge}
	if got.at.grain != noUnit && !got.at.possible() {
		got, e.Value = resolved{}, Past
	}
	if got.at.grain != noUnit {
		e.Value, e.Basis = got.at.value(), s.basis
		if !seg.Aside || s.narrative && r.heading(seg) {
			s.tell(got.at, m.leansOnTold() && s.leads || f.placed)
			if !f.stray && !m.leansOnAnchor() && !m.looksBack() && got.at.grain <= year {
				s.line = got.at
			}
		}
		if s.known() {
			first, end := got.at.days()
			e.Coming = first.After(s.anchor) || f.tense == ahead && !end.Before(s.anchor)
		}
	}
	switch {
	case m.kind == offset && m.unit < day:
		e.Type = Time
	case m.kind == lasting:
		e.Type = Duration
	case m.kind == repeated:
		e.Type = Set
	case m.part != "" && e.Value != Past && e.Value != Present && e.Value != Future:
		e.Type, e.Value = Time, e.Value+"T"+m.part
	}
	if m.deixis == next && m.kind != lasting || e.Value == Future && !(m.kind == offset && m.told) && !(m.kind == referring && f.tense == gone) {
		e.Coming = true
	}
	return e
}
