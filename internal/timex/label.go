package timex

import (
	"fmt"
	"strings"
)

// Label says for people what the expression dates, no more precise than its value:
// "20 April 2024", "week of 8 April 2024", "early 2022", "20 April 2024, evening". Where
// the words were "the end of 2026" it is "end of 2026", not "late 2026". It is empty
// where Range reports false.
func (e Expression) Label() string {
	if _, ok := e.Range(); !ok {
		return ""
	}
	value, clock, _ := strings.Cut(e.Value, "T")
	a, _ := parsePoint(value)
	label := a.label()
	if a.grain != day && a.grain != week && a.grain != weekend {
		label = e.edged(a, label)
	}
	if said := clockLabel(clock); said != "" {
		label += ", " + said
	}
	return label
}

// edged puts the early or late part before the label of a point.
func (e Expression) edged(a point, label string) string {
	edge := map[string]string{"START": "early ", "MID": "mid-", "END": "late "}[e.Mod]
	switch {
	case edge == "":
		return label
	case e.edge != "":
		return e.edge + " of " + label
	case a.grain >= decade, a.grain == quarter, a.grain == half:
		return "the " + edge + strings.TrimPrefix(label, "the ")
	}
	return edge + label
}

func (a point) label() string {
	y := a.at.Year()
	switch a.grain {
	case weekend:
		return "weekend of " + a.at.AddDate(0, 0, 5).Format("2 January 2006")
	case week:
		return "week of " + a.at.Format("2 January 2006")
	case month:
		return a.at.Format("January 2006")
	case quarter:
		return fmt.Sprintf("%s quarter of %d", [...]string{"", "first", "second", "third", "fourth"}[a.nth], y)
	case half:
		return fmt.Sprintf("%s half of %d", [...]string{"", "first", "second"}[a.nth], y)
	case season:
		if a.nth == 4 {
			return fmt.Sprintf("winter %d–%02d", y, (y+1)%100)
		}
		return fmt.Sprintf("%s %d", [...]string{"", "spring", "summer", "autumn"}[a.nth], y)
	case year:
		return fmt.Sprintf("%d", y)
	case decade:
		return fmt.Sprintf("the %ds", y)
	case century:
		return "the " + nth(y/100+1) + " century"
	}
	return a.at.Format("2 January 2006")
}

// nth writes an ordinal number: 21st.
func nth(n int) string {
	suffix := "th"
	if n%100 < 11 || n%100 > 13 {
		suffix = map[int]string{1: "st", 2: "nd", 3: "rd"}[n%10]
		if suffix == "" {
			suffix = "th"
		}
	}
	return fmt.Sprintf("%d%s", n, suffix)
}

func clockLabel(clock string) string {
	switch clock {
	case "MO":
		return "morning"
	case "AF":
		return "afternoon"
	case "EV":
		return "evening"
	case "NI":
		return "night"
	case "DT":
		return "daytime"
	case "12:00":
		return "noon"
	case "24:00":
		return "midnight"
	}
	return clock
}
