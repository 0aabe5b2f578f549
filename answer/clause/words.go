package clause

import "footnote/internal/words"

// What the form or the place of a word tells of it, by folded word. The lists are not
// to be changed.
var (
	// Auxiliaries are forms of to be, to have and to do, and modals.
	Auxiliaries = words.Set(`is are was were be been being am has have had having do does did will would shall should may might
		can could must cannot it's that's he's she's there's`)
	// Modals are what a verb without ending follows: will go, did go.
	Modals = words.Set(`will would shall should may might can could must cannot did do does won't wouldn't can't couldn't didn't`)
	// Being are the forms of to be that make a passive.
	Being = words.Set(`is are was were be been being`)
	// Determiners begin a noun phrase.
	Determiners = words.Set(`the a an this that these those his her its their our your my any some all each both no every another`)
	// Prepositions lead to a noun phrase, which is not what a verb is told of.
	Prepositions = words.Set(`in on at of for from to by with without into onto over under between among against about through during
		until till after before since near around across toward towards inside outside within along despite per via upon off out up down
		behind beside beyond amid`)
	// Pronouns stand for the subject.
	Pronouns = words.Set(`he she it they we i you this that these those who there`)
	// Presents are forms in -s that are seldom nouns.
	Presents = words.Set(`says tells comes goes arrives begins becomes brings gives gets takes makes wins loses remains includes expects
		warns wants meets sends joins keeps seeks follows leads opens closes runs brings holds becomes ends starts flies`)
	// Subordinators begin a clause where a verb follows.
	Subordinators = words.Set(`when while because although though whereas unless until since if after before once that who which whom whose
		where as whether`)
	// Relatives are those of them that explain the noun before.
	Relatives = words.Set(`who which whom whose that where`)
)

// What tells the forms of words and the beginnings of clauses.
var (
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
	// coordinates join clauses of one rank.
	coordinates = words.Set(`and but so yet or`)
)
