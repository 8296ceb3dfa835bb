package capture

import "pktcap/linktype"

// ARPHRD_ numbers of linux/if_arp.h.
const (
	arphrdEther    = 1
	arphrdRawIP    = 519
	arphrdTunnel   = 768
	arphrdTunnel6  = 769
	arphrdLoopback = 772
	arphrdSIT      = 776
	arphrd80211    = 801
	arphrdPrism    = 802
	arphrdRadiotap = 803
	arphrd802154   = 804
	arphrdVsockmon = 826
	arphrdNone     = 0xfffe
)

// hardwareLinkTypes are the link types of the interfaces whose packets begin
// with a header that a savefile can hold as it is. All others are captured
// cooked, without their own header.
var hardwareLinkTypes = map[uint16]linktype.Type{
	arphrdEther:    linktype.Ethernet,
	arphrdLoopback: linktype.Ethernet,
	// Tunnels without a header of their own: packets begin with IPv4 or IPv6.
	arphrdNone:     linktype.Raw,
	arphrdRawIP:    linktype.Raw,
	arphrdTunnel:   linktype.Raw,
	arphrdTunnel6:  linktype.Raw,
	arphrdSIT:      linktype.Raw,
	arphrd80211:    linktype.IEEE80211,
	arphrdPrism:    linktype.Prism,
	arphrdRadiotap: linktype.IEEE80211Radio,
	arphrd802154:   linktype.IEEE802154NoFCS,
	arphrdVsockmon: linktype.VSOCK,
}

// linkTypeOf returns the link type of packets captured on an interface of
// hardware type hw, and whether they are cooked.
func linkTypeOf(hw uint16) (t linktype.Type, cooked bool) {
	if t, ok := hardwareLinkTypes[hw]; ok {
		return t, false
	}
	return linktype.LinuxSLL2, true
}
