package discordtest

import (
	"encoding/json"
	"fmt"
	"slices"
)

type embedIn struct {
	Title       string `json:"title"`
	Description string `json:"description"`
	URL         string `json:"url"`
	Author      struct {
		Name string `json:"name"`
		URL  string `json:"url"`
	} `json:"author"`
	Footer struct {
		Text string `json:"text"`
	} `json:"footer"`
	Fields []struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	} `json:"fields"`
	Image     struct{ URL string } `json:"image"`
	Thumbnail struct{ URL string } `json:"thumbnail"`
}

// judgeEmbeds judges by the limits of embeds, the sum over all of them too.
func (j *judge) judgeEmbeds(es []embedIn) {
	j.atMost("embeds", "embeds", len(es), maxEmbeds)
	total := 0
	for i, e := range es {
		at, of := fmt.Sprintf("embeds.%d.", i), fmt.Sprintf(" of embed %d", i)
		j.within(at+"title", "the title"+of, e.Title, 0, 256)
		j.within(at+"description", "the description"+of, e.Description, 0, 4096)
		j.within(at+"author.name", "the author"+of, e.Author.Name, 0, 256)
		j.within(at+"footer.text", "the footer"+of, e.Footer.Text, 0, 2048)
		j.atMost(at+"fields", "fields in embed "+fmt.Sprint(i), len(e.Fields), 25)
		total += length(e.Title) + length(e.Description) + length(e.Author.Name) + length(e.Footer.Text)
		for n, f := range e.Fields {
			j.within(fmt.Sprintf("%sfields.%d.name", at, n), fmt.Sprintf("the name of field %d%s", n, of), f.Name, 1, 256)
			j.within(fmt.Sprintf("%sfields.%d.value", at, n), fmt.Sprintf("the value of field %d%s", n, of), f.Value, 1, 1024)
			total += length(f.Name) + length(f.Value)
		}
		if e.URL != "" {
			j.judgeURL(at+"url", "the URL"+of, e.URL, 2048)
		}
	}
	if total > maxEmbedTotal {
		j.refuse("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000",
			"the embeds have %s characters together, %s are allowed", thousands(total), thousands(maxEmbedTotal))
	}
}

func emptyEmbeds(raw json.RawMessage) bool {
	var es []embedIn
	if json.Unmarshal(raw, &es) != nil {
		return false
	}
	return !slices.ContainsFunc(es, func(e embedIn) bool {
		return e.Title+e.Description+e.Author.Name+e.Footer.Text+e.Image.URL+e.Thumbnail.URL != "" || len(e.Fields) > 0
	})
}

// Types of components.
const (
	typeRow    = 1
	typeButton = 2
	styleLink  = 5
	styleSKU   = 6
	maxV2      = 40
)

type componentIn struct {
	Type        int             `json:"type"`
	Style       int             `json:"style"`
	Label       string          `json:"label"`
	Emoji       json.RawMessage `json:"emoji"`
	CustomID    *string         `json:"custom_id"`
	URL         string          `json:"url"`
	Placeholder string          `json:"placeholder"`
	Components  []componentIn   `json:"components"`
	Accessory   *componentIn    `json:"accessory"`
	Options     []struct {
		Label       string `json:"label"`
		Value       string `json:"value"`
		Description string `json:"description"`
	} `json:"options"`
}

func (c componentIn) isSelect() bool { return c.Type == 3 || c.Type >= 5 && c.Type <= 8 }

// judgeRows judges the components of an ordinary message: rows of buttons, or of
// one select menu each.
func (j *judge) judgeRows(rows []componentIn) {
	j.atMost("components", "rows of components", len(rows), maxRows)
	seen := map[string]bool{}
	for i, row := range rows {
		at := fmt.Sprintf("components.%d", i)
		if row.Type != typeRow {
			j.refuse(at+".type", "BASE_TYPE_CHOICES", "Value must be one of (1,).", "component %d has type %d, only rows (1) may stand there", i, row.Type)
			continue
		}
		j.judgeRow(at, fmt.Sprintf("row %d", i), row, seen)
	}
}

