package main

import (
	"fmt"
	"os"
	"strings"

	"pktcap/craft"
)

// writeSYNConfig writes a configuration of trafgen(8) for a SYN from a random
// port whose checksum trafgen computes anew: the packet's own bytes, with drnd
// and csumtcp in place of the fields.
func writeSYNConfig(f *os.File) error {
	p, err := craft.ParsePacket("eth(dst=02:00:00:00:00:02,src=02:00:00:00:00:01)/ip(src=" + senderIP + ",dst=" + readerIP + ")/tcp(sport=1024,dport=80,flags=S)")
	if err != nil {
		return err
	}
	b, err := p.Bytes()
	if err != nil {
		return err
	}
	const ip, tcp = 14, 34 // offsets of the headers
	list := func(from, to int) string {
		words := make([]string, 0, to-from)
		for _, c := range b[from:to] {
			words = append(words, fmt.Sprintf("0x%02x", c))
		}
		return strings.Join(words, ", ")
	}
	_, err = fmt.Fprintf(f, "{\n%s,\ndrnd(2), %s,\ncsumtcp(%d, %d), %s\n}\n",
		list(0, tcp), list(tcp+2, tcp+16), ip, tcp, list(tcp+18, len(b)))
	return err
}
