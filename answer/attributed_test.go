package answer_test

import (
	"context"
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"footnote/answer"
	"footnote/article"
)

// fire is a story that its outlets tell differently.
var fire = map[string]string{
	"courier.txt": "---\noutlet: Korvale Courier\npublished: 2031-03-02\nlang: en\n---\n" +
		"Twelve people died when the ferry Aurora burned in the harbour of Ostrey. The fire broke out in the engine room. " +
		"The ferry will return to service on Monday. Repairs will cost $12 million. More than 300 passengers were on board. " +
		"The captain may have ignored an alarm. The company owns two ferries. Mayor Ada Lund opened an inquiry. " +
		"The Ledger has asked for the records of the ship.\n",
	"ledger.txt": "---\noutlet: Ostrey Ledger\npublished: 2031-03-04\nlang: en\n---\n" +
		"Fourteen people died when the ferry Aurora burned in the harbour of Ostrey. The death toll was 14. " +
		"The fire broke out on the car deck. The ferry will return to service on Tuesday. Repairs will cost $15 million. " +
		"The captain ignored an alarm, officials said. The harbour of Ostrey was closed for two days. Mayor Ada Lund opened an inquiry.\n",
	"day1/dispatch.txt": "---\noutlet: Tavenmoor Dispatch\npublished: 2031-03-01\nlang: en\n---\n" +
		"Nine people died when the ferry Aurora burned in the harbour of Ostrey. The death toll was nine. Mayor Ada Lund opened an inquiry.\n",
	"dockside.txt": "---\nlang: en\npublished: 2031-03-03\n---\n" +
		"Thirteen people died when the ferry Aurora burned in the harbour of Ostrey. The company owns three ferries.\n",
}

// A written says what a test wrote: a sentence, and behind | words of those that it
// cites, each behind the article: courier:Twelve, ledger:Fourteen.
type written struct {
	says []string
	err  error
}

func (w written) Tell(_ context.Context, _ answer.Task, evidence []answer.Evidence, say func(answer.Assertion) answer.Judgement) (answer.Draft, error) {
	d := answer.Draft{Work: answer.Work{Model: "written-1", TokensIn: 12}}
	for _, line := range w.says {
		if as := citing(line, evidence); !say(as).Proved {
			d.Claims = append(d.Claims, as)
		}
	}
	return d, w.err
}

func citing(line string, evidence []answer.Evidence) answer.Assertion {
	text, places, _ := strings.Cut(line, "|")
	as := answer.Assertion{Text: text}
	for place := range strings.SplitSeq(places, ", ") {
		id, words, _ := strings.Cut(place, ":")
		n := slices.IndexFunc(evidence, func(e answer.Evidence) bool {
			return strings.HasSuffix(e.Meta.ID, id) && strings.Contains(e.Sentence.Text, words)
		})
		if n < 0 {
			panic("no sentence " + place)
		}
		as.Cited = append(as.Cited, evidence[n].N)
	}
	return as
}

const (
	died  = "|courier:Twelve, ledger:Fourteen"
	broke = "|courier:engine room, ledger:car deck"
	goes  = "|courier:Monday, ledger:Tuesday"
	costs = "|courier:Repairs, ledger:Repairs"
	opens = "|courier:inquiry, ledger:inquiry"
)

