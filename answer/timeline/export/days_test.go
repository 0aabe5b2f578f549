package export

import (
	"encoding/json"
	"testing"

	"footnote/internal/timex"
)

func TestDates(t *testing.T) {
	for _, tt := range []struct {
		first, last string
		p           timex.Precision
		datetime    string
		tljs        string
	}{
		{"2031-03-04", "2031-03-04", timex.Day, "2031-03-04", `[{"year":2031,"month":3,"day":4},null]`},
		{"2031-03-30", "2031-04-02", timex.Day, "2031", `[{"year":2031,"month":3,"day":30},{"year":2031,"month":4,"day":2}]`},
		{"2031-03-03", "2031-03-09", timex.Week, "2031-W10", `[{"year":2031,"month":3,"day":3},{"year":2031,"month":3,"day":9}]`},
		{"2029-12-31", "2030-01-06", timex.Week, "2030-W01", `[{"year":2029,"month":12,"day":31},{"year":2030,"month":1,"day":6}]`},
		{"2031-03-08", "2031-03-09", timex.Week, "2031-03", `[{"year":2031,"month":3,"day":8},{"year":2031,"month":3,"day":9}]`},
		{"2031-03-11", "2031-03-20", timex.Part, "2031-03", `[{"year":2031,"month":3,"day":11},{"year":2031,"month":3,"day":20}]`},
		{"2031-09-01", "2031-12-31", timex.Part, "2031", `[{"year":2031,"month":9},{"year":2031,"month":12}]`},
		{"2031-03-01", "2031-03-31", timex.Month, "2031-03", `[{"year":2031,"month":3},null]`},
		{"2031-03-01", "2031-05-31", timex.Month, "2031", `[{"year":2031,"month":3},{"year":2031,"month":5}]`},
		{"2031-01-01", "2031-03-31", timex.Quarter, "2031", `[{"year":2031,"month":1},{"year":2031,"month":3}]`},
		{"2030-12-01", "2031-02-28", timex.Season, "", `[{"year":2030,"month":12},{"year":2031,"month":2}]`},
		{"2031-01-01", "2031-12-31", timex.Year, "2031", `[{"year":2031},null]`},
		{"1980-01-01", "1989-12-31", timex.Decade, "", `[{"year":1980},{"year":1989}]`},
		{"0987-01-01", "0987-12-31", timex.Year, "0987", `[{"year":987},null]`},
	} {
		r := days(tt.first, tt.last, tt.p)
		if got := datetime(r); got != tt.datetime {
			t.Errorf("%v: datetime: got %q, want %q", r, got, tt.datetime)
		}
		first, last := tljsDates(r)
		got, err := json.Marshal([]any{first, last})
		if err != nil || string(got) != tt.tljs {
			t.Errorf("%v: TimelineJS: got %s, want %s (%v)", r, got, tt.tljs, err)
		}
	}
	if got := datetime(timex.Range{}); got != "" {
		t.Errorf("no days: got %q", got)
	}
}
