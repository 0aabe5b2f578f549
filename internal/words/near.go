package words

import (
	"strings"
	"sync"
)

// Closeness of two stems, from 0 (other words) to 1 (the same).
const (
	same    = 1.0
	people  = 0.95 // a country and its adjective
	derived = 0.8  // agree, agreement
	synonym = 0.7
)

// Near returns the stems that a folded word of this language may be said with
// instead, each with its closeness; its own stem comes with 1.
func (l *Language) Near(word string) map[string]float64 {
	near := map[string]float64{l.stemOf(word): same}
	if l != englishLanguage {
		return near
	}
	loadGroups()
	for _, g := range groupsOf[l.stemOf(word)] {
		for _, s := range g.stems {
			near[s] = max(near[s], g.closeness)
		}
	}
	return near
}

func (l *Language) stemOf(word string) string {
	if strings.HasSuffix(word, ".") || word != "" && word[0] >= '0' && word[0] <= '9' {
		return word
	}
	return l.stem(word)
}

// Derived reports whether two different stems of at least four letters are of
// one family: the shorter begins the longer, and the rest is an ending that
// makes words from words.
func Derived(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 4 || a == b {
		return false
	}
	if rest, ok := strings.CutPrefix(b, a); ok {
		return endings[rest]
	}
	// decid-e, decis-ion; explos-ion, explod-e: all but the last letters agree.
	n := len(a) - 1
	return n >= 4 && strings.HasPrefix(b, a[:n]) && endings[b[n:]] && len(b)-n > 2
}

// DerivedCloseness is the closeness of two stems for which Derived holds.
const DerivedCloseness = derived

var endings = Set(`ment al ion ation er or ist ism ship ness iti ity ive anc enc ance ence ari ary ful less hood ag age ur ure
	y i e ed ing s es th ical ic ian iz ize ator ition sion tion ant ent eer or`)

// Country reports whether an English stem names a country, a continent, or
// their people.
func Country(stem string) bool {
	loadGroups()
	for _, g := range groupsOf[stem] {
		if g.closeness == people {
			return true
		}
	}
	return false
}

type group struct {
	stems     []string
	closeness float64
}

var (
	groupsOf  map[string][]*group
	groupOnce sync.Once
)

func loadGroups() {
	groupOnce.Do(func() {
		groupsOf = map[string][]*group{}
		addGroups(synonyms, synonym)
		addGroups(countries, people)
	})
}

func addGroups(lines string, closeness float64) {
	for line := range strings.Lines(lines) {
		g := &group{closeness: closeness}
		for _, w := range strings.Fields(line) {
			g.stems = append(g.stems, englishLanguage.stemOf(w))
		}
		for _, s := range g.stems {
			groupsOf[s] = append(groupsOf[s], g)
		}
	}
}

