package gateway

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"strings"
	"sync"
	"time"
)

// A try is one opening of a Session, and the connection that comes of it.
type try struct {
	life   context.Context // until the connection is to end
	hand   context.Context // until it must have been made
	by     time.Time       // when hand ends
	forget bool            // only make discordgo forget the gateway's address
	resume string          // the gateway's address; empty: ask

	mu    sync.Mutex
	guard *guard
	end   ending // why there is no guard
}

// errForget makes discordgo forget the gateway's address, which it keeps until
// connecting fails.
var errForget = errors.New("the gateway's address is to be forgotten")

func (t *try) fail(e ending) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.end = e
	return e.err
}

// result is the guard, if there is one, and otherwise why not.
func (t *try) result() (*guard, ending) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.guard, t.end
}

// dial makes the connection for a ws address.
func (l *line) dial(_ context.Context, network, addr string) (net.Conn, error) {
	t := l.try.Load()
	raw, err := l.reach(t, network, addr)
	if err != nil {
		return nil, err
	}
	return l.guard(t, raw, raw), nil
}

// dialTLS makes the connection for a wss address.
func (l *line) dialTLS(_ context.Context, network, addr string) (net.Conn, error) {
	t := l.try.Load()
	raw, err := l.reach(t, network, addr)
	if err != nil {
		return nil, err
	}
	cfg := l.k.opts.tls.Clone()
	if cfg == nil {
		cfg = &tls.Config{}
	}
	cfg.ServerName = strings.Trim(addr[:strings.LastIndexByte(addr, ':')], "[]")
	conn := tls.Client(raw, cfg)
	if err := conn.HandshakeContext(t.hand); err != nil {
		_ = raw.Close()
		return nil, t.fail(ending{err: err})
	}
	return l.guard(t, conn, raw), nil
}

// reach makes the network connection of a try.
func (l *line) reach(t *try, network, addr string) (net.Conn, error) {
	if t.forget {
		return nil, errForget
	}
	conn, err := l.k.opts.Dial(t.hand, network, addr)
	if err != nil {
		return nil, t.fail(ending{err: err})
	}
	if err := t.hand.Err(); err != nil { // nobody waits for it any more
		_ = conn.Close()
		return nil, t.fail(ending{err: err})
	}
	return conn, nil
}

// guard puts a guard before a new connection.
func (l *line) guard(t *try, conn, raw net.Conn) *guard {
	g := newGuard(conn, raw, guardOptions{
		lg: l.k.lg, status: &l.k.status,
		by: t.by, more: l.k.opts.HandshakeWait, slack: l.k.opts.BeatSlack,
		seq: l.seq.Load(), resume: l.id != "",
	})
	t.mu.Lock()
	t.guard = g
	t.mu.Unlock()
	context.AfterFunc(t.life, g.leave)
	return g
}
