package compare

import (
	"strings"
	"sync"

	"footnote/answer/clause"
	"footnote/internal/words"
)

// A side is one of the two sides of a contrast.
type side struct {
	of uint8 // in contrasts
	at uint8 // of its sides
}

// A contrast is two or more groups of stems: what one of them tells of a thing, the
// others tell otherwise.
type contrast struct{ sides [][]string }

// opposites are words that cannot both be told of one thing at one time: a contrast a
// line, its sides parted by a stroke. Two words joined by _ are a verb with its particle.
const opposites = `
accept agree approve adopt endorse ratify pass consent sign_off back wave_through approval acceptance consent go-ahead green-light greenlight | reject refuse decline dismiss rebuff veto throw_out turn_down vote_down spurn snub rejection refusal strike_down oppose block walk_away
win won victory triumph winner | lose lost loss loser
beat defeat overcome outplay knock_out edge thrash see_off | lose lost
survive alive survivor live unhurt unharmed pull_through | die kill dead death perish fatality fatal deceased drown pass_away succumb
convict guilty conviction convicted | acquit acquittal clear innocent exonerate cleared not-guilty
sentence jail imprison imprisonment lock_up | acquit walk_free spare
arrest detain capture apprehend nab custody take_into seize remand | release free let_go bail
rise increase grow climb jump surge soar up gain raise growth double triple go_up hike pick_up lift | fall ease drop decline decrease lower cut reduce down shrink slump halve plunge dip go_down slip slide
open reopen inaugurate opening reopening opened | close shut closure shutdown closed shut_down closing
begin start launch resume commence kick_off restart get_under | end stop halt suspend cease conclude call_off abandon finish
build construct erect | demolish dismantle tear_down pull_down raze
join accession enter | leave quit exit withdraw pull_out walk_out
appoint hire recruit reinstate nominate install | dismiss sack oust sacking dismissal remove depose lay_off
ban forbid prohibit outlaw bar prohibition | allow permit legalise legalize lift permission
confirm admit acknowledge corroborate admission | deny refute dispute denial disown rebut
support favour favor endorse back | oppose opposition against
succeed success successful manage | fail failure unsuccessful
stay remain stay_on carry_on keep retain | resign step_down quit stand_down resignation bow_out leave
recover improve recovery improvement better | worsen deteriorate worse deterioration
uphold confirm affirm | overturn quash annul overrule reverse strike_down
attend turn_up vote | skip boycott stay_away miss abstain
man male boy father husband son brother men king masculine he | woman female girl mother wife daughter sister women queen she
prosecutor prosecute prosecution | defence defense defender defend
deliberate deliberately intentional arson sabotage purpose | accident accidental accidentally unintentional fault malfunction
postpone delay put_off put_back defer push_back | bring_forward
cancel scrap call_off abandon axe drop shelve | go_ahead proceed hold keep
majority | minority
legal lawful legally constitutional | illegal unlawful illegally unconstitutional
safe safely | unsafe dangerous
positive | negative
profit surplus | loss deficit
extend extension prolong | shorten curtail end
strengthen | weaken
import | export
arrive land | depart take_off
land landing | crash
male | female
national nationalise nationalize | privatise privatize
guilt | innocence
peaceful peacefully | violent violently violence
unanimous unanimously | narrow narrowly split divided
public | private
offensive | defensive
expel expulsion | readmit admit
hit strike | miss
disarm | rearm
ease relax loosen lift | tighten
occupy | free liberate vacate
spare | destroy
claim | disclaim disown
intact undamaged | damage destroy wreck ruin
present | absent
sober | drunk
armed | unarmed
insured | uninsured
married | single divorced
`

