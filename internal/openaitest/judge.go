package openaitest

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"
)

// What is taken at most.
const (
	maxRequest = 32 << 20 // bytes of a request
	maxInputs  = 2048     // texts of an embedding request
)

var roles = []string{"system", "developer", "user", "assistant", "tool", "function"}

// note finds a fault that servers let pass.
func (c *call) note(format string, args ...any) {
	c.s.violate(c.in.Method+" "+c.in.Path+": "+fmt.Sprintf(format, args...), c.in.Authorization.key())
}

// refuse finds a fault that servers refuse. The request gets the first one.
func (c *call) refuse(status int, format string, args ...any) {
	c.note(format, args...)
	if c.refused.status == 0 {
		c.refused = failure{status: status, message: fmt.Sprintf(format, args...)}
	}
}

// read reads the request and judges it.
func (c *call) read() {
	if c.to.kind == kindNone {
		c.refuse(http.StatusNotFound, "there is no such address here")
		return
	}
	if c.in.Method != c.to.method {
		c.refuse(http.StatusMethodNotAllowed, "the method is not %s", c.to.method)
		return
	}
	c.judgeKey()
	if c.to.kind == kindModels {
		return
	}
	if !c.readBody() {
		return
	}
	if c.to.kind == kindChat {
		c.readChat()
	} else {
		c.readEmbed()
	}
	c.judgeModel()
}

// judgeKey judges the key, which belongs into the header and nowhere else.
func (c *call) judgeKey() {
	auth, key := string(c.in.Authorization), c.s.opt.Key
	switch {
	case c.to.ollama && auth == "":
	case key != "" && auth == "":
		c.refuse(http.StatusUnauthorized, "there is no key")
	case key != "" && auth != "Bearer "+key:
		c.refuse(http.StatusUnauthorized, "the key is not the one that was given")
	case auth != "" && (!strings.HasPrefix(auth, "Bearer ") || c.in.Authorization.key() == ""):
		c.note("Authorization is no Bearer with a key")
	}
	if key != "" && strings.Contains(c.r.URL.String(), key) {
		c.note("the key stands in the address")
	}
}

// readBody reads the body and tells whether it is JSON.
func (c *call) readBody() bool {
	kind := c.r.Header.Get("Content-Type")
	if media, _, err := mime.ParseMediaType(kind); err != nil || media != "application/json" {
		c.refuse(http.StatusUnsupportedMediaType, "the Content-Type is %q", kind)
	}
	data, err := io.ReadAll(io.LimitReader(c.r.Body, maxRequest+1))
	c.in.Body = data
	switch {
	case err != nil:
		c.refuse(http.StatusBadRequest, "the body cannot be read")
		return false
	case len(data) > maxRequest:
		c.refuse(http.StatusRequestEntityTooLarge, "the body has more than %d bytes", maxRequest)
		return false
	case !json.Valid(data):
		c.refuse(http.StatusBadRequest, "the body is no JSON")
		return false
	}
	if key := c.s.opt.Key; key != "" && strings.Contains(string(data), key) {
		c.note("the key stands in the body")
	}
	return true
}

func (c *call) readChat() {
	var in chatIn
	if err := json.Unmarshal(c.in.Body, &in); err != nil {
		c.refuse(http.StatusBadRequest, "the body is no chat request: %v", err)
		return
	}
	c.in.Model, c.in.Temperature, c.in.Seed, c.in.Stream = in.Model, in.Temperature, in.Seed, in.Stream
	c.in.MaxTokens, c.in.MaxCompletionTokens = or0(in.MaxTokens), or0(in.MaxCompletionTokens)
	c.in.IncludeUsage = in.StreamOptions != nil && in.StreamOptions.IncludeUsage
	for _, m := range in.Messages {
		c.in.Messages = append(c.in.Messages, Message{Role: m.Role, Content: string(m.Content), Name: m.Name})
	}
	c.judgeMessages(in.Messages)
	c.judgeSettings(in)
}

func (c *call) judgeMessages(list []messageIn) {
	if len(list) == 0 {
		c.refuse(http.StatusBadRequest, "there are no messages")
	}
	for i, m := range list {
		if !slices.Contains(roles, m.Role) {
			c.refuse(http.StatusBadRequest, "message %d has the role %q", i, m.Role)
		}
		if m.Content == "" && len(m.ToolCalls) == 0 {
			c.refuse(http.StatusBadRequest, "message %d has no content", i)
		}
	}
}

func (c *call) judgeSettings(in chatIn) {
	if t := in.Temperature; t != nil && (*t < 0 || *t > 2) {
		c.refuse(http.StatusBadRequest, "temperature is %v, it goes from 0 to 2", *t)
	}
	if in.MaxTokens != nil && *in.MaxTokens < 1 || in.MaxCompletionTokens != nil && *in.MaxCompletionTokens < 1 {
		c.refuse(http.StatusBadRequest, "the limit of tokens is under 1")
	}
	if in.MaxTokens != nil && in.MaxCompletionTokens != nil {
		c.refuse(http.StatusBadRequest, "both max_tokens and max_completion_tokens are set")
	}
	if in.StreamOptions != nil && !in.Stream {
		c.refuse(http.StatusBadRequest, "stream_options without stream")
	}
	if in.N != nil && *in.N != 1 {
		c.note("n is %d, one choice is all that this server gives", *in.N)
	}
}

func (c *call) readEmbed() {
	var in embedIn
	if err := json.Unmarshal(c.in.Body, &in); err != nil {
		c.refuse(http.StatusBadRequest, "the body is no embedding request: %v", err)
		return
	}
	c.in.Model, c.in.Input, c.in.Dimensions, c.in.Encoding = in.Model, in.Input, or0(in.Dimensions), in.EncodingFormat
	if len(in.Input) == 0 {
		c.refuse(http.StatusBadRequest, "there is no input")
	}
	if in.Dimensions != nil && (*in.Dimensions < 1 || *in.Dimensions > maxDimensions) {
		c.refuse(http.StatusBadRequest, "dimensions is %d, it goes from 1 to %d", *in.Dimensions, maxDimensions)
	}
	if c.to.ollama {
		return
	}
	if len(in.Input) > maxInputs {
		c.refuse(http.StatusBadRequest, "there are %d texts, %d are allowed", len(in.Input), maxInputs)
	}
	if i := slices.Index(in.Input, ""); i >= 0 {
		c.refuse(http.StatusBadRequest, "text %d is empty", i)
	}
	if !slices.Contains([]string{"", "float", "base64"}, in.EncodingFormat) {
		c.refuse(http.StatusBadRequest, "encoding_format is %q", in.EncodingFormat)
	}
}

func (c *call) judgeModel() {
	switch known := c.s.opt.Models; {
	case c.refused.status != 0:
	case c.in.Model == "":
		c.refuse(http.StatusBadRequest, "there is no model")
	case len(known) > 0 && !slices.Contains(known, c.in.Model):
		c.refuse(http.StatusNotFound, "there is no model %q", c.in.Model)
	}
}
