package words

import (
	"strings"

	"github.com/kljensen/snowball/english"
)

// stemEnglish is the Snowball stem, after an irregular form has been led back to its verb or noun.
func stemEnglish(word string) string {
	if base, ok := irregular[word]; ok {
		word = base
	}
	return english.Stem(word, true)
}

// stopEnglish are words that carry little of what a sentence is about:
// articles, pronouns, prepositions, auxiliaries, question words.
var stopEnglish = Set(`a about above after again against ago all also am among an and any anybody anyone anything are
aren't around as at away be because been before being below between both but by can can't cannot could couldn't did
didn't do does doesn't doing don't done down during each either else ever every everyone everything few for from
further get gets getting give given gives got had hadn't has hasn't have haven't having he he'd he'll her here hers
herself him himself his how however i i'd i'll i'm i've if in into is isn't it it'd it'll its itself just let let's
like made make makes many may me might more most much must my myself near neither no nobody none nor not nothing now of off
often on once one only onto or other others ought our ours ourselves out over own per quite rather really same say
shall she she'd she'll should shouldn't since so some somebody someone something such than that that'd that'll the
their theirs them themselves then there there'd these they they'd they'll they're they've this those through thus to
together too toward towards under until up upon us very was wasn't we we'd we'll we're we've well were weren't what
what'd whatever when whenever where whereas wherever whether which while who who'd whoever whom whose why will with
within without won't would wouldn't yes yet you you'd you'll you're you've your yours yourself yourselves
tell please know does`)

// Set is the words of a list, which white space parts.
func Set(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// irregular leads inflected forms that no stemmer finds back to the word they come from.
var irregular = forms(`arise arose arisen; become became; begin began begun; bear bore borne; beat beaten; bend bent; bet;
bind bound; bite bit bitten; bleed bled; blow blew blown; break broke broken; breed bred; bring brought; broadcast;
build built; burn burnt; buy bought; catch caught; choose chose chosen; cling clung; come came; cost; creep crept; cut;
deal dealt; dig dug; draw drew drawn; dream dreamt; drink drank drunk; drive drove driven; dwell dwelt; eat ate eaten;
fall fell fallen; feed fed; feel felt; fight fought; find found; flee fled; fling flung; fly flew flown; forbid forbade
forbidden; forecast; forget forgot forgotten; forgive forgave forgiven; freeze froze frozen; go went gone; grind ground;
grow grew grown; hang hung; hear heard; hide hid hidden; hit; hold held; hurt; keep kept; kneel knelt; know knew known;
lay laid; lead led; lean leant; leap leapt; learn learnt; leave left; lend lent; lie lay lain lying; light lit; lose lost;
mean meant; meet met; overcome overcame; overtake overtook overtaken; overthrow overthrew overthrown; pay paid; prove
proven; put; quit; read; rebuild rebuilt; rid; ride rode ridden; ring rang rung; rise rose risen; run ran; say said; see
saw seen; seek sought; sell sold; send sent; set; sew sewn; shake shook shaken; shed; shine shone; shoot shot; show
shown; shrink shrank shrunk; shut; sing sang sung; sink sank sunk; sit sat; sleep slept; slide slid; speak spoke spoken;
speed sped; spend spent; spill spilt; spin spun; split; spread; spring sprang sprung; stand stood; steal stole stolen;
stick stuck; sting stung; strike struck stricken; strive strove; swear swore sworn; sweep swept; swim swam swum; swing
swung; take took taken; teach taught; tear tore torn; tell told; think thought; throw threw thrown; undergo underwent
undergone; understand understood; undertake undertook undertaken; uphold upheld; wake woke woken; wear wore worn; weave
wove woven; weep wept; win won; wind wound; withdraw withdrew withdrawn; withhold withheld; withstand withstood; write
wrote written; man men; woman women; child children; foot feet; tooth teeth; mouse mice; person people; life lives;
wife wives; knife knives; leaf leaves; half halves; thief thieves; wolf wolves; crisis crises; analysis analyses;
basis bases; criterion criteria; phenomenon phenomena; medium media; death dead die dying died`)

func forms(list string) map[string]string {
	m := map[string]string{}
	for _, group := range strings.Split(list, ";") {
		f := strings.Fields(group)
		for _, form := range f[1:] {
			m[form] = f[0]
		}
	}
	// Nouns of their own that only look like forms.
	for _, w := range []string{"left", "lay", "saw", "ground", "wound", "bound", "leaves", "bases", "media", "found"} {
		delete(m, w)
	}
	m["left"] = "leave"
	return m
}
