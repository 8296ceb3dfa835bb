package linktype

import (
	"fmt"
	"sort"
	"strings"
)

// A Type is a LINKTYPE_ number: what a savefile's header says its packets begin
// with. It is 16 bits in a pcap header and in a pcapng interface block.
//
// Type values are LINKTYPE_ numbers throughout the module, also where libpcap
// has a platform-dependent DLT_ number (DLT_RAW is 12 on Linux; [Raw] is 101).
type Type uint16

// String returns libpcap's name for t without its DLT_ prefix, as "EN10MB", or
// "UNKNOWN (n)" for a number that has none.
func (t Type) String() string {
	if i, ok := t.index(); ok {
		return types[i].name
	}
	return fmt.Sprintf("UNKNOWN (%d)", uint16(t))
}

// Known reports whether t is a link type of pcap-linktype(7).
func (t Type) Known() bool {
	_, ok := t.index()
	return ok
}

// Description returns libpcap's description of t, as "Ethernet", or "" for a
// number that has none.
func (t Type) Description() string {
	if i, ok := t.index(); ok {
		return types[i].description
	}
	return ""
}

func (t Type) index() (int, bool) {
	i := sort.Search(len(types), func(i int) bool { return types[i].number >= t })
	return i, i < len(types) && types[i].number == t
}

// aliases are names beside those of the table.
var aliases = map[string]Type{
	"ETHERNET":   Ethernet,
	"IPMB_LINUX": 209, // the older name of I2C_LINUX
}

// ByName returns the link type that name names. Letter case does not matter,
// and a DLT_ or LINKTYPE_ prefix is accepted.
func ByName(name string) (Type, bool) {
	name = strings.ToUpper(name)
	name = strings.TrimPrefix(name, "DLT_")
	name = strings.TrimPrefix(name, "LINKTYPE_")
	if t, ok := aliases[name]; ok {
		return t, true
	}
	for _, row := range types {
		if row.name == name {
			return row.number, true
		}
	}
	return 0, false
}

// platformDLT lists the DLT_ numbers of Linux that differ from the LINKTYPE_
// number of the same link type.
var platformDLT = map[int]Type{11: ATMRFC1483, 12: Raw, 15: SLIPBSDOS, 16: PPPBSDOS, 19: ATMCLIP}

// FromDLT returns the link type of a DLT_ number as libpcap numbers them on
// Linux.
func FromDLT(dlt int) Type {
	if t, ok := platformDLT[dlt]; ok {
		return t
	}
	return Type(dlt)
}
