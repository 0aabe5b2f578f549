package rest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

func TestError(t *testing.T) {
	form := `{"code": 50035, "message": "Invalid Form Body", "errors": {
		"embeds": {"10": {"title": {"_errors": [{"code": "A", "message": "Too long."}]}},
		           "2": {"fields": {"0": {"name": {"_errors": [{"message": "Required."}, {"message": "Wrong."}]}}}}},
		"content": {"_errors": [{"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 2000 or fewer in length."}]},
		"_errors": [{"message": "Empty."}]}}`
	tests := []struct {
		name   string
		status int
		body   string
		code   int
		fields []string
		text   string
	}{
		{"code", 404, `{"message": "Unknown interaction", "code": 10062}`, 10062, nil,
			"PATCH /channels/1/messages/{id}: status 404, code 10062: Unknown interaction"},
		{"form", 400, form, 50035, []string{"Empty.", "content: Must be 2000 or fewer in length.",
			"embeds.2.fields.0.name: Required.", "embeds.2.fields.0.name: Wrong.", "embeds.10.title: Too long."}, ""},
		{"no code", 401, `{"message": "401: Unauthorized", "code": 0}`, 0, nil,
			"PATCH /channels/1/messages/{id}: status 401: 401: Unauthorized"},
		{"page", 403, "<html>Attention required</html>", 0, nil, "PATCH /channels/1/messages/{id}: status 403: Forbidden"},
		{"nothing", 404, "", 0, nil, "PATCH /channels/1/messages/{id}: status 404: Not Found"},
		{"no object", 404, "[1]", 0, nil, "PATCH /channels/1/messages/{id}: status 404: Not Found"},
		{"other errors", 400, `{"code": 1, "message": "m", "errors": {"a": [1], "b": {"_errors": "x"}, "c": 1}}`, 1, nil,
			"PATCH /channels/1/messages/{id}: status 400, code 1: m"},
		{"long", 400, `{"message": "` + strings.Repeat("é", 1000) + `"}`, 0, nil,
			"PATCH /channels/1/messages/{id}: status 400: " + strings.Repeat("é", maxText/2) + "…"},
		{"unknown status", 499, "", 0, nil, "PATCH /channels/1/messages/{id}: status 499"},
	}
	for _, test := range tests {
		c := newClient(t, server(func(*http.Request) (*http.Response, error) { return reply(test.status, test.body) }), Options{})
		err := c.Do(t.Context(), Request{Method: "PATCH", Path: "/channels/1/messages/2"}, nil)
		e := asError(t, err)
		if e.Status != test.status || e.Code != test.code || !slices.Equal(e.Fields, test.fields) || e.Method != "PATCH" {
			t.Errorf("%s: got %+v", test.name, e)
		}
		if test.text != "" && err.Error() != test.text {
			t.Errorf("%s:\ngot  %s\nwant %s", test.name, err, test.text)
		}
		if wrapped := fmt.Errorf("edit: %w", err); IsCode(wrapped, 1, 10062) != (test.code == 10062 || test.code == 1) || IsCode(err, 0) {
			t.Errorf("%s: IsCode does not know the code %d", test.name, test.code)
		}
	}
}

// However many faults Discord finds, the error stays short.
func TestManyFaults(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"message": "Invalid Form Body", "errors": {"x": {"y": {"_errors": [{"message": "z"}`)
	for range 100 {
		b.WriteString(`,{"message": "` + strings.Repeat("long ", 1000) + `"}`)
	}
	b.WriteString(`]}},"deep":` + strings.Repeat(`{"a":`, 500) + `1` + strings.Repeat(`}`, 500) + `}}`)
	e := &Error{Status: 400}
	e.fill([]byte(b.String()), nil)
	if len(e.Fields) != maxFields || e.Fields[0] != "x.y: z" || len(e.Error()) > (maxText+10)*(maxFields+1) {
		t.Errorf("got %d fields, %d bytes", len(e.Fields), len(e.Error()))
	}
}
