package bot

import (
	"sync"

	"footnote/retrieval"
)

// A kept keeps what was made of the last view of each story: of a large one that takes
// seconds.
type kept[T any] struct {
	mu   sync.Mutex
	last map[string]made[T]
}

type made[T any] struct {
	view *retrieval.View
	what T
}

// of is what is kept under a key for a view, or what build then makes for it.
func (x *kept[T]) of(key string, v *retrieval.View, build func() (T, error)) (T, error) {
	x.mu.Lock()
	last := x.last[key]
	x.mu.Unlock()
	if last.view == v {
		return last.what, nil
	}
	what, err := build()
	if err != nil {
		return what, err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.last == nil {
		x.last = map[string]made[T]{}
	}
	x.last[key] = made[T]{v, what}
	return what, nil
}
