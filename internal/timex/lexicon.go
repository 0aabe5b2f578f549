package timex

import "strings"

// A unit is a stretch of the calendar or the clock, from the shortest.
type unit int

const (
	noUnit unit = iota
	second
	minute
	hour
	day
	weekend
	week
	month
	quarter
	season
	half
	year
	decade
	century
)

// A deixis is what an expression leans on.
type deixis int

const (
	plain     deixis = iota
	last             // before the day of the text: last week
	this             // around it: this week
	next             // after it: next week
	previous         // before what was told: the previous week
	same             // what was told: that week
	following        // after what was told: the following week
)

// A lexeme is what a word can mean. A word may mean several things.
type lexeme struct {
	month, weekday int  // from 1, January and Monday
	short          bool // an abbreviation of them, which takes a full stop
	unit           unit
	plural         bool   // of the unit or the weekday
	num            int    // of a number word
	vague          bool   // several, few
	ordinal        int    // first to thirty-first
	season         int    // from 1, spring
	part           string // of the day, as TIMEX3 writes it: MO, AF, EV, NI
	edge           string // early, mid, late: START, MID, END
	deixis         deixis
	set            string // of daily and the like
	ref            string // of now and the like
	holiday        bool   // the first word of a holiday's name
	quantity       bool   // opens a modifier of a duration: about, more
	opens          bool   // an expression may begin with it
}

var unknown lexeme

// seasons are the codes of TIMEX3, by number from 1.
var seasons = [...]string{"", "SP", "SU", "FA", "WI"}

// lexicon holds the words that say something of time, in lower case.
var lexicon = makeLexicon()

func makeLexicon() map[string]*lexeme {
	lex := map[string]*lexeme{}
	at := func(w string) *lexeme {
		if lex[w] == nil {
			lex[w] = &lexeme{}
		}
		return lex[w]
	}
	each := func(words string, set func(l *lexeme, n int)) {
		for n, group := range strings.Fields(words) {
			for w := range strings.SplitSeq(group, "|") {
				l := at(w)
				l.opens = true
				set(l, n+1)
			}
		}
	}
	addCalendar(each)
	addUnits(each)
	addNumbers(each)
	addPointers(each)
	for _, h := range holidays {
		each(h.words[0], func(l *lexeme, _ int) { l.holiday = true })
	}
	for _, q := range quantities {
		at(q.words[0]).quantity = true
		at(q.words[0]).opens = true
	}
	return lex
}

type adder func(words string, set func(l *lexeme, n int))

func addCalendar(each adder) {
	each("january february march april may june july august september october november december",
		func(l *lexeme, n int) { l.month = n })
	each("jan feb mar apr - jun jul aug sep|sept oct nov dec", func(l *lexeme, n int) { l.month, l.short = n, true })
	each("monday tuesday wednesday thursday friday saturday sunday", func(l *lexeme, n int) { l.weekday = n })
	each("mon tue|tues wed thu|thur|thurs fri sat sun", func(l *lexeme, n int) { l.weekday, l.short = n, true })
	each("mondays tuesdays wednesdays thursdays fridays saturdays sundays",
		func(l *lexeme, n int) { l.weekday, l.plural = n, true })
	each("spring summer fall|autumn winter springtime summertime - wintertime", func(l *lexeme, n int) { l.season = (n-1)%4 + 1 })
	part := func(code string) func(*lexeme, int) { return func(l *lexeme, _ int) { l.part = code } }
	each("morning mornings dawn daybreak sunrise", part("MO"))
	each("afternoon afternoons", part("AF"))
	each("evening evenings dusk sunset nightfall", part("EV"))
	each("night nights nighttime", part("NI"))
	each("daytime", part("DT"))
	each("mornings afternoons evenings nights", func(l *lexeme, _ int) { l.plural = true })
}

func addUnits(each adder) {
	for u, words := range map[unit]string{second: "second sec", minute: "minute min", hour: "hour hr", day: "day", weekend: "weekend",
		week: "week", month: "month", quarter: "quarter", year: "year yr", decade: "decade", century: "century", season: "season"} {
		each(words, func(l *lexeme, _ int) { l.unit = u })
		each(strings.ReplaceAll(words+" ", " ", "s "), func(l *lexeme, _ int) { l.unit, l.plural = u, true })
	}
	each("centuries", func(l *lexeme, _ int) { l.unit, l.plural = century, true })
	each("fortnight", func(l *lexeme, _ int) { l.unit = week })
}

func addNumbers(each adder) {
	small := "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
	each(small, func(l *lexeme, n int) { l.num = n })
	each("- twenty thirty forty fifty sixty seventy eighty ninety", func(l *lexeme, n int) { l.num = 10 * n })
	each("dozen", func(l *lexeme, _ int) { l.num = 12 })
	each("hundred", func(l *lexeme, _ int) { l.num = 100 })
	each("thousand", func(l *lexeme, _ int) { l.num = 1000 })
	each("couple", func(l *lexeme, _ int) { l.num = 2 })
	each("several few many some dozens hundreds thousands", func(l *lexeme, _ int) { l.vague = true })
	each("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "+
		"sixteenth seventeenth eighteenth nineteenth twentieth", func(l *lexeme, n int) { l.ordinal = n })
}

func addPointers(each adder) {
	deictic := func(d deixis) func(*lexeme, int) { return func(l *lexeme, _ int) { l.deixis = d } }
	each("last past", deictic(last))
	each("this current", deictic(this))
	each("next coming upcoming", deictic(next))
	each("previous preceding", deictic(previous))
	each("same that", deictic(same))
	each("following ensuing subsequent", deictic(following))
	edge := func(code string) func(*lexeme, int) { return func(l *lexeme, _ int) { l.edge = code } }
	each("early earlier beginning start", edge("START"))
	each("mid middle", edge("MID"))
	each("late later end close", edge("END"))
	each("rest remainder", edge("REST"))
	set := func(value string) func(*lexeme, int) { return func(l *lexeme, _ int) { l.set = value } }
	each("daily", set("P1D"))
	each("weekly", set("P1W"))
	each("monthly", set("P1M"))
	each("quarterly", set("P3M"))
	each("annual annually yearly", set("P1Y"))
	each("hourly", set("PT1H"))
	ref := func(value string) func(*lexeme, int) { return func(l *lexeme, _ int) { l.ref = value } }
	each("now currently nowadays presently", ref(Present))
	each("recently lately previously formerly", ref(Past))
	each("the a an yesterday today tomorrow tonight noon midday midnight overnight every each twice once at recent final future "+
		"half long former soon then these those its their his her present everyday per closing fiscal calendar not right q1 q2 q3 q4 h1 h2 "+
		"twenties thirties forties fifties sixties seventies eighties nineties", func(*lexeme, int) {})
}
