package decode

import (
	"fmt"
	"strings"
)

// A PayloadType is what -T takes the payload of UDP and TCP packets to be,
// whatever their ports. The zero value leaves it to the ports.
type PayloadType uint8

const (
	PayloadByPort PayloadType = iota
	PayloadAODV
	PayloadCARP
	PayloadCNFP
	PayloadDomain
	PayloadLMP
	PayloadPGM
	PayloadPGMZMTP1
	PayloadPTP
	PayloadQUIC
	PayloadRADIUS
	PayloadRESP
	PayloadRPC
	PayloadRTCP
	PayloadRTP
	PayloadSNMP
	PayloadSOMEIP
	PayloadTFTP
	PayloadVAT
	PayloadVXLAN
	PayloadWB
	PayloadZMTP1
)

// payloadNames are the names that -T knows, as in tcpdump(1), by PayloadType.
var payloadNames = [...]string{
	PayloadByPort:   "",
	PayloadAODV:     "aodv",
	PayloadCARP:     "carp",
	PayloadCNFP:     "cnfp",
	PayloadDomain:   "domain",
	PayloadLMP:      "lmp",
	PayloadPGM:      "pgm",
	PayloadPGMZMTP1: "pgm_zmtp1",
	PayloadPTP:      "ptp",
	PayloadQUIC:     "quic",
	PayloadRADIUS:   "radius",
	PayloadRESP:     "resp",
	PayloadRPC:      "rpc",
	PayloadRTCP:     "rtcp",
	PayloadRTP:      "rtp",
	PayloadSNMP:     "snmp",
	PayloadSOMEIP:   "someip",
	PayloadTFTP:     "tftp",
	PayloadVAT:      "vat",
	PayloadVXLAN:    "vxlan",
	PayloadWB:       "wb",
	PayloadZMTP1:    "zmtp1",
}

// String returns the name that -T has for t.
func (t PayloadType) String() string {
	if int(t) < len(payloadNames) {
		return payloadNames[t]
	}
	return fmt.Sprintf("PayloadType(%d)", uint8(t))
}

// ParsePayloadType returns the type that name, the argument of -T, names.
// Letter case does not matter.
func ParsePayloadType(name string) (PayloadType, error) {
	for i, s := range payloadNames[1:] {
		if strings.EqualFold(s, name) {
			return PayloadType(i + 1), nil
		}
	}
	return 0, fmt.Errorf("parse packet type: unknown type %q; known are %s", name, strings.Join(payloadNames[1:], ", "))
}

// udpPayload returns the printer of the payload of UDP packets that -T takes to
// be of type t, nil where UDP does not carry it.
func udpPayload(t PayloadType) printFunc {
	switch t {
	case PayloadPGM, PayloadPGMZMTP1:
		return printPGM
	case PayloadPTP:
		return printPTP
	case PayloadAODV:
		return printAODV
	case PayloadLMP:
		return printLMP
	case PayloadRTCP:
		return printRTCP
	case PayloadRTP:
		return printRTP
	case PayloadVAT:
		return printVAT
	case PayloadRPC:
		return printRPC
	case PayloadQUIC:
		return printQUIC
	case PayloadRADIUS:
		return printRADIUS
	case PayloadTFTP:
		return printTFTP
	case PayloadDomain:
		return printDNS
	case PayloadSNMP:
		return printSNMP
	case PayloadCNFP:
		return printNetFlow
	case PayloadWB:
		return printWB
	case PayloadSOMEIP:
		return printSOMEIP
	}
	return nil
}

// tcpPayload is udpPayload for TCP.
func tcpPayload(t PayloadType) printFunc {
	switch t {
	case PayloadRESP:
		return printRESP
	case PayloadZMTP1:
		return printZMTP
	case PayloadSOMEIP:
		return printSOMEIP
	case PayloadDomain:
		return printDNSOverTCP
	}
	return nil
}
