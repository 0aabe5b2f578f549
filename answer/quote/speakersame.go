package quote

import (
	"slices"
	"strings"
	"unicode"

	"footnote/internal/words"
)

// sameSpeaker reports whether a given speaker may be the one found in a source:
// the same name with or without titles, given names or initials; the same body,
// or its initials; the same unnamed role, where one description says no more than
// the other ("defense official", "a senior defense official"). Case, accents and
// punctuation do not count. Pronouns and empty names match nothing.
func sameSpeaker(given, found string) bool {
	g, f := sameSpeakerRead(given), sameSpeakerRead(found)
	for _, x := range g {
		for _, y := range f {
			if x.same(y) {
				return true
			}
		}
	}
	return false
}

// A speakerID is a speaker's description, taken apart.
type speakerID struct {
	mods []string // what stands before or after the role: senior, defense
	role string   // singular, empty where there is none
	name []string // of a person or a body, empty for an unnamed role
}

// sameSpeakerRead returns the ways to read a description: mostly one, and a second
// where it gives the name of one unnamed ("a protester who gave her name as …").
func sameSpeakerRead(s string) []speakerID {
	var out []speakerID
	if head, rest, ok := strings.Cut(s, " who "); ok {
		if i := strings.LastIndex(rest, " as "); i >= 0 && strings.Contains(rest[:i], "name") {
			out = append(out, sameSpeakerRead(strings.Replace(rest[i+4:], "only ", "", 1))...)
		}
		s = head
	}
	head, rest, _ := strings.Cut(s, ",")
	id := speakerParse(head)
	if after := speakerParse(rest); id.role == "" && after.role != "" {
		id.role, id.mods = after.role, after.mods
	} else if id.role != "" && len(id.name) == 0 && rest != "" {
		id.name = after.name
	}
	if id.role == "" && len(id.name) == 0 {
		return out
	}
	return append(out, id)
}

// speakerFold is the words of a description in the form in which they are compared.
func speakerFold(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) && r != '.' && r != '\'' && r != '’'
	}) {
		w = speakerWord(w)
		if w != "" && w != "the" && w != "a" && w != "an" {
			out = append(out, w)
		}
	}
	return out
}

// speakerWord folds a word; the plural of a role becomes its singular.
func speakerWord(w string) string {
	f := words.Fold(strings.Trim(w, "."))
	if !strings.HasSuffix(f, ".") {
		f = strings.ReplaceAll(f, ".", "")
	}
	if one := strings.TrimSuffix(f, "s"); one != f && speakerRoles[one] {
		f = one
	}
	if common, ok := speakerCommon[f]; ok {
		return common
	}
	return f
}

func speakerParse(s string) speakerID {
	toks := speakerFold(s)
	if len(toks) == 0 || len(toks) == 1 && speakerPronouns[toks[0]] {
		return speakerID{}
	}
	last := -1
	for i, w := range toks {
		if speakerRoles[w] {
			last = i
		} else if last >= 0 && speakerPreps[w] {
			break
		}
	}
	if last < 0 {
		return speakerID{name: speakerBare(toks)}
	}
	id := speakerID{role: toks[last], mods: slices.Clone(toks[:last])}
	rest := toks[last+1:]
	if len(rest) == 0 || !speakerPreps[rest[0]] {
		id.name = speakerBare(rest)
		return id
	}
	rest = rest[1:]
	office := 0
	for office < len(rest) && (speakerModifiers[rest[office]] || rest[office] == "and") {
		office++
	}
	if office == 0 {
		office = len(rest)
	}
	id.mods, id.name = append(id.mods, rest[:office]...), speakerBare(rest[office:])
	return id
}

// speakerBare is a name without the place or body that follows it, as in "Ilse
// Marrand of the institute", and without Jr. and its like.
func speakerBare(toks []string) []string {
	for i, w := range toks {
		if i > 0 && (speakerPreps[w] && w != "of" || w == "of" && !speakerBodies[toks[i-1]]) {
			toks = toks[:i]
			break
		}
	}
	return slices.DeleteFunc(slices.Clone(toks), func(w string) bool { return w == "jr" || w == "sr" || w == "ii" || w == "iii" })
}

func (x speakerID) same(y speakerID) bool {
	switch {
	case len(x.name) > 0 && len(y.name) > 0:
		return sameSpeakerName(x.name, y.name)
	case len(x.name) > 0:
		return sameSpeakerBody(x, y)
	case len(y.name) > 0 && y.role == "":
		return sameSpeakerBody(y, x)
	}
	return x.role == y.role && (speakerWithin(x.mods, y.mods) || speakerWithin(y.mods, x.mods))
}

// sameSpeakerBody reports whether role speaks for the body, or is the title of the person, that named names.
func sameSpeakerBody(named, role speakerID) bool {
	if named.role != "" {
		return named.role == role.role && len(role.mods) > 0 && speakerWithin(role.mods, named.mods)
	}
	return role.role == "spokesperson" && speakerWithin(named.name, role.mods)
}

func speakerWithin(part, whole []string) bool {
	return !slices.ContainsFunc(part, func(w string) bool { return !slices.Contains(whole, w) })
}

// sameSpeakerName compares names: all words of the shorter stand in the longer, in
// order, initials for given names, and the last word is the last of both. A single
// word may also be a first name, as Xi is.
func sameSpeakerName(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 1 && len(b) > 1 && speakerInitials(b) == a[0] {
		return true
	}
	if len(a) == 1 && len(b) > 1 {
		body := speakerBodies[b[len(b)-1]]
		return a[0] == b[len(b)-1] && !body || a[0] == b[0] && !body
	}
	if a[len(a)-1] != b[len(b)-1] {
		return false
	}
	j := 0
	for i, w := range a {
		for j < len(b) && !speakerInitial(w, b[j], i == len(a)-1) {
			j++
		}
		if j++; j > len(b) {
			return false
		}
	}
	return true
}

// speakerInitial reports whether two words of names agree; all but a surname may be an initial.
func speakerInitial(a, b string, surname bool) bool {
	if a == b {
		return true
	}
	short := min(len(a), len(b))
	return !surname && short == 1 && a[0] == b[0]
}

func speakerInitials(name []string) string {
	var b strings.Builder
	for _, w := range name {
		for _, r := range w {
			b.WriteRune(r)
			break
		}
	}
	return b.String()
}
