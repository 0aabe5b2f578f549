package bot

import "context"

func (b *Bot) helpCommand() Command {
	return Command{
		Name:  "help",
		Names: map[string]string{"de": "hilfe", "fr": "aide", "es-ES": "ayuda"},

		Description: "What I can do, and what I promise",
		Descriptions: map[string]string{
			"de":    "Was ich kann und was ich verspreche",
			"fr":    "Ce que je sais faire, et ce que je promets",
			"es-ES": "Lo que sé hacer y lo que prometo",
		},
		Free: true,
		Run:  help,
	}
}

const helpText = "I answer questions about a news story, and put a footnote under every sentence: outlet, date, line. What I cannot prove from the articles, I do not say.\n" +
	"- **/ask** question: an answer for everybody here; with *private*, for you alone\n" +
	"- **Mention me** with a question, or write to me directly\n" +
	"- **Reply** to one of my answers to ask further: “and in December?”\n" +
	"- **Show sources** below an answer: the lines it stands on, for you alone\n" +
	"- **Ask further** below an answer: a thread for more questions\n" +
	"- **/summary**: the story in brief, and how many outlets carry each sentence; *about* some words, *length* short, usual or long\n" +
	"- **/compare**: where the outlets disagree, what changed over time, and what only one of them reports; *about* some words\n" +
	"- **/timeline**: what happened when, in words and as a picture; *about* some words, *from* and *to* a day, a month or a year\n" +
	"- **/quote**, or right click on a message, Apps, **Check quotes**: are these words in the sources, whose are they, what was changed?\n" +
	"- **/check**, or **Check claims**: do the sources say so?\n" +
	"- **/sources**: the articles I know, and what they say\n" +
	"- **/receipt** id: how an answer of a language model came about, sentence by sentence, for you alone"

func help(context.Context, Request) (Reply, error) { return text(helpText), nil }
