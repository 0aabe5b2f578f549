package main

import (
	"os"
	"strings"
	"testing"
)

// The transcript that the README opens with is what the program says.
func TestREADME(t *testing.T) {
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(data), "    $ go run ./cmd/footnote ")
	if !found {
		t.Fatal("the README has no transcript")
	}
	command, rest, _ := strings.Cut(rest, "\n")
	var want strings.Builder
	for line := range strings.Lines(rest) {
		text, ok := strings.CutPrefix(line, "    ")
		if !ok && strings.TrimSpace(line) != "" {
			break
		}
		if !ok {
			text = line
		}
		want.WriteString(text)
	}
	p, out, notices := runProgram(t, nil)
	args := append([]string{"ask"}, strings.Trim(strings.TrimPrefix(command, "ask "), `"`))
	if status := p.run(t.Context(), args); status != done {
		t.Fatalf("%s: status %d, %s", command, status, notices)
	}
	if got, want := strings.TrimSpace(out.String()), strings.TrimSpace(want.String()); got != want {
		t.Errorf("%s says\n%s\nand the README\n%s", command, got, want)
	}
}
