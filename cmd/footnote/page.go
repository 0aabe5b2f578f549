package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"

	"footnote/bot"
	"footnote/internal/config"
)

// A page tells whoever watches a service how it is: /healthz, /readyz, /metrics.
type page struct {
	listener net.Listener
	server   *http.Server
	done     chan struct{}
}

// How old what was last heard or read may be.
const (
	deaf  = 3 * time.Minute // three heartbeats of Discord's, and time to come back
	blind = time.Minute     // beyond three looks
)

func openPage(lg *slog.Logger, conf config.Config, m *metrics, b *bot.Bot, stories liveStories) (*page, error) {
	listener, err := net.Listen("tcp", conf.Listen)
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s; name another address with listen in the configuration: %w", conf.Listen, err)
	}
	started := time.Now()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		tell(w, healthy(started, b))
	})
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		tell(w, errors.Join(ready(b), looking(stories, 3*conf.LookEvery+blind)))
	})
	mux.Handle("GET /metrics", promhttp.HandlerFor(m, promhttp.HandlerOpts{}))
	p := &page{listener: listener, done: make(chan struct{}), server: &http.Server{
		Handler: mux, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 30 * time.Second, IdleTimeout: time.Minute,
		MaxHeaderBytes: 16 << 10, ErrorLog: slog.NewLogLogger(lg.Handler(), slog.LevelWarn),
	}}
	go func() {
		defer close(p.done)
		if err := p.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			lg.Error("the page for health and metrics has ended", "err", err)
		}
	}()
	return p, nil
}

// Addr is where the page is.
func (p *page) Addr() string { return p.listener.Addr().String() }

// Close ends the page.
func (p *page) Close() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_ = p.server.Shutdown(ctx)
	<-p.done
}

// tell answers 200 and ok, or 503 and what is wrong.
func tell(w http.ResponseWriter, wrong error) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if wrong != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
		fmt.Fprintln(w, wrong)
		return
	}
	fmt.Fprintln(w, "ok")
}

// healthy says why the service should be started anew, if it should: it has not
// heard from Discord for so long that it will hardly come back by itself.
func healthy(started time.Time, b *bot.Bot) error {
	last, _ := b.Heard()
	if last.Before(started) {
		last = started
	}
	if silent := time.Since(last); silent > deaf {
		return fmt.Errorf("nothing was heard from Discord's gateway for %s", silent.Round(time.Second))
	}
	return nil
}

// ready says why questions are not answered just now.
func ready(b *bot.Bot) error {
	last, ready := b.Heard()
	switch {
	case last.IsZero():
		return errors.New("not connected to Discord's gateway yet")
	case !ready:
		return fmt.Errorf("no connection to Discord's gateway; it was last heard %s ago", time.Since(last).Round(time.Second))
	}
	return nil
}

// looking says which stories are not followed any more.
func looking(stories liveStories, within time.Duration) error {
	var wrong []error
	for _, s := range stories {
		last, err := s.living.LastLook()
		if time.Since(last) <= within {
			continue
		}
		late := fmt.Errorf("the folder of the story %s was last read %s ago", s.label, time.Since(last).Round(time.Second))
		if err != nil {
			late = fmt.Errorf("%w: %w", late, err)
		}
		wrong = append(wrong, late)
	}
	return errors.Join(wrong...)
}
