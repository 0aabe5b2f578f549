package timeline

import (
	"slices"
	"strings"
	"testing"
)

// What did not happen, or is only supposed, denied, measured by or called off, is not
// told as happened. The article is of Friday, 14 March 2031.
func TestUnreal(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"The ferry did not sail on Tuesday.", ""},
		{"The ferry didn't leave Velmare on Tuesday, its captain said.", ""},
		{"No trains ran on Tuesday.", ""},
		{"Nobody was hurt on Tuesday when the roof fell.", ""},
		{"The dockers never returned to work in January.", ""},
		{"The lock did not open until Tuesday.", "2031-03-11 happened"},
		{"The mayor did not hear of it until after the explosion of May 2030, in which a shed burned down.", "2030-05 happened"},
		{"The harbour has not been dredged since 2019.", "2019 happened"},
		{"The clerk denied that she had burned the papers on Tuesday.", ""},
		{"The clerk denied burning the papers on Tuesday.", ""},
		{"The clerk denied on Tuesday that she had burned the papers.", "2031-03-11 happened"},
		{"Rumours that the bridge fell on Tuesday are untrue.", ""},
		{"It is false that the bridge fell on Tuesday.", ""},
		{"A newspaper wrongly reported that the bridge fell on Tuesday.", ""},
		{"The mayor was wrongly jailed in 2019.", "2019 happened"},
		{"The lock might have been opened on Tuesday.", ""},
		{"The council should have met on Tuesday.", ""},
		{"The council met on Tuesday, not on Monday.", "2031-03-11 happened"},
		{"The council had first said the vote would be on 10 March, but it was held on Tuesday.", "2031-03-11 happened"},
		{"The council had earlier said the vote would be held on 2 April.", "2031-04-02 announced"},
		{"The hearing, adjourned from 10 March, went on on Tuesday.", "2031-03-11 happened"},
		{"Sales were the highest since 2019.", ""},
		{"It was the worst storm since 1987, when the pier was lost.", "1987 happened"},
		{"Profit rose in the nine months to September.", ""},
		{"Tuesday was quiet.", ""},
		{"A verdict was expected on Tuesday, 11 March.", "2031-03-11 announced"},
		{"The lock was due to open on 3 March but never did.", "2031-03-03 called off"},
		{"The concert planned for 2 April has been cancelled.", "2031-04-02 called off"},
		{"The last lists may be handed in no later than 30 April.", "2031-04-30 announced"},
		{"The inquiry will hear the mayor on 2 April and is expected to report early next year.", "2031-04-02 announced, 2032 announced"},
		{"The accord does not mention the attack on the port of Velmare last month.", ""},
	} {
		var got []string
		for _, e := range of(t, folder(map[string]string{"a.txt": file("A", "2031-03-14", tt.text)}), Options{}).Entries {
			got = append(got, e.Value+" "+string(e.Status))
		}
		if strings.Join(got, ", ") != tt.want {
			t.Errorf("%s\n  got %q, want %q", tt.text, got, tt.want)
		}
	}
}

