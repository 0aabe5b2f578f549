package compare

// A cause is what a telling gives as the cause of what happened.
type cause struct{ region }

// findCauses finds what the sentence says was the cause.
func (t *telling) findCauses() {
	for i := range t.Tokens {
		from, to := t.Bounds(i)
		var r region
		switch w := t.Word(i); {
		case t.Timed[i]:
		case (w == "because" || w == "result") && t.Word(i+1) == "of", (w == "due" || w == "owing") && t.Word(i+1) == "to" && !t.dueTo(i+2):
			r = t.phrase(i+2, len(t.Tokens))
		case causing[t.stemAt(i)] && t.Forms[i].Acts():
			r = t.actingAt(i).agent
		case t.Tokens[i].Stem == "blame" && t.Forms[i].Acts():
			r = t.blamed(i, from, to)
		case w == "cause" && !t.Forms[i].Acts():
			r = t.named(i, to)
		}
		if !r.empty() && t.hasTerm(r.from, r.to) {
			t.causes = append(t.causes, cause{r})
		}
	}
}

// causingWords are verbs whose subject is the cause of what they tell.
const causingWords = `cause trigger spark provoke set_fire bring_down set_off`

var causing = stemSet(causingWords)

// blamed is what the verb at i blames.
func (t *telling) blamed(i, from, to int) region {
	for j := i + 1; j < to; j++ {
		if t.Word(j) == "on" && !t.InTime(j+1) {
			return t.phrase(j+1, to)
		}
	}
	return t.actingAt(i).patient
}

// named is what the noun cause at i is said to be.
func (t *telling) named(i, to int) region {
	for j := i + 1; j < to; j++ {
		if t.Word(j) == "was" || t.Word(j) == "is" {
			return t.phrase(j+1, to)
		}
	}
	return region{}
}

// otherCause notes two causes of one thing, told by the same or on one day.
func (p *pair) otherCause() {
	if len(p.a.causes) == 0 || len(p.b.causes) == 0 || !p.oneEvent() || p.gravest() >= gravity[Update] {
		return
	}
	for _, c := range p.a.causes {
		for _, d := range p.b.causes {
			if f := p.fit(c.region, d.region); f < 0 || f >= misfit {
				return
			}
		}
	}
	x, y := p.a.causes[0].region, p.b.causes[0].region
	if p.a.day != p.b.day && p.fit(p.a.voice.region, p.b.voice.region) < misfit {
		return
	}
	if p.strange(x, y) {
		return
	}
	f := finding{slot: Event, a: p.a.regionMark(x), b: p.b.regionMark(y), about: p.about(0), sure: 0.7}
	p.add(p.timed(f, false))
}
