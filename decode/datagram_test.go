package decode

import (
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"pktcap/capture"
	"pktcap/linktype"
)

// zephyrPayload returns a notice as its fields, of which kind, class, instance,
// opcode and recipient differ, and what follows them.
func zephyrPayload(kind, class, instance, opcode string, more ...string) string {
	fields := []string{"ZEPH0.2", "13", kind, "uid", "0x10", "0", "0", "", class, instance, opcode, "s@R", "", "fmt", "0", "0", "muid"}
	return hex.EncodeToString([]byte(strings.Join(append(fields, more...), "\x00") + "\x00"))
}

// rxPayload returns a call of operation op with arguments.
func rxPayload(op uint32, arguments string) string {
	return fmt.Sprintf("00000001 00000002 00000003 00000001 00000005 01 01 00 02 0000 0034 %08x", op) + arguments
}

// lwresPayload returns a message with the given flags and operation.
func lwresPayload(flags, op, body string) string {
	n := 28 + len(strings.ReplaceAll(body, " ", ""))/2
	return fmt.Sprintf("%08x 0000 %s 00000007 %s 00000009 000003e8 0001 0002", n, flags, op) + body
}

func TestDatagrams(t *testing.T) {
	const page = "01020304 00000009"
	wb := func(kind, body string) string { return "00000001 00000002 0001" + kind + "00" + body }
	tests := []struct {
		port, v       int
		payload, want string
	}{
		{portZephyrClient, 0, zephyrPayload("2", "MESSAGE", "PERSONAL", "PING"), " zephyr acked s@R to <MESSAGE,PERSONAL,*> op PING"},
		{portZephyrClient, 0, zephyrPayload("5", "USER_LOCATE", "bob", "Q", "LOST"), " zephyr serv-ack/lost s@R locate bob"},
		{portZephyrClient, 0, zephyrPayload("5", "USER_LOCATE", "bob", "USER_HIDE", "SENT"), " zephyr serv-ack s@R hide"},
		{portZephyrClient, 0, zephyrPayload("2", "ZEPHYR_CTL", "CLIENT", "SUBSCRIBE", "a", "b", ""), " zephyr acked s@R sub <a,b,*>"},
		{portZephyrClient, 0, zephyrPayload("2", "ZEPHYR_CTL", "CLIENT", "SUBSCRIBE_NODEFS", "a", "b", ""), " zephyr acked s@R sub-nodefs <a,b,*>"},
		{portZephyrClient, 0, zephyrPayload("2", "ZEPHYR_CTL", "CLIENT", "GIMME"), " zephyr acked s@R ret"},
		{portZephyrClient, 0, zephyrPayload("2", "ZEPHYR_CTL", "REALM", "ADD_SUBSCRIBE"), " zephyr acked s@R realm add-subs"},
		{portZephyrClient, 0, zephyrPayload("4", "WG_CTL", "USER", "SHUTDOWN"), " zephyr hm-ctl s@R wg_ctl user shutdown"},
		{portZephyrClient, 0, zephyrPayload("63", "LOGIN", "u", "NET-VISIBLE"), " zephyr type 99 s@R set-exposure net-visible"},
		{portZephyrClient, 0, "5a455048", " (invalid)"},

		{portSOMEIP, 0, "0001 8002 00000008 0003 0004 01 01 02 00", "SOMEIP, service 1, event 2, len 8, client 3, session 4, pver 1, iver 1, msgtype NOTIFICATION, retcode E_OK\n"},
		{portSOMEIP, 0, "0001 8002", "SOMEIP (invalid)"},

		{portLWRES, 0, lwresPayload("0000", "00010001", "00000001 00000003 0003 666f6f00"), " lwres getaddrsbyname? IPv4/6 foo"},
		{portLWRES, 0, lwresPayload("0001", "00010001", "00000001 0001 0001 0003 666f6f00 0002 616200 00000001 0004 01020304"), " lwres getaddrsbyname 1/1 foo ab 1.2.3.4"},
		{portLWRES, 1, lwresPayload("0000", "00010002", "00000000 00000009 0002 abcd"), " lwres v0 getnamebyaddr? 9/abcd"},
		{portLWRES, 0, lwresPayload("0000", "00010002", "00000000 00000002 0004 01020304"), " lwres getnamebyaddr? (invalid)"},
		{portLWRES, 2, lwresPayload("0001", "00010003", "00000000 0003 000f 00000e10 0001 0001 0001 6100 0002 abcd 0001 ef"),
			" lwres v0 getrdatabyname (serial:0x7 result:0x9 recvlen:1000) MX CHAOS TTL 1h 1/1 aabcdef"},
		{portLWRES, 0, "00000063 0000 0004 00000007 00010009 00000009 000003e8 0001 0002", " lwres #0x10009?[0x4] [len: 99 != 28]"},

		{portWB, 0, "00000001 00000002 0001 04 01", "* wb-kill"},
		{portWB, 0, wb("01", "00000005"+page+"00000006"+page+"0001 0000"+page+"73697465 00"), ` wb-id: 6/1.2.3.4:9 (max 5/1.2.3.4:9) <1.2.3.4:9> "site"`},
		{portWB, 0, wb("02", "09090909"+page+"00000001 00000002"), " wb-rreq: please repair 9.9.9.9 1.2.3.4:9<1:2>"},
		{portWB, 1, wb("00", page+"00000001 00000004 00000003 0000 00 0e 00000000 0000 00 03"), " wb-dop: 1.2.3.4:9<1:4> < SKIP3 LINE >"},
		{portWB, 0, wb("05", page+"00000001 00000002"), " wb-preq: need 1/1.2.3.4:9"},
		{portWB, 0, wb("07", "00000001 00000006"+page+"0001 0000"+page), " wb-prep: 6/1.2.3.4:9<1.2.3.4:9>"},
		{portWB, 0, wb("09", ""), " wb-9! (invalid)"},

		{portVXLANOld, 0, "08000001 00000200 020000000001 020000000002 0042 aaaa03", "OTV, flags [I] (0x08), overlay 1, instance 2\n"},
		{portVAT, 0, "00010005 0000004d 6461", "udp/vat 2 c5 77 f1"},

		{rxPortVolumeOps, 0, rxPayload(128, "00000001 00015180 00000002 00000001 00000002 00000003 00000004 00000005 00000006"),
			" rx data vol call forward-multiple fromtrans 1 fromdate 1970-01-02 00:00:00 server 1:2:3, server 4:5:6 (68)"},
		{rxPortFiles, 0, rxPayload(134, "00000001 00000002 00000003 00000018 312031 0a73797374656d3a616e79 2039 0a 6261642031323700"),
			" rx data fs call store-acl fid 1/2/3 +{system:any rl} -{bad rlidwka} (73)"},
		{rxPortFiles, 0, rxPayload(136, "00000001 00000002 00000003 0000012c"), " rx data fs call remove-file fid 1/2/3 [|fs] (48)"},
		{rxPortCallbacks, 0, rxPayload(204, "00000001 00000001 00000002 00000003 00000001 00000004 00015180 00000001"),
			" rx data cb call callback fid 1/2/3; ver 4 expires 1970-01-02 00:00:00 (64)"},
		{rxPortProtection, 0, rxPayload(10000, "00000001 00015180 00000001 00000002 00000003 00000004"),
			" rx data pt ubik call vote-beacon syncsite yes votestart 1970-01-02 00:00:00 dbversion 1.2 tid 3.4 (56)"},
		{rxPortKerberos, 0, rxPayload(23, "00000001 00000003 646f6d00 00000002 0102 00000002 6d650000 00000000"),
			` rx data kauth call get-ticket kvno 1 domain "dom" principal "me" "" (62)`},
		{rxPortOverseer, 3, rxPayload(86, "00000002 61620000 00000007"),
			` rx data cid 00000002 call# 3 seq 1 ser 5 secindex 2 serviceid 52 <client-init> bos call get-instance-parm "ab" num 7 (44)`},
		{rxPortFiles, 3, "00000001 00000002 00000003 00000001 00000005 02 26 00 02 0000 0034 0001 0002 00000064 00000000 00000007 06 08" +
			"0101010000010001 000000 000005a4 00001388 00000020 00000004",
			" rx ack cid 00000002 call# 3 seq 1 ser 5 secindex 2 serviceid 52 <req-ack>,<last-pckt>,<slow-start> bufspace 1 maxskew 2" +
				" first 100 serial 7 reason ping acked 100-102,105,107 nacked 103-104,106 ifmtu 1444 maxmtu 5000 rwind 32 maxpackets 4 (73)"},
	}
	for _, tt := range tests {
		got := printedUDP(t, Options{Verbose: tt.v, NoChecksum: true}, tt.port, tt.payload)
		if got != tt.want && !(strings.HasSuffix(tt.want, "\n") && strings.HasPrefix(got+"\n", tt.want)) {
			t.Errorf("port %d:\n got %q\nwant %q", tt.port, got, tt.want)
		}
	}
}

