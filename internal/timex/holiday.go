package timex

import (
	"strings"
	"time"
)

// A holiday is a day with a name: of a fixed date, or the nth weekday of a month.
type holiday struct {
	words      []string // as tokens
	month, day int
	nth        int // of the weekday in the month; -1 for the last
	weekday    int // from 1, Monday; 0 where the date is fixed
}

// holidays are few and sure: those that news names without saying the date. The
// longer name stands before the shorter.
var holidays = []holiday{
	{strings.Fields("christmas eve"), 12, 24, 0, 0},
	{strings.Fields("christmas day"), 12, 25, 0, 0},
	{strings.Fields("christmas"), 12, 25, 0, 0},
	{strings.Fields("new year 's eve"), 12, 31, 0, 0},
	{strings.Fields("new year 's day"), 1, 1, 0, 0},
	{strings.Fields("valentine 's day"), 2, 14, 0, 0},
	{strings.Fields("halloween"), 10, 31, 0, 0},
	{strings.Fields("boxing day"), 12, 26, 0, 0},
	{strings.Fields("fourth of july"), 7, 4, 0, 0},
	{strings.Fields("independence day"), 7, 4, 0, 0},
	{strings.Fields("veterans day"), 11, 11, 0, 0},
	{strings.Fields("thanksgiving day"), 11, 0, 4, 4},
	{strings.Fields("thanksgiving"), 11, 0, 4, 4},
	{strings.Fields("labor day"), 9, 0, 1, 1},
	{strings.Fields("memorial day"), 5, 0, -1, 1},
}

// in returns the day of the holiday in a year.
func (h holiday) in(year int) time.Time {
	if h.weekday == 0 {
		return dayOf(year, h.month, h.day)
	}
	if h.nth < 0 {
		t := dayOf(year, h.month+1, 0)
		return t.AddDate(0, 0, -((int(t.Weekday()) - h.weekday + 7) % 7))
	}
	t := dayOf(year, h.month, 1)
	return t.AddDate(0, 0, (h.weekday-int(t.Weekday())+7)%7+7*(h.nth-1))
}
