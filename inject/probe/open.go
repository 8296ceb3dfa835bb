package probe

import (
	"errors"
	"fmt"

	"pktcap/capture"
	"pktcap/filter"
	"pktcap/filter/cbpf"
	"pktcap/inject"
	"pktcap/linktype"
)

// The ring of a capture of answers. Each block holds the largest packet that
// loopback has. A block is handed over a millisecond after its first packet,
// so that their number is also how many milliseconds this process may be held
// up without losing an answer.
const (
	ringBlock  = 128 << 10
	ringBuffer = 256 * ringBlock
)

// OpenWire starts capturing on the route's link what e expects, and opens a
// sender: of frames for linktype.Ethernet, of IP datagrams otherwise. The
// capture is running when it returns.
//
// It needs CAP_NET_RAW.
func OpenWire(r inject.Route, e Expect, link linktype.Type) (*Wire, error) {
	expr, err := e.Filter()
	if err != nil {
		return nil, err
	}
	var sender inject.Sender
	if link == linktype.Ethernet {
		sender, err = inject.OpenLink(r.Link.Name)
	} else {
		sender, err = r.Open()
	}
	if err != nil {
		return nil, err
	}
	config := capture.LiveConfig{
		Interface: r.Link.Name, NoPromiscuous: true, Immediate: true, BufferSize: ringBuffer,
		FilterFor: func(i capture.Interface) (*cbpf.Program, error) {
			return filter.Compile(expr, filter.Options{LinkType: i.LinkType, Live: true})
		},
	}
	config.Ring.BlockSize = ringBlock
	live, err := capture.OpenLive(config)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("capture answers: %w", err), sender.Close())
	}
	return &Wire{Source: live, Sender: sender}, nil
}

// Open returns a session over a wire of its own, which Close closes. Answers
// that come by another interface than the route's are seen too.
func Open(r inject.Route, e Expect, c Config) (*Session, error) {
	w, err := OpenWire(r, e, c.LinkType)
	if err != nil {
		return nil, err
	}
	expr, err := e.Filter()
	if err == nil {
		w.elsewhere, err = openElsewhere(r, e, expr)
	}
	if err != nil {
		return nil, errors.Join(err, w.Close())
	}
	c.Loopback = r.Link.Loopback
	s, err := New(w, w, c)
	if err != nil {
		return nil, errors.Join(err, w.Close())
	}
	s.wire = w
	return s, nil
}
