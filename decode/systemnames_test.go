package decode

import (
	"context"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"testing"
	"time"

	"pktcap/linktype"
)

// namesDir returns a folder with files of names.
func namesDir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"hosts":     "# comment\n10.0.0.1 first.example.org alias\n10.0.0.1 second\n::1 localhost\nwrong\n",
		"services":  "cadlock2 1000/tcp\nothers 1000/udp alias # comment\nsctpish 1000/sctp\n",
		"protocols": "icmp 1 ICMP\n",
		"ethers":    "02:00:00:00:00:02 router\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestSystemNames(t *testing.T) {
	dir := namesDir(t)
	udp := framePacket(t, frames[2].bytes)
	for _, tt := range []struct {
		name   string
		config NamesConfig
		opt    Options
		want   string
	}{
		{"names", NamesConfig{}, Options{}, "IP first.example.org.others > 10.0.0.2.2000: UDP, length 5\n"},
		{"no domain", NamesConfig{NoDomain: true}, Options{}, "IP first.others > 10.0.0.2.2000: UDP, length 5\n"},
		{
			"only others", NamesConfig{Only: []netip.Prefix{netip.MustParsePrefix("192.168.0.0/16")}}, Options{},
			"IP 10.0.0.1.others > 10.0.0.2.2000: UDP, length 5\n",
		},
		{
			"link", NamesConfig{}, Options{Link: true},
			"router > 02:00:00:00:00:01 (oui Unknown), ethertype IPv4 (0x0800), length 47: first.example.org.others > 10.0.0.2.2000: UDP, length 5\n",
		},
	} {
		tt.config.Dir = dir
		n := NewSystemNames(tt.config)
		tt.opt.Names, tt.opt.Time = n, TimeNone
		if got := string(New(tt.opt).AppendPacket(nil, udp, linktype.Ethernet)); got != tt.want {
			t.Errorf("%s:\n got %q\nwant %q", tt.name, got, tt.want)
		}
		n.Close()
	}
}

// TestDNSDoesNotDelay has a resolver that answers when it is told to.
func TestDNSDoesNotDelay(t *testing.T) {
	answer := make(chan struct{})
	n := NewSystemNames(NamesConfig{Dir: t.TempDir(), DNS: true, Lookup: func(ctx context.Context, addr string) ([]string, error) {
		select {
		case <-answer:
			return []string{"host-" + addr + "."}, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}})
	addr := []byte{10, 0, 0, 9}
	if got := string(n.AppendHost(nil, addr)); got != "" {
		t.Errorf("a name without an answer: %q", got)
	}
	close(answer)
	var got string
	for deadline := time.Now().Add(5 * time.Second); got == "" && time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		got = string(n.AppendHost(nil, addr))
	}
	if got != "host-10.0.0.9" {
		t.Errorf("after the answer: %q", got)
	}
	n.Close()
}

// TestDNSIsBounded asks for more addresses than are remembered, of a resolver
// that never answers.
func TestDNSIsBounded(t *testing.T) {
	n := NewSystemNames(NamesConfig{Dir: t.TempDir(), DNS: true, Lookup: func(ctx context.Context, addr string) ([]string, error) {
		<-ctx.Done()
		return nil, fmt.Errorf("no answer: %w", ctx.Err())
	}})
	for i := range 5 * maxAnswers {
		n.AppendHost(nil, []byte{10, byte(i >> 16), byte(i >> 8), byte(i)})
	}
	n.mu.Lock()
	if len(n.young) > maxAnswers || len(n.old) > maxAnswers || len(n.questions) > maxQuestions {
		t.Errorf("%d and %d addresses are remembered, %d wait", len(n.young), len(n.old), len(n.questions))
	}
	n.mu.Unlock()
	n.Close() // returns although the resolver waits
}
