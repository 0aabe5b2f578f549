package answer

import "footnote/retrieval"

// threshold is the confidence from which on a sentence is an answer. It was set
// where false answers and false refusals together are fewest on several sets of
// questions; the commit that sets it has the figures.
const threshold = 2.25

// Confidence is how much speaks for a sentence's answering the question rather than
// only sharing its words: a score, no probability; from the threshold on it answers.
// What no share of common words can make up for is checked too (see
// missesThePoint); the rest is a weighted sum of the features.
func Confidence(q retrieval.Query, c retrieval.Candidate) float64 {
	f := c.Features
	sum := 1.2*f.Here + 2.2*f.Around + 1.1*f.Rank - 0.5*f.Missing - 1.0*f.NameMiss
	if f.Heading > 0.8 {
		sum += 1
	}
	switch {
	case retrieval.Exacting(q.Kind):
		sum -= 1.5 * (1 - f.Type)
	case q.Kind == retrieval.Person || q.Kind == retrieval.Place || q.Kind == retrieval.Reason:
		sum -= 0.6 * (1 - f.Type)
	}
	sum -= 0.4 * f.ActMiss
	if q.Kind == retrieval.Time {
		sum -= 1.0 * f.ActMiss
	}
	if missesThePoint(q, f) {
		return min(sum, threshold) - 2
	}
	return sum
}

// missesThePoint reports whether a sentence lacks what an answer must have: the
// number, sum or time asked for; a person where one is; the speaker beside the
// saying; the names and numbers of the question; who did it.
func missesThePoint(q retrieval.Query, f retrieval.Features) bool {
	switch {
	case retrieval.Exacting(q.Kind) && f.Type < 0.5,
		q.Kind == retrieval.Person && f.Type == 0,
		q.Kind == retrieval.Time && f.ActMiss >= 0.5,
		q.Saying && f.Type < 0.5,
		f.NameMiss >= 0.5,
		f.Unreal,
		(q.Kind == retrieval.Reason || q.Kind == retrieval.Time) && f.ActorOff >= 0.5:
		return true
	}
	return false
}
