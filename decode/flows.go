package decode

import "bytes"

// maxFlows is how many TCP connections a Printer remembers at least, and half
// of how many at most: beyond them those longest unheard are forgotten, and a
// forgotten connection's numbers start anew.
const maxFlows = 1 << 16

// A flowKey names a connection by its two ends, the smaller first.
type flowKey struct {
	low, high         [16]byte
	lowPort, highPort uint16
	version           uint8
}

// A flowBase is the sequence numbers that a connection's ends began with.
type flowBase struct {
	near, far uint32 // of the segment's sender, of its receiver
}

// flows remembers TCP connections in two generations: a full one becomes the
// old one, and what is found in the old one moves to the young.
type flows struct {
	young, old map[flowKey]flowBase
}

// relative returns a segment's numbers counted from the connection's start, and
// what they are counted from. The first segment of a connection keeps its
// numbers.
func (f *flows) relative(ip *network, port ports, seq, ack uint32, syn bool) (uint32, uint32, flowBase) {
	key, reversed := makeFlowKey(ip, port)
	base, ok := f.find(key)
	if !ok || syn {
		base = flowBase{seq, ack - 1}
		f.add(key, base.turned(reversed))
		return seq, ack, base
	}
	base = base.turned(reversed)
	return seq - base.near, ack - base.far, base
}

// turned returns b as the other end sees it, if the segment goes that way.
func (b flowBase) turned(reversed bool) flowBase {
	if reversed {
		return flowBase{b.far, b.near}
	}
	return b
}

func makeFlowKey(ip *network, port ports) (key flowKey, reversed bool) {
	key.version = uint8(ip.version)
	order := bytes.Compare(ip.src, ip.dst)
	if reversed = order > 0 || order == 0 && port.src > port.dst; reversed {
		copy(key.low[:], ip.dst)
		copy(key.high[:], ip.src)
		key.lowPort, key.highPort = uint16(port.dst), uint16(port.src)
		return key, true
	}
	copy(key.low[:], ip.src)
	copy(key.high[:], ip.dst)
	key.lowPort, key.highPort = uint16(port.src), uint16(port.dst)
	return key, false
}

func (f *flows) find(key flowKey) (flowBase, bool) {
	if base, ok := f.young[key]; ok {
		return base, true
	}
	base, ok := f.old[key]
	if ok {
		f.add(key, base)
	}
	return base, ok
}

func (f *flows) add(key flowKey, base flowBase) {
	if f.young == nil {
		f.young = make(map[flowKey]flowBase)
	}
	if len(f.young) >= maxFlows {
		f.young, f.old = f.old, f.young
		if f.young == nil {
			f.young = make(map[flowKey]flowBase)
		}
		clear(f.young)
	}
	f.young[key] = base
}
