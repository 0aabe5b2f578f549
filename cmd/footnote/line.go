package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"
)

// A line is the arguments in order: flags may stand anywhere among them.
type line struct {
	command string
	flags   []string // each as --name or --name=value
	words   []string // of what follows the command
}

func (l line) help() bool { return l.command == "help" || slices.Contains(l.flags, "--help") }

func (l line) args() []string {
	return slices.Concat([]string{l.command}, l.flags, []string{"--"}, l.words)
}

// arrange tells commands, flags and words apart and checks that they are known,
// since kong wants the words of a command together and behind its name.
func arrange(app *kong.Node, args []string) (line, error) {
	var l line
	var given []*kong.Flag
	for i := 0; i < len(args); i++ {
		arg := args[i]
		switch {
		case arg == "--":
			l.words = append(l.words, args[i+1:]...)
			i = len(args)
			continue
		case arg == "-" || !strings.HasPrefix(arg, "-"):
			l.words = append(l.words, arg)
			if err := l.takeCommand(app); err != nil {
				return l, err
			}
			continue
		}
		flag, value, ok := splitFlag(app, arg)
		if flag == nil {
			return l, unknownFlag(app, arg)
		}
		if !ok && !flag.IsBool() {
			if i++; i == len(args) || strings.HasPrefix(args[i], "--") {
				return l, &misuse{fmt.Sprintf("--%s needs a value: --%s %s", flag.Name, flag.Name, flag.PlaceHolder)}
			}
			value, ok = args[i], true
		}
		given = append(given, flag)
		l.flags = append(l.flags, "--"+flag.Name)
		if ok {
			l.flags[len(l.flags)-1] += "=" + value
		}
	}
	if err := l.takeCommand(app); err != nil {
		return l, err
	}
	return l, l.check(app, given)
}

// takeCommand makes the first word the command, once.
func (l *line) takeCommand(app *kong.Node) error {
	if l.command != "" || len(l.words) == 0 {
		return nil
	}
	l.command, l.words = l.words[0], l.words[1:]
	if l.command == "help" {
		return nil
	}
	return known(app, l.command)
}

// known reports, as an error, that there is no such command.
func known(app *kong.Node, name string) error {
	switch {
	case slices.Contains(notBuilt, name):
		return &misuse{fmt.Sprintf("the command %s is not built yet; there are %s", name, joinNames(commandNames(app)))}
	case findCommand(app, name) == nil:
		return unknownCommand(app, name)
	}
	return nil
}

// check reports flags that do not belong to the command.
func (l *line) check(app *kong.Node, given []*kong.Flag) error {
	if l.help() {
		return nil
	}
	if l.command == "" {
		return &misuse{"say what to do, as in: footnote ask \"How many US troops will leave Niger?\""}
	}
	own := slices.Concat(app.Flags, findCommand(app, l.command).Flags)
	for _, f := range given { // as the first command that has such a flag has it
		if !slices.ContainsFunc(own, func(o *kong.Flag) bool { return o.Name == f.Name }) {
			return &misuse{fmt.Sprintf("%s has no flag --%s; see: footnote help %s", l.command, f.Name, l.command)}
		}
	}
	return nil
}

// splitFlag finds the flag of the program or any command that arg is, as
// --name, --name=value, -n, -nvalue; ok where it holds a value.
func splitFlag(app *kong.Node, arg string) (flag *kong.Flag, value string, ok bool) {
	flags := slices.Clone(app.Flags)
	for _, c := range app.Children {
		flags = append(flags, c.Flags...)
	}
	name, long := strings.CutPrefix(arg, "--")
	if long {
		name, value, ok = strings.Cut(name, "=")
	}
	for _, f := range flags {
		switch {
		case long && f.Name == name:
			return f, value, ok
		case !long && f.Short != 0 && strings.HasPrefix(arg[1:], string(f.Short)):
			value = strings.TrimPrefix(arg[2:], "=")
			if f.IsBool() && value != "" {
				continue
			}
			return f, value, value != ""
		}
	}
	return nil, "", false
}

func findCommand(app *kong.Node, name string) *kong.Node {
	for _, c := range app.Children {
		if c.Name == name {
			return c
		}
	}
	return nil
}

func unknownFlag(app *kong.Node, arg string) error {
	name, _, _ := strings.Cut(strings.TrimLeft(arg, "-"), "=")
	var names []string
	for _, n := range append([]*kong.Node{app}, app.Children...) {
		for _, f := range n.Flags {
			if !f.Hidden {
				names = append(names, f.Name)
			}
		}
	}
	if near := closest(name, names); near != "" {
		return &misuse{fmt.Sprintf("there is no flag %s; did you mean --%s?", arg, near)}
	}
	return &misuse{fmt.Sprintf("there is no flag %s; before words that begin with a dash put --", arg)}
}

func unknownCommand(app *kong.Node, name string) error {
	if len(strings.Fields(name)) > 1 {
		return &misuse{fmt.Sprintf("say what to do with %s; to have it answered: footnote ask %s", strconv.Quote(name), strconv.Quote(name))}
	}
	text := fmt.Sprintf("there is no command %s", name)
	if near := closest(name, append(commandNames(app), notBuilt...)); near != "" {
		return &misuse{text + fmt.Sprintf("; did you mean %s?", near)}
	}
	return &misuse{text + "; there are " + joinNames(commandNames(app))}
}

func commandNames(app *kong.Node) []string {
	var names []string
	for _, c := range app.Children {
		names = append(names, c.Name)
	}
	return append(names, "help")
}

// wantsJSON reports whether --json is among the flags, before they are parsed.
func wantsJSON(args []string) bool {
	for _, a := range args {
		if a == "--" {
			return false
		}
		if a == "--json" || a == "--json=true" {
			return true
		}
	}
	return false
}