// printPacket returns how a raw IP packet is printed.
func printPacket(p *Printer, data []byte) string {
	out := p.AppendPacket(nil, &capture.Packet{Data: data, Length: len(data)}, linktype.Raw)
	return strings.TrimSuffix(string(out), "\n")
}

// TestRXReply prints replies to calls that were seen.
func TestRXReply(t *testing.T) {
	tests := []struct {
		port       int
		op         uint32
		kind, body string
		want       string
	}{
		{rxPortFiles, 137, "01", "00000001 00000002 00000003", " rx data fs reply create-file new fid 1/2/3 (40)"},
		{rxPortFiles, 137, "04", "00000067", " rx abort fs reply create-file error no such volume (32)"},
		{rxPortFiles, 137, "04", "ffffff9c", " rx abort fs reply create-file error restarting fileserver (32)"},
		{rxPortFiles, 137, "04", "ffffffff", " rx abort fs reply create-file error #-1 (32)"},
		{rxPortProtection, 510, "01", "00000001 00000002", " rx data pt reply list-max maxuid 1 maxgid 2 (36)"},
		{rxPortProtection, 10000, "04", "00015180", " rx abort pt ubik reply vote-beacon vote yes until 1970-01-02 00:00:00 (32)"},
		{rxPortVolumes, 505, "04", "00000005", " rx abort vldb reply get-new-volume-id errcode 5 (32)"},
		{rxPortVolumeOps, 110, "01", "00000005 00000006", " rx data vol reply get-nth-volume volume 5 partition 6 (36)"},
	}
	for _, tt := range tests {
		p := New(Options{Time: TimeNone})
		p.strict = true
		printPacket(p, udpPacket(7001, tt.port, frameBytes(t, rxPayload(tt.op, "00000000"))))
		reply := "00000001 00000002 00000003 00000001 00000005" + tt.kind + "00 00 02 0000 0034" + tt.body
		data := udpPacket(tt.port, 7001, frameBytes(t, reply))
		copy(data[12:20], []byte{10, 0, 0, 2, 10, 0, 0, 1})
		got := printPacket(p, data)
		if _, text, _ := strings.Cut(got, ".7001: "); text != tt.want {
			t.Errorf("operation %d:\n got %q\nwant %q", tt.op, text, tt.want)
		}
	}
}

