package quote

import (
	"path"
	"regexp"
	"sort"
	"strings"

	"footnote/article"
	"footnote/internal/parallel"
)

// An Index holds the words of articles for Check. It is never changed after New
// and may be shared between goroutines.
type Index struct {
	docs []*doc
	byID map[string]*doc
	vocabulary
}

// A doc is an article folded.
type doc struct {
	n        int // its number in the index
	article  *article.Article
	text     *text
	raw      *text // of Markdown with links: the links' targets folded as well; else nil
	markdown bool
	ids      []int32 // of the words of text
}

// A vocabulary is the different words of all articles, by number.
type vocabulary struct {
	ids    map[string]int32
	traits []traits
	places [][]place // where each stands
}

// A place is a word of a doc.
type place struct{ doc, at int32 }

// traits are what is known of a word.
type traits struct {
	word  string
	names int32 // times it stands upper-case where lower-case was to be expected
	lower int32 // times it stands lower-case
	look  look
}

// A look is what makes words alike at a glance.
type look struct {
	begin  [4]byte
	number bool
}

func lookOf(word string) look {
	l := look{number: isNumber(word)}
	copy(l.begin[:], word)
	return l
}

var mdTarget = regexp.MustCompile(`\]\([^)]*\)`)

// New returns an index of articles, furniture included, front matter not.
func New(articles []*article.Article) *Index {
	x := &Index{docs: make([]*doc, len(articles)), byID: make(map[string]*doc, len(articles))}
	parallel.For(len(articles), func(i int) { x.docs[i] = newDoc(i, articles[i]) })
	for _, d := range x.docs {
		x.byID[d.article.ID] = d
	}
	x.vocabulary.fill(x.docs)
	return x
}

func newDoc(n int, a *article.Article) *doc {
	d := &doc{n: n, article: a, markdown: strings.EqualFold(path.Ext(a.Path), ".md")}
	skip := d.markdown && mdTarget.MatchString(a.Source)
	d.text = foldArticle(a, skip)
	if skip {
		d.raw = foldArticle(a, false)
	}
	return d
}

// foldArticle folds all lines but the front matter; skip passes over the targets of links.
func foldArticle(a *article.Article, skip bool) *text {
	t := newText(len(a.Source))
	for _, l := range a.Lines {
		if l.Kind == article.Front {
			continue
		}
		s, at := a.Source[l.Start:l.End], 0
		if skip {
			for _, m := range mdTarget.FindAllStringIndex(s, -1) {
				t.add(s[at:m[0]], l.Start+at)
				at = m[1]
			}
		}
		t.add(s[at:], l.Start+at)
		t.gap(true)
	}
	t.done()
	return t
}

func (v *vocabulary) fill(docs []*doc) {
	v.ids = map[string]int32{}
	var counts []int32
	for _, d := range docs {
		d.ids = make([]int32, len(d.text.tokens))
		for i, k := range d.text.tokens {
			w := d.text.word(i)
			id, ok := v.ids[w]
			if !ok {
				id = int32(len(v.traits))
				v.ids[w] = id
				v.traits = append(v.traits, traits{word: w, look: lookOf(w)})
				counts = append(counts, 0)
			}
			d.ids[i] = id
			counts[id]++
			switch t := &v.traits[id]; {
			case !k.upper:
				t.lower++
			case !k.first:
				t.names++
			}
		}
	}
	v.places = make([][]place, len(counts))
	for id, n := range counts {
		v.places[id] = make([]place, 0, n)
	}
	for n, d := range docs {
		for i, id := range d.ids {
			v.places[id] = append(v.places[id], place{int32(n), int32(i)})
		}
	}
}

// sentenceAt is the number of the sentence that holds the byte at offset, or of
// the last before it, or -1.
func (d *doc) sentenceAt(offset int) int {
	s := d.article.Sentences
	return sort.Search(len(s), func(i int) bool { return s[i].Span.Start > offset }) - 1
}

func (d *doc) span(start, end int) article.Span {
	return article.Span{Article: d.article.ID, Rev: d.article.Rev, Start: start, End: end}
}
