package parallel

import (
	"strings"
	"sync/atomic"
	"testing"
)

func TestFor(t *testing.T) {
	var sum atomic.Int64
	For(1000, func(i int) { sum.Add(int64(i)) })
	if sum.Load() != 499500 {
		t.Errorf("the sum is %d", sum.Load())
	}
	For(0, func(int) { t.Error("called") })
}

// A panic of one call is the caller's, who can recover.
func TestForPanics(t *testing.T) {
	defer func() {
		if p, ok := recover().(string); !ok || !strings.HasPrefix(p, "seven") {
			t.Errorf("recovered %v", p)
		}
	}()
	For(100, func(i int) {
		if i == 7 {
			panic("seven")
		}
	})
	t.Error("went on")
}