func (j *judge) judgeRow(at, name string, row componentIn, seen map[string]bool) {
	selects := 0
	for n, c := range row.Components {
		inner, what := fmt.Sprintf("%s.components.%d", at, n), fmt.Sprintf("component %d of %s", n, name)
		switch {
		case c.Type == typeButton:
			j.judgeButton(inner, what, c)
		case c.isSelect():
			selects++
			j.judgeSelect(inner, what, c)
		default:
			j.refuse(inner+".type", "BASE_TYPE_CHOICES", "Value must be one of (2, 3, 5, 6, 7, 8).", "%s has type %d", what, c.Type)
		}
		j.judgeCustomID(inner, what, c, seen)
	}
	switch n := len(row.Components); {
	case n == 0:
		j.refuse(at+".components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.", "%s is empty", name)
	case n > maxButtons:
		j.refuse(at+".components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.", "%s has %d components, %d are allowed", name, n, maxButtons)
	case selects > 0 && n > 1:
		j.refuse(at+".components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width", "%s has a select menu beside other components", name)
	}
}

func (j *judge) judgeCustomID(at, what string, c componentIn, seen map[string]bool) {
	if c.CustomID == nil {
		return
	}
	j.within(at+".custom_id", "the custom_id of "+what, *c.CustomID, 1, maxCustomID)
	if seen[*c.CustomID] {
		j.refuse(at+".custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated", "the custom_id of %s stands twice in the message", what)
	}
	seen[*c.CustomID] = true
}

func (j *judge) judgeButton(at, what string, c componentIn) {
	j.within(at+".label", "the label of "+what, c.Label, 0, maxLabel)
	if c.Label == "" && absent(c.Emoji) && c.Style != styleSKU {
		j.refuse(at, "BUTTON_COMPONENT_REQUIRES_LABEL_OR_EMOJI", "A button requires a label or an emoji", "%s has no label", what)
	}
	switch {
	case c.Style < 1 || c.Style > styleSKU:
		j.refuse(at+".style", "BASE_TYPE_CHOICES", "Value must be one of (1, 2, 3, 4, 5, 6).", "%s has style %d", what, c.Style)
	case c.Style == styleSKU:
	case c.Style == styleLink:
		j.judgeURL(at+".url", "the URL of "+what, c.URL, maxURL)
		if c.CustomID != nil {
			j.refuse(at, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified", "%s has a URL and a custom_id", what)
		}
	case c.URL != "":
		j.refuse(at, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified", "%s has a URL and is no link button", what)
	case c.CustomID == nil:
		j.refuse(at, "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required", "%s has no custom_id", what)
	}
}

func (j *judge) judgeSelect(at, what string, c componentIn) {
	j.within(at+".placeholder", "the placeholder of "+what, c.Placeholder, 0, 150)
	if c.CustomID == nil {
		j.refuse(at+".custom_id", "BASE_TYPE_REQUIRED", "This field is required", "%s has no custom_id", what)
	}
	if c.Type != 3 {
		return
	}
	if len(c.Options) == 0 {
		j.refuse(at+".options", "BASE_TYPE_REQUIRED", "This field is required", "%s has no options", what)
	}
	j.atMost(at+".options", "options in "+what, len(c.Options), 25)
	seen := map[string]bool{}
	for n, o := range c.Options {
		of := fmt.Sprintf(" of option %d of %s", n, what)
		inner := fmt.Sprintf("%s.options.%d", at, n)
		j.within(inner+".label", "the label"+of, o.Label, 1, 100)
		j.within(inner+".value", "the value"+of, o.Value, 1, 100)
		j.within(inner+".description", "the description"+of, o.Description, 0, 100)
		if seen[o.Value] {
			j.refuse(inner+".value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used", "the value%s stands twice", of)
		}
		seen[o.Value] = true
	}
}

// judgeV2 judges a message of the second kind of components by what the rows in
// it share with the first, and by what such a message may not have.
func (j *judge) judgeV2(in *messageIn) {
	if in.Content != nil && *in.Content != "" || len(in.Embeds) > 0 {
		j.refuse("content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
			"The 'content' and 'embeds' fields cannot be used when using MessageFlags.IS_COMPONENTS_V2",
			"a message of components v2 has content or embeds")
	}
	seen, n := map[string]bool{}, 0
	var walk func(at string, cs []componentIn)
	walk = func(at string, cs []componentIn) {
		for i, c := range cs {
			n++
			inner := fmt.Sprintf("%s.%d", at, i)
			if c.Type == typeRow {
				n += len(c.Components)
				j.judgeRow(inner, "the row at "+inner, c, seen)
				continue
			}
			if c.Accessory != nil {
				n++
				j.judgeCustomID(inner+".accessory", "the accessory at "+inner, *c.Accessory, seen)
			}
			walk(inner+".components", c.Components)
		}
	}
	walk("components", in.Components)
	j.atMost("components", "components", n, maxV2)
}
