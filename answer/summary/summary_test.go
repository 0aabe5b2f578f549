package summary

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"footnote/article"
	"footnote/internal/storytest"
	"footnote/retrieval"
	"footnote/seeds"
)

// story is a view of articles, by file name. One without a full front matter gets an
// outlet by its name and the day on which the ships of these tests run aground.
func story(t testing.TB, files map[string]string) *retrieval.View {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		if !strings.HasPrefix(text, "---\n") {
			text = "---\nlang: en\npublished: 2031-05-12\noutlet: " + strings.TrimSuffix(name, ".txt") + "\n---\n" + text
		}
		fsys[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	return storytest.View(t, fsys)
}

func sum(t testing.TB, v *retrieval.View, o Options) Summary {
	t.Helper()
	s, err := Build(context.Background(), v, o)
	if err != nil {
		t.Fatal(err)
	}
	sound(t, v, s, o)
	return s
}

// sound checks what holds for every summary.
func sound(t testing.TB, v *retrieval.View, s Summary, o Options) {
	t.Helper()
	if most := o.usual().Sentences; len(s.Claims) > most {
		t.Errorf("%d claims, want %d at most", len(s.Claims), most)
	}
	if len(s.Claims) == 0 && len(s.Notes) == 0 {
		t.Error("neither claims nor a note")
	}
	next := 1
	for _, c := range s.Claims {
		if c.Independent < 1 || c.Independent > len(c.Citations) || len(c.Outlets) == 0 || len(c.Outlets) > len(c.Citations) {
			t.Errorf("%s: %d independent, outlets %v, %d citations", c.Text, c.Independent, c.Outlets, len(c.Citations))
		}
		for _, at := range c.Citations {
			if quote, ok := v.Article(at.Meta.ID).Quote(at.Span); !ok || quote != at.Quote {
				t.Errorf("%+v quotes nothing", at)
			}
			if at.N > next {
				t.Errorf("footnote %d comes before %d", at.N, next)
			}
			next = max(next, at.N+1)
		}
		if at := c.Citations[0]; o.By == nil && strings.HasSuffix(v.Article(at.Meta.ID).Path, ".txt") && article.OneLine(at.Quote) != c.Text {
			t.Errorf("%q is not its quotation %q", c.Text, at.Quote)
		}
	}
}

// holds reports whether a summary has a text in it.
func holds(s Summary, part string) bool { return strings.Contains(textOf(s), part) }

const (
	grounding = "The tanker Orsova ran aground off Port Vale on Monday night with 40,000 tonnes of crude oil on board, the coastguard said."
	slick     = "A slick of oil eleven kilometres long is drifting toward the salt marshes of Brenn, where fishing has been banned."
	captain   = "Police arrested the captain, Jonas Ekmark, on suspicion of being drunk on the bridge."
	crew      = "All 23 members of the crew were taken off by helicopter before dawn."
)

// What is not to stand in a summary does not, though the story is about it.
func TestHeldBack(t *testing.T) {
	for name, text := range map[string]string{
		"a quotation":        `"The tanker Orsova ran aground because nobody on the bridge was awake," said the coastguard.`,
		"a question":         "Why did the tanker Orsova run aground off Port Vale on Monday night with so much crude oil?",
		"what says nothing":  "It's not clear what the grounding of the tanker Orsova off Port Vale means for the oil price.",
		"of the page":        "This story about the tanker Orsova has been updated with comment from the coastguard at Port Vale.",
		"a player":           "This browser does not support the video element of the tanker Orsova off Port Vale.",
		"nobody answered":    "The owner of the tanker Orsova did not respond to requests for comment on the oil off Port Vale.",
		"to the reader":      "You can see the tanker Orsova, which ran aground off Port Vale with crude oil, from our webcam.",
		"very short":         "The tanker Orsova ran aground.",
		"very long":          "The tanker Orsova ran aground off Port Vale " + strings.Repeat("with crude oil and more crude oil ", 12) + "on Monday night.",
		"part of a longer q": `"The tanker Orsova ran aground off Port Vale because of the fog. The oil will reach the marshes of Brenn by Friday night. We are sorry."`,
	} {
		s := sum(t, story(t, map[string]string{"a.txt": text + "\n\n" + grounding + " " + slick, "b.txt": text + "\n\n" + captain}), Options{Sentences: 9})
		if len(s.Claims) != 3 || !holds(s, grounding) || !holds(s, slick) || !holds(s, captain) {
			t.Errorf("%s:\n%s", name, show(s))
		}
	}
}

// What leans on the sentence before it is taken with it, as one place, or not at all.
func TestLeaningSentences(t *testing.T) {
	pair := "Ekmark had been at sea for thirty years. He lost his licence in 2029 after a collision with a ferry."
	for _, test := range []struct {
		name, text string
		never      string // alone
	}{
		{"a person", pair, "He lost"},
		{"a thing", "The Orsova was built in Korea in 1999. It has run aground twice before, both times in the Gulf of Finland.", "It has run"},
		{"pointing", "A tug reached the ship at noon. That was nine hours after the first call for help, the log of the coastguard shows.", "That was"},
		{"they, late", "The council of Brenn met at noon. In the afternoon the fire brigade told them to close the schools and the fish market.", "In the afternoon"},
		{"counted before", "The crew were flown to hospital. Two are in intensive care with burns to their hands and faces.", "Two are"},
		{"another", "One owner has promised to pay for the cleaning. Another has gone bankrupt since the spring, said the harbour court.", "Another"},
	} {
		s := sum(t, story(t, map[string]string{"a.txt": grounding + "\n\n" + test.text, "b.txt": slick + "\n\n" + captain}), Options{Sentences: 8})
		for _, c := range s.Claims {
			if strings.HasPrefix(c.Text, test.never) {
				t.Errorf("%s: %q stands alone", test.name, c.Text)
			}
		}
	}
	s := sum(t, story(t, map[string]string{"a.txt": grounding + "\n\n" + pair, "b.txt": slick}), Options{Sentences: 8})
	if i := slices.IndexFunc(s.Claims, func(c Claim) bool { return c.Text == pair }); i < 0 || s.Claims[i].Citations[0].Quote != pair {
		t.Errorf("the pair is not one place:\n%s", show(s))
	}
}

// Copies of one report count once, and so do those that give it only as one agency's.
func TestIndependent(t *testing.T) {
	wire := grounding + " " + slick + " " + captain + " " + crew
	agency := func(told string) string { return "Twelve penguins died in the oil, officials " + told + "." }
	for _, test := range []struct {
		name  string
		files map[string]string
		claim string
		want  int
	}{
		{"alone", map[string]string{"a.txt": grounding, "b.txt": slick}, grounding, 1},
		{"two", map[string]string{"a.txt": grounding + " " + slick, "b.txt": strings.Replace(grounding, ", the coastguard said", "", 1) + " " + captain + " " + crew}, "The tanker", 2},
		{"copies", map[string]string{"a.txt": wire, "b.txt": wire, "c.txt": wire}, "The tanker", 1},
		{"copies and one more", map[string]string{"a.txt": wire, "b.txt": wire, "c.txt": strings.Replace(grounding, "said", "reported", 1) + " " + strings.Repeat("The sea was calm and the moon was bright. ", 9)}, "The tanker", 2},
		{"one agency", map[string]string{"a.txt": agency("told AFP"), "b.txt": agency("told Agence France-Presse")}, "Twelve penguins", 1},
		{"two agencies", map[string]string{"a.txt": agency("told AFP"), "b.txt": agency("told Reuters")}, "Twelve penguins", 2},
		{"another number", map[string]string{"a.txt": crew, "b.txt": strings.Replace(crew, "23", "31", 1)}, "All", 1},
		{"another day", map[string]string{"a.txt": grounding, "b.txt": strings.Replace(grounding, "Monday", "Saturday", 1)}, "The tanker", 1},
		{"another name", map[string]string{"a.txt": captain, "b.txt": strings.Replace(captain, "Jonas Ekmark", "Petra Olin", 1)}, "Police", 1},
		{"less exact", map[string]string{"a.txt": crew, "b.txt": strings.Replace(crew, "23 members", "members", 1)}, "All 23", 1},
	} {
		s := sum(t, story(t, test.files), Options{})
		i := slices.IndexFunc(s.Claims, func(c Claim) bool { return strings.HasPrefix(c.Text, test.claim) })
		if i < 0 || s.Claims[i].Independent != test.want {
			t.Errorf("%s: want %d independent\n%s", test.name, test.want, show(s))
		}
	}
}

// A toll that a later article replaces does not stand, and never both.
func TestStale(t *testing.T) {
	dated := func(day, text string) string {
		return "---\nlang: en\npublished: 2031-05-" + day + "\noutlet: Paper of the " + day + "\n---\n" + text
	}
	for _, test := range []struct{ name, monday, wednesday, keep, drop string }{
		{"killed", "A landslide killed 12 people in the village of Sorn on Monday.", "The landslide in Sorn on Monday killed 15 people, the mayor said on Wednesday.", "15", "12"},
		{"at least", "At least 12 people were killed when a hill came down on Sorn on Monday.", "Fifteen people were killed by the hill that came down on Sorn on Monday.", "Fifteen", "12"},
		{"missing falls", "Some 40 people are missing in the village of Sorn after the landslide.", "Nine people are still missing in the village of Sorn, the mayor said on Wednesday.", "Nine", ""},
		{"arrests", "Police said that 47 people had been arrested in Sorn for looting.", "Police have now arrested 62 people in Sorn for looting, a spokesman said.", "62", "47"},
	} {
		v := story(t, map[string]string{"a.txt": dated("12", test.monday+"\n\nThe road to the coast is closed to lorries until Friday."), "b.txt": dated("14", test.wednesday+"\n\nSchools in the valley opened again.")})
		s := sum(t, v, Options{})
		if !holds(s, test.keep) || test.drop != "" && holds(s, test.drop) {
			t.Errorf("%s:\n%s", test.name, show(s))
		}
	}
	both := story(t, map[string]string{
		"a.txt": dated("12", "A landslide killed 12 people in the village of Sorn on Monday."),
		"b.txt": dated("14", "A landslide killed 9 people in the village of Tarn in 2019. The mayor of Sorn went there on Wednesday to learn how it was rebuilt."),
	})
	if s := sum(t, both, Options{}); !holds(s, "12 people") {
		t.Errorf("an older event replaces a newer one:\n%s", show(s))
	}
}

func TestAbout(t *testing.T) {
	v := storytest.View(t, seeds.FS)
	s := sum(t, v, Options{About: "drone bases"})
	if len(s.Claims) == 0 {
		t.Fatal("nothing about drone bases")
	}
	for _, c := range s.Claims {
		if !regexp.MustCompile(`(?i)drone|air base`).MatchString(c.Text) {
			t.Errorf("%q is not about drone bases", c.Text)
		}
	}
	s = sum(t, v, Options{About: " volcanoes  of\nIceland"})
	if len(s.Claims) > 0 || !slices.Equal(s.Notes, []string{"Nothing in the sources is about “volcanoes of Iceland”."}) {
		t.Errorf("got %s", show(s))
	}
	if s = sum(t, v, Options{About: "the of"}); len(s.Claims) > 0 && len(s.Notes) > 0 {
		t.Errorf("words that say nothing: %s", show(s))
	}
}

func TestFewArticles(t *testing.T) {
	one := map[string]string{"a.txt": grounding + " " + slick}
	if s := sum(t, story(t, one), Options{}); len(s.Claims) != 2 || !slices.Equal(s.Notes, []string{oneArticle}) {
		t.Errorf("one article: %s", show(s))
	}
	one["b.txt"] = "---\nlang: en\nstatus: withdrawn\n---\n" + captain
	if s := sum(t, story(t, one), Options{}); len(s.Claims) != 2 || !slices.Equal(s.Notes, []string{oneArticle}) {
		t.Errorf("a withdrawn article takes part: %s", show(s))
	}
	for name, files := range map[string]map[string]string{"none": {}, "no sentences": {"a.txt": "Weather"}, "nothing said": {"a.txt": "It was. No, it was not. Why?"}} {
		if s := sum(t, story(t, files), Options{}); len(s.Claims) > 0 || !slices.Equal(s.Notes, []string{noSentences}) {
			t.Errorf("%s: %s", name, show(s))
		}
	}
	a, err := article.Given(grounding+" "+slick, "2031-05-13")
	if err != nil {
		t.Fatal(err)
	}
	if s, err := Of(context.Background(), a, Options{}); err != nil || len(s.Claims) != 2 || len(s.Notes) > 0 || s.Claims[0].Citations[0].Quote != grounding {
		t.Errorf("of a text: %v %s", err, show(s))
	}
}

// Asked for events, what happened first comes first.
func TestOrderOfEvents(t *testing.T) {
	v := story(t, map[string]string{
		"a.txt": captain + "\n\nThe tanker Orsova ran aground off Port Vale on 10 May 2031 with crude oil on board.\n\nIn 2029 the owner had been fined 2 million dollars for oil that the Orsova lost in Korea.",
		"b.txt": "The oil is expected to reach the marshes of Brenn on 20 May 2031, experts said.",
	})
	s := sum(t, v, Options{Order: Events})
	at := -1
	for _, part := range []string{"In 2029", "ran aground", "Police arrested", "expected to reach"} {
		i := slices.IndexFunc(s.Claims, func(c Claim) bool { return strings.Contains(c.Text, part) })
		if i <= at {
			t.Fatalf("%q stands at %d\n%s", part, i, show(s))
		}
		at = i
	}
}

// No outlet gives more than its share while others have something to say.
func TestShares(t *testing.T) {
	long := strings.Join([]string{grounding, slick, captain, crew,
		"The owner, Vessin Lines, lost a third of its worth on the stock exchange of Oslo on Tuesday.",
		"A second tanker was sent to pump the rest of the oil out of the Orsova's broken tanks.",
		"Parliament will debate a law against ships of one hull in the strait next week.",
		"Volunteers cleaned 300 birds in the sports hall of the secondary school at Brenn."}, "\n\n")
	v := story(t, map[string]string{"a.txt": long,
		"b.txt": "The harbour of Port Vale was closed to all ships on Tuesday, its master said.\n\nHotels along the coast lost half of their bookings for the summer within a day.",
		"c.txt": "Insurers put the damage of the grounding at 400 million dollars.\n\nThe navy found a hole of nine metres in the hull of the tanker."})
	s := sum(t, v, Options{Sentences: 6})
	given := map[string]int{}
	for _, c := range s.Claims {
		given[c.Outlets[0]]++
	}
	if len(s.Claims) != 6 || given["a"] > 3 {
		t.Errorf("%v\n%s", given, show(s))
	}
	if s := sum(t, v, Options{Sentences: 12}); len(s.Claims) < 11 {
		t.Errorf("where others have nothing left to say an outlet goes on:\n%s", show(s))
	}
}

// A story in another language is summed up without the rules of English, and an
// article in another language than most is left out.
func TestLanguages(t *testing.T) {
	de := func(name, text string) string {
		return "---\nlang: de\noutlet: " + name + "\npublished: 2031-05-13\n---\n" + text
	}
	v := story(t, map[string]string{
		"a.txt": de("Bote", "Der Tanker Orsova ist in der Nacht zum Dienstag vor Port Vale auf Grund gelaufen. „Wir haben nichts gesehen als Nebel und noch mehr Nebel“, sagte der Kapitän. Wann kommt endlich Hilfe für die Fischer von Brenn?"),
		"b.txt": de("Kurier", "Vor Port Vale ist in der Nacht zum Dienstag der Tanker Orsova mit 40.000 Tonnen Öl auf Grund gelaufen. Die Polizei nahm den Kapitän wegen Trunkenheit auf der Brücke fest."),
		"c.txt": grounding,
	})
	s := sum(t, v, Options{})
	if !holds(s, "auf Grund gelaufen") || !holds(s, "Polizei") || holds(s, "Nebel") || holds(s, "Wann") || holds(s, "The tanker") {
		t.Errorf("got\n%s", show(s))
	}
}

// A dateline and the hour of an entry stand before what is told, and are left out.
func TestDatelines(t *testing.T) {
	for text, want := range map[string]string{
		"MUSCAT, Oct 12 (Orbis) - The guns are silent.":    "The guns are silent.",
		"LISBON - Portugal closed two stadiums.":           "Portugal closed two stadiums.",
		"BLANTYRE, Malawi (MPA) — Cholera has come.":       "Cholera has come.",
		"Niamey, Niger (AP) — Soldiers left.":              "Soldiers left.",
		"13.40: The navy has raised the number.":           "The navy has raised the number.",
		"09:40 A boy has died.":                            "A boy has died.",
		"US-backed forces left the town.":                  "US-backed forces left the town.",
		"5.30 million people voted.":                       "5.30 million people voted.",
		"The club - Sporting - won.":                       "The club - Sporting - won.",
		"The European Central Bank (ECB) - of all - spoke": "The European Central Bank (ECB) - of all - spoke",
	} {
		if got := text[dateline(text):]; got != want {
			t.Errorf("%q: got %q", text, got)
		}
	}
}

func TestContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Build(ctx, storytest.View(t, seeds.FS), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// The same story gives the same summary.
func TestSteady(t *testing.T) {
	for _, st := range storytest.All(t)[:3] {
		first := show(sum(t, st.View, Options{Sentences: 9}))
		for range 2 {
			if again := show(sum(t, st.View, Options{Sentences: 9})); again != first {
				t.Fatalf("%s: once\n%s\nthen\n%s", st.Name, first, again)
			}
		}
	}
}

// FuzzBuild puts any text into a story.
func FuzzBuild(f *testing.F) {
	f.Add(grounding+"\n\n"+`"It`+"\x00 was. „He” said 12, 15 and —", 3)
	f.Add("# A\n\n**Two** of [these](x) were 5.30: 'and so', he. "+captain+" "+crew, 50)
	f.Add(strings.Repeat("a (b - c) 09:40 D ", 40), -1)
	f.Add("# A\n\n"+crew+"**Two** of [these](x) were 5.30: 'and so', he. "+captain+crew, 9)
	f.Add("((((\"\"\"\" ' ’ “ ” « »", 0)
	f.Fuzz(func(t *testing.T, text string, n int) {
		if len(text) > 2000 {
			return
		}
		if _, err := article.Read("b.md", text); err != nil {
			return
		}
		fsys := fstest.MapFS{}
		for name, text := range map[string]string{"a.txt": grounding + " " + slick, "b.md": text, "c.txt": text + "."} {
			fsys[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
		}
		v := storytest.View(t, fsys)
		for _, o := range []Options{{Sentences: n}, {Sentences: n, Order: Events, About: text[:min(len(text), 60)]}} {
			sum(t, v, o)
		}
	})
}
