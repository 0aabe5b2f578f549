package discordtest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// A desk is a server with a guild, a person and a bot that has its commands.
type desk struct {
	*Server
	t    *testing.T
	news *Channel
	ann  *User
	bot  *bot
}

func newDesk(t *testing.T, o Options) *desk {
	t.Helper()
	o.OpenAPI = openapi
	s := NewServer(t, o)
	d := &desk{Server: s, t: t, news: s.AddGuild("Newsroom").AddChannel("general"), ann: s.AddUser("ann")}
	d.bot = connect(t, s, ordinaryIntents)
	d.bot.register()
	return d
}

// ask lets ann use /ask, and returns the paths of its callback and its webhook.
func (d *desk) ask(u Use) (i *Interaction, callback, hook string) {
	d.t.Helper()
	u.User, u.Command, u.Options = d.ann, "ask", map[string]any{"question": "Who?"}
	if u.Channel == nil {
		u.Channel = d.news
	}
	i = d.Interact(u)
	if i.Err() != nil {
		d.t.Fatal(i.Err())
	}
	return i, "/interactions/" + i.ID + "/" + i.Token + "/callback", "/webhooks/" + d.AppID() + "/" + i.Token
}

// wantFault checks that the only violation since the last look has the words.
func wantFault(t *testing.T, s *Server, words string) {
	t.Helper()
	vs := s.Forgive()
	if len(vs) != 1 || !strings.Contains(vs[0], words) {
		t.Errorf("violations %q, want one with %q", vs, words)
	}
}

func callback(kind int, data string) string {
	if data == "" {
		return fmt.Sprintf(`{"type":%d}`, kind)
	}
	return fmt.Sprintf(`{"type":%d,"data":%s}`, kind, data)
}

func TestAckClock(t *testing.T) {
	d := newDesk(t, Options{AckWithin: 50 * time.Millisecond})
	i, ack, hook := d.ask(Use{})
	_, err := i.Acked(within(t))
	if err == nil || !strings.Contains(err.Error(), "not acknowledged") {
		t.Errorf("error %v", err)
	}
	d.bot.do("POST", ack, callback(5, "")).want(t, 404, 10062)
	d.bot.do("POST", hook, said("late")).want(t, 404, 10015)
	if _, err := i.Reply(within(t)); err == nil || i.Original() != nil {
		t.Errorf("there is an answer: %v, %v", i.Original(), err)
	}
}

func TestDoubleAck(t *testing.T) {
	d := newDesk(t, Options{})
	i, ack, hook := d.ask(Use{})
	d.bot.do("POST", hook, said("early")).want(t, 404, 10015)
	d.bot.do("GET", hook+"/messages/@original", nil).want(t, 404, 10015)
	d.bot.do("POST", ack, callback(4, said("one"))).want(t, 204, 0)
	d.bot.do("POST", ack, callback(4, said("two"))).want(t, 400, 40060)
	d.bot.do("POST", "/interactions/1/"+i.Token+"/callback", callback(4, said("x"))).want(t, 404, 10062)
	m, err := i.Reply(within(t))
	if err != nil || m.Content != "one" || m.Interaction != i.ID || m.Kind != kindSlash {
		t.Errorf("answer %+v, %v", m, err)
	}
}

func TestTokenLife(t *testing.T) {
	d := newDesk(t, Options{})
	i, ack, hook := d.ask(Use{})
	d.bot.do("POST", ack, callback(5, "")).want(t, 204, 0)
	i.Expire()
	d.bot.do("PATCH", hook+"/messages/@original", said("x")).want(t, 401, 50027)
	d.bot.do("POST", hook, said("x")).want(t, 401, 50027)
	if n := d.Refused(); n != 2 {
		t.Errorf("%d refused", n)
	}

	short := newDesk(t, Options{TokenLife: time.Nanosecond, AckWithin: time.Hour})
	_, ack, hook = short.ask(Use{})
	short.bot.do("POST", ack, callback(5, "")).want(t, 404, 10062)
	short.bot.do("POST", hook, said("x")).want(t, 401, 50027)
}

