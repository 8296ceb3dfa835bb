package main

import (
	"fmt"
	"strings"

	"pktcap/craft"
)

// tcpFlagNames are the flags by their letters in tcpdump's manner and Scapy's,
// and by name.
var tcpFlagNames = []struct {
	letter string
	name   string
	flag   craft.TCPFlags
}{
	{"F", "fin", craft.FIN}, {"S", "syn", craft.SYN}, {"R", "rst", craft.RST}, {"P", "psh", craft.PSH},
	{"A", "ack", craft.ACK}, {".", "ack", craft.ACK}, {"U", "urg", craft.URG}, {"E", "ece", craft.ECE},
	{"C", "cwr", craft.CWR}, {"W", "cwr", craft.CWR}, {"N", "ae", craft.AE},
}

// parseTCPFlags reads flags as letters, "SA", or as names, "syn,ack"; "none" is
// no flag at all.
func parseTCPFlags(s string) (craft.TCPFlags, error) {
	if s == "none" || s == "" {
		return craft.NoFlags, nil
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '+' || r == '|' })
	var flags craft.TCPFlags
	if named, err := namedFlags(parts); err == nil {
		return named, nil
	}
	for _, r := range strings.Join(parts, "") {
		flag := craft.TCPFlags(0)
		for _, f := range tcpFlagNames {
			if strings.EqualFold(f.letter, string(r)) {
				flag = f.flag
			}
		}
		if flag == 0 {
			return 0, fmt.Errorf("%q: want letters of FSRPAUECN, or names as syn,ack, or none", s)
		}
		flags |= flag
	}
	return flags, nil
}

func namedFlags(names []string) (flags craft.TCPFlags, err error) {
	for _, name := range names {
		flag := craft.TCPFlags(0)
		for _, f := range tcpFlagNames {
			if strings.EqualFold(f.name, name) {
				flag = f.flag
			}
		}
		if flag == 0 {
			return 0, fmt.Errorf("%q is no flag", name)
		}
		flags |= flag
	}
	return flags, nil
}
