package gateway

import "fmt"

// A Fatal is an end that trying again cannot mend. Its text is one sentence for
// whoever runs the bot: what is wrong, and what to do.
type Fatal struct {
	// Code is the gateway's close code (4004, 4010 to 4014), or 401 where
	// GET /gateway was answered so.
	Code int
}

func (f *Fatal) Error() string {
	if text, ok := fatalTexts[f.Code]; ok {
		return text
	}
	return fmt.Sprintf("Discord ends the connection for good (code %d); see its list of close codes", f.Code)
}

const (
	newToken   = "; copy it anew from the developer portal (Bot, Reset Token) to where the bot reads it: DISCORD_TOKEN, or the file that discord.token_file names"
	fewIntents = "; switch on MESSAGE CONTENT INTENT in the developer portal under Bot, or leave out discord.message_content in the configuration"
)

var fatalTexts = map[int]string{
	401:  "Discord refuses the token (HTTP 401)" + newToken,
	4004: "Discord refuses the token (close code 4004)" + newToken,
	4010: "Discord refuses the shard of this connection (close code 4010), which the bot never sets; look for a newer version",
	4011: "the bot is in too many servers for one connection (close code 4011); let it leave some: 2,500 are allowed",
	4012: "Discord no longer speaks this version of its gateway (close code 4012); look for a newer version of the bot",
	4013: "Discord does not know an intent that was asked for (close code 4013)" + fewIntents,
	4014: "an intent is not granted to the bot (close code 4014)" + fewIntents,
}

// An ending says how a connection, or a try at one, ended.
type ending struct {
	err     error // why, for the log
	code    int   // close code, or 401 from GET /gateway; 0: neither
	orderly bool  // the gateway asked to connect again (Op 7)
	forget  bool  // the session cannot be resumed
	invalid bool  // the session was declared invalid: identifying anew must wait a little
	after   int   // seconds that the server wants to be left alone
}

// fatal is nil where trying again makes sense.
func (e ending) fatal() *Fatal {
	if _, ok := fatalTexts[e.code]; ok {
		return &Fatal{e.code}
	}
	return nil
}

// closed is the ending by a close frame of that code. After 4003 and 4007 Discord
// wants a new session. After others it may have kept the old one, even after
// 4009; trying to resume costs one round trip.
func closed(code int) ending {
	return ending{
		err:    fmt.Errorf("the gateway closed the connection with code %d", code),
		code:   code,
		forget: code == 4003 || code == 4007,
	}
}
