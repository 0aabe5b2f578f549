package compare

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"footnote/answer"
	"footnote/article"
)

// The articles of a small story: two reports of a fire, and a third of two days later.
var fire = map[string]string{
	"courier.txt": on(3, "Courier", `The fire at the Corvin mill killed 12 people on Sunday night.

Flames were seen as far as Dornesk, and the road to the harbour was closed. The mill belongs to the Hallam group.

The mayor, Agnes Thorsby, said that the school next door would stay closed this week.`),
	"ledger.txt": on(3, "Ledger", `A fire at the Corvin mill killed 12 people on Sunday night, the police said.

The Hallam group, which owns the mill, promised to pay for the funerals. Insurers put the damage at 40 million euros.`),
	"post.txt": on(5, "Post", `The fire at the Corvin mill has killed 15 people, the police said on Wednesday.

Divers searched the canal behind the mill. The Hallam group has not answered questions.`),
}

func TestNotes(t *testing.T) {
	one := map[string]string{"courier.txt": fire["courier.txt"]}
	gone := map[string]string{"courier.txt": "---\nstatus: withdrawn\n" + strings.TrimPrefix(fire["courier.txt"], "---\n")}
	for _, tt := range []struct {
		name  string
		files map[string]string
		about string
		want  []string
	}{
		{"no articles", nil, "", []string{"There are no articles."}},
		{"all withdrawn", gone, "", []string{"There are no articles."}},
		{"one article", one, "", []string{"There is only one article, so nothing can be compared with another."}},
		{"a topic that nothing is about", fire, "chess", []string{"Nothing in the sources is about “chess”."}},
		{"no differences about the topic", fire, "funerals", []string{"No differences were found."}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := of(t, view(t, folder(tt.files)), Options{About: tt.about})
			if !slices.Equal(c.Notes, tt.want) {
				t.Errorf("got %q, want %q", c.Notes, tt.want)
			}
		})
	}
}

// brief writes the differences as kind and values.
func brief(c Comparison) []string {
	var out []string
	for _, d := range c.Differences {
		var values []string
		for _, s := range d.Sides {
			values = append(values, s.Value)
		}
		out = append(out, fmt.Sprintf("%s: %s", d.Kind, strings.Join(values, ", ")))
	}
	return out
}

func TestBuild(t *testing.T) {
	c := of(t, view(t, folder(fire)), Options{})
	if got, want := brief(c), []string{"update: 12, 15"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v\n%s", got, want, show(c))
	}
	for _, want := range []string{"Agnes Thorsby", "40 million euros", "Divers"} {
		if !slices.ContainsFunc(c.Only, func(s Single) bool { return strings.Contains(s.Text, want) }) {
			t.Errorf("%s is not told as one outlet's alone\n%s", want, show(c))
		}
	}
	if i := slices.IndexFunc(c.Only, func(s Single) bool { return strings.Contains(s.Text, "not answered") }); i >= 0 {
		t.Errorf("told as news: %s", c.Only[i].Text)
	}
}

func TestAbout(t *testing.T) {
	c := of(t, view(t, folder(fire)), Options{About: "the school"})
	if len(c.Differences) > 0 || len(c.Only) != 1 || !strings.Contains(c.Only[0].Text, "school") {
		t.Errorf("about the school:\n%s", show(c))
	}
	if c := of(t, view(t, folder(fire)), Options{About: "people killed"}); len(c.Differences) != 1 {
		t.Errorf("about people killed:\n%s", show(c))
	}
}

// TestOrder shows that the order of the articles does not matter, which their ids give.
func TestOrder(t *testing.T) {
	turned := map[string]string{"z.txt": fire["courier.txt"], "m.txt": fire["ledger.txt"], "a.txt": fire["post.txt"]}
	plain := func(files map[string]string) string {
		c := of(t, view(t, folder(files)), Options{})
		var b strings.Builder
		for _, d := range c.Differences {
			fmt.Fprintf(&b, "%s %s %s\n", d.Kind, d.About, d.Slot)
			for _, s := range d.Sides {
				var cited []string
				for _, at := range s.Citations {
					cited = append(cited, at.Meta.Outlet+" "+at.Quote)
				}
				slices.Sort(cited)
				fmt.Fprintf(&b, "\t%s %q\n", s.Value, cited)
			}
		}
		for _, s := range c.Only {
			fmt.Fprintf(&b, "%.4f %s\n", s.Weight, s.Text)
		}
		return b.String()
	}
	if a, b := plain(fire), plain(turned); a != b {
		t.Errorf("got\n%s\nand with other ids\n%s", a, b)
	}
}

// TestCopies shows that the copies of one report are one voice in a difference, and that
// what two outlets print of it is no outlet's alone.
func TestCopies(t *testing.T) {
	files := map[string]string{"wire.txt": fire["courier.txt"], "print.txt": strings.Replace(fire["courier.txt"], "outlet: Courier", "outlet: Herald", 1), "post.txt": fire["post.txt"]}
	c := of(t, view(t, folder(files)), Options{})
	if slices.ContainsFunc(c.Only, func(s Single) bool { return strings.Contains(s.Text, "Agnes Thorsby") }) {
		t.Errorf("told as one outlet's alone\n%s", show(c))
	}
	if len(c.Differences) != 1 || len(c.Differences[0].Sides[0].Citations) != 2 {
		t.Errorf("the copies are not both cited\n%s", show(c))
	}
}

