package compare

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"footnote/article"
)

// A duo is a little story: two outlets with a sentence or two each.
type duo struct {
	name       string
	a, b       string
	aDay, bDay article.Date // empty: a Monday
}

// compared are the differences of the story, as kind and values.
func (d duo) compared(t *testing.T) []string {
	t.Helper()
	file := func(outlet, text string, day article.Date) string {
		if day == "" {
			day = monday
		}
		return fmt.Sprintf("---\noutlet: %s\npublished: %s\nlang: en\n---\n%s\n", outlet, day, text)
	}
	return brief(of(t, view(t, folder(map[string]string{"a.txt": file("A", d.a, d.aDay), "b.txt": file("B", d.b, d.bDay)})), Options{}))
}

// TestTraps shows pairs of sentences that share most of their words and are of two facts.
func TestTraps(t *testing.T) {
	for _, d := range []duo{
		// another time
		{name: "last year", a: "The harbour dues came to 4 million crowns.", b: "The harbour dues came to 6 million crowns last year."},
		{name: "a year earlier", a: "The brewery's net profit was 31 million crowns.", b: "The brewery's net profit was 27 million crowns a year earlier."},
		{name: "a year long past", a: "Turnout in Skarva was 71 per cent.", b: "Turnout in Skarva was 64 per cent in 2026."},
		{name: "two years", a: "Growth in Ostvik was 1.9 per cent in 2030.", b: "Growth in Ostvik was 1.2 per cent in 2029."},
		{name: "next year", a: "The town of Ostvik will spend 8 million crowns this year.", b: "The town of Ostvik will spend 11 million crowns next year."},
		{name: "the record", a: "Snow of 90 centimetres fell in Ostvik on Sunday.", b: "The record snow in Ostvik is 140 centimetres, in 1962."},
		{name: "since", a: "Since January, 80 people have died on the roads of Ostvik.", b: "Four people died on the roads of Ostvik on Sunday."},
		{name: "until", a: "A ferry ticket cost 14 crowns until 2029.", b: "A ferry ticket costs 17 crowns."},
		{name: "two fines", a: "The yard was fined 2 million crowns in 2027.", b: "The yard was fined 5 million crowns in 2023."},
		{name: "two months", a: "Unemployment in Skarva was 6.1 per cent in January.", b: "Unemployment in Skarva was 5.8 per cent in February.", bDay: "2031-03-12"},
		{name: "last week's match", a: "Skarva won 2-1 on Sunday.", b: "Skarva won 4-0 last week."},
		// another day of what happens again
		{name: "arrests of two days", a: "Police in Skarva arrested 14 people on Saturday.", b: "Police in Skarva arrested six people on Sunday."},
		{name: "the dead of two days", a: "Four soldiers were killed on Saturday.", b: "Three soldiers were killed on Sunday."},
		{name: "new cases of two days", a: "Doctors reported 140 new cases on Saturday.", b: "Doctors reported 90 new cases on Sunday."},
		{name: "the rain of two days", a: "Rain of 60 millimetres fell on Saturday.", b: "Rain of 25 millimetres fell on Sunday."},
		// ordinals
		{name: "two readings", a: "The fishing bill passed its first reading on Tuesday.", b: "The fishing bill passed its second reading on Friday."},
		{name: "two rounds", a: "In the first round, Elna Dahl won 38 per cent.", b: "In the second round, Elna Dahl won 54 per cent."},
		{name: "two halves", a: "In the first half, Skarva had 61 per cent of the ball.", b: "In the second half, Skarva had 47 per cent of the ball."},
		// others
		{name: "two of one surname", a: "Tomas Brekke was sentenced to seven years in prison.", b: "Lise Brekke was sentenced to three years in prison."},
		{name: "a given name spelled otherwise", a: "Judge Jon Hallin retired.", b: "Judge John Hallin retired."},
		{name: "women and men", a: "Men earn 4,100 crowns a month.", b: "Women earn 3,600 crowns a month."},
		{name: "the women's match", a: "Skarva lost 2-0 at Ostvik before a crowd of 9,300.", b: "In the women's match, Skarva beat Ostvik 3-1 before a crowd of 2,100."},
		{name: "exports and imports", a: "Exports rose 5 per cent.", b: "Imports rose 8 per cent."},
		{name: "youth", a: "Unemployment fell to 4 per cent.", b: "Youth unemployment fell to 11 per cent."},
		{name: "the core", a: "Inflation was 2.7 per cent in January.", b: "Core inflation was 3.3 per cent in January."},
		{name: "the deputy", a: "Deputy governor Lise Holm resigned.", b: "Governor Nils Aas resigned."},
		{name: "two speakers' guesses", a: "\"Twenty people died because of haste,\" said Nils Aas.", b: "\"I was told that sixty people died,\" said Lise Holm."},
		{name: "two offices of one person", a: "Holm was elected mayor in 2029.", b: "Holm was elected to the council in 2022."},
		// parts and wholes
		{name: "a town of many", a: "About 20,000 people marched in Ostvik.", b: "Some 90,000 people marched in 12 towns."},
		{name: "dead in one place", a: "The storm killed five people.", b: "Two people died in Skarva in the storm."},
		{name: "two towns", a: "Three people died in Skarva.", b: "One person died in Ostvik."},
		{name: "the injured in danger", a: "Nineteen workers were injured.", b: "Four of the injured workers were in danger of their lives."},
		{name: "children among them", a: "Three of the dead were children.", b: "Fifteen people died."},
		{name: "a sum", a: "The ferry carried 210 passengers and nine crew.", b: "The ferry carried 219 people."},
		{name: "turnout at noon", a: "Turnout at noon was 29 per cent.", b: "Turnout was 66 per cent."},
		{name: "by the day", a: "The strike cost the port 2 million crowns a day.", b: "The strike cost the port 18 million crowns."},
		{name: "each", a: "The company will pay the families 2.4 million crowns.", b: "The company will pay each family 60,000 crowns."},
		// no facts
		{name: "denied", a: "The governor denied that 70 people had died.", b: "Twenty people died, the governor said."},
		{name: "a rumour", a: "Rumours that 70 people died in the flood in Skarva spread on Sunday.", b: "Twenty people died in the flood in Skarva."},
		{name: "would have", a: "A model showed that 300 people would have died in the flood in Skarva without the dyke.", b: "Twenty people died in the flood in Skarva."},
		{name: "should", a: "We should close the airfield by 2036.", b: "The government said it would close the airfield by 2034."},
		{name: "was to be", a: "The mast is 90 metres high.", b: "The mast was to be 110 metres high."},
		{name: "a poll", a: "A poll put Elna Dahl at 41 per cent of the vote.", b: "Elna Dahl won 53.2 per cent of the vote."},
		{name: "feared", a: "Up to 60 people were feared dead in the flood in Skarva.", b: "Twenty people died in the flood in Skarva."},
		{name: "asked for", a: "Prosecutors asked for ten years in prison for Brekke.", b: "Brekke was sentenced to seven years in prison."},
		{name: "planned and over", a: "The tunnel will be closed for three days.", b: "The tunnel was closed for five hours on Sunday."},
		{name: "two clocks", a: "The quake struck at 3.40 a.m. local time.", b: "The quake struck at 8.40 p.m. GMT on Sunday."},
		{name: "an advertisement", a: "The ferry sank. Donate 5 crowns a month.", b: "The ferry sank. Donate 50 crowns a month."},
	} {
		t.Run(d.name, func(t *testing.T) {
			got := slices.DeleteFunc(d.compared(t), func(s string) bool { return strings.HasPrefix(s, string(Wording)) })
			if len(got) > 0 {
				t.Errorf("%s\n%s\ngot %q", d.a, d.b, got)
			}
		})
	}
}

