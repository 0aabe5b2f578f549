package rest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"strings"
)

// A base is the address that paths are put behind.
type base struct {
	addr string // without a slash at the end
	err  error
}

func parseBase(addr string) *base {
	addr = strings.TrimRight(addr, "/")
	u, err := url.Parse(addr)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.RawQuery != "" || u.Fragment != "" {
		return &base{err: errors.New("base is not an http or https address")}
	}
	return &base{addr: addr}
}

// A parcel is a request made ready to be sent, several times if need be.
type parcel struct {
	url  string
	kind string // content type; "": no body
	body []byte
}

func (c *Client) pack(r Request) (parcel, error) {
	if c.base.err != nil {
		return parcel{}, c.base.err
	}
	p := parcel{url: c.base.addr + version + r.Path}
	if len(r.Query) > 0 {
		p.url += "?" + r.Query.Encode()
	}
	if r.Body != nil {
		body, err := json.Marshal(r.Body)
		if err != nil {
			return parcel{}, fmt.Errorf("make the body: %w", err)
		}
		p.kind, p.body = "application/json", body
	}
	if len(r.Files) == 0 {
		return p, nil
	}
	var err error
	p.kind, p.body, err = bundle(p.body, r.Files)
	return p, err
}

// bundle puts the JSON, if there is any, and the files into one body.
func bundle(payload []byte, files []File) (kind string, body []byte, err error) {
	var buf bytes.Buffer
	w := multipart.NewWriter(&buf)
	if payload != nil {
		err = part(w, `form-data; name="payload_json"`, "application/json", payload)
	}
	for i, f := range files {
		if err == nil {
			err = part(w, multipart.FileContentDisposition(fmt.Sprintf("files[%d]", i), f.Name), mediaType(f.Type), f.Data)
		}
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return "", nil, fmt.Errorf("make the body: %w", err)
	}
	return w.FormDataContentType(), buf.Bytes(), nil
}

func part(w *multipart.Writer, disposition, kind string, data []byte) error {
	p, err := w.CreatePart(textproto.MIMEHeader{"Content-Disposition": {disposition}, "Content-Type": {kind}})
	if err != nil {
		return err
	}
	_, err = p.Write(data)
	return err
}

// mediaType returns a type that may stand in a header: the writer of parts does
// not look for line breaks itself.
func mediaType(s string) string {
	if kind, params, err := mime.ParseMediaType(s); err == nil {
		if s := mime.FormatMediaType(kind, params); s != "" {
			return s
		}
	}
	return "application/octet-stream"
}

// maxAnswer bounds the body of an answer, in bytes.
const maxAnswer = 16 << 20

var errLong = errors.New("answer is longer than 16 MB")

// read reads a body within bounds, to its end, so that the connection can be
// used again.
func read(r io.Reader) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(r, maxAnswer+1))
	if err == nil && len(body) > maxAnswer {
		return nil, errLong
	}
	return body, err
}

// drop reads a body that nobody wants, for the same reason. What is left of a
// longer one goes with its connection.
func drop(r io.Reader) {
	_, _ = io.Copy(io.Discard, io.LimitReader(r, maxAnswer))
}

// good reports whether a request was done.
func good(status int) bool {
	return status >= http.StatusOK && status < http.StatusMultipleChoices
}
