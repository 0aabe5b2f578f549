package claim

import (
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"

	"footnote/article"
)

// A drafted claim of testdata, with the lines that it cites.
type drafted struct {
	id, kind, claim string
	cited           []string
	given           []string // paragraphs that it is about instead
}

// readDrafts reads the fixed shape of lies.yaml and faithful.yaml, line by line.
func readDrafts(t *testing.T, file string) []drafted {
	t.Helper()
	data, err := os.ReadFile("../testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var ds []drafted
	for line := range strings.Lines(string(data)) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch key {
		case "- id":
			ds = append(ds, drafted{id: value})
		case "kind":
			ds[len(ds)-1].kind = value
		case "claim":
			s, err := strconv.Unquote(value)
			if err != nil {
				t.Fatalf("%s: %v", ds[len(ds)-1].id, err)
			}
			ds[len(ds)-1].claim = s
		case "given":
			if err := json.Unmarshal([]byte(value), &ds[len(ds)-1].given); err != nil {
				t.Fatalf("%s: %v", ds[len(ds)-1].id, err)
			}
		case "cite":
			for c := range strings.SplitSeq(strings.Trim(value, "[]"), ",") {
				ds[len(ds)-1].cited = append(ds[len(ds)-1].cited, strings.Trim(c, ` "`))
			}
		}
	}
	return ds
}

// cite is the sentences of the cited lines of the sample story.
func cite(t *testing.T, d drafted) []Sentence {
	t.Helper()
	var out []Sentence
	for _, c := range d.cited {
		id, line, _ := strings.Cut(c, ":")
		n, err := strconv.Atoi(line)
		if err != nil {
			t.Fatal(err)
		}
		if id == "given" {
			out = append(out, paragraph(t, d.given, n)...)
			continue
		}
		data, err := os.ReadFile("../../seeds/" + id + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		a, err := article.Read(id+".txt", string(data))
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range a.Sentences {
			if s.Line == n {
				out = append(out, Sentence{Text: s.Text, Article: id, Index: i, Lang: a.Lang, Anchor: a.Anchor().Time()})
			}
		}
	}
	return out
}

// paragraph is the sentences of the nth paragraph, from 1.
func paragraph(t *testing.T, paragraphs []string, n int) []Sentence {
	t.Helper()
	a, err := article.Read("given.txt", "---\npublished: 2031-03-05\nlang: en\n---\n"+strings.Join(paragraphs, "\n\n"))
	if err != nil {
		t.Fatal(err)
	}
	var out []Sentence
	for i, s := range a.Sentences {
		if s.Line == 4+2*n-1 {
			out = append(out, Sentence{Text: s.Text, Article: "given", Index: i, Lang: a.Lang, Anchor: a.Anchor().Time()})
		}
	}
	return out
}

func TestNoLieIsSupported(t *testing.T) {
	lies := readDrafts(t, "lies.yaml")
	if len(lies) < 60 {
		t.Fatalf("%d lies read", len(lies))
	}
	passed := 0
	for _, d := range lies {
		if r := Check(d.claim, cite(t, d), Options{Strict: true, AsTold: true}); r.Verdict == Supported {
			passed++
			t.Errorf("%s (%s): supported: %s", d.id, d.kind, d.claim)
		}
	}
	t.Logf("%d of %d lies pass", passed, len(lies))
}

func TestFaithfulParaphrasesAreSupported(t *testing.T) {
	faithful := readDrafts(t, "faithful.yaml")
	passed := 0
	for _, d := range faithful {
		r := Check(d.claim, cite(t, d), Options{Strict: true, AsTold: true})
		if r.Verdict == Supported {
			passed++
			continue
		}
		t.Logf("%s (%s): %s: %s %v", d.id, d.kind, r.Verdict, d.claim, r.Problems)
	}
	t.Logf("%d of %d pass", passed, len(faithful))
	if passed < 88 {
		t.Errorf("%d of %d faithful paraphrases are supported, want 88", passed, len(faithful))
	}
}