// TestPlain shows pairs that differ, some of them in the words that are traps elsewhere.
func TestPlain(t *testing.T) {
	for _, tt := range []struct {
		duo
		want string
	}{
		{duo{a: "A fire in the Brekke yard killed three workers.", b: "A fire in the Brekke yard killed four workers."}, "contradiction: three, four"},
		{duo{a: "A fire in the Brekke yard killed three workers.", b: "A fire in the Brekke yard killed four workers.", bDay: wednesday}, "update: three, four"},
		{duo{a: "The flood in Skarva killed 12 people.", b: "The flood in Skarva killed 19 people, up from 12.", bDay: wednesday}, "update: 12, 19"},
		{duo{a: "The yard will cut 800 jobs in Skarva.", b: "The yard will cut 950 jobs in Skarva, not 800."}, "update: 800, 950"},
		{duo{a: "The yard will cut 800 jobs in Skarva.", b: "The yard will cut 950 jobs in Skarva, not 800 as we reported on Sunday.", bDay: wednesday}, "update: 800, 950"},
		{duo{a: "Turnout in Skarva was 71 per cent.", b: "Turnout in Skarva was 68 per cent."}, "contradiction: 71 per cent, 68 per cent"},
		{duo{a: "The new mast in Skarva is 90 metres high.", b: "The new mast in Skarva is 110 metres high."}, "contradiction: 90 metres, 110 metres"},
		{duo{a: "Brekke was sentenced to seven years in prison.", b: "Brekke was sentenced to six years in prison."}, "contradiction: seven years, six years"},
		{duo{a: "At least 12 people died in the flood in Skarva.", b: "The flood in Skarva killed 15 people."}, "precision: At least 12, 15"},
		{duo{a: "Hundreds of houses in Skarva were flooded.", b: "In Skarva, 740 houses were flooded."}, "precision: Hundreds, 740"},
		{duo{a: "Twenty people are missing in Skarva.", b: "Nine people are missing in Skarva.", bDay: wednesday}, "update: Twenty, Nine"},
		{duo{a: "Men aged 20 to 30 started the fire in the Brekke yard, which killed three workers.", b: "The fire in the Brekke yard killed four workers."}, "contradiction: three, four"},
		{duo{a: "The Skarva tunnel will open in April.", b: "The Skarva tunnel will open in June.", bDay: later}, "update: April, June"},
		{duo{a: "The treaty of Ostvik was signed on 3 February.", b: "The treaty of Ostvik was signed on 5 February."}, "contradiction: 3 February, 5 February"},
		{duo{a: "The repair of the Skarva bridge will cost 4 million crowns.", b: "The repair of the Skarva bridge will cost 6 million crowns."}, "contradiction: 4 million crowns, 6 million crowns"},
		{duo{a: "The repair of the Skarva bridge will cost 4 million crowns.", b: "The repair of the Skarva bridge will cost 6 million crowns.", bDay: wednesday}, "update: 4 million crowns, 6 million crowns"},
		{duo{a: "The council of Skarva approved the plan for the bridge.", b: "The council of Skarva rejected the plan for the bridge."}, "contradiction: "},
		{duo{a: "Skarva beat Ostvik 2-1 in the cup final on Sunday.", b: "Skarva beat Ostvik 3-1 in the cup final on Sunday."}, "contradiction: 2-1, 3-1"},
		{duo{a: "Two hundred soldiers guard the dam of Skarva.", b: "Some 350 soldiers guard the dam of Skarva.", bDay: wednesday}, "update: "},
		{duo{a: "A quake of magnitude 6.1 struck Skarva.", b: "A quake of magnitude 6.4 struck Skarva."}, "contradiction: "},
		{duo{a: "About 20,000 people marched in Ostvik on Sunday.", b: "About 35,000 people marched in Ostvik on Sunday."}, "contradiction: About 20,000, About 35,000"},
		{duo{a: "Police in Skarva arrested 14 people after the match on Sunday.", b: "Police in Skarva arrested 19 people after the match on Sunday."}, "contradiction: 14, 19"},
		{duo{a: "The first reading of the fishing bill passed by 52 votes to 47.", b: "The first reading of the fishing bill passed by 53 votes to 47."}, "contradiction: 52 votes to 47, 53 votes to 47"},
		{duo{a: "The ship Elna carried 210 containers when it sank off Skarva.", b: "The ship Elna carried 260 containers when it sank off Skarva."}, "contradiction: 210, 260"},
		{duo{a: "Nearly 50,000 homes in Skarva lost power in the storm.", b: "About 30,000 homes in Skarva lost power in the storm."}, "contradiction: Nearly 50,000, About 30,000"},
		{duo{a: "Tomas Brekke was arrested in Skarva on Sunday.", b: "Tomas Brekke was arrested in Ostvik on Sunday."}, "contradiction: "},
	} {
		t.Run(tt.want, func(t *testing.T) {
			if got := tt.compared(t); !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, tt.want) }) {
				t.Errorf("%s\n%s\ngot %q, want %s", tt.a, tt.b, got, tt.want)
			}
		})
	}
}

