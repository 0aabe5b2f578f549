package memorytest

import (
	"strings"
	"testing"

	"footnote/bot/memory"
)

func testAbsent(t *testing.T, b box) {
	b.hasNot("answer/ab12")
	b.remove("answer/ab12")
	b.hasNot("answer/ab12")
}

func testPut(t *testing.T, b box) {
	b.put("thread/123", "one", 0)
	b.put("thread/124", "other", 0)
	b.has("thread/123", "one")
	b.put("thread/123", "two, longer", 0)
	b.has("thread/123", "two, longer")
	b.put("thread/123", "3", 0)
	b.has("thread/123", "3")
	b.remove("thread/123")
	b.hasNot("thread/123")
	b.put("thread/123", "four", 0)
	b.has("thread/123", "four")
	b.has("thread/124", "other")
}

func testValues(t *testing.T, b box) {
	var all strings.Builder
	for c := range 256 {
		all.WriteByte(byte(c))
	}
	values := map[string]string{
		"empty":     "",
		"zero":      "\x00",
		"all-bytes": all.String(),
		"not-utf-8": "\xff\xfe\x80",
		"newlines":  "\r\n\n\r",
		"blank":     " ",
		"json":      `{"v":1,"text":"Rød “grød”"}`,
		"number":    "007",
	}
	for name, v := range values {
		b.put("put/"+name, v, 0)
		b.keep("keep/"+name, v, v)
	}
	for name, v := range values {
		b.has("put/"+name, v)
		b.has("keep/"+name, v)
		b.keep("put/"+name, "other", v)
	}
	if err := b.Put(t.Context(), "nil", nil, 0); err != nil {
		t.Fatal(err)
	}
	b.has("nil", "")
}

func testBig(t *testing.T, b box) {
	biggest := strings.Repeat("0123456789abcdef", memory.MaxValue/16)
	b.put("put", biggest, 0)
	b.has("put", biggest)
	b.keep("keep", biggest, biggest)
	b.has("keep", biggest)

	wantError(t, "put", b.Put(t.Context(), "put", []byte(biggest+"!"), 0), memory.ErrSize)
	b.has("put", biggest)
	wantError(t, "put new", b.Put(t.Context(), "new", []byte(biggest+"!"), 0), memory.ErrSize)
	_, err := b.Keep(t.Context(), "new", []byte(biggest+"!"))
	wantError(t, "keep new", err, memory.ErrSize)
	b.hasNot("new")
}

// Some of these keys are hard to tell apart or to write down, for a memory that
// is not careful.
var goodKeys = []string{
	"a", "A", "b", "1", "-", "_", "a.", "a/", "a//", "a/b", "A/b", "a/B", "a/b/", "a/b/c", "a//b", "a_b", "a-b", "a.b",
	"a/.b", "a/./b", "a/-rf", "-/-", "_/_", "con", "con/1", "x/con", "x/CON", "x/nul", "x/com1", "lpt9",
	"aux.txt", "answer", "answer/ab12", "answer/AB12", "answer/aB12", "answer/ab12.", "quota/guild/81384788765712384/2024-05-04",
	"0/" + strings.Repeat("9", 198), strings.Repeat("k", 199), strings.Repeat("k", memory.MaxKey),
	strings.Repeat("K", memory.MaxKey), strings.Repeat("k/", memory.MaxKey/2), strings.Repeat("K/", memory.MaxKey/2),
	"x/" + strings.Repeat("Y", 150) + "1", "x/" + strings.Repeat("Y", 150) + "2", "x/" + strings.Repeat("y", 150) + "1",
}

func testKeys(t *testing.T, b box) {
	for _, key := range goodKeys {
		b.put(key, "value of "+key, 0)
	}
	for _, key := range goodKeys {
		b.has(key, "value of "+key)
	}
	for i, key := range goodKeys {
		if i%2 == 0 {
			b.remove(key)
		}
	}
	for i, key := range goodKeys {
		if i%2 == 0 {
			b.hasNot(key)
		} else {
			b.has(key, "value of "+key)
		}
	}
}

func testBadKeys(t *testing.T, b box) {
	for _, key := range []string{
		"", ".", "..", "/", "/a", ".a", "./a", "../a", "a/../b", "a..b", "a/..", "..a",
		"a b", " a", "a ", "a\n", "\x00", "a\x00b", `a\b`, `C:\a`, "a:b", "a*", "a?", `a"b`, "a|b", "a<b", "a%2fb", "a+b",
		"é", "a/ü", "ａ", "\u212a", "\xff", "a~1", "a@b", "a=b", "a,b", "$a", "a#b", "a&b", "'", "a;b",
		strings.Repeat("k", memory.MaxKey+1), strings.Repeat("k", 1<<20),
	} {
		for call, err := range b.calls(t.Context(), key) {
			if len(key) > 60 {
				key = key[:60]
			}
			wantError(t, call+" "+key, err, memory.ErrKey)
		}
	}
}
