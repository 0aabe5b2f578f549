package timex

import "testing"

// What is planned is coming, whatever the words; what a past tense tells is not.
func TestComing(t *testing.T) {
	check(t, published, [][2]string{
		{"More snow was expected on Tuesday.", "Tuesday = 2024-04-23 +"},
		{"Results, expected Monday, were put off.", "Monday = 2024-04-22 +"},
		{"Hearings were to resume on Wednesday.", "Wednesday = 2024-04-24 +"},
		{"The senate called an election for 14 September.", "14 September = 2024-09-14 +"},
		{"A judge set the hearing for 3 November.", "3 November = 2024-11-03 +"},
		{"Sleet is forecast for Monday, and frost is likely on Tuesday.", "Monday = 2024-04-22 +; Tuesday = 2024-04-23 +"},
		{"Street marches on Sunday drew thousands, and police reports on Monday said so.", "Sunday = 2024-04-14; Monday = 2024-04-15"},
		{"He was due to speak on Monday but fell ill. She was expected on Tuesday, but she never came.", "Monday = 2024-04-15; Tuesday = 2024-04-16"},
		{"The agency reports forty deaths in February.", "February = 2024-02"},
		{"A vote looms on Thursday.", "Thursday = 2024-04-25 +"},
		{"The Reds host the Blues on Friday.", "Friday = 2024-04-26 +"},
		{"She is meeting the miners on Friday.", "Friday = 2024-04-26 +"},
		{"It publishes half-year results on July 31.", "half-year = P6M; July 31 = 2024-07-31 +"},
		{"The trial, originally set for May, was moved to October.", "May = 2024-05 +; October = 2024-10 +"},
		{"The fair was brought forward to July from September.", "July = 2024-07 +; September = 2024-09 +"},
		{"The bank said it would close 60 branches by March.", "March = 2025-03 +"},
		{"A ruling is not expected until June.", "June = 2024-06 +"},
		{"They have until August to pay.", "August = 2024-08 +"},
		{"The ban stays in force until December.", "December = 2024-12 +"},
		{"The line was closed until Monday.", "Monday = 2024-04-22 +"},
		{"He was mayor until March.", "March = 2024-03"},
		{"The fire burnt until Tuesday.", "Tuesday = 2024-04-16"},
		{"Traders await Monday's figures.", "Monday = 2024-04-22 +"},
		{"Ahead of Sunday's poll, roads were shut.", "Sunday = 2024-04-21 +"},
		{"Unions called for a march on Monday.", "Monday = 2024-04-22 +"},
		{"The talks conclude in May.", "May = 2024-05 +"},
		{"A date within weeks of an October summit could be moved.", "weeks = PXW; October = 2023-10"},
		{"He had been due to leave in November.", "November = 2024-11 +"},
		{"The office remains shut through Tuesday.", "Tuesday = 2024-04-23 +"},
		{"The bus lines moved to the new depot in March.", "March = 2024-03"},
	})
}

// A year behind a month or a preposition is no count, and a count no year.
func TestYearsAndCounts(t *testing.T) {
	check(t, published, [][2]string{
		{"On 20 May 2022 nurses at the clinic walked out.", "20 May 2022 = 2022-05-20"},
		{"In March 2021 voters said no.", "March 2021 = 2021-03"},
		{"In 2022 soldiers took the port, as by 2020 workers had left.", "2022 = 2022; 2020 = 2020"},
		{"On May 20, 2022 students sang.", "May 20, 2022 = 2022-05-20"},
		{"It shut on 1 January 0000 and opens on 31 December 9999.", ""},
		{"The index rose from 1061 to 1128, and gold fell to 1610 an ounce.", ""},
		{"He lives at 1909 Maple Drive, of 1119 Eighth St.", ""},
		{"About 1200 remain of a team of 1500.", ""},
		{"The Treaty of 1648 and the fire of 1666.", "1648 = 1648; 1666 = 1666"},
		{"The screen has 1080 by 1920 pixels, and 80 shops by 2022.", "2022 = 2022"},
		{"The code was 2024.", ""},
	})
}

