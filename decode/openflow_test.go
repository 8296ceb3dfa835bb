package decode

import (
	"strings"
	"testing"
)

func TestOpenFlow(t *testing.T) {
	tests := []struct {
		name    string
		verbose int
		payload string
		want    string
	}{
		{"hello", 0, "01 00 0008 00000001", "version 1.0, type HELLO, length 8, xid 0x00000001"},
		{"two messages", 1, "01 05 0008 00000001 04 05 0008 00000002",
			"version 1.0, type FEATURES_REQUEST, length 8, xid 0x00000001\n\tversion 1.3, type FEATURES_REQUEST, length 8, xid 0x00000002"},
		{"too short", 0, "01 00 0007 00000001", "version 1.0, type HELLO, length 7 (too short!), xid 0x00000001 (invalid)"},
		{"header cut by the segment", 0, "01 00", "version 1.0, type HELLO (end of TCP payload)"},
		{"fixed length", 0, "01 05 0009 00000001 00", "version 1.0, type FEATURES_REQUEST, length 9, xid 0x00000001 (invalid)"},
		{"unknown", 0, "09 63 0008 00000001", "version unknown (0x09), type unknown (0x63), length 8, xid 0x00000001"},
		{"error", 1, "01 01 000d 00000001 0001 0006 aa",
			"version 1.0, type ERROR, length 13, xid 0x00000001\n\t type BAD_REQUEST, code BAD_LEN\n\t data (1 octets)"},
		{"error code", 1, "04 01 000c 00000001 ffff 0006",
			"version 1.3, type ERROR, length 12, xid 0x00000001\n\t type EXPERIMENTER, code invalid (0x0006)"},
		{"flow", 1, "01 0e 0050 00000001" +
			"003020ff 0000 000000000000 000000000000 0000 00 00 0000 00 00 0000 00000000 00000000 0000 0000" +
			"0000000000000007 0000 000a 0000 8000 ffffffff ffff 0001 0000 0008 fffd 0080",
			"version 1.0, type FLOW_MOD, length 80, xid 0x00000001\n\t match nw_dst 0.0.0.0/32" +
				"\n\t cookie 0x0000000000000007, command ADD, idle_timeout 10, priority 32768, buffer_id NONE, flags 0x0001 (SEND_FLOW_REM)" +
				"\n\t action type OUTPUT, len 8, port CONTROLLER, max_len 128"},
		{"action of wrong length", 1, "01 0d 0020 00000001 00000000 ffff 0010 0000 0010 fffd 0080 0000000000000000",
			"version 1.0, type PACKET_OUT, length 32, xid 0x00000001\n\t buffer_id 0x00000000, in_port NONE, actions_len 16" +
				"\n\t action type OUTPUT, len 16 (bogus)"},
		{"versions", 1, "04 00 0010 00000001 0001 0008 00000012",
			"version 1.3, type HELLO, length 16, xid 0x00000001\n\t type VERSIONBITMAP, length 8, bitmap 0x00000012 (1.1, 1.4)"},
		{"role", 1, "04 18 0018 00000001 00000003 00000000 0000000000000005",
			"version 1.3, type ROLE_REQUEST, length 24, xid 0x00000001\n\t role SLAVE, generation_id 0x0000000000000005"},
		{"vendor", 1, "01 04 0014 00000001 005c16c7 00000003 01000000",
			"version 1.0, type VENDOR, length 20, xid 0x00000001, vendor 0x005c16c7 (Big Switch Networks)" +
				"\n\t subtype SET_MIRRORING, report_mirror_ports ON"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := printedTCP(t, Options{Verbose: tt.verbose}, portOpenFlow, tt.payload)
			if want := ": OpenFlow\n\t" + tt.want; got != want {
				t.Errorf("\n got %q\nwant %q", got, want)
			}
		})
	}
}

// TestOpenFlowFrame prints a frame in a message, and what comes after it as
// verbosely as what came before.
func TestOpenFlowFrame(t *testing.T) {
	const hello = "01 00 0008 00000002"
	frame := "01 0a 0020 00000001 ffffffff 000e 0001 00 00 020000000001 020000000002 9999" + hello
	got := printedTCP(t, Options{Verbose: 3}, portOpenFlow, frame)
	if !strings.Contains(got, "frame decoding below\n") || !strings.HasSuffix(got, "\n\tversion 1.0, type HELLO, length 8, xid 0x00000002") {
		t.Errorf("got %q", got)
	}
}
