package answer_test

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"footnote/answer"
	"footnote/article"
	"footnote/retrieval"
	"footnote/seeds"
)

// A drafted is a draft about the sample story, of testdata/lies.yaml or faithful.yaml.
type drafted struct {
	ID    string   `yaml:"id"`
	Kind  string   `yaml:"kind"`
	Given []string `yaml:"given"` // paragraphs that it is about instead
	Claim string   `yaml:"claim"`
	Cite  []string `yaml:"cite"` // article:line; given:1 is the first paragraph given
	Why   string   `yaml:"why"`
}

// Nothing of what is false, or not proved by what it cites, passes the verifier as
// it was drafted; most of what is faithful does. The drafts were written before the
// rules, by somebody who did not know them.
func TestDrafts(t *testing.T) {
	view := sampleView(t)
	lies, faithful := readDrafts(t, "testdata/lies.yaml"), readDrafts(t, "testdata/faithful.yaml")
	for _, d := range lies {
		if a, ok := verified(t, view, d); ok && samePlaces(a, d) {
			t.Errorf("%s passes: %s", d.ID, d.Claim)
		}
	}
	passed, lost := 0, map[string]int{}
	for _, d := range faithful {
		if _, ok := verified(t, view, d); ok {
			passed++
		} else {
			lost[d.Kind]++
			t.Logf("%s does not pass: %s", d.ID, d.Claim)
		}
	}
	t.Logf("%d of %d faithful paraphrases pass; lost: %v", passed, len(faithful), lost)
	if least := len(faithful) * 52 / 60; passed < least {
		t.Errorf("%d of %d faithful paraphrases pass, want %d", passed, len(faithful), least)
	}
}

// verified verifies one draft with the evidence that it cites.
func verified(t *testing.T, v *retrieval.View, d drafted) (answer.Answer, bool) {
	var evidence []answer.Evidence
	if len(d.Given) > 0 {
		v = given(t, d.Given)
	}
	as := answer.Assertion{Text: d.Claim}
	for _, place := range d.Cite {
		id, line, _ := strings.Cut(place, ":")
		n := lineOf(d, id, line)
		a := v.Article(id)
		if a == nil {
			continue
		}
		for i, s := range a.Sentences {
			if s.Line == n {
				evidence = append(evidence, answer.Evidence{
					N: len(evidence) + 1, Meta: a.Meta, Sentence: s, Candidate: retrieval.Candidate{Article: a, Index: i},
				})
				as.Cited = append(as.Cited, len(evidence))
			}
		}
	}
	a := answer.Verify(v, answer.Draft{Claims: []answer.Assertion{as}}, evidence)
	return a, !a.Refused()
}

// givenFront is the front matter of the paragraphs that a draft gives, so many lines.
const givenFront, givenLines = "---\npublished: 2031-03-05\nlang: en\n---\n", 4

// given is a story of these paragraphs.
func given(t *testing.T, paragraphs []string) *retrieval.View {
	t.Helper()
	return view(t, map[string]string{"given.txt": givenFront + strings.Join(paragraphs, "\n\n") + "\n"})
}

// lineOf is the line of an article that a draft cites.
func lineOf(d drafted, id, line string) int {
	n, _ := strconv.Atoi(line)
	if len(d.Given) > 0 && id == "given" {
		return givenLines + 2*n - 1
	}
	return n
}

// samePlaces reports whether an answer cites what the draft did, and not what proves it instead.
func samePlaces(a answer.Answer, d drafted) bool {
	for _, c := range a.Claims()[0].Citations {
		id, line, _ := strings.Cut(d.Cite[0], ":")
		if c.Meta.ID == id && c.Line == lineOf(d, id, line) {
			return true
		}
	}
	return false
}

func sampleView(t *testing.T) *retrieval.View {
	t.Helper()
	articles, _, err := article.ReadFolder(t.Context(), seeds.FS)
	if err != nil {
		t.Fatal(err)
	}
	return index(t, articles)
}

func readDrafts(t *testing.T, file string) []drafted {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []drafted
	if err := yaml.UnmarshalWithOptions(data, &all, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	if len(all) < 60 {
		t.Fatalf("%s has %d drafts", file, len(all))
	}
	return all
}
