package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// mute is what belongs to every message.
const mute = `"allowed_mentions":{"parse":[]}`

// rows makes n rows of m buttons each, with the ids 0, 1, 2, …
func rows(n, m int) string {
	var rs []string
	for r := range n {
		var bs []string
		for b := range m {
			bs = append(bs, fmt.Sprintf(`{"type":2,"style":1,"label":"x","custom_id":"%d"}`, r*m+b))
		}
		rs = append(rs, `{"type":1,"components":[`+strings.Join(bs, ",")+`]}`)
	}
	return `"components":[` + strings.Join(rs, ",") + `]`
}

func oneButton(fields string) string {
	return `"content":"x","components":[{"type":1,"components":[{"type":2,` + fields + `}]}]`
}

func embeds(n int, fields string) string {
	return `"embeds":[` + strings.TrimSuffix(strings.Repeat("{"+fields+"},", n), ",") + `]`
}

func text(n int) string { return `"` + strings.Repeat("x", n) + `"` }

// TestLimits sends messages that are just within Discord's limits, and such that
// are just beyond them.
func TestLimits(t *testing.T) {
	const fine = ""
	tests := map[string]struct {
		body   string
		status int
		fault  string // words of the one violation
	}{
		"2,000 characters": {`"content":` + text(2000), 200, fine},
		"2,001 characters": {`"content":` + text(2001), 400, "content has 2,001 characters, 2,000 are allowed"},
		"1,000 emoji":      {`"content":"` + strings.Repeat("😀", 1000) + `"`, 200, fine},
		"1,001 emoji":      {`"content":"` + strings.Repeat("😀", 1001) + `"`, 400, "content has 2,002 characters"},
		"no content":       {``, 400, "empty"},
		"white space":      {`"content":" \n"`, 400, "empty"},
		"empty embed":      {`"embeds":[{}]`, 400, "empty"},
		"null content":     {`"content":null`, 400, "empty"},

		"10 embeds":           {embeds(10, `"title":"x"`), 200, fine},
		"11 embeds":           {embeds(11, `"title":"x"`), 400, "11 embeds"},
		"description 4,096":   {embeds(1, `"description":`+text(4096)), 200, fine},
		"description 4,097":   {embeds(1, `"description":`+text(4097)), 400, "4,097"},
		"6,000 in all":        {embeds(2, `"description":`+text(3000)), 200, fine},
		"6,002 in all":        {embeds(2, `"description":`+text(3001)), 400, "6,002 characters together"},
		"title 257":           {embeds(1, `"title":`+text(257)), 400, "the title of embed 0 has 257"},
		"26 fields":           {embeds(1, `"fields":[`+strings.Repeat(`{"name":"x","value":"x"},`, 25)+`{"name":"x","value":"x"}]`), 400, "26 fields"},
		"empty field":         {embeds(1, `"fields":[{"name":"","value":"x"}]`), 400, "the name of field 0 of embed 0 is empty"},
		"long field":          {embeds(1, `"fields":[{"name":"x","value":`+text(1025)+`}]`), 400, "1,025"},
		"long footer":         {embeds(1, `"footer":{"text":`+text(2049)+`}`), 400, "2,049"},
		"long author":         {embeds(1, `"author":{"name":`+text(257)+`}`), 400, "257"},
		"embed with odd link": {embeds(1, `"title":"x","url":"javascript:x"`), 400, "javascript"},

		"5 rows of 5":         {`"content":"x",` + rows(5, 5), 200, fine},
		"6 rows":              {`"content":"x",` + rows(6, 1), 400, "6 rows"},
		"6 buttons":           {`"content":"x",` + rows(1, 6), 400, "row 0 has 6 components, 5 are allowed"},
		"empty row":           {`"content":"x",` + rows(1, 0), 400, "row 0 is empty"},
		"no row":              {`"content":"x","components":[{"type":2,"style":1,"label":"x","custom_id":"x"}]`, 400, "only rows"},
		"label 80":            {oneButton(`"style":1,"custom_id":"x","label":` + text(80)), 200, fine},
		"label 81":            {oneButton(`"style":1,"custom_id":"x","label":` + text(81)), 400, "81 characters, 80"},
		"no label":            {oneButton(`"style":1,"custom_id":"x"`), 400, "no label"},
		"emoji only":          {oneButton(`"style":1,"custom_id":"x","emoji":{"name":"😀"}`), 200, fine},
		"custom_id 100":       {oneButton(`"style":1,"label":"x","custom_id":` + text(100)), 200, fine},
		"custom_id 101":       {oneButton(`"style":1,"label":"x","custom_id":` + text(101)), 400, "101 characters, 100"},
		"custom_id empty":     {oneButton(`"style":1,"label":"x","custom_id":""`), 400, "custom_id of component 0 of row 0 is empty"},
		"no custom_id":        {oneButton(`"style":1,"label":"x"`), 400, "has no custom_id"},
		"custom_id twice":     {`"content":"x","components":[{"type":1,"components":[{"type":2,"style":1,"label":"a","custom_id":"x"},{"type":2,"style":1,"label":"b","custom_id":"x"}]}]`, 400, "stands twice"},
		"link":                {oneButton(`"style":5,"label":"x","url":"https://example.org/a"`), 200, fine},
		"link without URL":    {oneButton(`"style":5,"label":"x"`), 400, "empty"},
		"link and id":         {oneButton(`"style":5,"label":"x","url":"https://example.org","custom_id":"x"`), 400, "a URL and a custom_id"},
		"odd link":            {oneButton(`"style":5,"label":"x","url":"ftp://example.org"`), 400, "ftp"},
		"URL 513":             {oneButton(`"style":5,"label":"x","url":"https://example.org/` + strings.Repeat("x", 493) + `"`), 400, "513 characters"},
		"URL without link":    {oneButton(`"style":1,"label":"x","custom_id":"x","url":"https://example.org"`), 400, "no link button"},
		"style 9":             {oneButton(`"style":9,"label":"x","custom_id":"x"`), 400, "style 9"},
		"a select":            {`"content":"x","components":[{"type":1,"components":[{"type":3,"custom_id":"x","options":[{"label":"x","value":"x"}]}]}]`, 200, fine},
		"select of nothing":   {`"content":"x","components":[{"type":1,"components":[{"type":3,"custom_id":"x"}]}]`, 400, "no options"},
		"select of same":      {`"content":"x","components":[{"type":1,"components":[{"type":3,"custom_id":"x","options":[{"label":"x","value":"x"},{"label":"y","value":"x"}]}]}]`, 400, "stands twice"},
		"select and button":   {`"content":"x","components":[{"type":1,"components":[{"type":5,"custom_id":"x"},{"type":2,"style":1,"label":"x","custom_id":"y"}]}]`, 400, "beside"},
		"text input":          {`"content":"x","components":[{"type":1,"components":[{"type":4,"custom_id":"x"}]}]`, 400, "type 4"},
		"components only":     {rows(1, 1), 200, fine},
		"V2":                  {`"flags":32768,"components":[{"type":10,"content":"x"}]`, 200, fine},
		"V2 with content":     {`"flags":32768,"content":"x","components":[{"type":10,"content":"x"}]`, 400, "components v2"},
		"V2 with id twice":    {`"flags":32768,"components":[{"type":9,"components":[{"type":10,"content":"x"}],"accessory":{"type":2,"style":1,"label":"x","custom_id":"0"}},` + strings.TrimPrefix(rows(1, 1), `"components":[`), 400, "stands twice"},
		"V2 of 41":            {`"flags":32768,"components":[{"type":17,"components":[` + strings.TrimSuffix(strings.Repeat(`{"type":10,"content":"x"},`, 40), ",") + `]}]`, 400, "41 components"},
		"V2 of 41 on the top": {`"flags":32768,"components":[` + strings.TrimSuffix(strings.Repeat(`{"type":10,"content":"x"},`, 41), ",") + `]`, 400, "41 components"},

		"suppressed embeds":  {`"content":"x","flags":4`, 200, fine},
		"private":            {`"content":"x","flags":64`, 200, "flags has 64"},
		"nonce 25":           {`"content":"x","nonce":` + text(25), 200, fine},
		"nonce 26":           {`"content":"x","nonce":` + text(26), 400, "26 characters, 25"},
		"nonce 7":            {`"content":"x","nonce":7`, 200, fine},
		"nonce 7.5":          {`"content":"x","nonce":7.5`, 400, "neither a text"},
		"nonce not given":    {`"content":"x","enforce_nonce":true`, 200, "without a nonce"},
		"sticker":            {`"sticker_ids":["1"]`, 200, fine},
		"missing attachment": {`"content":"x","attachments":[{"id":"0"}]`, 400, "neither a file"},
	}
	s := NewServer(t, Options{Tolerant: true})
	b := rest(t, s)
	for name, tt := range tests {
		path := messagesOf(s.AddGuild("g").AddChannel("c"))
		a := b.do("POST", path, "{"+strings.TrimPrefix(tt.body+","+mute, ",")+"}")
		vs := s.Forgive()
		faulty := len(vs) == 1 && strings.Contains(vs[0], "POST /channels/…/messages: ") && strings.Contains(vs[0], tt.fault)
		if a.Status != tt.status || tt.fault == fine && len(vs) > 0 || tt.fault != fine && !faulty {
			t.Errorf("%s: answer %d, violations %q", name, a.Status, vs)
		}
	}
}

