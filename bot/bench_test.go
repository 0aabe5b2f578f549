package bot

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"footnote/answer"
	"footnote/answer/compare"
	"footnote/article"
	"footnote/bot/gateway"
	"footnote/bot/memory"
	"footnote/seeds"
)

// quick is a Discord that takes everything at once.
func quick(done func()) roundTrip {
	return func(r *http.Request) (*http.Response, error) {
		if r.Body != nil {
			_, _ = io.Copy(io.Discard, r.Body)
			r.Body.Close()
		}
		resp := &http.Response{StatusCode: 204, Header: http.Header{}, Body: http.NoBody, Request: r}
		if r.Method == http.MethodPatch {
			resp.StatusCode, resp.Body = 200, io.NopCloser(bytes.NewReader([]byte(`{"id":"1"}`)))
			done()
		}
		return resp, nil
	}
}

// quickBot is a bot with memory in files on a Discord that takes everything at once;
// done is called when an answer has been sent.
func quickBot(tb testing.TB, done func()) *Bot {
	tb.Helper()
	articles, _, err := article.ReadFolder(tb.Context(), seeds.FS)
	if err != nil {
		tb.Fatal(err)
	}
	mem, err := memory.OpenFiles(slog.New(slog.DiscardHandler), filepath.Join(tb.TempDir(), "state"), memory.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	b, err := New(tb.Context(), slog.New(slog.DiscardHandler), mem, Options{
		Token: "t", Transport: quick(done), Stories: []Story{{View: storyIndex(tb, articles).View}},
	})
	if err != nil {
		tb.Fatal(err)
	}
	b.self.Store(&identity{application: "8", user: "9"})
	return b
}

// use is the event of somebody using /ask.
func use(n int64) gateway.Event {
	return gateway.Event{Type: "INTERACTION_CREATE", Data: fmt.Appendf(nil,
		`{"id":"%d","token":"token%d","type":2,"guild_id":"5","channel_id":"6","member":{"user":{"id":"%d"}},
		"data":{"name":"ask","type":1,"options":[{"name":"question","type":3,"value":"How many US troops will leave Niger?"}]}}`, n, n, n%100)}
}

// BenchmarkAround is what surrounds an answer: from the event to the answer's being
// sent, acknowledgement, quotas, record on disk and rendering included; answering is
// BenchmarkAnswering alone, and Discord takes no time.
func BenchmarkAround(b *testing.B) {
	done := make(chan struct{})
	bot := quickBot(b, func() { done <- struct{}{} })
	var n int64
	for b.Loop() {
		n++
		bot.receive(use(n))
		<-done
	}
}

func BenchmarkAnswering(b *testing.B) {
	bot := quickBot(b, func() {})
	view := bot.opts.Stories[0].View()
	for b.Loop() {
		a, err := answer.Ask(context.Background(), view, answer.Extractive{}, "How many US troops will leave Niger?", answer.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := compare.Around(context.Background(), view, a, ""); err != nil {
			b.Fatal(err)
		}
	}
}

// small is a story that is soon searched, and whose articles contradict each other.
func small(t *testing.T) (articles []*article.Article) {
	for n, number := range []string{"More than 1,000", "About 650"} {
		a, err := article.Read(fmt.Sprintf("%d.txt", n), "---\npublished: 2031-03-09\nlang: en\n---\n"+number+" US troops will leave Niger in May, officials said.\n")
		if err != nil {
			t.Fatal(err)
		}
		articles = append(articles, a)
	}
	return articles
}

// Ten thousand interactions leave heap and goroutines as they were. FOOTNOTE_SOAK
// makes it as many as it says.
func TestSoak(t *testing.T) {
	all := int64(10_000)
	if s := os.Getenv("FOOTNOTE_SOAK"); s != "" {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		all = n
	}
	var sent atomic.Int64
	bot := quickBot(t, func() { sent.Add(1) })
	bot.memory = memory.NewMap(memory.Options{})                     // the disk is not what is looked at
	bot.opts.Stories = []Story{{View: storyIndex(t, small(t)).View}} // nor is answering
	play := func(from, to int64) {
		for n := from; n < to; n++ {
			bot.receive(use(n))
			for n-sent.Load() > 100 {
				time.Sleep(50 * time.Microsecond)
			}
		}
		for sent.Load() < to {
			time.Sleep(time.Millisecond)
		}
	}
	now := time.Now()
	bot.opts.Now = func() time.Time { return now }
	forget := func() (heap uint64, goroutines int) {
		now = now.Add(2 * seenFor)
		bot.seen.first("x", now)
		now = now.Add(2 * seenFor)
		bot.seen.first("y", now)
		bot.memory = memory.NewMap(memory.Options{}) // records live 30 days, on disk
		for range 5 {
			runtime.GC()
			time.Sleep(20 * time.Millisecond)
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc, runtime.NumGoroutine()
	}
	play(0, all/10)
	heap, goroutines := forget()
	play(all/10, all)
	heapThen, goroutinesThen := forget()
	t.Logf("%d interactions: heap %d KB, then %d KB; goroutines %d, then %d", all, heap>>10, heapThen>>10, goroutines, goroutinesThen)
	if heapThen > heap+heap/4+4<<20 {
		t.Errorf("the heap grew from %d to %d bytes", heap, heapThen)
	}
	if goroutinesThen > goroutines+5 {
		t.Errorf("goroutines grew from %d to %d", goroutines, goroutinesThen)
	}
}
