// Package copies finds the articles that are near copies of one report, such as
// the text of a news agency that several outlets print.
//
// Texts are compared by their shingles, the runs of five words that stand in
// them: resemblance is the part of all shingles that both texts share,
// containment the part of the smaller text's that the larger one holds (A. Z.
// Broder, "On the resemblance and containment of documents", Compression and
// Complexity of Sequences 1997). The sets are kept whole, not sketched: a story
// has hundreds of articles, not millions.
package copies

import (
	"cmp"
	"hash/maphash"
	"regexp"
	"slices"
	"strings"

	"footnote/article"
	"footnote/internal/words"
)

// size is the number of words of a shingle. Two reporters who write of one event
// share few runs of five words beyond names and titles.
const size = 5

// The thresholds lie in the wide gap between two reports of one event, which
// share some hundredths of their shingles (names, official titles, one quotation),
// and a copy whose sentences were cut or had a word changed: one changed word
// costs five shingles, so that a copy with a change in every third sentence of
// twenty words still shares more than half of them.
const (
	resembling = 0.40 // Jaccard of copies of about equal length
	contained  = 0.60 // containment of a trimmed copy
	// Two texts that credit the same agency are likelier to be copies: less will do.
	creditedResembling = 0.30
	creditedContained  = 0.45
	// Fewer shingles say nothing: a shared headline or quotation would make a copy.
	fewest = 12
	// A shingle in more articles than this is a formula of the trade or a page's
	// boilerplate. It counts between none of them, and keeps the index from
	// growing with the square of the articles; but see candidates.
	commonest = 64
)

// A set holds the hashes of a text's shingles, sorted, each once.
type set []uint64

var seed = maphash.MakeSeed()

// Groups returns the groups of articles that are copies of one report, by id:
// each group with two members or more, its ids sorted, the groups sorted by
// their first id. An article that resembles any member belongs to the group.
// Articles without a copy are in none; the result is nil where there are no
// copies. Articles of different languages are never copies, nor are articles of
// very few words. The order of articles does not matter.
func Groups(articles []*article.Article) [][]string {
	docs := make([]doc, 0, len(articles))
	for _, a := range articles {
		docs = append(docs, newDoc(a))
	}
	slices.SortStableFunc(docs, func(a, b doc) int { return cmp.Compare(a.id, b.id) })
	docs = slices.CompactFunc(docs, func(a, b doc) bool { return a.id == b.id })
	u := newUnion(len(docs))
	for pair, shared := range candidates(docs) {
		if a, b := docs[pair[0]], docs[pair[1]]; a.lang == b.lang && isCopy(a, b, shared) {
			u.join(pair[0], pair[1])
		}
	}
	return u.groups(docs)
}

// Similar tells how much two texts share, from 0 (no run of five words) to 1
// (one is the other, or a part of it): the larger of their resemblance and nine
// tenths of their containment, so that a trimmed copy stands just below a whole
// one. Case, accents and punctuation do not count. Texts of fewer than five
// words are compared whole: 1 where their words are the same, else 0; a text
// without words is similar to none.
func Similar(a, b string) float64 {
	x, y := shingles(nil, a), shingles(nil, b)
	x, y = tidy(x), tidy(y)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	r, c := measures(len(x), len(y), shared(x, y))
	return max(r, 0.9*c)
}

// A doc is what is compared of an article.
type doc struct {
	id, lang string
	set      set
	agencies []string
}

func newDoc(a *article.Article) doc {
	d := doc{id: a.ID, lang: a.Lang, agencies: agencies(a)}
	// A paragraph is one text, so that its full stops do not matter; a cut between
	// paragraphs costs no shingle.
	for i := 0; i < len(a.Sentences); {
		var text strings.Builder
		for p := a.Sentences[i].Paragraph; i < len(a.Sentences) && a.Sentences[i].Paragraph == p; i++ {
			text.WriteString(a.Sentences[i].Text)
			text.WriteByte(' ')
		}
		d.set = shingles(d.set, text.String())
	}
	d.set = tidy(d.set)
	return d
}

// shingles adds the shingles of text to s. A text shorter than one is its own.
func shingles(s set, text string) set {
	var run []string
	words.For("").Each(text, func(t words.Token) { run = append(run, t.Word) })
	if len(run) == 0 {
		return s
	}
	var h maphash.Hash
	h.SetSeed(seed)
	for i := 0; i == 0 || i+size <= len(run); i++ {
		h.Reset()
		for _, w := range run[i:min(i+size, len(run))] {
			h.WriteString(w)
			h.WriteByte(0)
		}
		s = append(s, h.Sum64())
	}
	return s
}

func tidy(s set) set {
	slices.Sort(s)
	return slices.Compact(s)
}

func shared(a, b set) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// measures returns resemblance and containment of sets of a and b members that share n.
func measures(a, b, n int) (resemblance, containment float64) {
	return float64(n) / float64(a+b-n), float64(n) / float64(min(a, b))
}

func isCopy(a, b doc, n int) bool {
	if len(a.set) < fewest || len(b.set) < fewest {
		return false
	}
	r, c := measures(len(a.set), len(b.set), n)
	if slices.ContainsFunc(a.agencies, func(s string) bool { return slices.Contains(b.agencies, s) }) {
		return r >= creditedResembling || c >= creditedContained
	}
	return r >= resembling || c >= contained
}

// candidates counts the shingles that pairs of docs share, by an inverted index
// of docs by shingle. Where more docs than commonest hold a shingle, only
// neighbours in their order are paired by it, and in full: copies in so great
// a number still form one chain.
func candidates(docs []doc) map[[2]int]int {
	index := map[uint64][]int32{}
	for i, d := range docs {
		for _, h := range d.set {
			index[h] = append(index[h], int32(i))
		}
	}
	counts := map[[2]int]int{}
	chains := map[[2]int]bool{}
	for _, in := range index {
		if len(in) > commonest {
			for k := 1; k < len(in); k++ {
				chains[[2]int{int(in[k-1]), int(in[k])}] = true
			}
			continue
		}
		for k, i := range in {
			for _, j := range in[k+1:] {
				counts[[2]int{int(i), int(j)}]++
			}
		}
	}
	for pair := range chains {
		counts[pair] = shared(docs[pair[0]].set, docs[pair[1]].set)
	}
	return counts
}

// agencyNames are the news agencies as credits write them, by the form that is kept.
var agencyNames = map[string]string{
	"afp": "afp", "agence france-presse": "afp", "ap": "ap", "associated press": "ap", "reuters": "reuters",
	"dpa": "dpa", "epd": "epd", "kna": "kna", "ansa": "ansa", "efe": "efe", "upi": "upi", "tass": "tass",
	"interfax": "interfax", "xinhua": "xinhua", "bloomberg": "bloomberg", "pa media": "pa",
}

var agencyName = regexp.MustCompile(`(?i:\b(?:agence france-presse|associated press|pa media|reuters|interfax|xinhua|bloomberg)\b)|\b(?:AFP|AP|DPA|dpa|EPD|epd|KNA|ANSA|EFE|UPI|TASS)\b`)

// agencies returns the agencies that an article credits: in a line of credits,
// or as its author. A mention in the body is a matter of the report itself.
func agencies(a *article.Article) []string {
	texts := []string{a.Author}
	for n, l := range a.Lines {
		if l.Kind == article.Credit {
			texts = append(texts, a.Text(n+1))
		}
	}
	var out []string
	for _, m := range agencyName.FindAllString(strings.Join(texts, "\n"), -1) {
		if name := agencyNames[strings.ToLower(m)]; !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}
