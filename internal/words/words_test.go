package words

import (
	"strings"
	"testing"
)

func TestTokens(t *testing.T) {
	tests := []struct{ text, want string }{
		{"The US, the U.S. and us", "the u.s. the u.s. and us"},
		{"the United States, the united states, European Union", "the u.s. the u.s. e.u."},
		{"Niger’s 1,000 troops; €93 million", "niger 1000 troop 93 million"},
		{"withdrew withdrawn withdrawals left", "withdraw withdraw withdraw leav"},
		{"Jama'at al-Qaida", "jama'at al qaida"},
		{"Zürich co\u00adoperation", "zurich cooper"},
		{"… — “ ”", ""},
		{"bad \xff byte", "bad byte"},
	}
	for _, tt := range tests {
		var got []string
		for _, tok := range For("en").Tokens(tt.text) {
			got = append(got, tok.Stem)
		}
		if g := strings.Join(got, " "); g != tt.want {
			t.Errorf("stems of %q = %q, want %q", tt.text, g, tt.want)
		}
	}
}

func TestUnknownLanguageKeepsItsWords(t *testing.T) {
	toks := For("de").Tokens("Die Häuser wurden geräumt")
	for _, tok := range toks {
		if tok.Stop || tok.Stem != tok.Word {
			t.Errorf("%+v: an English rule was used on German", tok)
		}
	}
}

func TestDetect(t *testing.T) {
	tests := []struct{ text, want string }{
		{"How many US troops will leave Niger?", "en"},
		{"Combien de soldats américains vont quitter le Niger ?", "fr"},
		{"Wie viele Soldaten verlassen die Stadt und wann?", "de"},
		{"¿Cuántos soldados se van de la ciudad?", "es"},
		{"Сколько солдат покинет Нигер?", Other},
		{"Niger Niamey Agadez", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got := Detect(tt.text); got != tt.want {
			t.Errorf("Detect(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func FuzzTokens(f *testing.F) {
	f.Add("Niger’s 1,000 troops", "en")
	f.Fuzz(func(t *testing.T, text, lang string) {
		end := 0
		for _, tok := range For(lang).Tokens(text) {
			if tok.Start < end || tok.End <= tok.Start || tok.End > len(text) {
				t.Fatalf("token %+v after byte %d of %q", tok, end, text)
			}
			end = tok.End
		}
	})
}

func BenchmarkTokens(b *testing.B) {
	text := strings.Repeat("Washington has more than 1,000 troops in the West African nation and also operates a base there. ", 100)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		For("en").Each(text, func(Token) {})
	}
}
