package eval

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	const yaml = `
# What the bridge story answers.
- id: b1
  question: "When does the bridge close?"
  history:
    - {question: "What is closing?", text: "The bridge."}
  gold: ["courier:4", "day2/gazette:11"]
  must: ['9 March|Monday']
- question: Who pays?
  refuse: true
`
	const lines = "\ufeff" + `{"id": "b1", "question": "When does the bridge close?", "history": [{"question": "What is closing?", "text": "The bridge."}], "gold": ["courier:4", "day2/gazette:11"], "must": ["9 March|Monday"]}

{"question": "Who pays?", "refuse": true}`
	for name, tt := range map[string]struct {
		file   string
		second string // id of the second question: its line
	}{
		"yaml":       {yaml, "9"},
		"json lines": {lines, "3"},
	} {
		got, err := Parse([]byte(tt.file))
		if err != nil || len(got) != 2 {
			t.Fatalf("%s: got %d questions, error %v; want 2", name, len(got), err)
		}
		q := got[0]
		if q.Name() != "b1" || string(q.ID) != `"b1"` || q.Text != "When does the bridge close?" || q.Refuse {
			t.Errorf("%s: got %+v", name, q)
		}
		if len(q.Gold) != 2 || q.Gold[1] != (Place{"day2/gazette", 11}) {
			t.Errorf("%s: got gold %v", name, q.Gold)
		}
		if len(q.Must) != 1 || !q.Must[0].MatchString("on 9 March") {
			t.Errorf("%s: got must %v", name, q.Must)
		}
		if len(q.History) != 1 || q.History[0] != (Turn{"What is closing?", "The bridge."}) {
			t.Errorf("%s: got history %v", name, q.History)
		}
		if q := got[1]; !q.Refuse || string(q.ID) != tt.second {
			t.Errorf("%s: got second %+v, want id %s", name, q, tt.second)
		}
	}
}

func TestParseFaults(t *testing.T) {
	for _, tt := range []struct{ name, file, want string }{
		{"empty", "", "no question"},
		{"comment only", "# nothing\n", "no question"},
		{"no list", "question: Who?\n", "line 1: want a list"},
		{"no YAML", "- id: [a\n- b\n", "line "},
		{"unknown key", "- question: Who?\n- question: Who?\n  glod: []\n", "line 3"},
		{"wrong type", "- question: Who?\n  refuse: perhaps\n", "line 2"},
		{"no question", "- id: q7\n", "line 1: q7 has no question"},
		{"gold without line", "- id: q7\n  question: Who?\n  gold: [courier]\n", `q7: gold "courier" is no place`},
		{"gold of line 0", "- id: q7\n  question: Who?\n  gold: [\"courier:0\"]\n", `q7: gold "courier:0" is no place`},
		{"bad pattern", "- id: q7\n  question: Who?\n  must: ['(']\n", `q7: must "(" is no regular expression`},
		{"JSON: not closed", "{\"question\":\"Who?\"}\n{\"question\":", "line 2: "},
		{"JSON: unknown key", "{\"question\":\"Who?\",\"glod\":[]}", `line 1: unknown field "glod"`},
		{"JSON: wrong type", "\n{\"question\":3}", "line 2: "},
		{"JSON: two objects", "{\"question\":\"Who?\"} {\"question\":\"Why?\"}", "line 1: more than one object"},
		{"JSON: bad pattern", "{\"id\":7,\"question\":\"Who?\",\"must\":[\"(\"]}", `line 1: 7: must "("`},
	} {
		qs, err := Parse([]byte(tt.file))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, error %v; want an error with %q", tt.name, qs, err, tt.want)
		}
	}
}

// Whatever the file holds, Parse returns questions or an error, and each
// question has an id that is JSON.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "- question: Who?", `{"question":"Who?"}`, "- &a [*a]", "- id: {a: b}\n  question: ?", "{\"id\":1e999,\"question\":\"?\"}"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		qs, err := Parse(data)
		if (len(qs) == 0) != (err != nil) {
			t.Fatalf("got %d questions and error %v", len(qs), err)
		}
		for _, q := range qs {
			if !json.Valid(q.ID) {
				t.Errorf("id %q is no JSON", q.ID)
			}
		}
	})
}
