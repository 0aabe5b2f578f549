package chat_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/answer"
	"footnote/answer/chat"
	"footnote/article"
	"footnote/internal/openaitest"
	"footnote/retrieval"
)

const (
	question = "How many US troops will leave Niger?"
	truth    = "The United States will pull more than 1,000 troops out of Niger."
	second   = "Air Base 101 is in Niamey."
	lie      = "The United States will pull more than 9,000 troops out of Niger."
)

// citing is a sentence with the number that its words have in the prompt.
func citing(r openaitest.Request, sentence, words string) string {
	for line := range strings.Lines(r.Prompt()) {
		if strings.HasPrefix(line, "[") && strings.Contains(line, words) {
			return sentence + " " + line[:strings.Index(line, "]")+1]
		}
	}
	return sentence + " [77]"
}

// saying is a reply to whatever is asked, made of the prompt.
func saying(say func(openaitest.Request) string) openaitest.Options {
	return openaitest.Options{Default: func(r openaitest.Request) openaitest.Reply {
		return openaitest.Reply{Text: say(r), Usage: openaitest.Usage{Prompt: 1000, Completion: 50}}
	}}
}

func isRetry(r openaitest.Request) bool { return strings.Contains(r.Prompt(), "BEGIN SENTENCES") }

// A question is answered by the model, sentence by sentence, each proved.
func TestAsk(t *testing.T) {
	srv := openaitest.NewServer(t, saying(func(r openaitest.Request) string {
		return citing(r, truth, "will pull more than 1,000") + " " + citing(r, second, "Air Base 101 is in Niamey.")
	}))
	a := newAnswerer(t, srv, chat.Options{Key: "sk-secret", PriceIn: 2, PriceOut: 10})
	var said []string
	got, err := answer.Ask(t.Context(), sampleView(t), a, question, answer.Options{
		Today: "2024-04-21", Said: func(c answer.Claim) { said = append(said, c.Text) },
	})
	if err != nil || !slices.Equal(said, []string{truth, second}) || got.Text() != truth+" "+second || len(got.Notes()) != 0 || got.Dropped() != 0 {
		t.Fatalf("said %q, answer %q, notes %q, dropped %d, error %v", said, got.Text(), got.Notes(), got.Dropped(), err)
	}
	w := got.Receipt().Work
	if w.Model != "test-model" || len(w.Prompt) != 8 || w.TokensIn != 1000 || w.TokensOut != 50 || w.Cost < .00249 || w.Cost > .00251 || w.Took <= 0 {
		t.Errorf("work %+v", w)
	}
	req := srv.Requests()[0]
	if len(srv.Requests()) != 1 || req.Authorization != "Bearer sk-secret" || req.Temperature == nil || *req.Temperature > 1e-6 || req.Seed == nil || *req.Seed != 1 ||
		req.MaxTokens != 800 || !req.Stream || !req.IncludeUsage || !strings.Contains(req.Prompt(), "2024-04-21") || !strings.Contains(req.Prompt(), "(Korvale Courier, 2024-04-20)") {
		t.Errorf("%d requests, the first %s: %s", len(srv.Requests()), req, req.Body)
	}
}

// What is refused goes back once, with the reason; a lie is never told as said.
func TestRetry(t *testing.T) {
	for _, tt := range []struct {
		about, first, again string
		want                []string
		dropped             int
		calls               int
	}{
		{"a lie mended", lie, truth, []string{second, truth}, 0, 2},
		{"a lie again", lie, lie, []string{second}, 1, 2},
		{"a lie left out", lie, "NOT_IN_EVIDENCE", []string{second}, 1, 2},
		{"nothing to mend", truth, "", []string{truth, second}, 0, 1},
	} {
		srv := openaitest.NewServer(t, saying(func(r openaitest.Request) string {
			if isRetry(r) {
				return citing(r, tt.again, "will pull more than 1,000")
			}
			return citing(r, tt.first, "will pull more than 1,000") + " " + citing(r, second, "Air Base 101 is in Niamey.")
		}))
		var said []string
		got, err := answer.Ask(t.Context(), sampleView(t), newAnswerer(t, srv, chat.Options{}), question, answer.Options{Said: func(c answer.Claim) { said = append(said, c.Text) }})
		if err != nil || !slices.Equal(said, tt.want) || got.Dropped() != tt.dropped || len(srv.Requests()) != tt.calls {
			t.Errorf("%s: said %q, dropped %d, %d calls, error %v", tt.about, said, got.Dropped(), len(srv.Requests()), err)
		}
		if tt.calls == 2 && !strings.Contains(srv.Requests()[1].Prompt(), "9,000”: ") {
			t.Errorf("%s: the reason is not told: %s", tt.about, srv.Requests()[1].Prompt())
		}
	}
}

