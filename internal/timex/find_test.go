package timex

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// published is the anchor of the tests: Saturday, 20 April 2024, in week 16.
var published = dayOf(2024, 4, 20)

// found writes the expressions of a text: "words = value mod +", the plus for Coming.
func found(text string, anchor time.Time) string {
	var list []string
	for _, e := range Find(Document{Text: text, Segments: cut(text), Anchor: anchor}) {
		s := text[e.Start:e.End] + " = " + e.Value
		if e.Mod != "" {
			s += " " + e.Mod
		}
		if e.Coming {
			s += " +"
		}
		list = append(list, s)
	}
	return strings.Join(list, "; ")
}

func check(t *testing.T, anchor time.Time, table [][2]string) {
	t.Helper()
	for _, row := range table {
		if got := found(row[0], anchor); got != row[1] {
			t.Errorf("%s\n\t got %s\n\twant %s", row[0], got, row[1])
		}
	}
}

func TestFullDates(t *testing.T) {
	check(t, published, [][2]string{
		{"It opened on 5 March 2023.", "5 March 2023 = 2023-03-05"},
		{"It opened on the 5th of March, 2023.", "the 5th of March, 2023 = 2023-03-05"},
		{"It opened on March 5, 2023, in rain.", "March 5, 2023 = 2023-03-05"},
		{"It opened on Sunday, March 5, 2023.", "Sunday, March 5, 2023 = 2023-03-05"},
		{"It opened on Sept. 5th 2023.", "Sept. 5th 2023 = 2023-09-05"},
		{"It opened on 2023-03-05, and on 5.3.2023.", "2023-03-05 = 2023-03-05; 5.3.2023 = 2023-03-05"},
		{"Update: 4/20/2024: a comment was added.", "4/20/2024 = 2024-04-20"},
		{"Update: 20/4/2024. It opened on 4/5/2023.", "20/4/2024 = 2024-04-20; 4/5/2023 = 2023-05-04"},
		{"Update: 4/20/2024. It opened on 4/5/2023.", "4/20/2024 = 2024-04-20; 4/5/2023 = 2023-04-05"},
		{"It opened on 4/5/2023.", ""},
		{"It opened on 4/9/2024.", "4/9/2024 = 2024-04-09"},
		{"The debt fell due on 31 February 2024 and on 30 February.", ""},
		{"On 29 February 2023 nothing was done, on 29 February 2024 much.", "29 February 2024 = 2024-02-29"},
		{"It rained on 29 February. It will be 29 February again.", "29 February = 2024-02-29; 29 February = 2024-02-29"},
		{"The 21 January execution of 1793.", "21 January = 2024-01-21; 1793 = 1793"},
	})
}

func TestMonthsAndYears(t *testing.T) {
	check(t, published, [][2]string{
		{"It was shut in March.", "March = 2024-03"},
		{"In December the bridges were counted.", "December = 2023-12"},
		{"It will be shut in December.", "December = 2024-12 +"},
		{"Since last July it had been shut.", "last July = 2023-07"},
		{"Work begins next March.", "next March = 2025-03 +"},
		{"It burnt on July 26 and again on 2 April.", "July 26 = 2023-07-26; 2 April = 2024-04-02"},
		{"It rained on July 26-28 and from 22 to 25 May 2021.", "July 26 = 2023-07-26; 28 = 2023-07-28; 22 = 2021-05-22; 25 May 2021 = 2021-05-25"},
		{"It closed between March and May 2022.", "March = 2022-03; May 2022 = 2022-05"},
		{"It was paid for in April last year.", "April last year = 2023-04"},
		{"It was early 2022, late 2021 or mid-2020.", "early 2022 = 2022 START; late 2021 = 2021 END; mid-2020 = 2020 MID"},
		{"It was mid-April, the end of March or early last month.", "mid-April = 2024-04 MID; the end of March = 2024-03 END; early last month = 2024-03 START"},
		{"The 1990s, the early 1980s and the '70s were good.", "The 1990s = 199; the early 1980s = 198 START; the '70s = 197"},
		{"In the 19th century and in the late 1800s.", "the 19th century = 18; the late 1800s = 18 END"},
		{"Sales rose in the first quarter, and in the third quarter of 2023.", "the first quarter = 2024-Q1; the third quarter of 2023 = 2023-Q3"},
		{"It rose 2% in Q3 2022 and the second half of 2023.", "Q3 2022 = 2022-Q3; the second half of 2023 = 2023-H2"},
		{"Last year's fourth quarter and fiscal 2022 were poor.", "Last year's fourth quarter = 2023-Q4; fiscal 2022 = 2022"},
		{"It opened in summer 2023, last summer and this spring.", "summer 2023 = 2023-SU; last summer = 2023-SU; this spring = 2024-SP"},
		{"It froze in the winter of 1962 and in winter 2022-23.", "the winter of 1962 = 1962-WI; winter 2022-23 = 2022-WI"},
		{"The 2023/24 season followed that of 1998-99.", "2023/24 = 2023; 1998-99 = 1998"},
		{"The war of 1990-94 and that of 1803-1815.", "1990 = 1990; 94 = 1994; 1803 = 1803; 1815 = 1815"},
		{"It rained in the last week of March and the first weeks of 2022.", "the last week of March = 2024-03 END; the first weeks of 2022 = 2022 START"},
		{"Since the Sept. 11 attacks much has changed.", "Sept. 11 = 2001-09-11"},
		{"The trial opens in the week of 6 May.", "the week of 6 May = 2024-W19 +"},
	})
}

