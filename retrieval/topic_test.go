package retrieval

import (
	"slices"
	"testing"

	"footnote/internal/words"
)

func TestTopic(t *testing.T) {
	even := func(string) float64 { return 1 }
	for _, tt := range []struct {
		topic string
		texts []string
		about []bool
	}{
		{"drone bases", []string{"The drones fly from two bases.", "A drone was seen.", "The mayor resigned."}, []bool{true, false, false}},
		{"the mayor", []string{"The mayor resigned.", "The council met."}, []bool{true, false}},
		{"Bazoum's release", []string{"The release of the prisoners was put off.", "Bazoum was to be freed."}, []bool{false, true}},
		{"chess", []string{"The mayor resigned."}, []bool{false}},
	} {
		topic := ParseTopic(tt.topic, "en", even)
		var scores []float64
		for _, text := range tt.texts {
			scores = append(scores, topic.Score(func(s Stems) float64 { return s.In(words.For("en").Tokens(text)) }))
		}
		if got := About(scores); !slices.Equal(got, tt.about) {
			t.Errorf("%q: %v by %.2f, want %v", tt.topic, got, scores, tt.about)
		}
	}
	if ParseTopic("", "en", even) != nil || ParseTopic("of the", "en", even) != nil {
		t.Error("no words, and a topic")
	}
}
