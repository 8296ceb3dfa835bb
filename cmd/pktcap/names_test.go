package main

import (
	"context"
	"errors"
	"net/netip"
	"testing"
	"time"
)

func TestNames(t *testing.T) {
	n := &names{
		hosts: map[netip.Addr]string{netip.MustParseAddr("192.0.2.1"): "gate.example"},
		ports: map[port]string{{6, 80}: "http", {17, 53}: "domain"},
		cards: map[[6]byte]string{{2, 0, 0, 0, 0, 1}: "printer"},
	}
	if got := string(n.AppendHost([]byte("> "), []byte{192, 0, 2, 1})); got != "> gate.example" {
		t.Errorf("host: %q", got)
	}
	n.noDomain = true
	if got := string(n.AppendHost(nil, []byte{192, 0, 2, 1})); got != "gate" {
		t.Errorf("host with -N: %q", got)
	}
	if got := n.AppendHost(nil, []byte{192, 0, 2, 9}); len(got) != 0 {
		t.Errorf("unknown host: %q", got)
	}
	if got := string(n.AppendPort(nil, 6, 80)) + string(n.AppendPort(nil, 17, 80)); got != "http" {
		t.Errorf("ports: %q", got)
	}
	if got := string(n.AppendMAC(nil, []byte{2, 0, 0, 0, 0, 1})); got != "printer" {
		t.Errorf("MAC: %q", got)
	}
}

// TestLookupsDoNotWait: the first question is answered by nothing at once, and
// by the name once it has come; a failed one stays a number.
func TestLookupsDoNotWait(t *testing.T) {
	good, bad := netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("192.0.2.2")
	release := make(chan struct{})
	asked := make(chan netip.Addr, 10)
	l := newLookups(t.Context(), func(_ context.Context, a netip.Addr) (string, error) {
		asked <- a
		<-release
		if a == bad {
			return "", errors.New("no such name")
		}
		return "gate.example", nil
	})
	if got := l.name(good) + l.name(bad); got != "" {
		t.Errorf("before the answer: %q", got)
	}
	<-asked
	<-asked
	close(release)
	for deadline := time.Now().Add(patience); l.name(good) == ""; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("no answer")
		}
	}
	if got := l.name(good) + "," + l.name(bad); got != "gate.example," {
		t.Errorf("after the answers: %q", got)
	}
	if len(asked) != 0 {
		t.Error("an address was asked for twice")
	}
}
