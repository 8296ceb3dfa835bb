package decode

import "testing"

func TestQUIC(t *testing.T) {
	tests := []struct{ name, packet, want string }{
		{"initial with a token", "c0 00000001 04 01020304 02 0506 02 aabb 4003 010203 0000",
			"quic, initial, dcid 01020304, scid 0506, token aabb, length 3"},
		{"coalesced", "e0 00000001 00 00 01 ff 40 0102030405060708090a0b0c0d0e0f1011", "quic, handshake, length 1, protected"},
		{"version 2", "e0 6b3343cf 00 00 05 00", "quic, 0-rtt, v6b3343cf, length 5 [|quic]"},
		{"version negotiation", "80 00000000 00 01 07 00000001 6b3343cf 00", "quic, version negotiation, scid 07, version 0x1, version 0x6b3343cf [|quic]"},
		{"retry", "f0 00000001 00 01 07 aabbcc 00112233445566778899aabbccddeeff", "quic, retry, scid 07, token aabbcc"},
		{"retry too short", "f0 00000001 00 00 0011", "quic, retry, token  [|quic]"},
		{"protected and short", "40 0102", "quic, protected [|quic]"},
		{"not QUIC", "0102", "UDP, length 2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := tt.want
			if tt.name == "version negotiation" { // without a fixed bit it is not known by its port
				if got := printedUDP(t, Options{Payload: PayloadQUIC}, portHTTPS, tt.packet); got != want {
					t.Errorf("\n got %q\nwant %q", got, want)
				}
				return
			}
			if got := printedUDP(t, Options{}, portHTTPS, tt.packet); got != want {
				t.Errorf("\n got %q\nwant %q", got, want)
			}
		})
	}
}
