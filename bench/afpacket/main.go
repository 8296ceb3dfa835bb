//go:build linux && cgo

// Command afpacket counts the packets and bytes of an interface with
// google/gopacket's afpacket until it is interrupted: the loop of its
// documentation, with ZeroCopyReadPacketData, and, as "decode", with a
// DecodingLayerParser behind it, as its documentation advises for speed.
//
//	afpacket INTERFACE RING-BYTES [decode]
package main

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/google/gopacket"
	"github.com/google/gopacket/afpacket"
	"github.com/google/gopacket/layers"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintf(os.Stderr, "afpacket: %v\n", err)
		os.Exit(1)
	}
}

func run() error {
	if len(os.Args) < 3 {
		return errors.New("usage: afpacket INTERFACE RING-BYTES [decode]")
	}
	size, err := strconv.Atoi(os.Args[2])
	if err != nil {
		return err
	}
	var done atomic.Bool
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt)
	go func() {
		<-signals
		done.Store(true)
	}()
	handle, err := afpacket.NewTPacket(
		afpacket.OptInterface(os.Args[1]),
		afpacket.OptTPacketVersion(afpacket.TPacketVersion3),
		afpacket.OptFrameSize(afpacket.DefaultFrameSize),
		afpacket.OptBlockSize(afpacket.DefaultBlockSize),
		afpacket.OptNumBlocks(max(2, size/afpacket.DefaultBlockSize)),
		afpacket.OptPollTimeout(100*time.Millisecond)) // else nothing ends the wait
	if err != nil {
		return err
	}
	defer handle.Close()

	packet := func([]byte) {}
	if len(os.Args) > 3 {
		packet = decoder()
	}
	var packets, bytes uint64
	for !done.Load() {
		data, info, err := handle.ZeroCopyReadPacketData()
		if errors.Is(err, afpacket.ErrTimeout) {
			continue
		}
		if err != nil {
			return err
		}
		packets++
		bytes += uint64(info.Length)
		packet(data)
	}
	fmt.Printf("%d packets captured\n%d bytes\n", packets, bytes)
	return nil
}

// decoder decodes into the same layers again and again.
func decoder() func([]byte) {
	var (
		eth     layers.Ethernet
		vlan    layers.Dot1Q
		arp     layers.ARP
		ip4     layers.IPv4
		ip6     layers.IPv6
		tcp     layers.TCP
		udp     layers.UDP
		icmp    layers.ICMPv4
		payload gopacket.Payload
		decoded []gopacket.LayerType
	)
	parser := gopacket.NewDecodingLayerParser(layers.LayerTypeEthernet,
		&eth, &vlan, &arp, &ip4, &ip6, &tcp, &udp, &icmp, &payload)
	parser.IgnoreUnsupported = true
	return func(data []byte) {
		_ = parser.DecodeLayers(data, &decoded) // a packet that it cannot decode is counted too
	}
}
