package export

import (
	"bytes"
	_ "embed"
	"html/template"
	"strings"
)

//go:embed page.html
var pageHTML string

var pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{
	"datetime": datetime,
	"join":     func(list []string) string { return strings.Join(list, ", ") },
	"mark":     mark,
	"status":   status,
	"undated":  func() string { return undated },
	"uses":     uses,
}).Parse(pageHTML))

// writeHTML writes one page without scripts or anything from elsewhere.
func writeHTML(b *bytes.Buffer, p page) error {
	if p.Title == "" {
		p.Title = "Timeline"
	}
	return pageTemplate.Execute(b, p)
}

// uses counts the places that lead to a footnote, from 1.
func uses(n *note) []int {
	list := make([]int, n.Uses)
	for i := range list {
		list[i] = i + 1
	}
	return list
}
