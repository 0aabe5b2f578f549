package quote

import (
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"footnote/article"
	"footnote/seeds"
)

// A mutation is a quotation changed in a known way.
type mutation struct {
	kind    string
	given   Given
	verdict Verdict
	risks   []Risk // expected; nil where only the verdict is known
}

// TestMutations changes every sentence and quotation of the sample story, and of
// other stories where they lie at hand, in known ways. It prints no text of theirs.
func TestMutations(t *testing.T) {
	articles := sample(t, seeds.FS)
	if _, err := os.Stat("../../../shared/seeds"); err == nil {
		more := sample(t, os.DirFS("../../../shared/seeds"))
		articles = append(articles, more...)
	}
	x := New(articles)
	m := &mutator{rnd: rand.New(rand.NewPCG(4, 20)), x: x}
	for range 2 { // each time with other choices
		for _, a := range articles {
			m.article(a)
		}
	}
	score := map[string]*[4]int{} // right verdicts, verdicts, right risks, risks
	unchanged := 0
	for i, c := range m.list {
		r := check(t, x, c.given)
		s := score[c.kind]
		if s == nil {
			s = &[4]int{}
			score[c.kind] = s
		}
		ok := r.Verdict == c.verdict
		count(s[:2], ok)
		if !ok && c.kind == "unchanged" {
			unchanged++
		}
		risk := true
		if c.risks != nil && r.Verdict == Altered || c.verdict == Altered && c.risks != nil {
			risk = len(r.Matches) > 0 && slices.Equal(r.Matches[0].Risks, c.risks)
			count(s[2:], risk)
		}
		if !ok || !risk {
			t.Logf("case %d, %s: %s, want %s; risks %s, want %v", i, c.kind, r.Verdict, c.verdict, risksOf(r), c.risks)
		}
	}
	report(t, score, len(m.list))
	if unchanged > 0 {
		t.Errorf("%d unchanged texts are not verbatim", unchanged)
	}
}

func count(s []int, ok bool) {
	s[1]++
	if ok {
		s[0]++
	}
}

func report(t *testing.T, score map[string]*[4]int, cases int) {
	var all [4]int
	kinds := make([]string, 0, len(score))
	for k, s := range score {
		kinds = append(kinds, k)
		for i := range s {
			all[i] += s[i]
		}
	}
	sort.Strings(kinds)
	for _, k := range kinds {
		s := score[k]
		t.Logf("%-20s verdicts %3d of %3d, risks %3d of %3d", k, s[0], s[1], s[2], s[3])
	}
	verdicts, risks := float64(all[0])/float64(all[1]), float64(all[2])/float64(all[3])
	t.Logf("%d cases: %.1f%% right verdicts, %.1f%% right risks", cases, 100*verdicts, 100*risks)
	if cases < 500 || verdicts < 0.97 || risks < 0.95 {
		t.Errorf("%d cases, %.3f right verdicts, %.3f right risks; want 500, 0.97, 0.95", cases, verdicts, risks)
	}
}

type mutator struct {
	rnd  *rand.Rand
	x    *Index
	list []mutation
}

func (m *mutator) add(kind, text string, v Verdict, risks ...Risk) {
	if risks == nil {
		risks = []Risk{}
	}
	m.list = append(m.list, mutation{kind, Given{Text: text}, v, risks})
}

func (m *mutator) article(a *article.Article) {
	names := upperWords(a)
	for i, s := range a.Sentences {
		texts := []string{s.Text}
		for _, q := range Find(s.Text) {
			if n := len(strings.Fields(q.Text)); n >= 6 {
				texts = append(texts, q.Text)
				m.speaker(a, s, q)
			}
		}
		for _, text := range texts {
			m.add("unchanged", text, Verbatim)
			m.typography(text)
			m.digits(text)
			m.negation(text)
			m.name(text, names)
			m.dates(text)
			m.cut(text)
		}
		m.join(a, i)
	}
}

