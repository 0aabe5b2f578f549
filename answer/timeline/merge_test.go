package timeline

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// tellings are kinds of events, each as several outlets tell it. %W is when, %T a
// town, %P a person, %N a number.
var tellings = [][]string{
	{"A fire destroyed a school in %T %W.", "In %T, a school burned down %W.", "%N pupils lost their school when it went up in flames in %T %W."},
	{"Police arrested %N people in %T %W over the theft of copper cables.", "%N suspects were detained in %T %W in a case of stolen cables.", "Officers in %T took %N people into custody %W because of stolen copper."},
	{"%P resigned as mayor of %T %W.", "The mayor of %T, %P, stepped down %W.", "%P quit %W as mayor of %T."},
	{"%N people protested in %T %W against the closure of the hospital.", "A protest against the closing of the hospital drew %N people to the streets of %T %W.", "In %T, %N demonstrators marched for their hospital %W."},
	{"A bus crashed near %T %W and killed %N passengers.", "%N people died %W when a bus crashed outside %T.", "A bus accident near %T claimed %N lives %W."},
	{"%P was elected head of the council of %T %W.", "The council of %T elected %P as its head %W.", "%W, %P won the vote for the head of the council in %T."},
	{"Rebels attacked an army post near %T %W.", "An army post near %T was attacked by rebels %W.", "%N soldiers were wounded %W in an attack on their post near %T."},
	{"%P opened a new bridge in %T %W.", "A new bridge in %T was opened %W by %P.", "In %T, %P inaugurated a bridge %W."},
	{"A court in %T sentenced %P to %N years in prison %W.", "%P was sentenced %W to %N years in prison by a court in %T.", "%P must go to prison for %N years, a court in %T ruled %W."},
	{"A flood cut off %T from the power grid %W.", "%W, %T lost its power when the river flooded a station.", "Flooding left %T without electricity %W."},
	{"Doctors in %T walked out %W over unpaid wages.", "A strike of doctors over their wages began in %T %W.", "The doctors of %T went on strike %W because they had not been paid."},
	{"The foreign minister, %P, arrived in %T %W for talks on the border.", "%P, the foreign minister, came to %T %W to talk about the border.", "Talks on the border brought the foreign minister, %P, to %T %W."},
}

var (
	towns   = strings.Fields("Velmare Korvale Ostrey Tarnow Belliga Marsund Quellin Hardane Sopra Ulvik")
	persons = []string{"Ada Lund", "Tom Ruiz", "Petra Ollin", "Nils Arnesen", "Ilse Marrand", "Ivo Castan", "Mira Dosk", "Jon Feld"}
)

// invented is a story of n events, each told two or three times, and the event of each sentence.
func invented(n int) (files map[string]string, event map[string]int) {
	rnd := rand.New(rand.NewPCG(1, 2))
	files, event = map[string]string{}, map[string]int{}
	start := time.Date(2031, 3, 3, 0, 0, 0, 0, time.UTC)
	for i := range n {
		kind := tellings[rnd.IntN(len(tellings))]
		town, person, number := towns[rnd.IntN(len(towns))], persons[rnd.IntN(len(persons))], 3+rnd.IntN(90)
		at := start.AddDate(0, 0, rnd.IntN(56))
		for j, o := range rnd.Perm(3)[:2+rnd.IntN(2)] {
			published := at.AddDate(0, 0, 1+rnd.IntN(20))
			when := "on " + at.Format("2 January")
			switch age := int(published.Sub(at).Hours() / 24); {
			case age < 5:
				when = "on " + at.Weekday().String()
			case j == 2 && published.Month() != at.Month():
				when = "last month"
			}
			text := strings.NewReplacer("%W", when, "%T", town, "%P", person, "%N", fmt.Sprint(number)).Replace(kind[j])
			text = strings.ToUpper(text[:1]) + text[1:]
			name := fmt.Sprintf("%03d%d.txt", i, j)
			files[name] = file([]string{"A", "B", "C"}[o], published.Format("2006-01-02"), text)
			event[strings.TrimSuffix(name, ".txt")] = i
		}
	}
	return files, event
}

// TestMergeQuality counts, of all pairs of sentences, those that were put together
// rightly and wrongly. The towns, persons and kinds of events are few, so that the
// story is harder than one that is not made up. A wrong pair costs more than one
// that is missed.
func TestMergeQuality(t *testing.T) {
	files, event := invented(150)
	line := of(t, folder(files), Options{})
	right, wrong, all := 0, 0, 0
	counts := map[int]int{}
	for _, i := range event {
		all += counts[i]
		counts[i]++
	}
	for _, e := range line.Entries {
		for i, c := range e.Citations {
			for _, d := range e.Citations[:i] {
				if event[c.Meta.ID] == event[d.Meta.ID] {
					right++
					continue
				}
				wrong++
				t.Logf("wrong: %s\n  %s", c.Quote, d.Quote)
			}
		}
		for _, o := range e.Others {
			t.Logf("other date: %s\n  %s", e.Text, o.Citations[0].Quote)
			wrong++
		}
	}
	t.Logf("%d events, %d entries; of %d pairs %d found, %d wrong", len(counts), len(line.Entries), all, right, wrong)
	if right < 245 || wrong > 8 { // 259 and 2 when this was set
		t.Errorf("%d pairs found and %d wrong, want 245 at least and 8 at most", right, wrong)
	}
}
