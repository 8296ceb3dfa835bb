package main

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"pktcap/capture"
	"pktcap/linktype"
)

// listedDevices returns the interfaces in the order in which -D numbers them:
// those that are likely to be wanted first.
func listedDevices() ([]capture.Device, error) {
	devices, err := capture.Devices()
	if err != nil {
		return nil, err
	}
	rank := func(d capture.Device) int {
		switch {
		case d.Loopback:
			return 2
		case d.Name == capture.AnyInterface:
			return 1
		case d.Up && d.Running:
			return 0
		case d.Up:
			return 3
		}
		return 4
	}
	slices.SortStableFunc(devices, func(a, b capture.Device) int { return rank(a) - rank(b) })
	return devices, nil
}

func isNumber(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil
}

// byNumber returns the interface that -D shows with the number text. An
// interface whose name is a number wins.
func byNumber(devices []capture.Device, text string) (string, error) {
	if slices.ContainsFunc(devices, func(d capture.Device) bool { return d.Name == text }) {
		return text, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > len(devices) {
		return "", usagef("invalid interface number %s: -D shows 1 to %d", text, len(devices))
	}
	return devices[n-1].Name, nil
}

// listInterfaces prints what -D is asked for.
func (p *program) listInterfaces() error {
	devices, err := listedDevices()
	if err != nil {
		return err
	}
	var out bytes.Buffer
	for i, d := range devices {
		fmt.Fprintf(&out, "%d.%s", i+1, d.Name)
		if d.Description != "" {
			fmt.Fprintf(&out, " (%s)", d.Description)
		}
		fmt.Fprintf(&out, " [%s]\n", deviceState(d))
	}
	return p.print(&out)
}

// deviceState words what state an interface is in as tcpdump does.
func deviceState(d capture.Device) string {
	var words []string
	if d.Up {
		words = append(words, "Up")
	}
	if d.Running {
		words = append(words, "Running")
	}
	if d.Loopback {
		words = append(words, "Loopback")
	}
	if len(words) == 0 {
		return "none"
	}
	return strings.Join(words, ", ")
}

// listLinkTypes prints what -L is asked for: the link types that a capture on
// the interface may have.
func (p *program) listLinkTypes(o *options) error {
	name, err := o.source.interfaceName()
	if err != nil {
		return err
	}
	ifc, err := capture.InterfaceByName(name)
	if err != nil {
		return err
	}
	types := []linktype.Type{ifc.LinkType}
	if ifc.LinkType == linktype.LinuxSLL2 {
		types = []linktype.Type{linktype.LinuxSLL, linktype.LinuxSLL2}
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "Data link types for %s (use option -y to set):\n", name)
	for _, t := range types {
		fmt.Fprintf(&out, "  %s (%s)\n", t, t.Description())
	}
	return p.print(&out)
}

// listTimestampTypes prints what -J is asked for.
func (p *program) listTimestampTypes(o *options) error {
	name, err := o.source.interfaceName()
	if err != nil {
		return err
	}
	types, err := capture.TimestampTypes(name)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "Time stamp types for %s (use option -j to set):\n", name)
	for _, t := range types {
		fmt.Fprintf(&out, "  %s (%s)\n", t, t.Description())
	}
	return p.print(&out)
}

// print writes text to standard output.
func (p *program) print(text *bytes.Buffer) error {
	if _, err := text.WriteTo(p.stdout); err != nil {
		return fmt.Errorf("write standard output: %w", err)
	}
	return nil
}