// courses are words of what is open and of how it ended, a course a line: the later
// replace the earlier, and contradict none.
const courses = `
missing lost search look_for hunt seek trap unaccounted wanted large | find found rescue recover trace free arrest catch capture discover locate save safe die
negotiate talk discuss haggle bargain negotiation | agree agreement deal accord sign walk_away break_down collapse break_off call_off fail
jury deliberate out trial | convict guilty acquit verdict clear sentence
doubtful uncertain fitness questionable | play feature miss sit_out rule_out start
consider mull weigh study contemplate debate undecided ponder | decide approve reject adopt pass abandon drop scrap accept choose rule_out
bid offer propose approach proposal | accept reject buy acquire withdraw turn_down
investigate inquiry probe examine look_into | charge clear close_case
appeal rule | uphold overturn dismiss quash
critical critically coma intensive | die recover discharge
burn rage blaze | put_out extinguish contain control
hostage captive captivity kidnap abduct | free release rescue
decide vote rule deliberate | approve reject adopt pass accept turn_down throw_out dismiss uphold overturn abandon agree clear
await wait pending | arrive receive reach sign decide rule approve begin grant
seat undecided vacant vacancy search successor | appoint name choose elect
acting interim caretaker | appoint take_charge take_over succeed permanent
suspend | resume lift reinstate
continue ongoing rage persist go_on | end stop cease halt conclude finish
plan propose intend want | drop scrap abandon shelve ditch withdraw
shut close block closure | reopen
run stand campaign candidate | withdraw drop_out pull_out
trap strand stuck | bring_safety rescue free
`

// kinds are groups of words for the same kind of event or thing that package words and
// package clause do not hold, a group a line.
const kinds = `
sink go_down founder capsize
launch lift_off blast_off take_off liftoff
sign put_name ink signature
arrest take_custody detain seize round_up capture
resign step_down stand_down quit resignation offer_resign give_up
appoint name present hire install unveil
clear acquit exonerate
perjury lie
closure close shut shut_down shutter
cave_in collapse give_way
takeover take_over buy acquire purchase
participate take_part turnout
launch unveil
arson fire blaze set_fire ablaze alight
faulty defective broken
blame cause result trigger spark set_off bring_about lead_to due fault
bones skeleton remain
quota catch
agree agreement deal accord pact treaty settlement
talk talks negotiation negotiate
merge merger combine
chair chairman chairwoman
storm typhoon hurricane cyclone
rain downpour rainfall
mudslide landslide mud landslip
body corpse
jury juror
council councillor councilor
union unionist
court judge
judge justice magistrate
call ring phone telephone
cut saw sever
alarm siren
testify give_evidence
deal takeover merger acquisition purchase
levee dike dyke embankment
parliament mp lawmaker deputy legislator
burglary burglar break_into steal theft take robbery
injure wound hurt injury
infect infection case catch
restore restoration renovate renovation refurbish refurbishment repair
estimate reckon put_at expect calculate
evacuate evacuation leave flee displace drive_out drive_from
vote ballot poll referendum election
announce announcement present unveil
lawyer attorney counsel barrister solicitor
killer gunman attacker shooter assailant
blast explosion explode blow_up go_off detonate
blackout outage power_cut
homes house household home dwelling
customer household
shop store outlet supermarket branch
school pupil
jobs post job position
manager coach head_coach boss
carriage train
boat vessel ship ferry trawler
plane aircraft jet airliner
lorry truck
film movie
flat apartment
inflation price
sell fetch auction
gold medal
enter breach
killer murderer
crowd spectator onlooker
summit meeting
head_coach coach
relocate move_out
vehicle lorry truck
visible see
rescue save bring_safety
come_force take_effect
fall_ill take_ill
do_away abolish scrap
hand_down rule deliver
dense thick
robbery raid heist rob robber
buy sell
jobless unemployment unemployed
get_away steal
tie relation
resume restore
vehicle van
vehicle bus
vehicle tram
petrol gasoline gas
budget spending
turnout go_polls cast_ballots cast_votes
siren alarm warning
sound go_off set_off ring
impact collision strike hit crash
strike walkout stoppage walk_out industrial
`

// A trait is what a stem is known to be, a bit each.
type trait uint32

