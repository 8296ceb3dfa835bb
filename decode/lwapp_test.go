package decode

import "testing"

func TestLWAPP(t *testing.T) {
	tests := []struct {
		name    string
		verbose int
		port    int
		payload string
		want    string
	}{
		{"data", 0, portLWAPPData, "02 00 0006 0000", "LWAPPv0, Data frame, Flags [Fragment], length 6"},
		{"data and bytes", 1, portLWAPPData, "09 07 0008 0000 abcd",
			"LWAPPv0, Data frame, Radio-id 1, Flags [Not Last], Frag-id 7, length 8\n\t0x0000:  abcd"},
		{"data too short", 1, portLWAPPData, "00 00 0003 0000", "LWAPPv0, Data frame, Radio-id 0, Flags [none], length 3 < transport header length"},
		{"version", 0, portLWAPPControl, "020000000001 40 00 0000 0000", "LWAPP version 1 packet not supported"},
		{"control", 1, portLWAPPControl, "020000000001 04 00 0009 0000 03 05 0001 00000009 ff",
			"LWAPPv0, Control frame, Radio-id 0, Flags [Control], Frag-id 0, length 9" +
				"\n\tAP identity: 02:00:00:00:00:01\n\t  Msg type: Join req (3), Seqnum: 5, Msg len: 1, Session: 0x00000009"},
		{"control too long", 1, portLWAPPControl, "020000000001 04 00 0009 0000 03 05 0002 00000009 ff",
			"LWAPPv0, Control frame, Radio-id 0, Flags [Control], Frag-id 0, length 9" +
				"\n\tAP identity: 02:00:00:00:00:01\n\t  Msg goes past end of PDU"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := printedUDP(t, Options{Verbose: tt.verbose}, tt.port, tt.payload); got != tt.want {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}
