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

  pktcap -i eth0 tcp port 443          print TCP packets to and from port 443
  pktcap -i any -n -c 20 icmp or arp   the next twenty, numbers not names
  pktcap -i eth0 -w trace.pcap         write all packets to a file
  pktcap -r trace.pcap -nX host ::1    read them back, with hex and ASCII
  pktcap -d 'ip6 and udp port 53'      show the program that a filter becomes

Flags:
`

// helpText returns the whole help: a line a flag, in the order of their
// definition.
func helpText(fs *pflag.FlagSet) []byte {
	var out bytes.Buffer
	out.WriteString(usageText)
	fs.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
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
		fmt.Fprintf(&out, "  %-36s %s\n", strings.TrimRight(name+" "+arg, " "), usage)
	})
	return out.Bytes()
}
