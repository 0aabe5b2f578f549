package article

import (
	"strings"
	"testing"
)

func TestSentences(t *testing.T) {
	tests := []struct{ text, want string }{
		{"The bridge closed. It was old.", "The bridge closed.|It was old."},
		{"Mr. Adeyo met Gen. Ruiz. They talked.", "Mr. Adeyo met Gen. Ruiz.|They talked."},
		{"The U.S. Army left. The U.S. The rest stayed.", "The U.S. Army left.|The U.S.|The rest stayed."},
		{"It opens at 9 a.m. Monday. Come early.", "It opens at 9 a.m. Monday.|Come early."},
		{"It closed at 9 p.m. The crowd left.", "It closed at 9 p.m.|The crowd left."},
		{"The fire began at 9 p.m. Firefighters put it out.", "The fire began at 9 p.m.|Firefighters put it out."},
		{"It sank at 4.12 a.m. Divers searched it.", "It sank at 4.12 a.m.|Divers searched it."},
		{"At 9 p.m. Firefighters arrived. By 10 p.m. Lund knew.", "At 9 p.m. Firefighters arrived.|By 10 p.m. Lund knew."},
		{"It struck at 9 p.m. Eastern time. It shut at 8 p.m. Paris time.", "It struck at 9 p.m. Eastern time.|It shut at 8 p.m. Paris time."},
		{"It struck at 9 p.m. GMT on Sunday. It ends at 5 p.m. March 3.", "It struck at 9 p.m. GMT on Sunday.|It ends at 5 p.m. March 3."},
		{"On Jan. 5 it rained. In Sept. 2023 too.", "On Jan. 5 it rained.|In Sept. 2023 too."},
		{"“Will it hold?” he asked. Nobody knew.", "“Will it hold?” he asked.|Nobody knew."},
		{"“It holds!” she said. “For now.”", "“It holds!” she said.|“For now.”"},
		{"John F. Kennedy spoke. J. Doe listened.", "John F. Kennedy spoke.|J. Doe listened."},
		{"It cost $1.5 million. No. 3 lost.", "It cost $1.5 million.|No. 3 lost."},
		{"Korvale Inc. Chief Ada Lund resigned. Korvale Inc. The end.", "Korvale Inc. Chief Ada Lund resigned.|Korvale Inc.|The end."},
		{"It fell\u00a0apart.\u00a0 Then it rained.\u00a0", "It fell\u00a0apart.|Then it rained."},
		{"Wait ... what? Yes.", "Wait ... what?|Yes."},
		{"One line\nand the next.\nA third line.", "One line\nand the next.|A third line."},
		{" \u00a0 \n", ""},
	}
	for _, tt := range tests {
		var got []string
		for _, s := range sentenceSpans(tt.text, true) {
			got = append(got, tt.text[s[0]:s[1]])
		}
		if g := strings.Join(got, "|"); g != tt.want {
			t.Errorf("sentences of %q:\n got %q\nwant %q", tt.text, g, tt.want)
		}
	}
}

func TestALineEndsASentenceWhereTextIsNotWrapped(t *testing.T) {
	spans := sentenceSpans("A line without a full stop\nAnother line", false)
	if len(spans) != 2 {
		t.Errorf("%d sentences, want 2", len(spans))
	}
}

func TestLongSentencesAreCut(t *testing.T) {
	text := strings.Repeat("word ", 2000) + strings.Repeat("é", 3000)
	end := 0
	for _, s := range sentenceSpans(text, false) {
		if s[1]-s[0] > maxSentence || s[0] < end {
			t.Fatalf("span %v after %d", s, end)
		}
		if !strings.HasPrefix(strings.ToValidUTF8(text[s[0]:s[1]], "?"), text[s[0]:s[1]]) {
			t.Fatalf("span %v cuts a character", s)
		}
		end = s[1]
	}
	if rest := strings.TrimSpace(text[end:]); rest != "" {
		t.Errorf("%d bytes are in no sentence", len(rest))
	}
}