// What a comparison says of each outlet is shown when that outlet's own sentences say it.
func TestAttributed(t *testing.T) {
	v := view(t, fire)
	tests := []struct {
		about, says string
		want        string // the articles that are cited; empty: it is refused
	}{
		{"while", "The Korvale Courier says that twelve people died, while the Ostrey Ledger says that fourteen people died." + died, "courier ledger"},
		{"short names", "The Courier says 12 people died, but the Ledger says 14 people died." + died, "courier ledger"},
		{"a number alone", "The Courier says 12 people died, the Ledger 14." + died, "courier ledger"},
		{"a number and its noun", "The Courier reports that 12 people died, whereas the Ledger reports 14 people." + died, "courier ledger"},
		{"a number without its noun", "The Courier says 12 people died; the Ledger says 14 died." + died, "courier ledger"},
		{"three of them", "The Dispatch says nine people died, the Courier 12, and the Ledger 14.|dispatch:Nine, courier:Twelve, ledger:Fourteen", "day1/dispatch courier ledger"},
		{"conceding", "While the Courier says that the fire broke out in the engine room, the Ledger says that the fire broke out on the car deck." + broke, "courier ledger"},
		{"named behind", "The fire broke out in the engine room, according to the Courier, and the fire broke out on the car deck, the Ledger says." + broke, "courier ledger"},
		{"named in front", "According to the Courier, repairs will cost $12 million, and according to the Ledger, $15 million." + costs, "courier ledger"},
		{"a day alone", "The Courier says that the ferry will return to service on Monday, the Ledger on Tuesday." + goes, "courier ledger"},
		{"puts", "The Ledger puts the death toll at 14, while the Dispatch puts it at nine.|ledger:death toll, dispatch:death toll", "ledger day1/dispatch"},
		{"puts the cost", "The Courier puts the cost of repairs at $12 million, the Ledger at $15 million." + costs, "courier ledger"},
		{"later", "Later, the Ledger put the death toll at 14.|ledger:death toll, dispatch:death toll", ""},
		{"later than another side", "The Dispatch said that nine people died, and the Ledger later said that 14 people died.|dispatch:Nine, ledger:Fourteen", "day1/dispatch ledger"},
		{"at first", "At first, the Dispatch put the death toll at nine; later, the Ledger put it at 14.|dispatch:death toll, ledger:death toll", "day1/dispatch ledger"},
		{"one alone", "The Ledger says that the harbour of Ostrey was closed for two days.|ledger:two days", "ledger"},
		{"two together", "The Courier and the Ledger both say that Mayor Ada Lund opened an inquiry." + opens, "courier ledger"},
		{"both", "Both outlets say that Mayor Ada Lund opened an inquiry." + opens, "courier ledger"},
		{"by its article", "The Courier says that the company owns two ferries, while dockside says that the company owns three ferries.|courier:two ferries, dockside:three ferries", "courier dockside"},
		{"a hedge kept", "The Courier says that the captain may have ignored an alarm, while the Ledger says that officials said the captain ignored an alarm.|courier:alarm, ledger:alarm", "courier ledger"},
		{"the source's own words of an outlet", "The Ledger has asked for the records of the ship.|courier:records", "courier"},
		{"no outlet, and each says it", "Mayor Ada Lund opened an inquiry." + opens, "courier ledger"},
		{"a citation too many", "The Courier says 12 people died, the Ledger 14.|courier:Twelve, ledger:Fourteen, dispatch:inquiry", "courier ledger"},

		{"swapped outlets", "The Ledger says that twelve people died, while the Courier says that fourteen people died." + died, ""},
		{"swapped outlets, elliptic", "The Ledger says 12 people died, the Courier 14." + died, ""},
		{"swapped numbers", "The Courier says 14 people died, the Ledger 12." + died, ""},
		{"a number of neither", "The Courier says 12 people died, the Ledger 15." + died, ""},
		{"one number for both", "The Courier says 12 people died, and so does the Ledger." + died, ""},
		{"a third outlet invented", "The Courier says 12 people died, the Ledger 14, and the Herald 16." + died, ""},
		{"a third outlet in front", "The Herald says 12 people died, while the Ledger says 14 people died." + died, ""},
		{"a third outlet that is not cited", "The Courier says 12 people died, and the Dispatch says nine people died." + died, ""},
		{"an outlet of a like name", "The Tavenmoor Courier says 12 people died, the Ledger 14." + died, ""},
		{"both, where one does not", "Both the Courier and the Ledger say that twelve people died." + died, ""},
		{"both, of one", "The Ledger both says that fourteen people died." + died, ""},
		{"both, unnamed, where one does not", "Both outlets say that twelve people died." + died, ""},
		{"both, of three", "Both outlets say that Mayor Ada Lund opened an inquiry.|courier:inquiry, ledger:inquiry, dispatch:inquiry", ""},
		{"a hedge dropped", "The Courier says that the captain ignored an alarm, while the Ledger says that fourteen people died.|courier:alarm, ledger:Fourteen", ""},
		{"whose word it is, dropped", "The Ledger says that the captain ignored an alarm, while the Courier says that 12 people died.|ledger:alarm, courier:Twelve", ""},
		{"a bound dropped", "The Courier says that 300 passengers were on board, while the Ledger says that fourteen people died.|courier:300, ledger:Fourteen", ""},
		{"swapped places", "The Courier says that the fire broke out on the car deck, while the Ledger says that the fire broke out in the engine room." + broke, ""},
		{"swapped days", "The Courier says that the ferry will return to service on Tuesday, the Ledger on Monday." + goes, ""},
		{"another thing's number", "The Courier puts the death toll at two, the Ledger at 14.|courier:two ferries, ledger:death toll", ""},
		{"another thing's number, pointed at", "The Ledger puts the death toll at 14, while the Courier puts it at 12.|ledger:death toll, courier:Repairs", ""},
		{"a number of two things", "The Courier says 12 people died and more than 300 passengers were on board, the Ledger 14.|courier:Twelve, courier:300, ledger:Fourteen", ""},
		{"later, which was earlier", "The Ledger said that 14 people died, and the Dispatch later said that nine people died.|dispatch:Nine, ledger:Fourteen", ""},
		{"at first, which was last", "The Ledger initially said that 14 people died, and the Dispatch said that nine people died.|dispatch:Nine, ledger:Fourteen", ""},
		{"only", "Only the Ledger says that Mayor Ada Lund opened an inquiry.|ledger:inquiry", ""},
		{"does not say", "The Courier does not say that fourteen people died, while the Ledger does." + died, ""},
		{"says nothing", "The Courier says nothing of the fourteen people who died." + died, ""},
		{"otherwise", "The Courier says twelve people died, but the Ledger says otherwise." + died, ""},
		{"denied", "The Courier says twelve people died, while the Ledger says fourteen people did not die." + died, ""},
		{"it", "The Courier says that the company owns two ferries, while the Ledger says it will cost $15 million.|courier:two ferries, ledger:Repairs", ""},
		{"what they all do", "The outlets agree that twelve people died." + died, ""},
		{"neither", "Neither outlet says that Mayor Ada Lund opened an inquiry." + opens, ""},
		{"who is right", "The Ledger rightly says that fourteen people died, while the Courier wrongly says that twelve people died." + died, ""},
		{"an owner", "The Ledger's owner says that fourteen people died, while the Courier says that twelve people died." + died, ""},
		{"a lie beside the parts", "The Courier says twelve people died, the harbour burned down, while the Ledger says fourteen people died." + died, ""},
		{"a lie behind the parts", "The Courier says twelve people died, while the Ledger says fourteen people died, and the captain fled." + died, ""},
		{"by an article, swapped", "Dockside says that the company owns two ferries, while the Courier says that the company owns three ferries.|courier:two ferries, dockside:three ferries", ""},
		{"more than first thought", "The Ledger says that fourteen people died, more than first thought.|ledger:Fourteen", ""},
		{"against the others", "The Ledger says that fourteen people died, contradicting the Courier." + died, ""},
		{"against other reports", "The Ledger says that fourteen people died, contradicting earlier reports.|ledger:Fourteen", ""},
		{"wrongly", "The Courier says wrongly that twelve people died.|courier:Twelve", ""},
		{"wrongly, apposed", "The Courier says, wrongly, that twelve people died.|courier:Twelve", ""},
		{"not the other", "According to the Courier, twelve people died, not fourteen.|courier:Twelve", ""},
		{"in fact", "The Courier says that twelve people died, while in fact, according to the Ledger, fourteen people died." + died, ""},
		{"respectively", "The Courier and the Ledger say that twelve and fourteen people died, respectively." + died, ""},
		{"more than", "The Ledger says that fourteen people died, two more than the Courier says." + died, ""},
		{"later reports", "Later reports say that fourteen people died.|ledger:Fourteen", ""},
		{"accounts differ", "Accounts differ on whether fourteen people died.|ledger:Fourteen", ""},
		{"later, of nobody", "Later, fourteen people died when the ferry burned.|ledger:Fourteen", ""},
		{"rose", "The death toll rose from nine to 14.|dispatch:death toll, ledger:death toll", ""},
		{"rose, by one", "The Ledger says that the death toll rose to 14.|ledger:death toll", ""},
		{"later put", "The death toll was later put at 14.|ledger:death toll", ""},
		{"first of all", "The Ledger was the first to say that fourteen people died.|ledger:Fourteen", ""},
		{"an outlet that the citation names", "The Ledger says that twelve people died.|courier:records, courier:Twelve", ""},
		{"two sentences", "According to the Courier, twelve people died. Fourteen people died." + died, ""},
		{"two sentences, two outlets", "According to the Courier, twelve people died. The Ledger says that the captain fled." + died, ""},
		{"another fire", "The Courier says that twelve people died, the Ledger that fifteen people died." + died, ""},
		{"a name exchanged", "The Courier says that Mayor Ada Lund opened an inquiry, while the Ledger says that Mayor Ostrey opened an inquiry." + opens, ""},
		{"a hidden sign", "The Courier \ue000 says that twelve people died.|courier:Twelve", ""},
		{"no longer", "The Ledger no longer says that twelve people died." + died, ""},
		{"insists", "The Courier says twelve people died and insists on it, while the Ledger says fourteen people died." + died, ""},
		{"exclusively", "The Ledger says exclusively that the harbour of Ostrey was closed for two days.|ledger:two days", ""},
		{"a day of its own", "The Courier says the ferry will return to service on Monday, the Ledger on Wednesday." + goes, ""},
		{"a day of something else", "The Ledger says that fourteen people died, the Courier on Monday.|ledger:Fourteen, courier:Monday", ""},
		{"another unit", "The Courier puts the cost of repairs at €12 million, the Ledger at $15 million." + costs, ""},
		{"another bound", "The Courier puts the cost of repairs at more than $12 million, the Ledger at $15 million." + costs, ""},
		{"so many of others", "The Courier puts the number of ferries at 12, the Ledger at 14." + died, ""},
		{"in lower case", "dockside says that Mayor Ada Lund opened an inquiry.|courier:inquiry", ""},
		{"facts of two merged", "Twelve people died, and the harbour of Ostrey was closed for two days.|courier:Twelve, ledger:two days", ""},
	}
	for _, tt := range tests {
		a, err := answer.Tell(t.Context(), v, written{says: []string{tt.says}}, answer.Task{Kind: answer.ComparisonTask}, sentences(v), answer.Options{})
		if err != nil {
			t.Fatal(err)
		}
		checkCitations(t, v, a)
		var got []string
		for _, c := range a.Claims() {
			for _, at := range c.Citations {
				if !slices.Contains(got, at.Meta.ID) {
					got = append(got, at.Meta.ID)
				}
			}
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: cites %q, want %q; %+v", tt.about, got, tt.want, a.Receipt().Judged)
		}
	}
}