// Where the server breaks, the answer is there in time, made of what stood by then or
// of the sources' own sentences; one line is logged, and no goroutine is left.
func TestFailures(t *testing.T) {
	said, v := citingNumber(t), sampleView(t)
	for _, tt := range []struct {
		about   string
		replies []openaitest.Reply
		note    string // empty: the model's answer stands
		model   bool   // something of the model's answer is there
		calls   int
	}{
		{"429, then well", []openaitest.Reply{{Status: 429, Header: http.Header{"Retry-After": {"1"}}}, {Text: said}}, "", true, 2},
		{"429 for long", []openaitest.Reply{{Status: 429, Header: http.Header{"Retry-After": {"60"}}}}, "asked too often", false, 1},
		{"429 until a day", []openaitest.Reply{{Status: 429, Header: http.Header{"Retry-After": {"Fri, 31 Dec 2100 23:59:59 GMT"}}}}, "asked too often", false, 1},
		{"no credit", []openaitest.Reply{{Status: 429, Body: `{"error":{"message":"x","code":"insufficient_quota"}}`}}, "no credit", false, 1},
		{"500, then well", []openaitest.Reply{{Status: 500}, {Text: said}}, "", true, 2},
		{"500", []openaitest.Reply{{Status: 500, Times: 9}}, "server failed", false, 3},
		{"HTML 502", []openaitest.Reply{{HTML: true, Times: 9}}, "server failed", false, 3},
		{"HTML 200", []openaitest.Reply{{Status: 200, HTML: true}}, "web page", false, 1},
		{"a redirect", []openaitest.Reply{{Status: 302, Header: http.Header{"Location": {"/elsewhere"}}}}, "sends requests elsewhere", false, 1},
		{"401", []openaitest.Reply{{Status: 401, Body: `{"error":{"message":"Incorrect API key provided: sk-secret"}}`}}, "does not accept the key", false, 1},
		{"403", []openaitest.Reply{{Status: 403}}, "does not accept the key", false, 1},
		{"404", []openaitest.Reply{{Status: 404}}, "does not know the model", false, 1},
		{"too long", []openaitest.Reply{{Status: 400, Body: `{"error":{"message":"maximum context length is 4096","code":"context_length_exceeded"}}`}}, "lower model.evidence_tokens", false, 1},
		{"silence", []openaitest.Reply{{Stall: true}}, "gave no answer within 2 s.", false, 1},
		{"silence in the middle", []openaitest.Reply{{Text: said + " It was ", StallAfter: 14}}, "did not finish its answer within 1 s", true, 1},
		{"silence at the end", []openaitest.Reply{{Text: said, StallAfter: 999}}, "did not finish its answer within 1 s", true, 1},
		{"dropped", []openaitest.Reply{{Drop: true, Times: 9}}, "broke off before it answered", false, 3},
		{"cut", []openaitest.Reply{{Text: said + " More than 1,000 American", CutAfter: 15}}, "broke off", true, 1},
		{"cut at once", []openaitest.Reply{{Text: said, CutAfter: -1}}, "broke off", false, 1},
		{"ended without an end", []openaitest.Reply{{Text: said + " More than 1,000", EndAfter: 14}}, "broke off", true, 1},
		{"an error as an event", []openaitest.Reply{{Text: said + " More than 1,000 American", FailAfter: 15}}, "broke off", true, 1},
		{"no choices", []openaitest.Reply{{Empty: true}}, "gave no answer", false, 1},
		{"no words", []openaitest.Reply{{Text: ""}}, "gave no answer", false, 1},
		{"thoughts only", []openaitest.Reply{{Text: "<think>" + said}}, "gave no answer", false, 1},
		{"reasoning only", []openaitest.Reply{{Reasoning: said}}, "gave no answer", false, 1},
		{"reasoning first", []openaitest.Reply{{Reasoning: "It is 9,000. [1]", Text: said}}, "", true, 1},
		{"a refusal", []openaitest.Reply{{Refusal: "I cannot."}}, "declined", false, 1},
		{"a refusal in words", []openaitest.Reply{{Text: "I'm sorry, but I can't help with that."}}, "declined", false, 1},
		{"a filter", []openaitest.Reply{{Text: said + " And", FinishReason: "content_filter"}}, "withheld", true, 1},
		{"too many words", []openaitest.Reply{{Text: said + " More than 1,000 American service", FinishReason: "length"}}, "longer than model.max_tokens", true, 1},
	} {
		t.Run(tt.about, func(t *testing.T) {
			before := runtime.NumGoroutine()
			srv, err := openaitest.Start(openaitest.Options{Tolerant: true})
			if err != nil {
				t.Fatal(err)
			}
			srv.Chat(tt.replies...)
			within := 2 * time.Second
			if strings.Contains(tt.note, "within 1 s") {
				within = time.Second
			}
			log := &lines{}
			a := logging(t, log, chat.Options{BaseURL: srv.URL(), Model: "m", Key: "sk-secret", Timeout: within})
			start := time.Now()
			got, err := answer.Ask(t.Context(), v, a, question, answer.Options{})
			if took := time.Since(start); err != nil || took > within+time.Second {
				t.Errorf("error %v after %v", err, took)
			}
			notes := strings.Join(got.Notes(), "\n")
			if tt.note == "" != (notes == "") || !strings.Contains(notes, tt.note) || got.Refused() {
				t.Errorf("notes %q, answer %q", notes, got.Text())
			}
			if strings.HasPrefix(got.Text(), truth) != tt.model || tt.note != "" && strings.Contains(notes, "own sentences") == tt.model {
				t.Errorf("answer %q, notes %q", got.Text(), notes)
			}
			if n := len(srv.Requests()); n != tt.calls {
				t.Errorf("%d calls, want %d", n, tt.calls)
			}
			log.check(t, tt.note != "", notes, srv.URL())
			a.Close()
			srv.Close()
			noneLeft(t, before)
		})
	}
}

