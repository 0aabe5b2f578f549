package memorytest

import (
	"math"
	"testing"
	"time"

	"footnote/bot/memory"
)

func testAges(t *testing.T, b box) {
	b.put("minute", "m", time.Minute)
	b.put("hour", "h", time.Hour)
	b.put("for-ever", "e", 0)
	b.has("minute", "m")
	b.move(time.Minute - time.Millisecond)
	b.has("minute", "m")
	b.move(time.Millisecond)
	b.hasNot("minute")
	b.remove("minute")
	b.has("hour", "h")
	b.move(59 * time.Minute)
	b.hasNot("hour")
	b.put("hour", "again", 0)
	b.has("hour", "again")
	b.move(200 * 365 * 24 * time.Hour)
	b.has("hour", "again")
	b.has("for-ever", "e")
}

func testAgesAgain(t *testing.T, b box) {
	for _, key := range []string{"longer", "shorter", "ever", "deleted"} {
		b.put(key, "old", time.Hour)
	}
	b.move(30 * time.Minute)
	b.put("longer", "new", time.Hour)
	b.put("shorter", "new", time.Minute)
	b.put("ever", "new", 0)
	b.remove("deleted")
	b.put("deleted", "new", 2*time.Hour)
	b.move(time.Minute)
	b.hasNot("shorter")
	b.move(58*time.Minute + 59*time.Second)
	b.has("longer", "new")
	b.move(time.Second)
	b.hasNot("longer")
	b.has("ever", "new")
	b.has("deleted", "new")
	b.move(time.Hour)
	b.hasNot("deleted")
}

func testLongestAge(t *testing.T, b box) {
	b.put("put", "value", math.MaxInt64)
	b.add("counter", 1, math.MaxInt64, 1)
	b.move(250 * 365 * 24 * time.Hour)
	b.has("put", "value")
	b.add("counter", 1, 0, 2)
}

func testNegativeAges(t *testing.T, b box) {
	b.put("there", "value", 0)
	for _, age := range []time.Duration{-1, -time.Hour, math.MinInt64} {
		if err := b.Put(t.Context(), "there", []byte("new"), age); err == nil {
			t.Errorf("put with age %v: no error", age)
		}
		if _, err := b.Add(t.Context(), "counter", 1, age); err == nil {
			t.Errorf("add with age %v: no error", age)
		}
	}
	b.has("there", "value")
	b.hasNot("counter")
}

func testCounters(t *testing.T, b box) {
	b.add("quota/1", 1, 0, 1)
	b.add("quota/1", 1, 0, 2)
	b.add("quota/2", 40, 0, 40)
	b.add("quota/1", 10, 0, 12)
	b.add("quota/1", -20, 0, -8)
	b.has("quota/1", "-8")
	b.add("quota/1", 0, 0, -8)
	b.add("quota/new", 0, 0, 0)
	b.has("quota/new", "0")
	b.remove("quota/1")
	b.hasNot("quota/1")
	b.add("quota/1", 3, 0, 3)
	b.put("quota/2", "1000000", 0)
	b.add("quota/2", 1, 0, 1000001)
	b.keep("quota/2", "5", "1000001")
	b.keep("quota/3", "5", "5")
	b.add("quota/3", 1, 0, 6)
}

func testCounterAges(t *testing.T, b box) {
	b.add("day", 1, time.Hour, 1)
	b.add("ever", 1, 0, 1)
	b.put("put", "1", time.Hour)
	b.move(30 * time.Minute)
	b.add("day", 1, time.Hour, 2) // which makes it no younger
	b.add("ever", 1, time.Minute, 2)
	b.add("put", 1, 0, 2)
	b.add("zero", 0, time.Hour, 0)
	b.move(30*time.Minute - time.Millisecond)
	b.add("day", 1, time.Hour, 3)
	b.add("put", 1, time.Hour, 3)
	b.move(time.Millisecond)
	b.hasNot("day")
	b.hasNot("put")
	b.add("day", 1, 2*time.Hour, 1)
	b.add("ever", 1, 0, 3)
	b.move(30 * time.Minute)
	b.add("zero", 1, 0, 1) // begun again by now
	b.move(time.Hour)
	b.add("day", 1, 0, 2)
	b.move(30 * time.Minute)
	b.add("day", 1, 0, 1)
	b.add("zero", 1, 0, 2)
}

func testNoCounter(t *testing.T, b box) {
	for _, v := range []string{"", " ", "1 ", "one", "1.5", "0x10", "9223372036854775808", "\x00", "1\n"} {
		b.put("text", v, time.Hour)
		_, err := b.Add(t.Context(), "text", 1, 0)
		wantError(t, "add to "+v, err, memory.ErrCounter)
		b.has("text", v)
	}
	b.move(time.Hour)
	b.add("text", 1, 0, 1)
}

func testCounterLimits(t *testing.T, b box) {
	b.add("up", math.MaxInt64, 0, math.MaxInt64)
	b.add("down", math.MinInt64, 0, math.MinInt64)
	_, err := b.Add(t.Context(), "up", 1, 0)
	wantError(t, "add to the greatest", err, memory.ErrCounter)
	_, err = b.Add(t.Context(), "down", -1, 0)
	wantError(t, "take from the least", err, memory.ErrCounter)
	b.has("up", "9223372036854775807")
	b.has("down", "-9223372036854775808")
	b.add("up", math.MinInt64, 0, -1)
	b.add("down", math.MaxInt64, 0, -1)
}

func testKeep(t *testing.T, b box) {
	b.keep("key", "first", "first")
	b.keep("key", "second", "first")
	b.has("key", "first")
	b.put("key", "put", 0)
	b.keep("key", "third", "put")
	b.remove("key")
	b.keep("key", "fourth", "fourth")
	b.keep("empty", "", "")
	b.keep("empty", "late", "")
}

func testKeepAges(t *testing.T, b box) {
	b.put("key", "old", time.Hour)
	b.keep("key", "new", "old") // and its age stays
	b.move(time.Hour - time.Millisecond)
	b.keep("key", "new", "old")
	b.move(time.Millisecond)
	b.hasNot("key")
	b.keep("key", "new", "new")
	b.move(200 * 365 * 24 * time.Hour)
	b.has("key", "new")
}
