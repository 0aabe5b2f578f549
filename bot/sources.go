package bot

import (
	"context"
	"fmt"
	"strings"

	"footnote/article"
	"footnote/bot/message"
	"footnote/internal/harmless"
)

func (b *Bot) sourcesCommand() Command {
	return Command{
		Name:  "sources",
		Names: map[string]string{"de": "quellen", "fr": "sources", "es-ES": "fuentes"},

		Description: "List the articles of the story, or show one",
		Descriptions: map[string]string{
			"de":    "Die Artikel der Geschichte auflisten oder einen zeigen",
			"fr":    "Lister les articles de l'affaire, ou en montrer un",
			"es-ES": "Listar los artículos de la historia o mostrar uno",
		},
		Options: []Option{{
			Name: "article", Names: map[string]string{"de": "artikel", "fr": "article", "es-ES": "artículo"},
			Description:  "Which one? Type some of its id, outlet or title",
			Descriptions: map[string]string{"de": "Welchen? Tippe etwas von Kennung, Medium oder Titel", "fr": "Lequel ? Tapez une partie du nom, du média ou du titre", "es-ES": "¿Cuál? Escribe parte del nombre, del medio o del título"},
			Suggested:    true, Longest: message.MaxChoice,
		}},
		Run:     b.sources,
		Suggest: b.suggestArticles,
	}
}

// sources lists the articles, or shows the one that is named.
func (b *Bot) sources(_ context.Context, r Request) (Reply, error) {
	name := strings.TrimSpace(r.Options["article"])
	if name == "" {
		return listed(r.View.Articles), nil
	}
	if a := r.View.Article(name); a != nil {
		return shownArticle(a), nil
	}
	found := matching(r.View.Articles, name)
	switch len(found) {
	case 0:
		return text("There is no such article. /sources lists all of them."), nil
	case 1:
		return shownArticle(found[0]), nil
	}
	return listed(found), nil
}

// listed is a list of articles.
func listed(articles []*article.Article) Reply {
	if len(articles) == 0 {
		return text("The story has no articles yet.")
	}
	var lines, whole []string
	for _, a := range articles {
		lines = append(lines, "- "+entry(a))
		whole = append(whole, strings.Join([]string{a.ID, a.Label(), a.Title, string(a.Status), a.URL}, "\t"))
	}
	parts := message.Stack(message.MaxContent, "\n", lines)
	if len(parts) <= message.MaxParts {
		return Reply{Parts: parts}
	}
	return Reply{
		Parts: []string{fmt.Sprintf("%d articles fit. They are listed in the file articles.tsv.", len(articles))},
		Files: []message.File{{
			Name: "articles.tsv", Description: "The articles of the story: id, outlet and day, title, status, address",
			Type: "text/tab-separated-values; charset=utf-8", Data: []byte(strings.Join(whole, "\n") + "\n"),
		}},
	}
}

// entry is one line of the list of articles.
func entry(a *article.Article) string {
	e := "`" + strings.ReplaceAll(harmless.Line(message.Truncate(article.OneLine(a.ID), 80)), "`", "'") + "` " + message.EscapeLine(message.Truncate(a.Label(), 120))
	if a.Title != "" {
		e += ": " + message.Link(message.EscapeLine(message.Truncate(a.Title, 200)), a.URL)
	}
	if a.Status != article.Standing {
		e += " **" + string(a.Status) + "**"
	}
	return e
}

// shownArticle is what is known of an article, and its text, in full where that
// takes no more than the parts of an answer.
func shownArticle(a *article.Article) Reply {
	lines := []string{entry(a)}
	if a.Note != "" {
		lines = append(lines, message.EscapeLine(message.Truncate(a.Note, 400)))
	}
	for n := 1; n <= len(a.Lines) && len(lines) <= mostLines; n++ {
		if a.Lines[n-1].Kind == article.Body && strings.TrimSpace(a.Text(n)) != "" {
			lines = append(lines, numberedWhole(n, a.Text(n))...)
		}
	}
	parts := message.Stack(message.MaxContent, "\n", lines)
	if len(parts) <= message.MaxParts {
		return Reply{Parts: parts}
	}
	return Reply{Parts: parts[:1], Files: []message.File{{
		Name: fileName(a.ID) + ".txt", Description: "The whole file of the article " + message.Truncate(a.ID, 200),
		Type: "text/plain; charset=utf-8", Data: []byte(a.Source),
	}}}
}

// mostLines is more lines than the parts of an answer hold.
const mostLines = message.MaxParts * message.MaxContent / 8

// numberedWhole is a line of an article, as so many lines of a message as it takes,
// or as make it clear that a file is needed.
func numberedWhole(n int, line string) []string {
	const most = message.MaxContent / 3 // escaping may double it
	var out []string
	pieces, _ := message.Wrap(line, most, 4*message.MaxParts)
	for _, piece := range pieces {
		out = append(out, numbered(n, message.EscapeLine(piece)))
	}
	return out
}

// fileName is an id as the name of a file.
func fileName(id string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' {
			return '-'
		}
		return r
	}, message.Truncate(id, 80))
}

// suggestArticles are the articles that hold what has been typed.
func (b *Bot) suggestArticles(_ context.Context, r Request) ([]Choice, error) {
	var choices []Choice
	for _, a := range matching(r.View.Articles, r.Options[r.Typed]) {
		if len(choices) == message.MaxChoices {
			break
		}
		if message.Length(a.ID) > message.MaxChoice {
			continue // could not be sent back
		}
		name := a.ID + ": " + a.Label()
		if a.Title != "" {
			name += ", " + a.Title
		}
		choices = append(choices, Choice{Name: message.Truncate(article.OneLine(harmless.Line(name)), message.MaxChoice), Value: a.ID})
	}
	return choices, nil
}

// matching are the articles whose id, outlet or title holds some text, in any case.
func matching(articles []*article.Article, typed string) []*article.Article {
	typed = strings.ToLower(strings.TrimSpace(typed))
	var found []*article.Article
	for _, a := range articles {
		if strings.Contains(strings.ToLower(strings.Join([]string{a.ID, a.Outlet, a.Title}, "\n")), typed) {
			found = append(found, a)
		}
	}
	return found
}
