package compare

import (
	"cmp"
	"slices"
)

// Kinds are the kinds of differences in the order in which people are shown them.
var Kinds = []Kind{Contradiction, Update, Precision, Wording}

// OnlyWords stand above what a single outlet reports.
const OnlyWords = "Only one outlet reports it"

// Words are what people call differences of the kind.
func (k Kind) Words() string {
	return map[Kind]string{
		Contradiction: "They contradict each other", Update: "Changed over time",
		Precision: "One is more exact", Wording: "Worded differently",
	}[k]
}

// Topic is what the difference is about, never empty.
func (d Difference) Topic() string {
	return cmp.Or(d.About, map[Slot]string{
		Number: "a number", Date: "a date", Name: "a name", Role: "what somebody is",
		Attribution: "who says so", Event: "what happened",
	}[d.Slot], "what they say")
}

// Where says that all sides stand in one article: "both in Ostrey Ledger, 20 Apr 2024",
// or "both also in" it where others have some of them too. It is empty where no article
// has them all.
func (d Difference) Where() string {
	id := d.Within()
	if id == "" {
		return ""
	}
	said, label := "both", ""
	if len(d.Sides) > 2 {
		said = "all"
	}
	also := " in "
	for _, s := range d.Sides {
		for _, c := range s.Citations {
			if c.Span.Article == id {
				label = c.Meta.Label()
			} else {
				also = " also in "
			}
		}
	}
	return said + also + label
}

// Ordered are differences by kind, in the order of Kinds, and as they came within one.
func Ordered(ds []Difference) []Difference {
	out := slices.Clone(ds)
	slices.SortStableFunc(out, func(a, b Difference) int {
		return slices.Index(Kinds, a.Kind) - slices.Index(Kinds, b.Kind)
	})
	return out
}
