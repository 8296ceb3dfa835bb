package decode

import (
	"encoding/hex"
	"strings"
	"testing"

	"pktcap/capture"
	"pktcap/linktype"
)

// applicationJSON returns the member of the last layer of a packet, without its
// text, and writes every shorter capture of it too.
func applicationJSON(t *testing.T, data []byte) string {
	t.Helper()
	j := NewJSON(Options{})
	j.p.strict = true
	for n := range data {
		j.AppendPacket(nil, &capture.Packet{Data: data[:n:n], Length: len(data)}, linktype.Raw)
	}
	line := string(j.AppendPacket(nil, &capture.Packet{Data: data, Length: len(data)}, linktype.Raw))
	for _, transport := range []string{`"urgent_pointer":0},`, `"checksum_status":"none"},`} {
		if _, rest, ok := strings.Cut(line, transport); ok {
			rest, _, _ = strings.Cut(rest, `"text":`)
			return strings.TrimSuffix(rest, ",")
		}
	}
	return line
}

func TestApplicationJSON(t *testing.T) {
	text := func(s string) string { return hex.EncodeToString([]byte(s)) }
	tests := []struct {
		name     string
		src, dst int // of TCP where negative
		payload  string
		want     string
	}{
		{"tftp read", 40000, portTFTP, "0001" + text("a\x00octet\x00blksize\x001024\x00"),
			`"tftp":{"opcode":1,"source_file":"a","type":"octet","options":[{"option_name":"blksize","option_value":"1024"}]`},
		{"tftp data", 40000, portTFTP, "0003 0007 00", `"tftp":{"opcode":3,"block":7`},
		{"tftp error", 40000, portTFTP, "0005 0001" + text("no\x00"), `"tftp":{"opcode":5,"error_code":1,"error_message":"no"`},
		{"syslog", 40000, portSyslog, text(`<13>a "b"`), `"syslog":{"facility":1,"level":5,"msg":"a \"b\""`},
		{"mdns", portMDNS, portMDNS, "0000 8400 0000 0001 0000 0000 05" + text("a b.c") + "05" + text("local") + "00 0021 8001 00000078 0009 0001 0002 01bb 0161 00",
			`"dns":{"id":0,"flags":33792,"flags_response":true,"flags_opcode":0,"flags_authoritative":true,"flags_truncated":false,` +
				`"flags_recdesired":false,"flags_recavail":false,"flags_authenticated":false,"flags_checkdisable":false,"flags_rcode":0,` +
				`"count_queries":0,"count_answers":1,"count_auth_rr":0,"count_add_rr":0,"answers":[{"resp_name":"a b\\.c.local",` +
				`"resp_type":33,"resp_cache_flush":true,"resp_class":1,"resp_ttl":120,"resp_len":9,` +
				`"srv_priority":1,"srv_weight":2,"srv_port":443,"srv_target":"a"}]`},
		{"netbios", 40000, portNetBIOSName, netBIOSPositive,
			`"nbns":{"id":35105,"flags":34048,"flags_response":true,"flags_opcode":0,"flags_broadcast":false,"flags_rcode":0,` +
				`"count_queries":0,"count_answers":1,"answers":[{"name":"ARBE<20>.local","type":32,"class":1,"ttl":300,` +
				`"addresses":[{"nb_flags":57344,"addr":"10.0.0.3"},{"nb_flags":24576,"addr":"10.0.0.4"}]}],"count_auth_rr":0,"count_add_rr":0`},
		{"netbios datagram", 40000, portNetBIOSDatagram, netBIOSGroup,
			`"nbdgm":{"type":17,"flags":14,"dgram_id":35101,"src_ip":"10.0.0.1","src_port":138,"dgram_len":68,"pkt_offset":0,` +
				`"source_name":"ARBE<00>","destination_name":"\u0001\u0002__MSBROWSE__\u0002<01>"`},
		{"snmp", 40000, portSNMP, "3029 020101 0406" + text("public") + "a21c 020101 020100 020100 3011 300f 0608 2b06010201010300 4303 01e240",
			`"snmp":{"version":1,"community":"public","data":2,"request_id":1,"error_status":0,"error_index":0,` +
				`"variables":[{"name":"1.3.6.1.2.1.1.3.0","value_timeticks":123456}]`},
		{"snmp trap", 40000, portSNMPTrap, "3027 020100 0401 61 a41f 0604 2b060104 4004 0a000001 020106 0201ff 4301 05 3008 3006 0602 2b06 0500",
			`"snmp":{"version":0,"community":"a","data":4,"enterprise":"1.3.6.1.4","agent_addr":"10.0.0.1","generic_trap":6,` +
				`"specific_trap":-1,"time_stamp":5,"variables":[{"name":"1.3.6"}]`},
		{"radius", 40000, 1812, "01 07 0026 000102030405060708090a0b0c0d0e0f 01 03 61 04 06 0a000001 05 06 00000009 50 03 aa",
			`"radius":{"code":1,"id":7,"length":38,"authenticator":"000102030405060708090a0b0c0d0e0f","avps":[{"avp_type":1,"avp_length":3,` +
				`"User_Name":"a"},{"avp_type":4,"avp_length":6,"NAS_IP_Address":"10.0.0.1"},{"avp_type":5,"avp_length":6,"NAS_Port":9},` +
				`{"avp_type":80,"avp_length":3,"avp_value":"aa"}]`},
		{"ntp", 40000, portNTP, "23 02 06 ec 00008000 00010000 0a000001 00000000 00000000 00000000 00000000 00000000 00000000 83aa7e80 80000000",
			`"ntp":{"flags_li":0,"flags_vn":4,"flags_mode":3,"stratum":2,"ppoll":6,"precision":-20,"rootdelay":0.5,` +
				`"rootdispersion":1,"refid":"0a000001","xmt":"1970-01-01T00:00:00.500000000Z"`},
		{"quic", 40000, 443, "c0 00000001 02 abcd 01 ef 00 02 aabb",
			`"quic":{"packets":[{"header_form":1,"version":1,"long_packet_type":0,"dcid":"abcd","scid":"ef","token":"","length":2}]`},
		{"sip", 40000, portSIP, text("INVITE sip:b@h SIP/2.0\r\nf: <a>\r\nVia: 1\r\nVia: 2\r\nContent-Length: 0\r\n\r\nTo: x\r\n"),
			`"sip":{"Method":"INVITE","r-uri":"sip:b@h","From":"<a>","Via":"1","Content-Length":0`},
		{"rtsp", -40000, portRTSP, text("RTSP/1.0 454 Session Not Found\r\nSession: 7\r\n"), `"rtsp":{"status":454,"session":"7"`},
		{"ftp", -40000, portFTP, text("USER me\r\n"), `"ftp":{"request_command":"USER","request_arg":"me"`},
		{"ftp reply", -portFTP, 40000, text("230-Hello\r\n230 x\r\n"), `"ftp":{"response_code":230,"response_arg":"Hello"`},
		{"smtp", -portSMTP, 40000, text("220 mx ESMTP\r\n"), `"smtp":{"response_code":220,"rsp_parameter":"mx ESMTP"`},
		{"ssh", -40000, portSSH, text("SSH-2.0-x y\r\n"), `"ssh":{"protocol":"SSH-2.0-x y"`},
		{"http body", -40000, portHTTP, text("xyz\r\nHost: no\r\n"), `"http":{`},
	}
	for _, tt := range tests {
		b := frameBytes(t, tt.payload)
		data := udpPacket(tt.src, tt.dst, b)
		if tt.src < 0 {
			data = tcpPacket(-tt.src, tt.dst, b)
		}
		if got := applicationJSON(t, data); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// TestApplicationColumns chooses fields of which a packet has several.
func TestApplicationColumns(t *testing.T) {
	f, err := NewFields(Options{}, []string{"dns.qry.name", "dns.a", "dns.count.answers", "dns.text"}, '\t')
	if err != nil {
		t.Fatal(err)
	}
	data := udpPacket(portDNS, 40000, frameBytes(t, "0001 8180 0001 0002 0000 0000 0161 00 0001 0001 c00c 0001 0001 00000001 0004 0a000001 c00c 0001 0001 00000001 0004 0a000002"))
	got := string(f.AppendPacket(nil, &capture.Packet{Data: data, Length: len(data)}, linktype.Raw))
	if want := "a\t10.0.0.1,10.0.0.2\t2\t1 2/0/0 a. A 10.0.0.1, a. A 10.0.0.2 (51)\n"; got != want {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
}
