package chat_test

import (
	"errors"
	"log/slog"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"footnote/answer"
	"footnote/answer/chat"
	"footnote/article"
	"footnote/internal/openaitest"
	"footnote/retrieval"
	"footnote/retrieval/embedder"
	"footnote/retrieval/memstore"
	"footnote/seeds"
)

// An output is what a model says of the sample story, of testdata/outputs.yaml.
type output struct {
	ID       string   `yaml:"id"`
	Question string   `yaml:"question"`
	Evidence []string `yaml:"evidence"` // article:line:sentence
	Output   string   `yaml:"output"`
	Lie      bool     `yaml:"lie"`
	Kind     string   `yaml:"kind"`
	Why      string   `yaml:"why"` // it is a lie
	False    []string `yaml:"false"`
	True     []string `yaml:"true"`
	Proved   []string `yaml:"proved"`
}

// Nothing false of what models say is shown, and most of what is faithful is, whatever
// a model's manner. The outputs were written before the code that reads them, by
// somebody who did not know it.
func TestOutputs(t *testing.T) {
	view := sampleView(t)
	srv := openaitest.NewServer(t)
	a := newAnswerer(t, srv, chat.Options{})
	defer a.Close()
	var lies, told, faithful, shown, alsoTrue, ofTrue int
	lost := map[string]int{}
	for _, o := range readOutputs(t) {
		got := answered(t, view, srv, a, o)
		for _, piece := range o.False {
			if got.Claims() != nil && strings.Contains(got.Text(), piece) {
				told++
				t.Errorf("%s (%s) shows %q: %s", o.ID, o.Kind, piece, got.Text())
			}
		}
		if o.Lie {
			lies++
			ofTrue += len(o.True)
			for _, piece := range o.True {
				if strings.Contains(got.Text(), piece) {
					alsoTrue++
				} else {
					t.Logf("%s (%s) also loses %q", o.ID, o.Kind, piece)
				}
			}
			continue
		}
		faithful++
		if faithfully(got, o) {
			shown++
			continue
		}
		lost[o.Kind]++
		t.Logf("%s (%s) is lost: %q of %q; %+v", o.ID, o.Kind, got.Text(), o.Output, got.Receipt().Judged)
	}
	t.Logf("%d false pieces of %d lies are shown, and %d of %d true pieces beside them; %d of %d faithful outputs are; lost: %v",
		told, lies, alsoTrue, ofTrue, shown, faithful, lost)
	if least := faithful * 42 / 50; shown < least || shown < 42 {
		t.Errorf("%d of %d faithful outputs are shown, want %d", shown, faithful, least)
	}
}

// faithfully reports whether an answer shows all that an output proves, or refuses
// where that says nothing.
func faithfully(a answer.Answer, o output) bool {
	if len(o.Proved) == 0 {
		return a.Reason() == answer.NotInSources
	}
	for _, piece := range o.Proved {
		if a.Refused() || !strings.Contains(a.Text(), piece) {
			return false
		}
	}
	return true
}

// answered lets a model say the output, in small pieces, and verifies it.
func answered(t *testing.T, v *retrieval.View, srv *openaitest.Server, a *chat.Answerer, o output) answer.Answer {
	t.Helper()
	evidence := evidenceOf(t, v, o.Evidence)
	srv.Chat(openaitest.Reply{Text: o.Output, Piece: 7})
	d, err := a.Draft(t.Context(), retrieval.ParseQuery(o.Question, "en"), evidence)
	var none *answer.Unavailable
	if err != nil && !errors.As(err, &none) {
		t.Fatal(o.ID, err)
	}
	return answer.Verify(v, d, evidence)
}

// evidenceOf is the evidence of places article:line:sentence.
func evidenceOf(t *testing.T, v *retrieval.View, places []string) []answer.Evidence {
	t.Helper()
	var evidence []answer.Evidence
	for _, place := range places {
		part := strings.Split(place, ":")
		line, _ := strconv.Atoi(part[1])
		nth, _ := strconv.Atoi(part[2])
		a := v.Article(part[0])
		for i, s := range a.Sentences {
			if s.Line != line {
				continue
			}
			if nth--; nth == 0 {
				evidence = append(evidence, answer.Evidence{N: len(evidence) + 1, Meta: a.Meta, Sentence: s,
					Candidate: retrieval.Candidate{Article: a, Index: i, Score: 1, Features: retrieval.Features{Around: 1}}})
			}
		}
	}
	if len(evidence) != len(places) {
		t.Fatalf("places %v: %d sentences", places, len(evidence))
	}
	return evidence
}

func readOutputs(t *testing.T) []output {
	t.Helper()
	data, err := os.ReadFile("testdata/outputs.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var all []output
	if err := yaml.UnmarshalWithOptions(data, &all, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	if len(all) < 100 {
		t.Fatalf("%d outputs", len(all))
	}
	return all
}

func sampleView(tb testing.TB) *retrieval.View {
	tb.Helper()
	articles, _, err := article.ReadFolder(tb.Context(), seeds.FS)
	if err != nil {
		tb.Fatal(err)
	}
	return index(tb, articles)
}

func index(tb testing.TB, articles []*article.Article) *retrieval.View {
	tb.Helper()
	x := retrieval.New(slog.New(slog.DiscardHandler), embedder.NewLocal(0), memstore.New(), retrieval.Options{})
	if err := x.Sync(tb.Context(), articles); err != nil {
		tb.Fatal(err)
	}
	return x.View()
}

// newAnswerer asks srv, with a timeout that no test should need.
func newAnswerer(tb testing.TB, srv *openaitest.Server, o chat.Options) *chat.Answerer {
	tb.Helper()
	o.BaseURL = srv.URL()
	if o.Model == "" {
		o.Model = "test-model"
	}
	if o.Timeout == 0 {
		o.Timeout = 20 * time.Second
	}
	a, err := chat.New(slog.New(slog.DiscardHandler), o)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(a.Close)
	return a
}
