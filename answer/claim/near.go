package claim

import (
	"strings"
	"sync"

	"footnote/internal/words"
)

// near are the stems that may stand for the word, each with its closeness.
func near(lang *words.Language, t words.Token) map[string]float64 {
	n := lang.Near(t.Word)
	n[t.Stem] = 1
	if lang.Code() != "en" {
		return n
	}
	loadTables()
	for _, g := range sameSense[t.Stem] {
		for _, s := range g {
			n[s] = max(n[s], sameCloseness)
		}
	}
	return n
}

// sameCloseness is the closeness of words of one group of the thesaurus.
const sameCloseness = 0.9

var (
	tables    sync.Once
	sameSense map[string][][]string
	opposites map[string]map[string]bool
)

func loadTables() {
	tables.Do(func() {
		lang := words.For("en")
		sameSense = map[string][][]string{}
		for group := range strings.SplitSeq(thesaurus, ";") {
			g := stemsOf(lang, group)
			for _, s := range g {
				sameSense[s] = append(sameSense[s], g)
			}
		}
		opposites = map[string]map[string]bool{}
		for line := range strings.Lines(antonyms) {
			one, other, _ := strings.Cut(line, "/")
			for _, a := range stemsOf(lang, one) {
				for _, b := range stemsOf(lang, other) {
					oppose(a, b)
					oppose(b, a)
				}
			}
		}
	})
}

func stemsOf(lang *words.Language, list string) []string {
	var stems []string
	for _, w := range strings.Fields(list) {
		stems = append(stems, lang.Stem(w))
	}
	return stems
}

func oppose(a, b string) {
	if opposites[a] == nil {
		opposites[a] = map[string]bool{}
	}
	opposites[a][b] = true
}

// opposed reports whether two English stems mean opposite things.
func opposed(a, b string) bool {
	loadTables()
	return a != b && (opposites[a][b] || prefixed(a, b) || prefixed(b, a))
}

// prefixed reports whether b is a with a prefix that turns its sense round.
func prefixed(a, b string) bool {
	if len(a) < 4 {
		return false
	}
	for _, p := range []string{"un", "in", "im", "dis", "non", "ir", "il"} {
		if strings.HasPrefix(b, p) && b[len(p):] == a {
			return true
		}
	}
	return false
}

// antonyms part words from their opposites, each pair of sides with a slash.
const antonyms = `
rise increase grow gain climb soar surge jump up higher raise expand boost more / fall decrease decline drop shrink sink plunge down lower cut reduce slump less fewer diminish
win victory triumph succeed success / lose defeat loss fail failure
accept approve agree endorse welcome confirm embrace / reject refuse deny oppose decline disapprove rebuff dismiss
open opening reopen / close shut closed closing closure
before earlier previously prior / after later subsequently following
support back favor favour endorse / oppose against object
praise / criticize criticise condemn denounce
begin start launch open commence / end stop finish halt conclude cease close
allow permit let enable authorize legalize / ban forbid prohibit bar block prevent outlaw
buy purchase acquire / sell
arrive enter come join / leave depart exit quit withdraw
guilty convict convicted / innocent acquit acquitted cleared
free release freed / jail imprison detain arrest capture hold
hire appoint employ recruit / fire dismiss sack
add include / remove exclude delete
strengthen strong stronger / weaken weak weaker
first / last second third
old older elder / new young younger
large big huge major larger great / small tiny minor little smaller minimal
high higher / low lower
long longer / short shorter brief
early earlier / late later
good better best positive / bad worse worst poor negative
safe safety secure / dangerous danger unsafe risky
easy simple / hard difficult complex
rich wealthy / poor
cheap inexpensive affordable / expensive costly
improve better / worsen deteriorate worse
build construct create / destroy demolish dismantle
north northern northeast northwest / south southern southeast southwest
east eastern / west western
male man men boy father son brother husband / female woman women girl mother daughter sister wife
love like enjoy / hate dislike detest
remember recall / forget
success successful / failure unsuccessful failed
public / private secret
known familiar / unknown mysterious
always often frequently usually / never rarely seldom
alive survive survivor live / dead die kill death
healthy well / ill sick
peace peaceful calm / war violent violence conflict
legal lawful / illegal unlawful
true real genuine authentic / false fake
ally friend / enemy foe rival
attack / defend
borrow / lend
import / export
give donate / take receive
send / receive
lead ahead / trail behind follow
majority most / minority few
maximum / minimum
continue keep maintain resume / stop end halt suspend discontinue abandon
protect preserve save / harm damage endanger destroy
encourage urge promote / discourage deter
hope optimistic optimism / despair pessimistic pessimism
calm / anger angry furious
happy pleased delighted glad / sad unhappy upset disappointed
proud / ashamed embarrassed
profit / loss
top / bottom
inside indoor / outside outdoor
direct / indirect roundabout
temporary / permanent
voluntary / forced compulsory mandatory
domestic national / foreign international
local / global national
fast quick quickly rapid rapidly / slow slowly gradual gradually
full / empty
hot warm / cold cool
light / heavy dark
dry / wet
troubled struggling embattled distressed ailing failing / triumphant thriving successful prosperous booming
hide conceal / reveal expose disclose
tighten / loosen ease relax
shorten / lengthen extend prolong
add adding / cut cutting save saving
attract / repel
unite united / divide divided split
thousands / hundreds millions dozens
teacher / student pupil
victim / attacker perpetrator
prosecutor prosecution / defense defence
plaintiff / defendant
employer / employee
landlord / tenant
doctor / patient
parent / child
uncle / aunt nephew
asset / liability
rural / urban
ancient / modern
original / copy replica
civilian / military
highest higher high most largest biggest greatest / lowest lower low least smallest
oldest / youngest newest
longest / shortest
best / worst
strongest / weakest
fastest / slowest
earliest / latest
crewed manned / uncrewed unmanned
commercial civilian / military
domestic / wild
made gained earned / lost
buying / selling
supply / demand
personal / commercial
big / small
democrat democratic / republican
liberal / conservative
left / right
`
