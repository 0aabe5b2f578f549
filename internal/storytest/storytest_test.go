package storytest

import (
	"testing"

	"footnote/article"
)

// What a story expects must be in it.
func TestStories(t *testing.T) {
	for _, s := range append(All(t), Held(t)...) {
		t.Run(s.Name, func(t *testing.T) {
			if len(s.View.Articles) < 3 || len(s.Facts) < 6 || s.Sentences < 3 || s.Reports < 1 || s.Reports > len(s.View.Articles) {
				t.Errorf("%d articles, %d facts, %d sentences, %d reports: too few", len(s.View.Articles), len(s.Facts), s.Sentences, s.Reports)
			}
			for _, f := range s.Facts {
				if !anywhere(s, f) {
					t.Errorf("no article holds the fact %q", f.Fact)
				}
			}
			lines := s.Only
			for _, d := range s.Differences {
				lines = append(lines, d.Sides...)
			}
			for _, pair := range s.Same {
				lines = append(lines, pair...)
			}
			for _, l := range lines {
				if len(s.Find(l)) == 0 {
					t.Errorf("%s has no sentence that matches %s", l.Article, l.Holds)
				}
			}
		})
	}
}

func anywhere(s Story, f Fact) bool {
	for _, a := range s.View.Articles {
		for _, sentence := range a.Sentences {
			if f.In(article.OneLine(sentence.Text)) {
				return true
			}
		}
	}
	return false
}
