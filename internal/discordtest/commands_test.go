package discordtest

import (
	"fmt"
	"strings"
	"testing"
)

// command makes the JSON of a list with one command that can be used everywhere.
func command(fields string) string {
	return `[{"contexts":[0,1,2],"integration_types":[0,1],` + fields + `}]`
}

func TestRegister(t *testing.T) {
	s := NewServer(t, Options{OpenAPI: openapi})
	b := rest(t, s)
	guild := s.AddGuild("Newsroom")
	global := "/applications/" + s.AppID() + "/commands"
	if a := b.do("GET", global, nil).want(t, 200, 0); string(a.Raw) != "[]" {
		t.Errorf("commands before the first: %s", a.Raw)
	}
	list := command(`"name":"ask","name_localizations":{"de":"frage"},"description":"Ask","default_member_permissions":"32",
		"options":[{"type":3,"name":"question","description":"What","required":false,"description_localizations":{"de":"Was"}}]`)
	put := b.do("PUT", global, list).want(t, 200, 0)
	for _, want := range []string{`"de":"frage"`, `"de":"Was"`, `"default_member_permissions":"32"`, `"application_id":"` + s.AppID(), `"version":"`, `"contexts":[0,1,2]`} {
		if !strings.Contains(string(put.Raw), want) {
			t.Errorf("%s is not in %s", want, put.Raw)
		}
	}
	if strings.Contains(string(put.Raw), "required") {
		t.Errorf("what is not required says so: %s", put.Raw)
	}
	if a := b.do("GET", global+"?with_localizations=true", nil).want(t, 200, 0); string(a.Raw) != string(put.Raw) {
		t.Errorf("with localizations %s, want %s", a.Raw, put.Raw)
	}
	if a := b.do("GET", global, nil).want(t, 200, 0); strings.Contains(string(a.Raw), "frage") {
		t.Errorf("without localizations %s", a.Raw)
	}
	first := s.Commands("")[0]
	if first.Name != "ask" || first.Names["de"] != "frage" || *first.Permissions != "32" || len(first.Options) != 1 || first.ID == "" || len(first.Raw) == 0 {
		t.Errorf("command %+v", first)
	}
	b.do("PUT", global, list).want(t, 200, 0)
	if again := s.Commands("")[0]; again.ID != first.ID || again.Version != first.Version {
		t.Errorf("the same command has the id %s and version %s, had %s and %s", again.ID, again.Version, first.ID, first.Version)
	}
	b.do("PUT", global, strings.Replace(list, "Ask", "Ask anew", 1)).want(t, 200, 0)
	if again := s.Commands("")[0]; again.ID != first.ID || again.Version == first.Version {
		t.Errorf("a changed command has the id %s and version %s", again.ID, again.Version)
	}

	local := "/applications/" + s.AppID() + "/guilds/" + guild.ID + "/commands"
	b.do("PUT", local, `[{"name":"ask","description":"Ask here"}]`).want(t, 200, 0)
	if a := b.do("GET", local, nil).want(t, 200, 0); !strings.Contains(string(a.Raw), `"guild_id":"`+guild.ID) {
		t.Errorf("commands of the guild %s", a.Raw)
	}
	if len(s.Commands(guild.ID)) != 1 || len(s.Commands("")) != 1 || s.Overwrites() != 4 {
		t.Errorf("%d commands of the guild, %d global, %d overwrites", len(s.Commands(guild.ID)), len(s.Commands("")), s.Overwrites())
	}
	b.do("PUT", "/applications/"+s.AppID()+"/guilds/7/commands", `[]`).want(t, 403, 50001)
	b.do("PUT", "/applications/7/commands", `[]`).want(t, 403, 20012)
}