// TestAllowedMentions looks for the field on each way to write a message.
func TestAllowedMentions(t *testing.T) {
	d := newDesk(t, Options{Tolerant: true})
	first := d.bot.do("POST", messagesOf(d.news), said("x"))
	writes := map[string]func(string){
		"send": func(m string) { d.bot.do("POST", messagesOf(d.news), m).want(t, 200, 0) },
		"edit": func(m string) { d.bot.do("PATCH", messagesOf(d.news)+"/"+first.ID, m).want(t, 200, 0) },
		"callback": func(m string) {
			_, ack, _ := d.ask(Use{})
			d.bot.do("POST", ack, callback(4, m)).want(t, 204, 0)
		},
		"update": func(m string) {
			i := d.Click(d.ann, d.Message(first.ID), "x")
			d.bot.do("POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", callback(7, m)).want(t, 204, 0)
		},
		"deferred edit": func(m string) {
			_, ack, hook := d.ask(Use{})
			d.bot.do("POST", ack, callback(5, "")).want(t, 204, 0)
			d.bot.do("PATCH", hook+"/messages/@original", m).want(t, 200, 0)
		},
		"follow-up": func(m string) {
			_, ack, hook := d.ask(Use{})
			d.bot.do("POST", ack, callback(4, said("x"))).want(t, 204, 0)
			d.bot.do("POST", hook, m).want(t, 200, 0)
		},
	}
	for name, write := range writes {
		for body, fault := range map[string]string{
			`{"content":"x",` + mute + `}`:                                        "",
			`{"content":"x"}`:                                                     "is missing",
			`{"content":"x","allowed_mentions":null}`:                             "is missing",
			`{"content":"x","allowed_mentions":{}}`:                               `no "parse":[]`,
			`{"content":"x","allowed_mentions":{"parse":null}}`:                   `no "parse":[]`,
			`{"content":"x","allowed_mentions":{"parse":["users"]}}`:              "parses users",
			`{"content":"x","allowed_mentions":{"parse":[],"replied_user":true}}`: "",
		} {
			d.Forgive()
			write(body)
			vs := d.Forgive()
			if fault == "" && len(vs) > 0 || fault != "" && (len(vs) != 1 || !strings.Contains(vs[0], fault)) {
				t.Errorf("%s of %s: violations %q", name, body, vs)
			}
		}
	}
	d.bot.do("POST", messagesOf(d.news), `{"content":"x","allowed_mentions":{"parse":["users"],"users":["1"]}}`).want(t, 400, 50035)
	d.bot.do("POST", messagesOf(d.news), `{"content":"x","allowed_mentions":{"parse":["all"]}}`).want(t, 400, 50035)
	d.bot.do("POST", messagesOf(d.news), `{"content":"x","allowed_mentions":7}`).want(t, 400, 50035)
}

