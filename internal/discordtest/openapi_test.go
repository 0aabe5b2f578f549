package discordtest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A description of two endpoints, written like Discord's.
const smallDescription = `{"openapi":"3.1.0","info":{"title":"t","version":"10"},"paths":{
	"/channels/{channel_id}/messages":{"post":{"operationId":"create_message","responses":{"200":{"description":"fine"},"4XX":{"description":"not so"}},"requestBody":{"content":{"application/json":
		{"schema":{"type":"object","properties":{"content":{"type":["string","null"],"maxLength":5},"kind":{"$ref":"#/components/schemas/Kind"},
			"attachments":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string"}}}}}}}}}}},
	"/webhooks/{id}/{token}/messages/@original":{"patch":{"operationId":"update","responses":{"200":{"description":"fine"},"4XX":{"description":"not so"}},"requestBody":{"content":{"application/json":
		{"schema":{"type":"object","properties":{"content":{"type":"string"}}}}}}}}},
	"components":{"schemas":{"Kind":{"type":"integer","oneOf":[{"title":"A","const":0},{"title":"B","const":1}]}}}}`

func TestDescription(t *testing.T) {
	path := filepath.Join(t.TempDir(), "openapi.json")
	if err := os.WriteFile(path, []byte(smallDescription), 0o600); err != nil {
		t.Fatal(err)
	}
	s := NewServer(t, Options{OpenAPI: path, Tolerant: true})
	ch := s.AddGuild("g").AddChannel("c")
	b := rest(t, s)
	const described = "not as Discord describes it"
	tests := map[string]struct {
		body  any
		fault bool
	}{
		"fine":            {`{"content":"12345","kind":1,"allowed_mentions":{"parse":[]}}`, false},
		"null":            {`{"content":null,"embeds":[{"title":"x"}],"allowed_mentions":{"parse":[]}}`, false},
		"too long":        {`{"content":"123456","allowed_mentions":{"parse":[]}}`, true},
		"no such kind":    {`{"content":"1","kind":2,"allowed_mentions":{"parse":[]}}`, true},
		"a form":          {newForm(`{"content":"123456","allowed_mentions":{"parse":[]}}`).file("files[0]", "a", "x"), true},
		"number of files": {newForm(`{"content":"1","attachments":[{"id":0}],"allowed_mentions":{"parse":[]}}`).file("files[0]", "a", "x"), false},
	}
	for name, tt := range tests {
		b.do("POST", messagesOf(ch), tt.body).want(t, 200, 0)
		vs := s.Forgive()
		if tt.fault != (len(vs) == 1 && strings.Contains(vs[0], described)) || !tt.fault && len(vs) > 0 {
			t.Errorf("%s: violations %q", name, vs)
		}
	}
	b.do("PATCH", "/webhooks/1/2/messages/@original", `{"content":null,"allowed_mentions":{"parse":[]}}`)
	wantFault(t, s, described)
	b.do("PATCH", "/webhooks/1/2/messages/3", `{"content":null,"allowed_mentions":{"parse":[]}}`)
	wantFault(t, s, "knows no body here")
}

func TestDescriptionFiles(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "openapi.json")
	if d, err := loadDescription(missing); d != nil || err != nil {
		t.Errorf("a missing file gives %v, %v", d, err)
	}
	broken := filepath.Join(t.TempDir(), "openapi.json")
	if err := os.WriteFile(broken, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Start(Options{OpenAPI: broken}); err == nil || !strings.Contains(err.Error(), broken) {
		t.Errorf("a broken file gives %v", err)
	}
}

// judgeAnswer tells how an answer of the server differs from the description; nil:
// it does not, or there is no description of it.
func (c *call) judgeAnswer(status int, body []byte) error {
	if c.s.doc == nil || c.route == nil || len(body) == 0 {
		return nil
	}
	op := c.s.doc.operation(c)
	if op == nil {
		return nil
	}
	r := op.Responses.Status(status)
	if r == nil && status >= 400 && status < 500 {
		r = op.Responses.Value("4XX")
	}
	if r == nil {
		return fmt.Errorf("an answer %d is not described", status)
	}
	return judgeJSON(r.Value.Content, body, func(v any) any { return v })
}

// TestDiscordsDescription holds that Discord's own description is judged by: what
// it knows of, and nothing of what it is known to be wrong about.
func TestDiscordsDescription(t *testing.T) {
	if _, err := os.Stat(openapi); err != nil {
		t.Skip("Discord's description is not there")
	}
	s := NewServer(t, Options{OpenAPI: openapi})
	b := rest(t, s)
	ch := s.AddGuild("g").AddChannel("c")
	b.do("POST", messagesOf(ch), `{"content":"x","tts":"yes","allowed_mentions":{"parse":[]}}`).want(t, 200, 0)
	wantFault(t, s, `"/tts"`)
	b.do("PUT", "/applications/"+s.AppID()+"/commands", command(`"name":"a","description":"d","default_member_permissions":"32"`)).want(t, 200, 0)
	b.do("PUT", "/applications/"+s.AppID()+"/commands", command(`"name":"a","description":"d","nsfw":7,"options":[{"type":3,"name":"a","description":"d","min_length":-1}]`))
	if v := s.Forgive(); len(v) != 2 || !strings.Contains(v[0], "describes") {
		t.Errorf("violations %q", v)
	}
}
