package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// A judge collects what is wrong with the body of a call.
type judge struct {
	c      *call
	prefix string // of the paths, "data." in callbacks
	errors object // nil: nothing that Discord refuses
	empty  bool   // refused as an empty message
}

func (c *call) judge(prefix string) *judge { return &judge{c: c, prefix: prefix} }

// note finds a fault that Discord lets pass.
func (j *judge) note(format string, args ...any) { j.c.violate(format, args...) }

// refuse finds a fault that Discord refuses: in the field at path ("embeds.0"),
// with one of its codes for fields.
func (j *judge) refuse(path, code, message, format string, args ...any) {
	j.c.violate(format, args...)
	if j.errors == nil {
		j.errors = object{}
	}
	put(j.errors, strings.Split(j.prefix+path, "."), object{"code": code, "message": message})
}

// put adds an error under the path, as Discord nests them.
func put(o object, path []string, fault object) {
	for _, p := range path {
		inner, ok := o[p].(object)
		if !ok {
			inner = object{}
			o[p] = inner
		}
		o = inner
	}
	list, _ := o["_errors"].([]any)
	o["_errors"] = append(list, fault)
}

// answer is what the call is refused with, or nil.
func (j *judge) answer() *answer {
	switch {
	case j.errors != nil:
		return &answer{status: http.StatusBadRequest, body: object{"code": 50035, "message": "Invalid Form Body", "errors": j.errors}}
	case j.empty:
		return ptr(refuse(http.StatusBadRequest, 50006, "Cannot send an empty message"))
	}
	return nil
}

func invalidForm(path, code, message string) answer {
	errs := object{}
	put(errs, strings.Split(path, "."), object{"code": code, "message": message})
	return answer{status: http.StatusBadRequest, body: object{"code": 50035, "message": "Invalid Form Body", "errors": errs}}
}

// length is the length of s as Discord's clients count it: in UTF-16 units.
func length(s string) int { return len(utf16.Encode([]rune(s))) }

// thousands writes n like 2,114.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// within refuses a text that is longer than most, or shorter than least.
func (j *judge) within(path, what, s string, least, most int) {
	switch n := length(s); {
	case n > most:
		j.refuse(path, "BASE_TYPE_MAX_LENGTH", fmt.Sprintf("Must be %d or fewer in length.", most),
			"%s has %s characters, %s are allowed", what, thousands(n), thousands(most))
	case n < least && n == 0:
		j.refuse(path, "BASE_TYPE_REQUIRED", "This field is required", "%s is empty", what)
	case n < least:
		j.refuse(path, "BASE_TYPE_MIN_LENGTH", fmt.Sprintf("Must be %d or more in length.", least),
			"%s has %d characters, %d are needed", what, n, least)
	}
}

// atMost refuses more than most of something.
func (j *judge) atMost(path, what string, n, most int) {
	if n > most {
		j.refuse(path, "BASE_TYPE_MAX_LENGTH", fmt.Sprintf("Must be %d or fewer in length.", most),
			"%s, %s are allowed", count(n, what), thousands(most))
	}
}

func count(n int, what string) string { return "there are " + thousands(n) + " " + what }

// Limits of messages.
const (
	maxContent     = 2000
	maxEmbeds      = 10
	maxEmbedTotal  = 6000
	maxRows        = 5
	maxButtons     = 5
	maxLabel       = 80
	maxCustomID    = 100
	maxURL         = 512
	maxNonce       = 25
	maxAltText     = 1024
	maxChoices     = 25
	maxChoiceName  = 100
	maxChoiceValue = 100
)

// messageIn is the body of a request that writes a message.
type messageIn struct {
	Content         *string         `json:"content"`
	Embeds          []embedIn       `json:"embeds"`
	Components      []componentIn   `json:"components"`
	AllowedMentions json.RawMessage `json:"allowed_mentions"`
	Flags           *int            `json:"flags"`
	Attachments     []attachmentIn  `json:"attachments"`
	Nonce           json.RawMessage `json:"nonce"`
	EnforceNonce    bool            `json:"enforce_nonce"`
	Reference       *referenceIn    `json:"message_reference"`
	StickerIDs      []string        `json:"sticker_ids"`
	Poll            json.RawMessage `json:"poll"`

	keys map[string]json.RawMessage
}

type attachmentIn struct {
	ID          json.RawMessage `json:"id"`
	Filename    string          `json:"filename"`
	Description string          `json:"description"`
}

// id is the id as a text: Discord takes numbers too.
func (a attachmentIn) id() string { return strings.Trim(string(a.ID), `"`) }

type referenceIn struct {
	Type            int    `json:"type"`
	MessageID       string `json:"message_id"`
	ChannelID       string `json:"channel_id"`
	FailIfNotExists *bool  `json:"fail_if_not_exists"`
}

// has tells whether the body has the key, be it null.
func (in *messageIn) has(key string) bool {
	_, ok := in.keys[key]
	return ok
}

// raw is the value of a key; nil when it is absent or null.
func (in *messageIn) raw(key string) json.RawMessage {
	if absent(in.keys[key]) {
		return nil
	}
	return in.keys[key]
}

