package export

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// An element is a start of one in an HTML page.
type element struct {
	name string
	attr map[string]string
}

// parseHTML reads the elements and the text of s, which is HTML written such that
// it is well-formed XML as well: nothing is left open or out.
func parseHTML(t testing.TB, s string) (all []element, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(strings.Replace(s, "<!doctype html>", "", 1)))
	d.Entity = xml.HTMLEntity
	var words strings.Builder
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all, words.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			e := element{tok.Name.Local, map[string]string{}}
			for _, a := range tok.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			all = append(all, e)
		case xml.CharData:
			words.Write(tok)
		}
	}
}

// checkHTML finds what no page of ours may have.
func checkHTML(t testing.TB, s string) {
	t.Helper()
	all, _ := parseHTML(t, s)
	ids, hrefs := map[string]bool{}, []string(nil)
	for _, e := range all {
		if strings.Contains(" script iframe img object embed form link base svg ", " "+e.name+" ") {
			t.Errorf("the page has a %s", e.name)
		}
		for name, value := range e.attr {
			if strings.HasPrefix(name, "on") || name == "src" || name == "style" {
				t.Errorf("%s has %s=%q", e.name, name, value)
			}
		}
		if id := e.attr["id"]; id != "" && ids[id] {
			t.Errorf("id %q stands twice", id)
		}
		ids[e.attr["id"]] = true
		if href, ok := e.attr["href"]; ok && !strings.HasPrefix(href, "#") {
			if !strings.HasPrefix(href, "http://") && !strings.HasPrefix(href, "https://") || e.attr["rel"] != "noopener noreferrer nofollow" {
				t.Errorf("link %v", e.attr)
			}
		} else if ok {
			hrefs = append(hrefs, href[1:])
		}
	}
	for _, id := range hrefs {
		if !ids[id] {
			t.Errorf("a link leads to #%s, which is not there", id)
		}
	}
}

// A component is one of an iCalendar file.
type component struct {
	kind  string
	props map[string]string // raw values by name, parameters included
}

var propLine = regexp.MustCompile(`^([A-Z-]+(?:;VALUE=DATE)?):(.*)$`)

// parseICS reads s strictly: ends, lengths and folds of lines, and nesting.
func parseICS(t testing.TB, s string) (root component, inner []component) {
	t.Helper()
	body, ok := strings.CutSuffix(s, "\r\n")
	if !ok {
		t.Fatal("the last line has no end")
	}
	for _, l := range strings.Split(body, "\r\n") {
		if len(l) > 75 || !utf8.ValidString(l) || strings.ContainsAny(l, "\r\n") {
			t.Errorf("bad line of %d bytes: %q", len(l), l)
		}
	}
	cur := &root
	for _, l := range strings.Split(strings.ReplaceAll(body, "\r\n ", ""), "\r\n") {
		m := propLine.FindStringSubmatch(l)
		if m == nil {
			t.Fatalf("no property: %q", l)
		}
		switch name, value := m[1], m[2]; {
		case name == "BEGIN" && value == "VCALENDAR":
			root = component{value, map[string]string{}}
		case name == "BEGIN":
			inner = append(inner, component{value, map[string]string{}})
			cur = &inner[len(inner)-1]
		case name == "END":
			if value != cur.kind {
				t.Fatalf("END:%s ends a %s", value, cur.kind)
			}
			cur = &root
		default:
			if _, twice := cur.props[name]; twice {
				t.Errorf("%s stands twice in a %s", name, cur.kind)
			}
			cur.props[name] = value
		}
	}
	return root, inner
}

var icsUnescape = strings.NewReplacer(`\\`, `\`, `\;`, ";", `\,`, ",", `\n`, "\n")

func TestICSEvents(t *testing.T) {
	root, inner := parseICS(t, write(t, sample(), ICS, options))
	if root.props["VERSION"] != "2.0" || root.props["PRODID"] == "" || root.props["NAME"] != options.Title {
		t.Errorf("got calendar %v", root.props)
	}
	var got []string
	uids := map[string]bool{}
	for i, c := range inner {
		uids[c.props["UID"]] = true
		if c.kind != "VEVENT" || c.props["DTSTAMP"] != "20310312T000000Z" || c.props["TRANSP"] != "TRANSPARENT" {
			t.Errorf("got %s %v", c.kind, c.props)
		}
		if text := icsUnescape.Replace(c.props["SUMMARY"]); !strings.HasSuffix(text, sample().Entries[i].Text) {
			t.Errorf("got summary %q", text)
		}
		head, _, _ := strings.Cut(c.props["SUMMARY"], " ")
		got = append(got, fmt.Sprint(c.props["DTSTART;VALUE=DATE"], " ", c.props["DTEND;VALUE=DATE"], " ", c.props["STATUS"], " ", c.props["CATEGORIES"], " ", head))
	}
	want := []string{
		"19800101 19900101 CONFIRMED Happened,decade The",
		"20270101 20280101 CONFIRMED Happened,year 2027:",
		"20300601 20300901 CONFIRMED Happened,season Summer",
		"20310301 20310311 CONFIRMED Happened,part Early",
		"20310303 20310310 CONFIRMED Happened,week Week",
		"20310304 20310305 CONFIRMED Happened,day The",
		"20310306 20310309 CONFIRMED Happened,day Ferry",
		"20311101 20311201 TENTATIVE Announced,month November",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(uids) != len(want) {
		t.Errorf("%d events have %d UIDs", len(want), len(uids))
	}
}

func TestICSFold(t *testing.T) {
	for n := range 80 {
		tl := sample()
		tl.Entries[0].Text = strings.Repeat("a", n) + strings.Repeat("é😀", 40)
		_, inner := parseICS(t, write(t, tl, ICS, options))
		if got, want := inner[0].props["SUMMARY"], "The 1980s: "+tl.Entries[0].Text; got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
	}
}

// markup of TimelineJS's texts that is ours.
var tljsMarkup = regexp.MustCompile(`</?(?:p|ul|li|a)>|<a href="https?://[^"<>]*" target="_blank" rel="noopener noreferrer nofollow">`)

