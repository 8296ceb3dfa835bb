package craft

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"pktcap/linktype"
)

// TestRandomPackets builds packets of random layers whose fields have random
// values or none. Each comes back from its own text, and from the layers and
// the text that are found in its bytes.
func TestRandomPackets(t *testing.T) {
	built := 0
	for seed := range uint64(4000) {
		rng := rand.New(rand.NewPCG(seed, 1))
		p := randomPacket(rng)
		b, err := p.Bytes()
		if err != nil {
			continue // a value that does not fit
		}
		built++
		text := p.String()
		again, err := ParsePacket(text)
		if err != nil {
			t.Errorf("seed %d: %s: %v", seed, text, err)
			continue
		}
		if got, err := again.Bytes(); err != nil || !bytes.Equal(got, b) {
			t.Errorf("seed %d: %s: %v\n got %x\nwant %x", seed, text, err, got, b)
		}
		if printed := again.String(); printed != text {
			t.Errorf("seed %d: %s\nis printed again as\n%s", seed, text, printed)
		}
		checkShow(t, text, b, linktype.Ethernet)
	}
	if built < 3000 {
		t.Errorf("only %d of the packets could be built", built)
	}
}

// above are the layers that a random packet has upon each.
var above = map[*protocol][]*protocol{}

func init() {
	inIP := []*protocol{protoIPv4, protoIPv6, protoHopByHop, protoDestOpts, protoRouting, protoFragment, protoAH, protoESP,
		protoICMPv4, protoICMPv6, protoIGMP, protoTCP, protoUDP, protoSCTP, protoGRE}
	inEther := []*protocol{protoVLAN, protoQinQ, protoLLC, protoARP, protoMPLS, protoPPPoE, protoPPPoED, protoIPv4, protoIPv6}
	for _, p := range []*protocol{protoIPv4, protoIPv6, protoHopByHop, protoDestOpts, protoRouting, protoFragment, protoAH} {
		above[p] = inIP
	}
	for _, p := range []*protocol{protoEthernet, protoVLAN, protoQinQ, protoSNAP} {
		above[p] = inEther
	}
	above[protoGRE] = append([]*protocol{protoEthernet}, inEther...)
	above[protoLLC] = []*protocol{protoSNAP}
	above[protoMPLS] = []*protocol{protoMPLS, protoIPv4, protoIPv6, protoEthernet}
	above[protoPPPoE] = []*protocol{protoPPP}
	above[protoPPP] = []*protocol{protoIPv4, protoIPv6, protoMPLS}
	above[protoUDP] = []*protocol{protoVXLAN, protoGeneve, protoGTPU, protoDNS, protoDHCP, protoNTP}
	above[protoVXLAN] = []*protocol{protoEthernet}
	above[protoGeneve] = []*protocol{protoEthernet}
	above[protoGTPU] = []*protocol{protoIPv4, protoIPv6}
	above[protoSCTP] = []*protocol{protoChunk}
	above[protoChunk] = []*protocol{protoChunk}
	above[protoICMPv4] = []*protocol{protoIPv4, protoICMPExtensions}
	above[protoICMPv6] = []*protocol{protoIPv6, protoICMPExtensions}
}

func randomPacket(rng *rand.Rand) (p Packet) {
	wrong := rng.IntN(4) == 0 // computed fields get values too
	for next := protoEthernet; next != nil && len(p) < 9; {
		w := next.make()
		for _, info := range fieldList(w.fields) {
			if info.scalar == nil || rng.IntN(4) > 0 || !wrong && computed[info.name] {
				continue
			}
			v := u128{rng.Uint64(), rng.Uint64()}.mask(info.scalar.width)
			if rng.IntN(3) == 0 {
				v = u128{lo: uint64(rng.IntN(4))}.mask(info.scalar.width)
			}
			c := coder{op: opPut, text: textCoder{want: info.name, value: v}}
			w.fields(&c)
		}
		p = append(p, w)
		list := above[next]
		next = nil
		if len(list) > 0 && rng.IntN(8) > 0 {
			next = list[rng.IntN(len(list))]
		}
	}
	if n := rng.IntN(40); n > 20 {
		data := make(Payload, n-20)
		for i := range data {
			data[i] = byte(rng.Uint32())
		}
		p = append(p, &data)
	}
	return p
}

// computed are the names of fields that say what is in the packet, so that a
// wrong value hides it.
var computed = map[string]bool{
	"version": true, "ihl": true, "len": true, "plen": true, "proto": true, "nh": true, "type": true, "frag": true, "offset": true,
	"dataofs": true, "chksum": true, "length": true, "optlen": true, "count": true, "hwlen": true, "s": true,
}
