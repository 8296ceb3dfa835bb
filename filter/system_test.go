package filter

import (
	"errors"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"pktcap/linktype"
)

func TestFileResolver(t *testing.T) {
	dir := t.TempDir()
	for file, text := range map[string]string{
		"hosts":     "# comment\n10.0.0.1 a a.example # more\nfd00::1 A.example\n\nnonsense b\n",
		"ethers":    "00:11:22:aa:bb:cc a\n0011.22aa.bbcd c\nnonsense d\n",
		"networks":  "here 10\nthere 192.168.7.0 yonder\n",
		"services":  "http 80/tcp www # web\ndomain 53/tcp\ndomain 53/udp\nsyslog 514/udp\nodd nonsense/tcp\n",
		"protocols": "tcp 6 TCP\nodd 300\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	asked := ""
	r := NewFileResolver(dir, func(name string) ([]netip.Addr, error) {
		asked = name
		return []netip.Addr{netip.MustParseAddr("192.0.2.1")}, nil
	})

	addrs, err := r.LookupHost("A.EXAMPLE")
	if want := []netip.Addr{netip.MustParseAddr("10.0.0.1"), netip.MustParseAddr("fd00::1")}; err != nil || !slices.Equal(addrs, want) || asked != "" {
		t.Errorf("LookupHost = %v, %v, with a question for %q; want %v", addrs, err, asked, want)
	}
	if addrs, err := r.LookupHost("elsewhere"); err != nil || len(addrs) != 1 || asked != "elsewhere" {
		t.Errorf("LookupHost = %v, %v, with a question for %q; want one for elsewhere", addrs, err, asked)
	}
	if mac, err := r.LookupEther("c"); err != nil || mac != [6]byte{0, 0x11, 0x22, 0xaa, 0xbb, 0xcd} {
		t.Errorf("LookupEther(c) = %x, %v", mac, err)
	}
	for name, want := range map[string]string{"here": "10.0.0.0/32", "Yonder": "192.168.7.0/32"} {
		if p, err := r.LookupNetwork(name); err != nil || p.String() != want {
			t.Errorf("LookupNetwork(%s) = %v, %v; want %s", name, p, err, want)
		}
	}
	if p, err := r.LookupPort("www", "tcp"); err != nil || p != 80 {
		t.Errorf("LookupPort(www, tcp) = %d, %v", p, err)
	}
	if p, err := r.LookupProtocol("TCP"); err != nil || p != 6 {
		t.Errorf("LookupProtocol(TCP) = %d, %v", p, err)
	}
	for what, err := range map[string]error{
		"ether":    second(r.LookupEther("d")),
		"network":  second(r.LookupNetwork("nowhere")),
		"port":     second(r.LookupPort("syslog", "tcp")),
		"no port":  second(r.LookupPort("odd", "tcp")),
		"protocol": second(r.LookupProtocol("odd")),
		"host":     second(NewFileResolver(dir, nil).LookupHost("elsewhere")),
		"nothing":  second(NoNames.LookupHost("a")),
	} {
		if !errors.Is(err, ErrNoSuchName) {
			t.Errorf("%s: %v, want ErrNoSuchName", what, err)
		}
	}

	// Without files, what everybody knows is known.
	bare := NewFileResolver(t.TempDir(), nil)
	if p, err := bare.LookupPort("https", "tcp"); err != nil || p != 443 {
		t.Errorf("LookupPort(https, tcp) without a file = %d, %v", p, err)
	}
	if p, err := bare.LookupProtocol("icmp"); err != nil || p != 1 {
		t.Errorf("LookupProtocol(icmp) without a file = %d, %v", p, err)
	}
}

func second[T any](_ T, err error) error { return err }

// TestResolverFails compiles with a resolver that cannot answer.
func TestResolverFails(t *testing.T) {
	broken := NewFileResolver(t.TempDir(), func(string) ([]netip.Addr, error) { return nil, errors.New("server is on fire") })
	_, err := Compile("host example.org", Options{LinkType: 1, Resolver: broken})
	var e *Error
	if !errors.As(err, &e) || e.Code != CodeUnknownName || e.Msg != "unknown host 'example.org': server is on fire" {
		t.Errorf("Compile = %v", err)
	}
}

// TestServiceSaysProtocol compiles ports by name: a service that one protocol
// alone has says which one is meant.
func TestServiceSaysProtocol(t *testing.T) {
	r := NewFileResolver(t.TempDir(), nil)
	for expr, want := range map[string]string{
		"port http": "tcp port 80", "port domain": "port 53", "port syslog": "udp port 514", "tcp port domain": "tcp port 53",
		"portrange bootps-bootpc": "udp portrange 67-68", "portrange http-domain": "portrange 53-80", "port http-alt": "port 8080",
		"portrange http-alt-8081": "portrange 8080-8081", "portrange 80-http-alt": "portrange 80-8080",
	} {
		p, err := Compile(expr, Options{LinkType: 1, Resolver: r})
		if err != nil {
			t.Errorf("%s: %v", expr, err)
			continue
		}
		if q, err := Compile(want, Options{LinkType: 1, Resolver: NoNames}); err != nil || p.String() != q.String() {
			t.Errorf("%s is not %s: %v\n%v\n%v", expr, want, err, p, q)
		}
	}
	if _, err := Compile("udp port http", Options{LinkType: 1, Resolver: r}); err == nil {
		t.Error("udp port http compiles, and http is TCP's")
	}
}

// TestLikeService misspells services that are in services(5).
func TestLikeService(t *testing.T) {
	for _, tt := range []struct{ expr, want string }{
		{"port htpp", "http"},
		{"udp port dns", "domain"},
		{"tcp port shh", "ssh"},
		{"port nosuchserviceatall", ""},
	} {
		_, err := Compile(tt.expr, Options{LinkType: linktype.Ethernet, Resolver: NewFileResolver("/etc", nil)})
		var e *Error
		if !errors.As(err, &e) || e.Code != CodeUnknownName {
			t.Errorf("%s: %v", tt.expr, err)
			continue
		}
		want := ""
		if tt.want != "" {
			want = fmt.Sprintf("did you mean %q?", tt.want)
		}
		if e.Hint != want {
			t.Errorf("%s: hint %q, want %q", tt.expr, e.Hint, want)
		}
	}
}
