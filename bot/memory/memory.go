// Package memory keeps what the bot must still know after a restart: the answers
// behind its buttons, quotas, settings and the key that signs the buttons.
//
// Files keeps it in a folder that several processes may share. Map keeps it until
// the process ends, for tests and where nothing can be written. memorytest holds
// what both promise.
package memory

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// A Memory keeps small values by key. It may be used by many goroutines at once,
// and by as many processes as its kind allows: each call happens as a whole,
// before or after each other one, and the next Get of anybody sees it.
//
// A key has 1 to MaxKey bytes, all of them ASCII letters and digits, "-", "_", "."
// and "/"; it does not begin with "." or "/" and ".." is nowhere in it. Upper and
// lower case are different keys. Every call with another key is an error that wraps
// ErrKey. A value is any bytes, none included, up to MaxValue; a bigger one is an
// error that wraps ErrSize. Memory copies values: those passed in and those
// returned stay the caller's.
//
// An age says how long a value is kept: it is there before that much time has
// passed since it was written, and absent from then on. Age 0 keeps it until it is
// deleted. A negative age is an error.
//
// After an error nothing has changed, as far as the Memory could see to it. Once
// ctx has ended a call that is not refused for its key, value or age returns the
// error of ctx. Map is the double for tests.
type Memory interface {
	// Get returns the value of key. When it is absent or its age is over, ok is
	// false, value nil and err nil.
	Get(ctx context.Context, key string) (value []byte, ok bool, err error)

	// Put keeps value under key for age, whatever was there before.
	Put(ctx context.Context, key string, value []byte, age time.Duration) error

	// Delete removes key; an absent one is a no-op.
	Delete(ctx context.Context, key string) error

	// Add adds n, which may be negative, to the counter key and returns the sum.
	// An absent counter begins at 0, and its age counts from then: the age of every
	// later Add is ignored. Adding 0 reads a counter. To Get and Put a counter is
	// the decimal digits of its sum. A value that is none, and a sum beyond int64,
	// are errors that wrap ErrCounter.
	Add(ctx context.Context, key string, n int64, age time.Duration) (int64, error)

	// Keep puts value under key until it is deleted, unless the key is there, and
	// returns what is there then. So a value is made once and shared by all
	// processes. A key that is there keeps its value and its age.
	Keep(ctx context.Context, key string, value []byte) ([]byte, error)
}

// What a Memory takes.
const (
	MaxKey   = 200     // bytes
	MaxValue = 1 << 20 // bytes
)

// What a Memory refuses.
var (
	ErrKey     = errors.New("key not allowed")
	ErrSize    = errors.New("value too big")
	ErrCounter = errors.New("cannot count")
)

// Options are the settings of a Memory.
type Options struct {
	// Now is the clock that ages are measured by; nil is time.Now.
	Now func() time.Time
}

func (o Options) clock() func() time.Time {
	if o.Now == nil {
		return time.Now
	}
	return o.Now
}

// CheckKey returns an error that wraps ErrKey when a Memory refuses key.
func CheckKey(key string) error {
	switch {
	case key == "":
		return fmt.Errorf("%w: it is empty", ErrKey)
	case len(key) > MaxKey:
		return fmt.Errorf("%w: %d bytes, at most %d", ErrKey, len(key), MaxKey)
	case key[0] == '.' || key[0] == '/':
		return fmt.Errorf("%w: %q begins with %q", ErrKey, key, key[0])
	case strings.Contains(key, ".."):
		return fmt.Errorf(`%w: %q has ".."`, ErrKey, key)
	}
	for i := range len(key) {
		if !allowed(key[i]) {
			return fmt.Errorf("%w: %q has byte %d", ErrKey, key, i)
		}
	}
	return nil
}

func allowed(c byte) bool {
	return 'a' <= c && c <= 'z' || isUpper(c) || '0' <= c && c <= '9' || strings.IndexByte("-_./", c) >= 0
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }

// Check returns an error when a Memory refuses to keep value under key for age.
func Check(key string, value []byte, age time.Duration) error {
	if err := CheckKey(key); err != nil {
		return err
	}
	if len(value) > MaxValue {
		return fmt.Errorf("%w: %d bytes, at most %d", ErrSize, len(value), MaxValue)
	}
	if age < 0 {
		return fmt.Errorf("age %v is negative", age)
	}
	return nil
}

// An entry is a value as it is kept.
type entry struct {
	key    string
	value  []byte
	expiry time.Time // from then on the value is absent; zero is never
}

func newEntry(key string, value []byte, age time.Duration, now time.Time) entry {
	e := entry{key: key, value: value}
	if age > 0 {
		e.expiry = now.Round(0).UTC().Add(age) // by the wall clock, which other processes share
	}
	return e
}

func (e entry) expired(now time.Time) bool {
	return !e.expiry.IsZero() && !now.Before(e.expiry)
}

// plus returns the entry of a counter after adding n, and the sum.
func (e entry) plus(n int64) (entry, int64, error) {
	was, err := strconv.ParseInt(string(e.value), 10, 64)
	if err != nil {
		return e, 0, fmt.Errorf("%w: the value is no whole number", ErrCounter)
	}
	if n > 0 && was > math.MaxInt64-n || n < 0 && was < math.MinInt64-n {
		return e, 0, fmt.Errorf("%w: %d and %d are too much", ErrCounter, was, n)
	}
	e.value = strconv.AppendInt(nil, was+n, 10)
	return e, was + n, nil
}

// start returns what keeps a call from being made.
func start(ctx context.Context, refused error) error {
	if refused != nil {
		return refused
	}
	return ctx.Err()
}

// failed says which call on which key went wrong.
func failed(call, key string, err error) error {
	if err == nil || errors.Is(err, ErrKey) {
		return wrap(call, err) // a key that is refused is in err, quoted
	}
	return wrap(call+" "+key, err)
}

func wrap(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, err)
}
