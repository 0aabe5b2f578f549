package discordtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// messagesOf is where messages of the channel are sent.
func messagesOf(c *Channel) string { return "/channels/" + c.ID + "/messages" }

func TestMessages(t *testing.T) {
	d := newDesk(t, Options{})
	path := messagesOf(d.news)
	a := d.bot.do("POST", path, `{"content":"  two\nlines \n","flags":4,"allowed_mentions":{"parse":[]},"embeds":[{"title":"T","fields":[{"name":"n","value":"v"}]}]}`).want(t, 200, 0)
	m := d.Message(a.ID)
	if m.Content != "two\nlines" || m.Flags != FlagSuppressEmbeds || m.Edited || m.Author.Name != "footnote" || m.GuildID != d.news.GuildID {
		t.Errorf("message %+v", m)
	}
	d.bot.do("GET", path+"/"+a.ID, nil).want(t, 200, 0)
	d.bot.do("GET", path+"?limit=3", nil).want(t, 200, 0)
	d.bot.do("PATCH", path+"/"+a.ID, `{"content":null,"allowed_mentions":{"parse":[]}}`).want(t, 200, 0)
	if now := d.Message(a.ID); now.Content != "" || now.Embeds == nil || !now.Edited || m.Content != "two\nlines" {
		t.Errorf("after the edit %+v; the snapshot %+v", now, m)
	}
	d.bot.do("PATCH", path+"/"+a.ID, `{"embeds":[],"allowed_mentions":{"parse":[]}}`).want(t, 400, 50006)
	wantFault(t, d.Server, "empty")
	d.bot.do("DELETE", path+"/"+a.ID, nil).want(t, 204, 0)
	d.bot.do("PATCH", path+"/"+a.ID, said("x")).want(t, 404, 10008)
	if d.Message(a.ID) != nil || len(d.Messages(d.news)) != 0 {
		t.Error("a deleted message is there")
	}

	anns := d.Say(d.ann, d.news, "hello", SayOptions{})
	d.bot.do("PATCH", path+"/"+anns.ID, said("x")).want(t, 403, 50005)
	d.bot.do("DELETE", path+"/"+anns.ID, nil).want(t, 403, 50013)
	d.bot.do("POST", "/channels/"+d.news.ID+"/typing", nil).want(t, 204, 0)
	d.bot.do("GET", "/channels/"+d.news.ID, nil).want(t, 200, 0)
	if d.news.Typed() != 1 {
		t.Errorf("typed %d times", d.news.Typed())
	}
	d.DeleteMessage(anns)
	d.bot.do("GET", path+"/"+anns.ID, nil).want(t, 404, 10008)
	d.news.Delete()
	d.bot.do("POST", path, said("x")).want(t, 404, 10003)
}

func TestOtherEndpoints(t *testing.T) {
	d := newDesk(t, Options{})
	for _, path := range []string{"/gateway", "/gateway/bot", "/users/@me", "/applications/@me", "/oauth2/applications/@me"} {
		d.bot.do("GET", path, nil).want(t, 200, 0)
	}
	a := d.bot.do("POST", "/users/@me/channels", fmt.Sprintf(`{"recipient_id":%q}`, d.ann.ID)).want(t, 200, 0)
	if a.ID != d.DM(d.ann).ID {
		t.Errorf("direct messages in %s, want %s", a.ID, d.DM(d.ann).ID)
	}
	d.bot.do("POST", messagesOf(d.DM(d.ann)), said("psst")).want(t, 200, 0)
	d.bot.do("GET", "/channels/"+a.ID, nil).want(t, 200, 0)
	d.bot.do("POST", "/users/@me/channels", `{"recipient_id":"7"}`).want(t, 400, 50033)
	d.bot.do("GET", "/users/7", nil).want(t, 404, 0)
	wantFault(t, d.Server, "knows no such endpoint")
}

func TestAuthorization(t *testing.T) {
	s := NewServer(t, Options{Token: "secret"})
	for token, want := range map[string]int{"": 401, "Bot x": 401, "secret": 401, "Bot secret": 200} {
		for _, version := range []string{"", "/v9", "/v10"} {
			req, err := http.NewRequestWithContext(t.Context(), "GET", s.APIBase()+version+"/users/@me", nil)
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Authorization", token)
			req.Header.Set("User-Agent", "DiscordBot (x, 1)")
			resp, err := (&http.Client{Transport: s.Transport()}).Do(req)
			if err != nil {
				t.Fatal(err)
			}
			_ = resp.Body.Close()
			if resp.StatusCode != want {
				t.Errorf("%s with %q: %d, want %d", version, token, resp.StatusCode, want)
			}
		}
	}
	resp, err := http.Get(s.APIBase() + "/v6/gateway")
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != 400 {
		t.Errorf("version 6: %d", resp.StatusCode)
	}
	if rs := s.RequestsTo("GET /users/@me"); len(rs) != 12 || rs[0].Status == 0 {
		t.Errorf("requests %+v", rs)
	}
}

