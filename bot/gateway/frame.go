package gateway

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
)

// The opcodes of websocket frames, RFC 6455 section 5.2.
const (
	frameMore   = 0
	frameText   = 1
	frameBinary = 2
	frameClose  = 8
	framePing   = 9
	framePong   = 10
)

const (
	finBit  = 0x80
	rsvBits = 0x70
	maskBit = 0x80
)

// mostMessage is the size of the longest message, in bytes, that is taken in.
const mostMessage = 16 << 20

var errTooLong = fmt.Errorf("a message is longer than %d MB", mostMessage>>20)

// A frame is a piece of a message, or a control frame.
type frame struct {
	op      byte
	fin     bool // the message ends with it
	payload []byte
}

// readFrame reads a frame that a server sends. A payload longer than most bytes,
// or anything that RFC 6455 forbids a server or that was not agreed on, is an
// error; after one, nothing can be read any more.
func readFrame(r *bufio.Reader, most int) (frame, error) {
	var head [2]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return frame{}, err
	}
	f := frame{op: head[0] & 0x0f, fin: head[0]&finBit != 0}
	size, err := readSize(r, head[1]&^maskBit)
	switch control := f.op >= frameClose; {
	case err != nil:
		return frame{}, err
	case head[0]&rsvBits != 0:
		return frame{}, errors.New("a frame is compressed, or its reserved bits are set")
	case head[1]&maskBit != 0:
		return frame{}, errors.New("a frame is masked")
	case f.op == frameBinary:
		return frame{}, errors.New("a message is binary")
	case f.op > framePong || f.op > frameBinary && !control:
		return frame{}, fmt.Errorf("a frame has the unknown opcode %d", f.op)
	case control && (!f.fin || size > 125):
		return frame{}, errors.New("a control frame is in pieces or too long")
	case size > uint64(most):
		return frame{}, errTooLong
	}
	// Memory is taken as the bytes come, not as the header promises them.
	var payload bytes.Buffer
	if _, err := io.CopyN(&payload, r, int64(size)); err != nil {
		return frame{}, err
	}
	f.payload = payload.Bytes()
	return f, nil
}

// readSize reads the rest of a frame's size, of which short is the first byte.
func readSize(r *bufio.Reader, short byte) (uint64, error) {
	var b [8]byte
	switch short {
	case 126:
		_, err := io.ReadFull(r, b[6:])
		return binary.BigEndian.Uint64(b[:]), err
	case 127:
		_, err := io.ReadFull(r, b[:])
		return binary.BigEndian.Uint64(b[:]), err
	}
	return uint64(short), nil
}

// appendFrame appends a whole message, or a control frame, as a server sends it.
func appendFrame(b []byte, op byte, payload []byte) []byte {
	b = append(b, finBit|op)
	switch n := len(payload); {
	case n <= 125:
		b = append(b, byte(n))
	case n <= 0xffff:
		b = binary.BigEndian.AppendUint16(append(b, 126), uint16(n))
	default:
		b = binary.BigEndian.AppendUint64(append(b, 127), uint64(n))
	}
	return append(b, payload...)
}

// goodbye is a close frame as a client sends it: masked.
func goodbye(code uint16) []byte {
	var key [4]byte
	binary.BigEndian.PutUint32(key[:], rand.Uint32())
	b := append([]byte{finBit | frameClose, maskBit | 2}, key[:]...)
	return append(b, byte(code>>8)^key[0], byte(code)^key[1])
}

// closeCode returns the code that a close frame names, 1005 where it has none.
func closeCode(payload []byte) int {
	if len(payload) < 2 {
		return 1005
	}
	return int(binary.BigEndian.Uint16(payload))
}

// readUpgrade reads the answer to the request for a websocket and returns what of
// it the client must see: never an extension that nobody asked for.
func readUpgrade(r *bufio.Reader) ([]byte, error) {
	resp, err := http.ReadResponse(r, nil)
	if err != nil {
		return nil, fmt.Errorf("answer to the request for a websocket: %w", err)
	}
	if resp.StatusCode != http.StatusSwitchingProtocols {
		return nil, fmt.Errorf("the gateway answers the request for a websocket with HTTP %d", resp.StatusCode)
	}
	var b bytes.Buffer
	b.WriteString("HTTP/1.1 101 Switching Protocols\r\n")
	for _, key := range []string{"Upgrade", "Connection", "Sec-Websocket-Accept"} {
		fmt.Fprintf(&b, "%s: %s\r\n", key, strings.Join(resp.Header.Values(key), ", "))
	}
	b.WriteString("\r\n")
	return b.Bytes(), nil
}
