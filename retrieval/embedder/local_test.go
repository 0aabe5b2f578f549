package embedder

import (
	"context"
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"strings"
	"testing"
)

func embed(t *testing.T, text string) []float32 {
	t.Helper()
	vs, err := NewLocal(0).EmbedPassages(context.Background(), []string{text})
	if err != nil {
		t.Fatal(err)
	}
	return vs[0]
}

func cosine(a, b []float32) float64 {
	sum := 0.0
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}

func TestLocal(t *testing.T) {
	base := embed(t, "The troops withdraw from the base near Agadez.")
	inflected := embed(t, "Withdrawing a troop from bases at Agadez")
	misspelt := embed(t, "troops withdrew from Agadezz")
	other := embed(t, "Bakers raise the price of bread in May.")
	if !(cosine(base, inflected) > 0.9 && cosine(base, misspelt) > 0.5 && math.Abs(cosine(base, other)) < 0.2) {
		t.Errorf("inflected %.2f, misspelt %.2f, other %.2f", cosine(base, inflected), cosine(base, misspelt), cosine(base, other))
	}
	if n := cosine(base, base); math.Abs(n-1) > 1e-5 || len(base) != Dims {
		t.Errorf("length %v, %d dimensions", n, len(base))
	}
}

func TestLocalIsTheSameEveryTime(t *testing.T) {
	text := strings.Repeat("Every word counts, and their order does not: troops, bases, drones, 1,000 and Agadez. ", 20)
	if !slices.Equal(embed(t, text), embed(t, text)) {
		t.Error("two vectors of one text differ")
	}
}

func TestLocalQueriesAreEmbeddedAsPassages(t *testing.T) {
	q, err := NewLocal(0).EmbedQuery(context.Background(), "How many troops leave?")
	if err != nil || !slices.Equal(q, embed(t, "How many troops leave?")) {
		t.Errorf("another vector, error %v", err)
	}
}

func TestLocalTextsWithoutWords(t *testing.T) {
	for _, text := range []string{"", "…", "the of and", "\xff"} {
		if v := embed(t, text); cosine(v, v) != 0 {
			t.Errorf("%q has a vector", text)
		}
	}
}

func TestLocalStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := NewLocal(0).EmbedPassages(ctx, []string{"a text"}); err == nil {
		t.Error("passages: no error")
	}
	if _, err := NewLocal(0).EmbedQuery(ctx, "a text"); err == nil {
		t.Error("query: no error")
	}
}

// Stored vectors are found again by the model's name. Where this test fails, the
// recipe has changed: give the model another version in Model, and then this sum.
func TestLocalModelNamesItsRecipe(t *testing.T) {
	v := embed(t, "Drones fly from the base near Agadez, built six years ago for $100 million.")
	h := fnv.New32a()
	for _, x := range v {
		fmt.Fprintf(h, "%.4f ", x)
	}
	if got, want := fmt.Sprintf("%s %08x", NewLocal(0).Model(), h.Sum32()), "local-v2-2048 5e485aef"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
