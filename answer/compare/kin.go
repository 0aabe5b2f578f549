package compare

import (
	"strings"
	"sync"
)

// akin are groups of words by which reports tell the same thing of their field, a group
// a line; less close than those of kinds, which are one thing whatever the field.
const akin = `
flee escape run_away drive_off make_off
surrender turn_himself turn_herself give_himself hand_himself
jail imprison sentence prison bars term cell lock_up
theft steal thief rob robber burgle burglar loot heist
murder homicide kill shoot stab slay
fine penalty penalise penalize
damages compensation compensate redress payout
bribe bribery graft corruption kickback
fraud swindle cheat embezzle con scam deceive
drug narcotic cocaine heroin
smuggle traffic smuggler trafficker
spy espionage
jeweller jewellery jewelry jewel
expel deport
testify witness testimony evidence
plead admit confess
lawsuit sue suit
appeal challenge contest
innocent acquit clear exonerate
police officer constable detective
authority official
licence license permit
vaccine jab vaccination inoculation inoculate immunise immunize immunisation
hospital clinic ward
surgeon doctor physician medic operate operation surgery
illness disease infection infect sick sickness outbreak epidemic fall_ill come_down
cancer tumour tumor leukaemia leukemia
patient case
nurse carer midwife
ambulance paramedic
fracture break broken
drug medicine medication treatment
cure heal recover
infant baby newborn toddler
pupil student schoolchild child
teenager adolescent youth youngster teen
pensioner elderly retiree
firefighter fireman firewoman fire brigade
wildfire fire blaze flame burn
smoke fumes
collapse cave_in give_way come_down bring_down topple crumble
flood inundate submerge swamp overflow burst
heatwave heat hot
drought dry
snow snowfall blizzard snowstorm
hail hailstorm hailstone
gale gust wind storm
tremor quake earthquake aftershock
avalanche landslide rockfall mudslide
wreck wreckage
destroy wreck raze level gut flatten burn_down ruin wipe_out
damage hit ravage devastate batter
shelter refuge put_up house accommodate
save rescue pull_out free winch pluck
find discover spot locate come_across unearth dig_up recover retrieve
search look_for hunt seek comb scour
vanish disappear missing
body corpse remains
drown die dead
killed dead death die lose_life claim_life
survive survivor alive live
injury hurt injure harm unhurt unharmed uninjured
derail derailment track rails
crash collision collide hit smash wreck accident plough
lorry truck tanker
bus coach minibus
tram streetcar
road street motorway highway lane
flight plane aircraft jet
passenger traveller traveler commuter
runway airport
ferry boat ship vessel
harbour harbor port dock
bridge span viaduct crossing
delay late postpone hold_up
fare ticket price
free gratis
line route service
strike walkout stoppage walk_out down_tools
wage pay salary earnings
jobless unemployed unemployment
layoff redundancy job cut
employee worker staff workforce
factory plant works mill
shop store outlet branch supermarket
bankrupt insolvent bankruptcy insolvency
profit earnings
revenue turnover sale
shares stock
loan credit
rate interest
rent tenant
house home property
landlord owner
tax levy duty
tariff duty
budget spending
subsidy grant aid
supplier provider
headquarters office
boss chief head
approve pass back adopt clear endorse get_through wave_through
reject vote_down turn_down throw_out block
council councillor councilor
parliament mp lawmaker assembly legislature deputy
minister ministry
mayor mayoral
candidate contender
opponent rival
consecutive row straight successive
voter electorate
ballot vote poll
tenure term
re-elect reelect re-elected
abolish scrap end do_away
plan proposal scheme project
quarry mine pit
motion proposal
decide rule conclude
resign quit step_down stand_down step_aside
successor replace succeed take_over
retire retirement
win victory triumph beat defeat
champion title trophy cup
draw tie
goal score net
penalty spot shoot-out shootout
injury injure
match game fixture final
runner athlete
cyclist rider bicycle bike
race marathon
record best
debut first
transfer sign join
squad team side
sack fire dismiss
coach manager
referee umpire
red_card send_off sent_off
striker forward
goalkeeper keeper
crown title
teacher school headteacher headmaster headmistress principal
university college campus
exam test
scientist researcher
species animal
discover find
star planet
launch lift_off blast_off
rocket spacecraft
satellite probe
museum gallery exhibition
painting canvas picture portrait
auction bid fetch hammer
author writer novelist
concert gig
festival event
actor actress
film movie
prize award honour honor
restore reopen
build construct erect construction
castle palace
zoo enclosure
bird chick
wolf wolves
tree forest wood
pollute pollution contaminate contamination spill leak
river stream
lake reservoir
dam dyke levee
power electricity
outage blackout
reactor nuclear
oil crude
emission carbon
waste rubbish garbage refuse
recycle recycling
water tap
farmer farm
crop harvest
ban prohibit outlaw
treaty pact accord agreement
truce ceasefire
troops soldier force
rebel insurgent militant
envoy ambassador diplomat
refugee migrant
border frontier
shell bombard
missile rocket
prisoner inmate detainee
swap exchange
hacker hack cyberattack
data record
outage down
customer client
complaint complain
visit tour trip
arrive land come
leave depart
open unveil inaugurate
close shut
move relocate transfer
rename name
hand_over deliver give
receive get obtain
pay cost
buy purchase acquire
carry transport
warn alert
ask urge
demand require
refuse decline
allow permit
postpone put_off
cancel call_off
expect forecast predict
consider mull weigh think_about
mistake error fault
blame fault
reason cause
begin start break_out
finish end complete
drop scrap abandon
raise increase lift put_up
cut reduce lower
`

