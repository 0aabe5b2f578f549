package main

import (
	"cmp"
	"strings"
	"testing"

	"footnote/answer"
	"footnote/answer/chat"
	"footnote/answer/compare"
	"footnote/answer/summary"
)

// What scripts see has every key, and nothing is null.
func TestSummaryJSON(t *testing.T) {
	for _, tt := range []struct {
		name string
		v    any
		want string
	}{
		{"no summary", summaryReplyOf(noID, summary.Summary{}), `{"id":"","claims":[],"notes":[]}`},
		{"bare claim", summaryReplyOf(encode(7), summary.Summary{Claims: []summary.Claim{{Text: "It burned."}}}),
			`{"id":7,"claims":[{"text":"It burned.","outlets":[],"independent":0,"citations":[]}],"notes":[]}`},
		{"no comparison", compareReplyOf(noID, compare.Comparison{}), `{"id":"","differences":[],"only":[],"claims":[],"notes":[]}`},
		{"bare difference", compareReplyOf(noID, compare.Comparison{
			Differences: []compare.Difference{{About: "the toll", Kind: compare.Update, Slot: compare.Number, Sides: []compare.Side{{Value: "12"}}}},
			Only:        []compare.Single{{Text: "It burned.", Article: "courier"}}, Claims: []answer.Claim{{Text: "They differ."}}}),
			`{"id":"","differences":[{"about":"the toll","kind":"update","slot":"number","within":"","sides":[{"value":"12","published":"","citations":[]}]}],` +
				`"only":[{"text":"It burned.","article":"courier","outlet":"","citations":[]}],"claims":[{"text":"They differ.","citations":[]}],"notes":[]}`},
	} {
		if got := strings.TrimSpace(string(encode(tt.v))); got != tt.want {
			t.Errorf("%s: got\n%s, want\n%s", tt.name, got, tt.want)
		}
	}
}

func TestReadBrief(t *testing.T) {
	given := brief{about: "fire", sentences: 5, order: "importance"}
	for _, tt := range []struct {
		line string
		want brief
		err  string
	}{
		{`{}`, given, ""},
		{`{"about":"","sentences":50,"order":"events","today":"2031-03-12","format":"text"}`, brief{sentences: 50, order: "events", today: "2031-03-12"}, ""},
		{`{"source":"It burned."}`, given, ""},
		{`{"sentences":51}`, brief{}, "a summary has from 1 to 50 sentences; write a whole number of them"},
		{`{"sentences":-1}`, brief{}, "a summary has from 1 to 50 sentences; write a whole number of them"},
		{`{"sentences":2.5}`, brief{}, "sentences has to be a whole number"},
		{`{"sentences":null}`, brief{}, "sentences has to be a whole number"},
		{`{"order":"date"}`, brief{}, "order has to be events or importance"},
		{`{"order":3}`, brief{}, "order has to be events or importance"},
		{`{"format":"md"}`, brief{}, "a line is answered in JSON; leave format out"},
		{`{"format":"pdf"}`, brief{}, "format has to be text or md"},
		{`{"source":["a"]}`, brief{}, "source has to be a string"},
		{`{"length":3}`, brief{}, `the key "length" is not known; there are id, about, sentences, order, format, today and source`},
	} {
		l, err := takeApart(&job{line: []byte(tt.line)})
		if err != nil {
			t.Fatal(err)
		}
		got, err := readBrief(l, given)
		if said := errorText(err); said != tt.err {
			t.Errorf("%s: got error %q, want %q", tt.line, said, tt.err)
		}
		if (got.source != nil) != (l.keys["source"] != nil) {
			t.Errorf("%s: got the source %v", tt.line, got.source)
		}
		got.id, got.source = nil, nil
		if err == nil && (got.about != tt.want.about || got.sentences != tt.want.sentences || got.order != tt.want.order || got.today != tt.want.today) {
			t.Errorf("%s: got %+v, want %+v", tt.line, got, tt.want)
		}
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return cmp.Or(err.Error(), "an error without words")
}

// The length where nothing is said of it is that of the package.
func TestUsualLength(t *testing.T) {
	p, _, _ := testProgram(nil)
	cmd, err := p.parse([]string{"summary"})
	if err != nil {
		t.Fatal(err)
	}
	if got := cmd.(*summaryCmd); got.Sentences != summary.Usual || summary.Order(got.Order) != summary.Importance || got.Format == markdown {
		t.Errorf("got %+v", got)
	}
}

// A language model sums up and compares; the sources' own sentences need nobody to.
func TestTeller(t *testing.T) {
	if got := (author{by: answer.Extractive{}}).teller(); got != nil {
		t.Errorf("got %v, want none", got)
	}
	model := new(chat.Answerer)
	if got := (author{by: model}).teller(); got != answer.Teller(model) {
		t.Errorf("got %v, want the model", got)
	}
}
