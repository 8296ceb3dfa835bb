package probe

import (
	"errors"

	"pktcap/capture"
	"pktcap/inject"
	"pktcap/linktype"
)

// A Wire is where probes go out and answers come in: a capture with a kernel
// filter for a set of expected packets, and a sender.
type Wire struct {
	capture.Source
	inject.Sender
	elsewhere *capture.Live // answers that come by other interfaces; nil: none can
}

// Close closes both.
func (w *Wire) Close() error {
	err := errors.Join(w.Source.Close(), w.Sender.Close())
	if w.elsewhere != nil {
		err = errors.Join(err, w.elsewhere.Close())
	}
	return err
}

// LinkType returns the link type of the captured packets.
func (w *Wire) LinkType() linktype.Type { return w.Interfaces()[0].LinkType }

// Close closes what Open opened.
func (s *Session) Close() error {
	if s.wire == nil {
		return nil
	}
	return s.wire.Close()
}

// LinkType returns the link type of the captured packets.
func (s *Session) LinkType() linktype.Type { return s.source.Interfaces()[0].LinkType }
