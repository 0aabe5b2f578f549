package memory

// A file holds one value behind one line:
//
//	memory1 <sum> <expiry> <key>\n<value>
//
// The sum is the CRC-32C of everything after the blank that follows it, in eight
// hexadecimal digits. The expiry is a time as in RFC 3339 in UTC, with as many
// decimals as it needs, or "-" for none. The value runs to the end of the file.
// There is one way to write each entry, and nothing else is read.

import (
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"strings"
	"time"
)

const (
	magic  = "memory1 "
	sumLen = 8
	never  = "-"

	// maxHead is more than the longest first line, maxFile than the longest file.
	maxHead = 512
	maxFile = maxHead + MaxValue
)

// errBroken is what a file is that no Memory has written, or not to the end.
var errBroken = errors.New("file is broken")

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func checksum(body []byte) string {
	return fmt.Sprintf("%08x", crc32.Checksum(body, castagnoli))
}

// encode returns the content of the file of e.
func encode(e entry) []byte {
	expiry := never
	if !e.expiry.IsZero() {
		expiry = e.expiry.Format(time.RFC3339Nano)
	}
	const bodyAt = len(magic) + sumLen + 1
	buf := make([]byte, bodyAt, bodyAt+len(expiry)+1+len(e.key)+1+len(e.value))
	buf = append(buf, expiry+" "+e.key+"\n"...)
	buf = append(buf, e.value...)
	copy(buf, magic+checksum(buf[bodyAt:])+" ")
	return buf
}

// decode returns the entry that is in buf, and keeps buf for its value.
func decode(buf []byte) (entry, error) {
	sum, body, e, err := decodeHead(buf)
	if err == nil && sum != checksum(body) {
		err = fmt.Errorf("%w: its checksum does not fit", errBroken)
	}
	if err != nil {
		return entry{}, err
	}
	_, e.value, _ = bytes.Cut(body, []byte("\n"))
	return e, nil
}

// decodeHead reads the first line of buf, which may be cut off after it. It
// returns the sum, what the sum is of, and the entry without its value.
func decodeHead(buf []byte) (sum string, body []byte, e entry, err error) {
	buf, ok := bytes.CutPrefix(buf, []byte(magic))
	if !ok || len(buf) <= sumLen || buf[sumLen] != ' ' {
		return "", nil, e, fmt.Errorf("%w: it does not begin as it should", errBroken)
	}
	body = buf[sumLen+1:]
	line, _, ok := bytes.Cut(body[:min(len(body), maxHead)], []byte("\n"))
	if !ok {
		return "", nil, e, fmt.Errorf("%w: its first line does not end", errBroken)
	}
	expiry, key, _ := strings.Cut(string(line), " ")
	if CheckKey(key) != nil {
		return "", nil, e, fmt.Errorf("%w: it names no key", errBroken)
	}
	e.key = key
	if expiry != never {
		e.expiry, err = time.Parse(time.RFC3339Nano, expiry)
		if err != nil || e.expiry.UTC().Format(time.RFC3339Nano) != expiry || e.expiry.IsZero() {
			return "", nil, e, fmt.Errorf("%w: its expiry is no time", errBroken)
		}
	}
	return string(buf[:sumLen]), body, e, nil
}