func TestPermissions(t *testing.T) {
	tests := map[string]struct {
		forbid Permission
		body   any
		status int
		code   int
	}{
		"see":     {ViewChannel, said("x"), 403, 50001},
		"send":    {SendMessages, said("x"), 403, 50013},
		"attach":  {AttachFiles, newForm(said("x")).file("files[0]", "a.txt", "a"), 403, 50013},
		"history": {ReadMessageHistory, `{"content":"x","allowed_mentions":{"parse":[]},"message_reference":{"message_id":"1"}}`, 403, 50013},
		"links":   {EmbedLinks, said("x"), 200, 0},
	}
	for name, tt := range tests {
		d := newDesk(t, Options{})
		d.news.Forbid(tt.forbid)
		if a := d.bot.do("POST", messagesOf(d.news), tt.body); a.Status != tt.status || a.Code != tt.code {
			t.Errorf("%s: answer %d, code %d, want %d and %d", name, a.Status, a.Code, tt.status, tt.code)
		}
		d.news.Allow(tt.forbid)
		d.bot.do("POST", messagesOf(d.news), said("x")).want(t, 200, 0)
	}
	d := newDesk(t, Options{})
	d.DM(d.ann).Forbid(SendMessages)
	d.bot.do("POST", messagesOf(d.DM(d.ann)), said("x")).want(t, 403, 50007)
	d.news.Forbid(CreatePublicThreads, SendMessagesInThreads)
	m := d.Say(d.ann, d.news, "x", SayOptions{})
	d.bot.do("POST", messagesOf(d.news)+"/"+m.ID+"/threads", `{"name":"x"}`).want(t, 403, 50013)
	d.bot.do("POST", messagesOf(d.news.AddThread("side")), said("x")).want(t, 403, 50013)
}

func TestNonce(t *testing.T) {
	d := newDesk(t, Options{})
	path := messagesOf(d.news)
	with := func(nonce, content string) string {
		return fmt.Sprintf(`{"content":%q,"nonce":%s,"enforce_nonce":true,"allowed_mentions":{"parse":[]}}`, content, nonce)
	}
	first := d.bot.do("POST", path, with(`"a"`, "one")).want(t, 200, 0)
	again := d.bot.do("POST", path, with(`"a"`, "two")).want(t, 200, 0)
	other := d.bot.do("POST", path, with(`7`, "three")).want(t, 200, 0)
	if again.ID != first.ID || other.ID == first.ID || len(d.Messages(d.news)) != 2 {
		t.Errorf("ids %s, %s, %s", first.ID, again.ID, other.ID)
	}
	if m := d.Message(first.ID); m.Nonce != "a" || m.Content != "one" || d.Message(other.ID).Nonce != "7" {
		t.Errorf("message %+v", m)
	}
	// In another channel, or when it is not enforced, a nonce is nothing.
	d.bot.do("POST", messagesOf(d.DM(d.ann)), with(`"a"`, "four")).want(t, 200, 0)
	d.bot.do("POST", path, `{"content":"five","nonce":"a","allowed_mentions":{"parse":[]}}`).want(t, 200, 0)
	if n := len(d.Messages(d.news)) + len(d.Messages(d.DM(d.ann))); n != 4 {
		t.Errorf("%d messages", n)
	}
}

func TestReplies(t *testing.T) {
	d := newDesk(t, Options{})
	m := d.Say(d.ann, d.news, "hello", SayOptions{})
	reply := func(to, rest string) string {
		return fmt.Sprintf(`{"content":"x","allowed_mentions":{"parse":[]},"message_reference":{"message_id":%q%s}}`, to, rest)
	}
	a := d.bot.do("POST", messagesOf(d.news), reply(m.ID, "")).want(t, 200, 0)
	got := d.Message(a.ID)
	if got.Reference == nil || *got.Reference != (Reference{m.ID, d.news.ID}) || got.Kind != kindReply || len(got.Pings()) != 0 {
		t.Errorf("reply %+v", got)
	}
	if !strings.Contains(string(a.Raw), `"referenced_message":{`) {
		t.Errorf("answer %s", a.Raw)
	}
	d.DeleteMessage(m)
	d.bot.do("POST", messagesOf(d.news), reply(m.ID, "")).want(t, 400, 50035)
	a = d.bot.do("POST", messagesOf(d.news), reply(m.ID, `,"fail_if_not_exists":false`)).want(t, 200, 0)
	if got := d.Message(a.ID); got.Reference != nil {
		t.Errorf("reply to nothing %+v", got)
	}
}

