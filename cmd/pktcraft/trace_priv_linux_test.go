package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pktcap/inject"
	"pktcap/internal/netlab"
)

// chain returns namespaces in a row, the ends with a route to each other
// through the routers between. Link i is 10.i.0.0/24 and fd00:i::/64, its left
// end .1 and its right end .2.
func chain(t *testing.T, length int) []*netlab.Namespace {
	t.Helper()
	netlab.Peer(t, "ip")
	var all []*netlab.Namespace
	for range length {
		all = append(all, netlab.New(t))
	}
	for i := range length - 1 {
		left, right := all[i], all[i+1]
		left.Run("ip", "link", "add", "right", "type", "veth", "peer", "name", "left", "netns", right.Path())
		for _, end := range []struct {
			n    *netlab.Namespace
			name string
			host int
		}{{left, "right", 1}, {right, "left", 2}} {
			end.n.Run("ip", "addr", "add", fmt.Sprintf("10.%d.0.%d/24", i, end.host), "dev", end.name)
			end.n.Run("ip", "addr", "add", fmt.Sprintf("fd00:%d::%d/64", i, end.host), "dev", end.name, "nodad")
			end.n.Up(end.name)
		}
	}
	for i, n := range all {
		n.Sysctl("net/ipv4/ip_forward", "1")
		n.Sysctl("net/ipv6/conf/all/forwarding", "1")
		n.Sysctl("net/ipv4/icmp_ratelimit", "0")
		n.Sysctl("net/ipv6/icmp/ratelimit", "0")
		for link := range length - 1 {
			four, six := fmt.Sprintf("10.%d.0.0/24", link), fmt.Sprintf("fd00:%d::/64", link)
			switch {
			case link > i:
				n.Run("ip", "route", "add", four, "via", fmt.Sprintf("10.%d.0.2", i))
				n.Run("ip", "-6", "route", "add", six, "via", fmt.Sprintf("fd00:%d::2", i))
			case link < i-1:
				n.Run("ip", "route", "add", four, "via", fmt.Sprintf("10.%d.0.1", i-1))
				n.Run("ip", "-6", "route", "add", six, "via", fmt.Sprintf("fd00:%d::1", i-1))
			}
		}
	}
	for i, n := range all {
		if i > 0 {
			meet(t, n, fmt.Sprintf("10.%d.0.1", i-1), fmt.Sprintf("fd00:%d::1", i-1))
		}
		if i < length-1 {
			meet(t, n, fmt.Sprintf("10.%d.0.2", i), fmt.Sprintf("fd00:%d::2", i))
		}
	}
	return all
}

