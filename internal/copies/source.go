package copies

import (
	"strings"

	"footnote/article"
)

// Sources tells whose report each article of a story is: its outlet's, or one that
// several print.
type Sources struct{ of map[string]string }

// Trace finds the sources of articles.
func Trace(articles []*article.Article) Sources {
	s := Sources{map[string]string{}}
	for _, a := range articles {
		s.of[a.ID] = "article " + a.ID
		if a.Outlet != "" {
			s.of[a.ID] = "outlet " + strings.ToLower(a.Outlet)
		}
	}
	for _, ids := range Groups(articles) {
		for _, id := range ids {
			s.of[id] = "report " + ids[0]
		}
	}
	return s
}

// Of names the source of an article, equal for articles of one source; empty for an
// article that was not traced.
func (s Sources) Of(id string) string { return s.of[id] }

// A Telling is an article's id and the words by which it tells a fact.
type Telling struct{ Article, Text string }

// Independent is how many tell a fact by themselves: the copies of one report are one,
// and so are those that give it only as the same agency's ("told AFP").
func (s Sources) Independent(tellings []Telling) int {
	if len(tellings) == 1 {
		return 1
	}
	agency := map[string]string{} // by source; empty: it tells the fact itself
	for _, t := range tellings {
		key, name := s.of[t.Article], AgencyIn(t.Text)
		if before, ok := agency[key]; !ok || before != "" {
			agency[key] = name
		}
	}
	tellers := map[string]bool{}
	for key, name := range agency {
		if name != "" {
			key = "agency " + name
		}
		tellers[key] = true
	}
	return len(tellers)
}

// AgencyIn is the first news agency that a text names, in a form of its own; empty
// where it names none.
func AgencyIn(text string) string {
	return agencyNames[strings.ToLower(agencyName.FindString(text))]
}
