package craft

// VLAN is the tag of IEEE 802.1Q behind its EtherType, 0x8100.
type VLAN struct {
	Priority     uint8  // 3 bits, PCP
	DropEligible bool   // DEI
	ID           uint16 // 12 bits
	Type         Auto   // 16 bits: EtherType or length of what follows; absent: by the next layer
}

// QinQ is the service tag of IEEE 802.1ad behind its EtherType, 0x88a8; the
// customer's tag is a VLAN layer behind it.
type QinQ VLAN

var (
	protoVLAN = &protocol{name: "vlan", aliases: []string{"dot1q"}, ether: 0x8100, make: func() walker { return new(VLAN) }}
	protoQinQ = &protocol{name: "qinq", aliases: []string{"dot1ad"}, ether: 0x88a8, make: func() walker { return new(QinQ) }}
)

func (h *VLAN) fields(c *coder) {
	num(c, "prio", 3, &h.Priority)
	bit(c, "dei", &h.DropEligible)
	num(c, "id", 12, &h.ID)
	auto(c, "type", 16, &h.Type, etherTypes)
}

func (h *QinQ) fields(c *coder) { (*VLAN)(h).fields(c) }

func (VLAN) protocol() *protocol { return protoVLAN }
func (h VLAN) walk(c *coder)     { h.fields(c) }
func (h VLAN) finish(f *frame)   { f.etherType("type") }

func (QinQ) protocol() *protocol { return protoQinQ }
func (h QinQ) walk(c *coder)     { h.fields(c) }
func (h QinQ) finish(f *frame)   { f.etherType("type") }

func (h *VLAN) above() *protocol { return byEtherType(h.Type) }
func (h *QinQ) above() *protocol { return byEtherType(h.Type) }

func (h *VLAN) size(header int) int { return lengthField(h.Type, header) }
func (h *QinQ) size(header int) int { return lengthField(h.Type, header) }
