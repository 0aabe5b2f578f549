package main

import (
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"footnote/internal/openaitest"
)

// The command of scripts that opens a language model's server:
//
//	model REPLY…   answers each call with the text of the next file; writes footnote.yaml
//	               for it. Some names are no files: with stall the server is silent, with
//	               fail it answers 500 for ever, with cut it breaks off in the middle;
//	               with embed it makes the vectors too
func scriptModel(ts *testscript.TestScript, neg bool, args []string) {
	if neg {
		ts.Fatalf("! model means nothing")
	}
	s, err := openaitest.Start(openaitest.Options{Key: "sk-secret", Tolerant: true})
	ts.Check(err)
	ts.Defer(s.Close)
	vectors := ""
	for _, a := range args {
		switch a {
		case "embed":
			vectors = "embedding: {provider: openai, base_url: " + s.URL() + ", name: vectors-1}\n"
		case "stall":
			s.Chat(openaitest.Reply{Stall: true, Times: -1})
		case "fail":
			s.Chat(openaitest.Reply{Status: 500, Body: "<html>broken</html>", Times: -1})
		case "cut":
			s.Chat(openaitest.Reply{Text: strings.Repeat("The bridge ", 20), CutAfter: 5})
		default:
			s.Chat(openaitest.Reply{Text: ts.ReadFile(a)})
		}
	}
	conf := "seeds: ./story\nmodel: {base_url: " + s.URL() + ", name: scripted-1, timeout: 2s, price_in: 1, price_out: 2}\n" + vectors
	ts.Check(os.WriteFile(ts.MkAbs("footnote.yaml"), []byte(conf), 0o600))
	ts.Setenv("OPENAI_API_KEY", "sk-secret")
}