func TestPings(t *testing.T) {
	const content = "@everyone @here <@1> <@!2> <@1> <@&3> `<@4>`"
	tests := map[string]struct {
		allowed string
		replied string
		want    []string
	}{
		"absent":       {``, "9", []string{"<@&3>", "<@1>", "<@2>", "<@4>", "<@9>", "@everyone", "@here"}},
		"null":         {`null`, "", []string{"<@&3>", "<@1>", "<@2>", "<@4>", "@everyone", "@here"}},
		"nothing":      {`{"parse":[]}`, "9", nil},
		"empty":        {`{}`, "9", nil},
		"users":        {`{"parse":["users"]}`, "9", []string{"<@1>", "<@2>", "<@4>"}},
		"everyone":     {`{"parse":["everyone"]}`, "", []string{"@everyone", "@here"}},
		"some":         {`{"parse":[],"users":["2","7"],"roles":["3"]}`, "", []string{"<@&3>", "<@2>"}},
		"replied user": {`{"parse":[],"replied_user":true}`, "9", []string{"<@9>"}},
	}
	for name, tt := range tests {
		if got := pingsOf(content, json.RawMessage(tt.allowed), tt.replied); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}

	d := newDesk(t, Options{Tolerant: true})
	m := d.Say(d.ann, d.news, "x", SayOptions{})
	a := d.bot.do("POST", messagesOf(d.news), fmt.Sprintf(`{"content":"hi","message_reference":{"message_id":%q}}`, m.ID)).want(t, 200, 0)
	if got := d.Message(a.ID).Pings(); !slices.Equal(got, []string{d.ann.Mention()}) {
		t.Errorf("a reply pings %v", got)
	}
	d.bot.do("PATCH", messagesOf(d.news)+"/"+a.ID, `{"content":"@here"}`).want(t, 200, 0)
	d.bot.do("PATCH", messagesOf(d.news)+"/"+a.ID, said("quiet")).want(t, 200, 0)
	if got := d.Message(a.ID).Pings(); !slices.Equal(got, []string{d.ann.Mention(), "@here"}) {
		t.Errorf("all versions ping %v", got)
	}
	a = d.bot.do("POST", messagesOf(d.news), `{"flags":32768,"components":[{"type":10,"content":"@everyone"}]}`).want(t, 200, 0)
	if got := d.Message(a.ID).Pings(); !slices.Equal(got, []string{"@everyone"}) {
		t.Errorf("a text display pings %v", got)
	}
}

