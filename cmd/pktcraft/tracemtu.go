package main

import (
	"context"
	"errors"
	"net/netip"

	"pktcap/inject/probe"
)

// find traces the path: in one pass where its MTU is not asked for.
func (p *path) find(ctx context.Context, session *probe.Session, sink *packetSink) error {
	if p.t.size == 0 {
		_, err := p.pass(ctx, session, sink)
		return err
	}
	p.quiet = true // how the path is to be shown is known when all is over
	err := p.shrink(ctx, session, sink)
	if err == nil && p.reached.Load() == 0 && ctx.Err() == nil {
		err = p.searchHole(ctx, session, sink)
	}
	p.quiet = false
	return errors.Join(err, p.show())
}

// shrink has the routers say what is too long for the next link. Each such link
// costs a pass, and the last pass has probes that fit through all.
func (p *path) shrink(ctx context.Context, session *probe.Session, sink *packetSink) error {
	const passes = 16
	for range passes {
		smaller, err := p.pass(ctx, session, sink)
		if err != nil {
			return err
		}
		if smaller == 0 || ctx.Err() != nil {
			break
		}
		p.t.size = smaller
	}
	return nil
}

// smallest is the size of the probes that get through where any do: what every
// link has to take (RFC 8200 section 5), and below what IPv4's links have in
// practice.
func (p *path) smallest() int {
	if p.t.route.Destination.Is6() {
		return 1280
	}
	return 128
}

// searchHole looks for the longest packet that gets through where long ones do
// not and nobody says so. p has the hops that answered the long ones.
func (p *path) searchHole(ctx context.Context, session *probe.Session, sink *packetSink) error {
	var after netip.Addr
	for _, h := range p.hops {
		for _, a := range h.answers {
			if a.From.IsValid() {
				after = a.From
			}
		}
	}
	lost := p.t.size // gets lost
	if p.t.size = p.smallest(); p.t.size >= lost {
		p.t.size = lost
		return nil
	}
	if _, err := p.pass(ctx, session, sink); err != nil {
		return err
	}
	if p.reached.Load() == 0 {
		p.t.size = lost // short ones do not either: it is not for their length
		return nil
	}
	hops, small, fits := p.reached.Load(), p.hops, p.t.size
	p.t.only = int(hops)
	for lost-fits > 1 && ctx.Err() == nil {
		p.t.size = (lost + fits) / 2
		p.hops = make([]hop, len(small))
		if _, err := p.pass(ctx, session, sink); err != nil {
			return err
		}
		if p.reached.Load() > 0 {
			fits = p.t.size
		} else {
			lost = p.t.size
		}
	}
	p.hops, p.t.only, p.t.size = small, 0, fits
	p.reached.Store(hops)
	p.vanish = &vanishing{after, lost}
	return nil
}
