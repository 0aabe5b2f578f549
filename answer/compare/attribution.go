package compare

import (
	"strings"

	"footnote/answer/clause"
)

// A voice is who a telling says says it; empty where nobody does.
type voice struct{ region }

// findVoice finds who says what the sentence tells.
func (t *telling) findVoice() {
	for i := range t.Tokens {
		if t.Word(i) == "according" && t.Word(i+1) == "to" {
			t.voice.region = t.phrase(i+2, len(t.Tokens))
			return
		}
		if !t.Forms[i].Acts() || t.quoted[i] || !clause.Saying[t.Tokens[i].Stem] {
			continue
		}
		v := t.actingAt(i)
		if v.agent.empty() && !v.passive {
			v.agent = v.patient // said the mayor
		}
		if !v.agent.empty() && t.hasTerm(v.agent.from, v.agent.to) {
			t.voice.region = v.agent
			if end := t.nameEnd(v.agent.to); end > v.agent.to && strings.TrimSpace(t.Gap(v.agent.to)) == "," { // the mayor, NAME
				t.voice.to = end
			}
			return
		}
	}
}

// leastQuoted is how many words of a quotation two tellings must share to be of one.
const leastQuoted = 5

// otherVoice notes one quotation that is given to two people.
func (p *pair) otherVoice() bool {
	same, all := 0, 0
	for i := range p.a.Tokens {
		if p.a.quoted[i] {
			all++
			same += p.quotes(p.a.Word(i))
		}
	}
	others := 0
	for _, q := range p.b.quoted {
		if q {
			others++
		}
	}
	if same < leastQuoted || 10*same < 8*min(all, others) {
		return false
	}
	x, y := p.a.voice.region, p.b.voice.region
	if !p.a.anyName(x) || !p.b.anyName(y) || p.fit(x, y) < 0 || p.fit(x, y) >= misfit {
		return false
	}
	p.add(finding{slot: Attribution, kind: Contradiction, a: p.a.regionMark(x), b: p.b.regionMark(y), about: p.a.quotedWords(), sure: 0.8})
	return true
}

// quotedWords are the first words of a telling inside quotation marks.
func (t *telling) quotedWords() string {
	for i := range t.Tokens {
		if t.quoted[i] {
			last := i
			for last+1 < len(t.Tokens) && t.quoted[last+1] && last < i+leastQuoted {
				last++
			}
			return t.words(i, last)
		}
	}
	return ""
}

// quotes is 1 where b has the word inside a quotation, else 0.
func (p *pair) quotes(w string) int {
	for j := range p.b.Tokens {
		if p.b.quoted[j] && p.b.Word(j) == w {
			return 1
		}
	}
	return 0
}
