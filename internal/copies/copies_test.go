package copies

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"footnote/article"
	"footnote/internal/words"
	"footnote/seeds"
)

const (
	report = `The harbour of Velmare was closed on Monday after a storm tore a crane from its rails, port officials said.

No one was hurt, but two ships that had waited for cargo since Friday were sent on to Ostrey, thirty miles to the north.

"We will not open again before the rails have been tested from end to end," said harbour master Tomas Ferrel. He expects the work to last until the weekend.

The port handles a third of the grain that the region sells abroad. Traders feared that a longer closure would push up prices, which have risen by four percent since June.

It is the second accident with a crane at Velmare within a year. The first, in October, killed a dock worker and led to an inquiry that has not yet reported.`
	rewrite = `A crane that came loose in high winds has shut the port of Velmare, where grain from all over the region is loaded.

Tomas Ferrel, who runs the harbour, hopes for a restart by Saturday once engineers have looked over the tracks. Nobody was injured.

Two vessels left for Ostrey instead. Merchants worry about what grain will cost if the berths stay empty for long.

An earlier crane accident last autumn cost a man his life, and investigators are still at work on it.`
	topic = `Grain prices rose again this week. Brokers in Ostrey put it down to the weather and to a poor harvest in the south.

The port of Velmare was closed on Monday, and ships wait in the bay. Bakers said that bread would not become dearer before the autumn.

The ministry plans to open its stores if the price goes on rising, a spokeswoman said.`
)

// trimmed is the report without its last two paragraphs.
var trimmed = strings.Join(strings.Split(report, "\n\n")[:3], "\n\n")