func TestCommandLimits(t *testing.T) {
	const fine = ""
	opt := func(fields string) string {
		return command(`"name":"a","description":"d","options":[{` + fields + `}]`)
	}
	many := func(n int, one string) string {
		var list []string
		for i := range n {
			list = append(list, strings.ReplaceAll(one, "#", fmt.Sprint(i)))
		}
		return strings.Join(list, ",")
	}
	tests := map[string]struct {
		body  string
		fault string
	}{
		"plain":                   {command(`"name":"ask-me_2","description":"d"`), fine},
		"other letters":           {command(`"name":"läs","description":"d","name_localizations":{"hi":"समाचार","ja":"質問"}`), fine},
		"capitals":                {command(`"name":"Ask","description":"d"`), "lower case"},
		"space":                   {command(`"name":"ask me","description":"d"`), "lower case"},
		"33 letters":              {command(`"name":"` + strings.Repeat("a", 33) + `","description":"d"`), "1 to 32"},
		"no name":                 {command(`"description":"d"`), "1 to 32"},
		"no description":          {command(`"name":"a"`), "description of command \"a\" is empty"},
		"description 101":         {command(`"name":"a","description":` + text(101)), "101 characters"},
		"local name":              {command(`"name":"a","description":"d","name_localizations":{"de":"Frage"}`), "in de"},
		"local description":       {command(`"name":"a","description":"d","description_localizations":{"de":` + text(101) + `}`), "in de has 101"},
		"language":                {command(`"name":"a","description":"d","name_localizations":{"xx":"a"}`), `"xx"`},
		"no contexts":             {`[{"name":"a","description":"d","integration_types":[0]}]`, "contexts"},
		"no installs":             {`[{"name":"a","description":"d","contexts":[0]}]`, "integration_types"},
		"odd context":             {`[{"name":"a","description":"d","contexts":[7],"integration_types":[0]}]`, "context 7"},
		"permissions":             {command(`"name":"a","description":"d","default_member_permissions":"x"`), `permissions "x"`},
		"twice":                   {`[` + many(2, strings.Trim(command(`"name":"a","description":"d"`), "[]")+"#"[1:]) + `]`, "stands twice"},
		"101 commands":            {`[` + many(101, `{"name":"a#","description":"d","contexts":[0],"integration_types":[0]}`) + `]`, "101 slash commands"},
		"menu":                    {command(`"type":3,"name":"Check quotes"`), fine},
		"menu with text":          {command(`"type":3,"name":"Check quotes","description":"d"`), "has a description"},
		"menu with options":       {command(`"type":2,"name":"Who","options":[{"type":3,"name":"a","description":"d"}]`), "has options"},
		"type 9":                  {command(`"type":9,"name":"a","description":"d"`), "type 9"},
		"25 options":              {command(`"name":"a","description":"d","options":[` + many(25, `{"type":3,"name":"o#","description":"d"}`) + `]`), fine},
		"26 options":              {command(`"name":"a","description":"d","options":[` + many(26, `{"type":3,"name":"o#","description":"d"}`) + `]`), "26 options"},
		"option name":             {opt(`"type":3,"name":"Q","description":"d"`), "lower case"},
		"option text":             {opt(`"type":3,"name":"q"`), "is empty"},
		"option twice":            {command(`"name":"a","description":"d","options":[` + many(2, `{"type":3,"name":"o","description":"d"}`) + `]`), "stands twice"},
		"option type":             {opt(`"type":12,"name":"q","description":"d"`), "type 12"},
		"required late":           {command(`"name":"a","description":"d","options":[{"type":3,"name":"o","description":"d"},{"type":3,"name":"p","description":"d","required":true}]`), "comes after"},
		"25 choices":              {opt(`"type":3,"name":"q","description":"d","choices":[` + many(25, `{"name":"c#","value":"#"}`) + `]`), fine},
		"26 choices":              {opt(`"type":3,"name":"q","description":"d","choices":[` + many(26, `{"name":"c#","value":"#"}`) + `]`), "26 choices"},
		"long choice":             {opt(`"type":3,"name":"q","description":"d","choices":[{"name":` + text(101) + `,"value":"x"}]`), "101"},
		"number as text":          {opt(`"type":3,"name":"q","description":"d","choices":[{"name":"x","value":7}]`), "does not suit"},
		"choices that complete":   {opt(`"type":3,"name":"q","description":"d","autocomplete":true,"choices":[{"name":"x","value":"x"}]`), "completes itself"},
		"a user that completes":   {opt(`"type":6,"name":"q","description":"d","autocomplete":true`), "completes itself"},
		"length":                  {opt(`"type":3,"name":"q","description":"d","max_length":6001`), "6001"},
		"subcommands":             {opt(`"type":2,"name":"g","description":"d","options":[{"type":1,"name":"s","description":"d","options":[{"type":3,"name":"q","description":"d"}]}]`), fine},
		"groups in groups":        {opt(`"type":2,"name":"g","description":"d","options":[{"type":2,"name":"s","description":"d"}]`), "too deep"},
		"subcommands and options": {command(`"name":"a","description":"d","options":[{"type":1,"name":"o","description":"d"},{"type":3,"name":"p","description":"d"}]`), "beside"},
		"too much in all": {command(`"name":"a","description":"d","options":[` + many(4, `{"type":3,"name":"o#","description":"d","choices":[`+
			many(25, `{"name":`+text(50)+`,"value":`+text(50)+`}`)+`]}`) + `]`), "8,000"},
		"no list": {`{}`, "no list"},
		"numbers": {`[7]`, "command 0"},
	}
	s := NewServer(t, Options{Tolerant: true})
	b := rest(t, s)
	for name, tt := range tests {
		a := b.do("PUT", "/applications/"+s.AppID()+"/commands", tt.body)
		vs := s.Forgive()
		refused := tt.fault != fine && name != "no contexts" && name != "no installs"
		faulty := len(vs) == 1 && strings.Contains(vs[0], tt.fault)
		if (a.Status == 400) != refused || tt.fault == fine && len(vs) > 0 || tt.fault != fine && !faulty {
			t.Errorf("%s: answer %d, violations %q", name, a.Status, vs)
		}
	}
}