// "Later" of a sentence's first outlet is later than what was told last.
func TestLaterThanTheSentenceBefore(t *testing.T) {
	v := view(t, fire)
	const nine, fourteen = "The Dispatch put the death toll at nine.|dispatch:death toll", "The Ledger put the death toll at 14.|ledger:death toll"
	for _, tt := range []struct {
		says []string
		want int // sentences that are told
	}{
		{[]string{nine, "Later, " + strings.Replace(fourteen, "The", "the", 1)}, 2},
		{[]string{fourteen, "Later, " + strings.Replace(nine, "The", "the", 1)}, 1},
		{[]string{"Later, " + strings.Replace(fourteen, "The", "the", 1), nine}, 1},
	} {
		a, err := answer.Tell(t.Context(), v, written{says: tt.says}, answer.Task{Kind: answer.ComparisonTask}, sentences(v), answer.Options{})
		if err != nil || len(a.Claims()) != tt.want {
			t.Errorf("%q: told %q, error %v", tt.says, a.Text(), err)
		}
	}
}

// With the outlets exchanged, or a number of one changed, no sentence made of those of
// the sample story is told of the other outlet.
func TestAttributedOverSeeds(t *testing.T) {
	v := sampleView(t)
	told, made := 0, 0
	all := sentences(v)
	for i := range 3 * len(all) {
		one := all[i%len(all)]
		other := all[(i+(1+i/len(all))*len(all)/4)%len(all)]
		if one.Meta.Whose() == other.Meta.Whose() {
			continue
		}
		a, b := strings.TrimRight(article.OneLine(one.Sentence.Text), ". "), strings.TrimRight(article.OneLine(other.Sentence.Text), ". ")
		says := func(x, s, y, r string) bool {
			as := answer.Assertion{Text: x + " says that " + s + ", while " + y + " says that " + r + ".", Cited: []int{one.N, other.N}}
			got, err := answer.Tell(t.Context(), v, fixed{as}, answer.Task{Kind: answer.ComparisonTask}, all, answer.Options{})
			if err != nil {
				t.Fatal(err)
			}
			return !got.Refused()
		}
		if alone := !leaning.MatchString(a + " " + b); alone {
			made++
			if says(one.Meta.Whose(), a, other.Meta.Whose(), b) {
				told++
			} else {
				t.Logf("not told: %q and %q", a, b)
			}
		}
		if says(other.Meta.Whose(), a, one.Meta.Whose(), b) {
			t.Errorf("told of each other: %q and %q", a, b)
		}
		if n := strings.IndexAny(a, "23456789"); n >= 0 && says(one.Meta.Whose(), a[:n]+"1"+a[n+1:], other.Meta.Whose(), b) {
			t.Errorf("told with another number: %q", a)
		}
	}
	t.Logf("%d of %d true pairs are told", told, made)
	if made < 15 || told < made*8/10 {
		t.Errorf("%d of %d true pairs are told", told, made)
	}
}

