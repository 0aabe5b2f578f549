package bot

import (
	"slices"

	"footnote/retrieval"
)

// A Story is what is spoken of in some servers or channels.
type Story struct {
	Name     string
	Guilds   []string // ids of the servers; none, and no channels: everywhere
	Channels []string // ids of channels, which go before servers
	View     func() *retrieval.View
}

// byChannel reports whether some story is spoken of in single channels.
func byChannel(stories []Story) bool {
	return slices.ContainsFunc(stories, func(s Story) bool { return len(s.Channels) > 0 })
}

// storyOf is the story of a place: that of its channel, else of the channel above
// its thread, else of its server, else one that is for everywhere.
func storyOf(stories []Story, guild, channel, parent string) (Story, bool) {
	for _, fits := range []func(Story) bool{
		func(s Story) bool { return slices.Contains(s.Channels, channel) },
		func(s Story) bool { return slices.Contains(s.Channels, parent) },
		func(s Story) bool { return slices.Contains(s.Guilds, guild) },
		func(s Story) bool { return len(s.Guilds) == 0 && len(s.Channels) == 0 },
	} {
		if i := slices.IndexFunc(stories, fits); i >= 0 {
			return stories[i], true
		}
	}
	return Story{}, false
}
