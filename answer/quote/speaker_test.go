package quote

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"footnote/article"
	"footnote/seeds"
)

func speakerRead(t testing.TB, name, text string) *article.Article {
	t.Helper()
	a, err := article.Read(name, text)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// speakerSpan is the place of words in a.
func speakerSpan(t testing.TB, a *article.Article, words string) article.Span {
	t.Helper()
	i := strings.Index(a.Source, words)
	if i < 0 {
		t.Fatalf("%q is not in %s", words, a.ID)
	}
	return article.Span{Article: a.ID, Rev: a.Rev, Start: i, End: i + len(words)}
}

func TestSpeakerOfSampleStory(t *testing.T) {
	tests := []struct {
		id, words, name string
		quoted          bool
	}{
		{"courier", "The United States will pull more than 1,000 troops", "", false},
		{"courier", "The deal was reached with Niger's prime minister", "several outlets", false},
		{"courier", "It meets a demand made in March", "", false},
		{"courier", "told the Americans to go at once", "", false},
		{"courier", "That is up from the 648 that the White House gave", "", false},
		{"courier", "An American delegation will fly to Niamey", "U.S. officials", false},
		{"courier", "the visitors would come next week", "Niger's state television", false},
		{"courier", "The State Department has so far announced nothing", "", false},
		{"courier", "We are planning a withdrawal that is safe", "a defense official", true},
		{"courier", "we will not guess at dates before the talks begin", "a defense official", true},
		{"courier", `good order," a defense official said on Saturday, "and we will not guess`, "a defense official", true},
		{"courier", "It will help to draw up the timetable", "", false},
		{"courier", "the end of a long watch", "Ilse Marrand", true},
		{"courier", "She expects the talks to be harder", "Ilse Marrand", false},
		{"dispatch", "Hundreds of American troops will leave Niger", "", false},
		{"dispatch", "Last month the junta in power told them to go", "", false},
		{"dispatch", "the United States is about to open talks", "a defense official", false},
		{"dispatch", "A U.S. delegation is to arrive next week", "television reports", false},
		{"dispatch", "Nobody has told us where the drones will be sent", "an airman", true},
		{"dispatch", "what the withdrawal means for the missions", "", false},
		{"dispatch", "You can’t pack a runway in a crate", "Ilse Marrand", true},
		{"dispatch", "648 American troops were in Niger", "the White House", false},
		{"dispatch", "officers ousted the elected president", "", false},
		{"ledger", "More than 1,000 US troops will leave Niger", "American officials", false},
		{"ledger", "The deal was reached with the leader", "US officials", false},
		{"ledger", "His call for the soldiers to go was accepted", "", false},
		{"ledger", "A US delegation will fly to Niamey", "US officials", false},
		{"ledger", "They came to fight the jihadists", "a protester who gave her name as Hadiza", true},
		{"ledger", "Now it is time for them to go home", "a protester who gave her name as Hadiza", true},
		{"ledger", "When one flag comes down here", "a shopkeeper", true},
		{"ledger", "Hundreds of people rallied", "", false},
		{"ledger", "Russia stands to gain", "", false},
	}
	for _, tt := range tests {
		source, err := seeds.FS.ReadFile(tt.id + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		a := speakerRead(t, tt.id+".txt", string(source))
		name, quoted := speakerOf(a, speakerSpan(t, a, tt.words))
		if name != tt.name || quoted != tt.quoted {
			t.Errorf("%s: %q: got %q, %v; want %q, %v", tt.id, tt.words, name, quoted, tt.name, tt.quoted)
		}
	}
}

func TestSpeakerOfNewsStyles(t *testing.T) {
	tests := []struct {
		text, words, name string
		quoted            bool
	}{
		{`"We will rebuild," said Mayor Ada Lund.`, "We will rebuild", "Ada Lund", true},
		{`"We will rebuild," Ada Lund said.`, "We will rebuild", "Ada Lund", true},
		{`“We will rebuild,” Lund told Reuters. Ada Lund was elected in May.`, "We will rebuild", "Ada Lund", true},
		{`Mayor Ada Lund said: "We will rebuild."`, "We will rebuild", "Ada Lund", true},
		{`"We will rebuild. We have no choice," Ada Lund said.`, "We will rebuild", "Ada Lund", true},
		{`"We will rebuild," Ada Lund said. "We have no choice."`, "We have no choice", "Ada Lund", true},
		{`"Why us?" asked a farmer from the valley.`, "Why us", "a farmer", true},
		{`'We will rebuild,' Ada Lund said.`, "We will rebuild", "Ada Lund", true},
		{`‘The troops’ homes are gone,’ Ada Lund said.`, "homes are gone", "Ada Lund", true},
		{`«We will rebuild», said Ada Lund.`, "We will rebuild", "Ada Lund", true},
		{`Ada Lund, the mayor of Ostrey, said the bridge would open in May.`, "the bridge would open in May", "Ada Lund", false},
		{`Ada Lund, 54, who has led the town since 2019, said that the bridge would open.`, "the bridge would open", "Ada Lund", false},
		{`The bridge will open in May, Ada Lund said.`, "The bridge will open in May", "Ada Lund", false},
		{`The bridge will open in May, said Ada Lund, the mayor.`, "The bridge will open in May", "Ada Lund", false},
		{`The bridge, officials said, will open in May.`, "will open in May", "officials", false},
		{`According to Ada Lund, the bridge will open in May.`, "the bridge will open in May", "Ada Lund", false},
		{`The bridge will open in May, according to the transport ministry.`, "The bridge will open in May", "the transport ministry", false},
		{`The bridge will open in May. It was closed after the flood.`, "It was closed after the flood", "", false},
		{`A senior defense official said on condition of anonymity that the ships had left.`, "the ships had left", "a senior defense official", false},
		{`The ships had left, a senior defense official told AFP.`, "The ships had left", "a senior defense official", false},
		{`A spokesman for the White House said the ships had left.`, "the ships had left", "a spokesman for the White House", false},
		{`White House spokeswoman Karin Vale said the ships had left.`, "the ships had left", "Karin Vale", false},
		{`Karin Vale was in Ostrey on Friday. "The ships have left," she said.`, "The ships have left", "Karin Vale", true},
		{"Karin Vale was in Ostrey on Friday.\n\n\"The ships have left,\" she said.", "The ships have left", "Karin Vale", true},
		{"A defense official confirmed that talks had begun.\n\n“We will not guess,” the official said. “It is early.”", "It is early", "a defense official", true},
		{"\"We will rebuild,\" Ada Lund said. \"We have no choice.\n\n\"It will take a year.\"", "It will take a year", "Ada Lund", true},
		{"Ada Lund said the town would not wait:\n\n\"We will rebuild.\"", "We will rebuild", "Ada Lund", true},
		{`Ada Lund called the plan "a bad joke" and left the room.`, "a bad joke", "Ada Lund", true},
		{`Ada Lund called for the bridge to open in May.`, "the bridge to open in May", "", false},
		{`The council told the builders to go home.`, "the builders to go home", "", false},
		{`The council told the builders that the money was gone.`, "the money was gone", "the council", false},
		{`The ministry has not said when the bridge will open.`, "when the bridge will open", "", false},
		{`The ministry announced a new bridge.`, "announced a new bridge", "", false},
		{`The ministry announced that a bridge would be built.`, "a bridge would be built", "the ministry", false},
		{`It was said that a bridge would be built.`, "a bridge would be built", "", false},
		{`The police reported that two men were held, but the court has set no date.`, "the court has set no date", "", false},
		{`President Omar Dahl said the talks failed. Dahl added that he would try again.`, "he would try again", "Omar Dahl", false},
		{`Residents said they had heard shots.`, "they had heard shots", "residents", false},
		{`In March, the council said the wells were dry.`, "the wells were dry", "the council", false},
		{`On Saturday a health official said the wells were dry.`, "the wells were dry", "a health official", false},
		{`The wells are "dry as bone", the head of the mission wrote on Friday.`, "dry as bone", "the head of the mission", true},
		{`The mission lost a "great friend" in the desert.`, "great friend", "", true},
		{`"The wells are dry.`, "The wells are dry", "", false},
		{`Ada Lund met Omar Dahl on Friday. He said the talks had failed.`, "the talks had failed", "Ada Lund", false},
		{`Mrs. Lund and a spokesman for Dahl met. She said the talks had failed.`, "the talks had failed", "Mrs. Lund", false},
		{`Officials said the talks had failed and warned that war was near.`, "war was near", "officials", false},
		{`The report says prices will rise.`, "prices will rise", "the report", false},
		{`"It's over," says Lund's brother, Erik Lund.`, "It's over", "Lund's brother", true},
		{"\"We will rebuild.\n\n\"It will take a year,\" Ada Lund said.", "We will rebuild", "Ada Lund", true},
		{"Hanna Orr, a spokeswoman for the port, was late. \"The ships are gone,\" the spokeswoman said.", "The ships are gone", "Hanna Orr", true},
		{"“The ships are gone,” he said. Omar Dahl had come by car.", "The ships are gone", "", true},
		{"Two fishermen from Ostrey told reporters they had seen smoke.", "they had seen smoke", "two fishermen from Ostrey", false},
		{"Xi Jinping and Omar Dahl said trade would grow.", "trade would grow", "Xi Jinping and Omar Dahl", false},
		{"\"It is over,\" Omar Dahl, who led the union for ten years, told the paper.", "It is over", "Omar Dahl", true},
		{"The union's leader, Omar Dahl, said it was over.", "it was over", "Omar Dahl", false},
		{"Dahl's lawyer said the trial was unfair.", "the trial was unfair", "Dahl's lawyer", false},
		{"But the Kremlin denied that it had sent troops.", "it had sent troops", "the Kremlin", false},
		{"The mayor, speaking after the vote, said the road would stay shut.", "the road would stay shut", "the mayor", false},
		{"“The road stays shut”, the mayor insisted.", "The road stays shut", "the mayor", true},
		{"The road, which the mayor called “a death trap”, stays shut.", "a death trap", "the mayor", true},
		{"The road stays shut, as the mayor told the council.", "The road stays shut", "the mayor", false},
		{"Asked about the road, Omar Dahl replied: “Never.”", "Never", "Omar Dahl", true},
		{"“It stays shut,” the mayor said, adding: “For good.”", "For good", "the mayor", true},
		{"“It stays shut,” the mayor said. Omar Dahl replied, “Never.”", "Never", "Omar Dahl", true},
		{"“It stays shut,” the mayor said. Omar Dahl replied, “Never.”", "It stays shut", "the mayor", true},
		{`Secretary of State Ana Ruiz warned that time was short.`, "time was short", "Ana Ruiz", false},
	}
	for _, tt := range tests {
		a := speakerRead(t, "a.txt", "---\nlang: en\ntitle: A title\n---\n\n"+tt.text+"\n")
		name, quoted := speakerOf(a, speakerSpan(t, a, tt.words))
		if name != tt.name || quoted != tt.quoted {
			t.Errorf("%s: got %q, %v; want %q, %v", tt.text, name, quoted, tt.name, tt.quoted)
		}
	}
}

// TestSpeakerOfSharedStory runs where the story that the project was given lies
// beside it; its text stays there, so places are given by line and words.
func TestSpeakerOfSharedStory(t *testing.T) {
	tests := []struct {
		file             string
		line, word, past int // words of the line, counted from 0
		name             string
		quoted           bool
	}{
		{"000_58dc38459853b8cd.txt", 11, 15, 24, "a defense official", true},
		{"000_58dc38459853b8cd.txt", 13, 0, 10, "a defense official", true},
		{"000_58dc38459853b8cd.txt", 13, 24, 40, "a defense official", true},
		{"000_58dc38459853b8cd.txt", 17, 0, 10, "", false},
		{"001_a71f8f65b2cc9470.txt", 10, 3, 14, "US officials", false},
		{"001_a71f8f65b2cc9470.txt", 15, 0, 10, "officials", false},
		{"001_a71f8f65b2cc9470.txt", 19, 8, 22, "US officials", false},
		{"001_a71f8f65b2cc9470.txt", 21, 0, 15, "officials", false},
		{"001_a71f8f65b2cc9470.txt", 31, 0, 10, "", false},
	}
	for _, tt := range tests {
		source, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "seeds", tt.file))
		if err != nil {
			t.Skip("the story is not here")
		}
		a := speakerRead(t, tt.file, string(source))
		words := regexp.MustCompile(`\S+`).FindAllStringIndex(a.Text(tt.line), -1)
		at := a.Lines[tt.line-1].Start
		name, quoted := speakerOf(a, article.Span{Article: a.ID, Rev: a.Rev, Start: at + words[tt.word][0], End: at + words[tt.past-1][1]})
		if name != tt.name || quoted != tt.quoted {
			t.Errorf("%s:%d: got %q, %v; want %q, %v", tt.file, tt.line, name, quoted, tt.name, tt.quoted)
		}
	}
}

func FuzzSpeakerOf(f *testing.F) {
	f.Add("\"We will rebuild,\" said Ada Lund, the mayor.\n\n\"We", 3, 20)
	f.Add("who said, told, said, who (", 0, 27)
	f.Fuzz(func(t *testing.T, text string, start, end int) {
		a, err := article.Read("a.txt", text)
		if err != nil {
			return
		}
		name, _ := speakerOf(a, article.Span{Article: a.ID, Rev: a.Rev, Start: start, End: end})
		if name != article.OneLine(name) {
			t.Errorf("name %q", name)
		}
	})
}