// The traits of stems.
const (
	lightVerb  trait = 1 << iota // carries the event of another word
	saying                       // tells who said so
	person                       // somebody: people, residents
	anyone                       // somebody of no kind: people
	office                       // what somebody is by office: minister
	vagueNoun                    // says little by itself
	dead                         // tells of a death
	hurt                         // of an injury
	missed                       // of those who are missing
	displaced                    // of those who left their homes
	held                         // of those arrested
	ill                          // of those infected
	rescued                      // of those saved
	again                        // tells of another one of its kind
	recurrent                    // a kind of event of which there are many
	once                         // a kind that few things go through twice
	mutual                       // what the parties do to one another, whoever is named first
	rate                         // a measure that goes on and is told anew: price, turnout
	settledFor                   // what is fixed when it is done: sentence, score
	openState                    // it is not decided yet
	trade                        // what somebody is by trade
	state                        // an office of state that nobody holds beside another
	sole                         // an office that one holds alone
	alone                        // what one alone does or gets: win
	aboard                       // of those on board
	guess                        // tells what somebody reckons with: forecast
	minor                        // a kind of people that is a part of others: children
	attending                    // of those who came to see
	jobless                      // of those who lose their work
)

// effects are the traits that tell what happened to those who are counted.
const effects = dead | hurt | missed | displaced | held | ill | rescued | aboard | attending | jobless

// traits are the words of each trait.
var traits = map[trait]string{
	saying:    `say tell announce report confirm declare state add note claim insist acknowledge reveal explain write tweet stress argue describe comment quote cite suggest according statement spokesman spokeswoman spokesperson source`,
	lightVerb: `be have do happen occur expect plan schedule set make give hold get continue want intend hope try seem appear remain become keep let use include involve take come go put bring see`,
	person: `people person resident passenger soldier troop worker miner child woman man student pupil teacher patient police officer protester
		civilian migrant refugee victim employee staff fan voter member crew rescuer firefighter tourist villager inmate prisoner guest official`,
	anyone: `people person victim body dead human casualty death fatality toll other`,
	office: `president minister secretary chancellor premier chief head leader chairman chairwoman chair director governor mayor general king queen
		prince princess ambassador envoy spokesman spokeswoman spokesperson prosecutor lawyer attorney counsel judge commissioner captain coach manager
		editor professor researcher doctor officer commander deputy senator lawmaker deputy boss executive founder owner bishop pope rabbi imam
		treasurer speaker aide adviser advisor candidate inspector superintendent analyst economist engineer pilot driver nurse teacher
		coroner author actor singer defender striker goalkeeper midfielder`,
	vagueNoun: `year month week day time number total figure case people person part way thing group member official authority government country
		city town area region state place man woman company end start today night morning evening late early`,
	dead:      `die death kill dead body toll fatality perish murder slay drown fatal fatally deadly pass_away succumb massacre assassinate`,
	hurt:      `injure wound hurt injury casualty injured wounded treat treatment`,
	missed:    `missing unaccounted trap look_for`,
	aboard:    `aboard`,
	guess:     `expect forecast predict estimate reckon project anticipate hope outlook projection estimation calculate`,
	minor:     `child woman man girl boy baby infant student pupil officer police soldier firefighter rescuer crew`,
	attending: `crowd spectator attendance attend audience march marcher visitor festivalgoer concertgoer turn_out take_part gather rally throng striker`,
	jobless:   `redundancy layoff lay_off`,
	displaced: `displace evacuate flee homeless evacuation move_out`,
	held:      `arrest detain detention custody capture recapture catch seize`,
	ill:       `infect infection case sick ill fall_ill contract treat`,
	rescued:   `rescue save survivor survive pull_out`,
	again:     `second third fourth fifth another again repeat further renewed weekly daily annual`,
	recurrent: `protest demonstrate demonstration rally march riot attack assault raid strike airstrike bomb bombing shell shelling explode explosion blast
		shoot shooting clash fight battle fire burn blaze flood storm crash collide accident arrest detain meet meeting talk visit arrive leave travel fly
		come go vote say tell gather kill die walk win lose play beat match game sell buy rise fall`,
	once: `resign quit step appoint elect found establish build construct inaugurate open reopen overthrow oust topple coup marry born sentence convict acquit
		sign publish launch invade annex merger takeover acquisition step_down lift_off take_over verdict trial referendum election final derail sink
		capsize adopt ratify approve`,
	mutual: `meet talk agree agreement deal marry merge merger draw play negotiate collide clash fight discuss sign accord treaty tie face`,
	rate: `price inflation unemployment rate turnout approval temperature cost estimate poll share stock bill budget debt deficit population number total
		count toll case forecast profit revenue sale level reserve`,
	settledFor: `sentence jail score beat defeat win final built build found born sign elect measure length height width tall long high age old weigh fine`,
	openState: `doubtful undecided pending consider negotiate negotiation talk await uncertain unclear unresolved unsure deliberate contemplate mull weigh
		discuss examine study review debate explore possibility consultation`,
	trade: `carpenter plumber baker butcher farmer teacher nurse surgeon fisherman electrician mechanic mason painter tailor hairdresser cook chef
		waiter driver postman engineer architect dentist pharmacist accountant banker shopkeeper grocer tailor soldier miner lawyer student
		journalist reporter programmer musician actor singer builder gardener welder pensioner carer receptionist secretary salesman clerk`,
	state: `president premier chancellor king queen mayor governor minister junta ambassador`,
	sole: `president premier chancellor king queen mayor governor minister pope captain coach manager head chief chairman chairwoman chair director leader
		speaker commander owner editor executive`,
	alone: `win winner gold champion first title inventor author`,
}

