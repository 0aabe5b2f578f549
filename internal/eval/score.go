package eval

import (
	"encoding/json"
	"math"
	"time"
)

// Depth is how many passages a search is judged by: a first one further down counts nothing in MRR.
const Depth = 10

// An Outcome is what was answered to a question, and what the three searches
// found for it, best first.
type Outcome struct {
	Claims  []Claim // none: refused
	Took    time.Duration
	Whole   []Lines // the whole search
	Words   []Lines // its word search alone
	Vectors []Lines // its vectors alone
}

// A Report is what `footnote eval` prints. Counts are of questions, shares 0 to 1.
type Report struct {
	Questions     int         `json:"questions"`
	Answerable    int         `json:"answerable"` // those that do not ask for a refusal
	Right         int         `json:"right"`
	FalseAnswers  int         `json:"false_answers"`       // answered, though the story does not say
	FalseRefusals int         `json:"false_refusals"`      // refused, though it does
	FirstOnGold   int         `json:"first_claim_in_gold"` // of the answerable ones
	Search                    // of the whole search
	MS            float64     `json:"ms"` // milliseconds that an answer took, on average
	Misses        []Miss      `json:"misses"`
	Searches      SearchModes `json:"search"`
}

// A Search says how well passages with a gold line were found, over the
// answerable questions with gold: the shares with one as the first hit and among
// the first four, and the mean of 1/rank of the first one, 0 beyond rank 10.
type Search struct {
	HitsAt1 float64 `json:"hits_at_1"`
	HitsAt4 float64 `json:"hits_at_4"`
	MRR     float64 `json:"mrr"`
}

// SearchModes are the whole search and its parts alone.
type SearchModes struct {
	Whole   Search `json:"whole"`
	Words   Search `json:"words"`
	Vectors Search `json:"vectors"`
}

// A Miss is a question that was not answered rightly.
type Miss struct {
	ID  json.RawMessage `json:"id"`
	Why string          `json:"why"`
}

// Name is the id as a person would say it.
func (m Miss) Name() string { return name(m.ID) }

// A Score adds up outcomes. The zero value has none.
type Score struct {
	report   Report // sums, where the final report has shares and averages
	searched int    // answerable questions with gold
}

// Add counts the outcome of a question.
func (s *Score) Add(q Question, o Outcome) {
	r := &s.report
	r.Questions++
	r.MS += float64(o.Took) / float64(time.Millisecond)
	v := q.Judge(o.Claims)
	refused := len(o.Claims) == 0
	r.Answerable += count(!q.Refuse)
	r.Right += count(v.Right)
	r.FirstOnGold += count(v.FirstOnGold)
	r.FalseAnswers += count(q.Refuse && !refused)
	r.FalseRefusals += count(!q.Refuse && refused)
	if !v.Right {
		r.Misses = append(r.Misses, Miss{ID: q.ID, Why: v.Why})
	}
	if q.Refuse || len(q.Gold) == 0 {
		return
	}
	s.searched++
	r.Searches.Whole.add(q.Rank(o.Whole))
	r.Searches.Words.add(q.Rank(o.Words))
	r.Searches.Vectors.add(q.Rank(o.Vectors))
}

// Report is the score of what has been added so far.
func (s *Score) Report() Report {
	r := s.report
	r.MS = share(r.MS, r.Questions)
	r.Searches.Whole = r.Searches.Whole.over(s.searched)
	r.Searches.Words = r.Searches.Words.over(s.searched)
	r.Searches.Vectors = r.Searches.Vectors.over(s.searched)
	r.Search = r.Searches.Whole
	r.Misses = append([]Miss{}, r.Misses...) // none is [], not null
	return r
}

// add counts a search whose first passage with a gold line has this rank, 0 for none.
func (s *Search) add(rank int) {
	if rank < 1 || rank > Depth {
		return
	}
	s.HitsAt1 += float64(count(rank <= 1))
	s.HitsAt4 += float64(count(rank <= 4))
	s.MRR += 1 / float64(rank)
}

func (s Search) over(n int) Search {
	return Search{HitsAt1: share(s.HitsAt1, n), HitsAt4: share(s.HitsAt4, n), MRR: share(s.MRR, n)}
}

// share is sum/n to four places; 0 of nothing.
func share(sum float64, n int) float64 {
	if n == 0 {
		return 0
	}
	return math.Round(sum/float64(n)*1e4) / 1e4
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}
