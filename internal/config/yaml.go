package config

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Bounds that no configuration comes near. The YAML library's time grows with
// the square of each: 64,000 empty lines at the end of a block took it 16 s,
// 32,000 brackets in each other 1 s and memory for as many paths. Of the marks,
// each becomes a token of 300 bytes.
const (
	maxLines = 10_000
	maxEmpty = 100     // lines in a row
	maxMarks = 100_000 // brackets, commas and the like
	maxDepth = 10      // brackets in each other, or dashes on one line
)

// document returns the one document of a file, or nil where there is nothing in
// it but comments. Errors are *Error without a File.
func document(data []byte) (root ast.Node, err error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	if err := checkText(data); err != nil {
		return nil, err
	}
	// The library has panicked on odd input before; a file must not end the program.
	defer func() {
		if recover() != nil {
			root, err = nil, &Error{Text: "the file cannot be read as YAML; compare it with config.example.yaml"}
		}
	}()
	tokens := lexer.Tokenize(string(data))
	if err := checkTokens(tokens); err != nil {
		return nil, err
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey()) // section says it better
	if err != nil {
		return nil, syntaxError(err)
	}
	for _, doc := range file.Docs {
		switch {
		case doc.Body == nil || doc.Body.Type() == ast.DirectiveType:
		case root != nil:
			return nil, at(doc.Body, "a second document begins here; keep one, and take out the line --- between them")
		default:
			root = doc.Body
		}
	}
	return root, nil
}

// checkText refuses what is no UTF-8 or beyond the bounds.
func checkText(data []byte) error {
	if len(data) > maxBytes {
		return &Error{Text: "the file is over 1 MB, which no configuration is; name the right one"}
	}
	marks := 0
	for _, mark := range []string{"[", "]", "{", "}", ",", "&", "*", "!", ": ", "- ", "? "} {
		marks += bytes.Count(data, []byte(mark))
	}
	if marks > maxMarks {
		return &Error{Text: fmt.Sprintf("the file has more than %d brackets, commas and the like, as no configuration has; name the right one", maxMarks)}
	}
	n, empty := 0, 0
	for line := range bytes.Lines(data) {
		n++
		empty++
		if len(bytes.TrimSpace(line)) > 0 {
			empty = 0
		}
		switch {
		case !utf8.Valid(line):
			valid := strings.ToValidUTF8(string(line), "\ufffd")
			before, _, _ := strings.Cut(valid, "\ufffd")
			return &Error{Line: n, Column: 1 + utf8.RuneCountInString(before), Text: "the file is not UTF-8 from here on; save it as UTF-8"}
		case n > maxLines:
			return &Error{Line: n, Column: 1, Text: fmt.Sprintf("the file has more than %d lines; write lists in brackets, several to a line", maxLines)}
		case empty > maxEmpty:
			return &Error{Line: n, Column: 1, Text: fmt.Sprintf("there are more than %d empty lines in a row; take some out", maxEmpty)}
		}
	}
	return nil
}

// checkTokens refuses the parts of YAML that a configuration does without: what
// stands for something else, and nesting that no key has.
func checkTokens(tokens token.Tokens) error {
	depth, dashes := 0, 0
	for _, t := range tokens {
		dashes++
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType:
			return atToken(t, "anchors, aliases (& and *) and << are not taken here; write the value out, or put it in quotation marks if it begins so")
		case token.TagType:
			return atToken(t, "tags are not taken here; leave the ! away, or put the value in quotation marks if it begins so")
		case token.MappingKeyType:
			return atToken(t, "keys behind a question mark are not taken here; write KEY: VALUE")
		case token.SequenceStartType, token.MappingStartType:
			depth++
		case token.SequenceEndType, token.MappingEndType:
			depth--
		}
		if t.Type != token.SequenceEntryType || t.Prev == nil || t.Prev.Position.Line != t.Position.Line {
			dashes = 0
		}
		if depth > maxDepth || dashes > maxDepth {
			return atToken(t, "lists stand in each other deeper than any key has them; take out the brackets or dashes that are too many")
		}
	}
	return nil
}

// syntaxError puts an error of the library in a sentence with its place. The
// library's words may hold text of the file behind a quotation mark, so they are
// cut there: it could be a secret.
func syntaxError(err error) error {
	var e yaml.Error
	if !errors.As(err, &e) {
		return &Error{Text: "the file cannot be read as YAML; compare it with config.example.yaml"}
	}
	said, _, _ := strings.Cut(e.GetMessage(), `"`)
	said = strings.TrimRight(said, ": ")
	for _, s := range syntax {
		if strings.Contains(said, s.said) {
			return atToken(e.GetToken(), "%s", s.meant)
		}
	}
	return atToken(e.GetToken(), "the YAML cannot be read here (%s); compare it with config.example.yaml", oneLine(said))
}

// syntax are the faults that people make, first match first.
var syntax = []struct{ said, meant string }{
	{"tab character", tabs},
	{"'\t'", tabs},
	{"could not find end character", "a quotation mark is not closed; close it"},
	{"flow mapping end token", "the bracket { is not closed; close it, or put the value in quotation marks"},
	{"sequence end token", "the bracket [ is not closed; close it, or put the value in quotation marks"},
	{"must be specified", "a comma or a closing bracket is missing; write it"},
	{"mapping value is not allowed", "there is a second colon in this value, or the next line is indented too far; " +
		"begin keys that belong together in the same column, and put a value with a colon in quotation marks"},
	{"reserved character", "a value cannot begin so; put it in quotation marks"},
	{"value is not allowed", "there is more than one value here; put the whole value in quotation marks"},
	{"unexpected key name", "a line has no colon; write KEY: VALUE, with a space behind the colon"},
	{"non-map value", "a line has no colon; write KEY: VALUE, with a space behind the colon"},
}

const tabs = "there is a tab; indent with spaces"

// at is an error at the place of n.
func at(n ast.Node, format string, args ...any) error {
	return atToken(start(n), format, args...)
}

func atToken(t *token.Token, format string, args ...any) error {
	e := &Error{Text: fmt.Sprintf(format, args...)}
	if t != nil && t.Position != nil {
		e.Line, e.Column = max(t.Position.Line, 1), max(t.Position.Column, 1)
	}
	return e
}

// start is the token that n begins with. That of a mapping in the library's eyes
// is its first colon.
func start(n ast.Node) *token.Token {
	switch n := n.(type) {
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return start(n.Values[0])
		}
	case *ast.MappingValueNode:
		return n.Key.GetToken()
	}
	return n.GetToken()
}
