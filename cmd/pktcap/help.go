package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/spf13/pflag"
)

const usageText = `Usage: pktcap [flags] [expression]

Capture packets and print them, or write them to a file. The expression is
pcap-filter(7); the flags are tcpdump's.

  pktcap -D                            which interfaces there are
  pktcap -i eth0 tcp port 443          print TCP packets to and from port 443
  pktcap -i any -n -c 20 icmp or arp   the next twenty, numbers not names
  pktcap -i eth0 -w trace.pcap         write all packets to a file
  pktcap -r trace.pcap -nX host ::1    read them back, with hex and ASCII
  pktcap -d 'ip6 and udp port 53'      show the program that a filter becomes
  pktcap --doctor                      what limits captures on this machine
`

// headings stand above groups of flags, each above its first.
var headings = map[string]string{
	"interface":             "Where packets come from",
	"write":                 "Files that packets are written to",
	"packet-count":          "Which packets, and what of them",
	"numeric":               "How lines look",
	"json":                  "Other forms than lines",
	"snapshot-length":       "How interfaces are captured on",
	"filter-file":           "The expression",
	"relinquish-privileges": "The program itself",
}

// Columns of the help.
const (
	helpName  = 38  // where what a flag does begins
	helpWidth = 100 // how long lines are
)

// helpText returns the whole help: the flags in the order of their definition,
// in groups.
func helpText(fs *pflag.FlagSet) []byte {
	var out bytes.Buffer
	out.WriteString(usageText)
	fs.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		if h, ok := headings[f.Name]; ok {
			fmt.Fprintf(&out, "\n%s:\n", h)
		}
		arg, usage := pflag.UnquoteUsage(f)
		if kind := f.Value.Type(); kind == "bool" || kind == "count" {
			arg = ""
		}
		if f.NoOptDefVal != "" {
			arg = "" // it may stand alone
		}
		name := "    --" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", --" + f.Name
		}
		writeFlag(&out, strings.TrimRight(name+" "+arg, " "), usage)
	})
	return out.Bytes()
}

// writeFlag writes a flag and, in a column beside it, what it does.
func writeFlag(out *bytes.Buffer, name, usage string) {
	line := "  " + name
	if len(line) >= helpName {
		fmt.Fprintln(out, line)
		line = ""
	}
	line = fmt.Sprintf("%-*s", helpName, line)
	for i, word := range strings.Fields(usage) {
		if i > 0 && len(line)+1+len(word) > helpWidth {
			fmt.Fprintln(out, line)
			line = strings.Repeat(" ", helpName) + word
			continue
		}
		if i > 0 {
			line += " "
		}
		line += word
	}
	fmt.Fprintln(out, line)
}
