package decode

// Protocol numbers of IP: the IANA registry "Assigned Internet Protocol
// Numbers".
const (
	protoHopByHop = 0
	protoICMP     = 1
	protoIGMP     = 2
	protoIPv4     = 4
	protoTCP      = 6
	protoEGP      = 8
	protoIGRP     = 9
	protoUDP      = 17
	protoDCCP     = 33
	protoIPv6     = 41
	protoRouting  = 43
	protoFragment = 44
	protoRSVP     = 46
	protoGRE      = 47
	protoESP      = 50
	protoAH       = 51
	protoMobile   = 55
	protoICMPv6   = 58
	protoNone     = 59
	protoDestOpts = 60
	protoND       = 77
	protoEIGRP    = 88
	protoOSPF     = 89
	protoEtherIP  = 97
	protoPIM      = 103
	protoIPComp   = 108
	protoVRRP     = 112
	protoPGM      = 113
	protoSCTP     = 132
	protoMobility = 135
	protoUDPLite  = 136
	protoEthernet = 143
)

// ipProtoPrinter returns the printer of what follows IP protocol number proto,
// nil where there is none. Extension headers are not among them: IPv6's printer
// walks those.
func ipProtoPrinter(proto int) printFunc {
	switch proto {
	}
	return nil
}