// TestUndated shows that of articles without a day neither is the later, so that two
// numbers of one thing contradict each other.
func TestUndated(t *testing.T) {
	for _, days := range [][2]string{{"", ""}, {"published: 2031-03-03\n", ""}} {
		files := map[string]string{
			"a.txt": "---\noutlet: A\n" + days[0] + "---\nA fire in the Brekke yard killed three workers.",
			"b.txt": "---\noutlet: B\n" + days[1] + "---\nA fire in the Brekke yard killed four workers.",
		}
		if got := brief(of(t, view(t, folder(files)), Options{})); len(got) != 1 || !strings.HasPrefix(got[0], "contradiction") {
			t.Errorf("got %q", got)
		}
	}
}

// TestNearCopy shows that the one number in which two copies of a report differ is told.
func TestNearCopy(t *testing.T) {
	text := "A boat sank off Skarva on Sunday, drowning 21 people, the coastguard said. The navy rescued 39 people from the water. The captain of the boat has fled to Ostvik."
	files := map[string]string{"a.txt": on(3, "A", text), "b.txt": on(3, "B", strings.Replace(text, "21", "24", 1))}
	c := of(t, view(t, folder(files)), Options{})
	if got := brief(c); !slices.Equal(got, []string{"contradiction: 21, 24"}) || len(c.Only) > 0 {
		t.Errorf("got %q\n%s", got, show(c))
	}
}

