package article

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml"

	"footnote/internal/words"
)

// front is the YAML front matter of an article. Keys that are not named here
// are the reader's own and are passed over.
type front struct {
	Title     string `yaml:"title"`
	Outlet    string `yaml:"outlet"`
	Author    string `yaml:"author"`
	Published string `yaml:"published"`
	Updated   string `yaml:"updated"`
	URL       string `yaml:"url"`
	Lang      string `yaml:"lang"`
	Status    string `yaml:"status"`
	Note      string `yaml:"note"`

	published, updated Date
	status             Status
}

// readFront reads the front matter, if the file opens with one, and returns the
// index of the first line below it.
func (a *Article) readFront() (front, int, *Problem) {
	var f front
	if strings.TrimRight(a.Text(1), " \t") != "---" {
		return f, 0, nil
	}
	end := 1
	for end < len(a.Lines) && strings.TrimRight(a.Text(end+1), " \t") != "---" {
		end++
	}
	if end == len(a.Lines) {
		return f, 0, &Problem{Line: 1, Text: "the front matter that opens here is never closed; end it with a line ---"}
	}
	if end > 1 {
		text := a.Source[a.Lines[1].Start:a.Lines[end].Start]
		if line, why := hostile(text); line > 0 {
			return f, 0, &Problem{Line: line + 1, Text: "the front matter " + why}
		}
		if err := yaml.Unmarshal([]byte(text), &f); err != nil {
			line, why := yamlFault(err)
			return f, 0, &Problem{Line: line + 1, Text: fmt.Sprintf("the front matter does not parse (%s); mend it or put the value in quotes", why)}
		}
	}
	return a.checkFront(f, end+1)
}

// Limits of front matter, far above what an article needs: a parser of all of
// YAML can be made to take gigabytes by a file of some kilobytes.
const (
	frontBytes = 64 << 10
	frontLines = 500
	frontDepth = 8
)

// anchor finds the definition of an anchor of YAML at the beginning of a value:
// with some of them a few lines stand for billions.
var anchor = regexp.MustCompile(`(?m)(?:^[ \t]*|^[^"'\n:]*:[ \t]+|-[ \t]+)&[A-Za-z0-9_-]+(?:[ \t]|$)`)

// hostile returns the line, from 1, of front matter that no parser should be
// given, and why; 0 for any other.
func hostile(text string) (line int, why string) {
	depth := 0
	for i, r := range text {
		switch r {
		case '[', '{':
			depth++
		case ']', '}':
			depth--
		}
		if depth > frontDepth {
			return 1 + strings.Count(text[:i], "\n"), "is nested too deep; write plain lines such as title: …"
		}
	}
	switch at := anchor.FindStringIndex(text); {
	case at != nil:
		return 1 + strings.Count(text[:at[0]], "\n"), "uses YAML anchors; write the value out, or put it in quotes"
	case len(text) > frontBytes || strings.Count(text, "\n") > frontLines:
		return 1, "is too long; it may have 64 KB and 500 lines"
	}
	return 0, ""
}

// checkFront reads the values that have a form of their own.
func (a *Article) checkFront(f front, body int) (front, int, *Problem) {
	for _, s := range []*string{&f.Title, &f.Outlet, &f.Author, &f.URL, &f.Lang, &f.Note} {
		*s = OneLine(*s)
	}
	f.published = a.frontDate("published", f.Published)
	f.updated = a.frontDate("updated", f.Updated)
	f.Lang = strings.ToLower(f.Lang)
	if len(f.Lang) > 2 && (f.Lang[2] == '-' || f.Lang[2] == '_') {
		f.Lang = f.Lang[:2]
	}
	switch f.status = Status(strings.ToLower(f.Status)); f.status {
	case Standing, Corrected, Withdrawn:
		return f, body, nil
	}
	return f, 0, &Problem{Line: a.frontLine("status"), Text: fmt.Sprintf("status %q is not known; write corrected or withdrawn, or take the line out", f.Status)}
}

