package compare

import (
	"testing"

	"footnote/article"
)

// The days on which the sentences of these tests were published, a Monday and the
// Wednesday and the Wednesday of the week after.
const (
	monday    article.Date = "2031-03-03"
	wednesday article.Date = "2031-03-05"
	later     article.Date = "2031-03-12"
)

// A differing is a difference that two sentences must have.
type differing struct {
	a, b       string
	aDay, bDay article.Date
	slot       Slot
	kind       Kind // empty: none
	x, y       string
}

func (d differing) check(t *testing.T) {
	t.Helper()
	_, found := Relate(d.a, d.b, d.aDay, d.bDay)
	for _, f := range found {
		if f.Slot == d.slot && f.Kind == d.kind && (f.A == d.x && f.B == d.y) {
			return
		}
	}
	if d.kind != "" || len(found) > 0 {
		t.Errorf("%s\n%s\ngot %+v\nwant %s of %s, %q and %q", d.a, d.b, found, d.kind, d.slot, d.x, d.y)
	}
}

func TestNumbers(t *testing.T) {
	for _, tt := range []differing{
		{"Twelve people died in the fire at the Halle mill.", "Fifteen people died in the fire at the Halle mill.", monday, wednesday, Number, Update, "Twelve", "Fifteen"},
		{"Twelve people died in the fire at the Halle mill.", "Fifteen people died in the fire at the Halle mill.", monday, monday, Number, Contradiction, "Twelve", "Fifteen"},
		{"At least 12 people died in the fire at the Halle mill.", "The fire at the Halle mill killed 15 people.", monday, monday, Number, Precision, "At least 12", "15"},
		{"At least 12 people died in the fire at the Halle mill.", "The fire at the Halle mill killed 15 people.", monday, wednesday, Number, Update, "At least 12", "15"},
		{"Hundreds of houses were flooded in Orlo.", "In Orlo, 640 houses were flooded.", monday, monday, Number, Precision, "Hundreds", "640"},
		{"About 50 houses were flooded in Orlo.", "In Orlo, 48 houses were flooded.", monday, monday, Number, Precision, "About 50", "48"},
		{"Nearly 50 houses were flooded in Orlo.", "In Orlo, 20 houses were flooded.", monday, monday, Number, Contradiction, "Nearly 50", "20"},
		{"The bridge at Tarn is 400 metres long.", "The bridge at Tarn is 0.4 km long.", monday, monday, "", "", "", ""},
		{"The firm Orlo paid 100 million dollars for the site.", "The firm Orlo paid 93 million euros for the site.", monday, monday, "", "", "", ""},
		{"In 2019, the island of Tarn had 900 inhabitants.", "The island of Tarn now has 700 inhabitants.", monday, monday, Number, Update, "900", "700"},
		{"The toll of the Halle fire has risen from 12 to 15.", "The Halle fire killed 12 people.", wednesday, monday, Number, Update, "15", "12"},
		{"Twelve people died in the Halle fire, two of them children.", "Twelve people died in the Halle fire, three of them children.", monday, monday, "", "", "", ""},
		{"Twelve people were killed at Halle.", "Thirty people were injured at Halle.", monday, monday, "", "", "", ""},
	} {
		tt.check(t)
	}
}

func TestDates(t *testing.T) {
	for _, tt := range []differing{
		{"The treaty of Calden was signed on 3 February.", "The treaty of Calden was signed on 5 February.", monday, monday, Date, Contradiction, "3 February", "5 February"},
		{"The treaty of Calden was signed on Monday.", "The treaty of Calden was signed on 3 March.", monday, wednesday, "", "", "", ""},
		{"The Merle tunnel will open in April.", "The Merle tunnel will open on 9 April.", monday, monday, Date, Precision, "April", "9 April"},
		{"The Merle tunnel will open in April.", "The Merle tunnel will open in June.", monday, later, Date, Update, "April", "June"},
		{"The Ilva bridge was built in 1908.", "The Ilva bridge was built in 1912.", monday, later, Date, Contradiction, "1908", "1912"},
		{"A protest was held in Orlo on Sunday.", "A protest was held in Orlo in January.", monday, monday, "", "", "", ""},
		{"The coup came late on Sunday.", "The coup came early on Monday.", monday, monday, "", "", "", ""},
	} {
		tt.check(t)
	}
}