// TestForeign shows that articles in another language are not compared with rules of
// English; what one tells alone is found without these.
func TestForeign(t *testing.T) {
	files := map[string]string{
		"a.txt": "---\noutlet: A\npublished: 2031-03-03\nlang: de\n---\nBei dem Brand in der Mühle von Corvin sind zwölf Menschen gestorben. Der Schaden liegt bei 40 Millionen Euro.",
		"b.txt": "---\noutlet: B\npublished: 2031-03-05\nlang: de\n---\nBei dem Brand in der Mühle von Corvin sind 15 Menschen gestorben, teilte die Polizei mit.",
	}
	c := of(t, view(t, folder(files)), Options{})
	if len(c.Differences) > 0 || !slices.Equal(c.Notes, []string{"Only articles in English can be searched for differences."}) {
		t.Errorf("got\n%s", show(c))
	}
	if !slices.ContainsFunc(c.Only, func(s Single) bool { return strings.Contains(s.Text, "40 Millionen") }) {
		t.Errorf("the damage is not told as one outlet's alone\n%s", show(c))
	}
}

// TestOneOutlet shows that where one outlet wrote everything, nobody is alone.
func TestOneOutlet(t *testing.T) {
	files := map[string]string{"a.txt": fire["courier.txt"], "b.txt": on(5, "Courier", "The fire at the Corvin mill has killed 15 people. Divers searched the canal on Tuesday.")}
	if c := of(t, view(t, folder(files)), Options{}); len(c.Only) > 0 || len(c.Differences) == 0 {
		t.Errorf("got\n%s", show(c))
	}
}

func TestContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Build(ctx, view(t, folder(fire)), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// script is a Teller that says what it was given to.
type script struct {
	says  func(evidence []answer.Evidence) []answer.Assertion
	err   error
	given []answer.Evidence
	task  answer.Task
}

func (s *script) Tell(ctx context.Context, t answer.Task, evidence []answer.Evidence, say func(answer.Assertion) answer.Judgement) (answer.Draft, error) {
	s.given, s.task = evidence, t
	if s.says != nil {
		for _, as := range s.says(evidence) {
			say(as)
		}
	}
	return answer.Draft{}, s.err
}

func TestTold(t *testing.T) {
	v := view(t, folder(fire))
	by := &script{says: func(evidence []answer.Evidence) []answer.Assertion {
		return []answer.Assertion{
			{Text: "The fire at the Corvin mill has killed 15 people, the police said on Wednesday.", Cited: []int{at(evidence, "15 people")}},
			{Text: "The fire at the Corvin mill killed 99 people.", Cited: []int{at(evidence, "15 people")}},
		}
	}}
	c := of(t, v, Options{By: by, About: ""})
	if len(c.Claims) != 1 || by.task.Kind != answer.ComparisonTask {
		t.Fatalf("claims %+v, task %+v", c.Claims, by.task)
	}
	told, side := c.Claims[0].Citations[0], c.Differences[0].Sides[1].Citations[0]
	if told.Span != side.Span || told.N != side.N {
		t.Errorf("the claim cites [%d] %s, the side [%d] %s", told.N, told.Quote, side.N, side.Quote)
	}
	for _, e := range by.given {
		if e.Sentence.Text == "" || e.Candidate.Article == nil {
			t.Errorf("odd evidence %+v", e)
		}
	}
}

// at is the number of the evidence that holds some words; 0 for none.
func at(evidence []answer.Evidence, words string) int {
	for _, e := range evidence {
		if strings.Contains(e.Sentence.Text, words) {
			return e.N
		}
	}
	return 0
}

func TestTellerUnavailable(t *testing.T) {
	v := view(t, folder(fire))
	c := of(t, v, Options{By: &script{err: &answer.Unavailable{Sentence: "The language model gave no answer."}}})
	if len(c.Claims) > 0 || len(c.Differences) == 0 || !slices.ContainsFunc(c.Notes, func(n string) bool { return strings.HasPrefix(n, "The language model gave no answer.") }) {
		t.Errorf("got %v %v", c.Claims, c.Notes)
	}
	broken := errors.New("broken")
	if _, err := Build(context.Background(), v, Options{By: &script{err: broken}}); !errors.Is(err, broken) {
		t.Errorf("got %v, want the Teller's error", err)
	}
}

// FuzzBuild puts any text into a story.
func FuzzBuild(f *testing.F) {
	for _, text := range fire {
		f.Add(text)
	}
	f.Add("12 13 14. $ 5 % of hundreds. “” \" ' ’s 1,000,000,000,000,000,000,000 up from. It was. The toll rose to 12 from 15, not 15.")
	f.Add("**No** [one](x) did *not* say \"12 people died\", said A. \"12 people died\", said B. Former minister X Y, the new minister Z.")
	f.Add("Zwölf Menschen starben.\n\nEs waren 15.\n\nيوم 12 قتيلا")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		if _, err := article.Read("b.md", text); err != nil {
			return
		}
		v := view(t, folder(map[string]string{"a.txt": fire["post.txt"], "b.md": text, "c.txt": text + "."}))
		of(t, v, Options{})
	})
}
