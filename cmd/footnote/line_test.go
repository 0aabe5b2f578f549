package main

import (
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// Flags stand anywhere among the words, in any of their spellings.
func TestArrange(t *testing.T) {
	k, err := kong.New(&grammar{}, kong.NoDefaultHelp())
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ args, want string }{
		{"ask|How many?", "ask|--|How many?"},
		{"--json|ask|How|many?", "ask|--json|--|How|many?"},
		{"ask|How|--json|many?", "ask|--json|--|How|many?"},
		{"ask|How|many?|--seeds|story", "ask|--seeds=story|--|How|many?"},
		{"--seeds=story|ask|How", "ask|--seeds=story|--|How"},
		{"-k|3|search|bridge", "search|--k=3|--|bridge"},
		{"search|-k3|bridge", "search|--k=3|--|bridge"},
		{"search|-k=3|bridge", "search|--k=3|--|bridge"},
		{"search|-k|-3|bridge", "search|--k=-3|--|bridge"},
		{"search|--k|3|-|bridge", "search|--k=3|--|-|bridge"},
		{"ask|--batch|-", "ask|--batch=-|--"},
		{"ask|--|--json|--|x", "ask|--|--json|--|x"},
		{"ask|", "ask|--|"},
		{"ask|--seeds=", "ask|--seeds=|--"},
		{"chat|--explain|How?", "chat|--explain|--|How?"}, // ask has it too
		{"--about|ferry|compare", "compare|--about=ferry|--"},
	} {
		l, err := arrange(k.Model.Node, strings.Split(tt.args, "|"))
		if got := strings.Join(l.args(), "|"); got != tt.want || err != nil {
			t.Errorf("%s: got %s, error %v; want %s", tt.args, got, err, tt.want)
		}
	}
}

func TestNearest(t *testing.T) {
	ids := []string{"courier", "day2/courier", "dispatch", "ledger"}
	for _, tt := range []struct{ word, want string }{
		{"curier", "courier ledger"},
		{"Ledger", "ledger courier"},
		{"legder", "ledger courier"},
		{"day2/curier", "day2/courier courier"},
	} {
		if got := strings.Join(nearest(tt.word, ids, 2), " "); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.word, got, tt.want)
		}
	}
	if got := nearest("x", ids, 9); len(got) != len(ids) {
		t.Errorf("got %v, want all", got)
	}
}

func TestClosest(t *testing.T) {
	names := []string{"ask", "search", "sources", "summary", "k"}
	for word, want := range map[string]string{"aks": "ask", "serch": "search", "sum": "summary", "source": "sources", "s": "", "bridge": "", "": ""} {
		if got := closest(word, names); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
}
