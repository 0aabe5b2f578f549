package chat

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// written is what pieces say, one a line: text and numbers, or the kind.
func written(pieces []piece) string {
	names := map[kind]string{refusal: "REFUSAL", declining: "DECLINING", restart: "RESTART"}
	var lines []string
	for _, p := range pieces {
		if p.kind != assertion {
			lines = append(lines, names[p.kind])
			continue
		}
		lines = append(lines, p.text+strings.ReplaceAll(fmt.Sprint(p.cited), "[]", ""))
	}
	return strings.Join(lines, "\n")
}

// readAll reads text in deltas of n bytes.
func readAll(text string, n int, cutOff bool) []piece {
	r := newReader(9)
	var all []piece
	for len(text) > n {
		all = append(all, r.read(text[:n])...)
		text = text[n:]
	}
	all = append(all, r.read(text)...)
	return append(all, r.end(cutOff)...)
}

func TestReader(t *testing.T) {
	for _, tt := range []struct{ about, text, want string }{
		{"after the stop", "It closed. [1] It was old.[2]", "It closed.[1]\nIt was old.[2]"},
		{"before the stop", "It closed [1]. It was old [2].", "It closed.[1]\nIt was old.[2]"},
		{"without a space", "It closed.[1]It was old.[2]It fell.", "It closed.[1]\nIt was old.[2]\nIt fell."},
		{"two and a list", "It closed [1][2]. It was old [2, 3]. It fell [1-3].", "It closed.[1 2]\nIt was old.[2 3]\nIt fell.[1 2 3]"},
		{"other brackets", "It closed【1】. It was old【2†source】. It fell［3］.", "It closed.[1]\nIt was old.[2]\nIt fell.[3]"},
		{"round ones", "It closed (1). It was old. (2) In the year (2018) it fell (3, 4).", "It closed.[1]\nIt was old.[2]\nIn the year (2018) it fell.[3 4]"},
		{"named", "It closed [Evidence 1]. It was old [E2]. It fell (evidence 3, 4). It sank (see [5]).", "It closed.[1]\nIt was old.[2]\nIt fell.[3 4]\nIt sank.[5]"},
		{"small figures", "It closed.¹ It was old.² ³ It covers 5 km².", "It closed.[1]\nIt was old.[2 3]\nIt covers 5 km²."},
		{"in front", "[1] It closed. [2] It was old.", "It closed.[1]\nIt was old.[2]"},
		{"in the middle", "According to the Courier [3], it closed. As [2] says, it was old.", "According to the Courier, it closed.[3]\nIt was old.[2]"},
		{"below", "It closed.\n[1]\n\nIt was old.", "It closed.[1]\nIt was old."},
		{"one for two", "It closed. It was old. [1]\nIt fell.\nIt sank. [2]", "It closed.[1]\nIt was old.[1]\nIt fell.\nIt sank.[2]"},
		{"as a link", "It closed. [[1]](https://a.example/x) It was [old](https://b.example). [2](http://c.example)", "It closed.[1]\nIt was old.[2]"},
		{"of evidence there is not", "It closed. [99] It was old. [0][-1]", "It closed.[99]\nIt was old.[0 -1]"},

		{"abbreviations", "The U.S. Army left at 9 p.m. Monday. [1] Mr. Adeyo met No. 5 of Jan. 6. [2]", "The U.S. Army left at 9 p.m. Monday.[1]\nMr. Adeyo met No. 5 of Jan. 6.[2]"},
		{"a quotation of two sentences", "She said: “We go. You stay.” [1][2] They left.", "She said: “We go. You stay.”[1 2]\nThey left."},
		{"decimals", "It cost $1.5 million. [1]", "It cost $1.5 million.[1]"},
		{"no stop", "- Closed since May [1]\n- Old [2]", "Closed since May.[1]\nOld.[2]"},
		{"numbered", "1. It closed [1]. It fell [2].\n2) It was old [2].\n201. It is a number [3].", "It closed.[1]\nIt fell.[2]\nIt was old.[2]\n201.[3]\nIt is a number.[3]"},
		{"a list and its head", "Three things happened [1]:\n* It closed. [2]", "Three things happened.[1]\nIt closed.[2]"},

		{"emphasis", "**It** _closed_ `today`. **[1]** *It was* __old__ (snake_case). [2]", "It closed today.[1]\nIt was old (snake_case).[2]"},
		{"a heading that claims", "## It closed forever\n\nIt was old. [1]", "It closed forever.\nIt was old.[1]"},
		{"a heading that does not", "### Answer\nIt was old. [1]", "It was old.[1]"},
		{"a label", "**Answer:** It was old. [1]\n- **Gone by May:** It closed. [2]", "It was old.[1]\nGone by May.\nIt closed.[2]"},
		{"a table", "| What | When |\n|---|---|\n| It closed | May [1] |\n\nIt was old. [2]", "It closed, May.\nIt was old.[2]"},
		{"a fence", "```text\nIt closed. [1]\n```", "It closed.[1]"},
		{"sources", "It closed [1].\n\n**Sources:**\n- [1] Courier\n[2] Ledger\nIt was old. [2]", "It closed.[1]\nIt was old.[2]"},
		{"footnotes", "It closed.[^1]\n\n[^1]: Courier", "It closed.[1]"},
		{"tags", "<answer><p>It closed.<sup>1</sup></p></answer>", "It closed.[1]"},
		{"less than", "It is <5 and >3. [1]", "It is <5 and >3.[1]"},

		{"thinking", "<think>It fell. [1] Or not.</think>\n\nIt closed. [1]", "It closed.[1]"},
		{"thinking that does not end", "<think>It fell. [1]", ""},
		{"thinking without a beginning", "It fell. [1]\n</think>\nIt closed. [1]", "It fell.[1]\nRESTART\nIt closed.[1]"},
		{"JSON", `{"answer": "It closed. [1] It was old. [2]", "confidence": 1}`, "It closed.[1]\nIt was old.[2]"},
		{"JSON in a fence", "```json\n{\"sentences\": [{\"text\": \"It closed.\", \"citations\": [1, \"[2]\"]}]}\n```", "It closed.[1 2]"},
		{"JSON, a list", `[{"claim": "It closed.", "evidence": 1}]`, "It closed.[1]"},
		{"JSON that breaks off", `{"answer": "It closed. [1]`, ""},

		{"before", "Sure! Here is the answer:\n\nBased on the evidence, it closed. [1]", "It closed.[1]"},
		{"a yes", "Yes. It closed. [1] No, it was old. [2]", "It closed.[1]\nIt was old.[2]"},
		{"the evidence says", "The evidence states that it closed [1].", "It closed.[1]"},
		{"after", "It closed. [1]\n\nLet me know if you need more!", "It closed.[1]"},
		{"a lie before", "Sure! It fell, so here is the answer:\nIt closed. [1]", "It fell, so here is the answer.\nIt closed.[1]"},

		{"refused", "NOT_IN_EVIDENCE", "REFUSAL"},
		{"refused with marks", "`NOT_IN_EVIDENCE`.\n\nThe evidence does not name an airline.", "REFUSAL\nREFUSAL"},
		{"refused in words", "The provided sources do not mention the cost. [1][2]", "REFUSAL"},
		{"declined", "I'm sorry, but I can't help with that.", "DECLINING"},

		{"an address", "It closed (see https://a.example/b for more). [1] Go to https://c.example now. [2]", "It closed.[1]\nGo to now."},
		{"an image", "![x](https://a.example/b.png) It closed. [1]", "It closed.[1]"},
		{"calls", "@everyone It closed. [1] <@123> <@&45> @here", "It closed.[1]"},
		{"control characters", "\x1b[31mIt \u202eclosed\u202c.\x1b[0m [1]", "It closed.[1]"},
		{"nothing", " \n\n", ""},
	} {
		if got := written(readAll(tt.text, len(tt.text)+1, false)); got != tt.want {
			t.Errorf("%s: %q\n got %q\nwant %q", tt.about, tt.text, got, tt.want)
		}
	}
}

