package timex

import "strings"

// yearAlone reads "2018", "the year 1950", "fiscal 2023", "2022-23". A number of
// four digits is a year where the words around it make it one.
func (p *parser) yearAlone(i int) (meaning, int) {
	j, said := i, false
	if p.word(j) == "the" && (p.lex(j+1).unit == year || p.word(j+1) == "fiscal") {
		j++
	}
	if p.among(j, "fiscal", "calendar") {
		j, said = j+1, true
	}
	if p.lex(j).unit == year && !p.lex(j).plural {
		j, said = j+1, true
	}
	if j > i && !said {
		return meaning{}, 0
	}
	if t := p.at(j + 1); p.word(j) == "'" && t.glued && t.digits == 2 && t.suffix == "" && p.among(j-1, "in", "of", "since", "from", "to") {
		return meaning{kind: calendar, unit: year, year: century2(t.num)}, j + 2
	}
	y, end := p.yearNumber(j)
	if end == 0 || p.counts(j) || !said && !p.likeYear(i) {
		return meaning{}, 0
	}
	m := meaning{kind: calendar, unit: year, year: y}
	if p.among(end, "-", "/") && p.at(end).glued && p.at(end+1).glued && p.at(end+1).digits == 2 &&
		p.at(end+1).suffix == "" && p.at(end+1).num == (y+1)%100 {
		end += 2
	}
	return m, end
}

// counted are what is counted in thousands more often than it is dated.
var counted = wordSet(`people troops soldiers men women children students workers employees members refugees migrants voters votes
	residents homes houses acres hectares deaths cases jobs cars vehicles tanks guns aircraft planes ships rounds shares
	words pages copies units items protesters prisoners fighters officers civilians families patients dead wounded bodies times`)

// measures are what a number is of that is never a year.
var measures = wordSet(`miles kilometers kilometres km feet metres meters pounds dollars euros yen tons tonnes barrels points square
	percent per cent degrees calories watts mw rpm pm am a.m p.m billion million thousand hundred pixels block`)

func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		set[w] = true
	}
	return set
}

// counts reports whether the number i counts or names something: 2000 people.
func (p *parser) counts(i int) bool {
	next := p.at(i + 1)
	if next.glued && (next.word == "-" && p.at(i+2).glued && p.at(i+2).num < 0 && p.lex(i+2).unit != noUnit) {
		return true
	}
	if measures[next.word] || counted[next.word] && !p.dates(i) || next.lex.unit != noUnit && next.lex.unit != quarter && next.lex.unit != season {
		return true
	}
	return p.at(i).num%100 == 0 && next.several()
}

// dates reports whether a preposition makes a year of the number i though what is
// counted follows: in 2022 soldiers seized power. A round number may be a count.
func (p *parser) dates(i int) bool {
	n := p.at(i).num
	return n >= 1900 && n < 2050 && n%100 != 0 && (p.among(i-1, "in", "since", "until", "during", "before", "after") || p.word(i-1) == "by" && n > 1950)
}

// several reports whether the token looks like a noun in the plural.
func (t *token) several() bool {
	w := t.word
	if len(w) < 4 || t.upper || t.lex != &unknown || w[len(w)-1] != 's' {
		return false
	}
	return !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is")
}

// leads are words that a year often follows.
var leads = wordSet(`in since by of from until till to through before after during between and or late early around about circa
	mid year for than fiscal the a this that ending ended for as its their his her our my
	throughout beginning starting following s`)

// numbered are names of what is numbered.
var numbered = wordSet(`flight section article route highway room page resolution act base unit model no number law bill chapter
	paragraph order form code directive regulation channel line level apartment suite iso version windows boeing convention`)

// likeYear reports whether the number i, four digits, can be a year.
func (p *parser) likeYear(i int) bool {
	t, before := p.at(i), p.at(i-1)
	if numbered[before.word] || before.word == "." && numbered[p.word(i-2)] {
		return false
	}
	if t.glued && before.word == "-" && p.word(i-2) == "mid" {
		return true
	}
	if t.glued && (before.word == "-" || before.word == "/") {
		return p.past.end == i-1 && p.past.meaning.year > 0
	}
	if t.glued && before.word != "(" && before.word != "[" && before.word != "\"" && before.word != "“" && before.word != "'" && before.word != "," {
		return false
	}
	if p.priced(i) || p.address(i) || p.moved(i) || t.num < firstSureYear && p.past.end != i-1 && !oldLeads[before.word] && !p.ofOld(i) {
		return false
	}
	if (before.word == "was" || before.word == "is") && p.word(i+1) != "'s" {
		return p.among(i-2, "year", "it", "this", "that") // the code was 2024
	}
	if next := p.at(i + 1); next.glued && (next.word == "/" || next.word == "_" || next.word == "=") && p.at(i+2).digits != 2 {
		return false
	}
	if leads[before.word] || p.past.end == i-1 && before.word == "," && p.past.meaning.year > 0 {
		return t.num >= 1000 && (before.lex.unit == noUnit)
	}
	if before.upper && before.lex == &unknown {
		return false
	}
	return t.num >= 1700 && t.num < 2050 && !p.at(i+1).several()
}

