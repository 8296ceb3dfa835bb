package savefile_test

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"os/exec"
	"testing"

	"pktcap/internal/netlab"
	"pktcap/linktype"
	"pktcap/savefile"
)

// TestSwappedPseudoHeaders compares packets of link types with numbers in the
// capturing machine's byte order, from a big-endian file, with what tcpdump makes
// of them on this machine.
func TestSwappedPseudoHeaders(t *testing.T) {
	tcpdump := netlab.Peer(t, "tcpdump")
	be := binary.BigEndian
	for _, lt := range []linktype.Type{linktype.NFLog, linktype.USBLinux, linktype.USBLinuxMmapped, linktype.LinuxSLL, linktype.Ethernet} {
		r := rand.New(rand.NewPCG(1, uint64(lt)))
		var all [][]byte
		for n := range 400 {
			data := make([]byte, n%150)
			for i := range data {
				data[i] = byte(r.Uint32())
			}
			switch {
			case lt == linktype.NFLog && len(data) >= 4:
				data[1] = 0
				for at := 4; at+4 <= len(data); {
					size := 4 + r.IntN(12)
					be.PutUint16(data[at:], uint16(size))
					at += (size + 3) &^ 3
				}
			case lt == linktype.LinuxSLL && len(data) >= 16:
				be.PutUint16(data[14:], uint16(0x0b+r.IntN(4)))
			case len(data) >= 64:
				data[9] = byte(r.IntN(2)) // isochronous or not
				be.PutUint32(data[44:], r.Uint32N(5))
				be.PutUint32(data[60:], r.Uint32N(5))
			}
			all = append(all, pcapRecord(be, 1, 2, uint32(len(data)), uint32(len(data)), string(data)))
		}
		file := pcapFile(be, 0xa1b2c3d4, 2, 4, 65535, uint32(lt), all...)
		cmd := exec.Command(tcpdump, "-r", "-", "-w", "-")
		cmd.Stdin = bytes.NewReader(file)
		theirs, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		want, err := savefile.NewReader(bytes.NewReader(theirs))
		if err != nil {
			t.Fatal(err)
		}
		got, err := savefile.NewReader(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		for range all {
			w, err := want.Next()
			if err != nil {
				t.Fatal(err)
			}
			g, err := got.Next()
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(g.Data, w.Data) {
				t.Errorf("%v, %d bytes:\n%x, tcpdump has\n%x", lt, len(g.Data), g.Data, w.Data)
			}
		}
	}
}