// checkTimelineJS holds s to the documented form, unknown keys refused.
func checkTimelineJS(t testing.TB, s string) tljs {
	t.Helper()
	var got tljs
	d := json.NewDecoder(strings.NewReader(s))
	d.DisallowUnknownFields()
	if err := d.Decode(&got); err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{got.Title.ID: true}
	for i, e := range append([]tljsSlide{got.Title}, got.Events...) {
		if i > 0 && (e.Start == nil || ids[e.ID] || e.Display == "") {
			t.Errorf("event %d: no date, or an id that is taken: %+v", i, e)
		}
		ids[e.ID] = true
		if e.Autolink {
			t.Error("links are made of what looks like one")
		}
		plain := e.Display + e.Group + e.Text.Headline + tljsMarkup.ReplaceAllString(e.Text.Text, "")
		if strings.ContainsAny(plain, "<>") {
			t.Errorf("markup that is not ours: %q", plain)
		}
	}
	return got
}

func TestTimelineJS(t *testing.T) {
	raw := write(t, sample(), TimelineJS, options)
	got := checkTimelineJS(t, raw)
	if len(got.Events) != len(sample().Entries) {
		t.Fatalf("got %d events", len(got.Events))
	}
	if e := got.Events[7]; e.Group != "Announced" || e.Display != "November 2031 (announced)" || e.Start.Day != 0 || e.End != nil {
		t.Errorf("got %+v", e)
	}
	var keys map[string]any
	if err := json.Unmarshal([]byte(raw), &keys); err != nil {
		t.Fatal(err)
	}
	if list, ok := keys["events"].([]any); !ok || list[1].(map[string]any)["autolink"] != false {
		t.Errorf("autolink is not written: %v", list)
	}
}

func TestCut(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"short", "short"},
		{"nineteen letters oh", "nineteen letters oh"},
		{"the council closed the bridge", "the council closed…"},
		{"one, two, three, four, five", "one, two, three…"},
		{"éééééééééééééééééééééééé", "ééééééééééééééééééé…"},
	} {
		if got := cut(tt.in, 20); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestHTML(t *testing.T) {
	raw := write(t, sample(), HTML, options)
	checkHTML(t, raw)
	all, text := parseHTML(t, raw)
	count := map[string]int{}
	var csp string
	for _, e := range all {
		count[e.name]++
		if e.attr["http-equiv"] == "Content-Security-Policy" {
			csp = e.attr["content"]
		}
	}
	for name, want := range map[string]int{"article": 8, "time": 8, "q": 10, "h1": 1, "ol": 2} {
		if count[name] != want {
			t.Errorf("%d %s, want %d", count[name], name, want)
		}
	}
	if !strings.HasPrefix(csp, "default-src 'none'; style-src 'unsafe-inline'") {
		t.Errorf("got policy %q", csp)
	}
	for _, want := range []string{"November 2031 announced", "Also dated: 5 March 2031", "independent reports: 1", undated + " bureau."} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

// TestContrast holds the colours of text to 4.5 to 1 (WCAG 2.2, 1.4.3).
func TestContrast(t *testing.T) {
	schemes := regexp.MustCompile(`:root \{(.*?)\}`).FindAllStringSubmatch(pageHTML, -1)
	if len(schemes) != 2 {
		t.Fatalf("got %d colour schemes, want light and dark", len(schemes))
	}
	for _, scheme := range schemes {
		lum := map[string]float64{}
		for _, m := range regexp.MustCompile(`--(\w+): #(\w{6})`).FindAllStringSubmatch(scheme[1], -1) {
			lum[m[1]] = luminance(t, m[2])
		}
		for _, ground := range []string{"paper", "target"} {
			for _, ink := range []string{"ink", "soft", "mark"} {
				a, b := lum[ink]+.05, lum[ground]+.05
				if ratio := max(a, b) / min(a, b); ratio < 4.5 {
					t.Errorf("%s on %s: %.1f to 1 in%s", ink, ground, ratio, scheme[1])
				}
			}
		}
	}
}

// luminance is the relative luminance of a colour as WCAG defines it, its curve
// taken as a square, which is near enough.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	part := func(shift uint) float64 { v := float64(n>>shift&255) / 255; return v * v }
	return .2126*part(16) + .7152*part(8) + .0722*part(0)
}