func (m *mutator) typography(text string) {
	set := strings.NewReplacer("“", `"`, "”", `"`, "’", "'", "—", " - ", "–", "-").Replace(text)
	if set == text {
		set = strings.NewReplacer(`"`, "”", "'", "’").Replace(text)
	}
	core := func(s string) string { return strings.Trim(s, "\"“” .,'’") }
	if strict(core(set), false) != strict(core(text), false) {
		m.add("typography", set, Typographic)
	}
	if lower := strings.ToLower(text); lower != text {
		m.add("case", lower, Typographic)
	}
}

var (
	figures   = regexp.MustCompile(`\d[\d,]*\d|\d`)
	monthName = regexp.MustCompile(`\b(January|February|March|April|June|July|August|September|October|November|December)\b`)
	dayName   = regexp.MustCompile(`\b(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b`)
	yearOnly  = regexp.MustCompile(`\b(19|20)\d\d\b`)
	auxiliary = regexp.MustCompile(`\b(is|are|was|were|will|would|has|have|had|can|could|may|might|should)\b `)
	negative  = regexp.MustCompile(`\b(not|never) `)
	grouped   = regexp.MustCompile(`\d,\d`)
	short     = regexp.MustCompile(`\b(has|was|were|is|are|had|have|could|would|should|do|did|does)n['’]t\b`)
)

func (m *mutator) digits(text string) {
	for _, f := range figures.FindAllStringIndex(text, -1) {
		old := text[f[0]:f[1]]
		b := []byte(old)
		b[len(b)-1] = '0' + (b[len(b)-1]-'0'+1+byte(m.rnd.IntN(8)))%10
		if b[0] == '0' {
			continue
		}
		risk := Number
		near := monthName.MatchString(text[max(0, f[0]-10):f[0]]) || monthName.MatchString(text[f[1]:min(len(text), f[1]+10)])
		if yearOnly.MatchString(old) && !strings.Contains(old, ",") || near && len(old) <= 2 {
			risk = Date
		}
		m.add("digits", text[:f[0]]+string(b)+text[f[1]:], Altered, risk)
	}
}

func (m *mutator) negation(text string) {
	if a := auxiliary.FindStringIndex(text); a != nil && !strings.HasPrefix(text[a[1]:], "not ") {
		m.add("negation in", text[:a[1]]+"not "+text[a[1]:], Altered, Negation)
	}
	if n := negative.FindStringIndex(text); n != nil {
		m.add("negation out", text[:n[0]]+text[n[1]:], Altered, Negation)
	}
	if n := short.FindStringSubmatchIndex(text); n != nil {
		m.add("negation out", text[:n[3]]+text[n[1]:], Altered, Negation)
	}
}

// upperWords are words of a that begin upper-case inside sentences.
func upperWords(a *article.Article) []string {
	var list []string
	for _, s := range a.Sentences {
		for i, f := range strings.Fields(s.Text) {
			if i > 0 && plainName.MatchString(f) && !monthName.MatchString(f) && !dayName.MatchString(f) && !slices.Contains(list, f) {
				list = append(list, f)
			}
		}
	}
	return list
}

var lowerWord = regexp.MustCompile(`^[a-z]{2,}$`)

var plainName = regexp.MustCompile(`^[A-Z][a-z]{3,}$`)

func (m *mutator) name(text string, names []string) {
	fields := strings.Fields(text)
	var at []int
	for i, f := range fields {
		if i > 0 && slices.Contains(names, f) {
			at = append(at, i)
		}
	}
	if len(at) == 0 || len(names) < 2 {
		return
	}
	i := at[m.rnd.IntN(len(at))]
	other := names[m.rnd.IntN(len(names))]
	if other != fields[i] {
		fields[i] = other
		m.add("name", strings.Join(fields, " "), Altered, Name)
	}
}