// frontDate reads a day; one that cannot be read is left empty, with a warning.
func (a *Article) frontDate(key, value string) Date {
	value = strings.TrimSpace(value)
	if value == "" {
		return ""
	}
	if d, start, _ := dateIn(value); d != "" && start == 0 {
		return d
	}
	a.Warnings = append(a.Warnings, fmt.Sprintf("line %d: %s %q is no day; write it as 2024-04-20", a.frontLine(key), key, value))
	return ""
}

// frontLine is the number of the line that holds key, 1 where there is none.
func (a *Article) frontLine(key string) int {
	for n := 2; n <= len(a.Lines); n++ {
		if strings.HasPrefix(strings.TrimSpace(a.Text(n)), key+":") {
			return n
		}
	}
	return 1
}

// yamlFault is the line, from 1, and the reason of a YAML error.
func yamlFault(err error) (line int, why string) {
	var e yaml.Error
	line, why = 1, err.Error()
	if errors.As(err, &e) {
		why = e.GetMessage()
		if strings.Contains(why, "unmarshal") { // speaks of the program's own types
			why = "a value is no plain text"
		}
		if t := e.GetToken(); t != nil && t.Position != nil {
			line = max(t.Position.Line, 1)
		}
	}
	return line, OneLine(why)
}

// dates are the days that the page itself gives: published from a date line in
// its head, updated from an update line anywhere.
func (p *page) dates() (published, updated Date) {
	texts := 0
	for i, s := range p.shapes {
		switch p.kinds[i] {
		case Body:
			texts++
		case DateLine:
			d, _, end := dateIn(s.text)
			switch at := indexUpdated(s.text); {
			case at < 0 && published == "" && texts < 3:
				published = d
			case at == 0 && updated == "":
				updated = d
			case at > 0 && texts < 3:
				if second, _, _ := dateIn(s.text[at:]); second != "" && updated == "" {
					updated = second
				}
				if published == "" && end <= at {
					published = d
				}
			}
		case Update:
			if d, _, _ := dateIn(s.text); d != "" && updated == "" && !correction.MatchString(s.text) {
				updated = d
			}
		}
	}
	return published, updated
}

var updatedWord = regexp.MustCompile(`(?i)updated`)

// indexUpdated is the byte of s where "updated" begins, -1 where it does not stand.
func indexUpdated(s string) int {
	if at := updatedWord.FindStringIndex(s); at != nil {
		return at[0]
	}
	return -1
}

// correction lines name the day of the wrong report as often as their own.
var correction = regexp.MustCompile(`(?i)^(?:correction|clarification)`)

// naming is how lines of a page's furniture begin or end that name its outlet.
var naming = regexp.MustCompile(`(?i)\b(?:skip (?:to|next)|sites?$|more (?:stories|news|from|coverage)|subscri\w+|newsletters?|inbox|sign (?:up|in)|log ?in|register|` +
	`latest (?:on|from|in)|top stor(?:y|ies)|most (?:read|popular|viewed)|trending|follow|join|download|app|apps|podcasts?|` +
	`all rights reserved|copyright|support|donate|become a|welcome to|home(?:page)?|live|account|editions?|code of|standards|premium|reading list)\b|^©|^\(c\)`)

// outlet is the name of the outlet, taken only where at least two lines of the
// page's own furniture hold it, one of them in a way that names an outlet (a
// logo alone in its line is one). A name that the headline or much of the text
// holds is what the page is about.
func (p *page) outlet() string {
	var lines, named []string
	for i, s := range p.shapes {
		if len(lines) == outletLines {
			break
		}
		switch p.kinds[i] {
		case Menu, Promotion, Related, Video, Credit, Kicker, Update, Caption:
			lines = append(lines, s.text)
			if p.kinds[i] != Caption && (naming.MatchString(s.text) || i < 12 && s.words <= 5) && !byline.MatchString(s.text) {
				named = append(named, s.text)
			}
		}
	}
	best, seen := "", map[string]bool{}
	for _, l := range named {
		for _, name := range properNames(l) {
			if seen[name] {
				continue
			}
			seen[name] = true
			if better(name, best, lines) && !p.isAbout(name) {
				best = name
			}
		}
	}
	return best
}