// FuzzMessageBody holds that no body of a message brings the server down, and
// that what it takes is within Discord's limits.
func FuzzMessageBody(f *testing.F) {
	for _, seed := range []string{
		said("x"), `{"content":7}`, `{"embeds":[{"fields":[{}]}]}`, `{"components":[{"type":1,"components":[{"type":2}]}]}`,
		`{"attachments":[{"id":{}}],"nonce":[],"flags":-1}`, `{"message_reference":{"message_id":"1"}}`, `{"content":"\ud800"}`,
		`{"flags":32768,"components":[{"type":17,"components":[{"components":[{}]}]}]}`, `{"allowed_mentions":{"parse":[null]}}`,
	} {
		f.Add(seed)
	}
	s, err := Start(Options{Tolerant: true})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(s.Close)
	guild, client := s.AddGuild("g"), &http.Client{Transport: s.Transport()} // one, for few connections
	f.Fuzz(func(t *testing.T, body string) {
		ch := guild.AddChannel("c")
		a, err := (&bot{t: t, s: s, http: client}).try("POST", messagesOf(ch), body)
		if err != nil || a.Status >= 500 {
			t.Fatalf("answer %d, %v", a.Status, err)
		}
		for _, m := range s.Messages(ch) {
			if length(m.Content) > maxContent || len(m.Buttons()) > 40 || len(m.Pings()) > 0 && strings.Contains(string(m.AllowedMentions), `{"parse":[]}`) {
				t.Errorf("took %+v", m)
			}
		}
		s.Forgive()
		s.Forget()
	})
}