// A report goes on from the date told where that is nearer than its own day.
func TestGoingOn(t *testing.T) {
	check(t, published, [][2]string{
		{"Orr was found on 14 February 2023. He died on 17 February.", "14 February 2023 = 2023-02-14; 17 February = 2023-02-17"},
		{"Orr was jailed on 3 May 2023. He appealed on 5 May and was freed in July.", "3 May 2023 = 2023-05-03; 5 May = 2023-05-05; July = 2023-07"},
		{"Orr was jailed on 3 December 2022 and freed on 9 January.", "3 December 2022 = 2022-12-03; 9 January = 2023-01-09"},
		{"A crackdown in 2022 failed. In January, six were shot.", "2022 = 2022; January = 2024-01"},
		{"A wave struck in March 2021. Divers went down on April 10.", "March 2021 = 2021-03; April 10 = 2024-04-10"},
		{"The 2022-23 budget was cut in the week to 7 April.", "2022-23 = 2022; 7 April = 2024-04-07"},
		{"He was killed a month later.", "a month later = XXXX-XX"},
		{"The vote is set for 5 June. She left office the same day.", "5 June = 2024-06-05 +; the same day = XXXX-XX-XX"},
		{"He was hurt in 2010. The next spring he ran.", "2010 = 2010; The next spring = 2011-SP"},
		{"Shows are on May 15, June 9 and July 3.", "May 15 = 2024-05-15 +; June 9 = 2024-06-09 +; July 3 = 2024-07-03 +"},
	})
}

// What business pages and wire reports say.
func TestNewsPhrases(t *testing.T) {
	check(t, published, [][2]string{
		{"Ten years ago today, the mine fell in. A week ago Monday it rained.", "Ten years ago today = 2014-04-20; A week ago Monday = 2024-04-08"},
		{"It closes a week from today.", "a week from today = 2024-04-27 +"},
		{"A year ago this week he left.", "A year ago this week = 2023-W16"},
		{"He sang on Friday before last.", "Friday before last = 2024-04-12"},
		{"Sales beat the same quarter last year and the same month a year earlier.", "the same quarter last year = 2023-Q1; the same month a year earlier = 2023-04"},
		{"It fell in the first half of the year.", "the first half of the year = 2024-H1"},
		{"The bank will report fourth-quarter results on May 16.", "fourth-quarter = 2023-Q4; May 16 = 2024-05-16 +"},
		{"First-half profit fell.", "First-half = 2023-H1"},
		{"Analysts expect first-quarter earnings of $2.", "first-quarter = 2024-Q1"},
		{"It rained on June 5-7, 2022, and on June 12 and 13, 2021.", "June 5 = 2022-06-05; 7, 2022 = 2022-06-07; June 12 = 2021-06-12; 13, 2021 = 2021-06-13"},
		{"He died on Monday, October 23.", "Monday, October 23 = 2023-10-23"},
		{"Since Sept. 11, much has changed.", "Sept. 11 = 2001-09-11"},
		{"On Tuesday morning he came. In the afternoon he left.", "Tuesday morning = 2024-04-16TMO; the afternoon = 2024-04-16TAF"},
		{"Ten people were held overnight. It snowed overnight Friday, and at dawn Thursday it stopped.", "overnight = 2024-04-19TNI; overnight Friday = 2024-04-19TNI; dawn Thursday = 2024-04-18TMO"},
		{"It rang at 9.15 on Monday morning, and at 9 p.m. on Thursday night (1745 GMT).", "9.15 on Monday morning = 2024-04-15T09:15; 9 p.m. on Thursday night = 2024-04-18T21:00; 1745 GMT = 2024-04-18T17:45"},
	})
}

