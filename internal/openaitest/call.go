package openaitest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
)

type object = map[string]any

// A kind is what a request asks for. Each kind has its queue of replies.
type kind int

const (
	kindNone kind = iota
	kindChat
	kindEmbed
	kindModels
)

type endpoint struct {
	kind   kind
	method string
	ollama bool // it speaks as Ollama does, not as OpenAI
}

var endpoints = map[string]endpoint{
	"/v1/chat/completions": {kind: kindChat, method: http.MethodPost},
	"/v1/embeddings":       {kind: kindEmbed, method: http.MethodPost},
	"/v1/models":           {kind: kindModels, method: http.MethodGet},
	"/api/embed":           {kind: kindEmbed, method: http.MethodPost, ollama: true},
}

// A call is one request being answered.
type call struct {
	s       *Server
	w       http.ResponseWriter
	r       *http.Request
	to      endpoint
	in      Request
	kept    *Request // what Requests tells; changed with the server's lock held
	refused failure  // what the request is refused with
	sent    bool     // the answer went out as it should
	lost    bool     // a write failed
}

// A failure is an error of the API.
type failure struct {
	status  int // 0: none
	message string
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	if !s.add() {
		panic(http.ErrAbortHandler)
	}
	defer s.wg.Done()
	c := &call{s: s, w: w, r: r, to: endpoints[r.URL.Path], in: Request{
		Method: r.Method, Path: r.URL.Path, Time: time.Now(), Authorization: Secret(r.Header.Get("Authorization")),
	}}
	c.read()
	rep, ok := c.keep()
	defer c.end()
	c.answerWith(rep, ok)
	c.sent = true
}

// answerWith answers with the reply that was written for the request, if there is
// one (ok), or as the server does by itself.
func (c *call) answerWith(rep Reply, ok bool) {
	switch {
	case ok:
	case c.refused.status != 0:
		c.fail(c.refused)
		return
	case c.to.kind == kindChat && c.s.opt.Default != nil:
		rep = c.s.opt.Default(c.in)
	case c.to.kind == kindChat:
		c.refuse(http.StatusBadRequest, "no reply was written for this request (%s)", c.in)
		c.fail(c.refused)
		return
	}
	c.give(rep)
}

// keep records the request and takes the reply that was written for it, if it is
// not refused and there is one.
func (c *call) keep() (Reply, bool) {
	c.s.turn.Lock()
	defer c.s.turn.Unlock()
	kept := c.in
	c.kept = &kept
	c.s.mu.Lock()
	c.s.requests = append(c.s.requests, c.kept)
	c.s.touch()
	c.s.mu.Unlock()
	if c.refused.status != 0 {
		return Reply{}, false
	}
	return c.s.take(c.to.kind, c.in)
}

// mark changes what is recorded of the request.
func (c *call) mark(change func(*Request)) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	change(c.kept)
	c.s.touch()
}

// end records that the answer is over. Who has read the last word may leave, and a
// closing server cancels requests itself.
func (c *call) end() {
	gone := !c.sent && (c.lost || c.r.Context().Err() != nil)
	select {
	case <-c.s.ended:
		gone = false
	default:
	}
	c.mark(func(r *Request) { r.Over, r.Gone = true, gone })
}

// wait waits for d; where nobody waits for the answer any more, it ends the call.
func (c *call) wait(d time.Duration) {
	if d <= 0 {
		return
	}
	t := time.NewTimer(d)
	defer t.Stop()
	c.await(t.C)
}

func (c *call) await(ready <-chan time.Time) {
	select {
	case <-ready:
	case <-c.r.Context().Done():
		panic(http.ErrAbortHandler)
	case <-c.s.ended:
		panic(http.ErrAbortHandler)
	}
}

// hang waits until nobody waits for the answer any more. It does not return.
func (c *call) hang() { c.await(nil) }

