package decode

import "testing"

func TestNTP(t *testing.T) {
	const zeros = "0000000000000000"
	tests := []struct {
		name    string
		message string
		want    string
	}{
		{"short", "23", "NTPv4, Client, length 1\n\tLeap indicator:  (0) [length 1 < 48] (invalid)"},
		{"private mode", "17", "NTPv2, Reserved, length 1\n\tLeap indicator:  (0)"},
		{"negative poll", "1c01 fb e9 00010000 00018000 47505300" + zeros + "83aa7e80 80000000" + "83aa7e80 80000000" + "83aa7e80 40000000",
			"NTPv3, Server, length 48\n\tLeap indicator:  (0), Stratum 1 (primary reference), poll -5 (1/32s), precision -23" +
				"\n\tRoot Delay: 1.000000, Root dispersion: 1.500000, Reference-ID: GPS^@" +
				"\n\t  Reference Timestamp:  0.000000000" +
				"\n\t  Origin Timestamp:     2208988800.500000000 (1970-01-01T00:00:00Z)" +
				"\n\t  Receive Timestamp:    2208988800.500000000 (1970-01-01T00:00:00Z)" +
				"\n\t  Transmit Timestamp:   2208988800.250000000 (1970-01-01T00:00:00Z)" +
				"\n\t    Originator - Receive Timestamp:  -0.000000000" +
				"\n\t    Originator - Transmit Timestamp: -0.250000000"},
		{"second era, crypto-NAK", "e500 00 00 00000000 00000000 52415445" + zeros + zeros + zeros + "00000001 00000000" + "00000000",
			"NTPv4, Broadcast, length 52\n\tLeap indicator: clock unsynchronized (192), Stratum 0 (unspecified), poll 0 (1s), precision 0" +
				"\n\tRoot Delay: 0.000000, Root dispersion: 0.000000, Reference-ID: RATE" +
				"\n\t  Reference Timestamp:  0.000000000" +
				"\n\t  Origin Timestamp:     0.000000000" +
				"\n\t  Receive Timestamp:    0.000000000" +
				"\n\t  Transmit Timestamp:   1.000000000 (2036-02-07T06:28:17Z)" +
				"\n\t    Originator - Receive Timestamp:  0.000000000" +
				"\n\t    Originator - Transmit Timestamp: 1.000000000 (2036-02-07T06:28:17Z)" +
				"\n\tKey id: 0"},
		{"control", "16 c2 0001 0618 0002 0003 0005 00",
			"NTPv2, Control Message, length 13\n\tLeap indicator:  (0), Response, Error, Last, OpCode=2" +
				"\n\tSequence=1, Status=0x618, Assoc.=2, Offset=3, Count=5 [length 13 < 17] (invalid)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := printedUDP(t, Options{Verbose: 1}, portNTP, tt.message); got != tt.want {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}
