package summary

import "testing"

// carriesText reports whether an article of one sentence carries one of another.
func carriesText(t *testing.T, claim, other, claimDay, otherDay string) bool {
	t.Helper()
	file := func(outlet, day, text string) string {
		return "---\nlang: en\noutlet: " + outlet + "\npublished: " + day + "\n---\n" + text
	}
	b := &builder{articles: story(t, map[string]string{"a.txt": file("A", claimDay, claim), "b.txt": file("B", otherDay, other)}).Standing(), lang: "en"}
	if err := b.read(t.Context()); err != nil {
		t.Fatal(err)
	}
	u := &unit{run: b.of[0][:1]}
	return len(b.others(u, u.text(), nil)) > 0
}

// Another article carries a claim that tells the same event in other words and with
// fewer details, and none that tells another, or the same otherwise.
func TestCarried(t *testing.T) {
	for _, test := range []struct {
		claim, other string
		want         bool
	}{
		{"The break began with the coup of last July, in which officers removed Mohamed Bazoum, the elected president.",
			"The army overthrew Niger's elected president, Mohamed Bazoum, last year and has kept him locked up.", true},
		{"The Americans built a drone base near Agadez, in the center of the country, for $100 million (€93 million).",
			"The United States built that air base near Agadez, Air Base 201, six years ago and put $100 million into it.", true},
		{"More than 1,000 US troops will leave Niger, American officials say.",
			"The United States will pull more than 1,000 troops out of Niger, the end of a mission in the Sahel.", true},
		{"Police arrested the captain, Rubén Aldana, on Wednesday night.",
			"The ferry's captain, Rubén Aldana, 54, was arrested on Wednesday.", true},
		{"Prime Minister Ana Costa resigned on Tuesday, a day after she had lost a vote in parliament.",
			"Costa stepped down as prime minister on Tuesday.", true},
		{"Twelve people were killed when a bus fell into a ravine near Tarma, police said.",
			"A bus plunged into a ravine near Tarma on Sunday, killing 12 people.", true},
		{"The central bank raised its main interest rate to 5.25 percent on Thursday.",
			"On Thursday the central bank lifted its key interest rate to 5.25 percent, as markets had expected.", true},
		{"Russian military instructors arrived in Niger this month with an air defense system and other equipment.",
			"Instructors from Russia arrived in Niger this month to train its soldiers.", true},
		{"A jury on Friday found the developer Gareth Pohlmann guilty of 14 charges of fraud, ending one of the country's largest trials.",
			"Pohlmann was found guilty on 14 charges of fraud.", true},
		{"More than 26,000 people have died in four years of war.",
			"At least 26,000 people have been killed in the war, according to the United Nations.", true},
		{"Energy Minister Clara Oyarzo resigned within hours.",
			"The energy minister, Clara Oyarzo, stepped down on Tuesday.", true},
		{"Shareholders of Ashgrove approved the sale on May 13 with 91 percent of the votes.",
			"Ashgrove's shareholders backed the sale with 91 percent of their votes.", true},
		{"Niger's army seized power in a coup last year, ousting the elected president, Mohamed Bazoum.",
			"Army officers seized power last year and ousted the elected president.", true},
		{"The Eastgate library will be closed at the end of June, council decided.",
			"Eastgate library is to shut on June 30.", true},
		{"The company will close its factory in Lund, with the loss of about 340 jobs.",
			"The factory in Lund will be closed and some 340 jobs will be lost, the company said.", true},
		{"Cholera has killed 61 people in the district, and 2,015 have been treated, the health office said.",
			"Sixty-one people have died of cholera in the district since January.", true},
		{"The government has ordered 300,000 doses of oral vaccine from the global stockpile.",
			"Some 300,000 doses of vaccine have been ordered by the government.", true},
		{"Marco Benvenga won the run-off by 212 votes.",
			"Benvenga won the run-off on Sunday by 212 votes, the electoral office said.", true},
		{"A landslide has buried the only road into the upper valley, leaving 12 villages that can be reached by helicopter alone.",
			"A landslide has buried the only road to the upper valley, the ministry said.", true},
		{"Parliament passed the pension law on Tuesday after a debate of nine hours.",
			"Lawmakers in parliament approved the pension law on Tuesday.", true},
		{"The tanker Orsova ran aground off Port Vale with 40,000 tonnes of crude oil on board.",
			"Off Port Vale a tanker, the Orsova, has run aground with 40,000 tonnes of oil.", true},
		{"Voss, the firm's bookkeeper, was sentenced to three years of home detention last year.",
			"Voss was given a sentence of three years in home detention.", true},

		{"More than 1,000 US troops will leave Niger, American officials say.",
			"Hundreds of American troops will leave Niger, and with them goes the U.S. military presence in the country.", false},
		{"A landslide killed 12 people in the village of Sorn on Monday.",
			"A landslide killed 15 people in the village of Sorn on Monday.", false},
		{"Tarnhill has agreed to buy Ashgrove for $412 million.",
			"Ashgrove has agreed to buy Tarnhill for $412 million.", false},
		{"The energy minister, Clara Oyarzo, resigned on Tuesday.",
			"The energy minister, Clara Oyarzo, did not resign on Tuesday.", false},
		{"Andrei Vosk signed the ceasefire for the government.",
			"Andrei Vosk is to sign the ceasefire for the government.", false},
		{"Police arrested the captain, Jonas Ekmark, on suspicion of being drunk on the bridge.",
			"Police arrested the first mate, Petra Olin, on suspicion of being drunk on the bridge.", false},
		{"The tanker Orsova ran aground off Port Vale on Monday.",
			"The tanker Orsova ran aground off Port Vale on Saturday.", false},
		{"Twelve people were killed when a bus fell into a ravine near Tarma.",
			"Twelve people were killed when a bus fell into a ravine near Huancayo.", false},
		{"Leonard Voss drew up two sets of books for the company.",
			"Leonard Voss denied that he drew up two sets of books for the company.", false},
		{"The council adopted the budget for 2030 by eight votes to four.",
			"The council will debate the budget for 2030 on Monday.", false},
		{"Shortly before 1 a.m. on Wednesday council voted 8 to 5 to spend $412.6 million in 2030.",
			"At roughly $413 million the city will spend 3.9 per cent more than this year.", false},
		{"Property owners would pay 5.1 per cent more next year under a draft budget.",
			"Property owners will pay 4.6 per cent more next year under the budget.", false},
		{"Russian instructors arrived in Niger this month to train its soldiers.",
			"American instructors arrived in Niger this month to train its soldiers.", false},
		{"The United States has more than 1,000 troops in Niger.",
			"At the time of the coup in 2023 the United States had more than 1,000 troops in Niger.", false},
		{"The court convicted the developer Gareth Pohlmann of fraud.",
			"The court acquitted the developer Gareth Pohlmann of fraud.", false},
		{"The central bank raised its interest rate to 5.25 percent on Thursday.",
			"The central bank cut its interest rate to 5.25 percent on Thursday.", false},
		{"The bridge at Tres Esteros was safe, the mayor said in May.",
			"The bridge at Tres Esteros was closed, the mayor said in May.", false},
		{"The opposition demanded a recount in the whole city of Montefara.",
			"The court refused a recount in the whole city of Montefara.", false},
		{"The ferry Estrella sank in 20 metres of water on Wednesday.",
			"The ferry Estrella could sink in 20 metres of water, officials warned on Wednesday.", false},
		{"Three of the five gates of the Quelenco dam were lost, a union said.",
			"Two of the five gates of the Quelenco dam were lost.", false},
		{"Divers found the voyage recorder of the ferry on Friday.",
			"Divers were still looking for the voyage recorder of the ferry on Friday.", false},
		{"The first lorries with flour reached Karesh town on Saturday.",
			"The first lorries with flour could reach Karesh town on Saturday.", false},
		{"French soldiers left Niger after the coup.",
			"American soldiers are to leave Niger after the coup.", false},
		{"In 2009 an earthquake in the district of Sary-Kungoy killed 71 people.",
			"On Tuesday an earthquake in the district of Sary-Kungoy killed 71 people.", false},
		{"The union said that the inspection due in March never took place.",
			"The owner says that the ferry passed its inspection in March.", false},
		{"Nobody was inside when the school in Tuura-Bel fell.",
			"A night watchman was inside when the school in Tuura-Bel fell.", false},
		{"Vidreira was fined 400,000 euros for the riot at the final.",
			"Almorel was fined 400,000 euros for the riot at the final.", false},
		{"The government promised 12 million dollars of aid for the valley.",
			"The union demanded 12 million dollars of aid for the valley.", false},
	} {
		if got := carriesText(t, test.claim, test.other, "2031-05-14", "2031-05-14"); got != test.want {
			t.Errorf("carried %v, want %v:\n\t%s\n\t%s", got, test.want, test.claim, test.other)
		}
	}
}
