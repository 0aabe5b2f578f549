package claim

import "footnote/internal/words"

// light are stems of words that a paraphrase may add without telling more: those
// that join, judge and sum up. They weigh little, and their lack is no gap.
var light = func() map[string]bool {
	m := map[string]bool{}
	for w := range words.Set(lightWords) {
		m[words.For("en").Stem(w)] = true
	}
	return m
}()

// addable reports whether a paraphrase may add the word with this stem. Strictly
// only few words are.
func addable(stem string, strict bool) bool {
	if strict {
		return strictlyLight[stem]
	}
	return light[stem]
}

var strictlyLight = words.Set(`also even still howev addit moreov furthermor despit meanwhil later earlier recent least differ
	number figur new includ accord state report say said add note explain detail describ provid`)

// lightWeight is what a light word weighs beside another of the same rarity.
const lightWeight = 0.2

const lightWords = `
also even still however additionally moreover furthermore despite although though overall meanwhile later earlier recently
least different number figure new article discuss discusses mention various include includes including accord according
state states report say said add note explain detail describe provide summary highlight emphasize emphasizes emphasis focus
along able unable due based become becomes became currently current previously previous eventually ultimately finally
initially originally addition particularly especially specifically generally typically usually often sometimes
significant significantly important importance major main key several various certain particular specific general
issue issues matter situation case aspect factor nature process way ways role part area thing things fact time times
involve involved involving regarding concerning related relating associated following follow
face faces facing cause causes lead leads result results remain remains continue continues seem appear appears
take takes taking took bring brings use used using help helps work works play plays come comes go goes
begin started start end try attempt effort aim seek plan hope
find found show shows reveal feature features featured serve serves known call called describe described
large small big great good bad many high low long short old full whole entire total
complex challenging difficult easy possible potential likely ongoing further another
people person man woman individual individuals group others member someone
situation event events incident story news information
year years day days week month time moment
like similar same common
impact effect understanding order addressing address
experience opportunity chance ability need
note noted point question answer
today now yet soon
believe think feel want
place world life lives
despite amid amidst alongside throughout across upon via
overview summary context background circumstance condition topic subject theme aspect element detail example instance
argue argument debate discuss discussion conversation opinion view perspective stance position attitude reaction response
implication significance consequence outcome complexity complexities uncertainty controversy controversial contentious
sensitive debated divisive setback obstacle struggle pressure strain attention interest
consider acknowledge express reflect represent present portray depict paint picture illustrate underscore emphasise stress
determined aware unaware concerned committed willing
measure measures step steps action actions approach strategy method alternative option
broader wider greater increasingly widely highly closely deeply largely mainly mostly simply indeed clearly
notable prominent unique remarkable crucial essential vital serious severe
advantage benefit purpose goal role impact influence
collaboration initiative occasion period moment stage level degree extent
enough sufficient incoming resulting surrounding
reportedly apparently
`