// What was announced is one entry with what came of it.
func TestCameOf(t *testing.T) {
	for _, tt := range []struct {
		name, first, then string
		want              []string
	}{
		{"called off", "The union will hold a second march in Velmare on 20 March.", "The union on Thursday called off the second march in Velmare planned for 20 March.",
			[]string{"2031-03-13 happened b:6", "2031-03-20 called off b:6 a:6"}},
		{"put off", "The dockers and the port will hold pay talks in Ostrey on 18 March.", "Pay talks of dockers and port that were due to start on Tuesday have been put off until 4 April.",
			[]string{"2031-03-18 called off b:6 a:6", "2031-04-04 announced b:6"}},
		{"other words", "Sentencing is set for 13 March.", "Nils Arnesen was jailed for six years on Thursday.",
			[]string{"2031-03-13 happened b:6 a:6"}},
		{"people and place", "Mayor Petra Ollin will open a school in the village of Hardane on Thursday.", "Mayor Petra Ollin cut a ribbon in Hardane on Thursday.",
			[]string{"2031-03-13 happened b:6 a:6"}},
		{"one person, two things", "Mayor Petra Ollin will open a school in the village of Hardane on Thursday.", "Mayor Petra Ollin was fined on Thursday for speeding.",
			[]string{"2031-03-13 announced a:6", "2031-03-13 happened b:6"}},
		{"denied and told", "A bomb exploded at the port of Velmare on 10 March.", "No bomb exploded at the port of Velmare on 10 March, the mayor said.",
			[]string{"2031-03-10 happened a:6"}},
	} {
		line := of(t, folder(map[string]string{"a.txt": file("A", "2031-03-11", tt.first), "b.txt": file("B", "2031-03-14", tt.then)}), Options{})
		if got := brief(line); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got\n  %s\nwant\n  %s", tt.name, strings.Join(got, "\n  "), strings.Join(tt.want, "\n  "))
		}
	}
}

// Sentences alike but for what they are of are two events; one event in other words is one.
func TestContrast(t *testing.T) {
	names := "Korvale and Ostrey, Velmare and Tarnow, lie by the sea; Park Street and Mill Street, Lund and Ruiz are there.\n\n" +
		"Ada Lund, Tom Ruiz and Gregor Lind live in Halden, where the mill, the school, the hospital and the museum are."
	entries := func(a, b string) int {
		return len(of(t, folder(map[string]string{"a.txt": file("A", "2031-03-07", a), "b.txt": file("B", "2031-03-07", b), "c.txt": file("C", "2031-03-07", names)}), Options{}).Entries)
	}
	for _, p := range [][2]string{
		{"On 15 July 2018 the kiln of pit 238 was closed after a storm.", "On 15 July 2018 the kiln of pit 358 was closed after a storm."},
		{"On 15 July 2018 the kiln of pit 238 was closed after a storm.", "On 15 July 2018 the kiln of pit 1838 was closed after a storm."},
		{"The Korvale mill was closed on 3 May 2030 after a storm.", "The Ostrey mill was closed on 3 May 2030 after a storm."},
		{"A bus overturned on the road to Korvale on 3 May 2030 and four people died.", "A bus overturned on the road to Ostrey on 3 May 2030 and four people died."},
		{"Flight 123 was cancelled on 3 May 2030.", "Flight 456 was cancelled on 3 May 2030."},
		{"District 9 voted on 3 May 2030.", "District 4 voted on 3 May 2030."},
		{"Lund was arrested on 3 May 2030 for fraud.", "Ruiz was arrested on 3 May 2030 for fraud."},
		{"The hospital on Mill Street was closed on 3 May 2030.", "The hospital on Park Street was closed on 3 May 2030."},
		{"Rebels shelled the town of Korvale on 3 May 2030, killing six.", "Rebels shelled the town of Ostrey on 3 May 2030, killing six."},
		{"The northern pit was shut on 3 May 2030.", "The southern pit was shut on 3 May 2030."},
		{"A girl drowned in the lake at Korvale on 3 May 2030.", "A boy drowned in the lake at Korvale on 3 May 2030."},
	} {
		if n := entries(p[0], p[1]); n != 2 {
			t.Errorf("%d entries of %q, want 2", n, p)
		}
	}
	for _, p := range [][2]string{
		{"The Korvale mill was closed on 3 May 2030 after a storm.", "The mill in Korvale was shut on 3 May 2030 because of a storm."},
		{"Lind was arrested at Halden airport on 3 May 2030 as he tried to board a flight.", "Gregor Lind was arrested on 3 May 2030."},
		{"Flight 123 crashed on 3 May 2030.", "The crash of flight 123 on 3 May 2030 killed 80 people."},
		{"Four people died when a bus overturned on the road to Korvale on 3 May 2030.", "A bus crash near Korvale killed four on 3 May 2030."},
		{"The ferry sank off Korvale on 3 May 2030 and 31 people drowned.", "The ferry sank off Korvale on 3 May 2030 and 34 people drowned."},
	} {
		if n := entries(p[0], p[1]); n != 1 {
			t.Errorf("%d entries of %q, want 1", n, p)
		}
	}
}

