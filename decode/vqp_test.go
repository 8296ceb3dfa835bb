package decode

import "testing"

func TestVQPAndTimed(t *testing.T) {
	tests := []struct {
		name    string
		verbose int
		port    int
		payload string
		want    string
	}{
		{"VQP", 0, portVQP, "01 01 00 00 00000001", "VQPv1 Request, Join Port Message, error-code No error (0), length 8"},
		{"VQP objects", 1, portVQP, "01 02 03 03 00000001 00000c03 0002 6162 00000c08 0006 020000000001 00000c01 0004 0a000001",
			"\n\tVQPv1, Response, VLAN Message, error-code Access denied (3), seq 0x00000001, items 3, length 38" +
				"\n\t  VLAN Name Object (0x00000c03), length 2, value: ab" +
				"\n\t  MAC Address Object (0x00000c08), length 6, value: 02:00:00:00:00:01" +
				"\n\t  Client IP Address Object (0x00000c01), length 4, value: 10.0.0.1 (0x0a000001)"},
		{"VQP address of wrong length", 1, portVQP, "01 09 00 01 00000001 00000c01 0001 0a",
			"\n\tVQPv1, unknown (9) Message, error-code No error (0), seq 0x00000001, items 1, length 15" +
				"\n\t  Client IP Address Object (0x00000c01), length 1, value:  (invalid)"},
		{"VQP version", 0, portVQP, "02 01 00 00 00000001", "VQP version 2 packet not supported"},
		{"timed", 0, portTimed, "18 01 0009 0a00000000000000 6f74746f00" + "00", "TSP_LOOP vers 1 seq 9 hopcnt 10 name otto"},
		{"timed time", 0, portTimed, "01 01 0009 ffffffff 000003e8 6100", "TSP_ADJTIME vers 1 seq 9 time -0.999000 name a"},
		{"timed unknown", 0, portTimed, "30 01 0009 0000000000000000 00", "(tsp_type 0x30) vers 1 seq 9 name "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := printedUDP(t, Options{Verbose: tt.verbose}, tt.port, tt.payload); got != tt.want {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}
