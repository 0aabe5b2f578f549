package timeline

import (
	"strings"

	"footnote/internal/words"
)

// stems is the set of the stems of a list of English words.
func stems(list string) map[string]bool {
	m := map[string]bool{}
	for w := range words.Set(list) {
		m[words.For("en").Stem(w)] = true
	}
	return m
}

// nouns is the set of some nouns and their plurals.
func nouns(list string) map[string]bool {
	m := words.Set(list)
	for w := range words.Set(list) {
		switch {
		case strings.HasSuffix(w, "y"):
			m[w[:len(w)-1]+"ies"] = true
		case strings.HasSuffix(w, "sh") || strings.HasSuffix(w, "ch") || strings.HasSuffix(w, "s"):
			m[w+"es"] = true
		}
		m[w+"s"] = true
	}
	return m
}

// What the form or the place of a word tells of it.
var (
	auxiliaries = words.Set(`is are was were be been being am has have had having do does did will would shall should may might
		can could must cannot it's that's he's she's there's`)
	modals       = words.Set(`will would shall should may might can could must cannot did do does won't wouldn't can't couldn't didn't`)
	determiners  = words.Set(`the a an this that these those his her its their our your my any some all each both no every another`)
	prepositions = words.Set(`in on at of for from to by with without into onto over under between among against about through during
		until till after before since near around across toward towards inside outside within along despite per via upon off out up down
		behind beside beyond amid`)
	pronouns = words.Set(`he she it they we i you this that these those who there`)
	// notPast end like past forms and are none.
	notPast = words.Set(`need indeed hundred speed seed feed breed bleed exceed proceed succeed embed shed bed red wed deed weed creed
		greed agreed-upon sacred naked wicked rugged unprecedented so-called alleged armed united aged beloved skilled limited`)
	// verbsInLy are verbs in -ly.
	verbsInLy = words.Set(`fly rely supply apply reply comply multiply`)
	// placed are words whose "to" leads to a noun.
	placed = words.Set(`according due thanks back close next prior owing similar opposed moved went came returned`)
	// irregular are past forms and participles that no ending tells.
	irregular = words.Set(`arose arisen became began begun bore beat beaten bent bit bitten bled blew blown broke broken brought built
		burnt bought caught chose chosen came cost cut dealt dug drew drawn drank drove driven ate eaten fell fallen fed felt fought found
		fled flew flown forbade forbidden forgot forgave gave given went gone grew grown hung heard hid hidden hit held hurt kept knew known
		laid led learnt left lent lay lost made meant met overcame overtook overthrew overthrown paid put quit read rebuilt rode ridden rang
		rose risen ran run said saw seen sought sold sent set shook shaken shot shown shrank shut sang sank sat slept slid spoke spoken sped
		spent split spread sprang stood stole stolen struck stricken strove swore sworn swept swam took taken taught tore torn told thought
		threw thrown underwent understood undertook upheld woke wore worn wove wept won withdrew withdrawn withheld withstood wrote written`)
	// presents are forms in -s that are seldom nouns.
	presents = words.Set(`says tells comes goes arrives begins becomes brings gives gets takes makes wins loses remains includes expects
		warns wants meets sends joins keeps seeks follows leads opens closes runs brings holds becomes ends starts flies`)
	// subordinators begin a clause where a verb follows.
	subordinators = words.Set(`when while because although though whereas unless until since if after before once that who which whom whose
		where as whether`)
	relatives   = words.Set(`who which whom whose that where`)
	coordinates = words.Set(`and but so yet or`)
)

