package craft

import "strings"

// protocols are the layer types that the text form knows.
var protocols = []*protocol{
	protoEthernet, protoLLC, protoSNAP, protoARP,
	protoIPv4, protoIPv6,
	protoICMPv4, protoICMPv6,
	protoTCP, protoUDP,
	protoPayload, protoPadding,
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