// TestFactsApart shows that what two articles tell of several things stays apart.
func TestFactsApart(t *testing.T) {
	for _, tt := range []struct {
		files map[string]string
		want  []string
	}{
		{map[string]string{
			"a.txt": on(3, "A", "The bank's rate stands at 4.5 per cent. The central bank expects inflation of 2.8 per cent at the end of the year."),
			"b.txt": on(12, "B", "The central bank cut its rate to 4.25 per cent on Tuesday."),
		}, []string{"update: 4.5 per cent, 4.25 per cent"}},
		{map[string]string{
			"a.txt": on(3, "A", "A flood killed five people in Skarva."),
			"b.txt": on(4, "B", "Eleven people have died in the flood in Skarva, and nine in Ostvik. Six of the dead in Skarva were children."),
		}, []string{"update: five, Eleven"}},
		{map[string]string{
			"a.txt": on(4, "A", "The explosion has killed 17 miners, the company said."),
			"b.txt": on(4, "B", "At least 16 miners have died."),
			"c.txt": on(3, "C", "The explosion killed nine miners."),
		}, []string{"update: nine, 17", "precision: At least 16, 17"}},
		{map[string]string{
			"a.txt": on(3, "A", "The brewery Hallin will cut 1,200 jobs."),
			"b.txt": on(3, "B", "The brewery Hallin will cut 1,500 jobs."),
			"c.txt": on(4, "A", "The brewery Hallin will cut 1,500 jobs, not 1,200 as we reported on Monday."),
		}, []string{"update: 1,200, 1,500"}},
	} {
		if got := brief(of(t, view(t, folder(tt.files)), Options{})); !slices.Equal(got, tt.want) {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}
