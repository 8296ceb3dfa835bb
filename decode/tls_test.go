package decode

import (
	"context"
	"strings"
	"testing"

	"pktcap/capture"
)

// TestTLS prints what openssl said.
func TestTLS(t *testing.T) {
	f, err := capture.OpenFile("../testdata/pcaps/tls.pcap", capture.FileConfig{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var got []string
	p := New(Options{Verbose: 1, Time: TimeNone})
	for pkt, err := range f.Borrow(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		line := string(p.AppendPacket(nil, pkt, f.Interfaces()[0].LinkType))
		if _, text, ok := strings.Cut(line, ": TLS: "); ok && strings.Contains(text, "Hello") {
			got = append(got, strings.TrimSpace(text))
		}
	}
	want := []string{
		"ClientHello 1.3 SNI www.example.net ALPN http/1.1",
		"ServerHello 1.3 cipher AES_256_GCM_SHA384; ChangeCipherSpec; ApplicationData (38); ApplicationData (426); ApplicationData (97); ApplicationData (69)",
		"ClientHello 1.2 SNI www.example.net ALPN http/1.1",
		"ServerHello 1.2 ALPN http/1.1 cipher ECDHE_ECDSA_AES_256_GCM_SHA384; Certificate (402); ServerKeyExchange (111); ServerHelloDone (0)",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
}

func TestTLSRecords(t *testing.T) {
	const random = "0000000000000000000000000000000000000000000000000000000000000000"
	tests := []struct{ name, payload, want string }{
		{"alert", "15 0303 0002 0228", "TLS: Alert fatal handshake_failure"},
		{"encrypted alert", "15 0303 001a" + strings.Repeat("aa", 26), "TLS: Alert encrypted (26)"},
		{"heartbeat", "18 0302 0003 014000", "TLS: Heartbeat (3)"},
		{"two", "14 0303 0001 01 17 0303 0002 aabb", "TLS: ChangeCipherSpec; ApplicationData (2)"},
		{"finished", "16 0303 0028" + strings.Repeat("c7", 40), "TLS: Handshake encrypted (40)"},
		{"key update and ticket", "16 0303 000d 18000001 00 04000004 00000000", "TLS: KeyUpdate (1), NewSessionTicket (4)"},
		{"old hello", "16 0300 002b 01000027 0300" + random + "00 0002 0005 01 00", "TLS: ClientHello SSL 3.0"},
		{
			"extensions", "16 0301 0048 01000044 0303" + random + "00 0004 1301 0a0a 01 00 0017 fe0d 0000 002b 0007 06 fafa 0304 0303 0010 0004 0002 0168",
			"TLS: ClientHello 1.3 ALPN h ciphers [AES_128_GCM_SHA256,0x0a0a] extensions [encrypted_client_hello,supported_versions,alpn]",
		},
		{
			"retry", "16 0303 0030 0200002c 0303 cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c 00 1301 00 0004 0017 0000",
			"TLS: HelloRetryRequest 1.2 cipher AES_128_GCM_SHA256 extensions [extended_master_secret]",
		},
	}
	for _, tt := range tests {
		v := 1
		if strings.Contains(tt.want, "extensions") {
			v = 2
		}
		got := printedTCP(t, Options{Verbose: v, NoChecksum: true}, 4443, tt.payload)
		if got != ": "+tt.want {
			t.Errorf("%s:\n got %q\nwant %q", tt.name, got, tt.want)
		}
	}
	for _, payload := range []string{"16 0303 0000", "16 0403 0010 01", "16 0303", "41 0303 0001 00", "14 0303 0002 0101"} {
		if got := printedTCP(t, Options{Verbose: 1, NoChecksum: true}, 443, payload); got != "" {
			t.Errorf("%s is %q", payload, got)
		}
	}
	if got := printedTCP(t, Options{}, 443, "15 0303 0002 0228"); got != "" {
		t.Errorf("without -v it is %q", got)
	}
}