// What is left of a name, a match or an age.
func TestNoDatesInNews(t *testing.T) {
	for _, text := range []string{
		"They scored with 6:39 left and again 2:55 into overtime.", "She ran it in 14:27.", "The team scored 24 points in the third quarter.",
		"He told 60 Minutes so, and The Tonight Show too.", "Cyber Monday was good.", "At the end of the day, it is over.",
		"A 59-year-old man has a dog several days old.", "He is 34 years old.", "The decades-old row.", "In the final years of the empire.",
		"One day, he will return.", "As soon as he left, it rained.", "The electric current was strong.", "He chose the former.",
		"At the time of the fire he slept.", "The time has come.", "It is everyday life.",
	} {
		if got := found(text, published); got != "" {
			t.Errorf("%s: %s", text, got)
		}
	}
}

func TestReferencesAndRates(t *testing.T) {
	check(t, published, [][2]string{
		{"The current head met a former one, previously and formerly a clerk.", "current = PRESENT_REF; former = PAST_REF; previously = PAST_REF; formerly = PAST_REF"},
		{"The recent storm will soon be over.", "recent = PAST_REF; soon = FUTURE_REF +"},
		{"He soon left.", "soon = FUTURE_REF"},
		{"It costs $40 a month and pumps two million barrels a day.", "a month = P1M; a day = P1D"},
		{"It fell two days a year ago.", "two days = P2D; a year ago = 2023"},
		{"At the time, it was new; since then it has grown.", "the time = PAST_REF; then = PAST_REF"},
		{"A few hours later he came.", "A few hours later = FUTURE_REF"},
	})
}

func TestLengthsInNews(t *testing.T) {
	check(t, published, [][2]string{
		{"It took 5-8 minutes, or two or three days.", "5-8 minutes = PT8M; two or three days = P3D"},
		{"It was 15 or 20 years ago.", "15 or 20 years ago = 2004"},
		{"It took 3.5 seconds, then 5.8 seconds, a fortnight and eight agonizing months.", "3.5 seconds = PT3.5S; 5.8 seconds = PT5.8S; a fortnight = P2W; eight agonizing months = P8M"},
		{"It took 10 hours 45 minutes, and two years and six months.", "10 hours 45 minutes = PT10H45M; two years and six months = P2Y6M"},
		{"It is expected to last three weeks and will last two days.", "three weeks = P3W; two days = P2D"},
		{"It was the best month of the year, up 3 points on the day.", "the year = 2024; the day = 2024-04-20"},
		{"In the days before the vote he waited weeks.", "the days = PXD; weeks = PXW"},
	})
}

func TestBasis(t *testing.T) {
	text := "The fort fell on 5 May 2021. Two days later it burnt; it rained that month. It was cleared last week, on Tuesday and in March, for two days, and now."
	var got string
	for _, e := range Find(Document{Text: text, Segments: cut(text), Anchor: published}) {
		got += text[e.Start:e.End] + "=" + string(e.Basis) + " "
	}
	if want := "5 May 2021=absolute Two days later=told that month=told last week=anchor Tuesday=anchor March=anchor two days= now= "; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// A heading's year is that of the days in the lines under it.
func TestListUnderHeading(t *testing.T) {
	text := "2020 tour\nApril 4 - Velmare\nJune 9 - Ostrey\n"
	d := Document{Text: text, Anchor: published, Segments: []Segment{{Start: 0, End: 9}, {Start: 10, End: 27, Paragraph: 1}, {Start: 28, End: 43, Paragraph: 2}}}
	var got string
	for _, e := range Find(d) {
		got += e.Value + " "
	}
	if want := "2020 2020-04-04 2020-06-09 "; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Years of background do not make a history of a report.
func TestBackground(t *testing.T) {
	check(t, published, [][2]string{{
		"The firm cut 300 jobs in 2005. It cut more in 2008, 2010 and in 2011. In December it cut more. The cuts will end in September.",
		"2005 = 2005; 2008 = 2008; 2010 = 2010; 2011 = 2011; December = 2023-12; September = 2024-09 +",
	}, {
		"The virus was found in 1997. It came back in 2003, in 2009, in 2010 and in 2012. A girl fell ill on April 2 and was seen on Wednesday.",
		"1997 = 1997; 2003 = 2003; 2009 = 2009; 2010 = 2010; 2012 = 2012; April 2 = 2024-04-02; Wednesday = 2024-04-17",
	}})
}
