package compare

import (
	"strings"

	"footnote/answer/clause"
	"footnote/internal/words"
)

// A party is somebody by his office who acts for a country, named or not: the leader of
// Niger's junta.
type party struct {
	region
	head    *lexeme
	country *lexeme
}

var agreeing = clause.Stems(`agree agreement deal accord accept treaty pact sign`)

// findParties finds who acts for a country, in a sentence that tells of an agreement.
func (t *telling) findParties() {
	deal := false
	for n := range t.terms {
		deal = deal || agreeing[t.terms[n].stem]
	}
	if !deal {
		return
	}
	for i, tok := range t.Tokens {
		if lexemeOf(tok.Stem).is&office == 0 || t.Timed[i] || i > 0 && lexemeOf(t.Tokens[i-1].Stem).is&office != 0 && strings.TrimSpace(t.Gap(i)) == "" && t.termAt[i] < 0 {
			continue
		}
		if p := t.partyAt(i); p.country != nil {
			t.parties = append(t.parties, p)
		}
	}
}

// partyAt is who holds the office at token i for a country that stands right before it
// as its owner, or behind of.
func (t *telling) partyAt(i int) party {
	p := party{region: region{i, i + 1}, head: lexemeOf(t.Tokens[i].Stem)}
	for j := i - 1; j >= 0 && j >= i-4 && strings.TrimSpace(t.Gap(j+1)) == ""; j-- {
		p.from = j
		if t.Possessive(j) && words.Country(t.Tokens[j].Stem) {
			p.country = lexemeOf(t.Tokens[j].Stem)
			return p
		}
		if t.Tokens[j].Stop || t.Forms[j].Acts() {
			break
		}
	}
	if t.Word(i+1) != "of" {
		return party{}
	}
	p.from = i
	for j := i + 2; j < len(t.Tokens) && j < i+7 && strings.TrimSpace(t.Gap(j)) == "" && !t.Forms[j].Acts(); j++ {
		if words.Country(t.Tokens[j].Stem) {
			p.country = lexemeOf(t.Tokens[j].Stem)
		}
		p.to = j + 1
	}
	if p.country == nil {
		return party{}
	}
	return p
}

// otherParty notes that one agreement is made for a country by holders of two offices.
// Both may be one person, so it is no contradiction.
func (p *pair) otherParty() {
	if !p.story || len(p.a.parties) != 1 || len(p.b.parties) != 1 {
		return
	}
	x, y := &p.a.parties[0], &p.b.parties[0]
	if like(x.country, y.country) < 0.9 || like(x.head, y.head) > 0 {
		return
	}
	p.add(finding{slot: Role, kind: Wording, a: p.a.regionMark(x.region), b: p.b.regionMark(y.region), about: "who agreed for " + p.a.countryWord(x), sure: 0.5})
}

// countryWord is the country of a party in the source's words, without an ending.
func (t *telling) countryWord(p *party) string {
	for i := p.from; i < p.to; i++ {
		if lexemeOf(t.Tokens[i].Stem) == p.country {
			w := t.words(i, i)
			return strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
		}
	}
	return p.country.stem
}