// furtherOpposites are contrasts as opposites holds them, some of more sides than two:
// what is told of a thing is one of them alone.
const furtherOpposites = `
bail release free | bars custody remand
stab stabbing knife | shoot shooting gunshot gunman | strangle strangulation | poison poisoning | drown drowning | bludgeon
amber | red | yellow
gold | silver | bronze
grant | refuse deny withhold
knew know aware inform | unaware unknowing ignorant
reopen flow resume | close shut block
full packed | empty
manual | automatic
murder | manslaughter
arson | lightning
suicide | murder homicide
deliver | withhold
plead_guilty | plead_innocent
qualify | eliminate knock_out
promote promotion | relegate relegation
inherit | disinherit
encourage urge | discourage
trust confidence | distrust mistrust
solvent | insolvent bankrupt
vindicate | convict condemn
rule_out exclude | form enter join back embrace
dry drought | wet flood
`

// furtherCourses are courses as courses holds them.
const furtherCourses = `
close shut block impassable cut_off | reopen flow passable
suspend | reinstate operate return resume
hold crack strain leak sag | burst collapse give_way break cave_in
suspect suspicion unsolved | arrest charge convict confess
look_for wanted seek hunt run flee | surrender turn_himself turn_herself give_himself hand_himself arrest
trap strand stuck cut_off | safety free reach save
seek apply request ask | grant refuse win receive get
contest dispute appeal | settle withdraw
spread rage burn | contain control put_out extinguish quell
race run campaign candidate bid | withdraw pull_out drop_out concede win lose
ail struggle troubled | bankrupt collapse rescue insolvent
evacuate evacuee homeless | return home
unbeaten | beat defeat lose
power_cut blackout outage | restore reconnect
delay hold_up | depart leave arrive resume
quarantine isolation isolate | lift release
strand aground | refloat free tow
look_for seek search vacant vacancy | appoint name choose pick hire elect select
surround besiege siege hold_out encircle | fall capture surrender seize retake
pregnant | birth born give_birth
unsold | sell buy
shortlist nominate nominee | win award elect
draft bill | enact sign pass
occupy squat | evict clear vacate
adjourn postpone | resume
unconscious coma | wake die
build construction | complete finish inaugurate
escape abscond run_away | recapture catch capture arrest surrender
deadlock stalemate impasse | agree deal break
dock wait | sail
support confidence backing faith | dismiss sack fire oust
strike walkout stoppage | return resume
`

var (
	kinOf  = sync.OnceValue(func() map[string][]string { return groupsIn(kinds) })
	akinOf = sync.OnceValue(func() map[string][]string { return groupsIn(akin) })
)

// groupsIn are, of each stem of a list of groups, a group a line, the stems of its groups.
func groupsIn(list string) map[string][]string {
	m := map[string][]string{}
	for line := range strings.Lines(list) {
		var g []string
		for _, w := range strings.Fields(line) {
			g = append(g, stemOf(w))
		}
		for _, s := range g {
			m[s] = append(m[s], g...)
		}
	}
	return m
}
