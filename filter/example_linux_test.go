package filter_test

import (
	"fmt"
	"net"

	"golang.org/x/net/ipv4"

	"pktcap/filter"
	"pktcap/linktype"
)

// A program is attached to a socket. A UDP socket's filter sees the packet from
// its UDP header on, for which "link" stands with the link type that has no
// headers of its own.
func Example_attach() {
	conn, err := net.ListenPacket("udp4", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer conn.Close()

	// The first byte behind the UDP header is a "y".
	p, err := filter.Compile("link[8] = 0x79", filter.Options{LinkType: linktype.Raw})
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := ipv4.NewPacketConn(conn).SetBPF(p.Instructions()); err != nil {
		fmt.Println(err)
		return
	}

	send, err := net.Dial("udp4", conn.LocalAddr().String())
	if err != nil {
		fmt.Println(err)
		return
	}
	defer send.Close()
	for _, text := range []string{"no", "yes", "nor that", "yet"} {
		fmt.Fprint(send, text)
	}
	buf := make([]byte, 100)
	for range 2 {
		n, _, err := conn.ReadFrom(buf)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(string(buf[:n]))
	}
	// Output:
	// yes
	// yet
}