// give answers with rep.
func (c *call) give(rep Reply) {
	c.wait(rep.Before)
	switch {
	case rep.Stall:
		c.hang()
	case rep.Drop:
		panic(http.ErrAbortHandler)
	case rep.whole():
		c.giveWhole(rep)
	case c.to.kind == kindChat && c.in.Stream:
		c.stream(rep)
	case c.to.kind == kindChat:
		c.giveJSON(rep, c.completion(rep))
	case c.to.kind == kindEmbed:
		c.giveJSON(rep, c.embeddings(rep))
	default:
		c.giveJSON(rep, c.models())
	}
}

// giveWhole answers with a status, or with a body as it is.
func (c *call) giveWhole(rep Reply) {
	status := rep.Status
	switch {
	case status == 0 && rep.HTML:
		status = http.StatusBadGateway
	case status == 0:
		status = http.StatusOK
	}
	body := rep.Body
	switch text := http.StatusText(status); {
	case body != "":
	case rep.HTML:
		body = fmt.Sprintf("<html>\r\n<head><title>%d %s</title></head>\r\n<body><center><h1>%[1]d %[2]s</h1></center></body>\r\n</html>\r\n", status, text)
	default:
		body = c.errorBody(failure{status: status, message: text})
	}
	c.head(status, guess(body), rep.Header)
	c.write(body)
}

func guess(body string) string {
	switch {
	case strings.HasPrefix(body, "<"):
		return "text/html; charset=UTF-8"
	case strings.HasPrefix(body, "data:"), strings.HasPrefix(body, ":"), strings.HasPrefix(body, "event:"):
		return "text/event-stream"
	}
	return "application/json"
}

// giveJSON answers with the body, or with the half of it where rep breaks off.
func (c *call) giveJSON(rep Reply, body object) {
	text := encode(body)
	how, _ := rep.breach(0)
	if how == fails {
		c.fail(failure{status: http.StatusInternalServerError, message: broken})
		return
	}
	c.head(http.StatusOK, "application/json", rep.Header)
	if how == sound {
		c.write(text)
		return
	}
	c.write(text[:len(text)/2])
	c.breakOff(how)
}

// breakOff ends an answer in its middle: it returns only where the answer ends in
// good order.
func (c *call) breakOff(how breach) {
	switch how {
	case stalls:
		c.hang()
	case cuts:
		panic(http.ErrAbortHandler)
	}
}

// fail answers with an error of the API.
func (c *call) fail(f failure) {
	c.head(f.status, "application/json", nil)
	c.write(c.errorBody(f))
}

// errorBody is f as the API that was asked writes it.
func (c *call) errorBody(f failure) string {
	if c.to.ollama {
		return encode(object{"error": f.message})
	}
	return encode(object{"error": openaiError(f)})
}

func openaiError(f failure) object {
	kind, code := "invalid_request_error", any(nil)
	switch {
	case f.status == http.StatusTooManyRequests:
		kind, code = "requests", "rate_limit_exceeded"
	case f.status == http.StatusUnauthorized:
		code = "invalid_api_key"
	case f.status == http.StatusNotFound:
		code = "model_not_found"
	case f.status >= 500:
		kind = "server_error"
	}
	return object{"message": f.message, "type": kind, "param": nil, "code": code}
}

// head sends the head of the answer. What more tells goes before kind.
func (c *call) head(status int, kind string, more http.Header) {
	h := c.w.Header()
	h.Set("Content-Type", kind)
	for name, values := range more {
		h[http.CanonicalHeaderKey(name)] = values
	}
	c.mark(func(r *Request) { r.Status = status })
	c.w.WriteHeader(status)
	c.flush()
}

// write sends the text at once.
func (c *call) write(text string) {
	if _, err := c.w.Write([]byte(text)); err != nil {
		c.lost = true
		panic(http.ErrAbortHandler)
	}
	c.flush()
}

func (c *call) flush() {
	if err := http.NewResponseController(c.w).Flush(); err != nil {
		c.lost = true
		panic(http.ErrAbortHandler)
	}
}

// encode writes o as JSON. Everything that the package puts into one can be
// written.
func encode(o object) string {
	data, err := json.Marshal(o)
	if err != nil {
		panic(err)
	}
	return string(data)
}
