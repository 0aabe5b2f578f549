// Package rest sends the bot's requests to Discord: within its limits, bounded
// in time and memory, and never one message twice.
//
// Nothing about Discord's limits is built in. Each answer names the bucket that
// its route shares with others, how many requests the bucket still takes and
// when it is full again (window.go); bucket.go counts by these, limiter.go keeps
// the buckets and the order of those who wait. What Discord refuses in spite of it
// waits as long as the refusal says, and gate.go stops all others where it is about
// them too. refused.go counts refusals, since Discord bars an address that collects
// too many.
//
// No error and no log line of this package holds a token: the bot's goes into a
// header and those of interactions into paths, and secret.go keeps both out of
// every text that others wrote.
package rest

import (
	"cmp"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// Options are the settings of a Client. The zero value is good for Discord.
type Options struct {
	// Base is the address before the version, perhaps with a path, such as
	// "http://127.0.0.1:1234/api". The bot's token goes there, so http is for
	// trusted networks. Empty means https://discord.com/api.
	Base string

	// Transport carries the requests. Nil means one like http.DefaultTransport
	// with more idle connections, which Close closes.
	Transport http.RoundTripper

	// UserAgent is sent with each request. Discord wants the form
	// "DiscordBot (address, version)". Empty means one that names footnote.
	UserAgent string

	// MaxWait is the longest that one call of Do waits for limits, in all, before
	// it gives up. 0 means 60 s; less than 0: it never waits.
	MaxWait time.Duration

	// Timeout is how long one try may take, its whole answer included. One that
	// takes longer counts as a cut connection. 0 means 30 s.
	Timeout time.Duration

	// Now is the clock by which limits are counted. Waiting itself is done by
	// timers. Nil means time.Now.
	Now func() time.Time

	// Observe is told of each try when it is over: its route without ids, such as
	// "POST /channels/{id}/messages", its status, 0 where the connection was cut,
	// and how long it took without waiting for limits. It is called by several
	// goroutines at once. Nil means nobody is told.
	Observe func(route string, status int, took time.Duration)
}

// A Request is one thing that Discord is asked for.
type Request struct {
	Method string // GET, POST, PUT, PATCH or DELETE

	// Path is what follows the version: "/channels/1/messages". It begins with a
	// slash and holds no query; odd characters in it are escaped by the caller.
	Path string

	Query url.Values // what follows the question mark; nil: nothing
	Body  any        // becomes the JSON of the request; nil: none

	// Files are sent with the Body, as multipart/form-data: the Body as
	// payload_json and the files as files[0], files[1], … in this order. Their
	// descriptions stand in the Body's attachments.
	Files []File

	// Token is the interaction token that the Path holds. Such a request goes
	// without the bot's Authorization and is not bound by the bot's global limit;
	// its own limits are forgotten 15 minutes after the last use. Empty: a request
	// of the bot, unless the path is one that always holds a token.
	Token string

	// Once forbids repeating the request where it may have been done already:
	// after a status of 5xx and after a cut connection.
	Once bool

	// Nonced says that a POST does no harm when it arrives twice: its body has a
	// nonce and enforce_nonce, or it is an interaction's callback, of which Discord
	// refuses the second with code 40060. Other POSTs are never repeated where they
	// may have been done; other methods are, without Once.
	Nonced bool

	// Urgent is for acknowledgements. Such a request goes at once past everybody
	// who waits for the bucket, and is sent when others are barred. It waits only
	// for a global limit and after a refusal of its own, for 3 s in all at most:
	// after that Discord no longer wants it.
	Urgent bool
}

// A File is sent along with a message.
type File struct {
	Name string // file name without a folder, as people see it
	Type string // media type; empty or malformed: application/octet-stream
	Data []byte
}

// A Client sends requests. It starts no goroutines, and any number of goroutines
// may use it.
type Client struct {
	lg      *slog.Logger
	bot     string // its token
	base    *base
	agent   string
	maxWait time.Duration
	timeout time.Duration
	now     func() time.Time
	observe func(route string, status int, took time.Duration)

	http    *http.Client
	limits  *limiter
	refused refusals
	close   sync.Once
	ownConn *http.Transport // nil: the caller's
}

const (
	defaultBase  = "https://discord.com/api"
	version      = "/v10"
	defaultAgent = "DiscordBot (footnote, 1)"

	defaultMaxWait = time.Minute
	defaultTimeout = 30 * time.Second
	urgentWait     = 3 * time.Second
)

// New returns a client for the bot with this token, without the word Bot. An
// Options.Base that is no address makes every request fail with an error that
// says so.
func New(lg *slog.Logger, token string, opts Options) *Client {
	c := &Client{
		lg:      lg,
		bot:     token,
		base:    parseBase(cmp.Or(opts.Base, defaultBase)),
		agent:   cmp.Or(opts.UserAgent, defaultAgent),
		maxWait: cmp.Or(opts.MaxWait, defaultMaxWait),
		timeout: cmp.Or(opts.Timeout, defaultTimeout),
		now:     opts.Now,
		observe: opts.Observe,
	}
	if c.lg == nil {
		c.lg = slog.New(slog.DiscardHandler)
	}
	if c.now == nil {
		c.now = time.Now
	}
	if c.observe == nil {
		c.observe = func(string, int, time.Duration) {}
	}
	c.limits = newLimiter(c.now)
	c.http = &http.Client{Transport: opts.Transport, CheckRedirect: stay}
	if opts.Transport == nil {
		c.ownConn = manyIdle()
		c.http.Transport = c.ownConn
	}
	return c
}

// stay keeps a client from following redirects: Discord's API has none, another
// host would be sent the Authorization, and a POST would become a GET.
func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// manyIdle is the default transport with as many idle connections to one host as
// in all: behind a proxy that speaks HTTP/1.1, two would be opened anew all the time.
func manyIdle() *http.Transport {
	t, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		return &http.Transport{Proxy: http.ProxyFromEnvironment, ForceAttemptHTTP2: true}
	}
	t = t.Clone()
	t.MaxIdleConnsPerHost = t.MaxIdleConns
	return t
}

// Close ends the use of the client. Requests that wait for a limit and all later
// ones fail with ErrClosed; those on their way are not disturbed, their contexts
// end them. A second Close does nothing.
func (c *Client) Close() {
	c.close.Do(func() {
		close(c.limits.closed)
		if c.ownConn != nil {
			c.ownConn.CloseIdleConnections()
		}
	})
}

// Refused returns how many requests Discord has refused in the last 10 minutes,
// as it counts them itself: 401, 403, and 429 unless the limit was one that is
// shared with other bots. It bars an address at 10,000; from 5,000 on all but
// urgent requests fail with ErrBarred.
func (c *Client) Refused() int { return c.refused.count(c.now()) }
