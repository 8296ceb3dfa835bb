package main

import (
	"fmt"

	"pktcap/capture"
)

// Words for what the kernel knows of a packet.
var (
	typeWords = [...]string{
		capture.TypeHost: "to this host", capture.TypeBroadcast: "broadcast", capture.TypeMulticast: "multicast",
		capture.TypeOtherHost: "to another host", capture.TypeOutgoing: "from this host",
	}
	directionWords = [...]string{capture.DirectionIn: "in", capture.DirectionOut: "out"}
	checksumWords  = [...]string{capture.ChecksumPartial: "checksum left to the NIC", capture.ChecksumValid: "checksum verified"}
)

// appendMeta appends what the source knows of a packet beside its bytes, as a
// line behind that of the packet; nothing where it knows nothing.
func appendMeta(dst []byte, m *capture.Meta) []byte {
	const begin = "\t["
	start := len(dst)
	sep := begin
	say := func(word string) {
		if word != "" {
			dst = append(append(dst, sep...), word...)
			sep = ", "
		}
	}
	say(directionWords[m.Direction])
	say(typeWords[m.Type])
	say(checksumWords[m.Checksum])
	if m.GSO {
		say("super-frame of several TCP segments")
	}
	if m.VLANStripped {
		say(fmt.Sprintf("VLAN tag beside the frame, TPID 0x%04x TCI 0x%04x", m.VLANTPID, m.VLANTCI))
	}
	if m.Hash != 0 {
		say(fmt.Sprintf("flow hash 0x%08x", m.Hash))
	}
	switch {
	case m.HardwareTime:
		say("time of the NIC")
	case len(dst) > start:
		say("time of the kernel")
	}
	if m.LossBefore {
		lost := "packets lost before"
		if m.Lost > 0 {
			lost = plural(m.Lost, "packet") + " lost before"
		}
		say(lost)
	}
	if len(dst) == start {
		return dst
	}
	return append(dst, "]\n"...)
}
