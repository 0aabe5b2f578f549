package discordtest

import (
	"fmt"
	"net"
	"net/http"
)

// guarded is a transport that asks only hosts that it may.
type guarded struct {
	may  func(host string) bool
	only string
	next http.RoundTripper
}

func (g guarded) RoundTrip(r *http.Request) (*http.Response, error) {
	if !g.may(r.URL.Host) {
		if r.Body != nil {
			_ = r.Body.Close()
		}
		return nil, fmt.Errorf("discordtest: a request to %s was refused, only %s may be asked", r.URL.Host, g.only)
	}
	return g.next.RoundTrip(r)
}

// CloseIdleConnections lets http.Client.CloseIdleConnections reach the
// connections behind.
func (g guarded) CloseIdleConnections() {
	if t, ok := g.next.(*http.Transport); ok {
		t.CloseIdleConnections()
	}
}

func direct() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.Proxy = nil
	return t
}

// OnlyLoopback returns a transport that refuses every host but this machine,
// with an error that names the host. It uses no proxy.
func OnlyLoopback() http.RoundTripper {
	return guarded{may: isLoopback, only: "127.0.0.1", next: direct()}
}

// Transport returns a transport that refuses every host but the server, with an
// error that names the host. It uses no proxy.
func (s *Server) Transport() http.RoundTripper {
	return guarded{may: func(host string) bool { return host == s.addr }, only: s.addr, next: direct()}
}

func isLoopback(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