// citingNumber is the truth with the number that its evidence has for the question.
func citingNumber(t *testing.T) string {
	t.Helper()
	srv := openaitest.NewServer(t, saying(func(r openaitest.Request) string { return citing(r, truth, "will pull more than 1,000") }))
	got, err := answer.Ask(t.Context(), sampleView(t), newAnswerer(t, srv, chat.Options{}), question, answer.Options{})
	if err != nil || got.Text() != truth {
		t.Fatal(got.Text(), err)
	}
	return citing(srv.Requests()[0], truth, "will pull more than 1,000")
}

// noneLeft waits until no more goroutines run than before.
func noneLeft(t *testing.T, before int) {
	t.Helper()
	for end := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; {
		if time.Now().After(end) {
			buf := make([]byte, 1<<16)
			t.Fatalf("%d goroutines, %d before:\n%s", runtime.NumGoroutine(), before, buf[:runtime.Stack(buf, true)])
		}
		runtime.Gosched()
		time.Sleep(time.Millisecond)
	}
}

// A server that is not there is an answer at once; after five failures nobody asks it
// for a while.
func TestBreaker(t *testing.T) {
	srv := openaitest.NewServer(t)
	srv.Chat(openaitest.Reply{Status: 503, Times: -1, Header: http.Header{"Retry-After": {"0"}}})
	a := newAnswerer(t, srv, chat.Options{})
	v := sampleView(t)
	for i := range 7 {
		calls := len(srv.Requests())
		got, err := answer.Ask(t.Context(), v, a, question, answer.Options{})
		if err != nil || len(got.Notes()) == 0 {
			t.Fatal(err, got.Notes())
		}
		left := strings.Contains(got.Notes()[0], "left alone for ")
		if asked := len(srv.Requests()) > calls; asked != (i < 5) || left != (i >= 5) {
			t.Errorf("question %d: asked %v, notes %q", i, asked, got.Notes())
		}
	}
}

