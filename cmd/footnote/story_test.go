package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"footnote/article"
)

// Each folder has an index of its own, whatever it is called.
func TestStoryKey(t *testing.T) {
	keys := map[string]string{}
	for dir, want := range map[string]string{
		"":                        `^sample$`,
		"story":                   `^story-[0-9a-f]{8}$`,
		"other/story":             `^story-[0-9a-f]{8}$`,
		"a story: été?*":          `^a_story__[_a-z]*-[0-9a-f]{8}$`,
		"/":                       `^_-[0-9a-f]{8}$`,
		"...":                     `^-[0-9a-f]{8}$`,
		string(make([]byte, 300)): `^_{60}-[0-9a-f]{8}$`,
	} {
		key, err := (&story{dir: dir}).key()
		if err != nil || !regexp.MustCompile(want).MatchString(key) {
			t.Errorf("%q: got %q, %v; want %s", dir, key, err, want)
		}
		if before, ok := keys[key]; ok {
			t.Errorf("%q and %q have the same key %s", dir, before, key)
		}
		keys[key] = dir
	}
	slash, _ := (&story{dir: "story/"}).key()
	plain, _ := (&story{dir: "./story"}).key()
	if slash != plain {
		t.Errorf("got %s and %s for one folder", slash, plain)
	}
}

// A place opens in an editor.
func TestStoryPlace(t *testing.T) {
	t.Chdir(t.TempDir())
	var articles []*article.Article
	for _, name := range []string{"courier.txt", "day2/gazette.md", "LOUD.TXT"} {
		a, err := article.Read(name, "The bridge.")
		if err != nil {
			t.Fatal(err)
		}
		articles = append(articles, a)
	}
	wd, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		dir  string
		c    citation
		want string
	}{
		{"", citation{Article: "courier", Line: 14, EndLine: 14}, "courier:14"},
		{"", citation{Article: "courier", Line: 14, EndLine: 15}, "courier:14-15"},
		{"story", citation{Article: "courier", Line: 1, EndLine: 1}, "story/courier.txt:1"},
		{"./story/", citation{Article: "day2/gazette", Line: 1, EndLine: 2}, "story/day2/gazette.md:1-2"},
		{"story", citation{Article: "LOUD", Line: 1, EndLine: 1}, "story/LOUD.TXT:1"},
		{filepath.Join(wd, "story"), citation{Article: "courier", Line: 1, EndLine: 1}, "story/courier.txt:1"},
	} {
		if got := filepath.ToSlash((&story{dir: tt.dir, articles: articles}).place(tt.c)); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.dir, got, tt.want)
		}
	}
}
