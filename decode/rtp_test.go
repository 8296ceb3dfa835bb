package decode

import "testing"

func TestPayloadTypes(t *testing.T) {
	tests := []struct {
		name    string
		kind    PayloadType
		verbose int
		payload string
		want    string
	}{
		{"RTP", PayloadRTP, 0, "80 e0 0007 00000064 00000009 aabb", "udp/rtp 2 c96 * 7 100"},
		{"RTP with -v", PayloadRTP, 1, "90 1f 0007 00000064 00000009 00000000 1234 0000", "udp/rtp 8 c31 + 7 100 9 0x1234"},
		{"RTP's extension too long", PayloadRTP, 1, "90 00 0007 00000064 00000009 00000009", "udp/rtp 4 c0 + 7 100 9 !ext"},
		{"RTP version 1", PayloadRTP, 0, "40 05 0007 00000064 aabb", "udp/rtpv1 2 c5  7 100"},
		{"RTP too short", PayloadRTP, 0, "80 00 0007 00000064", "udp/rtp, length 8 < 12"},
		{"RTCP sender", PayloadRTCP, 0, "80 c8 0006 00000001 00000002 80000000 00000003 00000004 00000005", " sr @2.50 3 4p 5b"},
		{"RTCP receiver", PayloadRTCP, 1, "81 c9 0007 00000001 00000002 01000003 00000004 00000005 00018000 00008000", " rr 1 2 3l 4s 5j @1.50+0.50"},
		{"RTCP others", PayloadRTCP, 0, "81 ca 0001 00000001 81 cb 0001 00000001 81 cc 0001 00000001", " sdes 8 bye 8 type-0xcc 8"},
		{"vat", PayloadVAT, 0, "0081 0005 00000064 aa", "udp/vat 1 c5 100* f1"},
		{"vt", PayloadVAT, 0, "f005 00", "udp/vt 3 5 / 60"},
		{"vat too short", PayloadVAT, 0, "0000", "udp/vat, length 2 < 8"},
		{"portmap", PayloadRPC, 0, "00000007 00000000 00000002 000186a0 00000002 00000003 00000000 00000000",
			"10.0.0.1.0x7 > 10.0.0.2.0x6f: 32 getport 100000.2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data := udpPacket(40000, 5004, frameBytes(t, tt.payload))
			opt := Options{Payload: tt.kind, Verbose: tt.verbose, IPFirst: true, NoChecksum: true}
			printTruncated(opt, data)
			got := printedRaw(opt, data)
			if tt.kind != PayloadRPC {
				got = afterEndpoints(t, got, 5004)
			} else {
				got = got[len("IP "):]
			}
			if got != tt.want {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}
