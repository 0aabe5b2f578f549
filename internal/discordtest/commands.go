package discordtest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
)

// Types of application commands.
const (
	SlashCommand   = 1
	UserCommand    = 2
	MessageCommand = 3
)

// A Command is a command that the bot has registered.
type Command struct {
	ID          string            `json:"-"`
	Version     string            `json:"-"`
	GuildID     string            `json:"-"` // empty: global
	Type        int               `json:"type"`
	Name        string            `json:"name"`
	Description string            `json:"description"`
	Names       map[string]string `json:"name_localizations"`
	Texts       map[string]string `json:"description_localizations"`
	Options     []Option          `json:"options"`
	Contexts    []int             `json:"contexts"`
	Installs    []int             `json:"integration_types"`
	// Permissions are those that a member needs by default; nil: none, "0":
	// only admins have it.
	Permissions *string         `json:"default_member_permissions"`
	Raw         json.RawMessage `json:"-"` // as sent
}

// An Option is an option of a command, or a subcommand or a group of such.
type Option struct {
	Type         int               `json:"type"`
	Name         string            `json:"name"`
	Description  string            `json:"description"`
	Names        map[string]string `json:"name_localizations"`
	Texts        map[string]string `json:"description_localizations"`
	Required     bool              `json:"required"`
	Autocomplete bool              `json:"autocomplete"`
	Choices      []OptionChoice    `json:"choices"`
	Options      []Option          `json:"options"`
	MinLength    *int              `json:"min_length"`
	MaxLength    *int              `json:"max_length"`
	MinValue     *float64          `json:"min_value"`
	MaxValue     *float64          `json:"max_value"`
}

// An OptionChoice is one of the values that an option can have.
type OptionChoice struct {
	Choice
	Names map[string]string `json:"name_localizations"`
}

// Types of options.
const (
	optionSub         = 1
	optionGroup       = 2
	optionString      = 3
	optionInteger     = 4
	optionBoolean     = 5
	optionUser        = 6
	optionChannel     = 7
	optionRole        = 8
	optionMentionable = 9
	optionNumber      = 10
	optionAttachment  = 11
)

// Commands are the commands that are registered for the guild with the id, or
// globally for "".
func (s *Server) Commands(guild string) []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.commands[guild])
}

// Overwrites is how often the bot has overwritten a list of commands.
func (s *Server) Overwrites() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.overwrites
}

// command finds a registered command by its name; one of the guild goes before a
// global one. The lock is held.
func (s *Server) command(guild string, kind int, name string) (Command, bool) {
	for _, list := range [][]Command{s.commands[guild], s.commands[""]} {
		for _, c := range list {
			if c.Type == kind && c.Name == name {
				return c, true
			}
		}
	}
	return Command{}, false
}

// commandScope is the guild of the path, which must be known. The lock is held.
func (c *call) commandScope() (string, *answer) {
	if c.vars["application"] != c.s.app {
		return "", ptr(refuse(http.StatusForbidden, 20012, "You are not authorized to perform this action on this application"))
	}
	guild := c.vars["guild"]
	known := slices.ContainsFunc(c.s.guilds, func(g *Guild) bool { return g.ID == guild })
	if guild != "" && !known {
		return "", &missingAccess
	}
	return guild, nil
}

func (c *call) getCommands() answer {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	guild, refused := c.commandScope()
	if refused != nil {
		return *refused
	}
	return ok(c.s.commandsJSON(guild, c.r.URL.Query().Get("with_localizations") == "true"))
}

func (c *call) putCommands() answer {
	j := c.judge("")
	list := j.readCommands(c.vars["guild"])
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	guild, refused := c.commandScope()
	if refused != nil {
		return *refused
	}
	if a := j.answer(); a != nil {
		return *a
	}
	old := c.s.commands[guild]
	for n := range list {
		c.s.identify(&list[n], old)
	}
	c.s.commands[guild] = list
	c.s.overwrites++
	c.s.touch()
	return ok(c.s.commandsJSON(guild, true))
}

