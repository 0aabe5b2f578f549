package picture

import (
	"cmp"
	"image/color"
	"slices"

	"footnote/answer/timeline"
)

// A theme is the colours of a picture. Text and muted are for letters, at least
// 4.5 to 1 against the ground; axis and edge for shapes, at least 3 to 1 (WCAG 2.2,
// 1.4.3 and 1.4.11). Leaders only help the eye along.
type theme struct {
	ground, text, muted, axis, leader, edge color.RGBA
	outlets                                 [8]color.RGBA
	others                                  color.RGBA // outlets beyond those that have a colour
}

// named is the number of outlets that have a colour of their own where there are
// more outlets than colours.
const named = 7

// The colours of outlets are those of Okabe and Ito, "Color Universal Design",
// 2008, which people with any kind of colour blindness tell apart. The purple is
// last: to some it is the grey of the others, and is not drawn beside it. Each dot
// has an edge, since yellow on white would have no shape.
func newTheme(dark bool) theme {
	t := theme{
		ground: rgb(0xffffff), text: rgb(0x1b1f24), muted: rgb(0x57606a),
		axis: rgb(0x818b98), leader: rgb(0xd8dee4), edge: rgb(0x57606a), others: rgb(0xb8b8b8),
	}
	black := rgb(0x1b1f24)
	if dark {
		t = theme{
			ground: rgb(0x1e1f22), text: rgb(0xe6e8eb), muted: rgb(0xaab2bb),
			axis: rgb(0x7d8590), leader: rgb(0x3d4148), edge: rgb(0xaab2bb), others: rgb(0x707070),
		}
		black = rgb(0xffffff)
	}
	t.outlets = [8]color.RGBA{
		rgb(0x0072b2), rgb(0xe69f00), rgb(0x009e73), rgb(0xd55e00),
		rgb(0x56b4e9), rgb(0xf0e442), black, rgb(0xcc79a7),
	}
	return t
}

func rgb(hex uint32) color.RGBA {
	return color.RGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

// inks are all colours of the theme.
func (t theme) inks() []color.RGBA {
	return append([]color.RGBA{t.ground, t.text, t.muted, t.axis, t.leader, t.edge, t.others}, t.outlets[:]...)
}

// An outlet is one line of the legend.
type outlet struct {
	name string
	ink  color.RGBA
}

// An inking says which colour an outlet has.
type inking struct {
	legend []outlet       // of the picture, the most frequent outlet first
	place  map[string]int // in the legend; an outlet that is not in it is one of the others
	others int            // outlets without a colour of their own
}

// ink gives the outlets of the entries their colours.
func (t theme) ink(entries []timeline.Entry) inking {
	count := map[string]int{}
	for _, e := range entries {
		for _, o := range e.Outlets {
			count[o]++
		}
	}
	delete(count, "")
	names := make([]string, 0, len(count))
	for name := range count {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	in := inking{place: map[string]int{}}
	if len(names) > len(t.outlets) {
		in.others = len(names) - named
		names = names[:named]
	}
	for i, name := range names {
		in.place[name] = i
		in.legend = append(in.legend, outlet{drawable(name), t.outlets[i]})
	}
	return in
}