// outletLines bounds the lines of furniture that are compared.
const outletLines = 200

// better reports whether name is held by two lines, and by more than half as
// many as best, which is shorter.
func better(name, best string, lines []string) bool {
	n := heldBy(lines, name)
	return n >= 2 && len(name) > len(best) && (best == "" || strings.Contains(name, best) || 2*n > heldBy(lines, best))
}

func heldBy(lines []string, name string) (n int) {
	for _, l := range lines {
		if holdsName(l, name) {
			n++
		}
	}
	return n
}

// isAbout reports whether the headline or more than two lines of text hold name.
func (p *page) isAbout(name string) bool {
	texts := 0
	for i, l := range p.lines {
		switch {
		case p.kinds[i] == Title && holdsName(l, name):
			return true
		case p.kinds[i] == Body && holdsName(l, name):
			texts++
		}
		if texts > 2 || i > aboutLines {
			break
		}
	}
	return texts > 2
}

// aboutLines bounds the lines that are looked through for what a page is about.
const aboutLines = 300

// properNames are the runs of up to five words of line that may be an outlet's
// name: the first and the last begin in upper case or are a number, and at
// least one word is not one that many pages use.
func properNames(line string) []string {
	fields := strings.Fields(line)
	fields = fields[:min(len(fields), 20)]
	var names []string
	for i := range fields {
		for n := 1; n <= 5 && i+n <= len(fields); n++ {
			name := strings.Trim(strings.Join(fields[i:i+n], " "), ".,:;!|()©\"“”'’")
			name = strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s")
			if properName(name) {
				names = append(names, name)
			}
			if strings.ContainsAny(fields[i+n-1], ".,:;!|)") || strings.HasSuffix(name, "'s") {
				break
			}
		}
	}
	return names
}

var commonNames = words.Set(`News Home Sport Sports World Video Videos Today Africa Europe Asia America Politics Business Stories Story
	Our Us More Top Live TV The All This Your Latest Daily Newsletter Newsletters Facebook Twitter X YouTube Instagram Telegram
	WhatsApp LinkedIn Google Apple Play Store App Breaking Opinion Weather Culture Science Health Tech Technology Podcasts Podcast
	Main Content Skip Subscribe Sign Get Join Follow Download Read See Watch Listen Support Share Most Also Related Up In Now Free
	Here Log Register Account Every We You It Copyright Rights Reserved Privacy Policy Terms Editor Editors Media Limited Ltd Inc
	Would Do Have Menu Search Back To And Of For From Become Welcome Donate Code Practice Standards`)

// smallWords may stand inside a name in lower case.
var smallWords = words.Set(`of the and for & de la du`)

func properName(name string) bool {
	fields := strings.Fields(name)
	if len(fields) == 0 || smallWords[fields[0]] || smallWords[fields[len(fields)-1]] {
		return false
	}
	own := false
	for _, w := range fields {
		r, ok := firstLetter(w)
		if ok && unicode.IsLower(r) && !smallWords[w] || strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "’s") {
			return false
		}
		own = own || ok && unicode.IsUpper(r) && !commonNames[w]
	}
	first := fields[0]
	return own && (!commonNames[first] || first == "The" || first == "Daily" || first == "World" || first == "Sport" || first == "Radio")
}

// holdsName reports whether line holds name as whole words.
func holdsName(line, name string) bool {
	for from := 0; ; {
		i := strings.Index(line[from:], name)
		if i < 0 {
			return false
		}
		i += from
		end := i + len(name)
		if (i == 0 || !isWordByte(line[i-1])) && (end == len(line) || !isWordByte(line[end])) {
			return true
		}
		from = i + 1
	}
}

func isWordByte(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= 0x80
}
