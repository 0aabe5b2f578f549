package picture

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

func TestDay(t *testing.T) {
	for _, tt := range []struct {
		day  string
		want int64
	}{{"1970-01-01", 0}, {"1969-12-31", -1}, {"2024-03-01", 19783}, {"0001-01-01", -719162}} {
		at, err := time.Parse(time.DateOnly, tt.day)
		if err != nil {
			t.Fatal(err)
		}
		if got := day(at); got != tt.want {
			t.Errorf("%s: got %d, want %d", tt.day, got, tt.want)
		}
	}
}

func TestAxis(t *testing.T) {
	const room, least, most = 50, 10, 100
	for _, tt := range []struct {
		name   string
		days   []int64
		gaps   []float64
		broken []bool
	}{
		{"one", []int64{7}, nil, []bool{false}},
		{"to scale", []int64{0, 60, 135}, []float64{108, 135}, []bool{false, false, false}},
		{"near ones have room", []int64{0, 1, 100}, []float64{60, 135}, []bool{false, false, false}},
		{"of one day", []int64{5, 5, 5}, []float64{60, 60}, []bool{false, false, false}},
		{"broken", []int64{0, 2000, 2060, 2135}, []float64{160, 108, 135}, []bool{true, false, false, false}},
	} {
		a := newAxis(tt.days, slices.Repeat([]float64{room}, len(tt.days)), least, most)
		var gaps []float64
		var broken []bool
		for i, k := range a.knots {
			broken = append(broken, k.broken > 0)
			if i > 0 {
				gaps = append(gaps, k.y-a.knots[i-1].y)
			}
			if k.broken > 0 && (k.broken < k.y+room || k.broken > a.knots[i+1].y) {
				t.Errorf("%s: break at %g, not in the white space below %g", tt.name, k.broken, k.y)
			}
		}
		if fmt.Sprintf("%.0f %v", gaps, broken) != fmt.Sprintf("%.0f %v", tt.gaps, tt.broken) {
			t.Errorf("%s: got %.0f %v, want %.0f %v", tt.name, gaps, broken, tt.gaps, tt.broken)
		}
	}
}

// Later is never higher, in and out of breaks.
func FuzzAxis(f *testing.F) {
	f.Add([]byte{0, 0, 60, 200, 255, 3}, uint16(1))
	f.Add([]byte{1, 1, 1, 250}, uint16(700))
	f.Fuzz(func(t *testing.T, steps []byte, unit uint16) {
		days, at := []int64{-100}, int64(-100)
		for _, s := range steps[:min(len(steps), 50)] {
			at += int64(s) * int64(s) * int64(unit) / 100
			days = append(days, at)
		}
		a := newAxis(days, slices.Repeat([]float64{40}, len(days)), 10, 50)
		for i, k := range a.knots[1:] {
			if gap := k.y - a.knots[i].y; gap < 49.9 || gap > 100.1 {
				t.Fatalf("gap %d is %g", i, gap)
			}
		}
		last := -1.0
		for i := range int64(200) {
			d := days[0] + (at-days[0]+40)*i/199
			y := a.at(d)
			if y < last-0.001 {
				t.Fatalf("day %d is at %g, an earlier one at %g", d, y, last)
			}
			last = y
		}
		if end := a.knots[len(a.knots)-1].y + 40; last > end+0.001 {
			t.Errorf("the axis ends at %g, below %g", last, end)
		}
	})
}

func TestBars(t *testing.T) {
	month, week, year := span{0, 31, false}, span{7, 14, false}, span{-60, 305, false}
	all, of := bars([]span{year, month, {3, 4, false}, week, month, {31, 60, false}, {7, 14, true}, {8, 20, false}})
	if got, want := fmt.Sprint(of), "[0 1 -1 2 1 3 4 5]"; got != want {
		t.Fatalf("got %s, want %s", got, want)
	}
	var lanes []int
	for _, b := range all {
		lanes = append(lanes, b.lane)
	}
	// The second month is behind the first and before what is given after it.
	if got, want := fmt.Sprint(lanes), "[0 1 2 1 3 3]"; got != want {
		t.Errorf("got lanes %s, want %s", got, want)
	}
	if !all[5].short || all[4].short {
		t.Error("the bar without a lane is not short, or another is")
	}
}
