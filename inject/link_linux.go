package inject

import (
	"fmt"
	"sync"

	"pktcap/internal/afpacket"
	"pktcap/internal/rawip"
)

// A linkSender sends frames through a packet socket.
type linkSender struct {
	mu     sync.Mutex
	link   Link
	socket *afpacket.Socket
	frames *rawip.Frames
}

// OpenLink returns a Sender of whole link-layer frames through the interface:
// on an Ethernet from the destination address on, without the frame check
// sequence, on a link without link-layer headers whole IP datagrams. What is in the frame is what goes out, right or wrong; on loopback
// it arrives, but the kernel takes no packets to 127.0.0.0/8 from there
// (route_localnet of ip-sysctl): send these through [OpenIP].
//
// It needs CAP_NET_RAW.
func OpenLink(iface string) (Sender, error) {
	link, err := FindLink(iface)
	if err != nil {
		return nil, fmt.Errorf("open link sender: %w", err)
	}
	if !link.Up {
		return nil, fmt.Errorf("open link sender: %s: %w; ip link set %s up", link.Name, ErrLinkDown, link.Name)
	}
	s, err := afpacket.Open(afpacket.Raw)
	if err != nil {
		return nil, privileged(fmt.Errorf("open link sender: %w", err))
	}
	return &linkSender{link: link, socket: s, frames: rawip.NewFrames(link.Index, link.Raw)}, nil
}

// Send implements Sender.
func (s *linkSender) Send(packets [][]byte) (n int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	err = s.socket.Control(func(fd int) error {
		n, err = s.frames.Send(fd, packets)
		return err
	})
	if err != nil {
		return n, fmt.Errorf("send through %s (MTU %d): %w", s.link.Name, s.link.MTU, err)
	}
	return n, nil
}

// Close implements Sender.
func (s *linkSender) Close() error { return s.socket.Close() }