func TestDeictic(t *testing.T) {
	check(t, published, [][2]string{
		{"It fell last year, last month and last week.", "last year = 2023; last month = 2024-03; last week = 2024-W15"},
		{"It falls this year, this month or this week.", "this year = 2024; this month = 2024-04; this week = 2024-W16"},
		{"It ends next week or next year.", "next week = 2024-W17 +; next year = 2025 +"},
		{"After last year's fire the bridge was shut yesterday.", "last year = 2023; yesterday = 2024-04-19"},
		{"He spoke today, and tomorrow he flies.", "today = 2024-04-20; tomorrow = 2024-04-21 +"},
		{"He spoke last night, this morning and tonight.", "last night = 2024-04-19TNI; this morning = 2024-04-20TMO; tonight = 2024-04-20TNI"},
		{"They met last weekend, or on the weekend.", "last weekend = 2024-W15-WE; the weekend = 2024-W16-WE"},
		{"He fell six years ago, two months ago, three weeks ago and two days ago.", "six years ago = 2018; two months ago = 2024-02; three weeks ago = 2024-W13; two days ago = 2024-04-18"},
		{"A delegation is expected to travel in the coming days.", "the coming days = FUTURE_REF +"},
		{"It is now open; it was recently mended, as in the past.", "now = PRESENT_REF; recently = PAST_REF; the past = PAST_REF"},
		{"In the year to June it paid out more, he said.", "June = 2023-06"},
		{"It will be paid by year-end or the end of the month.", "year-end = 2024 END +; the end of the month = 2024-04 END +"},
	})
}