// A noun in passing finds its event by the headline over it, and so does a clause.
func TestInPassing(t *testing.T) {
	titled := strings.Replace(file("B", "2031-03-10", "Nine people were killed when the Tarn burst its banks on Sunday."), "lang: en", "lang: en\ntitle: Flood kills nine at Korvale", 1)
	for _, tt := range []struct {
		files map[string]string
		want  []string
	}{
		{map[string]string{"b.txt": titled, "c.txt": file("C", "2031-03-12", "The people of Korvale remembered the dead of Sunday's flood on Tuesday.")},
			[]string{"2031-03-09 happened b:7 c:6", "2031-03-11 happened c:6"}},
		{map[string]string{"b.txt": file("B", "2030-11-15", "Ostrey agreed on Thursday to sell its ferries to Velmare."), "c.txt": file("C", "2031-03-12", "The price of tickets has doubled since the deal was announced last November.")},
			[]string{"2030-11-14 happened b:6 c:6"}},
		{map[string]string{"b.txt": file("B", "2031-03-03", "The mayor on Saturday closed the harbour to trucks."), "c.txt": file("C", "2031-05-12", "The March decision to close the harbour looks clever now.")},
			[]string{"2031-03-01 happened b:6 c:6"}},
	} {
		if got := brief(of(t, folder(tt.files), Options{})); !slices.Equal(got, tt.want) {
			t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(tt.want, "\n  "))
		}
	}
}

// Two dates of what happens once stand side by side.
func TestOthers(t *testing.T) {
	for _, tt := range []struct{ first, then, want string }{
		{"Castan died at the hospital of Ostrey on 17 February 2031, his son said.", "Castan died at the hospital of Ostrey on 18 February 2031, a day after he fell.", "2031-02-17 happened a:6 | 2031-02-18 b:6"},
		{"Velmare Ports unveiled the merger on 14 January 2031.", "Velmare Ports unveiled the merger on 15 January 2031.", "2031-01-14 happened a:6 | 2031-01-15 b:6"},
	} {
		got := brief(of(t, folder(map[string]string{"a.txt": file("A", "2031-03-06", tt.first), "b.txt": file("B", "2031-03-07", tt.then)}), Options{}))
		if len(got) != 1 || got[0] != tt.want {
			t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), tt.want)
		}
	}
	apart := folder(map[string]string{
		"a.txt": file("A", "2031-03-06", "Ivo Castan died at the hospital of Ostrey on 17 February 2031."),
		"b.txt": file("B", "2031-03-07", "Mira Dosk died at the hospital of Ostrey on 18 February 2031."),
	})
	if line := of(t, apart, Options{}); len(line.Entries) != 2 {
		t.Error(show(line))
	}
}

// What an article leads with under a headline that tells of it outweighs what others
// tell in passing, and a date that passed with nothing told.
func TestHeadlineWeighs(t *testing.T) {
	titled := func(title, published, text string) string {
		return strings.Replace(file("A", published, text), "lang: en", "lang: en\ntitle: "+title, 1)
	}
	line := of(t, folder(map[string]string{
		"a.txt": titled("Velmare signs truce with Tarn", "2031-05-11", "Velmare and Tarn signed a truce on Saturday.\n\nThe talks of Velmare and Tarn are due to end on Monday."),
		"b.txt": titled("Velmare and Tarn to talk in June", "2031-05-13", "Velmare and Tarn will hold talks on 2 June.\n\nThe envoy met the mayor of Velmare on Friday."),
	}), Options{Max: 1})
	if got := brief(line); len(got) != 1 || got[0] != "2031-05-10 happened a:7" {
		t.Errorf("got %v", got)
	}
}
