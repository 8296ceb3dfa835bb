package craft

// A carrier is a layer that says what the layer above it is.
type carrier interface {
	// above returns the protocol of the layer above, nil where it is not known.
	above() *protocol
}

// A measured layer says how long it is with all that it carries. What is behind
// that is padding.
type measured interface {
	// size returns the length in bytes that the header tells, whose own length
	// is header; a number below header or above what is there says nothing.
	size(header int) int
}

// protoByVersion stands for IP of the version that the first four bits say.
var protoByVersion = &protocol{name: "ip?"}

// byNumber finds the layer type that a header announces by a number of its
// kind.
func byNumber(kind func(*protocol) Auto, number Auto) *protocol {
	for _, p := range protocols {
		if n := kind(p); n.IsSet() && n == number {
			return p
		}
	}
	return nil
}

// byEtherType finds the layer type of an EtherType, or of a length: an IEEE
// 802.3 frame carries LLC.
func byEtherType(t Auto) *protocol {
	switch {
	case t.Value() <= maxLength:
		return protoLLC
	case t == 0x9100 || t == 0x9200: // tags of before IEEE 802.1ad
		return protoVLAN
	case t == 0x8848:
		return protoMPLS
	}
	return byNumber(etherType, t)
}

// maxLength is the largest number in a type field that is a length (IEEE Std
// 802.3 section 3.2.6).
const maxLength = 1500

// lengthField returns the size of a header with what it carries if its type
// field is a length.
func lengthField(t Auto, header int) int {
	if t.Value() > maxLength {
		return -1
	}
	return header + int(t.Value())
}

func (h *Ethernet) above() *protocol    { return byEtherType(h.Type) }
func (h *Ethernet) size(header int) int { return lengthField(h.Type, header) }

// An ARP packet carries nothing: what is behind it is padding.
func (h *ARP) size(header int) int { return header }

func (h *LLC) above() *protocol {
	if h.DSAP == sapSNAP && h.SSAP == sapSNAP {
		return protoSNAP
	}
	return nil
}

func (h *SNAP) above() *protocol {
	if h.OUI != 0 {
		return nil
	}
	return byEtherType(h.Type)
}

func (h *IPv4) above() *protocol {
	if h.FragmentOffset != 0 {
		return nil
	}
	return byNumber(ipProtocol, h.Protocol)
}

func (h *IPv4) size(int) int        { return int(h.TotalLength.Value()) }
func (h *IPv6) above() *protocol    { return byNumber(ipProtocol, h.NextHeader) }
func (h *IPv6) size(header int) int { return header + int(h.PayloadLength.Value()) }
func (h *UDP) size(int) int         { return int(h.Length.Value()) }

// above guesses by the ports what is in a datagram.
func (h *UDP) above() *protocol {
	if p := byNumber(udpPort, h.DstPort); p != nil {
		return p
	}
	if h.DstPort == 68 {
		return protoDHCP
	}
	return byNumber(udpPort, h.SrcPort)
}

func (h *ICMPv4) above() *protocol {
	switch h.Type {
	case 3, 4, 5, 11, 12:
		return protoIPv4
	}
	return nil
}

func (h *ICMPv6) above() *protocol {
	if t := h.Type.Value(); t >= 1 && t <= 4 {
		return protoIPv6
	}
	return nil
}
