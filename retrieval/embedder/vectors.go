package embedder

import "math"

// unit gives v length 1 and returns the length that it had. A zero vector stays one.
// False, and v as it was, where a number of it is infinite or none.
func unit(v []float32) (length float64, ok bool) {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if math.IsNaN(sum) || math.IsInf(sum, 0) {
		return 0, false
	}
	if sum == 0 {
		return 0, true
	}
	length = math.Sqrt(sum)
	for i, x := range v {
		v[i] = float32(float64(x) / length)
	}
	return length, true
}