// identify gives cmd its id and version: those it had when it was there, and is
// the same. The lock is held.
func (s *Server) identify(cmd *Command, old []Command) {
	at := slices.IndexFunc(old, func(o Command) bool { return o.Type == cmd.Type && o.Name == cmd.Name })
	cmd.ID, cmd.Version = s.newID(), s.newID()
	if at < 0 {
		return
	}
	cmd.ID = old[at].ID
	if bytes.Equal(cmd.Raw, old[at].Raw) {
		cmd.Version = old[at].Version
	}
}

func (s *Server) commandsJSON(guild string, localized bool) []object {
	list := []object{}
	for _, c := range s.commands[guild] {
		list = append(list, s.commandJSON(c, localized))
	}
	return list
}

// commandJSON is a command as Discord gives it back: with what it adds, without
// what is as it would be anyway.
func (s *Server) commandJSON(c Command, localized bool) object {
	var o object
	_ = json.Unmarshal(c.Raw, &o) // it has been read before
	tidyOption(o, localized)
	o["id"], o["application_id"], o["version"], o["type"] = c.ID, s.app, c.Version, c.Type
	o["description"], o["default_member_permissions"] = c.Description, c.Permissions
	if o["nsfw"] == nil {
		o["nsfw"] = false
	}
	if c.GuildID != "" {
		o["guild_id"] = c.GuildID
		return o
	}
	if o["contexts"] == nil {
		o["contexts"] = nil
	}
	if o["integration_types"] == nil {
		o["integration_types"] = []int{0}
	}
	return o
}

func tidyOption(o object, localized bool) {
	dropNull(o)
	for _, key := range []string{"name_localizations", "description_localizations"} {
		if localized && o[key] == nil {
			o[key] = nil
		}
		if !localized {
			delete(o, key)
		}
	}
	if o["required"] == false {
		delete(o, "required")
	}
	for _, key := range []string{"options", "choices"} {
		list, _ := o[key].([]any)
		if len(list) == 0 {
			delete(o, key)
		}
		for _, e := range list {
			if e, ok := e.(object); ok {
				tidyOption(e, localized)
				if key == "choices" {
					delete(e, "description_localizations")
				}
			}
		}
	}
}

// readCommands reads and judges a list of commands.
func (j *judge) readCommands(guild string) []Command {
	var raws []json.RawMessage
	if err := json.Unmarshal(j.c.body, &raws); err != nil {
		j.refuse("_misc", "BASE_TYPE_BAD_TYPE", "The value has a wrong type", "the body is no list of commands: %v", err)
		return nil
	}
	list := make([]Command, 0, len(raws))
	for n, raw := range raws {
		cmd := Command{GuildID: guild, Raw: raw, Type: SlashCommand}
		if err := json.Unmarshal(raw, &cmd); err != nil {
			j.refuse(itoa(n), "BASE_TYPE_BAD_TYPE", "The value has a wrong type", "command %d: %v", n, err)
			continue
		}
		j.judgeCommand(n, cmd)
		list = append(list, cmd)
	}
	j.judgeList(list)
	return list
}

func (j *judge) judgeList(list []Command) {
	seen, number := map[string]bool{}, map[int]int{}
	for n, c := range list {
		key := itoa(c.Type) + c.Name
		if seen[key] {
			j.refuse(itoa(n), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique", "the command %q stands twice", c.Name)
		}
		seen[key] = true
		number[c.Type]++
	}
	j.atMost("_misc", "slash commands", number[SlashCommand], 100)
	j.atMost("_misc", "user commands", number[UserCommand], 15)
	j.atMost("_misc", "message commands", number[MessageCommand], 15)
}

// localeNames are the languages that Discord knows.
var localeNames = strings.Fields(`id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr
	cs el bg ru uk hi th zh-CN ja zh-TW ko`)
