package decode

import (
	"encoding/binary"
	"fmt"
	"os"

	"pktcap/capture"
	"pktcap/linktype"
)

// readSavefile reads the packets of a pcap or pcapng file, with an error after
// those before something cut or wrong.
func readSavefile(path string, nano bool) (packets []capture.Packet, link linktype.Type, err error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, 0, err
	}
	if len(b) < 24 {
		return nil, 0, fmt.Errorf("%s: too short", path)
	}
	if binary.BigEndian.Uint32(b) == 0x0a0d0d0a {
		return readBlocks(b)
	}
	var order binary.ByteOrder = binary.LittleEndian
	switch binary.LittleEndian.Uint32(b) {
	case 0xa1b2c3d4, 0xa1b23c4d, 0xa1b2cd34:
	default:
		order = binary.BigEndian
	}
	unit := int64(1000)
	header := 16
	snaplen := int(order.Uint32(b[16:]))
	if snaplen <= 0 {
		snaplen = 262144
	}
	switch order.Uint32(b) {
	case 0xa1b23c4d:
		unit = 1
	case 0xa1b2cd34:
		header = 24
	}
	link = linktype.FromDLT(int(order.Uint32(b[20:]) & 0xffff))
	for b = b[24:]; len(b) > 0; {
		if len(b) < header {
			return packets, link, fmt.Errorf("%s: cut", path)
		}
		n := int(order.Uint32(b[8:]))
		if n > 262144 || len(b) < header+n {
			return packets, link, fmt.Errorf("%s: cut", path)
		}
		packets = append(packets, capture.Packet{
			Time:   capture.Timestamp(int64(order.Uint32(b))*1e9 + int64(order.Uint32(b[4:]))*unit),
			Length: int(order.Uint32(b[12:])),
			Data:   b[header : header+min(n, snaplen)],
		})
		b = b[header+n:]
	}
	return packets, link, nil
}

func readBlocks(b []byte) (packets []capture.Packet, link linktype.Type, err error) {
	var order binary.ByteOrder = binary.LittleEndian
	unit := uint64(1000)
	for len(b) >= 12 {
		if binary.BigEndian.Uint32(b) == 0x0a0d0d0a && binary.BigEndian.Uint32(b[8:]) == 0x1a2b3c4d {
			order = binary.BigEndian
		}
		n := int(order.Uint32(b[4:]))
		if n < 12 || n > len(b) {
			return packets, link, fmt.Errorf("cut block")
		}
		body := b[8 : n-4]
		switch order.Uint32(b) {
		case 1:
			link = linktype.FromDLT(int(order.Uint16(body)))
			for o := body[8:]; len(o) >= 4; {
				code, size := order.Uint16(o), int(order.Uint16(o[2:]))
				if code == 9 && size == 1 && o[4] == 9 {
					unit = 1
				}
				o = o[min(len(o), 4+(size+3)&^3):]
			}
		case 3:
			n := min(len(body)-4, int(order.Uint32(body)))
			packets = append(packets, capture.Packet{Length: int(order.Uint32(body)), Data: body[4 : 4+n : 4+n]})
		case 6:
			t := uint64(order.Uint32(body[4:]))<<32 | uint64(order.Uint32(body[8:]))
			n := int(order.Uint32(body[12:]))
			packets = append(packets, capture.Packet{
				Time:   capture.Timestamp(t * unit),
				Length: int(order.Uint32(body[16:])),
				Data:   body[20 : 20+n : 20+n],
			})
		}
		b = b[n:]
	}
	return packets, link, nil
}
