package harmless

import "testing"

func TestText(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"plain", "The bridge — “closed”.", "The bridge — “closed”."},
		{"tab and line feed stay", "a\tb\nc", "a\tb\nc"},
		{"escape", "\x1b[31mred\x1b[0m", "␛[31mred␛[0m"},
		{"window title", "\x1b]0;owned\a", "␛]0;owned␇"},
		{"carriage return", "safe\rhidden", "safe␍hidden"},
		{"delete", "a\x7f", "a␡"},
		{"C1 as UTF-8", "\u009b31m", "�31m"},
		{"C1 as a byte", "\x9b31m", "�31m"},
		{"no UTF-8", "caf\xe9", "caf�"},
		{"backwards", "\u202eabc\u202c \u2066x\u2069", "abc x"},
		{"zero width", "a\u200bb\ufeff", "a\u200bb\ufeff"},
		{"non-breaking space", "a\u00a0b", "a\u00a0b"},
	} {
		if got := Text(tt.in); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
	if got := Line("a\n\tb"); got != "a  b" {
		t.Errorf("got %q", got)
	}
}