func TestWeekdaysAndClock(t *testing.T) {
	check(t, published, [][2]string{
		{"He fell on Tuesday and was found Saturday.", "Tuesday = 2024-04-16; Saturday = 2024-04-20"},
		{"He will fly on Monday.", "Monday = 2024-04-22 +"},
		{"He is expected to fly on Monday, and the court meets Tuesday.", "Monday = 2024-04-22 +; Tuesday = 2024-04-23 +"},
		{"He could not be reached Friday.", "Friday = 2024-04-19"},
		{"He left next Tuesday's seat to last Tuesday's guest.", "next Tuesday = 2024-04-23 +; last Tuesday = 2024-04-16"},
		{"It burnt Tuesday night, early Wednesday and at dawn on Friday.", "Tuesday night = 2024-04-16TNI; early Wednesday = 2024-04-17 START; dawn on Friday = 2024-04-19TMO"},
		{"It burnt at 9 a.m. on Friday and at 7:30 p.m. EDT Thursday.", "9 a.m. on Friday = 2024-04-19T09:00; 7:30 p.m. EDT Thursday = 2024-04-18T19:30"},
		{"It burnt on Friday at 21:15, at noon on Thursday and at midnight on Monday.", "Friday at 21:15 = 2024-04-19T21:15; noon on Thursday = 2024-04-18T12:00; midnight on Monday = 2024-04-15T24:00"},
		{"It fell on the night of 26 July 2023.", "the night of 26 July 2023 = 2023-07-26TNI"},
		{"The trial starts on the first Monday in June.", "the first Monday in June = 2024-06-03 +"},
		{"It fell on the last Friday of March.", "the last Friday of March = 2024-03-29"},
		{"It was Friday the 13th.", "Friday the 13th = 2023-10-13"},
		{"It was shut on Monday last week.", "Monday last week = 2024-04-08"},
		{"It fell at 3:15 this morning, and opens at 7:30 tonight.", "3:15 this morning = 2024-04-20T03:15; 7:30 tonight = 2024-04-20T19:30 +"},
		{"It left at 8.30am on Monday and at 1400 GMT.", "8.30am on Monday = 2024-04-15T08:30; 1400 GMT = 2024-04-15T14:00"},
		{"Flights were late due to fog on Thursday.", "Thursday = 2024-04-18"},
		{"Ministers to meet on Monday", "Monday = 2024-04-22 +"},
		{"He urged troops to go in March.", "March = 2024-03"},
	})
}

func TestDurationsAndSets(t *testing.T) {
	check(t, published, [][2]string{
		{"It took two weeks, six months, a year, 48 hours and half an hour.", "two weeks = P2W; six months = P6M; a year = P1Y; 48 hours = PT48H; half an hour = PT30M"},
		{"A five-year deal, an 18-month term and a 34-year-old man.", "five-year = P5Y; 18-month = P18M"},
		{"It stood for a decade, two decades, several weeks and for years.", "a decade = P10Y; two decades = P20Y; several weeks = PXW; years = PXY"},
		{"It took more than six years, less than two weeks and about two days.", "more than six years = P6Y MORE_THAN; less than two weeks = P2W LESS_THAN; about two days = P2D APPROX"},
		{"It took at least a month and up to five days.", "at least a month = P1M EQUAL_OR_MORE; up to five days = P5D EQUAL_OR_LESS"},
		{"It took twenty-five years, a year and a half, and two hundred days.", "twenty-five years = P25Y; a year and a half = P18M; two hundred days = P200D"},
		{"It took 2 1/2 years, half a day, a half-century, a quarter century and 1-1/2 hours.",
			"2 1/2 years = P30M; half a day = PT12H; a half-century = P50Y; a quarter century = P25Y; 1-1/2 hours = PT90M"},
		{"He swims on Sunday mornings.", "Sunday mornings = XXXX-WXX-7TMO"},
		{"Over the past two years and the next six months.", "the past two years = P2Y; the next six months = P6M"},
		{"In recent weeks, and in the first nine months, it rained.", "recent weeks = PXW; the first nine months = P9M"},
		{"He swims every day, daily, twice a week, every Friday and each morning.", "every day = P1D; daily = P1D; twice a week = P1W; every Friday = XXXX-WXX-5; each morning = XXXX-XX-XXTMO"},
		{"She votes every two years and pays annually.", "every two years = P2Y; annually = P1Y"},
	})
}

func TestWhatWasTold(t *testing.T) {
	check(t, published, [][2]string{
		{"The army took power on 26 July 2023. Two days later its chief spoke. The following day the border was shut.",
			"26 July 2023 = 2023-07-26; Two days later = 2023-07-28; The following day = 2023-07-29"},
		{"The base opened in 2018. A year later it was full; that year it grew.", "2018 = 2018; A year later = 2019; that year = 2019"},
		{"The coup was in July 2023. The previous month there had been talks.", "July 2023 = 2023-07; The previous month = 2023-06"},
		{"Profit rose in the third quarter from a year earlier, or the year-ago quarter.", "the third quarter = 2023-Q3; a year earlier = 2022-Q3; the year-ago quarter = 2021-Q3"},
		{"The base opened in 2018. Two months later it was full. The following month it shut.",
			"2018 = 2018; Two months later = XXXX-XX; The following month = XXXX-XX"},
		{"The deal, signed in 2012, was revoked on 16 March. It was put off to 21 May.", "2012 = 2012; 16 March = 2024-03-16; 21 May = 2024-05-21 +"},
		{"In 2010 he was elected. In May he raised taxes, and on the 5th he quit.", "2010 = 2010; May = 2010-05; the 5th = 2010-05-05"},
		{"It was the worst since 1952. In May he quit.", "1952 = 1952; May = 2023-05"},
		{"They met on 3 May 2021. The morning was cold, but in the morning they swam.", "3 May 2021 = 2021-05-03; the morning = 2021-05-03TMO"},
	})
}