func TestThreads(t *testing.T) {
	d := newDesk(t, Options{})
	m := d.Say(d.ann, d.news, "hello", SayOptions{})
	path := messagesOf(d.news) + "/" + m.ID + "/threads"
	a := d.bot.do("POST", path, `{"name":"The mayor","auto_archive_duration":1440}`).want(t, 201, 0)
	d.bot.want(opDispatch, "THREAD_CREATE")
	ts := d.Threads(d.news)
	if len(ts) != 1 || ts[0].ID != a.ID || ts[0].ID != m.ID || ts[0].Name != "The mayor" || ts[0].Parent != d.news.ID || d.Channel(a.ID) != ts[0] {
		t.Errorf("threads %+v", ts)
	}
	d.bot.do("POST", path, `{"name":"x"}`).want(t, 400, 160004)
	d.bot.do("POST", messagesOf(ts[0]), said("in the thread")).want(t, 200, 0)
	d.bot.do("GET", "/channels/"+a.ID, nil).want(t, 200, 0)
	inner := d.Say(d.ann, ts[0], "and then?", SayOptions{})
	d.bot.do("POST", messagesOf(ts[0])+"/"+inner.ID+"/threads", `{"name":"x"}`).want(t, 400, 50024)
	other := d.Say(d.ann, d.news, "x", SayOptions{})
	d.bot.do("POST", messagesOf(d.news)+"/"+other.ID+"/threads", fmt.Sprintf(`{"name":%q,"auto_archive_duration":7}`, strings.Repeat("x", 101))).want(t, 400, 50035)
	if v := strings.Join(d.Forgive(), "\n"); !strings.Contains(v, "101 characters") || !strings.Contains(v, "auto_archive_duration is 7") {
		t.Errorf("violations %q", v)
	}
}

func TestFiles(t *testing.T) {
	d := newDesk(t, Options{})
	path := messagesOf(d.news)
	payload := `{"content":"x","allowed_mentions":{"parse":[]},"attachments":[{"id":"1","description":"a picture"},{"id":0,"filename":"b.txt"}]}`
	a := d.bot.do("POST", path, newForm(payload).file("files[0]", "a.txt", "first").file("files[1]", "dir/the time line.png", "second")).want(t, 200, 0)
	got := d.Message(a.ID).Attachments
	if len(got) != 2 || got[0].Name != "b.txt" || string(got[0].Data) != "first" || got[1].Name != "the_time_line.png" || got[1].Description != "a picture" || string(got[1].Data) != "second" {
		t.Fatalf("attachments %+v", got)
	}
	var m struct{ Attachments []struct{ URL string } }
	if err := json.Unmarshal(a.Raw, &m); err != nil {
		t.Fatal(err)
	}
	resp, err := d.bot.http.Get(m.Attachments[1].URL)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(resp.Body)
	_ = resp.Body.Close()
	if err != nil || string(data) != "second" || resp.Header.Get("Content-Type") != "image/png" {
		t.Errorf("file %q, %v, %v", data, resp.Header, err)
	}

	// An edit keeps what it names and adds what it brings; one that names nothing
	// keeps all.
	keep := fmt.Sprintf(`{"allowed_mentions":{"parse":[]},"attachments":[{"id":%q},{"id":"0"}]}`, got[1].ID)
	d.bot.do("PATCH", path+"/"+a.ID, newForm(keep).file("files[0]", "c.txt", "third")).want(t, 200, 0)
	if now := d.Message(a.ID).Attachments; len(now) != 2 || now[0].ID != got[1].ID || now[0].Description != "a picture" || now[1].Name != "c.txt" {
		t.Errorf("attachments %+v", now)
	}
	d.bot.do("PATCH", path+"/"+a.ID, said("y")).want(t, 200, 0)
	if now := d.Message(a.ID).Attachments; len(now) != 2 {
		t.Errorf("attachments %+v", now)
	}
	d.bot.do("PATCH", path+"/"+a.ID, `{"allowed_mentions":{"parse":[]},"attachments":[]}`).want(t, 200, 0)
	if now := d.Message(a.ID).Attachments; len(now) != 0 {
		t.Errorf("attachments %+v", now)
	}

	// Files only, in a callback and in a follow-up.
	i, ack, hook := d.ask(Use{})
	d.bot.do("POST", ack, newForm(`{"type":4,"data":{"allowed_mentions":{"parse":[]}}}`).file("files[0]", "a.txt", "x")).want(t, 204, 0)
	d.bot.do("POST", hook, newForm(`{"allowed_mentions":{"parse":[]}}`).file("files[0]", "a.txt", "x")).want(t, 200, 0)
	if len(i.Original().Attachments) != 1 || len(i.FollowUps()[0].Attachments) != 1 {
		t.Errorf("answer %+v, follow-up %+v", i.Original(), i.FollowUps()[0])
	}
	last := d.Requests()[len(d.Requests())-1]
	if len(last.Files) != 1 || last.Files[0].Name != "a.txt" || string(last.Body) != `{"allowed_mentions":{"parse":[]}}` {
		t.Errorf("recorded %+v", last)
	}
}

