package compare

import "testing"

func TestContests(t *testing.T) {
	for _, tt := range []differing{
		{"Tarvik beat Hessel in Sunday's final.", "Hessel won Sunday's final against Tarvik.", monday, monday, Role, Contradiction, "Tarvik", "Hessel"},
		{"Tarvik beat Hessel in Sunday's final.", "Hessel lost Sunday's final to Tarvik.", monday, monday, "", "", "", ""},
		{"Hessel lost 3-2 at home to Tarvik on Sunday.", "Tarvik came back to win 3-2 at Hessel on Sunday.", monday, monday, "", "", "", ""},
	} {
		tt.check(t)
	}
}

func TestRivals(t *testing.T) {
	for _, tt := range []differing{
		{"The judge in Salm granted bail to the banker Odo Kern on Sunday.", "The banker Odo Kern stays in custody, the judge in Salm ruled on Sunday.", monday, monday, Event, Contradiction, "granted bail", "custody"},
		{"The wind at the airport of Skar reached 120 kilometres an hour on Sunday.", "The wind at the airport of Skar never went above 90 kilometres an hour on Sunday.", monday, monday, Number, Contradiction, "120 kilometres an hour", "above 90 kilometres an hour"},
		{"The Skar ferry will be launched on Friday at the yard in Orm.", "The launch of the Skar ferry at the yard in Orm on Friday has been postponed.", monday, wednesday, Event, Update, "will be launched", "launch"},
		{"The women of Skar United lost 2-0 to Orm on Sunday.", "The men of Skar United beat Orm 4-1 on Sunday.", monday, monday, "", "", "", ""},
		{"Nobody in Skar should swim in the lake without asking first.", "People in Skar swim in the lake after asking.", monday, monday, "", "", "", ""},
	} {
		tt.check(t)
	}
}

// Names of places and of their people, known to nobody, are alike; surnames are not.
func TestOfPlace(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"vestria", "vestrian", true},
		{"belmare", "belmari", true},
		{"karol", "karolia", false},
		{"anders", "anderson", false},
		{"orm", "ormian", false},
		{"", "", false},
	} {
		if got := ofPlace(tt.a, tt.b) > 0; got != tt.want {
			t.Errorf("%s, %s: %v", tt.a, tt.b, got)
		}
	}
}

// What other numbers come to is told by them.
func TestAccounts(t *testing.T) {
	a := ofText(t, "Half of the 60 cows on the farm near Ilm had to be vaccinated.", monday)
	b := ofText(t, "Thirty cows on the farm near Ilm were vaccinated, and 17 were not.", monday)
	for i, want := range []bool{true, false} {
		if got := a.accounts(&b.quants[i]); got != want {
			t.Errorf("%g: %v", b.quants[i].Value, got)
		}
	}
}