func TestHistory(t *testing.T) {
	check(t, published, [][2]string{{
		"The war (1936)\nFighting began on 17 July 1936. In August the city fell, and by 21 November it was over there. " +
			"On 8 February 1937 the south fell. In March came the battle, which a book of 1998 describes. On 3 June the general died. " +
			"In December 1937 it snowed. In January the town was taken.",
		"1936 = 1936; 17 July 1936 = 1936-07-17; August = 1936-08; 21 November = 1936-11-21; 8 February 1937 = 1937-02-08; " +
			"March = 1937-03; 1998 = 1998; 3 June = 1937-06-03; December 1937 = 1937-12; January = 1938-01",
	}})
}

func TestNoAnchor(t *testing.T) {
	check(t, time.Time{}, [][2]string{
		{"It fell on July 26, in March, on Tuesday and last year.", "July 26 = XXXX-07-26; March = XXXX-03; Tuesday = XXXX-WXX-2; last year = PAST_REF"},
		{"It falls this week, today or next year.", "this week = PRESENT_REF; today = PRESENT_REF; next year = FUTURE_REF +"},
		{"It fell on 5 May 2021. Two days later it was gone.", "5 May 2021 = 2021-05-05; Two days later = 2021-05-07"},
		{"It fell three years ago and two days later.", "three years ago = PAST_REF; two days later = XXXX-XX-XX"},
	})
}

func TestNoDates(t *testing.T) {
	for _, text := range []string{
		"Troops may leave and march on.", "The 2nd Brigade, Air Base 201, 648 troops and $100 million.", "The Sun and the Sunday Times said so.",
		"It took one second look.", "The cliffs fall apart and spring a leak.", "There were 2000 people, 1,000 dogs and 1500 homes.",
		"Flight 1998 and section 1990 of Resolution 1973.", "Mr. May met April Jones, August Wilson and Theresa May.", "Friday Night Lights was shown.",
		"Black September took hostages.", "They present the plan, past the gate, in minute detail.", "It ended 3:2 and rose 4.5 or 19.98 per cent.",
		"Call 555-1998 or write to May@example.org.", "The Daily Mail and USA Today.", "The Six-Day War.", "The team led in the first half.",
		"Monday.com and 21st Century Fox.", "Palm oil cost $2018 and 2019%.", "A quarter of them, three-quarters in all.",
	} {
		if got := found(text, published); got != "" {
			t.Errorf("%s: %s", text, got)
		}
	}
}

func TestAside(t *testing.T) {
	text := "It fell on 26 July 2023.\nPublished 5 May 2019\nTwo days later it was gone."
	d := Document{Text: text, Anchor: published, Segments: []Segment{{Start: 0, End: 24}, {Start: 25, End: 45, Aside: true, Paragraph: 1}, {Start: 46, End: len(text), Paragraph: 2}}}
	var got []string
	for _, e := range Find(d) {
		got = append(got, e.Value)
	}
	if want := "[2023-07-26 2019-05-05 2023-07-28]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %v: furniture leads nothing on", got, want)
	}
}

func TestOddText(t *testing.T) {
	check(t, published, [][2]string{
		{"It fell on 5\u00a0May\u00a02021.", "5\u00a0May\u00a02021 = 2021-05-05"},
		{"It fell \xff\xfe in May 2021\xff.", "May 2021 = 2021-05"},
		{"From 2018–2020, in mid‑April.", "2018 = 2018; 2020 = 2020; mid‑April = 2024-04 MID"},
		{"Last year’s snow.", "Last year = 2023"},
		{"", ""},
	})
}
