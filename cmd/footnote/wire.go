package main

import (
	"encoding/json"

	"footnote/answer"
	"footnote/article"
	"footnote/bot"
)

// The shapes of the JSON that scripts see. Every key is always there; what is
// empty is [], "", 0 or false, hence the constructors.

// A problem is what takes the place of a reply that failed.
type problem struct {
	Error string `json:"error"`
}

// A citation is a place in an article and its very words.
type citation struct {
	Article   string       `json:"article"`
	Rev       string       `json:"rev"`
	Outlet    string       `json:"outlet"`
	Title     string       `json:"title"`
	Published article.Date `json:"published"`
	Updated   article.Date `json:"updated"`
	URL       string       `json:"url"`
	Line      int          `json:"line"`
	EndLine   int          `json:"end_line"`
	Start     int          `json:"start"`
	End       int          `json:"end"`
	Quote     string       `json:"quote"`
}

func citationOf(c answer.Citation) citation {
	return citation{
		Article: c.Meta.ID, Rev: c.Meta.Rev, Outlet: c.Meta.Outlet, Title: c.Meta.Title,
		Published: c.Meta.Published, Updated: c.Meta.Updated, URL: c.Meta.URL,
		Line: c.Line, EndLine: c.EndLine, Start: c.Span.Start, End: c.Span.End, Quote: c.Quote,
	}
}

// citations is never nil.
func citations(cs []answer.Citation) []citation {
	out := make([]citation, len(cs))
	for i, c := range cs {
		out[i] = citationOf(c)
	}
	return out
}

// A footnote is a citation with its number in an answer.
type footnote struct {
	N int `json:"n"`
	citation
}

// A claim is one sentence of an answer.
type claim struct {
	Text      string     `json:"text"`
	Citations []footnote `json:"citations"`
}

// An askReply is what `ask` says to one question.
type askReply struct {
	ID          json.RawMessage `json:"id"`
	Question    string          `json:"question"`
	Refused     bool            `json:"refused"`
	Reason      answer.Reason   `json:"reason"`
	Text        string          `json:"text"`
	Claims      []claim         `json:"claims"`
	Nearest     []citation      `json:"nearest"`
	Differences []struct{}      `json:"differences"` // none are looked for yet
	Dropped     int             `json:"dropped"`
	Notes       []string        `json:"notes"`
	Receipt     *receipt        `json:"receipt,omitempty"`
}

// A receipt says how an answer came about.
type receipt struct {
	Answerer string   `json:"answerer"`
	Model    string   `json:"model"`  // of the embedder
	Recipe   string   `json:"recipe"` // of the passages
	Today    string   `json:"today"`
	Lang     string   `json:"lang"`  // of the question
	Kind     string   `json:"kind"`  // of answer that it asks for
	Terms    []string `json:"terms"` // its words that count
	Articles int      `json:"articles"`
}

// A searchReply is what `search` finds for one query.
type searchReply struct {
	ID   json.RawMessage `json:"id"`
	Hits []hit           `json:"hits"`
}

type hit struct {
	Score float64 `json:"score"`
	citation
}

// A sourcesReply lists articles.
type sourcesReply struct {
	Articles []source `json:"articles"`
}

// A source is what is known of an article.
type source struct {
	ID string `json:"id"`
	sourceMeta
	Lines    int      `json:"lines"`
	Words    int      `json:"words"` // of its sentences
	Warnings []string `json:"warnings"`
}

type sourceMeta struct {
	Title     string         `json:"title"`
	Outlet    string         `json:"outlet"`
	Author    string         `json:"author"`
	Published article.Date   `json:"published"`
	Updated   article.Date   `json:"updated"`
	URL       string         `json:"url"`
	Lang      string         `json:"lang"`
	Rev       string         `json:"rev"`
	Status    article.Status `json:"status"`
	Note      string         `json:"note"`
}

func metaOf(a *article.Article) sourceMeta {
	return sourceMeta{
		Title: a.Title, Outlet: a.Outlet, Author: a.Author, Published: a.Published, Updated: a.Updated,
		URL: a.URL, Lang: a.Lang, Rev: a.Rev, Status: a.Status, Note: a.Note,
	}
}

// A linesReply is some or all lines of an article.
type linesReply struct {
	Article string `json:"article"`
	sourceMeta
	Lines []sourceLine `json:"lines"`
}

type sourceLine struct {
	Line      int          `json:"line"`
	Text      string       `json:"text"`
	Kind      article.Kind `json:"kind"` // empty for text
	Furniture bool         `json:"furniture"`
	Start     int          `json:"start"`
	End       int          `json:"end"`
}

// An inviteReply says how the bot gets into a server.
type inviteReply struct {
	Link        string     `json:"link"`
	Permissions []bot.Need `json:"permissions"`
}

// A versionReply says which program this is.
type versionReply struct {
	Version  string `json:"version"`
	Revision string `json:"revision"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
}