func (in *messageIn) flags() int {
	if in.Flags == nil {
		return 0
	}
	return *in.Flags
}

// readMessage reads a message out of a body; raw may be nil, for a form of files
// only.
func (j *judge) readMessage(raw json.RawMessage) *messageIn {
	in := &messageIn{}
	if absent(raw) {
		return in
	}
	err := json.Unmarshal(raw, &in.keys)
	if err == nil {
		err = json.Unmarshal(raw, in)
	}
	if err != nil {
		j.refuse("_misc", "BASE_TYPE_BAD_TYPE", "The value has a wrong type", "the body is no message: %v", err)
	}
	return in
}

// judgeMessage judges a message that is written. settable are the flags that may
// be set.
func (j *judge) judgeMessage(in *messageIn, settable int) {
	if in.Content != nil {
		j.within("content", "content", *in.Content, 0, maxContent)
	}
	j.judgeEmbeds(in.Embeds)
	if in.flags()&FlagComponentsV2 != 0 {
		j.judgeV2(in)
	} else {
		j.judgeRows(in.Components)
	}
	j.judgeMentions(in.AllowedMentions)
	if extra := in.flags() &^ settable; extra != 0 {
		j.note("flags has %d, which cannot be set here", extra)
	}
	j.judgeNonce(in)
	j.judgeFiles(in)
}

func (j *judge) judgeMentions(raw json.RawMessage) {
	if absent(raw) {
		j.note("allowed_mentions is missing: everything that looks like a mention pings")
		return
	}
	var a struct {
		allowedMentions
		Parse *[]string `json:"parse"`
	}
	if err := json.Unmarshal(raw, &a); err != nil {
		j.refuse("allowed_mentions", "BASE_TYPE_BAD_TYPE", "The value has a wrong type", "allowed_mentions: %v", err)
		return
	}
	if a.Parse == nil {
		j.note(`allowed_mentions has no "parse":[]`)
		return
	}
	for i, p := range *a.Parse {
		if !slices.Contains([]string{"everyone", "roles", "users"}, p) {
			j.refuse("allowed_mentions.parse."+strconv.Itoa(i), "BASE_TYPE_CHOICES",
				"Value must be one of ('users', 'everyone', 'roles').", "allowed_mentions parses %q", p)
		}
	}
	if len(*a.Parse) > 0 {
		j.note("allowed_mentions parses %s: mentions of that kind ping", strings.Join(*a.Parse, ", "))
	}
	if slices.Contains(*a.Parse, "users") && len(a.Users) > 0 || slices.Contains(*a.Parse, "roles") && len(a.Roles) > 0 {
		j.refuse("allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", "parse and ids are mutually exclusive.",
			"allowed_mentions names ids of a kind that it parses")
	}
	j.atMost("allowed_mentions.users", "users in allowed_mentions", len(a.Users), 100)
	j.atMost("allowed_mentions.roles", "roles in allowed_mentions", len(a.Roles), 100)
}

func (j *judge) judgeNonce(in *messageIn) {
	var text string
	var number int64
	switch {
	case absent(in.Nonce):
	case json.Unmarshal(in.Nonce, &text) == nil:
		j.within("nonce", "nonce", text, 0, maxNonce)
	case json.Unmarshal(in.Nonce, &number) != nil:
		j.refuse("nonce", "BASE_TYPE_BAD_TYPE", "The value has a wrong type", "nonce is neither a text nor a whole number")
	}
	if in.EnforceNonce && absent(in.Nonce) {
		j.note("enforce_nonce without a nonce")
	}
}

func (j *judge) judgeFiles(in *messageIn) {
	j.atMost("files", "files", len(j.c.files), maxFiles)
	j.atMost("attachments", "attachments", len(in.Attachments), maxFiles)
	for _, n := range sortedKeys(j.c.files) {
		if f := j.c.files[n]; len(f.Data) > maxFile {
			j.refuse("files."+strconv.Itoa(n), "BINARY_TYPE_MAX_SIZE", "File is too large",
				"file %d has %s bytes, %s are allowed", n, thousands(len(f.Data)), thousands(maxFile))
		}
	}
	for i, a := range in.Attachments {
		j.within(fmt.Sprintf("attachments.%d.description", i), fmt.Sprintf("the description of attachment %d", i), a.Description, 0, maxAltText)
	}
}

// judgeEmpty refuses a message that would have nothing in it.
func (j *judge) judgeEmpty(m *Message, in *messageIn) {
	if m.Content != "" || m.Embeds != nil && !emptyEmbeds(m.Embeds) || len(m.Components) > 0 || len(m.Attachments) > 0 {
		return
	}
	if len(in.StickerIDs) > 0 || !absent(in.Poll) {
		return
	}
	j.note("the message is empty")
	j.empty = true
}

func (j *judge) judgeURL(path, what, raw string, most int) {
	j.within(path, what, raw, 1, most)
	if raw == "" {
		return
	}
	u, err := url.Parse(raw)
	if err != nil || !slices.Contains([]string{"http", "https", "discord"}, u.Scheme) || u.Scheme != "discord" && u.Host == "" {
		j.refuse(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.", "%s is %q, which is no http, https or discord address", what, raw)
	}
}
