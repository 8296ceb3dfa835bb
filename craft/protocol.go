package craft

// A protocol describes a layer type: its names in the text form and the
// numbers by which the headers below announce it.
type protocol struct {
	name    string
	aliases []string
	link    bool // begins a frame, and owns the padding behind it
	trailer bool // stands behind a packet, which does not count it
	make    func() walker

	ether     Auto // EtherType
	ip        Auto // IP protocol number, also of IPv6's next header
	udp       Auto // UDP port of its servers
	udpSource Auto // UDP port that its messages come from
	ppp       Auto // PPP protocol number

	// addresses says where the source and destination addresses of the
	// pseudo-header stand, for layers that have some.
	addresses func(*frame) (src, dst span)
}

// A walker is a layer whose fields can be walked over, to set them too: a
// pointer to a layer type.
type walker interface {
	Layer
	fields(*coder)
}

func etherType(p *protocol) Auto  { return p.ether }
func ipProtocol(p *protocol) Auto { return p.ip }
func udpPort(p *protocol) Auto    { return p.udp }
func udpSource(p *protocol) Auto  { return p.udpSource }
func pppNumber(p *protocol) Auto  { return p.ppp }

// Numbers that stand for a payload of no protocol of ours.
const (
	etherTypeExperimental = 0x88b5 // IEEE Std 802, "Local Experimental Ethertype 1"
	ipProtoExperimental   = 253    // RFC 3692 section 2.1, "Use for experimentation and testing"
	ipProtoNone           = 59     // RFC 8200 section 4.7, "No Next Header"
)
