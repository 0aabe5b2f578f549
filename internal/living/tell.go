package living

import "footnote/article"

// tell logs the error of a look where its text is not the one told last, and that
// looks succeed again. It returns the text that is told, empty for none.
func (s *Story) tell(told string, err error) string {
	switch {
	case err != nil && err.Error() != told:
		s.lg.Warn("the story cannot be brought up to date; its last state stays", "err", err)
	case err == nil && told != "":
		s.lg.Info("the story can be brought up to date again")
	}
	if err == nil {
		return ""
	}
	return err.Error()
}

// tellProblems logs the problems that the last look did not have.
func (s *Story) tellProblems(problems []*article.Problem) {
	told := make(map[article.Problem]bool, len(problems))
	for _, p := range problems {
		if !s.told[*p] {
			s.lg.Warn("file left out", "path", p.Path, "line", p.Line, "problem", p.Text)
		}
		told[*p] = true
	}
	s.told = told
}

// tellChange logs what has become of the articles that were indexed.
func (s *Story) tellChange(articles []*article.Article, problems []*article.Problem) {
	old := make(map[string]*article.Article, len(s.indexed))
	for _, a := range s.indexed {
		old[a.ID] = a
	}
	added, changed := 0, 0
	for _, a := range articles {
		switch before := old[a.ID]; {
		case before == nil:
			added++
		case before != a:
			changed++
		}
		delete(old, a.ID)
	}
	s.lg.Info("the story has changed", "articles", len(articles), "added", added, "changed", changed,
		"removed", len(old), "left_out", len(problems))
}