func TestNetFlow(t *testing.T) {
	const record = "01010101 02020202 03030303 0001 0002 00000064 000007d0 000005dc 000009c4 0050 01bb"
	tests := []struct{ payload, want string }{
		{"0001 0001 00002904 5f5e1000 00000005" + record + "0000 06 00 13 000000 00000000",
			"NetFlow v1, 10.500 uptime, 1600000000.000000005,  1 recs\n  started 1.500, last 2.500\n" +
				"    1.1.1.1:80 > 2.2.2.2:443 >> 3.3.3.3\n    6 FSA tos 0, 100 (2000 octets) "},
		{"0005 0001 00002904 5f5e1000 00000005 00000007 00000000" + record + "00 12 06 10 fc00 fc01 18 10 0000",
			"NetFlow v5, 10.500 uptime, 1600000000.000000005, #7,  1 recs\n  started 1.500, last 2.500\n" +
				"    1.1.1.1/24:64512:80 > 2.2.2.2/16:64513:443 >> 3.3.3.3\n    6 SA tos 16, 100 (2000 octets) "},
		{"0006 0001 00002904 5f5e1000 00000005 00000007 00000000" + record + "00 12 11 10 fc00 fc01 18 10 0304 00000000",
			"NetFlow v6, 10.500 uptime, 1600000000.000000005, #7,  1 recs\n  started 1.500, last 2.500\n" +
				"    1.1.1.1/24:64512:80 > 2.2.2.2/16:64513:443 >> 3.3.3.3\n    17 tos 16, 100 (2000 octets) (3<>4 encaps)"},
		{"0009 0001", "NetFlow v9"},
	}
	for _, tt := range tests {
		want := strings.ReplaceAll(tt.want, "1600000000", fmt.Sprint(0x5f5e1000))
		if got := printedUDP(t, Options{Payload: PayloadCNFP}, 2055, tt.payload); got != want {
			t.Errorf("\n got %q\nwant %q", got, want)
		}
	}
}

func TestZMTP(t *testing.T) {
	tests := []struct {
		v             int
		payload, want string
	}{
		{0, "01 00 00", ": ZMTP/1.0\n\t frame flags+body  (8-bit) length 1, flags 0x00\n\t frame flags+body  (8-bit) length 0"},
		{1, "02 03 41", ": ZMTP/1.0\n\t frame flags+body  (8-bit) length 2, flags 0x03 (MBZ-1,MORE), first 1 byte(s) of body:\n\t 0x0000:  41                                       A"},
		{0, "ff 0000000000000005 00 41", ": ZMTP/1.0\n\t frame flags+body (64-bit) length 5 (2 captured), flags 0x00 [|zmtp1]"},
	}
	for _, tt := range tests {
		got := printedTCP(t, Options{Verbose: tt.v, NoChecksum: true, Payload: PayloadZMTP1}, 5555, tt.payload)
		if got != tt.want {
			t.Errorf("\n got %q\nwant %q", got, tt.want)
		}
	}
}

// TestZMTPOverPGM prints ZMTP frames in PGM's data.
func TestZMTPOverPGM(t *testing.T) {
	const pgm = "1000 2000 04 00 0000 010203040506 0006 00000001 00000000"
	got := printedRaw(Options{Verbose: 1, Payload: PayloadPGMZMTP1}, udpPacket(40000, 5000, frameBytes(t, pgm+"0002 aabb 0100")))
	want := " [30]\n\t frame offset 0x0002\n\t frame intermediate part, 2 bytes, first 2 byte(s):\n" +
		"\t 0x0000:  aabb                                     ..\n\t frame flags+body  (8-bit) length 1, flags 0x00 (none)"
	if !strings.HasSuffix(got, want) {
		t.Errorf("\n got %q\nwant the end %q", got, want)
	}
}
