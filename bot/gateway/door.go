package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// An api is where Discord's API lies.
type api struct {
	base *url.URL // without a slash at the end
	own  bool     // Discord's own, not a proxy's or a test's
}

// parseAPI reads Options.API.
func parseAPI(text string) (api, error) {
	u, err := url.Parse(strings.TrimRight(text, "/"))
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http":
		return api{}, errors.New("the address of Discord's API (discord.api_base) is no web address; leave it out, or write one like " + discordAPI)
	case u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return api{}, errors.New("the address of Discord's API (discord.api_base) has a name, a ? or a # in it; leave those out")
	case u.Scheme == "http" && !loopback(u.Hostname()):
		return api{}, fmt.Errorf("the address of Discord's API (discord.api_base) would send the token to %s unencrypted; write https", u.Hostname())
	}
	return api{u, u.String() == discordAPI}, nil
}

// gateway returns the address of a gateway as discordgo may use it.
func (a api) gateway(text string) (string, error) {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" {
		return "", errors.New("the gateway's address makes no sense")
	}
	switch {
	case u.Scheme == "wss":
	case u.Scheme == "ws" && !a.own && loopback(u.Hostname()):
	case u.Scheme == "ws":
		return "", fmt.Errorf("the gateway's address (ws, %s) would send the token unencrypted", u.Hostname())
	default:
		return "", fmt.Errorf("the gateway's address has the scheme %q, not wss", u.Scheme)
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String(), nil
}

// loopback reports whether a host is this machine.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// A door is all of HTTP that a Session may use: it asks for the gateway's address.
type door struct{ l *line }

// What discordgo asks for.
const (
	askedHost = "discord.com"
	askedPath = "/api/v9/gateway"
)

// RoundTrip answers from what the try says, or with what Discord says. Whatever
// goes wrong is an error: discordgo would wait or try again on some answers.
func (d door) RoundTrip(req *http.Request) (*http.Response, error) {
	t := d.l.try.Load()
	switch {
	case req.Method != http.MethodGet || req.URL.Host != askedHost || req.URL.Path != askedPath:
		return nil, fmt.Errorf("%s to %s is refused: only the gateway's address may be asked", req.Method, req.URL.Host)
	case t.forget:
		return nil, errForget
	}
	if t.resume != "" {
		if address, err := d.l.api.gateway(t.resume); err == nil {
			return reply(req, address)
		}
		d.l.k.lg.Warn("address for resuming passed over", "err", "it is no wss address")
	}
	address, end := d.ask(t, req)
	if end.err != nil {
		return nil, t.fail(end)
	}
	return reply(req, address)
}

// reply is the answer that discordgo gets.
func reply(req *http.Request, address string) (*http.Response, error) {
	body, err := json.Marshal(map[string]string{"url": address})
	if err != nil {
		return nil, err
	}
	return &http.Response{
		StatusCode: http.StatusOK, Status: "200 OK", Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{}, Body: io.NopCloser(strings.NewReader(string(body))), Request: req,
	}, nil
}

// mostAnswer is the size of the longest answer to GET /gateway, in bytes.
const mostAnswer = 64 << 10

// ask asks Discord for the gateway's address. The ending has no error if that went
// well.
func (d door) ask(t *try, req *http.Request) (string, ending) {
	target := *d.l.api.base
	target.Path += strings.TrimPrefix(askedPath, "/api")
	out, err := http.NewRequestWithContext(t.hand, http.MethodGet, target.String(), nil)
	if err != nil {
		return "", ending{err: err}
	}
	for _, key := range []string{"Authorization", "User-Agent"} {
		out.Header.Set(key, req.Header.Get(key))
	}
	resp, err := d.l.k.transport(t).RoundTrip(out)
	if err != nil {
		return "", ending{err: fmt.Errorf("ask for the gateway's address: %w", err)}
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", refusal(resp)
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, mostAnswer))
	if err != nil {
		return "", ending{err: fmt.Errorf("ask for the gateway's address: %w", err)}
	}
	address, err := d.l.api.gateway(str(field(body, "url")))
	return address, ending{err: err}
}

// transport returns a transport for one request of a try. All that it opens is
// closed with the try; it would leave a connection that is being made to itself.
func (k *Keeper) transport(t *try) *http.Transport {
	return &http.Transport{
		DisableKeepAlives: true,
		TLSClientConfig:   k.opts.tls,
		DialContext: func(_ context.Context, network, addr string) (net.Conn, error) {
			conn, err := k.opts.Dial(t.hand, network, addr)
			if err == nil {
				context.AfterFunc(t.hand, func() { _ = conn.Close() })
			}
			return conn, err
		},
	}
}

// refusal is the ending by an answer other than 200.
func refusal(resp *http.Response) ending {
	e := ending{err: fmt.Errorf("ask for the gateway's address: HTTP %d", resp.StatusCode)}
	switch resp.StatusCode {
	case http.StatusUnauthorized:
		e.code = http.StatusUnauthorized
	case http.StatusTooManyRequests:
		if seconds, err := strconv.ParseFloat(resp.Header.Get("Retry-After"), 64); err == nil {
			e.after = int(min(max(seconds, 0), mostAfter)) + 1
		}
	}
	return e
}

// mostAfter is the longest that a server may ask to be left alone, in seconds.
const mostAfter = 3600
