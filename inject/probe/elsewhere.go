package probe

import (
	"context"
	"encoding/binary"
	"fmt"
	"net"

	"pktcap/capture"
	"pktcap/filter"
	"pktcap/filter/cbpf"
	"pktcap/inject"
	"pktcap/linktype"
)

// On a machine of several links an answer may come in by another one than the
// probe went out by. A second capture looks there: of all interfaces but the
// route's, of what arrives.

// openElsewhere starts that capture. It returns nil where no other link could
// bring an answer.
func openElsewhere(r inject.Route, e Expect, expr string) (*capture.Live, error) {
	if r.Link.Loopback || e.Protocol == ARP || e.Protocol == ND {
		return nil, nil
	}
	all, err := net.Interfaces()
	if err != nil {
		return nil, fmt.Errorf("list interfaces: %w", err)
	}
	others := 0
	for _, i := range all {
		if i.Index != r.Link.Index && i.Flags&net.FlagUp != 0 && i.Flags&net.FlagLoopback == 0 {
			others++
		}
	}
	if others == 0 {
		return nil, nil
	}
	config := capture.LiveConfig{
		Interface: capture.AnyInterface, NoPromiscuous: true, Immediate: true, BufferSize: ringBuffer / 8,
		FilterFor: func(i capture.Interface) (*cbpf.Program, error) {
			return filter.Compile(fmt.Sprintf("inbound and not ifindex %d and (%s)", r.Link.Index, expr),
				filter.Options{LinkType: i.LinkType, Live: true})
		},
	}
	config.Ring.BlockSize = ringBlock
	return capture.OpenLive(config)
}

// receiveElsewhere is the goroutine of the second capture.
func (s *Session) receiveElsewhere(ctx context.Context) {
	for p, err := range s.wire.elsewhere.Borrow(ctx) {
		if err != nil {
			s.fail(fmt.Errorf("capture answers on other interfaces: %w", err))
			return
		}
		v, ok := viewFrame(p.Data, linktype.LinuxSLL2)
		if !ok {
			continue
		}
		s.mu.Lock()
		s.arriving(v, p, int(binary.BigEndian.Uint32(p.Data[4:])))
		s.mu.Unlock()
	}
}

// asSeen returns a cooked packet with the link-layer header that packets of the
// session's own capture have, as far as it is known.
func asSeen(cooked []byte, link linktype.Type) []byte {
	const header = 20 // LINKTYPE_LINUX_SLL2
	body := cooked[header:]
	if link != linktype.Ethernet {
		return append([]byte(nil), body...)
	}
	frame := make([]byte, 6, 14+len(body)) // whom it was for is not in it
	frame = append(frame, cooked[12:18]...)
	frame = append(frame, cooked[:2]...)
	return append(frame, body...)
}