// oldLeads are what a year before the modern age follows.
var oldLeads = wordSet(`in since until till before after during from between circa about year early late by and to - (`)

// ofOld reports whether "of" before the number i makes an old year of it: the Treaty of
// 1648, the fire of 1666, and not a team of 1500.
func (p *parser) ofOld(i int) bool {
	return p.word(i-1) == "of" && p.at(i).num%100 != 0 && (p.at(i-2).upper || p.word(i-3) == "the")
}

// priced reports whether the number i is one of a price or a size: 1610 an ounce,
// 1080 by 1920 pixels.
func (p *parser) priced(i int) bool {
	return p.among(i+1, "a", "an") && p.among(i+2, "ounce", "barrel", "share", "ton", "tonne", "piece", "pound", "bushel", "head") ||
		p.word(i+1) == "by" && p.at(i+2).num > 0 && measures[p.word(i+3)] || p.word(i-1) == "by" && measures[p.word(i-2)] || p.among(i+1, "x", "remain", "remained")
}

var streets = wordSet(`st street ave avenue drive dr road rd lane ln blvd boulevard court ct place highway hwy parkway square terrace`)

// address reports whether the number i is one of a house: at 1909 Maple Drive.
func (p *parser) address(i int) bool {
	for k := i + 1; k <= i+3 && (p.at(k).upper || p.at(k).num >= 0); k++ {
		if k > i+1 && streets[p.word(k)] {
			return true
		}
	}
	return false
}

// movements are verbs of figures that go from one to another.
var movements = wordSet(`rose fell climbed dropped slipped gained lost jumped tumbled surged slid rise fall increased decreased declined
	up down grew raised cut lowered narrowed widened rises falls climbs drops soared plunged advanced eased`)

// moved reports whether the number i is a figure that something rose or fell to or
// from: fell to 1980 from 2010. A year stands behind other words: rose from 1991 on.
func (p *parser) moved(i int) bool {
	if !p.among(i-1, "to", "from") {
		return false
	}
	other := p.at(i+2).digits == 4 && p.among(i+1, "to", "from") || p.at(i-2).digits == 4 || p.word(i-1) == "to"
	for k := i - 2; other && k >= 0 && k > i-8 && p.word(k) != ","; k-- {
		if movements[p.word(k)] {
			return p.at(i).num < 1900 || p.word(i-1) == "to" && k == i-2 || p.among(i+1, "from")
		}
	}
	return false
}

// surelyMonth reports whether a month without day and year is meant at i, and no
// verb and no name: May, March, April, June and August are both.
func (p *parser) surelyMonth(i, end int) bool {
	before, behind := p.at(i-1), p.at(end)
	if p.lex(i).short && end == i+1 {
		return false // Sun, Mar, Dec without their full stop
	}
	if before.upper && before.lex == &unknown && i-1 > 0 && !before.holdsStop() {
		return false // Theresa May
	}
	if behind.upper && behind.lex == &unknown && behind.num < 0 && p.among(i, "may", "april", "june", "august", "march", "jan") && !monthLeads[before.word] {
		return false // April Jones
	}
	switch p.word(i) {
	case "may", "march":
		if p.among(i-1, "the", "a") {
			return !p.among(end, "on", "for", "of", "against", "to", "in", "from") && p.nounAt(end)
		}
		return monthLeads[before.word] || before.lex.edge != "" || p.past.end == i-1 && p.past.meaning.month > 0
	case "august":
		return p.at(i).upper || monthLeads[before.word]
	}
	return true
}

func (t *token) holdsStop() bool { return t.word == "." }

// monthLeads are the words before a month that is no verb and no name.
var monthLeads = wordSet(`in since by of from until till through before after during between last next this early late mid past
	every each to for - into around of`)

var weekdayNumbers = [...]string{"", "1", "2", "3", "4", "5", "6", "7"}

// weekdaySet is the value of every such weekday.
func weekdaySet(weekday int) string { return "XXXX-WXX-" + weekdayNumbers[weekday] }
