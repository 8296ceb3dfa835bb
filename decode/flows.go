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

// A flowBase is what is remembered of a connection: the sequence numbers that its
// ends began with, and the largest segments that they take.
type flowBase struct {
	near, far       uint32 // first numbers of the segment's sender, of its receiver
	nearMSS, farMSS uint16 // what they announced; 0 is unknown
	known           bool   // near and far are
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
	base = base.turned(reversed)
	if !ok || !base.known || syn {
		base.near, base.far, base.known = seq, ack-1, true
		f.add(key, base.turned(reversed))
		return seq, ack, base
	}
	return seq - base.near, ack - base.far, base
}

// turned returns b as the other end sees it, if the segment goes that way.
func (b flowBase) turned(reversed bool) flowBase {
	if reversed {
		b.near, b.far = b.far, b.near
		b.nearMSS, b.farMSS = b.farMSS, b.nearMSS
	}
	return b
}

// announce remembers the largest segment that the sender of a SYN takes.
func (f *flows) announce(ip *network, port ports, mss uint16) {
	key, reversed := makeFlowKey(ip, port)
	base, _ := f.find(key)
	base = base.turned(reversed)
	base.nearMSS = mss
	f.add(key, base.turned(reversed))
}

// segmentSize returns the most data that a segment of a connection carries
// beside options of the given length, 0 where that is not known: neither end
// sends more than the smaller that both announced.
func (f *flows) segmentSize(ip *network, port ports, options int) int {
	key, _ := makeFlowKey(ip, port)
	base, _ := f.find(key)
	size := int(base.nearMSS)
	if size == 0 || base.farMSS != 0 && int(base.farMSS) < size {
		size = int(base.farMSS)
	}
	return max(size-options, 0)
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
