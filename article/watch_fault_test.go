package article

import (
	"context"
	"errors"
	"io/fs"
	"syscall"
	"testing"
	"time"
)

// What is removed between listing and reading is gone, without a problem.
func TestFolderSeesAFileVanishWhileItIsRead(t *testing.T) {
	d := newDisk()
	d.write("a.txt", "One bridge.\n", minute)
	d.write("b.txt", "Two bridges.\n", minute)
	d.fault["a.txt"] = fs.ErrNotExist // of opening it
	if got, want := read(t, d, d.folder()), (reading{"b:Two", "", "a.txt b.txt", true}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// A fault of the disk takes nothing away at once, one of rights does; either is
// looked into again at each reading though the file has not changed.
func TestFolderOutlastsFaults(t *testing.T) {
	good, bad := "a:Two", ""
	tests := []struct {
		name string
		err  error
		want []string // articles of the readings with the fault
	}{
		{"disk", syscall.EIO, []string{"a:One", "a:One", bad, bad, bad, bad}},
		{"rights", fs.ErrPermission, []string{bad, bad, bad, bad}},
	}
	for _, tt := range tests {
		d := newDisk()
		d.write("a.txt", "One bridge.\n", minute)
		f := d.folder()
		read(t, d, f)
		d.write("a.txt", "Two bridges.\n", 30*time.Second)
		d.fault["a.txt"] = tt.err
		for i, want := range tt.want {
			got := read(t, d, f)
			if got.articles != want || (got.problems == "") != (want != bad) || got.opened != "a.txt" {
				t.Errorf("%s: reading %d gives %+v, want %q", tt.name, i, got, want)
			}
		}
		clear(d.fault)
		if got := read(t, d, f); got.articles != good || got.problems != "" {
			t.Errorf("%s: then %+v", tt.name, got)
		}
	}
}

func TestFolderOutlastsBlindness(t *testing.T) {
	d := newDisk()
	d.write("a.txt", "One bridge.\n", minute)
	f := d.folder()
	read(t, d, f)
	d.blind = syscall.EIO
	for i, want := range []reading{{"a:One", "", "", false}, {"a:One", "", "", false}, {"", "a.txt", "", true}} {
		if got := read(t, d, f); got != want {
			t.Errorf("reading %d: got %+v, want %+v", i, got, want)
		}
	}
	d.blind = nil
	if got, want := read(t, d, f), (reading{"a:One", "", "a.txt", true}); got != want {
		t.Errorf("in the end %+v, want %+v", got, want)
	}
}

func TestFolderOutlastsFaultsOfAFolderBelow(t *testing.T) {
	d := newDisk()
	d.write("a.txt", "One bridge.\n", minute)
	d.write("day2/b.txt", "Two bridges.\n", minute)
	f := d.folder()
	read(t, d, f)
	d.fault["day2"] = syscall.EMFILE
	for range 2 {
		if _, _, _, err := f.Read(context.Background()); !errors.Is(err, syscall.EMFILE) {
			t.Errorf("error %v", err)
		}
	}
	for i := range 3 {
		if got, want := read(t, d, f), (reading{"a:One", "day2", "", i == 0}); got != want {
			t.Errorf("in the end %+v, want %+v", got, want)
		}
	}
	clear(d.fault)
	if got, want := read(t, d, f), (reading{"a:One day2/b:Two", "", "day2/b.txt", true}); got != want {
		t.Errorf("mended: %+v, want %+v", got, want)
	}
}

// A reading that fails leaves the last one as it was.
func TestFolderOutlastsFailedReadings(t *testing.T) {
	d := newDisk()
	d.write("a.txt", "One bridge.\n", minute)
	f := d.folder()
	read(t, d, f)
	d.write("b.txt", "Two bridges.\n", minute)

	ctx, cancel := context.WithCancel(context.Background())
	d.before = func(string) { cancel() }
	if articles, _, changed, err := f.Read(ctx); !errors.Is(err, context.Canceled) || articles != nil || changed {
		t.Errorf("cancelled: articles %v, changed %v, error %v", articles, changed, err)
	}
	d.before = nil
	d.opens()
	d.fault["."] = fs.ErrNotExist
	if articles, _, changed, err := f.Read(context.Background()); !errors.Is(err, fs.ErrNotExist) || articles != nil || changed {
		t.Errorf("gone: articles %v, changed %v, error %v", articles, changed, err)
	}
	again := newDisk()
	again.MapFS = d.MapFS
	f.Reopen(again)
	if got, want := read(t, again, f), (reading{"a:One b:Two", "", "b.txt", true}); got != want {
		t.Errorf("opened anew: %+v, want %+v", got, want)
	}
}

func TestFolderOfNothing(t *testing.T) {
	d := newDisk()
	f := d.folder()
	if got, want := read(t, d, f), (reading{changed: true}); got != want {
		t.Errorf("first: %+v, want %+v", got, want)
	}
	if got, want := read(t, d, f), (reading{}); got != want {
		t.Errorf("then: %+v, want %+v", got, want)
	}
}
