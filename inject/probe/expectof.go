package probe

import (
	"errors"

	"pktcap/linktype"
)

// ExpectOf returns what to expect of probes like packet: from the same address
// to the same one, ports or identifier alike. link is linktype.Raw for an IP
// datagram, linktype.Ethernet for a frame. It is an error where nothing in the
// packet tells an answer.
func ExpectOf(packet []byte, link linktype.Type) (Expect, error) {
	v, ok := view{}, false
	if link == linktype.Raw {
		v, ok = viewIP(packet)
	} else {
		v, ok = viewFrame(packet, link)
	}
	var f flow
	if ok {
		f, _, ok = identify(v)
	}
	if !ok {
		return Expect{}, errors.New("expect answers: nothing in this packet tells its answer")
	}
	e := Expect{Local: f.local, Remote: f.remote, LocalPorts: PortRange{f.localPort, f.localPort}}
	switch f.proto {
	case protoTCP:
		e.Protocol, e.RemotePorts = TCP, PortRange{f.remotePort, f.remotePort}
	case protoUDP:
		e.Protocol, e.RemotePorts = UDP, PortRange{f.remotePort, f.remotePort}
	case protoARP:
		e.Protocol = ARP
	case protoICMPv6:
		if e.Protocol = Echo; f.remotePort == icmp6Solicitation {
			e.Protocol = ND
		}
	default:
		e.Protocol = Echo
	}
	return e, nil
}

// Union returns what to expect of the probes of both: of one protocol and
// between the same addresses. ok is false for others.
func (e Expect) Union(o Expect) (u Expect, ok bool) {
	if e.Protocol != o.Protocol || e.Local != o.Local || e.Remote != o.Remote {
		return e, false
	}
	e.LocalPorts = e.LocalPorts.union(o.LocalPorts)
	e.RemotePorts = e.RemotePorts.union(o.RemotePorts)
	return e, true
}

func (r PortRange) union(o PortRange) PortRange {
	return PortRange{min(r.First, o.First), max(r.Last, o.Last)}
}
