package main

import (
	"encoding/json"

	"footnote/answer"
	"footnote/answer/claim"
	"footnote/answer/compare"
	"footnote/answer/quote"
	"footnote/answer/summary"
	"footnote/answer/timeline"
	"footnote/article"
	"footnote/bot"
	"footnote/internal/timex"
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

// A statement is one sentence of an answer.
type statement struct {
	Text      string     `json:"text"`
	Citations []footnote `json:"citations"`
	Dates     []dateSaid `json:"dates"` // of its relative expressions, where the question is about time
}

// A dateSaid is what a relative expression of time comes to.
type dateSaid struct {
	Text  string `json:"text"`
	Value string `json:"value"`
	Label string `json:"label"`
}

// An askReply is what `ask` says to one question.
type askReply struct {
	ID          json.RawMessage `json:"id"`
	Question    string          `json:"question"`
	Refused     bool            `json:"refused"`
	Reason      answer.Reason   `json:"reason"`
	Text        string          `json:"text"`
	Claims      []statement     `json:"claims"`
	Nearest     []citation      `json:"nearest"`
	Differences []difference    `json:"differences"` // of its evidence
	Dropped     int             `json:"dropped"`
	Notes       []string        `json:"notes"`
	Receipt     *receipt        `json:"receipt,omitempty"`
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

// A checkReply is what `check` says to one claim.
type checkReply struct {
	ID        json.RawMessage `json:"id"`
	Verdict   claim.Verdict   `json:"verdict"`
	Score     float64         `json:"score"`
	Citations []citation      `json:"citations"`
	Nearest   []citation      `json:"nearest"`
	Problems  []flaw          `json:"problems"`
	Frame     bool            `json:"frame"` // it states nothing: "Here is a summary of the article:"
}

// A flaw is what is wrong with a claim.
type flaw struct {
	Kind   claim.Kind `json:"kind"`
	Text   string     `json:"text"`
	Start  int        `json:"start"` // bytes of the claim
	End    int        `json:"end"`
	Detail string     `json:"detail"`
}

// A quoteReply is what `quote` says to one quotation.
type quoteReply struct {
	ID      json.RawMessage `json:"id"`
	Verdict quote.Verdict   `json:"verdict"`
	Matches []match         `json:"matches"`
	Nearest []citation      `json:"nearest"`
	Lineage []string        `json:"lineage"` // a sentence each
}

// A match is a place where a quotation stands, or something like it.
type match struct {
	Verdict    quote.Verdict `json:"verdict"`
	Part       int           `json:"part"`
	Similarity float64       `json:"similarity"`
	Speaker    string        `json:"speaker"`
	Quoted     bool          `json:"quoted"`
	Furniture  bool          `json:"furniture"`
	Edits      []edit        `json:"edits"`
	Risks      []quote.Risk  `json:"risks"`
	citation
}

// An edit turns words of the source into those of the quotation.
type edit struct {
	Op  string `json:"op"`
	Old string `json:"old"`
	New string `json:"new"`
}

// A datesReply lists the expressions of time of an article.
type datesReply struct {
	Article     string           `json:"article"`
	Published   article.Date     `json:"published"`
	Updated     article.Date     `json:"updated"`
	Expressions []timeExpression `json:"expressions"`
}

type timeExpression struct {
	Text      string     `json:"text"`
	Type      timex.Type `json:"type"`
	Value     string     `json:"value"`
	Mod       string     `json:"mod"`
	Line      int        `json:"line"`
	Start     int        `json:"start"`
	End       int        `json:"end"`
	Furniture bool       `json:"furniture"`
}

// A summaryReply is the story in brief.
type summaryReply struct {
	ID     json.RawMessage `json:"id"`
	Claims []carried       `json:"claims"`
	Notes  []string        `json:"notes"`
	made   summary.Summary // what this was made of
}

// A carried is a sentence of a summary, and who carries it.
type carried struct {
	Text        string     `json:"text"`
	Outlets     []string   `json:"outlets"`
	Independent int        `json:"independent"`
	Citations   []footnote `json:"citations"`
}

// A compareReply is where the articles differ.
type compareReply struct {
	ID          json.RawMessage    `json:"id"`
	Differences []difference       `json:"differences"`
	Only        []single           `json:"only"`
	Claims      []told             `json:"claims"` // of a language model; none without one
	Notes       []string           `json:"notes"`
	made        compare.Comparison // what this was made of
}

// A difference is a fact that is told in several ways.
type difference struct {
	About  string       `json:"about"`
	Kind   compare.Kind `json:"kind"`
	Slot   compare.Slot `json:"slot"`
	Within string       `json:"within"` // an article that says all of it; empty: none does
	Sides  []side       `json:"sides"`
	made   compare.Difference
}

type side struct {
	Value     string       `json:"value"`
	Published article.Date `json:"published"`
	Citations []footnote   `json:"citations"`
}

// A single is what one outlet alone reports.
type single struct {
	Text      string     `json:"text"`
	Article   string     `json:"article"`
	Outlet    string     `json:"outlet"`
	Citations []footnote `json:"citations"`
}

// A told is a sentence with its footnotes.
type told struct {
	Text      string     `json:"text"`
	Citations []footnote `json:"citations"`
}

// A timelineReply is a story's dated events.
type timelineReply struct {
	Entries []timelineEntry `json:"entries"`
	Undated []string        `json:"undated"`
}

// A dated says when, in days, and how exactly.
type dated struct {
	Date      string          `json:"date"` // first and last day
	EndDate   string          `json:"end_date"`
	Precision timex.Precision `json:"precision"`
}

type timelineEntry struct {
	dated
	Value       string               `json:"value"`
	Mod         string               `json:"mod"`
	Label       string               `json:"label"`      // the date as people read it
	Status      timeline.Status      `json:"status"`     // happened or announced
	CalledOff   bool                 `json:"called_off"` // announced, and will not be
	Text        string               `json:"text"`
	Outlets     []string             `json:"outlets"`
	Independent int                  `json:"independent"`
	Citations   []footnote           `json:"citations"`
	Expressions []timelineExpression `json:"expressions"`
	OtherDates  []otherDate          `json:"other_dates"`
}

type timelineExpression struct {
	Text    string `json:"text"`
	Value   string `json:"value"`
	Article string `json:"article"`
	Line    int    `json:"line"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
}

type otherDate struct {
	dated
	Value     string     `json:"value"`
	Label     string     `json:"label"`
	Citations []footnote `json:"citations"`
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
