package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"footnote/internal/config"
)

// settings are what is in force: the configuration, with the flags laid over it.
func (p *program) settings() (config.Config, error) {
	path, err := config.Find(string(p.flags.Config), ".")
	if err != nil {
		return config.Config{}, err
	}
	c, err := config.Load(path)
	if err != nil {
		return config.Config{}, err
	}
	if dir := string(p.flags.Seeds); dir != "" {
		if p.flags.Story != "" {
			return config.Config{}, &misuse{"give either --seeds or --story, not both"}
		}
		c.Seeds, c.Stories = dir, nil
		c.Sources["seeds"] = "flag --seeds"
		delete(c.Sources, "stories")
	}
	if dir := string(p.flags.Data); dir != "" {
		c.Data = dir
		c.Sources["data"] = "flag --data"
	}
	return c, nil
}

// folders are the folders of the stories that this run is about: that of --seeds or
// --story, else those of the configuration; none where it is the sample story.
func (p *program) folders(c config.Config) ([]config.Story, error) {
	name := string(p.flags.Story)
	var names []string
	for _, s := range c.Stories {
		if s.Name == name {
			return []config.Story{s}, nil
		}
		names = append(names, s.Name)
	}
	switch {
	case name != "" && len(names) == 0:
		return nil, &misuse{fmt.Sprintf("there is no story %s: the configuration names no stories; name the folder with --seeds", name)}
	case name != "":
		return nil, &misuse{fmt.Sprintf("there is no story %s; the nearest are %s", name, joinNames(nearest(name, names, 3)))}
	case c.Seeds != "":
		return []config.Story{{Folder: c.Seeds}}, nil
	}
	return c.Stories, nil
}

// folderAsked is the folder of the one story that is asked about; empty for the sample story.
func (p *program) folderAsked(c config.Config) (string, error) {
	all, err := p.folders(c)
	switch {
	case err != nil:
		return "", err
	case len(all) > 1:
		var names []string
		for _, s := range all {
			names = append(names, s.Name)
		}
		return "", &misuse{"the configuration has several stories; say which with --story: " + strings.Join(names, ", ")}
	case len(all) == 1:
		return all[0].Folder, nil
	}
	return "", nil
}

// indexFolder is where indexes lie: they can be made again.
func indexFolder(c config.Config) (string, error) {
	if c.Data != "" {
		return filepath.Join(c.Data, "index"), nil
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(cache, "footnote", "index"), nil
}

// stateFolder is where lies what cannot be made again.
func stateFolder(c config.Config) (string, error) {
	if c.Data != "" {
		return filepath.Join(c.Data, "state"), nil
	}
	if dir := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "footnote"), nil
	}
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" { // their folders of programs are for both
		dir, err := os.UserConfigDir()
		return filepath.Join(dir, "footnote", "state"), err
	}
	home, err := os.UserHomeDir()
	return filepath.Join(home, ".local", "state", "footnote"), err
}
