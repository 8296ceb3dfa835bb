package craft

import "strings"

// protocols are the layer types that the text form knows. A layer type's methods
// look others up here, so that only init can fill it.
var protocols []*protocol

func init() {
	protocols = []*protocol{
		protoEthernet, protoVLAN, protoQinQ, protoLLC, protoSNAP, protoARP, protoMPLS, protoPPPoE, protoPPPoED, protoPPP,
		protoSLL, protoSLL2, protoNull, protoLoop,
		protoIPv4, protoIPv6, protoHopByHop, protoDestOpts, protoRouting, protoFragment, protoAH, protoESP,
		protoICMPv4, protoICMPv6, protoICMPExtensions, protoIGMP,
		protoTCP, protoUDP, protoSCTP, protoChunk,
		protoGRE, protoVXLAN, protoGeneve, protoGTPU,
		protoDNS, protoDHCP, protoNTP,
		protoPayload, protoFill, protoPadding,
	}
}

// protocolByName returns the layer type of a name in the text form, or nil.
func protocolByName(name string) *protocol {
	for _, p := range protocols {
		if strings.EqualFold(p.name, name) {
			return p
		}
		for _, alias := range p.aliases {
			if strings.EqualFold(alias, name) {
				return p
			}
		}
	}
	return nil
}

func protocolNames() (names []string) {
	for _, p := range protocols {
		names = append(append(names, p.name), p.aliases...)
	}
	return names
}
