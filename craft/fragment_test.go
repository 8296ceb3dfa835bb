package craft

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
)

// reassemble puts fragments of one packet together again, and returns what is
// behind the fragmented header.
func reassemble(t *testing.T, list [][]byte, mtu int) (body []byte) {
	t.Helper()
	var id []byte
	for i, b := range list {
		b = b[14:]
		if len(b) > mtu {
			t.Errorf("fragment %d has %d bytes, more than %d", i, len(b), mtu)
		}
		var offset int
		var more bool
		var this []byte
		switch b[0] >> 4 {
		case 4:
			field := binary.BigEndian.Uint16(b[6:])
			offset, more, this = int(field&0x1fff)*8, field&0x2000 != 0, b[4:6]
			if int(binary.BigEndian.Uint16(b[2:])) != len(b) {
				t.Errorf("fragment %d: length %d of %d", i, binary.BigEndian.Uint16(b[2:]), len(b))
			}
			b = b[int(b[0]&15)*4:]
		case 6:
			if int(binary.BigEndian.Uint16(b[4:]))+40 != len(b) {
				t.Errorf("fragment %d: length %d of %d", i, binary.BigEndian.Uint16(b[4:]), len(b))
			}
			next := b[6]
			for b = b[40:]; next != 44; b = b[int(b[1])*8+8:] {
				next = b[0]
			}
			field := binary.BigEndian.Uint16(b[2:])
			offset, more, this = int(field&0xfff8), field&1 != 0, b[4:8]
			b = b[8:]
		}
		if i == 0 {
			id = this
		}
		if offset != len(body) || more != (i < len(list)-1) || !bytes.Equal(this, id) || bytes.Count(this, []byte{0}) == len(this) {
			t.Errorf("fragment %d: offset %d, more %v, id %x; want %d, %v, %x", i, offset, more, this, len(body), i < len(list)-1, id)
		}
		body = append(body, b...)
	}
	return body
}

func TestFragments(t *testing.T) {
	for _, tt := range []struct {
		text string
		mtu  int
		n    int
		body int // where the fragmented part begins in the whole packet
	}{
		{`eth/ip(id=7,src=10.0.0.1,dst=10.0.0.2)/udp(sport=1,dport=9)/fill(ip=4000)`, 1500, 3, 34},
		{`eth/ip(src=10.0.0.1,dst=10.0.0.2)/tcp(sport=1,dport=9)/fill(ip=1501)`, 1500, 2, 34},
		{`eth/ip(src=10.0.0.1,dst=10.0.0.2,opts=[rr(4,0.0.0.0),ra(0)])/icmp/fill(len=200)`, 68, 6, 14 + 32},
		{`eth/ip6(src=2001:db8::1,dst=2001:db8::2)/udp(sport=1,dport=9)/fill(ip=4000)`, 1280, 4, 54},
		{`eth/ip6(src=2001:db8::1,dst=2001:db8::2)/hopopts(opts=[ra(0)])/dstopts/route(addrs=[2001:db8::3])/dstopts/udp(sport=1,dport=9)/fill(ip=4000)`, 1280, 4, 54 + 8 + 8 + 24},
	} {
		p, err := ParsePacket(tt.text)
		if err != nil {
			t.Fatal(err)
		}
		whole, err := p.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		list, err := p.Fragments(tt.mtu)
		if err != nil {
			t.Errorf("%s: %v", tt.text, err)
			continue
		}
		if len(list) != tt.n {
			t.Errorf("%s: %d fragments, want %d", tt.text, len(list), tt.n)
		}
		if got := reassemble(t, list, tt.mtu); !bytes.Equal(got, whole[tt.body:]) {
			t.Errorf("%s:\n got %x\nwant %x", tt.text, got, whole[tt.body:])
		}
		one, err := p.Fragments(len(whole) - 14)
		if err != nil || len(one) != 1 || !bytes.Equal(one[0], whole) {
			t.Errorf("%s: not left whole with room enough: %v", tt.text, err)
		}
	}
}

// TestFragmentsAgain divides a fragment further.
func TestFragmentsAgain(t *testing.T) {
	p, err := ParsePacket(`eth/ip(id=7,src=10.0.0.1,dst=10.0.0.2)/udp(sport=1,dport=9)/fill(ip=4000)`)
	if err != nil {
		t.Fatal(err)
	}
	whole, _ := p.Bytes()
	list, err := p.Fragments(1500)
	if err != nil {
		t.Fatal(err)
	}
	var smaller [][]byte
	for _, b := range list {
		again, err := dissect(b, protoEthernet).Fragments(600)
		if err != nil {
			t.Fatal(err)
		}
		smaller = append(smaller, again...)
	}
	if got := reassemble(t, smaller, 600); !bytes.Equal(got, whole[34:]) {
		t.Errorf("%d fragments make another packet", len(smaller))
	}
}

func TestFragmentErrors(t *testing.T) {
	for _, tt := range []struct{ text, msg string }{
		{`ip(flags=DF)/udp/fill(ip=4000)`, "DF"},
		{`eth/arp`, "no ip or ip6 layer"},
		{`ip/udp/fill(ip=70000)`, "does not fit in 16 bits"},
		{`ip6/frag(more=1)/fill(ip=4000)`, "a fragment already"},
		{`ip6/hopopts(opts=[padn(0x00000000)])/udp/fill(len=100)`, "no room"},
	} {
		p, err := ParsePacket(tt.text)
		if err != nil {
			t.Fatal(err)
		}
		mtu := 1000
		if strings.Contains(tt.msg, "room") {
			mtu = 60
		}
		if _, err := p.Fragments(mtu); err == nil || !strings.Contains(err.Error(), tt.msg) {
			t.Errorf("%s: got %v, want %q", tt.text, err, tt.msg)
		}
	}
}
