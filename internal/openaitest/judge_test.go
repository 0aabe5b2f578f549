package openaitest

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

const (
	chatPath   = "/v1/chat/completions"
	embedPath  = "/v1/embeddings"
	ollamaPath = "/api/embed"
	user       = `"messages":[{"role":"user","content":"x"}]`
)

func TestJudge(t *testing.T) {
	s := NewServer(t)
	s.Chat(Reply{Times: -1})
	for _, tt := range []struct {
		path, body string
		status     int
		want       string // empty: nothing is wrong
		header     []string
	}{
		{chatPath, question, 200, "", nil},
		{chatPath, question, 200, "", []string{"Content-Type", "application/json; charset=utf-8"}},
		{chatPath, `{"model":"m","messages":[{"role":"assistant","content":null,"tool_calls":[{}]}]}`, 200, "", nil},
		{chatPath, question, 415, `the Content-Type is "text/plain"`, []string{"Content-Type", "text/plain"}},
		{chatPath, question, 200, "Authorization is no Bearer", []string{"Authorization", "Basic eA=="}},
		{chatPath, question, 200, "Authorization is no Bearer", []string{"Authorization", "Bearer "}},
		{chatPath, `{"model":`, 400, "the body is no JSON", nil},
		{chatPath, `[1]`, 400, "the body is no chat request", nil},
		{chatPath, `{"model":"m","messages":[{"role":"user","content":3}]}`, 400, "content is neither", nil},
		{chatPath, `{` + user + `}`, 400, "there is no model", nil},
		{chatPath, `{"model":"m","messages":[]}`, 400, "there are no messages", nil},
		{chatPath, `{"model":"m"}`, 400, "there are no messages", nil},
		{chatPath, `{"model":"m","messages":[{"role":"bot","content":"x"}]}`, 400, `message 0 has the role "bot"`, nil},
		{chatPath, `{"model":"m","messages":[{"role":"user"}]}`, 400, "message 0 has no content", nil},
		{chatPath, `{"model":"m","temperature":2.5,` + user + `}`, 400, "temperature is 2.5", nil},
		{chatPath, `{"model":"m","max_tokens":0,` + user + `}`, 400, "the limit of tokens is under 1", nil},
		{chatPath, `{"model":"m","max_tokens":1,"max_completion_tokens":1,` + user + `}`, 400, "both max_tokens", nil},
		{chatPath, `{"model":"m","stream_options":{"include_usage":true},` + user + `}`, 400, "stream_options without stream", nil},
		{chatPath, `{"model":"m","n":2,` + user + `}`, 200, "n is 2", nil},
		{"/v1/v1/chat/completions", question, 404, "no such address", nil},
		{"/v1/models", question, 405, "the method is not GET", nil},
		{embedPath, `{"model":"m","input":"x"}`, 200, "", nil},
		{embedPath, `{"model":"m","input":["x","y"],"dimensions":3,"encoding_format":"base64"}`, 200, "", nil},
		{embedPath, `{"input":"x"}`, 400, "there is no model", nil},
		{embedPath, `{"model":"m","input":null}`, 400, "there is no input", nil},
		{embedPath, `{"model":"m","input":[]}`, 400, "there is no input", nil},
		{embedPath, `{"model":"m","input":[[1,2]]}`, 400, "neither a text nor a list", nil},
		{embedPath, `{"model":"m","input":["x",""]}`, 400, "text 1 is empty", nil},
		{embedPath, `{"model":"m","input":["x"` + strings.Repeat(`,"x"`, maxInputs) + `]}`, 400, "there are 2049 texts", nil},
		{embedPath, `{"model":"m","input":"x","dimensions":0}`, 400, "dimensions is 0", nil},
		{embedPath, `{"model":"m","input":"x","dimensions":1000000000}`, 400, "dimensions is 1000000000", nil},
		{embedPath, `{"model":"m","input":"x","encoding_format":"hex"}`, 400, `encoding_format is "hex"`, nil},
		{ollamaPath, `{"model":"m","input":["x",""]}`, 200, "", nil},
		{ollamaPath, `{"model":"m"}`, 400, "there is no input", nil},
	} {
		t.Run(fmt.Sprintf("%s %.60s", tt.path, tt.body), func(t *testing.T) {
			o := ask(t, tt.status, s.OllamaURL()+tt.path, tt.body, tt.header...)
			if tt.want == "" {
				if v := s.Forgive(); len(v) > 0 {
					t.Errorf("violations %q", v)
				}
				return
			}
			wantViolation(t, s, tt.want)
			if tt.status != http.StatusOK && (!strings.Contains(o.body, `"error":`) || strings.Contains(o.body, `"message"`) == (tt.path == ollamaPath)) {
				t.Errorf("told %s", o.body)
			}
		})
	}
}

func TestKeyIsAsked(t *testing.T) {
	s := NewServer(t, Options{Key: "sk-mine"})
	s.Chat(Reply{})
	ask(t, 401, s.URL()+"/chat/completions", question)
	wantViolation(t, s, "there is no key")
	ask(t, 200, s.OllamaURL()+ollamaPath, `{"model":"m","input":"x"}`)
	ask(t, 200, s.URL()+"/chat/completions", question, "Authorization", "Bearer sk-mine")
}

func FuzzRequest(f *testing.F) {
	f.Add(chatPath, question)
	f.Add(embedPath, `{"model":"m","input":["x"],"dimensions":3}`)
	f.Add(ollamaPath, `{"model":"m","input":null,"dimensions":null}`)
	f.Add(chatPath, `{"messages":[{"content":[null,{"text":"x"}]}]}`)
	s, err := Start(Options{Default: func(Request) Reply { return Reply{Text: "yes"} }})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(s.Close)
	f.Fuzz(func(t *testing.T, path, body string) {
		if endpoints[path].kind == kindNone {
			t.Skip()
		}
		o, err := post(within(t), t, s.OllamaURL()+path, body)
		if err != nil || o.err != nil {
			t.Fatalf("%v, %v", err, o.err)
		}
		if v := s.Forgive(); o.status != 200 && len(v) == 0 {
			t.Errorf("status %d without a violation", o.status)
		}
	})
}
