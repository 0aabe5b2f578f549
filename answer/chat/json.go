package chat

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// What models call the parts of an answer in JSON.
var (
	textKeys  = []string{"text", "sentence", "answer", "response", "claim", "statement", "content", "result", "output"}
	listKeys  = []string{"sentences", "claims", "answers", "statements", "items", "answer", "response", "content", "result", "output"}
	citedKeys = []string{"citations", "cited", "citation", "evidence", "sources", "source", "refs", "references", "numbers", "cites", "evidence_numbers"}
)

// readJSON reads an answer in JSON as if each of its texts were a line. What is no
// whole JSON, or has no text where one is looked for, says nothing.
func (r *reader) readJSON() {
	text := strings.TrimSpace(r.head.String())
	if strings.HasPrefix(text, "```") {
		_, text, _ = strings.Cut(text, "\n")
	}
	var v any
	r.form = prose
	r.head.Reset()
	if json.NewDecoder(strings.NewReader(text)).Decode(&v) != nil {
		return
	}
	for _, line := range linesOf(v, 0) {
		for _, c := range line + "\n" {
			r.add(c)
		}
	}
}

// maxDepth is how deep an answer may lie in its JSON.
const maxDepth = 4

// linesOf are the sentences of a value, with their citations behind them.
func linesOf(v any, depth int) []string {
	if depth > maxDepth {
		return nil
	}
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var all []string
		for _, item := range v {
			all = append(all, linesOf(item, depth+1)...)
		}
		return all
	case map[string]any:
		for _, key := range textKeys {
			if text, ok := v[key].(string); ok {
				return []string{text + citesOf(v)}
			}
		}
		for _, key := range listKeys {
			if inner := linesOf(v[key], depth+1); len(inner) > 0 {
				return inner
			}
		}
	}
	return nil
}

// citesOf are the citations that stand beside a text.
func citesOf(v map[string]any) string {
	var b strings.Builder
	for _, key := range citedKeys {
		list, ok := v[key].([]any)
		if one, is := v[key].(float64); is {
			list, ok = []any{one}, true
		}
		if !ok {
			continue
		}
		for _, n := range list {
			if s, is := n.(string); is {
				s = strings.Trim(s, "[]【】 ")
				if slices.ContainsFunc(numbersOf(s), func(int) bool { return true }) {
					fmt.Fprintf(&b, " [%d]", numbersOf(s)[0])
				}
			}
			if f, is := n.(float64); is {
				fmt.Fprintf(&b, " [%d]", int(f))
			}
		}
	}
	return b.String()
}