// An asker who goes away gets the error of his context, and the server is let go.
func TestCancel(t *testing.T) {
	srv := openaitest.NewServer(t)
	srv.Chat(openaitest.Reply{Text: truth, StallAfter: 3})
	a := newAnswerer(t, srv, chat.Options{})
	ctx, stop := context.WithCancel(t.Context())
	go func() {
		_ = srv.Until(t.Context(), func() bool { return len(srv.Requests()) == 1 && srv.Requests()[0].Pieces == 3 })
		stop()
	}()
	if _, err := answer.Ask(ctx, sampleView(t), a, question, answer.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if err := srv.Until(t.Context(), func() bool { return srv.Requests()[0].Over }); err != nil {
		t.Error(err)
	}
}

// A parameter that the server does not take is left out, and stays left out.
func TestParameters(t *testing.T) {
	srv := openaitest.NewServer(t, saying(func(r openaitest.Request) string { return citing(r, truth, "will pull more than 1,000") }))
	refuse := func(message string, sends func(openaitest.Request) bool) openaitest.Reply {
		return openaitest.Reply{Match: sends, Times: -1, Status: 400, Body: `{"error":{"message":"` + message + `","type":"invalid_request_error"}}`}
	}
	srv.Chat(
		refuse("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", func(r openaitest.Request) bool { return r.MaxTokens > 0 }),
		refuse("Unsupported value: 'temperature'", func(r openaitest.Request) bool { return r.Temperature != nil }),
		refuse("seed: extra fields not permitted", func(r openaitest.Request) bool { return r.Seed != nil }),
		refuse("unknown field stream_options", func(r openaitest.Request) bool { return r.IncludeUsage }),
	)
	a := newAnswerer(t, srv, chat.Options{})
	v := sampleView(t)
	for _, calls := range []int{5, 6} {
		got, err := answer.Ask(t.Context(), v, a, question, answer.Options{})
		if err != nil || got.Text() != truth || len(srv.Requests()) != calls {
			t.Errorf("answer %q, error %v, %d requests, want %d", got.Text(), err, len(srv.Requests()), calls)
		}
	}
	last := srv.Requests()[5]
	if last.MaxCompletionTokens != 800 || last.MaxTokens != 0 || last.Temperature != nil || last.Seed != nil || last.IncludeUsage {
		t.Errorf("the last: %s", last.Body)
	}
}

// Models that go-openai itself knows to be picky are asked as they want it.
func TestReasoningModels(t *testing.T) {
	srv := openaitest.NewServer(t, saying(func(r openaitest.Request) string { return citing(r, truth, "will pull more than 1,000") }))
	got, err := answer.Ask(t.Context(), sampleView(t), newAnswerer(t, srv, chat.Options{Model: "o3-mini"}), question, answer.Options{})
	if err != nil || got.Text() != truth || srv.Requests()[0].MaxCompletionTokens != 800 {
		t.Errorf("answer %q, notes %q, error %v", got.Text(), got.Notes(), err)
	}
}

// No more evidence is given than the budget holds; what is, keeps its number.
func TestEvidenceBudget(t *testing.T) {
	srv := openaitest.NewServer(t)
	srv.Chat(openaitest.Reply{Text: "NOT_IN_EVIDENCE", Times: -1})
	v := sampleView(t)
	for _, budget := range []int{200, 100_000} {
		a := newAnswerer(t, srv, chat.Options{EvidenceTokens: budget})
		got, err := answer.Ask(t.Context(), v, a, question, answer.Options{})
		if err != nil || got.Reason() != answer.NotInSources {
			t.Fatal(got.Reason(), got.Notes(), err)
		}
		given, size, all := 0, 0, got.Receipt().Evidence
		lines := strings.Split(srv.Requests()[len(srv.Requests())-1].Prompt(), "\n")
		for _, e := range all {
			if slices.ContainsFunc(lines, func(l string) bool {
				return strings.HasPrefix(l, fmt.Sprintf("[%d] (", e.N)) && strings.HasSuffix(l, article.OneLine(e.Sentence.Text))
			}) {
				given++
				size += len(e.Sentence.Text)
			}
		}
		if budget == 200 && (size > 800 || size < 300) || budget > 200 && given != len(all) {
			t.Errorf("budget %d: %d of %d sentences, %d bytes", budget, given, len(all), size)
		}
	}
}

// A server that is not there is told apart from one that breaks.
func TestUnreachable(t *testing.T) {
	srv, err := openaitest.Start(openaitest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	srv.Close()
	got, err := answer.Ask(t.Context(), sampleView(t), newAnswerer(t, srv, chat.Options{Timeout: 2 * time.Second}), question, answer.Options{})
	if err != nil || got.Refused() || len(got.Notes()) != 1 || !strings.HasPrefix(got.Notes()[0], "The language model's server cannot be reached; ") {
		t.Errorf("answer %q, notes %q, error %v", got.Text(), got.Notes(), err)
	}
}

// Without evidence nobody is asked.
func TestNoEvidence(t *testing.T) {
	srv := openaitest.NewServer(t)
	d, err := newAnswerer(t, srv, chat.Options{}).Draft(t.Context(), retrieval.ParseQuery(question, "en"), nil)
	if err != nil || d.Reason != answer.NotInSources || len(srv.Requests()) != 0 {
		t.Errorf("%+v, %v, %d requests", d, err, len(srv.Requests()))
	}
}