func TestDeferral(t *testing.T) {
	d := newDesk(t, Options{})
	i, ack, hook := d.ask(Use{})
	d.bot.do("POST", ack, callback(5, `{"flags":64}`)).want(t, 204, 0)
	cb, err := i.Acked(within(t))
	if err != nil || cb.Flags != FlagEphemeral {
		t.Errorf("callback %+v, %v", cb, err)
	}
	if m := i.Original(); !m.Loading || !m.Ephemeral || m.Flags != FlagLoading|FlagEphemeral {
		t.Errorf("deferred answer %+v", m)
	}
	d.bot.do("GET", hook+"/messages/@original", nil).want(t, 200, 0)
	d.bot.do("PATCH", hook+"/messages/@original", said("one")).want(t, 200, 0)
	d.bot.do("PATCH", hook+"/messages/@original", said("two")).want(t, 200, 0)
	first, err := i.Reply(within(t))
	if err != nil || first.Content != "one" || first.Edited || !first.Ephemeral {
		t.Errorf("first answer %+v, %v", first, err)
	}
	last, err := i.Until(within(t), func(m *Message) bool { return m.Content == "two" })
	if err != nil || !last.Edited || last.Edits != 1 || i.Edits() != 2 {
		t.Errorf("last answer %+v, %d edits, %v", last, i.Edits(), err)
	}
	// A private message is none of the channel's.
	d.bot.do("GET", "/channels/"+d.news.ID+"/messages/"+last.ID, nil).want(t, 404, 10008)
	d.bot.do("DELETE", hook+"/messages/@original", nil).want(t, 204, 0)
	d.bot.do("PATCH", hook+"/messages/@original", said("three")).want(t, 404, 10008)
}

func TestFollowUps(t *testing.T) {
	d := newDesk(t, Options{})
	i, ack, hook := d.ask(Use{})
	d.bot.do("POST", ack, callback(4, said("one"))).want(t, 204, 0)
	a := d.bot.do("POST", hook, said("two")).want(t, 200, 0)
	d.bot.do("POST", hook, `{"content":"three","flags":64,"allowed_mentions":{"parse":[]}}`).want(t, 200, 0)
	d.bot.do("PATCH", hook+"/messages/"+a.ID, said("two, edited")).want(t, 200, 0)
	d.bot.do("PATCH", hook+"/messages/1", said("x")).want(t, 404, 10008)
	d.bot.do("POST", "/webhooks/1/"+i.Token, said("x")).want(t, 404, 10015)
	fs := i.FollowUps()
	if len(fs) != 2 || fs[0].Content != "two, edited" || fs[0].Ephemeral || !fs[1].Ephemeral {
		t.Errorf("follow-ups %+v", fs)
	}
	d.bot.do("DELETE", hook+"/messages/"+a.ID, nil).want(t, 204, 0)
	if n := len(i.FollowUps()); n != 1 {
		t.Errorf("%d follow-ups after one was deleted", n)
	}
	other, ack, _ := d.ask(Use{})
	d.bot.do("POST", ack, callback(4, said("x"))).want(t, 204, 0)
	d.bot.do("PATCH", hook+"/messages/"+other.Original().ID, said("x")).want(t, 404, 10008)
}

func TestFollowUpFillsInDeferral(t *testing.T) {
	d := newDesk(t, Options{})
	i, ack, hook := d.ask(Use{})
	d.bot.do("POST", ack, callback(5, `{"flags":64}`)).want(t, 204, 0)
	d.bot.do("POST", hook, said("answer")).want(t, 200, 0)
	wantFault(t, d.Server, "before the deferred answer was edited")
	if m := i.Original(); m.Content != "answer" || !m.Ephemeral || m.Loading || len(i.FollowUps()) != 0 {
		t.Errorf("answer %+v, %d follow-ups", m, len(i.FollowUps()))
	}
}

func TestFiveFollowUps(t *testing.T) {
	d := newDesk(t, Options{})
	_, ack, hook := d.ask(Use{UserInstalled: true})
	d.bot.do("POST", ack, callback(4, said("x"))).want(t, 204, 0)
	for range maxFollowUps {
		d.bot.do("POST", hook, said("x")).want(t, 200, 0)
	}
	d.bot.do("POST", hook, said("x")).want(t, 400, 40094)
}

