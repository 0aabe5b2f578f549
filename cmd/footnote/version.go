package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
)

// versionCmd says which program this is.
type versionCmd struct{}

func (*versionCmd) run(_ context.Context, p *program) error {
	if err := p.noBatch("version"); err != nil {
		return err
	}
	v := versionReply{Version: "unknown", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	if info, ok := debug.ReadBuildInfo(); ok {
		v.Version = info.Main.Version
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				v.Revision = s.Value
			}
		}
	}
	if p.flags.JSON {
		p.out.json(v)
	} else {
		p.out.line("", piece{bold, "footnote"}, piece{plain, fmt.Sprintf("%s %s %s", v.Version, v.Go, v.Platform)})
	}
	return nil
}