func TestFileFaults(t *testing.T) {
	many := newForm(said("x"))
	for n := range 11 {
		many.file(fmt.Sprintf("files[%d]", n), "a.txt", "x")
	}
	tests := map[string]struct {
		form   *form
		status int
		fault  string
	}{
		"eleven":      {many, 400, "11 files"},
		"a big one":   {newForm(said("x")).file("files[0]", "a", strings.Repeat("x", maxFile+1)), 400, "10,485,761 bytes"},
		"too much":    {newForm(said("x")).file("files[0]", "a", strings.Repeat("x", maxRequest)), 413, "more than"},
		"odd name":    {newForm(said("x")).file("file", "a", "x"), 200, "files[n]"},
		"no such":     {newForm(`{"content":"x","allowed_mentions":{"parse":[]},"attachments":[{"id":3}]}`).file("files[0]", "a", "x"), 400, "id 3"},
		"description": {newForm(`{"allowed_mentions":{"parse":[]},"attachments":[{"id":0,"description":"`+strings.Repeat("d", 1025)+`"}]}`).file("files[0]", "a", "x"), 400, "1,025"},
	}
	for name, tt := range tests {
		s := NewServer(t, Options{Tolerant: true})
		a := rest(t, s).do("POST", messagesOf(s.AddGuild("g").AddChannel("c")), tt.form)
		if vs := strings.Join(s.Violations(), "\n"); a.Status != tt.status || !strings.Contains(vs, tt.fault) {
			t.Errorf("%s: answer %d, violations %q", name, a.Status, vs)
		}
	}
}

func TestBadBodies(t *testing.T) {
	s := NewServer(t, Options{Tolerant: true})
	path := s.APIBase() + messagesOf(s.AddGuild("g").AddChannel("c"))
	tests := map[string]struct {
		kind, body string
		code       int
	}{
		"no JSON":       {"application/json", `{`, 50109},
		"empty JSON":    {"application/json", ``, 50109},
		"no type":       {"", `{}`, 50035},
		"text":          {"text/plain", `x`, 50035},
		"broken form":   {"multipart/form-data; boundary=x", "--x\r\nno header", 50035},
		"list":          {"application/json", `[]`, 50035},
		"wrong type":    {"application/json", `{"content":7}`, 50035},
		"wrong nesting": {"application/json", `{"components":[7]}`, 50035},
		"nothing":       {"application/json", `null`, 50006},
	}
	for name, tt := range tests {
		req, err := http.NewRequestWithContext(t.Context(), "POST", path, bytes.NewReader([]byte(tt.body)))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bot "+s.Token())
		req.Header.Set("Content-Type", tt.kind)
		resp, err := (&http.Client{Transport: s.Transport()}).Do(req)
		if err != nil {
			t.Fatal(err)
		}
		var got struct{ Code int }
		err = json.NewDecoder(resp.Body).Decode(&got)
		_ = resp.Body.Close()
		if err != nil || resp.StatusCode != 400 || got.Code != tt.code {
			t.Errorf("%s: %d, code %d, want %d; %v", name, resp.StatusCode, got.Code, tt.code, err)
		}
	}
	if !slices.ContainsFunc(s.Violations(), func(v string) bool { return strings.Contains(v, "User-Agent") }) {
		t.Errorf("violations %q say nothing of the User-Agent", s.Violations())
	}
}
