package discordtest

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Names of commands and options: letters of any language, digits, and marks that
// Devanagari and Thai are written with.
var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

const (
	maxName        = 32
	maxDescription = 100
	maxOptions     = 25
	maxCommandSize = 8000 // all names, descriptions and values of a command
)

// judgeCommand judges one command of a list.
func (j *judge) judgeCommand(n int, c Command) {
	at, what := itoa(n)+".", fmt.Sprintf("command %q", c.Name)
	switch c.Type {
	case SlashCommand:
		j.judgeNames(at, what, c.Name, c.Names)
		j.judgeTexts(at, what, c.Description, c.Texts)
		j.judgeOptions(at, what, c.Options, 0)
	case UserCommand, MessageCommand:
		j.judgeMenu(at, what, c)
	default:
		j.refuse(at+"type", "BASE_TYPE_CHOICES", "Value must be one of (1, 2, 3, 4).", "%s has type %d", what, c.Type)
	}
	j.judgeScope(at, what, c)
	if size := commandSize(c); size > maxCommandSize {
		j.refuse(at+"_misc", "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)",
			"%s has %s characters in all, %s are allowed", what, thousands(size), thousands(maxCommandSize))
	}
}

// judgeMenu judges a command of the menu of a user or a message: its name may
// have capitals and spaces, and it has no description.
func (j *judge) judgeMenu(at, what string, c Command) {
	j.within(at+"name", "the name of "+what, c.Name, 1, maxName)
	for _, lang := range j.locales(at+"name_localizations", what, c.Names) {
		j.within(at+"name_localizations."+lang, fmt.Sprintf("the name of %s in %s", what, lang), c.Names[lang], 1, maxName)
	}
	if c.Description != "" || len(c.Texts) > 0 {
		j.refuse(at+"description", "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_CANNOT_BE_SET",
			"Context menu commands cannot have description", "%s has a description, commands of a menu have none", what)
	}
	if len(c.Options) > 0 {
		j.refuse(at+"options", "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_CANNOT_BE_SET",
			"Context menu commands cannot have options", "%s has options, commands of a menu have none", what)
	}
}

// judgeScope judges where the command can be used.
func (j *judge) judgeScope(at, what string, c Command) {
	if c.GuildID == "" && len(c.Contexts) == 0 {
		j.note("%s does not say in which contexts it can be used", what)
	}
	if c.GuildID == "" && len(c.Installs) == 0 {
		j.note("%s has no integration_types", what)
	}
	for _, n := range c.Contexts {
		if n < 0 || n > 2 {
			j.refuse(at+"contexts", "BASE_TYPE_CHOICES", "Value must be one of (0, 1, 2).", "%s has the context %d", what, n)
		}
	}
	for _, n := range c.Installs {
		if n < 0 || n > 1 {
			j.refuse(at+"integration_types", "BASE_TYPE_CHOICES", "Value must be one of (0, 1).", "%s has the integration type %d", what, n)
		}
	}
	if c.Permissions == nil {
		return
	}
	if _, err := strconv.ParseUint(*c.Permissions, 10, 64); err != nil {
		j.refuse(at+"default_member_permissions", "NUMBER_TYPE_COERCE", "Value is not an int.", "%s needs the permissions %q", what, *c.Permissions)
	}
}

func (j *judge) judgeNames(at, what, name string, names map[string]string) {
	j.judgeName(at+"name", "the name of "+what, name)
	for _, lang := range j.locales(at+"name_localizations", what, names) {
		j.judgeName(at+"name_localizations."+lang, fmt.Sprintf("the name of %s in %s", what, lang), names[lang])
	}
}

func (j *judge) judgeName(at, what, name string) {
	if !commandName.MatchString(name) || name != strings.ToLower(name) {
		j.refuse(at, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid",
			"%s is %q; it must be 1 to 32 letters, digits, - or _, in lower case", what, name)
	}
}

func (j *judge) judgeTexts(at, what, text string, texts map[string]string) {
	j.within(at+"description", "the description of "+what, text, 1, maxDescription)
	for _, lang := range j.locales(at+"description_localizations", what, texts) {
		j.within(at+"description_localizations."+lang, fmt.Sprintf("the description of %s in %s", what, lang), texts[lang], 1, maxDescription)
	}
}

// locales are the languages of texts, in order; unknown ones are refused.
func (j *judge) locales(at, what string, texts map[string]string) []string {
	langs := slices.Sorted(maps.Keys(texts))
	for _, lang := range langs {
		if !slices.Contains(localeNames, lang) {
			j.refuse(at, "DICT_TYPE_KEY_INVALID", "Unknown locale", "%s has a text in %q, which Discord does not know", what, lang)
		}
	}
	return langs
}

