package retrieval

import "footnote/internal/words"

// The words that questions are read by.
var (
	auxiliary = words.Set(`is are was were am be been do does did has have had can could will would shall should may might must
		isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't can't won't wouldn't`)
	questionWords = words.Set(`who whom whose what which when where why how`)
	determiners   = words.Set(`the a an this that these those his her its their our your any some all each both`)
	past          = words.Set(`did was were has have had`)
	sums          = stemSet(`cost price spend pay worth sum money bill fee expense`)
	givers        = words.Set(`let give tell show please of to for with at`)
	partitive     = words.Set(`of the more other these those its their his her our`)
	being         = words.Set(`is are was were`)
	timeNouns     = words.Set(`year month day date time decade century week weekday season`)
	placeNouns    = stemSet(`country city town place state location region area continent village street county province district
		island site nation airport port`)
	saying = stemSet(`say tell announce declare confirm insist claim deny warn demand promise call ask answer reply explain think`)
	// personNouns are nouns whose name is a person's.
	personNouns = []string{"man", "woman", "person", "farmer", "husband", "wife", "father", "mother", "son", "daughter", "brother",
		"sister", "child", "victim", "driver", "author", "director", "coach", "player", "owner", "agent", "captain", "doctor",
		"teacher", "lawyer", "judg", "presid", "minist", "mayor", "leader", "offic", "spokesman", "spokeswoman", "protest", "suspect"}
	// light words name the kind of what is asked more than what it is about.
	light = stemSet(`happen occur take place call name kind type sort mean thing way part number amount people person find locate
		situated know different list example year day date time month use say tell do go come become first last new old good
		best main many exactly currently actually today reason cause purpose person man woman country city state year long
		one supposed plan able due likely definition describe explain refer term`)
)

func stemSet(list string) map[string]bool {
	m := map[string]bool{}
	for w := range words.Set(list) {
		m[words.For("en").Stem(w)] = true
	}
	return m
}