// A sentence is given when the next one has begun, not at the end.
func TestReaderIsPrompt(t *testing.T) {
	r := newReader(9)
	if got := written(r.read("It closed. [1] It was ")); got != "It closed.[1]" {
		t.Errorf("got %q", got)
	}
	if got := written(r.read("old. [2]\n")); got != "It was old.[2]" {
		t.Errorf("got %q", got)
	}
	if got := written(r.end(false)); got != "" {
		t.Errorf("got %q", got)
	}
}

// Of an answer that was cut off, only what is known to be whole counts.
func TestReaderCutOff(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"It closed. [1] It was", "It closed.[1]"},
		{"It closed. [1]", "It closed.[1]"},
		{"It closed. [1", ""},
		{"It closed [1]", ""},
		{"It closed [1].", ""}, // or [1].5, or …
		{"It closed. [1] It fell. It was", "It closed.[1]"},
		{"It closed. [1]\nIt fell.\n", "It closed.[1]"},
		{"It cost $1.", ""},
		{`{"answer": "It closed. [1]"`, ""},
		{"<think>It closed. [1]", ""},
		{"It closed. [1] <thi", "It closed.[1]"},
	} {
		if got := written(readAll(tt.text, 1, true)); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

// However a text is cut into deltas, the same sentences are in it; none holds what
// would be dangerous to show; and nothing panics.
func FuzzReader(f *testing.F) {
	f.Add("It closed. [1] It was old [2, 3].\n\n<think>no</think>- **A:** b [1-3]\n[4]", 3)
	f.Add("```json\n{\"answer\": \"It closed. [1]\"}\n```", 5)
	f.Add("U.S. Army. (1) “We go. You stay.” [2]¹ ² @everyone <@1> | a | b |\n|--|\n", 1)
	f.Add("[2] A b. [1] C d.\u202e\x1b[31m\xff\xf0\x9f</think>![a](b) [c](http://d.e/f)", 7)
	f.Add("NOT_IN_EVIDENCE\nHowever, it closed. [1]", 2)
	f.Fuzz(func(t *testing.T, text string, n int) {
		if n < 1 || len(text) > 20_000 {
			return
		}
		for _, cutOff := range []bool{false, true} {
			whole := readAll(text, len(text)+1, cutOff)
			if got, want := written(readAll(text, n, cutOff)), written(whole); got != want {
				t.Errorf("in deltas of %d bytes:\n got %q\nwant %q", n, got, want)
			}
			for _, p := range whole {
				if strings.ContainsAny(p.text, "\x1b\n\u202e") || strings.Contains(p.text, "@everyone") || strings.Contains(p.text, "http://") || !utf8.ValidString(p.text) || p.kind == assertion && p.text == "" {
					t.Errorf("gives %q", p.text)
				}
			}
		}
	})
}

// Texts that could take long do not.
func TestReaderIsLinear(t *testing.T) {
	for _, unit := range []string{"a. ", "A. [1] ", "[", "(", "<", "**", "“a. ", "U.S. ", "a.[1", "¹ ", "word ", "\n[1]", "| ", "x", "http://", "{\"a\":["} {
		text := strings.Repeat(unit, 8_000/len(unit))
		start := time.Now()
		readAll(text, 4, false)
		if d := time.Since(start); d > 10*time.Second { // a hang, not a measure
			t.Errorf("%q: %v", unit, d)
		}
	}
}

func BenchmarkReader(b *testing.B) {
	text := strings.Repeat("The United States will pull more than 1,000 troops out of Niger. [1][2] ", 5)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		readAll(text, 5, false)
	}
}
