package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"footnote/answer"
	"footnote/article"
	"footnote/bot/message"
)

// A receipt is what is remembered of how a language model's answer came about, for as
// long as answers live. It lies in memory under receipt/ID.
type receipt struct {
	Asker    string   `json:"asker"`
	Guild    string   `json:"guild,omitempty"`
	Channel  string   `json:"channel"`
	Private  bool     `json:"private,omitempty"` // only who asked saw the answer
	Question string   `json:"question"`
	Model    string   `json:"model"`
	Prompt   string   `json:"prompt"`
	In       int      `json:"in"`
	Out      int      `json:"out"`
	Cost     float64  `json:"cost,omitempty"`
	Millis   int64    `json:"ms"`
	Judged   []judged `json:"judged,omitempty"`
	More     int      `json:"more,omitempty"` // sentences that are not kept
	Evidence []source `json:"evidence,omitempty"`
	Given    int      `json:"given"` // sentences of evidence, those that are not kept included
}

// A judged is a sentence of the model's.
type judged struct {
	Text   string   `json:"text"`
	Cited  []int    `json:"cited,omitempty"`
	Proved bool     `json:"proved"`
	Why    []string `json:"why,omitempty"`
}

// A source is a sentence of the evidence.
type source struct {
	N     int     `json:"n"`
	Where string  `json:"where"` // outlet, day, line
	Score float64 `json:"score"` // 0: it stands beside another
}

// Bounds of a receipt. Lengths are in UTF-16 units.
const (
	mostJudged   = 20
	mostEvidence = 40
	mostCited    = 8
	mostWhy      = 3
	longestSaid  = 300
	longestWhy   = 200
	longestWhere = 120
	longestModel = 80
)

// receiptOf is the receipt of what a request was answered with.
func receiptOf(r Request, question string, from answer.Receipt) receipt {
	w := from.Work
	rec := receipt{
		Asker: r.By, Guild: r.Guild, Channel: r.Channel, Private: r.Private, Question: message.Truncate(question, longestSaid),
		Model: message.Truncate(w.Model, longestModel), Prompt: message.Truncate(w.Prompt, longestModel),
		In: w.TokensIn, Out: w.TokensOut, Cost: w.Cost, Millis: w.Took.Milliseconds(), Given: len(from.Evidence),
	}
	for _, j := range from.Judged[:min(len(from.Judged), mostJudged)] {
		kept := judged{Text: message.Truncate(j.Text, longestSaid), Cited: j.Cited[:min(len(j.Cited), mostCited)], Proved: j.Proved}
		for _, why := range j.Why[:min(len(j.Why), mostWhy)] {
			kept.Why = append(kept.Why, message.Truncate(article.OneLine(why), longestWhy))
		}
		rec.Judged = append(rec.Judged, kept)
	}
	rec.More = len(from.Judged) - len(rec.Judged)
	for _, e := range weightiest(from.Evidence, rec.Judged) {
		where := message.Truncate(e.Meta.Label(), longestWhere) + fmt.Sprintf(", line %d", e.Sentence.Line)
		rec.Evidence = append(rec.Evidence, source{N: e.N, Where: where, Score: e.Candidate.Score})
	}
	return rec
}

// weightiest are those of the evidence that a receipt keeps, in order: what is cited
// goes before the rest.
func weightiest(all []answer.Evidence, said []judged) []answer.Evidence {
	cites := func(e answer.Evidence) bool {
		return slices.ContainsFunc(said, func(j judged) bool { return slices.Contains(j.Cited, e.N) })
	}
	var kept []answer.Evidence
	for _, want := range []bool{true, false} {
		for _, e := range all {
			if len(kept) < mostEvidence && cites(e) == want {
				kept = append(kept, e)
			}
		}
	}
	slices.SortFunc(kept, func(a, b answer.Evidence) int { return a.N - b.N })
	return kept
}

// shortID is the least length of a receipt's id: people type it.
const shortID = 6

// keepReceipt remembers a receipt and returns its id. It is empty where no language
// model was asked, and where that fails, which is logged.
func (b *Bot) keepReceipt(ctx context.Context, r receipt) string {
	if r.Model == "" {
		return ""
	}
	data, err := json.Marshal(r)
	long := newID()
	for n := shortID; err == nil && n <= len(long); n++ {
		key, taken := "receipt/"+long[:n], false
		if _, taken, err = b.memory.Get(ctx, key); taken || err != nil {
			continue
		}
		if err = b.memory.Put(ctx, key, data, answersLive); err == nil {
			return long[:n]
		}
	}
	b.lg.Error("a receipt cannot be remembered", "err", err)
	return ""
}

// recallReceipt is the receipt with an id as somebody typed it; false where there is
// none any more.
func (b *Bot) recallReceipt(ctx context.Context, typed string) (id string, r receipt, ok bool, err error) {
	words := strings.Fields(strings.ToLower(typed))
	if len(words) == 0 {
		return "", r, false, nil
	}
	id = strings.Trim(words[len(words)-1], "`*") // behind the word Receipt, perhaps
	if len(id) < shortID || strings.Trim(id, "abcdefghijklmnopqrstuvwxyz234567") != "" {
		return id, r, false, nil
	}
	data, ok, err := b.memory.Get(ctx, "receipt/"+id)
	if err == nil && ok {
		err = json.Unmarshal(data, &r)
	}
	return id, r, ok && err == nil, err
}

// mayBeSeen reports whether whoever asks for a receipt may see it: who asked the
// question, and who may manage messages where all saw the answer.
func (r receipt) mayBeSeen(by Request) bool {
	asked := r.Asker != "" && r.Asker == by.By
	return asked || by.Manages && !r.Private && r.Guild != "" && r.Guild == by.Guild && r.Channel == by.Channel
}

const (
	saysNoReceipt  = "I know no receipt with this id. It stands in small print below an answer of the language model; after 30 days I forget it."
	saysNotAllowed = "This receipt is for who asked, and for those who may manage messages where it was asked; please use the command there."
)

func (b *Bot) receiptCommand() Command {
	return Command{
		Name:  "receipt",
		Names: map[string]string{"de": "beleg", "fr": "reçu", "es-ES": "recibo"},

		Description: "How an answer of the language model came about, for you alone",
		Descriptions: map[string]string{
			"de":    "Wie eine Antwort des Sprachmodells zustande kam, nur für dich",
			"fr":    "Comment une réponse du modèle de langage est née, pour vous seul",
			"es-ES": "Cómo surgió una respuesta del modelo de lenguaje, solo para ti",
		},
		Options: []Option{{
			Name: "id", Names: map[string]string{"de": "kennung", "fr": "identifiant", "es-ES": "identificador"},
			Description:  "What stands behind the word Receipt below the answer",
			Descriptions: map[string]string{"de": "Was unter der Antwort hinter „Receipt“ steht", "fr": "Ce qui suit « Receipt » sous la réponse", "es-ES": "Lo que sigue a «Receipt» debajo de la respuesta"},
			Required:     true, Longest: longestID,
		}},
		Free: true,
		Run:  b.receipt,
	}
}

// longestID is the most characters of what is typed for an id.
const longestID = 40

// receipt shows how an answer came about.
func (b *Bot) receipt(ctx context.Context, r Request) (Reply, error) {
	id, rec, ok, err := b.recallReceipt(ctx, r.Options["id"])
	switch {
	case err != nil:
		return Reply{}, err
	case !ok:
		return text(saysNoReceipt), nil
	case !rec.mayBeSeen(r):
		return text(saysNotAllowed), nil
	}
	return capped(rec.paragraphs(id), "-# %d more paragraphs are not shown."), nil
}
