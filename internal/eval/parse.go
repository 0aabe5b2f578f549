package eval

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Parse reads questions written as JSON Lines or as a YAML list of
//
//	{id, question, history: [{question, text}], gold: ["article:line"], must: [pattern], refuse}
//
// of which only question has to be there. A file that begins with { is JSON
// Lines. An error names the line, and the question where the fault is in its
// gold or must; no questions at all are one.
func Parse(data []byte) ([]Question, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	parse := parseYAML
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) {
		parse = parseLines
	}
	questions, err := parse(data)
	if err == nil && len(questions) == 0 {
		err = errors.New("there is no question in it")
	}
	if err != nil {
		return nil, err
	}
	return questions, nil
}

func parseLines(data []byte) ([]Question, error) {
	var questions []Question
	n := 0
	for line := range bytes.Lines(data) {
		n++
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var r record
		d := json.NewDecoder(bytes.NewReader(line))
		d.DisallowUnknownFields()
		d.UseNumber() // an id comes back as given
		if err := d.Decode(&r); err != nil {
			return nil, fmt.Errorf("line %d: %s", n, strings.TrimPrefix(err.Error(), "json: "))
		}
		if d.More() {
			return nil, fmt.Errorf("line %d: more than one object", n)
		}
		q, err := r.question(n)
		if err != nil {
			return nil, err
		}
		questions = append(questions, q)
	}
	return questions, nil
}

func parseYAML(data []byte) ([]Question, error) {
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, yamlError(err)
	}
	var questions []Question
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		list, ok := doc.Body.(*ast.SequenceNode)
		if !ok {
			return nil, fmt.Errorf("line %d: want a list of questions, each beginning with -", lineOf(doc.Body))
		}
		for _, item := range list.Values {
			var r record
			if err := yaml.NodeToValue(item, &r, yaml.Strict()); err != nil {
				return nil, yamlError(err)
			}
			q, err := r.question(lineOf(item))
			if err != nil {
				return nil, err
			}
			questions = append(questions, q)
		}
	}
	return questions, nil
}

func lineOf(n ast.Node) int {
	if t := n.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line
	}
	return 1
}

// yamlError is err as one sentence with its line.
func yamlError(err error) error {
	var e yaml.Error
	if !errors.As(err, &e) {
		return err
	}
	line := 1
	if t := e.GetToken(); t != nil && t.Position != nil {
		line = t.Position.Line
	}
	return fmt.Errorf("line %d: %s", line, e.GetMessage())
}
