package clause

import (
	"strings"
	"sync"

	"footnote/internal/words"
)

// Stems is the set of the stems of a list of English words, which white space parts.
func Stems(list string) map[string]bool {
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

// What the words of a sentence tell of events. The lists are not to be changed.
var (
	// EventNouns name what happens at some time; by word, for accord is no according.
	EventNouns = nouns(`coup takeover putsch overthrow ouster attack assault raid strike airstrike bombing explosion blast shooting killing
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
	// GenericNouns may stand for whatever was told of a time; by word.
	GenericNouns = nouns(`announcement decision statement demand order call request move incident event ruling meeting speech declaration
		news development remark comment`)
	// Saying are verbs by which a sentence tells who said so; by stem.
	Saying = Stems(`say tell announce report confirm declare state add warn note claim insist acknowledge reveal explain write tweet
		stress argue describe comment quote cite suggest predict estimate`)
	// Finding are verbs that stand behind what was found: …, a court ruled; by stem.
	Finding = Stems(`rule find found show decide order`)
	// LightVerbs carry the event of another word: held a rally, is expected to arrive; by stem.
	LightVerbs = Stems(`be have do happen occur expect plan schedule set make made give gave given hold got did done due continue want intend hope
		try seem appear remain become get keep let use include involve`)
	// bodies are words in names of bodies, things and places.
	bodies = words.Set(`council party ministry house congress army union bank university government parliament senate court committee agency
		office department command force forces guard police company group institute association federation league club school college
		hospital church base air island islands river mountain sea ocean city county province district street road square bridge port
		airport station national international united republic state states north south east west new central african european world
		islamic white red general assembly nations times post news herald courier dispatch ledger`)
	// sites are kinds of places whose name follows of, to or for.
	sites = words.Set(`town city village port island province region district county state capital road street bridge station school
		hospital museum church mosque airport suburb valley bay university prison camp square market factory mill mine`)
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

// Kindred are, of each stem in a group of alike, the stems of its groups, itself among
// them; of other stems none. The map is not to be changed.
func Kindred() map[string][]string { return kindred() }

var kindred = sync.OnceValue(func() map[string][]string {
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
})
