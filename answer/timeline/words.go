package timeline

import (
	"footnote/answer/clause"
	"footnote/internal/words"
)

// What the stems of words tell of events.
var (
	// begins and ends are verbs of a beginning and an end.
	begins = clause.Stems(`begin start open launch commence resume reopen`)
	ends   = clause.Stems(`end stop finish conclude close cancel suspend cease abandon scrap`)
	// fails are those of an end where what ends is an event: the talks collapsed, the crane did not end.
	fails = clause.Stems(`collapse fail break broke`)
	// outcomes are verbs by which the noun of an event tells of itself: Tuesday's accident killed two.
	outcomes = clause.Stems(`kill injure wound hurt destroy damage wreck topple oust leave claim force displace shut close begin start end
		collapse last erupt hit strike cost`)
	// recurrent are kinds of events of which there are many: another day of one is another event.
	recurrent = clause.Stems(`protest demonstrate demonstration rally march riot attack assault raid strike airstrike bomb bombing shell shelling
		explode explosion blast shoot shooting clash fight battle fire burn blaze flood storm crash collide accident arrest detain meet
		meeting talks talk visit arrive leave travel fly come go vote say tell gather kill die strike walk win lose play beat`)
	// once are kinds of events that few things go through twice.
	once = clause.Stems(`resign quit step appoint elect found establish build construct inaugurate open overthrow oust topple coup marry born
		sentence convict sign publish launch invade annex merger takeover acquisition`)
	// onceEach are what nobody does twice.
	onceEach = clause.Stems(`die born death birth marry`)
	// againWords tell that something like it happened before.
	againWords = words.Set(`second third fourth fifth another again repeat repeated latest further renewed weekly daily annual`)
)

// kin is the closeness of two words of one group of clause.Kindred.
const kin = 0.85