// What the stems of words tell of events.
var (
	// eventNouns name what happens at some time; by word, for accord is no according.
	eventNouns = nouns(`coup takeover putsch overthrow ouster attack assault raid strike airstrike bombing explosion blast shooting killing
		murder assassination massacre ambush clash battle war invasion incursion offensive siege conflict uprising revolt rebellion mutiny
		revolution riot protest demonstration rally march unrest election vote referendum poll runoff inauguration summit meeting talks
		conference visit trip tour arrival departure withdrawal pullout evacuation deployment landing launch crash collision accident
		derailment sinking disaster fire wildfire blaze flood storm hurricane cyclone typhoon tornado earthquake quake tsunami eruption
		landslide drought famine outbreak epidemic pandemic collapse trial verdict ruling sentencing hearing conviction arrest detention custody
		kidnapping abduction escape release death funeral burial wedding birth resignation dismissal appointment merger takeover bankruptcy
		acquisition sale strike walkout lockdown ceasefire truce treaty agreement accord deal ban blackout outage spill leak hack breach
		match final tournament championship festival ceremony parade opening closure closing reopening construction inspection rescue
		expulsion suspension handover announcement decision statement speech address demand order call request move incident event
		crackdown debate session congress negotiation delegation visitor show exhibition concert premiere debut inquest inquiry guilty`)
	// genericNouns may stand for whatever was told of that time.
	genericNouns = nouns(`announcement decision statement demand order call request move incident event ruling meeting speech declaration
		news development remark comment`)
	// saying are verbs by which a sentence tells who said so.
	saying = stems(`say tell announce report confirm declare state add warn note claim insist acknowledge reveal explain write tweet
		stress argue describe comment quote cite suggest predict estimate`)
	// finding are verbs that stand behind what was found: …, a court ruled.
	finding = stems(`rule find found show decide order`)
	// lightVerbs carry the event of another word: held a rally, is expected to arrive.
	lightVerbs = stems(`be have do happen occur expect plan schedule set make made give gave given hold got did done due continue want intend hope
		try seem appear remain become get keep let use include involve`)
	// begins and ends are verbs of a beginning and an end.
	begins = stems(`begin start open launch commence resume reopen`)
	ends   = stems(`end stop finish conclude close cancel suspend cease abandon scrap`)
	// fails are those of an end where what ends is an event: the talks collapsed, the crane did not end.
	fails = stems(`collapse fail break broke`)
	// outcomes are verbs by which the noun of an event tells of itself: Tuesday's accident killed two.
	outcomes = stems(`kill injure wound hurt destroy damage wreck topple oust leave claim force displace shut close begin start end
		collapse last erupt hit strike cost`)
	// bodies are words in names of bodies, things and places.
	bodies = words.Set(`council party ministry house congress army union bank university government parliament senate court committee agency
		office department command force forces guard police company group institute association federation league club school college
		hospital church base air island islands river mountain sea ocean city county province district street road square bridge port
		airport station national international united republic state states north south east west new central african european world
		islamic white red general assembly nations times post news herald courier dispatch ledger`)
	// recurrent are kinds of events of which there are many: another day of one is another event.
	recurrent = stems(`protest demonstrate demonstration rally march riot attack assault raid strike airstrike bomb bombing shell shelling
		explode explosion blast shoot shooting clash fight battle fire burn blaze flood storm crash collide accident arrest detain meet
		meeting talks talk visit arrive leave travel fly come go vote say tell gather kill die strike walk win lose play beat`)
	// once are kinds of events that few things go through twice.
	once = stems(`resign quit step appoint elect found establish build construct inaugurate open overthrow oust topple coup marry born
		sentence convict sign publish launch invade annex merger takeover acquisition`)
	// onceEach are what nobody does twice.
	onceEach = stems(`die born death birth marry`)
	// againWords tell that something like it happened before.
	againWords = words.Set(`second third fourth fifth another again repeat repeated latest further renewed weekly daily annual`)
)

// alike are groups of words for the same kind of event. Many are synonyms in package
// words too; here they count as nearer than those, and as known: two events of one day
// in words that no group holds may be one, in words of two groups they are not.
const alike = `
coup overthrow oust topple depose putsch remove takeover seize unseat ouster
arrive reach come land visit visitor travel fly go delegation send dispatch
leave withdraw withdrawal pullout pull exit depart departure
call demand urge ask request tell order announcement appeal
protest demonstrate demonstration rally march demonstrator protester gather
build construct erect construction
kill die death murder shoot shooting massacre assassinate assassination
attack assault raid strike airstrike bomb bombing
explosion explode blast detonate
earthquake quake tremor
elect vote election referendum ballot poll
sign agree agreement deal accord treaty pact
arrest detain detention custody
resign resignation quit step
appoint appointment name
open opening inaugurate inauguration reopen
close closing closure shut
fall collapse
crash collide collision derail derailment overturn
burn fire blaze
flood inundate flooding
meet meeting talks summit negotiate negotiation
rule ruling verdict convict conviction sentence guilty
vote approve
release free
strike walkout walk
launch liftoff
`

// kin is the closeness of two words of one group of alike.
const kin = 0.85

// kindred are the stems that stand in a group of alike with each stem.
func kindred() map[string][]string {
	en := words.For("en")
	kin := map[string][]string{}
	for line := range strings.Lines(alike) {
		var g []string
		for _, w := range strings.Fields(line) {
			g = append(g, en.Stem(w))
		}
		for _, s := range g {
			kin[s] = append(kin[s], g...)
		}
	}
	return kin
}
