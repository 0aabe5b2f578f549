package embedder

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// unigramTokenizer is a tokenizer.json with these steps and vocabulary.
func unigramTokenizer(normalizer, pre, vocab string) string {
	return `{"normalizer":` + normalizer + `,"pre_tokenizer":` + pre + `,"model":{"type":"Unigram","unk_id":0,"vocab":[["<unk>",0],` + vocab + `]}}`
}

func TestTokenizer(t *testing.T) {
	const meta = `{"type":"Metaspace","replacement":"▁","add_prefix_space":true}`
	table := base64.StdEncoding.EncodeToString(tinyCharsmap())
	tests := []struct {
		name      string
		tokenizer string
		text      string
		want      []int32
	}{
		{"wordpiece takes the longest", bert("[UNK]", "un", "unable", "##able", "##le", "able"), "unable able unle unx", []int32{2, 5, 1, 4}},
		{"punctuation stands alone", bert("[UNK]", "u", ".", "s", "don", "'", "t", "—"), "U.S. don't—", []int32{1, 2, 3, 2, 4, 5, 6, 7}},
		{"each Chinese letter is a word", bert("[UNK]", "中", "文", "a"), "a中文a", []int32{3, 1, 2, 3}},
		{"accents go and letters fall", bert("[UNK]", "resume"), "RÉSUMÉ", []int32{1}},
		{"control characters go", bert("[UNK]", "ab"), "a\u200db\u0007", []int32{1}},
		{"cased words stay", strings.Replace(bert("[UNK]", "É", "e"), `"lowercase":true`, `"lowercase":false`, 1), "É é", []int32{1}},
		{"accents stay where it is said", strings.Replace(bert("[UNK]", "é", "e"), `"strip_accents":null`, `"strip_accents":false`, 1), "É", []int32{1}},
		{"whole words", `{"pre_tokenizer":{"type":"Whitespace"},"model":{"type":"WordLevel","unk_token":"x","vocab":{"x":0,"a_b":1,"!?":2}}}`, "a_b!? a_ x", []int32{1, 2}},
		{"unigram takes the likeliest", unigramTokenizer("null", meta, `["▁a",-1],["▁ab",-3],["b",-1],["c",-1],["bc",-5]`), "abc", []int32{1, 3, 4}},
		{"unigram passes over the unknown", unigramTokenizer("null", meta, `["▁a",-1],["b",-1]`), "axb a", []int32{1, 2, 1}},
		{"unigram over several words", unigramTokenizer("null", `{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":false}`, `["▁new",-5],["▁york",-5],["▁new▁york",-6]`), "new york", []int32{3}},
		{"no sign in front", unigramTokenizer("null", `{"type":"Metaspace","prepend_scheme":"never"}`, `["a",-1],["▁a",-1]`), "a a", []int32{1, 2}},
		{"model2vec's rules", unigramTokenizer(`{"type":"Sequence","normalizers":[{"type":"NFKC"},{"type":"Lowercase"},
			{"type":"Replace","pattern":{"String":"!"},"content":" ! "},{"type":"Replace","pattern":{"Regex":"\\s+"},"content":" "},
			{"type":"Strip","strip_left":false,"strip_right":true}]}`, meta, `["▁a",-1],["▁!",-1],["▁",-9]`), "Ａ!!  a ", []int32{1, 2, 2, 1}},
		{"a table of letters", unigramTokenizer(`{"type":"Precompiled","precompiled_charsmap":"`+table+`"}`, meta, `["▁",-1],["a",-1],["b",-1]`), "Ab", []int32{1, 2, 3}},
		{"digits apart", `{"pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"WhitespaceSplit"},{"type":"Digits","individual_digits":true}]},"model":{"type":"WordLevel","vocab":{"1":0,"2":1,"a":2}}}`, "a12", []int32{2, 0, 1}},
		{"digits together", `{"pre_tokenizer":{"type":"Digits"},"model":{"type":"WordLevel","vocab":{"12":0,"a":1}}}`, "a12a", []int32{1, 0, 1}},
	}
	for _, tt := range tests {
		tok, err := readTokenizer([]byte(tt.tokenizer))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		m := memo{}
		for range 2 { // the second time from memory
			if got := tok.ids(tt.text, m, nil); !slices.Equal(got, tt.want) {
				t.Errorf("%s: %q gives %v, want %v", tt.name, tt.text, got, tt.want)
			}
		}
	}
}

// tinyCharsmap is a table with one letter: A becomes a.
func tinyCharsmap() []byte {
	units := make([]uint32, 'A'+256+1)
	units[0] = 256 << 10                // the root; its children are at 256 ^ letter
	units[256^'A'] = 'A' | 1<<8 | 1<<10 // has a value, one further
	units[256^'A'^1] = 1<<31 | 1        // the value: the text at 1
	data := binary.LittleEndian.AppendUint32(nil, uint32(4*len(units)))
	for _, u := range units {
		data = binary.LittleEndian.AppendUint32(data, u)
	}
	return append(data, "\x00a\x00"...)
}

func TestUnigramBytes(t *testing.T) {
	var vocab []string
	for i := range 256 {
		vocab = append(vocab, fmt.Sprintf(`["<0x%02X>",-9]`, i))
	}
	text := strings.Replace(unigramTokenizer("null", "null", `["a",-1],`+strings.Join(vocab, ",")), `"unk_id":0`, `"unk_id":0,"byte_fallback":true`, 1)
	tok, err := readTokenizer([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := tok.ids("aé", nil, nil), []int32{1, 2 + 0xc3, 2 + 0xa9}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func FuzzTokenizer(f *testing.F) {
	f.Add(bert(tinyTokens...), "Troops leave, café \xff")
	f.Add(unigramTokenizer(`{"type":"Sequence","normalizers":[{"type":"NFKD"},{"type":"StripAccents"},{"type":"Nmt"},{"type":"Prepend","prepend":"▁"}]}`,
		`{"type":"Metaspace"}`, `["▁a",-1],["b",1e308],["",2]`), "ab \x80 ab")
	f.Add(`{"pre_tokenizer":{"type":"Punctuation"},"model":{"type":"WordPiece","vocab":{"":0,"a":4194303},"continuing_subword_prefix":""}}`, "a.b")
	f.Add(`{"normalizer":{"type":"Precompiled","precompiled_charsmap":"`+base64.StdEncoding.EncodeToString(tinyCharsmap())+`"},"model":{"type":"WordLevel","vocab":{"a":0}}}`, "Aa")
	f.Fuzz(func(t *testing.T, file, text string) {
		tok, err := readTokenizer([]byte(file))
		if err != nil {
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("the error has several lines: %q", err)
			}
			return
		}
		first := tok.ids(text, memo{}, nil)
		for _, id := range first {
			if id < 0 || int(id) >= tok.model.size() {
				t.Errorf("token %d of %d", id, tok.model.size())
			}
		}
		if again := tok.ids(text, nil, nil); !slices.Equal(first, again) {
			t.Errorf("with and without a memory: %v, %v", first, again)
		}
	})
}
