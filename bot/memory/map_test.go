package memory_test

import (
	"fmt"
	"testing"
	"time"

	"footnote/bot/memory"
	"footnote/bot/memory/memorytest"
)

func TestMap(t *testing.T) {
	memorytest.Run(t, func(_ testing.TB, now func() time.Time) memory.Memory {
		return memory.NewMap(memory.Options{Now: now})
	})
}

// TestMapForgets checks that values whose age is over do not fill the memory.
func TestMapForgets(t *testing.T) {
	now := time.Now()
	m := memory.NewMap(memory.Options{Now: func() time.Time { return now }})
	if err := m.Put(t.Context(), "kept", []byte("k"), 0); err != nil {
		t.Fatal(err)
	}
	for i := range 20_000 {
		now = now.Add(time.Second)
		if err := m.Put(t.Context(), fmt.Sprintf("answer/%d", i), []byte("a"), time.Minute); err != nil {
			t.Fatal(err)
		}
	}
	if got := memory.Entries(m); got > 3000 {
		t.Errorf("%d entries are in the map, and 61 of them of use", got)
	}
	if _, ok, err := m.Get(t.Context(), "kept"); !ok || err != nil {
		t.Errorf("what was to be kept: %v, %v", ok, err)
	}
}
