package bot

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"
)

// A custom_id is what a button says when it is pressed:
//
//	v1:<action>:<answer>:<n>:<mac>
//
// It went through other hands, so it is trusted only with our signature: the
// first 16 bytes of HMAC-SHA-256 over what stands before the last colon.

const customVersion = "v1"

// maxCustomID is the most characters of a custom_id.
const maxCustomID = 100

// sign makes a button's custom_id.
func sign(key []byte, b Button) string {
	id := strings.Join([]string{customVersion, b.Action, b.Answer, strconv.Itoa(b.Number)}, ":")
	return id + ":" + mac(key, id)
}

// read is the button of a custom_id. It reports false for one that we did not sign.
func read(key []byte, id string) (Button, bool) {
	i := strings.LastIndexByte(id, ':')
	if i < 0 || len(id) > maxCustomID || !hmac.Equal([]byte(mac(key, id[:i])), []byte(id[i+1:])) {
		return Button{}, false
	}
	parts := strings.Split(id[:i], ":")
	if len(parts) != 4 || parts[0] != customVersion {
		return Button{}, false
	}
	n, err := strconv.Atoi(parts[3])
	if err != nil {
		return Button{}, false
	}
	return Button{Action: parts[1], Answer: parts[2], Number: n, id: id}, true
}

func mac(key []byte, s string) string {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(s))
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:16])
}

// newID is the id of an answer: 16 letters and digits that nobody can guess.
func newID() string { return strings.ToLower(rand.Text()[:16]) }

// newKey is a key to sign with.
func newKey() []byte {
	key := make([]byte, 32)
	_, _ = rand.Read(key) // never fails
	return key
}