func TestWithResponse(t *testing.T) {
	d := newDesk(t, Options{})
	_, ack, _ := d.ask(Use{})
	a := d.bot.do("POST", ack+"?with_response=true", callback(4, said("one"))).want(t, 200, 0)
	if !strings.Contains(string(a.Raw), `"content":"one"`) {
		t.Errorf("answer %s", a.Raw)
	}
	_, ack, _ = d.ask(Use{})
	a = d.bot.do("POST", ack+"?with_response=true", callback(5, "")).want(t, 200, 0)
	if !strings.Contains(string(a.Raw), `"response_message_loading":true`) {
		t.Errorf("answer %s", a.Raw)
	}
}

func TestDeliverTwice(t *testing.T) {
	d := newDesk(t, Options{})
	i, ack, _ := d.ask(Use{})
	first := d.bot.heard()
	i.Deliver()
	if second := d.bot.heard(); second.ID != first.ID || second.Token != first.Token {
		t.Errorf("second delivery %+v", second)
	}
	d.bot.do("POST", ack, callback(4, said("one"))).want(t, 204, 0)
}

// button makes the JSON of a message with a button.
func button(content, id string) string {
	return fmt.Sprintf(`{"content":%q,"allowed_mentions":{"parse":[]},"components":[{"type":1,"components":[
		{"type":2,"style":2,"label":"More","custom_id":%q},{"type":2,"style":5,"label":"Read","url":"https://example.org/a"}]}]}`, content, id)
}

func TestClick(t *testing.T) {
	d := newDesk(t, Options{})
	sent := d.bot.do("POST", "/channels/"+d.news.ID+"/messages", button("old", "v1:more")).want(t, 200, 0)
	m := d.Message(sent.ID)
	if got := m.Buttons(); !slices.Equal(got, []Button{{Label: "More", CustomID: "v1:more"}, {Label: "Read", URL: "https://example.org/a"}}) {
		t.Errorf("buttons %+v", got)
	}
	if b, ok := m.Button("More"); !ok || b.CustomID != "v1:more" {
		t.Errorf("button %+v, %v", b, ok)
	}

	i := d.Click(d.ann, m, "v1:more")
	in := d.bot.heard()
	if in.Type != TypeComponent || !strings.Contains(string(in.Data), `"custom_id":"v1:more"`) || !strings.Contains(string(in.Message), `"content":"old"`) {
		t.Errorf("interaction %s on %s", in.Data, in.Message)
	}
	path := "/interactions/" + i.ID + "/" + i.Token + "/callback"
	d.bot.do("POST", path, callback(6, "")).want(t, 204, 0)
	d.bot.do("PATCH", "/webhooks/"+d.AppID()+"/"+i.Token+"/messages/@original", said("new")).want(t, 200, 0)
	if got, err := i.Reply(within(t)); err != nil || got.ID != m.ID || got.Content != "new" || len(got.Buttons()) != 2 || !got.Edited {
		t.Errorf("answer %+v, %v", got, err)
	}

	i = d.Click(d.ann, m, "v1:more")
	d.bot.do("POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", callback(7, `{"content":"newer","components":[],"allowed_mentions":{"parse":[]}}`)).want(t, 204, 0)
	if got, err := i.Reply(within(t)); err != nil || got.ID != m.ID || got.Content != "newer" || len(got.Buttons()) != 0 {
		t.Errorf("answer %+v, %v", got, err)
	}

	// A forged id, on a message that is gone, answered with a message of its own.
	d.DeleteMessage(m)
	i = d.Click(d.ann, m, "v1:forged")
	d.bot.do("POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", callback(7, said("x"))).want(t, 404, 10008)
	d.bot.do("POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", callback(4, `{"content":"no","flags":64,"allowed_mentions":{"parse":[]}}`)).want(t, 204, 0)
	if got, err := i.Reply(within(t)); err != nil || got.ID == m.ID || !got.Ephemeral || len(got.Pings()) != 0 {
		t.Errorf("answer %+v, %v", got, err)
	}
	if i = d.Click(d.ann, nil, "v1:bare"); i.Channel != d.DM(d.ann) {
		t.Errorf("a click on nothing comes from %+v", i.Channel)
	}
}

