package gateway

import (
	"encoding/json"
	"strconv"
	"time"
)

// The gateway's opcodes that a client may be sent.
const (
	opDispatch  = 0
	opBeat      = 1 // the gateway asks for a heartbeat
	opReconnect = 7
	opInvalid   = 9
	opHello     = 10
	opAck       = 11
)

// prefix is put before the name of each event on its way through discordgo, which
// then neither decodes it nor acts on it, but hands it on as it is.
const prefix = "GUARDED:"

// A message is one of the gateway's, read without trust.
type message struct {
	op   int64
	seq  int64           // 0: it has none, or a senseless one
	name string          // of an event; empty: it has none
	data json.RawMessage // valid JSON; null where it was left out
}

// read returns the message that text holds, and false where it is no JSON object
// with an op.
func read(text []byte) (message, bool) {
	var raw struct{ Op, S, T, D json.RawMessage }
	if json.Unmarshal(text, &raw) != nil {
		return message{}, false
	}
	op, ok := integer(raw.Op)
	if !ok {
		return message{}, false
	}
	m := message{op: op, name: str(raw.T), data: raw.D}
	if seq, ok := integer(raw.S); ok && seq > 0 {
		m.seq = seq
	}
	if len(m.data) == 0 {
		m.data = json.RawMessage("null")
	}
	return m, true
}

// text is the message as discordgo expects it.
func (m message) text() []byte {
	name, err := json.Marshal(m.name)
	if err != nil { // no string has one
		name = []byte(`""`)
	}
	b := make([]byte, 0, len(m.data)+len(name)+64)
	b = append(b, `{"op":`...)
	b = strconv.AppendInt(b, m.op, 10)
	b = append(b, `,"s":`...)
	b = strconv.AppendInt(b, m.seq, 10)
	b = append(b, `,"t":`...)
	b = append(b, name...)
	b = append(b, `,"d":`...)
	b = append(b, m.data...)
	return append(b, '}')
}

// The bounds of a heartbeat interval that makes sense.
const (
	leastBeat = 10 * time.Millisecond
	mostBeat  = 10 * time.Minute
)

// beat returns the heartbeat interval that the data of a HELLO names.
func beat(data json.RawMessage) (time.Duration, bool) {
	ms, err := strconv.ParseFloat(string(field(data, "heartbeat_interval")), 64)
	if err != nil || ms < float64(leastBeat.Milliseconds()) || ms > float64(mostBeat.Milliseconds()) {
		return 0, false
	}
	return time.Duration(ms) * time.Millisecond, true
}

// A welcome is what a READY says, as far as it makes sense.
type welcome struct {
	session string // id
	resume  string // address at which to resume
	user    string // the bot's own id
	app     string // id of its application
}

func readWelcome(data json.RawMessage) welcome {
	return welcome{
		session: str(field(data, "session_id")),
		resume:  str(field(data, "resume_gateway_url")),
		user:    str(field(field(data, "user"), "id")),
		app:     str(field(field(data, "application"), "id")),
	}
}

// field returns the value of a key of a JSON object, nil where there is none.
func field(object json.RawMessage, key string) json.RawMessage {
	var fields map[string]json.RawMessage
	if len(object) == 0 || json.Unmarshal(object, &fields) != nil {
		return nil
	}
	return fields[key]
}

// str returns the string that a JSON value is, empty where it is none.
func str(value json.RawMessage) string {
	var s string
	if len(value) == 0 || json.Unmarshal(value, &s) != nil {
		return ""
	}
	return s
}

// integer reports whether a JSON value is a whole number, and which.
func integer(value json.RawMessage) (int64, bool) {
	n, err := strconv.ParseInt(string(value), 10, 64)
	return n, err == nil
}
