package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"footnote/internal/harmless"
)

// Notices are the lines on standard error. What they hold of articles and
// arguments is made harmless first.
type notices struct {
	w        io.Writer
	terminal bool
	quiet    bool // errors only
}

func newNotices(w io.Writer) *notices { return &notices{w: w, terminal: isTerminal(w)} }

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// say writes a line unless told to be quiet.
func (n *notices) say(format string, args ...any) {
	if !n.quiet {
		n.complain(format, args...)
	}
}

// complain writes a line in any case.
func (n *notices) complain(format string, args ...any) {
	fmt.Fprintf(n.w, "footnote: %s\n", harmless.Line(fmt.Sprintf(format, args...)))
}

// logger is for the packages below.
func (n *notices) logger() *slog.Logger {
	if n.quiet {
		return slog.New(slog.DiscardHandler)
	}
	return slog.New(slog.NewTextHandler(n.w, &slog.HandlerOptions{
		Level: slog.LevelWarn,
		ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
			if len(groups) == 0 && a.Key == slog.TimeKey {
				return slog.Attr{}
			}
			return a
		},
	}))
}

// service is the logger of a service: with times, and with what goes well.
func (n *notices) service() *slog.Logger {
	level := slog.LevelInfo
	if n.quiet {
		level = slog.LevelError
	}
	return slog.New(slog.NewTextHandler(n.w, &slog.HandlerOptions{Level: level}))
}

// much is the number of articles over which indexing takes long enough to show how far it is.
const much = 200

// progress returns what to call with the number of articles done. It draws a bar
// on a terminal where there is much to do, and is nil where it never would.
func (n *notices) progress() func(done, total int) {
	if n.quiet || !n.terminal {
		return nil
	}
	var bar *progressbar.ProgressBar
	return func(done, total int) {
		if total <= much {
			return
		}
		if bar == nil {
			bar = progressbar.NewOptions(total,
				progressbar.OptionSetWriter(n.w),
				progressbar.OptionSetDescription("indexing articles"),
				progressbar.OptionShowCount(),
				progressbar.OptionClearOnFinish())
		}
		_ = bar.Set(done)
	}
}
