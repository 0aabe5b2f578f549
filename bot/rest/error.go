package rest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

var (
	// ErrLimited says that a request was given up since its turn, by Discord's
	// limits, would come later than its context or Options.MaxWait allow.
	ErrLimited = errors.New("rate limited")

	// ErrBarred says that a request was not sent since Discord has refused so many
	// in the last 10 minutes that it may bar the address.
	ErrBarred = errors.New("too many requests were refused in the last 10 minutes")

	// ErrClosed says that the client was closed.
	ErrClosed = errors.New("client is closed")
)

// An Error is what every failed Do returns: Discord's refusal, a broken
// connection, or why the request was not sent. The end of a context and the
// errors of this package can be told with errors.Is.
type Error struct {
	Status int // of the last answer; 0: there was none
	Code   int // Discord's own code, such as 10062; 0: none

	// Message is Discord's sentence. Where the answer was not Discord's, such as a
	// page of a proxy, it is the usual name of the status, and without an answer "".
	Message string

	Method string

	// Route is the path, without tokens, and with such ids only as have limits of
	// their own: "/channels/1/messages/{id}", "/webhooks/2/…/messages/@original".
	Route string

	// Fields are the faults of the body, each with the place in front:
	// "embeds.0.title: Must be 256 or fewer in length."
	Fields []string

	cause error // of this package or a context; or what broke
	final bool  // the fault is the caller's, or lies in an answer that came whole
}

// Error returns the operation, the object and what went wrong, without tokens.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s", e.Method, e.Route)
	if e.Status != 0 {
		fmt.Fprintf(&b, ": status %d", e.Status)
	}
	if e.Code != 0 {
		fmt.Fprintf(&b, ", code %d", e.Code)
	}
	for _, s := range append([]string{e.Message}, e.Fields...) {
		if s != "" {
			b.WriteString(": " + s)
		}
	}
	if e.cause != nil {
		b.WriteString(": " + e.cause.Error())
	}
	return b.String()
}

// Unwrap returns what broke; nil where Discord answered and refused.
func (e *Error) Unwrap() error { return e.cause }

// IsCode reports whether err is Discord's refusal with one of these codes.
func IsCode(err error, codes ...int) bool {
	var e *Error
	return errors.As(err, &e) && e.Code != 0 && slices.Contains(codes, e.Code)
}

// Temporary reports whether the same request may succeed later: Discord or the
// connection to it was broken, or a limit stood in the way. Such a request may
// have been done all the same, except after ErrLimited and ErrBarred.
func Temporary(err error) bool {
	var e *Error
	switch {
	case !errors.As(err, &e), e.final, errors.Is(e, ErrClosed),
		errors.Is(e, context.Canceled), errors.Is(e, context.DeadlineExceeded):
		return false
	}
	return e.cause != nil || e.Status == 0 || e.Status == http.StatusTooManyRequests || e.Status >= 500
}

// The longest text of others that goes into an error, in bytes, and how many
// fields: a fault of the body is repeated for each embed.
const (
	maxText   = 300
	maxFields = 25
	maxDepth  = 20
)

// fill reads Discord's refusal into e. Another body, such as a page of HTML,
// leaves the name of the status.
func (e *Error) fill(body []byte, s secrets) {
	e.Message = http.StatusText(e.Status)
	var said struct {
		Code    int             `json:"code"`
		Message string          `json:"message"`
		Errors  json.RawMessage `json:"errors"`
	}
	if json.Unmarshal(body, &said) != nil {
		return
	}
	e.Code = said.Code
	if said.Message != "" {
		e.Message = short(s.hide(said.Message))
	}
	e.Fields = flatten(nil, "", said.Errors, s, 0)
}

// flatten appends the sentences of a form error, which nests like the body that
// it is about and has lists named _errors as its leaves.
func flatten(fields []string, place string, raw json.RawMessage, s secrets, depth int) []string {
	var tree map[string]json.RawMessage
	if depth > maxDepth || json.Unmarshal(raw, &tree) != nil {
		return fields
	}
	for _, name := range inOrder(tree) {
		if len(fields) == maxFields {
			break
		}
		if name == "_errors" {
			fields = leaves(fields, place, tree[name], s)
			continue
		}
		fields = flatten(fields, strings.TrimPrefix(place+"."+name, "."), tree[name], s, depth+1)
	}
	return fields
}

func leaves(fields []string, place string, raw json.RawMessage, s secrets) []string {
	var faults []struct {
		Message string `json:"message"`
	}
	if json.Unmarshal(raw, &faults) != nil {
		return fields
	}
	for _, f := range faults {
		if len(fields) == maxFields {
			break
		}
		fields = append(fields, short(s.hide(strings.TrimPrefix(place+": "+f.Message, ": "))))
	}
	return fields
}

// inOrder returns the names of a tree, sorted so that 2 comes before 10.
func inOrder(tree map[string]json.RawMessage) []string {
	names := make([]string, 0, len(tree))
	for n := range tree {
		names = append(names, n)
	}
	slices.SortFunc(names, func(a, b string) int {
		if digits(a) && digits(b) && len(a) != len(b) {
			return len(a) - len(b)
		}
		return strings.Compare(a, b)
	})
	return names
}

// short cuts text to maxText bytes, at the end of a character.
func short(text string) string {
	if len(text) <= maxText {
		return text
	}
	return strings.ToValidUTF8(text[:maxText], "") + "…"
}