// judgeOptions judges the options of a command, which are depth deep: groups hold
// subcommands, which hold options.
func (j *judge) judgeOptions(at, what string, os []Option, depth int) {
	j.atMost(at+"options", "options in "+what, len(os), maxOptions)
	seen, optional, nested := map[string]bool{}, false, 0
	for n, o := range os {
		inner, name := fmt.Sprintf("%soptions.%d.", at, n), fmt.Sprintf("option %q of %s", o.Name, what)
		j.judgeNames(inner, name, o.Name, o.Names)
		j.judgeTexts(inner, name, o.Description, o.Texts)
		if seen[o.Name] {
			j.refuse(inner+"name", "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE", "Option name already exists", "%s stands twice", name)
		}
		seen[o.Name] = true
		if o.Required && optional {
			j.refuse(inner+"required", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
				"Required options must be placed before non-required options", "%s is required and comes after one that is not", name)
		}
		optional = optional || !o.Required
		if o.Type == optionSub || o.Type == optionGroup {
			nested++
		}
		j.judgeOption(inner, name, o, depth)
	}
	if nested > 0 && nested < len(os) {
		j.refuse(at+"options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command and sub-command group option types are mutually exclusive to all other types",
			"%s has subcommands beside other options", what)
	}
}

func (j *judge) judgeOption(at, what string, o Option, depth int) {
	switch {
	case o.Type < optionSub || o.Type > optionAttachment:
		j.refuse(at+"type", "BASE_TYPE_CHOICES", "Value must be one of (1 to 11).", "%s has type %d", what, o.Type)
	case o.Type == optionGroup && depth > 0 || o.Type == optionSub && depth > 1:
		j.refuse(at+"type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Invalid nesting", "%s is nested too deep", what)
	case o.Type == optionGroup:
		j.judgeOptions(at, what, o.Options, 1)
	case o.Type == optionSub:
		j.judgeOptions(at, what, o.Options, 2)
	}
	if o.Autocomplete && (len(o.Choices) > 0 || !o.completes()) {
		j.refuse(at+"autocomplete", "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", "Autocomplete cannot be used here",
			"%s has choices and completes itself, or is of a type that cannot", what)
	}
	j.atMost(at+"choices", "choices in "+what, len(o.Choices), maxChoices)
	for n, c := range o.Choices {
		inner, of := fmt.Sprintf("%schoices.%d.", at, n), fmt.Sprintf("choice %d of %s", n, what)
		j.within(inner+"name", "the name of "+of, c.Name, 1, maxChoiceName)
		for _, lang := range j.locales(inner+"name_localizations", of, c.Names) {
			j.within(inner+"name_localizations."+lang, fmt.Sprintf("the name of %s in %s", of, lang), c.Names[lang], 1, maxChoiceName)
		}
		if text, isText := c.Value.(string); isText {
			j.within(inner+"value", "the value of "+of, text, 1, maxChoiceValue)
		} else if _, isNumber := c.Value.(float64); !isNumber || o.Type == optionString {
			j.refuse(inner+"value", "BASE_TYPE_BAD_TYPE", "The value has a wrong type", "the value of %s does not suit the option", of)
		}
	}
	for _, n := range []*int{o.MinLength, o.MaxLength} {
		if n != nil && (*n < 0 || *n > maxText) {
			j.refuse(at+"max_length", "NUMBER_TYPE_MAX", "int value should be less than or equal to 6000.", "%s has a limit of %d characters", what, *n)
		}
	}
}

// maxText is how long the text of an option can be.
const maxText = 6000

func (o Option) completes() bool {
	return o.Type == optionString || o.Type == optionInteger || o.Type == optionNumber
}

// commandSize counts as Discord does: of localised texts, the longest.
func commandSize(c Command) int {
	return longest(c.Name, c.Names) + longest(c.Description, c.Texts) + optionsSize(c.Options)
}

func optionsSize(os []Option) int {
	n := 0
	for _, o := range os {
		n += longest(o.Name, o.Names) + longest(o.Description, o.Texts) + optionsSize(o.Options)
		for _, c := range o.Choices {
			text, _ := c.Value.(string)
			n += longest(c.Name, c.Names) + length(text)
		}
	}
	return n
}

func longest(text string, texts map[string]string) int {
	n := length(text)
	for _, t := range texts {
		n = max(n, length(t))
	}
	return n
}
