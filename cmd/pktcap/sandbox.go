package main

import (
	"path/filepath"
	"strings"
	"time"
)

// A confinement is what a run may still do once its sources and outputs are
// open. Everything that is open stays usable.
type confinement struct {
	read    []string // files and folders that it reads later
	write   []string // folders in which it makes, writes and removes files
	network bool     // it asks name servers
	packets bool     // it opens packet sockets again
}

// needs returns what the run that the options describe needs.
func (o *options) needs() confinement {
	c := confinement{
		// What names and numbers are looked up in, and the losses of the CPUs.
		read: []string{
			"/etc/hosts", "/etc/services", "/etc/protocols", "/etc/networks", "/etc/ethers",
			"/etc/localtime", "/usr/share/zoneinfo",
			"/proc/net", "/sys/class/net", "/sys/devices",
		},
		network: o.text.dns,
	}
	c.read = append(c.read, o.source.list...)
	if o.source.follow {
		// The interface that comes back is opened, and the filter compiled,
		// anew: in its namespace, perhaps with names of hosts.
		c.packets, c.network = true, true
		for _, name := range o.source.namespaces {
			if path := namespaceFile(name); path != "" {
				c.read = append(c.read, path)
			}
		}
	}
	if c.network {
		c.read = append(c.read, "/etc/resolv.conf", "/etc/nsswitch.conf", "/etc/host.conf")
	}
	if o.write.size > 0 || o.write.every > 0 {
		c.write = append(c.write, o.write.folder())
	}
	return c
}

// namespaceFile returns the file of a network namespace, as --netns has it.
func namespaceFile(name string) string {
	pid, isPID := strings.CutPrefix(name, "pid:")
	switch {
	case name == "":
		return ""
	case isPID:
		return "/proc/" + pid + "/ns/net"
	case strings.Contains(name, "/"):
		return name
	}
	return "/run/netns/" + name
}

// folder returns the folder that the files of -w are in, or below, where their
// names have conversions of strftime(3).
func (w *writeOptions) folder() string {
	name := w.file
	if w.every > 0 {
		name, _, _ = strings.Cut(name, "%")
	}
	return filepath.Dir(name + "x")
}

// enterSandbox takes from the process what the run does not need. What the
// system has no means for, it goes on without, and says so with -v.
func (p *program) enterSandbox(o *options) {
	if p.confine == nil || o.noSandbox {
		return
	}
	// The time zone is read when it is first asked for.
	_, _ = time.Now().Zone()
	for _, missing := range p.confine(o.needs()) {
		if o.verbosity > 0 {
			p.say("sandbox: %s", missing)
		}
	}
}
