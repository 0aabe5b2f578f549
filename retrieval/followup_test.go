package retrieval

import (
	"strings"
	"testing"
)

// What a question that follows another is taken to mean.
func TestFollow(t *testing.T) {
	const count, counted = "How many US troops are in Niger?", "More than 1,000 US troops are in Niger."
	for _, tt := range []struct{ name, before, answered, question, want string }{
		// a part of the question before is exchanged
		{"time", count, counted, "and in December?", "How many US troops are in Niger in December?"},
		{"time for a time", "How many troops left in March?", "", "and in April?", "How many troops left in April?"},
		{"time for now", "How wide is the hole right now?", "", "and at first?", "How wide is the hole at first?"},
		{"clause of time", count, counted, "and when the coup happened?", "How many US troops are in Niger when the coup happened?"},
		{"place", count, counted, "and in Mali?", "How many US troops are in Mali?"},
		{"people", count, counted, "what about the French?", "How many French troops are in Niger?"},
		{"people and noun", "When did the Russian instructors get to Niger?", "", "What about the American delegation?", "When did the American delegation get to Niger?"},
		{"question word behind", count, counted, "and the French, how many?", "How many French troops are in Niger?"},
		{"what about, how many", count, counted, "What about the French, how many?", "How many French troops are in Niger?"},
		{"another actor", "How much aid did the minister announce?", "", "and the EU?", "How much aid did the EU announce?"},
		{"typed small", "how old is denise kowalcheck", "", "and the bookkeeper", "How old is the bookkeeper?"},
		{"added", "How much did the base cost?", "", "in euros?", "How much did the base cost in euros?"},
		{"condition", "Who has to approve the sale?", "", "and if the Danes refuse?", "What happens if the Danes refuse?"},
		// a question word is put to it
		{"why", count, counted, "Why?", "Why are US troops in Niger?"},
		{"which month", "Was Bazoum thrown out by the army?", "", "in which month?", "In which month was Bazoum thrown out by the army?"},
		{"is it true", "Is it true that repairs were put off?", "", "why?", "Why were repairs put off?"},
		// a pronoun gets what it stands for
		{"he, of the answer", "Who accepted the call?", "Deputy secretary Kurt Campbell accepted the call, officials said.", "When did he do that?", "When did Kurt Campbell do that?"},
		{"he, of the question", "Did Mohamed Bazoum resign?", "No.", "is he a free man now", "Is Mohamed Bazoum a free man now?"},
		{"the other one", "What does Mayor Quaresma want?", "She wants the director, Tomás Brandeiro, to step down.", "What does he say?", "What does Tomás Brandeiro say?"},
		{"no ship", "who was arrested", "Police arrested the officer of the tanker Solvang Pioneer.", "when is he in court", "When is he in court (arrested)?"},
		{"they", "How many Russian instructors came?", "", "What did they bring?", "What did Russian instructors bring?"},
		{"it, a thing", "When was the bridge closed?", "", "Is it open again?", "Is the bridge open again?"},
		{"it, what happened", "Who told the Americans to leave Niger?", "", "and who agreed to it?", "Who agreed to it (told the Americans to leave Niger)?"},
		// what stands by itself inherits nothing
		{"new", count, counted, "Who sent the Russian instructors?", ""},
		{"new with and", count, counted, "And when did the coup happen?", ""},
		{"expletive it", count, counted, "Is it known where the drones will go?", ""},
		{"relative that", count, counted, "What is the name of the council that took power?", ""},
		{"existential there", count, counted, "How many bases are there near Agadez?", ""},
		{"their own", count, counted, "How many states look at their own bridges?", ""},
		{"named before", count, counted, "And the baker, what did she hear of it?", ""},
		{"thanks", count, counted, "ok thanks!", ""},
		{"chatter", count, counted, "haha good for her", ""},
		{"nothing", count, counted, "?", ""},
		{"another language", count, counted, "Et les Français, combien sont-ils partis ?", ""},
	} {
		q := Follow(tt.question, []Turn{{tt.before, tt.answered}}, "en")
		want := tt.want
		if want == "" {
			want = tt.question
		}
		if q.Text != want || q.Followed != (tt.want != "") {
			t.Errorf("%s: %q is taken as %q (%v), want %q", tt.name, tt.question, q.Text, q.Followed, want)
		}
	}
}

// A chain is followed from its first question on.
func TestFollowChain(t *testing.T) {
	history := []Turn{
		{"How many US troops are in Niger?", "More than 1,000."},
		{"and in December?", "648."},
	}
	if got, want := Follow("and the French?", history, "en").Text, "How many French troops are in Niger in December?"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for range 50 {
		history = append(history, history[1])
	}
	if got := Follow("why?", history, "en").Text; !strings.HasPrefix(got, "Why ") {
		t.Errorf("got %q", got)
	}
}

// Whatever was said before, a question is understood in no more than its bounds.
func FuzzFollow(f *testing.F) {
	f.Add("and in December?", "How many US troops are in Niger?", "More than 1,000.")
	f.Add("why did he?", "Was it there when", "\x1b[31m \xff")
	f.Add("what about", "", "")
	f.Fuzz(func(t *testing.T, question, before, answered string) {
		q := Follow(question, []Turn{{before, answered}, {question, before}}, "en")
		if !q.Followed && len(question) <= maxQuestion && !strings.Contains(question, "\x1b") && q.Text != question {
			t.Errorf("%q became %q, and does not say so", question, q.Text)
		}
		if len(q.Terms) > maxTerms {
			t.Errorf("%d terms", len(q.Terms))
		}
	})
}
