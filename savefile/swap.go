package savefile

import (
	"encoding/binary"

	"pktcap/linktype"
)

// swapPseudoHeader turns around the numbers in data that are in the byte order
// of the machine that captured the packet, for a file of big-endian numbers.
// What programs see of such link types is little-endian then, whatever machine
// wrote the file, as libpcap has it on a little-endian one.
func swapPseudoHeader(t linktype.Type, data []byte) {
	switch t {
	case linktype.NFLog:
		swapNFLog(data)
	case linktype.USBLinux:
		swapUSB(data, usbHeaderLen)
	case linktype.USBLinuxMmapped:
		swapUSB(data, usbMmappedHeaderLen)
	case linktype.LinuxSLL:
		swapCookedCAN(data, 14, 16)
	case linktype.LinuxSLL2:
		swapCookedCAN(data, 0, 20)
	case linktype.PFLog:
		swapPFLog(data)
	}
}

// reverse turns around the number of size bytes at i, if it is all there.
func reverse(data []byte, i, size int) bool {
	if i+size > len(data) {
		return false
	}
	for a, b := i, i+size-1; a < b; a, b = a+1, b-1 {
		data[a], data[b] = data[b], data[a]
	}
	return true
}

// swapNFLog turns the length and type of each attribute of an NFLOG packet,
// LINKTYPE_NFLOG: after family, version 0 and resource ID come attributes, each
// padded to four bytes.
func swapNFLog(data []byte) {
	if len(data) < 4 || data[1] != 0 {
		return
	}
	for at := 4; at+4 <= len(data); {
		reverse(data, at, 2)
		reverse(data, at+2, 2)
		n := int(binary.LittleEndian.Uint16(data[at:]))
		if n < 4 {
			return
		}
		at += pad4(n)
	}
}

// Sizes of the headers of linux/drivers/usb/mon, Documentation/usb/usbmon.rst.
const (
	usbHeaderLen        = 48
	usbMmappedHeaderLen = 64
	usbIsochronous      = 0
)

// swapUSB turns the fields of a usbmon header, as far as they are there, and the
// descriptors that follow that of an isochronous transfer.
func swapUSB(data []byte, headerLen int) {
	isochronous := len(data) > 9 && data[9] == usbIsochronous
	fields := []struct{ at, size int }{
		{0, 8},  // id
		{12, 2}, // bus
		{16, 8}, // seconds
		{24, 4}, // microseconds
		{28, 4}, // status
		{32, 4}, // length of the data
		{36, 4}, // length captured
		{40, 4}, // isochronous: errors; else 8 bytes of setup packet
		{44, 4}, // isochronous: descriptors
		{48, 4}, // interval
		{52, 4}, // start frame
		{56, 4}, // flags
		{60, 4}, // number of descriptors
	}
	for _, f := range fields {
		setup := f.at == 40 || f.at == 44
		if f.at >= headerLen || setup && !isochronous {
			continue
		}
		if !reverse(data, f.at, f.size) {
			return
		}
	}
	// Only the longer header has descriptors after it.
	if !isochronous || headerLen != usbMmappedHeaderLen {
		return
	}
	n := binary.LittleEndian.Uint32(data[60:])
	for at := headerLen; n > 0; n, at = n-1, at+16 {
		// status, offset, length and padding
		if !reverse(data, at, 4) || !reverse(data, at+4, 4) || !reverse(data, at+8, 4) {
			return
		}
	}
}

// swapCookedCAN turns the CAN ID of a CAN frame behind a Linux cooked header,
// whose protocol field is at the given place.
func swapCookedCAN(data []byte, protocol, headerLen int) {
	const can, canFD = 0x000c, 0x000d // ETH_P_CAN, ETH_P_CANFD
	if len(data) < headerLen {
		return
	}
	if p := binary.BigEndian.Uint16(data[protocol:]); p == can || p == canFD {
		reverse(data, headerLen, 4)
	}
}

// swapPFLog turns the user and process IDs of an OpenBSD pflog header; its other
// numbers are in network byte order.
func swapPFLog(data []byte) {
	if len(data) == 0 {
		return
	}
	header := data[:min(len(data), int(data[0]))]
	for at := 44; at < 60; at += 4 {
		reverse(header, at, 4)
	}
}