func TestUnsuitableCallbacks(t *testing.T) {
	d := newDesk(t, Options{})
	for _, kind := range []int{1, 6, 7, 8, 9} {
		_, ack, _ := d.ask(Use{})
		d.bot.do("POST", ack, callback(kind, `{"custom_id":"x","title":"x","components":[],"choices":[]}`)).want(t, 400, 50035)
		if v := d.Forgive(); len(v) == 0 || !strings.Contains(v[len(v)-1], "does not suit") {
			t.Errorf("type %d: violations %q", kind, v)
		}
	}
	_, ack, _ := d.ask(Use{})
	d.bot.do("POST", ack, `{}`).want(t, 400, 50035)
	d.Forgive()
	d.bot.do("POST", ack, callback(5, `{"flags":4,"content":"x"}`)).want(t, 204, 0)
	if v := d.Forgive(); len(v) != 2 {
		t.Errorf("violations %q", v)
	}
}

func TestComplete(t *testing.T) {
	d := newDesk(t, Options{})
	use := Use{User: d.ann, Channel: d.news, Command: "ask", Options: map[string]any{"question": "Wh"}, Focused: "question"}
	names := func(n int, name string) string {
		return `{"choices":[` + strings.TrimSuffix(strings.Repeat(fmt.Sprintf(`{"name":%q,"value":"v"},`, name), n), ",") + `]}`
	}
	tests := map[string]struct {
		data   string
		status int
		fault  string
	}{
		"two":         {names(2, "Who?"), 204, ""},
		"none":        {names(0, ""), 204, ""},
		"no key":      {`{}`, 400, "no choices"},
		"no data":     {``, 400, "no choices"},
		"26":          {names(26, "Who?"), 400, "26 choices"},
		"long name":   {names(1, strings.Repeat("x", 101)), 400, "101 characters"},
		"empty name":  {names(1, ""), 400, "is empty"},
		"number":      {`{"choices":[{"name":"x","value":7}]}`, 400, "does not suit"},
		"long value":  {`{"choices":[{"name":"x","value":"` + strings.Repeat("v", 101) + `"}]}`, 400, "101 characters"},
		"empty value": {`{"choices":[{"name":"x","value":""}]}`, 400, "is empty"},
	}
	for name, tt := range tests {
		i := d.Complete(use)
		in := d.bot.heard()
		if in.Type != TypeComplete || !strings.Contains(string(in.Data), `"focused":true`) {
			t.Errorf("interaction %s", in.Data)
		}
		a := d.bot.do("POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", callback(8, tt.data))
		vs := strings.Join(d.Forgive(), "\n")
		if a.Status != tt.status || !strings.Contains(vs, tt.fault) || tt.fault == "" && vs != "" {
			t.Errorf("%s: answer %d, violations %q", name, a.Status, vs)
		}
		if name == "two" {
			if cb, err := i.Acked(within(t)); err != nil || !slices.Equal(cb.Choices, []Choice{{"Who?", "v"}, {"Who?", "v"}}) {
				t.Errorf("choices %v, %v", cb.Choices, err)
			}
		}
	}
}

func TestUseOn(t *testing.T) {
	d := newDesk(t, Options{})
	m := d.Say(d.AddUser("bea"), d.news, "The mayor said “no”.", SayOptions{})
	i := d.UseOn(d.ann, m, "Check quotes")
	var data struct {
		Type     int
		Target   string `json:"target_id"`
		Resolved struct {
			Messages map[string]struct{ Content string }
		}
	}
	if err := json.Unmarshal(d.bot.heard().Data, &data); err != nil {
		t.Fatal(err)
	}
	if data.Type != MessageCommand || data.Target != m.ID || data.Resolved.Messages[m.ID].Content != m.Content {
		t.Errorf("data %+v", data)
	}
	d.bot.do("POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", callback(4, said("x"))).want(t, 204, 0)
	if got, err := i.Reply(within(t)); err != nil || got.Kind != kindContextMenu {
		t.Errorf("answer %+v, %v", got, err)
	}
	if i := d.UseOn(d.ann, m, "Other"); i.Err() == nil {
		t.Error("a command that is not registered was used")
	}
	wantFault(t, d.Server, "Other")
}
