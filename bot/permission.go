package bot

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// A permission is a bit of Discord's permissions.
type permission uint64

// The permissions that the bot needs.
const (
	viewChannel        permission = 1 << 10
	sendMessages       permission = 1 << 11
	attachFiles        permission = 1 << 15
	readHistory        permission = 1 << 16
	sendInThreads      permission = 1 << 38
	createPublicThread permission = 1 << 35
)

// The permissions that let somebody see the receipts of others.
const (
	administrator  permission = 1 << 3
	manageMessages permission = 1 << 13
)

func (p permission) bits() string { return strconv.FormatUint(uint64(p), 10) }

// manages reports whether whoever did it may manage messages there. In direct messages
// nobody does.
func (i interaction) manages() bool {
	all, err := strconv.ParseUint(i.Member.Permissions, 10, 64)
	return err == nil && i.GuildID != "" && permission(all)&(administrator|manageMessages) != 0
}

// A Need is a permission that the bot asks for, and what for.
type Need struct {
	Permission string `json:"permission"` // as Discord's settings call it
	For        string `json:"for"`
	bit        permission
}

// Needs are all of the permissions that the bot asks for.
func Needs() []Need {
	return []Need{
		{"View Channels", "to be asked in a channel at all", viewChannel},
		{"Send Messages", "to answer a mention or a reply", sendMessages},
		{"Send Messages in Threads", "to answer in threads as well", sendInThreads},
		{"Create Public Threads", "for the button Ask further, which opens a thread below an answer", createPublicThread},
		{"Read Message History", "to reply to a question, and to find what a follow-up question follows", readHistory},
		{"Attach Files", "for answers that are too long for messages", attachFiles},
	}
}

// Invite is the address at which an owner of a server lets the bot in, with the
// permissions of Needs and no others.
func Invite(application string) string {
	var all permission
	for _, n := range Needs() {
		all |= n.bit
	}
	q := url.Values{"client_id": {application}, "scope": {"bot applications.commands"}, "permissions": {all.bits()}}
	return "https://discord.com/oauth2/authorize?" + q.Encode()
}

// missing is a sentence for the operator of a bot that may not do something in a channel.
func missing(channel string) string {
	var names []string
	for _, n := range Needs() {
		names = append(names, n.Permission)
	}
	return fmt.Sprintf("the bot may not write in the channel %s; give it these permissions there (%s), or invite it again with the link of footnote serve --invite",
		channel, strings.Join(names, ", "))
}
