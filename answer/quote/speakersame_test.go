package quote

import "testing"

func TestSameSpeaker(t *testing.T) {
	tests := []struct {
		given, found string
		want         bool
	}{
		{"Campbell", "Kurt Campbell", true},
		{"Kurt Campbell", "Campbell", true},
		{"Deputy Secretary of State Kurt Campbell", "Campbell", true},
		{"US deputy secretary of state Kurt Campbell", "Deputy Secretary of State Kurt Campbell", true},
		{"kurt campbell", "KURT CAMPBELL", true},
		{"K. Campbell", "Kurt Campbell", true},
		{"Kurt M. Campbell", "Kurt Campbell", true},
		{"Mr. Campbell", "Kurt Campbell", true},
		{"Kurt Campbell, the US deputy secretary of state", "Campbell", true},
		{"Campbell", "Naomi Campbell", true},
		{"Kurt Campbell", "Naomi Campbell", false},
		{"J. Campbell", "Kurt Campbell", false},
		{"Campbell", "Campbells Soup", false},
		{"the White House", "Campbell", false},
		{"Campbell", "the White House", false},
		{"White House", "the White House", true},
		{"the State Department", "the US State Department", true},
		{"AFP", "Agence France-Presse", true},
		{"Reuters", "Agence France-Presse", false},
		{"the Pentagon", "a Pentagon spokesman", true},
		{"the Pentagon", "a Pentagon worker", false},
		{"a spokeswoman for the White House", "White House spokesperson", true},
		{"defense official", "a senior defense official", true},
		{"A senior defence official", "a defense official", true},
		{"official", "a defense official", true},
		{"US officials", "American officials", true},
		{"U.S. officials", "US officials", true},
		{"a defense official", "a protester", false},
		{"a defense official", "a health official", false},
		{"a defense official", "Kurt Campbell", false},
		{"President Biden", "Joe Biden", true},
		{"Joe Biden", "Hunter Biden", false},
		{"Xi", "Xi Jinping", true},
		{"José Álvarez", "jose alvarez", true},
		{"Biden’s", "Joe Biden", true},
		{"Hadiza", "a protester who gave her name as Hadiza", true},
		{"a protester", "a protester who gave her name as Hadiza", true},
		{"Amina", "a protester who gave her name as Hadiza", false},
		{"an airman", "an airman who has worked at the base", true},
		{"Ilse Marrand of the Tavenmoor Institute", "Ilse Marrand", true},
		{"Martin Luther King Jr.", "Martin Luther King", true},
		{"he", "he", false},
		{"She", "Ilse Marrand", false},
		{"", "", false},
		{"", "Campbell", false},
		{"Campbell", "", false},
		{"…", "…", false},
		{"the", "the", false},
	}
	for _, tt := range tests {
		if got := sameSpeaker(tt.given, tt.found); got != tt.want {
			t.Errorf("sameSpeaker(%q, %q) = %v, want %v", tt.given, tt.found, got, tt.want)
		}
		if got := sameSpeaker(tt.found, tt.given); got != tt.want {
			t.Errorf("sameSpeaker(%q, %q) = %v, want %v", tt.found, tt.given, got, tt.want)
		}
	}
}

func FuzzSameSpeaker(f *testing.F) {
	f.Add("Kurt Campbell", "a protester who gave her name as Hadiza")
	f.Add("Secretary of", ", of")
	f.Fuzz(func(t *testing.T, a, b string) {
		if sameSpeaker(a, b) != sameSpeaker(b, a) {
			t.Errorf("%q and %q are the same one way only", a, b)
		}
	})
}