func read(t testing.TB, name, text string) *article.Article {
	t.Helper()
	a, err := article.Read(name+".txt", "---\nlang: en\ntitle: "+name+"\n---\n\n"+text+"\n")
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestGroups(t *testing.T) {
	edited := strings.NewReplacer("tore a crane from", "ripped a crane off", "killed a dock worker", "killed a docker").Replace(report)
	tests := []struct {
		name  string
		texts map[string]string
		want  [][]string
	}{
		{"none", nil, nil},
		{"alone", map[string]string{"a": report}, nil},
		{"copy", map[string]string{"b": report, "a": report}, [][]string{{"a", "b"}}},
		{"other marks and case", map[string]string{"a": report, "b": strings.ToUpper(strings.ReplaceAll(report, `"`, "“"))}, [][]string{{"a", "b"}}},
		{"edited copy", map[string]string{"a": report, "b": edited}, [][]string{{"a", "b"}}},
		{"trimmed copy", map[string]string{"a": report, "b": trimmed}, [][]string{{"a", "b"}}},
		{"copy inside a longer report", map[string]string{"a": trimmed, "b": report + "\n\n" + topic}, [][]string{{"a", "b"}}},
		{"rewrite", map[string]string{"a": report, "b": rewrite}, nil},
		{"same topic", map[string]string{"a": report, "b": topic}, nil},
		{"two reports", map[string]string{"d": report, "a": trimmed, "c": rewrite, "b": rewrite, "e": topic}, [][]string{{"a", "d"}, {"b", "c"}}},
		{"credit alone", map[string]string{"a": report + "\n\n(AFP)", "b": rewrite + "\n\n(AFP)"}, nil},
		{"no words", map[string]string{"a": "...", "b": "..."}, nil},
		{"few words", map[string]string{"a": "The port is closed now.", "b": "The port is closed now."}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var articles []*article.Article
			for id, text := range tt.texts {
				articles = append(articles, read(t, id, text))
			}
			if got := Groups(articles); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestGroupsKeepsLanguagesApart(t *testing.T) {
	a, b := read(t, "a", report), read(t, "b", report)
	b.Lang = "de"
	if got := Groups([]*article.Article{a, b}); got != nil {
		t.Errorf("got %v, want none", got)
	}
}

func TestCreditLowersTheThreshold(t *testing.T) {
	paragraphs := strings.Split(report, "\n\n")
	half := strings.Join(paragraphs[:2], "\n\n") + "\n\n" + strings.Join(strings.Split(topic, "\n\n")[:2], "\n\n")
	a, b := read(t, "a", report), read(t, "b", half)
	n := shared(newDoc(a).set, newDoc(b).set)
	if _, c := measures(len(newDoc(a).set), len(newDoc(b).set), n); c < creditedContained || c >= contained {
		t.Fatalf("containment %.2f: the case no longer lies between the thresholds", c)
	}
	if got := Groups([]*article.Article{a, b}); got != nil {
		t.Errorf("without credits: got %v, want none", got)
	}
	a.Author, b.Author = "Reuters", "Reuters, AFP"
	if got := Groups([]*article.Article{a, b}); len(got) != 1 {
		t.Errorf("with one agency: got %v, want one group", got)
	}
	b.Author = "AFP"
	if got := Groups([]*article.Article{a, b}); got != nil {
		t.Errorf("with two agencies: got %v, want none", got)
	}
}

func TestAgencies(t *testing.T) {
	tests := []struct {
		author, text string
		want         []string
	}{
		{"", report + "\n\nlm/ot (AFP, Reuters)", []string{"afp", "reuters"}},
		{"Agence France-Presse", report, []string{"afp"}},
		{"The Associated Press", report, []string{"ap"}},
		{"Petra Ollin", "US officials told the AFP news agency of it.", nil},
		{"Captain Ap Huw", report, nil},
	}
	for _, tt := range tests {
		a := read(t, "a", tt.text)
		a.Author = tt.author
		if got := agencies(a); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%q: got %v, want %v", tt.author, got, tt.want)
		}
	}
}

func TestSampleStoryHasNoCopies(t *testing.T) {
	var articles []*article.Article
	for _, name := range []string{"courier", "dispatch", "ledger"} {
		source, err := seeds.FS.ReadFile(name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		a, err := article.Read(name+".txt", string(source))
		if err != nil {
			t.Fatal(err)
		}
		articles = append(articles, a)
	}
	if got := Groups(articles); got != nil {
		t.Errorf("got %v, want none", got)
	}
}

func TestManyCopiesAreOneGroup(t *testing.T) {
	var articles []*article.Article
	for i := range 3 * commonest {
		articles = append(articles, read(t, fmt.Sprintf("copy%03d", i), report))
	}
	articles = append(articles, read(t, "other", rewrite))
	if got := Groups(articles); len(got) != 1 || len(got[0]) != 3*commonest {
		t.Errorf("got %d groups, want one of %d", len(got), 3*commonest)
	}
}

func TestSimilar(t *testing.T) {
	tests := []struct {
		name     string
		a, b     string
		min, max float64
	}{
		{"same", report, report, 1, 1},
		{"other marks", report, strings.ReplaceAll(report, `"`, "”"), 1, 1},
		{"part", report, trimmed, 0.85, 0.92},
		{"rewrite", report, rewrite, 0, 0.1},
		{"topic", report, topic, 0, 0.1},
		{"short", "The port is closed.", "the port is closed", 1, 1},
		{"short, other", "The port is closed.", "The port is open.", 0, 0},
		{"empty", "", report, 0, 0},
		{"both empty", "", " … ", 0, 0},
		{"no UTF-8", "\xff\xfe\x00", report, 0, 0},
	}
	for _, tt := range tests {
		got := Similar(tt.a, tt.b)
		if got < tt.min || got > tt.max {
			t.Errorf("%s: got %.3f, want %.2f to %.2f", tt.name, got, tt.min, tt.max)
		}
		if back := Similar(tt.b, tt.a); back != got {
			t.Errorf("%s: %.3f one way, %.3f the other", tt.name, got, back)
		}
	}
}

func FuzzSimilar(f *testing.F) {
	f.Add(report, trimmed)
	f.Add("", "a b c d e f")
	f.Fuzz(func(t *testing.T, a, b string) {
		if s := Similar(a, b); s < 0 || s > 1 || s != Similar(b, a) {
			t.Errorf("Similar is %v, and %v the other way", s, Similar(b, a))
		}
		if s := Similar(a, a); s != 1 && len(words.For("").Tokens(a)) > 0 {
			t.Errorf("a text is %v similar to itself", s)
		}
	})
}

// BenchmarkGroups compares 600 articles of some 400 words: a hundred reports, in
// six versions each.
func BenchmarkGroups(b *testing.B) {
	rnd := rand.New(rand.NewPCG(1, 2))
	var vocabulary []string
	for i := range 3000 {
		vocabulary = append(vocabulary, fmt.Sprintf("w%c%c%d", 'a'+rune(i%26), 'a'+rune(i/26%26), i))
	}
	var articles []*article.Article
	for i := range 100 {
		var paragraphs []string
		for range 20 {
			var sentence []string
			for range 20 {
				sentence = append(sentence, vocabulary[rnd.IntN(len(vocabulary))])
			}
			paragraphs = append(paragraphs, "The "+strings.Join(sentence, " ")+".")
		}
		for j := range 6 {
			text := strings.Join(slices.Clone(paragraphs[:20-j]), "\n\n")
			articles = append(articles, read(b, fmt.Sprintf("r%dv%d", i, j), text))
		}
	}
	for b.Loop() {
		if got := Groups(articles); len(got) != 100 {
			b.Fatalf("got %d groups, want 100", len(got))
		}
	}
}