func (m *mutator) dates(text string) {
	change := func(re *regexp.Regexp, list string) {
		all := strings.Fields(list)
		if d := re.FindStringIndex(text); d != nil {
			i := slices.Index(all, text[d[0]:d[1]])
			m.add("date", text[:d[0]]+all[(i+1+m.rnd.IntN(len(all)-1))%len(all)]+text[d[1]:], Altered, Date)
		}
	}
	change(monthName, "January February March April June July August September October November December")
	change(dayName, "Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
	if y := yearOnly.FindStringIndex(text); y != nil {
		n, _ := strconv.Atoi(text[y[0]:y[1]])
		m.add("date", fmt.Sprint(text[:y[0]], n-1-m.rnd.IntN(5), text[y[1]:]), Altered, Date)
	}
	for _, move := range [][2]string{{"last year", "this year"}, {"next week", "last week"}, {"last week", "next week"}, {"this month", "last month"}} {
		if strings.Contains(text, move[0]) {
			m.add("date", strings.Replace(text, move[0], move[1], 1), Altered, Date)
			return
		}
	}
}

// harmless is a word without which a sentence says no other thing, as far as risks go.
func harmless(f string) bool {
	return lowerWord.MatchString(f) && !strings.Contains(" not no never none nor without nobody nothing neither may might can could will would must should shall if unless provided "+
		"about around some nearly almost roughly over under up at than more less most least likely reportedly possibly perhaps day days week weeks month months year years last next this today yesterday "+
		"one two three four five six seven eight nine ten hundred hundreds thousand thousands million first second third half summer spring winter autumn night morning past coming ", " "+f+" ")
}

func (m *mutator) cut(text string) {
	fields := strings.Fields(text)
	for range 20 {
		n := 2 + m.rnd.IntN(2)
		if len(fields) < n+8 {
			return
		}
		i := 4 + m.rnd.IntN(len(fields)-n-7)
		bad := slices.IndexFunc(fields[i:i+n], func(f string) bool { return !harmless(f) })
		if bad >= 0 || strings.ContainsAny(fields[i-1], ".?!,”\"") {
			continue
		}
		before, after := strings.Join(fields[:i], " "), strings.Join(fields[i+n:], " ")
		m.add("cut", before+" "+after, Altered)
		m.add("cut, marked", before+[]string{" … ", " ... ", " […] ", " [...] "}[m.rnd.IntN(4)]+after, Elided)
		break
	}
	for i := 4; i+4 < len(fields); i++ {
		if fields[i] == "not" || fields[i] == "never" {
			m.add("cut, marked, lost", strings.Join(fields[:i], " ")+" … "+strings.Join(fields[i+1:], " "), Altered, Negation)
		}
		if n := len(fields[i]); n < 7 && grouped.MatchString(fields[i]) && !strings.Contains(fields[i-1], "than") {
			m.add("cut, marked, lost", strings.Join(fields[:i], " ")+" […] "+strings.Join(fields[i+1:], " "), Altered, Number)
		}
	}
}

// join puts the first half of sentence i of a before the second of another, far off.
func (m *mutator) join(a *article.Article, i int) {
	b := m.x.docs[m.rnd.IntN(len(m.x.docs))].article
	j := m.rnd.IntN(len(b.Sentences))
	first, second := strings.Fields(a.Sentences[i].Text), strings.Fields(b.Sentences[j].Text)
	if a == b && max(i-j, j-i) < 3 || len(first) < 14 || len(second) < 14 {
		return
	}
	m.list = append(m.list, mutation{"joined", Given{Text: strings.Join(first[:len(first)/2], " ") + " " + strings.Join(second[len(second)/2:], " ")}, Stitched, nil})
}

// speaker gives a quotation to the one whom the source names, and to another.
func (m *mutator) speaker(a *article.Article, s article.Sentence, q Quotation) {
	at := strings.Index(a.Source[s.Span.Start:], q.Text)
	if at < 0 {
		return
	}
	start := s.Span.Start + at
	name, _ := speakerOf(a, article.Span{Article: a.ID, Rev: a.Rev, Start: start, End: start + len(q.Text)})
	if name == "" {
		return
	}
	m.list = append(m.list, mutation{"speaker", Given{Text: q.Text, Speaker: name}, Verbatim, nil},
		mutation{"speaker changed", Given{Text: q.Text, Speaker: "Zora Quillfeather"}, Misattributed, nil})
}