func TestNamesAndRoles(t *testing.T) {
	for _, tt := range []differing{
		{"Varda have appointed Sergio Almada as coach.", "Varda have appointed Ricardo Almada as coach.", monday, monday, Name, Contradiction, "Sergio Almada", "Ricardo Almada"},
		{"Minister Bolot Asanbaev visited the town of Orlo.", "The town of Orlo was visited by Minister Bolot Asanbayev.", monday, monday, Name, Wording, "Bolot Asanbaev", "Bolot Asanbayev"},
		{"Edda Brook is the mayor of Northam.", "Northam has a new mayor, Jules Carney.", monday, later, Name, Update, "Edda Brook", "Jules Carney"},
		{"Agnes Thorsby, the prosecutor in the Hallam case, asked for two weeks.", "Agnes Thorsby, counsel for the defence in the Hallam case, asked for two weeks.", monday, monday, Role, Contradiction, "the prosecutor", "counsel"},
		{"The trawler was rammed by the patrol boat.", "The patrol boat was rammed by the trawler.", monday, monday, Role, Contradiction, "the patrol boat", "the trawler"},
		{"Tarvik beat Hessel in the final.", "Hessel lost to Tarvik in the final.", monday, monday, "", "", "", ""},
		{"The former mayor of Northam, Edda Brook, has died.", "The mayor of Northam, Jules Carney, spoke at the grave of Edda Brook.", monday, monday, "", "", "", ""},
	} {
		tt.check(t)
	}
}

func TestEvents(t *testing.T) {
	for _, tt := range []differing{
		{"The union accepted the pay offer on Tuesday.", "On Tuesday the union rejected the pay offer.", wednesday, wednesday, Event, Contradiction, "accepted", "rejected"},
		{"The union did not accept the pay offer.", "The union rejected the pay offer.", monday, monday, "", "", "", ""},
		{"Parliament approved the budget for Orlo.", "Parliament rejected the budget for Orlo.", monday, later, Event, Update, "approved", "rejected"},
		{"The minister of health is expected to resign.", "The minister of health has resigned.", monday, wednesday, Event, Update, "is expected to resign", "has resigned"},
		{"Nurses in Welland will strike on 20 March.", "The strike by nurses in Welland was called off.", monday, later, Event, Update, "will strike", "strike"},
		{"Two climbers are missing on Mount Edda.", "The two climbers were found alive on Mount Edda.", monday, wednesday, Event, Update, "are missing", "were found"},
		{"The fire in Orlo was caused by a short circuit, police said.", "The fire in Orlo was caused by a cigarette, police said.", monday, monday, Event, Contradiction, "a short circuit", "a cigarette"},
		{"Emil Drago was arrested in Lisker on Sunday.", "Emil Drago was arrested in Dornesk on Sunday.", monday, monday, Event, Contradiction, "Lisker", "Dornesk"},
		{"If the union accepts the offer, the strike will end.", "The union rejected the offer on Tuesday.", monday, monday, "", "", "", ""},
		{"Did the union accept the pay offer?", "The union rejected the pay offer.", monday, monday, "", "", "", ""},
	} {
		tt.check(t)
	}
}

func TestAttribution(t *testing.T) {
	for _, tt := range []differing{
		{"\"We will not give up this valley,\" said the farmer Inge Dahl.", "\"We will not give up this valley,\" said the mayor, Rolf Heim.", monday, monday, Attribution, Contradiction, "the farmer Inge Dahl", "the mayor, Rolf Heim"},
		{"\"We will not give up this valley,\" said Inge Dahl.", "\"We will not give up this valley,\" Dahl said.", monday, monday, "", "", "", ""},
		{"\"The dam is safe and sound,\" said Inge Dahl.", "\"The dam was never safe,\" said Rolf Heim.", monday, monday, "", "", "", ""},
	} {
		tt.check(t)
	}
}

func TestOtherLanguages(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want Relation
	}{
		{"Bei dem Brand in der Mühle sind zwölf Menschen gestorben.", "Bei dem Brand in der Mühle sind zwölf Menschen gestorben!", Same},
		{"Bei dem Brand in der Mühle sind zwölf Menschen gestorben.", "Bei dem Brand in der Mühle sind fünfzehn Menschen gestorben.", Unrelated},
		{"", "Twelve people died.", Unrelated},
	} {
		if got, found := Relate(tt.a, tt.b, monday, monday); got != tt.want || len(found) > 0 {
			t.Errorf("%s\n%s\ngot %s %+v, want %s", tt.a, tt.b, got, found, tt.want)
		}
	}
}
