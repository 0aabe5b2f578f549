package chat_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"footnote/answer"
	"footnote/answer/chat"
	"footnote/article"
	"footnote/internal/openaitest"
	"footnote/internal/words"
	"footnote/retrieval"
)

// A bend makes lies of a true sentence.
type bend struct {
	kind string
	lies func(s string) []string
}

var (
	digits   = regexp.MustCompile(`\d+`)
	helping  = regexp.MustCompile(`\b(will|is|was|were|are|has|have|had|would|can|could|should)\b( not\b)?`)
	denying  = regexp.MustCompile(` not\b|n['’]t\b|\bno `)
	month    = regexp.MustCompile(`\b(January|February|March|April|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b`)
	relative = regexp.MustCompile(`\b(last|next|this) (week|month|year)\b`)
	named    = regexp.MustCompile(`[a-z,] ((?:[A-Z][a-zé’]+ )*[A-Z][a-zé]{3,})`)
	someone  = regexp.MustCompile(`\b(?:[A-Z][a-zé’]+ |U\.S\. )*(?:[A-Z][a-zé]{2,}|US|U\.S\.)`)
	acting   = regexp.MustCompile(`(?i)^(?:['’]s)?[^.;“”"]*\b(?:told|accepted by|called for|will|has|had|pulled|announced|spent|ousted|broke|pressed|building|said)\b[^.;“”"]*$`)
)

// replacing is a bend that puts something else in the place of each match, one at a time.
func replacing(kind string, find *regexp.Regexp, with func(string) string) bend {
	return bend{kind, func(s string) []string {
		var lies []string
		for _, loc := range find.FindAllStringSubmatchIndex(s, -1) {
			from, to := loc[0], loc[1]
			if len(loc) == 4 && kind == "name" {
				from, to = loc[2], loc[3]
			}
			if new := with(s[from:to]); new != s[from:to] {
				lies = append(lies, s[:from]+new+s[to:])
			}
		}
		return lies
	}}
}

var bends = []bend{
	replacing("digits", digits, func(n string) string {
		return strings.Map(func(r rune) rune { return '1' + (r-'0'+3)%9 }, n)
	}),
	replacing("name", named, func(n string) string {
		if month.MatchString(n) {
			return n
		}
		return "Borduria"
	}),
	replacing("negation", helping, func(w string) string {
		if strings.HasSuffix(w, " not") {
			return strings.TrimSuffix(w, " not")
		}
		return w + " not"
	}),
	replacing("negation lost", denying, func(w string) string {
		return map[bool]string{true: "some "}[w == "no "]
	}),
	replacing("date", month, func(m string) string {
		if strings.HasSuffix(m, "day") {
			return map[bool]string{true: "Tuesday", false: "Monday"}[m == "Monday"]
		}
		return map[bool]string{true: "May", false: "October"}[m == "October"]
	}),
	replacing("relative date", relative, func(d string) string {
		if strings.HasPrefix(d, "next") {
			return "last" + d[4:]
		}
		return "next" + d[4:]
	}),
	{"roles", exchanged},
}

// exchanged puts somebody in the place of another, between whom somebody does something.
func exchanged(s string) []string {
	var at [][]int
	for _, loc := range someone.FindAllStringIndex(s, -1) {
		if strings.HasPrefix(s[loc[0]:loc[1]], "The ") {
			loc[0] += len("The ")
		}
		after := s[loc[1]:]
		if n := s[loc[0]:loc[1]]; no[n] || month.MatchString(n) || strings.HasPrefix(after, "-") || strings.HasPrefix(after, " of ") || strings.HasPrefix(after, " al-") || loc[0] > 0 && s[loc[0]-1] == '-' {
			continue
		}
		at = append(at, loc)
	}
	var lies []string
	for i := range at {
		for _, o := range at[i+1:] {
			one, between, other := s[at[i][0]:at[i][1]], s[at[i][1]:o[0]], s[o[0]:o[1]]
			if one != other && acting.MatchString(between) {
				lies = append(lies, s[:at[i][0]]+other+between+one+s[o[1]:])
			}
		}
	}
	return lies
}

// no are words in upper case that name nobody.
var no = words.Set(`The That Although After According`)

// Lies made of the sentences of real articles, each with the right citation, do not
// pass. They are made here, from files that are not part of this program.
func TestLiesOverSeeds(t *testing.T) {
	const folder = "../../../shared/seeds"
	if _, err := os.Stat(folder); err != nil {
		t.Skip("no articles in ", folder)
	}
	articles, _, err := article.ReadFolder(t.Context(), os.DirFS(folder))
	if err != nil {
		t.Fatal(err)
	}
	v := index(t, articles)
	var current string
	srv := openaitest.NewServer(t, openaitest.Options{Default: func(openaitest.Request) openaitest.Reply { return openaitest.Reply{Text: current, Piece: 50} }})
	a := newAnswerer(t, srv, chat.Options{EvidenceTokens: 100_000, MaxTokens: 8000})
	made, passed := map[string]int{}, map[string]int{}
	for _, art := range articles {
		for i, s := range art.Sentences {
			evidence := []answer.Evidence{{N: 1, Meta: art.Meta, Sentence: s, Candidate: retrieval.Candidate{Article: art, Index: i, Score: 1}}}
			text, all := article.OneLine(s.Text), map[string]string{}
			var said []string
			for _, b := range bends {
				for _, l := range b.lies(text) {
					all[l] = b.kind
					made[b.kind]++
					said = append(said, l+" [1]")
				}
			}
			if len(said) == 0 {
				continue
			}
			current = strings.Join(said, "\n")
			d, err := a.Draft(t.Context(), retrieval.ParseQuery("What happened?", "en"), evidence)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range answer.Verify(v, d, evidence).Claims() {
				if c.Text == text || c.Text == text+"." {
					continue // a part of the lie was passed over, and the truth is left
				}
				kind := all[c.Text]
				passed[kind]++
				t.Errorf("a lie passes (%s): %s", kind, c.Text)
			}
		}
	}
	t.Log(fmt.Sprint("lies made: ", made, ", passed: ", passed))
}
