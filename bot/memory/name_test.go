package memory

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestNames(t *testing.T) {
	for _, tt := range []struct{ key, want string }{
		{"answer/ab12", "answer/7a/ab12"},
		{"thread/Guild/123.json", "thread/62/+guild,123=json"},
		{"signing-key", "=/2c/signing-key"},
		{"CON/nul", "+c+o+n/59/nul+"},
		{"lpt1/", "lpt1+/eb/+"},
		{"x/" + strings.Repeat("a", 101), "x/7f/" + strings.Repeat("a", 60) + "@"},
	} {
		got := filepath.ToSlash(placeOf(tt.key).path(""))
		if before, _, ok := strings.Cut(got, "@"); ok {
			got = before + "@" // and a hash
		}
		if got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.key, got, tt.want)
		}
	}
}

// FuzzNames checks that two keys have two paths, on any file system, or are the
// same key.
func FuzzNames(f *testing.F) {
	for _, s := range [][2]string{
		{"a", "A"}, {"a/b", "a"}, {"a/b/c", "a/b,c"}, {"con", "con+"}, {"x/.con", "x/con"}, {"./x", "x"}, {"a/", "a//"},
		{"x/" + strings.Repeat("A", 150), "x/" + strings.Repeat("a", 150)}, {"com1/lpt9", "aux/prn"}, {"a.", "a"},
	} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		var paths []string
		for _, key := range []string{a, b} {
			if CheckKey(key) != nil {
				return
			}
			p := placeOf(key)
			path := filepath.ToSlash(p.path(""))
			if path != strings.ToLower(path) || !filepath.IsLocal(path) || strings.Count(path, "/") != 2 ||
				len(path) > 210 || p.stripe < 0 || p.stripe >= stripes {
				t.Errorf("%q is at %+v", key, p)
			}
			for name := range strings.SplitSeq(path, "/") {
				if name == "" || isDevice(name) || strings.ContainsAny(name, `<>:"\|?*. `) {
					t.Errorf("%q is at %q", key, path)
				}
			}
			paths = append(paths, path)
		}
		if (paths[0] == paths[1]) != (a == b) {
			t.Errorf("%q is at %s, %q at %s", a, paths[0], b, paths[1])
		}
	})
}

// FuzzDecode checks that any bytes are either broken or what encode makes of them,
// and that the beginning tells what the whole does.
func FuzzDecode(f *testing.F) {
	for _, e := range []entry{
		{key: "k", value: []byte("value")},
		{key: "answer/AB.12", expiry: time.Date(2024, 5, 4, 12, 0, 0, 5, time.UTC)},
		{key: strings.Repeat("k", MaxKey), value: []byte("\n\n"), expiry: time.Date(2300, 1, 1, 0, 0, 0, 0, time.UTC)},
	} {
		f.Add(encode(e))
	}
	f.Add([]byte("memory1 00000000 - k\n"))
	f.Fuzz(func(t *testing.T, buf []byte) {
		e, err := decode(buf)
		if err != nil {
			return
		}
		if again := encode(e); !bytes.Equal(again, buf) {
			t.Errorf("%q is read and written as %q", buf, again)
		}
		_, _, head, err := decodeHead(buf[:min(len(buf), maxHead)])
		if err != nil || head.key != e.key || !head.expiry.Equal(e.expiry) {
			t.Errorf("%q begins with %+v, %v", buf, head, err)
		}
	})
}

// FuzzEncode checks that what is written is read, and no part of it.
func FuzzEncode(f *testing.F) {
	f.Add("answer/ab12", []byte("value"), int64(0), 3)
	f.Add("k", []byte{}, int64(1), 0)
	f.Fuzz(func(t *testing.T, key string, value []byte, age int64, part int) {
		if Check(key, value, time.Duration(age)) != nil {
			return
		}
		now := time.Date(2024, 5, 4, 12, 0, 0, 0, time.Local)
		e := newEntry(key, value, time.Duration(age), now)
		buf := encode(e)
		got, err := decode(bytes.Clone(buf))
		if err != nil || got.key != key || !bytes.Equal(got.value, value) || !got.expiry.Equal(e.expiry) {
			t.Errorf("%+v is read as %+v, %v", e, got, err)
		}
		if part >= 0 && part < len(buf) {
			if got, err := decode(buf[:part]); err == nil {
				t.Errorf("the first %d bytes of %q are read as %+v", part, buf, got)
			}
		}
	})
}
