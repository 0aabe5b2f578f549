package memorytest

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

const goroutines = 16

// together calls do in so many goroutines that start at once, and waits for them.
func together(do func(g int)) {
	var wg sync.WaitGroup
	start := make(chan struct{})
	for g := range goroutines {
		wg.Go(func() {
			<-start
			do(g)
		})
	}
	close(start)
	wg.Wait()
}

// testGoroutinesAdd counts on one key and, between, on one of each goroutine's own.
// No sum may be lost or returned twice.
func testGoroutinesAdd(t *testing.T, b box) {
	const rounds = 10
	var mu sync.Mutex
	seen := map[int64]int{}
	together(func(g int) {
		own := fmt.Sprintf("own/%d", g)
		for i := range int64(rounds) {
			sum, err := b.Add(t.Context(), "all", 1, time.Hour)
			if err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			seen[sum]++
			mu.Unlock()
			b.add(own, 2, 0, 2*(i+1))
		}
	})
	b.has("all", strconv.Itoa(goroutines*rounds))
	for sum := range int64(goroutines * rounds) {
		if n := seen[sum+1]; n != 1 {
			t.Errorf("sum %d was returned %d times", sum+1, n)
		}
	}
}

func testGoroutinesKeep(t *testing.T, b box) {
	for round := range 20 {
		key := fmt.Sprintf("key/%d", round)
		var got [goroutines]string
		together(func(g int) {
			v, err := b.Keep(t.Context(), key, fmt.Appendf(nil, "of %d", g))
			if err != nil {
				t.Error(err)
			}
			got[g] = string(v)
		})
		for g := range got {
			b.has(key, got[g])
		}
	}
}

// testGoroutinesPut puts values of many lengths under few keys while others read
// and delete: a value is there as one has put it, and absent only where it is
// deleted at times.
func testGoroutinesPut(t *testing.T, b box) {
	b.put("key/0", "a", 0)
	together(func(g int) {
		for i := range 30 {
			n := i % 3
			key := fmt.Sprintf("key/%d", n)
			switch {
			case n > 0 && g%4 == 3 && i%5 == 4:
				b.remove(key)
			case g%4 == 0:
				b.put(key, strings.Repeat(string(rune('a'+g)), 1+97*g*i), time.Hour)
			}
			v, ok, err := b.Get(t.Context(), key)
			if err != nil || !ok && n == 0 {
				t.Errorf("get %s: %v, %v", key, ok, err)
			}
			if ok && (len(v) == 0 || (len(v)-1)%97 != 0 || len(bytes.Trim(v, string(v[:1]))) != 0) {
				t.Errorf("get %s: %d bytes that nobody has put: %.60q", key, len(v), v)
			}
		}
	})
}

// testGoroutinesExpiry counts while the age of the counter ends: each begins again
// from what one of them has begun, and nobody adds to what is over.
func testGoroutinesExpiry(t *testing.T, b box) {
	b.add("counter", 1000, time.Hour, 1000)
	b.put("kept", "old", time.Hour)
	b.move(time.Hour)
	var got [goroutines]string
	together(func(g int) {
		if _, err := b.Add(t.Context(), "counter", 1, time.Hour); err != nil {
			t.Error(err)
		}
		v, err := b.Keep(t.Context(), "kept", fmt.Appendf(nil, "of %d", g))
		if err != nil {
			t.Error(err)
		}
		got[g] = string(v)
	})
	b.has("counter", strconv.Itoa(goroutines))
	for g := range got {
		b.has("kept", got[g])
	}
}
