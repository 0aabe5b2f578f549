package main

import (
	"fmt"
	"slices"
	"strings"
)

// differ says below an answer that its evidence disagrees:
//
//	The sources differ on troops in Niger (changed over time):
//	  648 – Tavenmoor Dispatch, 20 Dec 2023 [3]
//	  more than 1,000 – Korvale Courier, 20 Apr 2024 [1]
func (p *paper) differ(d difference) {
	how := strings.ToLower(d.Kind.Words())
	if in := d.made.Where(); in != "" {
		how += "; " + in
	}
	p.paragraph("", "", piece{plain, fmt.Sprintf("The sources differ on %s (%s):", d.made.Topic(), how)})
	p.sides("  ", d)
}

// difference prints what a difference is about, and a line for each side.
func (p *paper) difference(d difference) {
	about := []piece{{plain, d.made.Topic()}}
	if in := d.made.Where(); in != "" {
		about = append(about, piece{dim, "(" + in + ")"})
	}
	p.paragraph("  ", "  ", about...)
	p.sides("    ", d)
}

// sides prints a line for each side: what it says, whose that is and of when.
func (p *paper) sides(indent string, d difference) {
	for _, s := range d.Sides {
		p.paragraph(indent, indent+"  ", piece{plain, s.Value}, piece{dim, "– " + labels(s.Citations, d.label)}, piece{cyan, marksOf(s.Citations)})
	}
}

// label says whose a citation is and of when; of the article in which all sides stand,
// on which of its lines.
func (d difference) label(f footnote) string {
	if d.Within != "" && f.Article == d.Within {
		return fmt.Sprintf("line %d", f.Line)
	}
	return labelOf(f)
}

// fewLabels is how many of those who say the same are named.
const fewLabels = 3

// labels names whose citations are, each once: "Korvale Courier, 20 Apr 2024; Gazette".
// Beyond the first few they are counted.
func labels[C any](cs []C, label func(C) string) string {
	var all []string
	for _, c := range cs {
		if l := label(c); !slices.Contains(all, l) {
			all = append(all, l)
		}
	}
	if more := len(all) - fewLabels; more > 0 {
		all = append(all[:fewLabels], fmt.Sprintf("%d more", more))
	}
	return strings.Join(all, "; ")
}

func labelOf(f footnote) string { return label(f.citation) }

// citedBy are the footnotes of differences.
func citedBy(ds []difference) (all []footnote) {
	for _, d := range ds {
		for _, s := range d.Sides {
			all = append(all, s.Citations...)
		}
	}
	return all
}
