package memstore

import (
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(*testing.T) retrieval.Store { return New() })
}
