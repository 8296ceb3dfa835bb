package decode

import "testing"

func TestPPTPAndBEEP(t *testing.T) {
	tests := []struct {
		name    string
		verbose int
		port    int
		payload string
		want    string
	}{
		{"echo", 0, portPPTP, "0010 0001 1a2b3c4d 0005 0000 00000007", ": pptp CTRL_MSGTYPE=ECHORQ ID(7)"},
		{"echo reply", 1, portPPTP, "0014 0001 1a2b3c4d 0006 0000 00000007 01 00 0002",
			": pptp Length=20 CTRL-MSG Magic-Cookie=1a2b3c4d CTRL_MSGTYPE=ECHORP ID(7) RESULT_CODE(1:OK) ERR_CODE(0:None) [ERROR: reserved=2 must be zero]"},
		{"cookie", 0, portPPTP, "0010 0001 1a2b3c4e 0063 0000", ": pptp UNEXPECTED Magic-Cookie!!(1a2b3c4e) Magic-Cookie=1a2b3c4e UNKNOWN_CTRL_MSGTYPE(99)"},
		{"WAN error", 0, portPPTP, "0028 0001 1a2b3c4d 000e 0000 0001 0000 00000001 00000002 00000003 00000004 00000005 00000006",
			": pptp CTRL_MSGTYPE=WEN PEER_CALL_ID(1) CRC_ERR(1) FRAMING_ERR(2) HARDWARE_OVERRUN(3) BUFFER_OVERRUN(4) TIMEOUT_ERR(5) ALIGN_ERR(6)"},
		{"link info", 0, portPPTP, "0018 0001 1a2b3c4d 000f 0000 0001 0000 00000001 ffffffff",
			": pptp CTRL_MSGTYPE=SLI PEER_CALL_ID(1) SEND_ACCM(0x00000001) RECV_ACCM(0xffffffff)"},
		{"BEEP", 0, portBEEP, "4d534720", " BEEP (payload or undecoded)"},
		{"BEEP message", 0, portBEEP, "52505920", " BEEP RPY"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := printedTCP(t, Options{Verbose: tt.verbose}, tt.port, tt.payload); got != tt.want {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}