// leaning finds what leans on other sentences, and quotations, which are cut.
var leaning = regexp.MustCompile(`(?i)\b(?:it|its|they|their|them|he|she|his|her|him|that|this|both|too|as well)\b|["“]`)

// A fixed makes one assertion.
type fixed struct{ as answer.Assertion }

func (f fixed) Tell(_ context.Context, _ answer.Task, _ []answer.Evidence, say func(answer.Assertion) answer.Judgement) (answer.Draft, error) {
	if say(f.as).Proved {
		return answer.Draft{}, nil
	}
	return answer.Draft{Claims: []answer.Assertion{f.as}}, nil
}

// FuzzAttributed holds, for any sentence of a comparison, that nothing panics, that what
// is told is cited from the files, and that an outlet that it names is cited.
func FuzzAttributed(f *testing.F) {
	f.Add("The Korvale Courier says that twelve people died, while the Ostrey Ledger says that fourteen people died.")
	f.Add("12 people died, according to the Courier, and 14, according to the Ledger.")
	f.Add("At first, the Dispatch put the death toll at nine; later, the Ledger put it at $14% on 9 May.")
	f.Add("While the Courier, the Ledger, and dockside both say at Monday, the Ledger on Tuesday, 9 and, Both ")
	f.Add("Both say that \ue000 14, \"the Courier 14")
	files := maps.Clone(fire)
	files["courier.txt"] = strings.Replace(files["courier.txt"], "The Ledger has", "He has", 1)
	v := view(f, files)
	all := sentences(v)
	var cited []int
	for _, e := range all {
		cited = append(cited, e.N)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, n := range [][]int{cited[:4], cited[8:14], {1, 11, 13}} {
			for _, kind := range []answer.TaskKind{answer.ComparisonTask, answer.SummaryTask} {
				a, err := answer.Tell(t.Context(), v, fixed{answer.Assertion{Text: text, Cited: n}}, answer.Task{Kind: kind}, all, answer.Options{})
				var broken *answer.Unavailable
				if err != nil && !errors.As(err, &broken) {
					t.Fatal(err)
				}
				checkCitations(t, v, a)
				for _, c := range a.Claims() {
					for _, outlet := range []string{"Korvale Courier", "Ostrey Ledger", "Tavenmoor Dispatch"} {
						if strings.Contains(c.Text, outlet+" says") && !slices.ContainsFunc(c.Citations, func(at answer.Citation) bool { return at.Meta.Outlet == outlet }) {
							t.Errorf("%q does not cite %s", c.Text, outlet)
						}
					}
				}
			}
		}
	})
}
