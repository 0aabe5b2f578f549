package discordtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
)

// description is Discord's description of its API. It is only read.
type description struct {
	operations map[string]*openapi3.Operation // by plain pattern
}

// descriptions are those that have been read in this process, by path: reading
// one takes longer than many a test.
var descriptions = struct {
	sync.Mutex
	read map[string]func() (*description, error)
}{read: map[string]func() (*description, error){}}

// loadDescription reads the description at path, once a process; nil when path is
// empty or there is no such file.
func loadDescription(path string) (*description, error) {
	if path == "" {
		return nil, nil
	}
	descriptions.Lock()
	load := descriptions.read[path]
	if load == nil {
		load = sync.OnceValues(func() (*description, error) { return readDescription(path) })
		descriptions.read[path] = load
	}
	descriptions.Unlock()
	return load()
}

func readDescription(path string) (*description, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read Discord's description: %w", err)
	}
	data, err = enumerate(data)
	if err != nil {
		return nil, fmt.Errorf("read Discord's description %s: %w", path, err)
	}
	doc, err := openapi3.NewLoader().LoadFromData(data)
	if err != nil {
		return nil, fmt.Errorf("read Discord's description %s: %w", path, err)
	}
	d := &description{operations: map[string]*openapi3.Operation{}}
	for p, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			d.operations[plain(method+" "+p)] = op
		}
	}
	return d, nil
}

// enumerate writes choices of constants ("oneOf" of "const"), which the library
// does not judge by, as an "enum".
func enumerate(data []byte) ([]byte, error) {
	var doc any
	if err := json.Unmarshal(data, &doc); err != nil {
		return nil, err
	}
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				walk(e)
			}
		case object:
			if list, ok := constants(v["oneOf"]); ok {
				delete(v, "oneOf")
				v["enum"] = list
			}
			for _, e := range v {
				walk(e)
			}
		}
	}
	walk(doc)
	return json.Marshal(doc)
}

// constants are the values of a list of constants.
func constants(v any) ([]any, bool) {
	list, ok := v.([]any)
	var values []any
	for _, e := range list {
		o, _ := e.(object)
		c, is := o["const"]
		if !is {
			return nil, false
		}
		values = append(values, c)
	}
	return values, ok && len(list) > 0
}

// operation is what the description says of a route; nil: nothing.
func (d *description) operation(c *call) *openapi3.Operation {
	if c.vars["message"] == "@original" {
		return d.operations[plain(strings.Replace(c.route.pattern(), "{message}", "@original", 1))]
	}
	return d.operations[plain(c.route.pattern())]
}

// judgeByDescription notes where the call's body differs from Discord's
// description. Of a form, payload_json is judged as the JSON body.
func (c *call) judgeByDescription() {
	if c.s.doc == nil || c.body == nil {
		return
	}
	op := c.s.doc.operation(c)
	if op == nil || op.RequestBody == nil {
		c.violate("Discord's description knows no body here")
		return
	}
	if err := judgeJSON(op.RequestBody.Value.Content, c.body, amend); err != nil {
		c.violate("the body is not as Discord describes it: %s", brief(err))
	}
}

// judgeJSON judges a body, changed by amend.
func judgeJSON(content openapi3.Content, body []byte, amend func(any) any) error {
	media := content.Get("application/json")
	if media == nil || media.Schema == nil {
		return nil
	}
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		return err
	}
	return media.Schema.Value.VisitJSON(amend(v), openapi3.DisableSchemaErrorDetails())
}

// amend changes in a request what the description is known to be wrong about: permissions are
// sent as texts, and the ids of attachments may be numbers.
func amend(v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = amend(v[i])
		}
	case object:
		if text, ok := v["default_member_permissions"].(string); ok {
			if n, err := strconv.ParseUint(text, 10, 53); err == nil {
				v["default_member_permissions"] = float64(n)
			}
		}
		attachments, _ := v["attachments"].([]any)
		for _, a := range attachments {
			if a, ok := a.(object); ok {
				if n, ok := a["id"].(float64); ok {
					a["id"] = strconv.FormatFloat(n, 'f', -1, 64)
				}
			}
		}
		amend(v["data"])
	}
	return v
}

// brief makes one short line of an error.
func brief(err error) string {
	const most = 300
	text := strings.Join(strings.Fields(err.Error()), " ")
	if len(text) > most {
		text = text[:most] + "…"
	}
	return text
}
