package main

import (
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"pktcap/capture"
	"pktcap/internal/doctor"
)

// What --doctor prints.
const (
	doctorReport   = "report"
	doctorCommands = "commands"
)

// doctor prints what the system gives to captures and what limits them, or the
// commands that would change it. It changes nothing.
func (p *program) doctor(o *options) error {
	host, closeHost := doctor.ThisHost()
	findings := doctor.System(host)
	closeHost()
	namespaces := o.source.namespaces
	if len(namespaces) == 0 {
		namespaces = []string{""}
	}
	var err error
	for _, namespace := range namespaces {
		err = capture.InNamespace(namespace, func() error {
			found, err := o.examine(namespace)
			for i := range found {
				if len(namespaces) > 1 {
					found[i].About += " in " + namespace
				}
			}
			findings = append(findings, found...)
			return err
		})
		if err != nil {
			return err
		}
	}
	var out []byte
	switch {
	case o.text.json:
		if out, err = json.MarshalIndent(findings, "", "\t"); err != nil {
			return fmt.Errorf("write findings as JSON: %w", err)
		}
		out = append(out, '\n')
	case o.doctor == doctorCommands:
		out = doctor.AppendCommands(nil, findings)
	default:
		out = doctor.AppendText(nil, findings)
	}
	if _, err := p.stdout.Write(out); err != nil {
		return fmt.Errorf("write standard output: %w", err)
	}
	return nil
}

// examine returns what is found about the interfaces of the calling thread's
// network namespace, which has the given name.
func (o *options) examine(namespace string) (findings []doctor.Finding, err error) {
	names, err := o.source.examinedInterfaces()
	if err != nil {
		return nil, err
	}
	host, closeHost := doctor.ThisHost()
	defer closeHost()
	host.Enter, host.SysfsFollows = enterCommand(namespace)
	for _, name := range names {
		findings = append(findings, doctor.Interface(host, name)...)
	}
	return findings, nil
}

// examinedInterfaces returns the interfaces of -i, or without it all that are
// up.
func (s *sourceOptions) examinedInterfaces() ([]string, error) {
	devices, err := listedDevices()
	if err != nil {
		return nil, err
	}
	wanted := s.interfaces
	if len(wanted) == 0 {
		wanted = []string{capture.AnyInterface}
	}
	var names []string
	for _, w := range wanted {
		if isNumber(w) {
			if w, err = byNumber(devices, w); err != nil {
				return nil, err
			}
		}
		before := len(names)
		for _, d := range devices {
			matches, err := path.Match(w, d.Name)
			if err != nil {
				return nil, usagef("invalid interface pattern %q: %v", w, err)
			}
			if d.Name != capture.AnyInterface && (matches || w == capture.AnyInterface && d.Up) {
				names = append(names, d.Name)
			}
		}
		if len(names) == before && w != capture.AnyInterface {
			return nil, fmt.Errorf("no interface %s: -D lists them", w)
		}
	}
	return names, nil
}

// enterCommand returns the command that runs another in the namespace of
// --netns, and whether that sees a sysfs of the namespace.
func enterCommand(namespace string) (command string, sysfsFollows bool) {
	pid, isPID := strings.CutPrefix(namespace, "pid:")
	switch {
	case namespace == "":
		return "", true
	case isPID:
		return "nsenter --net=/proc/" + pid + "/ns/net", false
	case strings.Contains(namespace, "/"):
		return "nsenter --net=" + namespace, false
	}
	return "ip netns exec " + namespace, true
}
