package rest

import (
	"errors"
	"net/url"
	"strings"
)

// Secrets are the tokens that no text may hold.
type secrets []string

// Below this length a token is a placeholder of a test, and hiding it would only
// tear words apart.
const leastSecret = 4

// newSecrets lists the tokens as they are, and as they stand in URLs.
func newSecrets(tokens ...string) secrets {
	var s secrets
	for _, t := range tokens {
		if len(t) < leastSecret {
			continue
		}
		s = append(s, t)
		if u, err := url.PathUnescape(t); err == nil && u != t && len(u) >= leastSecret {
			s = append(s, u)
		}
		if e := url.PathEscape(t); e != t {
			s = append(s, e)
		}
	}
	return s
}

// hide returns text with each token replaced by an ellipsis.
func (s secrets) hide(text string) string {
	for _, t := range s {
		text = strings.ReplaceAll(text, t, "…")
	}
	return text
}

// safe returns err as a text without tokens. Nothing of the original can be
// unwrapped from it, since a *url.Error inside holds the whole path.
func (s secrets) safe(err error) error {
	if errors.Is(err, errLong) {
		return errLong
	}
	var u *url.Error
	for errors.As(err, &u) {
		err = u.Err
	}
	return errors.New(s.hide(err.Error()))
}
