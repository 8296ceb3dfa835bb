package capture

import (
	"encoding/binary"

	"pktcap/filter/cbpf"
	"pktcap/linktype"
	"pktcap/ringmmap"
)

// tagLen is the length of a VLAN tag, TPID and TCI.
const tagLen = 4

// tagOffset returns where a frame of link type t carries its VLAN tag, or 0
// where it has none.
func tagOffset(t linktype.Type) int {
	if t == linktype.Ethernet {
		return 12 // behind the two addresses
	}
	return 0
}

// complete does what few packets need: it marks a loss, restores a tag, makes a
// cooked header, and runs a filter that the kernel could not run whole. It
// returns false for a packet that the filter rejects.
func (l *Live) complete(p *Packet, blk *ringmmap.Block, f ringmmap.Frame) bool {
	if f.Status().HardwareTime() {
		p.HardwareTime = true
		p.Time = l.timeOf(f.Header)
	}
	if f.Status().VLAN() {
		p.VLANStripped = true
		p.VLANTCI, p.VLANTPID = f.VLAN()
	}
	if l.cooked != 0 {
		if !l.cook(p, blk, f) {
			return false
		}
	} else {
		lf := l.filter.Load()
		if lf.check != nil && !matches(lf.check, p, f) {
			return false
		}
		if p.VLANStripped && l.tagAt != 0 {
			l.restoreTag(p, blk, f)
		}
	}
	if len(p.Data) > l.config.Snaplen {
		p.Data = p.Data[:l.config.Snaplen]
	}
	p.LossBefore, p.Lost = l.lost, l.lostCount
	l.lost, l.lostCount = false, 0
	return true
}

// restoreTag puts the VLAN tag back that the kernel took out of an Ethernet
// frame: the addresses move into the headroom, and the tag takes their place.
func (l *Live) restoreTag(p *Packet, blk *ringmmap.Block, f ringmmap.Frame) {
	if blk.Headroom(f) < tagLen || len(p.Data) < l.tagAt {
		p.VLANStripped = false // and is still: there is no room, or no frame
		return
	}
	data := blk.Extended(f, tagLen)
	copy(data[:l.tagAt], data[tagLen:])
	binary.BigEndian.PutUint16(data[l.tagAt:], p.VLANTPID)
	binary.BigEndian.PutUint16(data[l.tagAt+2:], p.VLANTCI)
	p.Data = data
	p.Length += tagLen
}

// cook gives p its cooked header, in the headroom.
func (l *Live) cook(p *Packet, blk *ringmmap.Block, f ringmmap.Frame) bool {
	o := origin{
		protocol:     p.Protocol,
		hardwareType: p.HardwareType,
		packetType:   f.PacketType(),
		ifindex:      f.Ifindex(),
	}
	o.address, o.addressLen = f.Address()
	n := cookedLen(l.cooked)
	if blk.Headroom(f) < n+tagLen {
		return false // not from a ring that was asked for the room
	}
	length := p.Length
	p.Data, p.Length = blk.Extended(f, n), length+n
	putCooked(p.Data, l.cooked, &o)
	// A live program finds the tag beside the packet, as in the kernel.
	if lf := l.filter.Load(); lf.check != nil && !matches(lf.check, p, f) {
		return false
	}
	if p.VLANStripped {
		p.Data, p.Length = blk.Extended(f, n+tagLen), length+n+tagLen
		putCooked(p.Data, l.cooked, &o)
		putCookedVLAN(p.Data, l.cooked, o.protocol, p.VLANTCI, p.VLANTPID)
	}
	if l.at != nil {
		p.Interface = l.interfaceAt(o.ifindex)
	}
	return true
}

// matches runs a program on the packet as the kernel would.
func matches(program *cbpf.Program, p *Packet, f ringmmap.Frame) bool {
	anc := ancillary(p, f)
	return program.Match(p.Data, p.Length, &anc)
}

// ancillary returns what the kernel's machine knows of the packet beside its
// bytes.
func ancillary(p *Packet, f ringmmap.Frame) cbpf.Ancillary {
	return cbpf.Ancillary{
		Protocol:    p.Protocol,
		PacketType:  f.PacketType(),
		VLANPresent: p.VLANStripped,
		VLANTCI:     p.VLANTCI,
		VLANTPID:    p.VLANTPID,
		Ifindex:     uint32(f.Ifindex()),
		Hatype:      p.HardwareType,
		RXHash:      p.Hash,
		Network:     uint32(f.Network()),
	}
}

// interfaceAt returns the index in l.ifs of the interface with the system's
// index ifindex, which it adds when a packet comes from it for the first time.
func (l *Live) interfaceAt(ifindex int) int {
	if i, ok := l.at[ifindex]; ok {
		return i
	}
	ifc := l.ifs[0]
	ifc.Index = ifindex
	ifc.Description = ""
	if d, err := l.socket.Device(ifindex); err == nil {
		ifc.Name = d.Name
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	i := len(l.ifs)
	l.ifs = append(l.ifs, ifc)
	l.at[ifindex] = i
	return i
}
