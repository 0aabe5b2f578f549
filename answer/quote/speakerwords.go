package quote

import "footnote/internal/words"

// The words by which speakers are known. All are folded.
var (
	// cueSay are verbs after which, or before which, stands what somebody said.
	cueSay = words.Set(`said says say saying told tells tell added adds adding stated states wrote writes announced announces
		confirmed confirms reported reports explained explains warned warns warning argued argues arguing insisted insists claimed claims
		noted notes noting acknowledged acknowledges denied denies declared declares asked asks replied answered recalled recalls testified
		tweeted posted suggested suggests predicted predicts estimated estimates believes thinks expects hopes fears maintained maintains
		stressed stresses emphasised emphasized observed remarked commented concluded concludes continued joked asserted asserts alleged
		alleges admitted admits conceded concedes revealed reveals vowed pledged promised quipped cautioned cautions`)
	// cueLoose are verbs that give the speaker only of words in quotation marks.
	cueLoose = words.Set(`called calls calling described describes describing demanded demands urged urges urging dismissed praised
		condemned criticised criticized labelled labeled hailed denounced referred put`)
	// cueBare need no clause after them: "officials said", "told AFP".
	cueBare    = words.Set(`said says say told tells saying wrote writes added adds replied`)
	cueFinite  = words.Set(`that will would is are was were has have had could may might should can cannot did does do must shall if whether how`)
	cuePassive = words.Set(`was were is are been be being to might may should could must cannot`)
	cueNot     = words.Set(`not never nor neither hasn't haven't hadn't didn't doesn't don't wouldn't won't isn't wasn't`)
	cueBetween = words.Set(`has have had also then later earlier recently previously again reportedly privately publicly immediately
		still once now even further repeatedly would will did separately since already subsequently only just`)

	speakerPronouns = words.Set(`he she they it i we you him her them`)
	speakerStarters = words.Set(`a an the his her its their our my one two three several some many another other this that these those both most`)
	speakerPreps    = words.Set(`of for at from in with near on to by inside about into over under after before during since until as against among between without within`)
	speakerStops    = words.Set(`and or but that which who whom whose when while where because if than though although so yet as since until
		he she they it i we you there will would is are was were be been being has have had do does did can could may might should must not
		never to what how why whether told said says say asked added gave made took goes go went came come into against about according
		meanwhile however also later earlier yesterday today tomorrow shortly recently speaking`)
	speakerDates = words.Set(`monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
		september october november december yesterday today last week month year earlier later afterwards meanwhile then however`)

	// speakerRoles are nouns for people, and the titles that stand before names.
	speakerRoles = words.Set(`official officer spokesperson spokesman spokeswoman president minister secretary senator general colonel captain major
		lieutenant sergeant admiral commander chief chairman chairwoman chair head director governor mayor ambassador diplomat analyst
		expert researcher professor scientist scholar historian economist adviser advisor aide lawyer attorney judge prosecutor doctor
		nurse teacher student farmer trader shopkeeper resident protester demonstrator activist witness victim survivor worker employee
		manager executive founder owner editor reporter journalist correspondent author writer critic opponent supporter leader ruler
		king queen prince princess pope bishop imam priest rabbi soldier airman sailor pilot trainer instructor fighter militant rebel
		man woman boy girl mother father brother sister son daughter wife husband neighbour neighbor friend relative person people
		candidate deputy representative congressman congresswoman lawmaker legislator member delegate chancellor premier envoy negotiator
		investigator inspector detective sheriff policeman policewoman firefighter driver passenger tourist customer veteran coach player
		mr mrs ms miss dr sir dame lord lady sen rep gov gen col lt capt maj sgt adm prof rev hon pres ceo cfo coordinator engineer fisherman source
		official insider organiser organizer campaigner volunteer patient inmate prisoner refugee migrant villager baker docker harbourmaster master observer`)
	// speakerModifiers stand in titles and are no names.
	speakerModifiers = words.Set(`senior junior deputy vice prime foreign defense defence interior finance former acting assistant under chief top
		first lady state national security military army navy police government federal local regional anonymous unnamed retired high-level western
		high ranking high-ranking u.s. u.k. u.n. e.u. american british french german russian european african chinese democratic republican elected new old young
		then current outgoing incoming executive general managing press affairs treasury energy health justice education staff company party opposition`)
	// speakerBodies end the names of bodies, or are bodies.
	speakerBodies = words.Set(`house department ministry office institute university council committee commission agency bureau board court
		party group union association organisation organization company firm bank army navy force forces command police government junta
		parliament congress senate pentagon kremlin washington state states authority service services television tv radio newspaper news press media outlet report
		study survey poll statement document letter paper embassy center centre foundation administration cabinet team delegation airline
		regime coalition alliance network channel court nation nations society trust fund watchdog reuters afp ap bbc dw cnn agence statistics air base island desert africa
		europe america asia city county district region street road river`)
)

// speakerCommon are the forms that are taken for one word.
var speakerCommon = map[string]string{
	"american": "u.s.", "america": "u.s.", "us": "u.s.", "usa": "u.s.", "british": "u.k.", "britain": "u.k.", "uk": "u.k.", "un": "u.n.", "eu": "e.u.",
	"defence": "defense", "spokesman": "spokesperson", "spokeswoman": "spokesperson", "people": "person",
	"sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "col": "colonel", "lt": "lieutenant",
	"capt": "captain", "maj": "major", "sgt": "sergeant", "adm": "admiral", "prof": "professor", "pres": "president",
	"advisor": "adviser", "neighbor": "neighbour", "organizer": "organiser", "men": "man", "women": "woman",
	"policemen": "policeman", "airmen": "airman", "fishermen": "fisherman", "spokesmen": "spokesperson", "ministers": "minister",
}