// phrases are the particles that make one verb of two words, by the verb's stem.
var phrases = sync.OnceValue(func() map[string][]string {
	m := map[string][]string{}
	for _, list := range []string{opposites, furtherOpposites, turns, kinds, akin, courses, furtherCourses, causingWords, movingWords, runningWords, beatingWords} {
		for _, w := range strings.Fields(list) {
			if verb, particle, ok := strings.Cut(w, "_"); ok {
				stem := words.For("en").Stem(verb)
				m[stem] = append(m[stem], particle)
			}
		}
	}
	return m
})

// stemOf is the stem of a word, or of a verb with its particle.
func stemOf(word string) string {
	verb, particle, ok := strings.Cut(word, "_")
	if !ok {
		return words.For("en").Stem(word)
	}
	return words.For("en").Stem(verb) + "_" + particle
}

// stemSet is the set of the stems of a list, verbs with particles among them.
func stemSet(list string) map[string]bool {
	m := map[string]bool{}
	for w := range words.Set(list) {
		m[stemOf(w)] = true
	}
	return m
}

var contrasts = sync.OnceValue(func() []contrast { return contrastsIn(opposites + furtherOpposites) })

func contrastsIn(list string) []contrast {
	var all []contrast
	for line := range strings.Lines(list) {
		lists := strings.Split(line, "|")
		if len(lists) < 2 {
			continue
		}
		c := contrast{make([][]string, len(lists))}
		for n, list := range lists {
			for _, w := range strings.Fields(list) {
				c.sides[n] = append(c.sides[n], stemOf(w))
			}
		}
		all = append(all, c)
	}
	return all
}

var sidesByStem = sync.OnceValue(func() map[string][]side { return sidesOfAll(contrasts()) })

func sidesOfAll(cs []contrast) map[string][]side {
	m := map[string][]side{}
	for n, c := range cs {
		for at, list := range c.sides {
			for _, s := range list {
				m[s] = append(m[s], side{uint8(n), uint8(at)})
			}
		}
	}
	return m
}

func sidesOf(stem string) []side { return sidesByStem()[stem] }

var traitsByStem = sync.OnceValue(func() map[string]trait {
	m := map[string]trait{}
	for t, list := range traits {
		for w := range words.Set(list) {
			m[stemOf(w)] |= t
		}
	}
	for s := range clause.Saying {
		m[s] |= saying
	}
	return m
})

func traitsOf(stem string) trait { return traitsByStem()[stem] }
