package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"time"

	"pktcap/capture"
	"pktcap/craft"
	"pktcap/inject"
	"pktcap/inject/probe"
	"pktcap/linktype"
)

func local(r inject.Route, port uint16) netip.AddrPort {
	return netip.AddrPortFrom(zoned(r, r.Source), port)
}

func remote(r inject.Route, port uint16) netip.AddrPort {
	return netip.AddrPortFrom(zoned(r, r.Destination), port)
}

// zoned returns a link-local address with its zone, which sockets want.
func zoned(r inject.Route, a netip.Addr) netip.Addr {
	if a.Is6() && a.IsLinkLocalUnicast() {
		return a.WithZone(r.Link.Name)
	}
	return a
}

// converse makes a connection by hand, sends the payload, and copies the answer
// to standard output until the peer closes.
func (o *tcpOptions) converse(ctx context.Context, std streams, route inject.Route) (err error) {
	sport, dport := newSourcePorts(o.sport, 1).port(0), uint16(o.dport.Value())
	if _, err := route.Neighbour(ctx); err != nil {
		return err
	}
	guard, err := inject.GuardTCP(local(route, sport), remote(route, dport))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, guard.Close()) }()
	wire, err := probe.OpenWire(route, probe.Expect{
		Protocol: probe.TCP, Local: route.Source, Remote: route.Destination,
		LocalPorts: probe.PortRange{First: sport, Last: sport}, RemotePorts: probe.PortRange{First: dport, Last: dport},
	}, linktype.Raw)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, wire.Close()) }()
	// Standard output has the peer's answer.
	sink, err := openSink(o.probing.packets, wire.LinkType(), streams{out: std.err, err: std.err})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, sink.close()) }()

	ip := o.ip.layer(route)
	mss := uint16(o.mss.Or(uint64(max(min(route.MTU, 65535)-ipHeaderSize(route.Destination)-20, 88))))
	begin := time.Now()
	var unwritten error // of the capturing goroutine, until the connection is closed
	conn, err := probe.Connect(ctx, wire, wire, probe.ConnConfig{
		Local: netip.AddrPortFrom(route.Source, sport), Remote: netip.AddrPortFrom(route.Destination, dport),
		Loopback: route.Link.Loopback, MSS: mss, Seq: o.seq, Timeout: o.probing.timeout,
		Build: func(dst []byte, s probe.Segment) ([]byte, error) {
			return o.segment(dst, ip, sport, s, craft.TCPFlags(s.Flags), craft.U16(s.Window))
		},
		Seen: func(p *capture.Packet) { unwritten = errors.Join(unwritten, sink.put(p)) },
	})
	if err != nil {
		return err
	}
	shook := time.Since(begin)
	received, err := o.exchange(ctx, conn, std.out)
	closed := conn.Finished()
	if err = errors.Join(err, conn.Close(), unwritten); err != nil {
		return err
	}
	if !o.probing.quiet {
		how := "reset after that"
		if closed {
			how = "closed by both ends"
		}
		fmt.Fprintf(std.err, "%v port %d: connected in %.3f ms, %d bytes sent, %d received, %s\n",
			route.Destination, dport, ms(shook), len(o.data), received, how)
	}
	return nil
}

// exchange sends the payload and its end, and copies what comes until the
// peer's.
func (o *tcpOptions) exchange(ctx context.Context, conn *probe.Conn, w io.Writer) (received int64, err error) {
	if err := conn.Write(ctx, o.data); err != nil {
		return 0, err
	}
	if err := conn.CloseWrite(ctx); err != nil {
		return 0, err
	}
	buf := make([]byte, 32<<10)
	for {
		n, err := conn.Read(ctx, buf)
		received += int64(n)
		if _, e := w.Write(buf[:n]); e != nil {
			return received, e
		}
		if errors.Is(err, io.EOF) {
			return received, nil
		}
		if err != nil {
			return received, err
		}
	}
}
