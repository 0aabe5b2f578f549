package discordtest

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/http"
	"path"
	"slices"
	"strings"
)

// What Discord takes at most.
const (
	maxRequest = 25 << 20 // bytes of a whole request
	maxFile    = 10 << 20 // bytes of a file
	maxFiles   = 10
)

// readBody reads the call's JSON body or form, and leaves in c.bad why it cannot
// be taken.
func (c *call) readBody() {
	data, err := io.ReadAll(io.LimitReader(c.r.Body, maxRequest+1))
	switch {
	case err != nil:
		c.bad = ptr(refuse(http.StatusBadRequest, 0, "400: Bad Request"))
	case len(data) > maxRequest:
		discard(c.r)
		c.violate("the request has more than %s bytes", thousands(maxRequest))
		c.bad = ptr(refuse(http.StatusRequestEntityTooLarge, 40005, "Request entity too large"))
	default:
		c.parse(data)
	}
}

func (c *call) parse(data []byte) {
	kind := c.r.Header.Get("Content-Type")
	if len(data) == 0 && kind == "" {
		return
	}
	media, params, err := mime.ParseMediaType(kind)
	switch {
	case err == nil && media == "multipart/form-data":
		c.parseForm(data, params["boundary"])
	case err == nil && media == "application/json":
		c.setJSON(data)
	default:
		c.violate("the Content-Type is %q", kind)
		c.bad = ptr(invalidForm("_misc", "CONTENT_TYPE_INVALID", `Expected "Content-Type" header to be one of {'application/json', 'multipart/form-data'}.`))
	}
}

func (c *call) setJSON(data []byte) {
	if !json.Valid(data) {
		c.violate("the body is no JSON")
		c.bad = ptr(refuse(http.StatusBadRequest, 50109, "The request body contains invalid JSON."))
		return
	}
	c.body = data
}

func (c *call) parseForm(data []byte, boundary string) {
	form, err := multipart.NewReader(bytes.NewReader(data), boundary).ReadForm(maxRequest)
	if err != nil {
		c.violate("the form cannot be read")
		c.bad = ptr(invalidForm("_misc", "INVALID_FORM", "Invalid form"))
		return
	}
	defer func() { _ = form.RemoveAll() }()
	for name, values := range form.Value {
		if name != "payload_json" || len(values) != 1 {
			c.violate("the form has a field %q", name)
			continue
		}
		c.setJSON([]byte(values[0]))
	}
	c.files = map[int]Attachment{}
	for name, headers := range form.File {
		n, err := pathNumber(name)
		if err != nil || len(headers) != 1 {
			c.violate("the form has a file %q, files are called files[n]", name)
			continue
		}
		c.files[n] = readFile(headers[0])
	}
}

// readFile reads a file of a form. Its name is changed as Discord does: nothing
// of a path, and no spaces.
func readFile(h *multipart.FileHeader) Attachment {
	a := Attachment{Name: strings.ReplaceAll(path.Base(h.Filename), " ", "_"), ContentType: h.Header.Get("Content-Type")}
	f, err := h.Open()
	if err != nil {
		return a
	}
	defer func() { _ = f.Close() }()
	a.Data, _ = io.ReadAll(f) // it is in memory
	return a
}

func sortedKeys[V any](m map[int]V) []int { return slices.Sorted(maps.Keys(m)) }