// meet has the namespace find its neighbours: a fresh link may lose the first
// questions, and the next ones come a second later.
func meet(t *testing.T, n *netlab.Namespace, neighbours ...string) {
	t.Helper()
	n.Do(func() {
		for _, a := range neighbours {
			r, err := inject.FindRoute(addr(a), inject.RouteOptions{})
			if err == nil {
				_, err = r.Neighbour(context.Background())
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestTrace(t *testing.T) {
	n := chain(t, 4)
	listenTCP(t, n[3], addr("10.2.0.2"), 80)
	listenTCP(t, n[3], addr("fd00:2::2"), 80)
	for _, method := range []string{"", "--tcp 80", "--tcp 81", "--udp 33434"} {
		for _, dst := range []string{"10.2.0.2", "fd00:2::2"} {
			args := append([]string{"trace", dst, "--rate", "300"}, strings.Fields(method)...)
			r := pktcraft(t, n[0], args...)
			one, two := "10.0.0.2", "10.1.0.2"
			if strings.Contains(dst, ":") {
				one, two = "fd00:0::2", "fd00:1::2"
				one = addr(one).String()
			}
			r.want(t, 0, "\n 1  "+one+"  ", "\n 2  "+two+"  ", "\n 3  "+dst+"  ")
			if strings.Contains(r.out, "*") || strings.Contains(r.out, "\n 4") || strings.Contains(r.out, "!") {
				t.Errorf("trace %s %s: %s", method, dst, r.out)
			}
		}
	}
}

func TestTraceMTU(t *testing.T) {
	n := chain(t, 4)
	for _, end := range []struct {
		n    *netlab.Namespace
		name string
	}{{n[1], "right"}, {n[2], "left"}} {
		end.n.Run("ip", "link", "set", end.name, "mtu", "1450")
	}
	n[2].Run("ip", "link", "set", "right", "mtu", "1300")
	n[3].Run("ip", "link", "set", "left", "mtu", "1300")
	for _, dst := range []string{"10.2.0.2", "fd00:2::2"} {
		for _, method := range []string{"", "--tcp 81", "--udp 33434"} {
			args := append([]string{"trace", dst, "--mtu", "--rate", "300"}, strings.Fields(method)...)
			one, two := "10.0.0.2", "10.1.0.2"
			if strings.Contains(dst, ":") {
				one, two = addr("fd00:0::2").String(), "fd00:1::2"
			}
			pktcraft(t, n[0], args...).want(t, 0, "\n 3  "+dst+"  ",
				one+": the next link takes 1450 bytes\n", two+": the next link takes 1300 bytes\n", "path MTU 1300\n")
		}
	}
}

// TestTraceBlackHole has a link whose far end drops what is too long for it,
// without a word.
func TestTraceBlackHole(t *testing.T) {
	n := chain(t, 4)
	n[3].Run("ip", "link", "set", "left", "mtu", "1336") // and a VLAN tag's 4 bytes: is_skb_forwardable
	for _, tt := range []struct{ dst, two, method string }{
		{"10.2.0.2", "10.1.0.2", ""}, {"fd00:2::2", "fd00:1::2", "--udp 33434"},
	} {
		args := append([]string{"trace", tt.dst, "--mtu", "--rate", "1000", "--max", "6", "--timeout", "100ms"}, strings.Fields(tt.method)...)
		r := pktcraft(t, n[0], args...)
		r.want(t, 0, "\n 2  "+tt.two+"  ", "\n 3  "+tt.dst+"  ",
			tt.two+": packets of 1341 bytes and more vanish behind it, without an ICMP error\npath MTU 1340\n")
		if strings.Contains(r.out, "*") || strings.Count(r.out, "\n 1  ") != 1 {
			t.Errorf("trace %s %s: %s", tt.dst, tt.method, r.out)
		}
	}
	pktcraft(t, n[0], "trace", "10.2.0.2", "--mtu", "--tcp", "81", "--rate", "1000", "--max", "6", "--timeout", "100ms", "--json").want(t, 0,
		`"reached":true,"hops":3,"path_mtu":1340,"black_hole":{"after":"10.1.0.2","size":1341}}`)
	r := pktcraft(t, n[0], "trace", "10.2.0.2", "--max", "2", "--probes", "1", "--dry-run", "-x")
	r.want(t, 0, "10.0.0.1 > 10.2.0.2: ICMP echo request", "0x0000:  4500")
	if strings.Count(r.out, "echo request") != 2 {
		t.Errorf("dry run: %s", r.out)
	}
}

func TestTraceNotReached(t *testing.T) {
	n := chain(t, 3)
	n[1].Run("ip", "route", "add", "unreachable", "198.51.100.0/24")
	n[0].Run("ip", "route", "add", "198.51.100.0/24", "via", "10.0.0.2")
	pktcraft(t, n[0], "trace", "198.51.100.1", "--max", "3", "--timeout", "200ms").want(t, 0,
		"\n 1  10.0.0.2  ", "ms !(host unreachable)")
	// A host that is not there: the last router looks for it for seconds.
	n[1].Run("ip", "route", "add", "blackhole", "203.0.113.0/24")
	n[0].Run("ip", "route", "add", "203.0.113.0/24", "via", "10.0.0.2")
	r := pktcraft(t, n[0], "trace", "203.0.113.1", "--max", "2", "--timeout", "200ms", "--json")
	r.want(t, 1)
	lines := strings.Split(strings.TrimSpace(r.out), "\n")
	var sum struct {
		Type    string
		Reached bool
	}
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &sum); err != nil || sum.Type != "summary" || sum.Reached {
		t.Errorf("%v: %s", err, r.out)
	}
}