// synonyms are words that reports and their readers use for the same thing, a
// group a line. A group holds what may stand for one another in a question
// about news, not what a thesaurus would list.
const synonyms = `
troops soldiers forces military servicemembers army personnel
leave withdraw depart exit pull quit pullout withdrawal departure
stop end halt cease finish conclude close suspend
begin start launch commence open
happen occur take place unfold
ask request call demand urge appeal want
order command instruct direct
say tell state announce declare report add comment
claim allege assert accuse
confirm acknowledge admit verify
deny reject refuse dismiss decline rebuff
agree accept approve consent endorse
agreement deal accord pact treaty settlement
oppose against resist object
think believe consider expect
die death kill fatality deadly victim toll perish lose
injure wound hurt injury casualty
murder kill assassinate slay homicide
attack strike assault raid bomb hit
fight battle combat clash war
war conflict hostilities
coup takeover overthrow oust topple putsch depose remove
junta regime council rulers
government administration cabinet
lead head run rule govern chair
leader head chief boss ruler
president head leader
minister secretary
elect vote choose
election vote ballot poll
law legislation bill act statute
court judge tribunal
trial case prosecution
sentence jail imprison prison
imprison jail detain lock custody prison bars
arrest detain custody capture seize
charge indict accuse prosecute
convict guilty
guilty convict
free release liberate
hostage captive prisoner
steal theft rob thief loot stolen
police officers authorities
cost price spend pay worth expense expensive sum
pay spend fund finance cover foot
money funds cash sum
buy purchase acquire acquisition takeover
sell sale
job work employ employee worker staff
salary wage pay earn
company firm business corporation
owner own belong
profit earnings gain
loss lose deficit
grow growth increase rise expand climb jump surge soar up
fall drop decline decrease decline reduce cut lower slump down
big large huge major size
small little minor
build construct erect establish construction
destroy demolish wreck ruin damage
damage harm hurt
repair fix mend restore
create make produce develop invent
found establish set create start
name call known title
mean signify stand
located situated lie lies sit location
near close nearby outside
live reside home dwell
born birth
age old aged
marry wife husband married wedding spouse
child son daughter kid
parent father mother
car vehicle automobile
plane aircraft jet airliner
drone uav unmanned
ship vessel boat
train rail railway
fire blaze wildfire burn
flood flooding deluge
storm hurricane cyclone
quake earthquake tremor
disease illness sickness
doctor physician medic
hospital clinic
vaccine jab shot vaccination
test trial
school college university
teacher professor lecturer
study research survey
scientist researcher
team side squad
win victory beat defeat
match game fixture
player footballer
coach manager
score goal
film movie
song track single
singer sing sung vocalist
actor actress star play
author writer write
book novel
show program series programme
episode show
plan intend aim propose
decide decision choose
decision move ruling
help aid assist support
aid assistance help relief
protest demonstrate rally march demonstration protester demonstrator
strike walkout stoppage
talks negotiations discussions meeting negotiate
meet meeting visit
visit travel trip go arrive
arrive come reach get
send dispatch deploy deliver
delegation team mission
return back
show reveal display
find discover detect
search hunt look seek
know aware
cause reason lead trigger behind
result outcome consequence
change alter modify
use utilize employ deploy
save rescue
protect defend guard
danger risk threat
limit restrict
ban forbid prohibit outlaw bar
allow permit let
force make compel
join enter
member part
part piece portion
area region zone
country nation state
city town
place location site spot
base facility installation camp
border frontier
jihadist militant islamist terrorist extremist insurgent
counterterrorism terrorism
ally affiliate partner
fighter militant
weapon arms
agency news
letter note
former ex previous earlier
first initial original
last final latest
new recent fresh
current now present
delay postpone defer
cancel scrap call
expect predict forecast
warn caution alert
worry concern fear
blame fault responsible
fault responsible blame
try attempt seek
succeed success manage
fail failure
lack shortage
need require
teach train instruct
trainer instructor
earn make receive
type kind sort
amount number total quantity sum
number many count
percent percentage share proportion
people residents inhabitants population
population people inhabitants
american americans
evacuate flee displace
homeless displaced
collapse fail crash
crash collide collision
guest passenger
passenger traveller commuter rider
shareholder investor
lawyer attorney counsel
spokesman spokeswoman spokesperson
painting picture artwork canvas
museum gallery
resign quit step
dismiss fire sack
replace succeed substitute
appoint name nominate
speak talk speech
speech address
launch liftoff
sick ill infect infection
cure treat treatment
spread transmit
bill cost price
inmate prisoner detainee captive
abduct kidnap capture
kidnapper abductor captor
swap exchange trade
motorist driver
mum mother mom
dad father
punishment sentence penalty
riot unrest
blast explosion explode
gun weapon firearm rifle
flight plane
surgeon doctor
pupil student schoolchild
migrant refugee
debt loan
tax levy
famine hunger starvation
disaster catastrophe
suspect defendant accused
verdict ruling judgment
probe investigation inquiry investigate
investigator detective
evidence proof
corruption bribery graft bribe
ceasefire truce
envoy ambassador diplomat
parliament congress legislature assembly
lawmaker legislator senator deputy
candidate contender
supporter fan backer
critic opponent
merger takeover acquisition
bankrupt insolvent insolvency bankruptcy
share stock
lender bank
customer client
shop store
factory plant mill
farmer grower
crop harvest
coast shore
road highway street
dam dyke levee embankment
house home
flat apartment
statue monument sculpture
artefact artifact object
thief burglar robber
exhibition exhibit display
prize award trophy
champion winner
stadium arena ground
striker forward
spacecraft lander probe rocket
moon lunar
outbreak epidemic
drug medicine medication
recover recovery
hire recruit employ appoint
raise hike increase
cheap inexpensive
costly expensive
fast quick rapid
almost nearly
typhoon cyclone hurricane storm
missing lost
conceal hide
disclose reveal
hack breach cyberattack
photo photograph picture image
farther further distance
weight kilogram pound
deep depth
long length
high height
wide width
buyer purchaser
seller vendor
nickname name
abroad overseas
wound injure
mob crowd
escape flee
alert warn
neighbour neighbor
colour color
programme program
centre center
labour labor
defence defense
`

// countries with their people and adjectives.
const countries = `
u.s. america american americans usa washington
u.k. britain british briton england
russia russian russians moscow
china chinese beijing
france french
germany german germans
japan japanese
italy italian italians
spain spanish spaniard
portugal portuguese
poland polish pole
ukraine ukrainian ukrainians kyiv
israel israeli israelis
palestine palestinian palestinians
iran iranian iranians tehran
iraq iraqi iraqis
syria syrian syrians
turkey turkish turk
greece greek greeks
egypt egyptian egyptians
niger nigerien nigeriens
nigeria nigerian nigerians
mali malian malians
chad chadian
sudan sudanese
ethiopia ethiopian
kenya kenyan kenyans
africa african africans
europe european europeans
asia asian asians
india indian indians
pakistan pakistani pakistanis
afghanistan afghan afghans
korea korean koreans
vietnam vietnamese
thailand thai
indonesia indonesian
philippines filipino philippine
australia australian australians
canada canadian canadians
mexico mexican mexicans
brazil brazilian brazilians
argentina argentine argentinian
chile chilean
colombia colombian
venezuela venezuelan
peru peruvian
cuba cuban cubans
netherlands dutch
belgium belgian belgians
switzerland swiss
austria austrian
sweden swedish swede
norway norwegian
denmark danish dane
finland finnish finn
ireland irish
scotland scottish scots
wales welsh
hungary hungarian
romania romanian
bulgaria bulgarian
serbia serbian serb
croatia croatian
saudi arabia
yemen yemeni
lebanon lebanese
jordan jordanian
libya libyan
algeria algerian
morocco moroccan
tunisia tunisian
somalia somali
congo congolese
uganda ugandan
rwanda rwandan
mozambique mozambican
malawi malawian
uruguay uruguayan
`
