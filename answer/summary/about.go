package summary

import "footnote/retrieval"

// about keeps the units that are about some words; all of them where there are none.
func (b *builder) about(units []*unit, text string) []*unit {
	t := retrieval.ParseTopic(text, b.lang, func(stem string) float64 { return b.idf(b.id(stem)) })
	if t == nil {
		return units
	}
	scores := make([]float64, len(units))
	for i, u := range units {
		scores[i] = t.Score(func(stems retrieval.Stems) float64 {
			best := 0.0
			for _, s := range u.run {
				best = max(best, stems.In(s.toks))
			}
			return best
		})
	}
	var out []*unit
	for i, in := range retrieval.About(scores) {
		if in {
			out = append(out, units[i])
		}
	}
	return out
}
