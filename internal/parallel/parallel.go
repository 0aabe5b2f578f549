// Package parallel spreads work over the processors.
package parallel

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// For calls f for 0 to n-1, in no order, on as many goroutines as there are
// processors, and returns when all calls have. Where one panics, For does, once the others
// have returned: whoever called can recover.
func For(n int, f func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	var once sync.Once
	var broken any
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					once.Do(func() { broken = fmt.Sprintf("%v\n%s", p, debug.Stack()) })
				}
			}()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	wg.Wait()
	if broken != nil {
		panic(broken)
	}
}
