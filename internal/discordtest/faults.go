package discordtest

import (
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"
)

// A Fault is something that goes wrong with requests.
type Fault struct {
	// Match tells which requests it hits; nil: all. See Route.
	Match func(*http.Request) bool
	// Times is how many of them it hits. 0: one; negative: all until ClearFaults.
	Times int
	// Status is the answer's. 0: 502.
	Status int
	// StoreFirst lets the server do what it was asked, and then answer wrongly.
	StoreFirst bool
	// Delay is waited for before the wrong answer. A fault with a Delay and
	// nothing else but StoreFirst is no wrong answer but a late one.
	Delay time.Duration
	// HTML answers with the page of a proxy in place of JSON.
	HTML bool
	// CutConnection ends the connection without an answer.
	CutConnection bool
}

// late tells whether f is only slow.
func (f *Fault) late() bool {
	return f.Delay > 0 && f.Status == 0 && !f.HTML && !f.CutConnection
}

type faults struct {
	mu   sync.Mutex
	list []*Fault
}

// Fail adds a fault. Of several that match, the oldest hits.
func (s *Server) Fail(f Fault) {
	if f.Times == 0 {
		f.Times = 1
	}
	s.hurt.mu.Lock()
	defer s.hurt.mu.Unlock()
	s.hurt.list = append(s.hurt.list, &f)
}

// ClearFaults takes away all faults and Answer429s that have not hit yet.
func (s *Server) ClearFaults() {
	s.hurt.mu.Lock()
	s.hurt.list = nil
	s.hurt.mu.Unlock()
	s.limit.clear()
}

// take returns the fault that hits r, or nil.
func (fs *faults) take(r *http.Request) *Fault {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	for i, f := range fs.list {
		if f.Match != nil && !f.Match(r) {
			continue
		}
		if f.Times--; f.Times == 0 {
			fs.list = slices.Delete(fs.list, i, i+1)
		}
		hit := *f
		return &hit
	}
	return nil
}

// hold waits for the fault's delay, or until nobody waits for an answer any more;
// a server that closes cuts the connection.
func (f *Fault) hold(s *Server, r *http.Request) {
	if f.Delay <= 0 {
		return
	}
	t := time.NewTimer(f.Delay)
	defer t.Stop()
	select {
	case <-t.C:
	case <-r.Context().Done():
	case <-s.ended:
		panic(http.ErrAbortHandler)
	}
}

func (f *Fault) status() int {
	switch {
	case f.CutConnection:
		return 0
	case f.Status == 0:
		return http.StatusBadGateway
	}
	return f.Status
}

// spoil answers wrongly.
func (f *Fault) spoil(s *Server, w http.ResponseWriter, r *http.Request) {
	f.hold(s, r)
	if f.CutConnection {
		panic(http.ErrAbortHandler)
	}
	status := f.status()
	text := fmt.Sprintf("%d: %s", status, http.StatusText(status))
	if !f.HTML {
		answer{status: status, body: object{"message": text, "code": 0}}.write(w)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=UTF-8")
	w.Header().Set("Server", "cloudflare")
	w.WriteHeader(status)
	_, _ = fmt.Fprintf(w, "<html>\r\n<head><title>%s</title></head>\r\n<body><center><h1>%s</h1></center></body>\r\n</html>\r\n", text, text)
}
