package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// programs are what the cases run: those of this module, built for the
// occasion, and the peers that are installed.
type programs struct {
	folder string
	built  map[string]error // why one of ours is not there; nil where it is
	found  map[string]string
}

// ours are the packages that are built, by the program that each becomes.
var ours = []struct {
	name, pkg string
	cgo       string // afpacket's struct layouts come from C headers
}{
	{"pktcap", "./cmd/pktcap", "0"},
	{"pktcraft", "./cmd/pktcraft", "0"},
	{"borrow", "./bench/borrow", "0"},
	{"pcapgo", "./bench/pcapgo", "0"},
	{"loops", "./bench/loops", "0"},
	{"dump", "./bench/dump", "0"},
	{"afpacket", "./bench/afpacket", "1"},
}

// peers are the programs of others, the package of Debian that has each, and
// how each tells its version.
var peers = []struct {
	name, pkg string
	version   []string
}{
	{"tcpdump", "tcpdump", []string{"--version"}},
	{"dumpcap", "tshark", []string{"--version"}},
	{"tshark", "tshark", []string{"--version"}},
	{"netsniff-ng", "netsniff-ng", []string{"--version"}},
	{"trafgen", "netsniff-ng", []string{"--version"}},
	{"tcpreplay", "tcpreplay", []string{"--version"}},
	{"hping3", "hping3", []string{"--version"}},
	{"xxd", "xxd", []string{"--version"}},
	{"hexdump", "bsdextrautils", []string{"--version"}},
}

// optionalPeers are those that a run may lack even where peers are required.
var optionalPeers = map[string]bool{"hping3": true}

// build builds our programs into a folder. Symbols stay, for profiles.
func build(ctx context.Context, folder string) (*programs, error) {
	p := &programs{folder: folder, built: map[string]error{}, found: map[string]string{}}
	for _, o := range ours {
		cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", filepath.Join(folder, o.name), o.pkg)
		cmd.Env = append(os.Environ(), "CGO_ENABLED="+o.cgo)
		if text, err := cmd.CombinedOutput(); err != nil {
			err = fmt.Errorf("build %s: %w: %s", o.pkg, err, lastLine(text))
			if o.cgo == "0" {
				return nil, err
			}
			p.built[o.name] = fmt.Errorf("%w: %w", errAbsent, err) // no C compiler
			continue
		}
		p.built[o.name] = nil
	}
	for _, peer := range peers {
		if path, err := exec.LookPath(peer.name); err == nil {
			p.found[peer.name] = path
		}
	}
	return p, nil
}

// path returns the path of a program, or an error that wraps errAbsent.
func (p *programs) path(name string) (string, error) {
	if err, ok := p.built[name]; ok {
		return filepath.Join(p.folder, name), err
	}
	if path, ok := p.found[name]; ok {
		return path, nil
	}
	for _, peer := range peers {
		if peer.name == name {
			return "", fmt.Errorf("%s: %w: install the package %s", name, errAbsent, peer.pkg)
		}
	}
	return "", fmt.Errorf("%s: %w", name, errAbsent)
}

// missing returns an error that names every peer that is required and absent.
func (p *programs) missing() error {
	var names []string
	for _, peer := range peers {
		if _, ok := p.found[peer.name]; !ok && !optionalPeers[peer.name] {
			names = append(names, peer.name)
		}
	}
	for name, err := range p.built {
		if err != nil {
			names = append(names, name)
		}
	}
	if len(names) > 0 {
		return fmt.Errorf("%w: %s", errAbsent, strings.Join(names, ", "))
	}
	return nil
}

// A Version is a program and what it says of its version.
type Version struct {
	Program string `json:"program"`
	Version string `json:"version"` // "" where the program is absent
}

// versions asks every peer for its version.
func (p *programs) versions(ctx context.Context) []Version {
	var list []Version
	for _, peer := range peers {
		v := Version{Program: peer.name}
		if path, ok := p.found[peer.name]; ok {
			// Some say it on standard error, some with a status that is not 0.
			text, _ := exec.CommandContext(ctx, path, peer.version...).CombinedOutput()
			if v.Version = versionIn(string(text)); v.Version == "" {
				v.Version = "unknown"
			}
		}
		list = append(list, v)
	}
	return list
}

// versionIn finds the first word that looks like a version: it begins with a
// digit and has a point, or with v and a digit.
func versionIn(text string) string {
	for _, word := range strings.Fields(text) {
		word = strings.Trim(word, ",;():")
		bare := strings.TrimPrefix(word, "v")
		if bare != "" && bare[0] >= '0' && bare[0] <= '9' && strings.Contains(word, ".") {
			return bare
		}
	}
	for _, word := range strings.Fields(text) {
		if len(word) > 4 && word[0] == '2' && strings.Count(word, "-") == 2 { // a date is xxd's
			return word
		}
	}
	return ""
}
