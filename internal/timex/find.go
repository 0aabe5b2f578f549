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
				placed: p.places(f),
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
	return f.first <= 2 || p.word(f.end) != ","
}

// headingBytes bounds a line that may be a heading.
const headingBytes = 100

// heading reports whether the segment can be a heading of a history: short, and no
// sentence.
func (r *reader) heading(seg Segment) bool {
	text := strings.TrimRight(r.doc.Text[max(seg.Start, 0):min(seg.End, len(r.doc.Text))], " \t\r\n")
	return len(text) <= headingBytes && !strings.HasSuffix(text, ".")
}

// express resolves one sighting.
func (r *reader) express(s *teller, f *sighting) Expression {
	seg := r.doc.Segments[f.segment]
	s.here = seg.Paragraph
	m := &f.meaning
	got := s.resolve(m, f.tense)
	e := Expression{Start: f.start, End: f.end, Type: Date, Value: got.value, Mod: m.mod}
	if got.at.grain != noUnit && !got.at.possible() {
		got, e.Value = resolved{}, Past
	}
	if got.at.grain != noUnit {
		e.Value = got.at.value()
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
	case m.kind == lasting:
		e.Type = Duration
	case m.kind == repeated:
		e.Type = Set
	case m.part != "" && e.Value != Past && e.Value != Present && e.Value != Future:
		e.Type, e.Value = Time, e.Value+"T"+m.part
	}
	if m.deixis == next && m.kind != lasting || e.Value == Future && !(m.kind == offset && m.told) {
		e.Coming = true
	}
	return e
}
