package decode

import (
	"encoding/hex"
	"testing"
)

func TestTextProtocols(t *testing.T) {
	tests := []struct {
		name    string
		verbose int
		port    int
		text    string
		want    string
	}{
		{"HTTP request", 0, portHTTP, "GET / HTTP/1.1\r\nHost: a\r\n\r\n", ": HTTP: GET / HTTP/1.1"},
		{"HTTP with -v", 1, portHTTP, "GET / HTTP/1.1\r\nHost: a\r\n\r\nbody", ": HTTP, length: 31\n\tGET / HTTP/1.1\n\tHost: a\n\t\n\tbody"},
		{"HTTP response", 0, portHTTPAlt, "HTTP/1.1 200 OK\n", ": HTTP: HTTP/1.1 200 OK"},
		{"HTTP body", 0, portHTTP, "more of it\r\n", ": HTTP"},
		{"HTTP body with -v", 1, portHTTP, "more of it\r\n", ": HTTP"},
		{"small letters", 0, portHTTP, "get /\n", ": HTTP: get /"},
		{"binary", 0, portHTTP, "GET /\x01\n", ": HTTP"},
		{"RTSP", 0, portRTSP, "PLAY rtsp://a RTSP/1.0\r\n", ": RTSP: PLAY rtsp://a RTSP/1.0"},
		{"SMTP", 0, portSMTP, "250 ok\r\n", ": SMTP: 250 ok"},
		{"FTP", 0, portFTP, "USER me\r\n", ": FTP: USER me"},
		{"WHOIS", 0, portWHOIS, "example.org\r\n", ": WHOIS: example.org"},
		{"CR alone", 0, portSMTP, "250\rok", ": SMTP"},
		{"SSH", 0, portSSH, "SSH-2.0-a\r\n", ": SSH: SSH-2.0-a"},
		{"SSH later", 0, portSSH, "\x00\x00\x01", ""},
		{"Telnet", 0, portTelnet, "\xff\xfd\x03\xff\xfa\x18\x01\xff\xf0hello", " [telnet DO SUPPRESS GO AHEAD, SB TERMINAL TYPE SEND SE]"},
		{"Telnet authentication", 0, portTelnet, "\xff\xfa\x25\x02\x05\x07\xff\xf0", " [telnet SB AUTHENTICATION REPLY SRP 0x7 SE]"},
		{"Telnet unknown option", 0, portTelnet, "\xff\xfb\x63", " [telnet WILL 0x63]"},
		{"Telnet unended", 0, portTelnet, "\xff\xfa\x18\x01\xff", " [telnet SB TERMINAL TYPE SEND SE [|telnet]"},
		{"Telnet text", 0, portTelnet, "hello", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := printedTCP(t, Options{Verbose: tt.verbose}, tt.port, hex.EncodeToString([]byte(tt.text)))
			if got != tt.want {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestTextDatagrams(t *testing.T) {
	tests := []struct {
		name    string
		verbose int
		port    int
		text    string
		want    string
	}{
		{"SIP", 0, portSIP, "SIP/2.0 180 Ringing\r\n", "SIP: SIP/2.0 180 Ringing"},
		{"syslog", 0, portSyslog, "<13>hi", "SYSLOG user.notice, length: 6"},
		{"syslog with -vv", 2, portSyslog, "<191>hi", "[no cksum] SYSLOG, length: 7\n\tFacility local7 (23), Severity debug (7)\n\tMsg: hi\n\t0x0000:  3c31 3931 3e68 69"},
		{"unknown facility", 0, portSyslog, "<999>", "SYSLOG unknown (124).debug, length: 5"},
		{"syslog without priority", 0, portSyslog, "hi", " (invalid)"},
		{"TFTP request", 0, portTFTP, "\x00\x01f\x00octet\x00blksize\x001432\x00", `TFTP, length 23, RRQ "f" octet blksize 1432`},
		{"TFTP data", 0, portTFTP, "\x00\x03\x00\x07data", "TFTP, length 8, DATA block 7"},
		{"TFTP error", 0, portTFTP, "\x00\x05\x00\x01no\x00", `TFTP, length 7, ERROR ENOTFOUND "no"`},
		{"TFTP unknown", 0, portTFTP, "\x00\x09", "TFTP, length 2, tftp-#9"},
		{"TFTP name unended", 0, portTFTP, "\x00\x01f", `TFTP, length 3, RRQ "f" [|tftp]`},
		{"TFTP without mode", 0, portTFTP, "\x00\x02f\x00", `TFTP, length 4, WRQ "f" [|tftp]`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := printedUDP(t, Options{Verbose: tt.verbose}, tt.port, hex.EncodeToString([]byte(tt.text)))
			if got != tt.want {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}
