package decode

import (
	"strings"
	"testing"
)

// TestRouting prints packets of protocols of routing and tunnelling that the
// corpus has few or none of. The wants are tcpdump's, but for the last few, whose
// protocols it does not know.
func TestRouting(t *testing.T) {
	tests := []struct {
		name    string
		print   func(*testing.T, Options, int, string) string
		port    int // or IP's protocol number
		verbose int
		payload string
		want    string
	}{
		{
			"AODV request", printedUDP, 654, 0, "0100000300000001 01020304 00000005 0a0b0c0d 00000009 0104 00000064",
			" aodv rreq 30  hops 3 id 0x00000001" +
				"\n\tdst 1.2.3.4 seq 5 src 10.11.12.13 seq 9" +
				"\n\text HELLO 100 ms",
		},
		{
			"AODV reply", printedUDP, 654, 0, "0200040b 01020304 00000005 0a0b0c0d 00000009 0004aabb",
			" aodv rrep 24  prefix 4 hops 11" +
				"\n\tdst 1.2.3.4 dseq 5 src 10.11.12.13 9 ms" +
				"\n\text 0 4",
		},
		{
			"AODV error", printedUDP, 654, 0, "03800002 01020304 00000005 0a0b0c0d 00000009",
			" aodv rerr [D] [items 2] [20]: {1.2.3.4}(5) {10.11.12.13}(9)",
		},
		{
			"AODV acknowledgment", printedUDP, 654, 0, "0400",
			" aodv rrep-ack 2",
		},
		{
			"AHCP", printedUDP, 5359, 2, "2b01 0708 000000ff 1122334455667788 99aabbccddeeff00 0100 0023 0001 0204000000ff 0304 00000e10 0510 0a0000010a0000020a0000030a000004 0804 0102",
			"[no cksum] AHCP Version 1" +
				"\n\tHopcount 7, Original Hopcount 8, Nonce 0x000000ff, Source Id 11:22:33:44:55:66:77:88, Destination Id 99:aa:bb:cc:dd:ee:ff:00" +
				"\n\tOffer, Length 35" +
				"\n\t Pad" +
				"\n\t Mandatory" +
				"\n\t Origin Time: 1970-01-01 00:04:15 UTC" +
				"\n\t Expires: 3600s" +
				"\n\t My-IPv4-Address: 10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4" +
				"\n\t IPv6 Address (invalid)",
		},
		{
			"AHCP prefixes", printedUDP, 5359, 2, "2b01 0708 000000ff 1122334455667788 99aabbccddeeff00 0700 001e 0b05 0a0b000010 0a11 20010db8000000000000000000000000 20 1101aa",
			"[no cksum] AHCP Version 1" +
				"\n\tHopcount 7, Original Hopcount 8, Nonce 0x000000ff, Source Id 11:22:33:44:55:66:77:88, Destination Id 99:aa:bb:cc:dd:ee:ff:00" +
				"\n\tUnknown-7, Length 30 (invalid)",
		},
		{
			"OLSR Hello", printedUDP, 698, 1, "00240007 01850020 0a000001 010000aa 0000 0603 0a00 0010 c0a80001 c0a80002 c0a80003",
			"OLSRv4, seq 0x0007, length 36" +
				"\n\tHello Message (0x01), originator 10.0.0.1, ttl 1, hop 0" +
				"\n\t  vtime 3.000s, msg-seq 0x00aa, length 32" +
				"\n\t  hello-time 4.000s, MPR willingness 3" +
				"\n\t    link-type Symmetric, neighbor-type Symmetric-MPR, len 16" +
				"\n\t      neighbor" +
				"\n\t\t192.168.0.1 192.168.0.2 192.168.0.3 ",
		},
		{
			"OLSR TC", printedUDP, 698, 1, "00240007 02850020 0a000001 010000aa 1234 0000 c0a80001 c0a80002 c0a80003 c0a80004",
			"OLSRv4, seq 0x0007, length 36" +
				"\n\tTC Message (0x02), originator 10.0.0.1, ttl 1, hop 0" +
				"\n\t  vtime 3.000s, msg-seq 0x00aa, length 32" +
				"\n\t    advertised neighbor seq 0x1234" +
				"\n\t      neighbor" +
				"\n\t\t192.168.0.1 192.168.0.2 192.168.0.3 192.168.0.4 ",
		},
		{
			"OLSR HNA", printedUDP, 698, 1, "00300007 0485002c 0a000001 010000aa c0a80000 ffffff00 00000000 00000000 00000000 0b0a1f00 0a000000 ff000000",
			"OLSRv4, seq 0x0007, length 48" +
				"\n\tHNA Message (0x04), originator 10.0.0.1, ttl 1, hop 0" +
				"\n\t  vtime 3.000s, msg-seq 0x00aa, length 44" +
				"\n\t  Advertised networks (total 4)" +
				"\n\t    192.168.0.0/24, 0.0.0.0/0, 0.0.0.0/4294967295, 10.0.0.0/8",
		},
		{
			"OLSR link quality", printedUDP, 698, 1, "00200007 c985001c 0a000001 010000aa 0000 0603 0a00 000c c0a80001 ff80 0000",
			"OLSRv4, seq 0x0007, length 32" +
				"\n\tHello-LQ Message (0xc9), originator 10.0.0.1, ttl 1, hop 0" +
				"\n\t  vtime 3.000s, msg-seq 0x00aa, length 28" +
				"\n\t  hello-time 4.000s, MPR willingness 3" +
				"\n\t    link-type Symmetric, neighbor-type Symmetric-MPR, len 12" +
				"\n\t      neighbor 192.168.0.1, link-quality 100.00%, neighbor-link-quality 50.20%",
		},
		{
			"OLSR names", printedUDP, 698, 1, "00240007 82850020 0a000001 010000aa 0001 0001 0001 0005 c0a80001 68656c6c6f000000",
			"OLSRv4, seq 0x0007, length 36" +
				"\n\tNameservice Message (0x82), originator 10.0.0.1, ttl 1, hop 0" +
				"\n\t  vtime 3.000s, msg-seq 0x00aa, length 32" +
				"\n\t  Version 1, Entries 1" +
				"\n\t    #0: type 0x0001, length 5, address 192.168.0.1, name \"hello\"",
		},
		{
			"OLSR MID", printedUDP, 698, 1, "00180007 03850014 0a000001 010000aa c0a80001 c0a80002",
			"OLSRv4, seq 0x0007, length 24" +
				"\n\tMID Message (0x03), originator 10.0.0.1, ttl 1, hop 0" +
				"\n\t  vtime 3.000s, msg-seq 0x00aa, length 20" +
				"\n\t  interface address 192.168.0.1" +
				"\n\t  interface address 192.168.0.2",
		},
		{
			"RPKI-RTR", printedTCP, 323, 1, "0000 0001 0000000c 00000007 0002000000000008 0003000100000008 00040000 00000014 01101800 0a000000 0000fde8",
			"" +
				"\n\tRPKI-RTRv0, Serial Notify PDU (0), length: 12" +
				"\n\t  Session ID: 0x0001, Serial: 7" +
				"\n\tRPKI-RTRv0, Reset Query PDU (2), length: 8" +
				"\n\tRPKI-RTRv0, Cache Response PDU (3), length: 8" +
				"\n\t  Session ID: 0x0001" +
				"\n\tRPKI-RTRv0, IPV4 Prefix PDU (4), length: 20" +
				"\n\t  IPv4 Prefix 10.0.0.0/16-24, origin-as 65000, flags 0x01",
		},
		{
			"RPKI-RTR error", printedTCP, 323, 1, "000a0002 00000026 0000000c 0001 0001 0000000c 00000007 0000000a 4e6f2064617461206174",
			"" +
				"\n\tRPKI-RTRv0, Error Report PDU (10), length: 38" +
				"\n\t  Error code: No Data Available (2), Encapsulated PDU length: 12" +
				"\n\t    -----encapsulated PDU-----" +
				"\n\tRPKI-RTRv0, Serial Query PDU (1), length: 12" +
				"\n\t    Session ID: 0x0001, Serial: 7" +
				"\n\t  Error text: No data at",
		},
		{
			"MSDP", printedTCP, 639, 1, "010014010a000001000000000a000001e0000101 040003 020008 00e0000101 050005 0102",
			": msdp [len 20] SA 1 entries [len 3] Keepalive [len 8] SA-Request for 224.0.1.1 [len 5] Notification",
		},
		{
			"L2TP", printedUDP, 1701, 0, "c8020062000100020003000480080000000000018008000000020100800a0000000300000003800a0000000400000001800e0000000500123456789abcde0008000000060120800a00000007686f73748008000000090007800a0000000b61626364",
			" l2tp:[TLS](1/2)Ns=3,Nr=4 *MSGTYPE(SCCRQ) *PROTO_VER(1.0) *FRAMING_CAP(AS) *BEARER_CAP(D) *TIE_BREAKER(00123456789abcde) FIRM_VER(288) *HOST_NAME(host) *ASSND_TUN_ID(7) *CHALLENGE(61626364)",
		},
		{
			"L2TP errors", printedUDP, 1701, 0, "c802008800010002000300048008000000000004800f000000010001000268656c6c6f800c0000000c0007416164768020000000220000000102030405060708090a0b0c0d0e0f101112131415161780100000002300000001020304050607800b0000002e00010002010008000900037878c008000000037878800700000009018007000000327a",
			" l2tp:[TLS](1/2)Ns=3,Nr=4 *MSGTYPE(StopCCN) *RESULT_CODE(1/2 hello) *Q931_CC(7, 41 adv) *CALL_ERRORS(CRCErr=66051 FrameErr=67438087 HardOver=134810123 BufOver=202182159 Timeout=269554195 AlignErr=336926231 ) *ACCM(send=00010203 recv=04050607 ) *PPP_DISCON_CC(0001, 0002 at peer) VENDOR0009:ATTR0003(7878) *?FRAMING_CAP(???) *ASSND_TUN_ID(AVP too short) *AVP-#50()",
		},
		{
			"L2TP data", printedUDP, 1701, 0, "000200010002ff03c0210101000a05060a0b0c0d",
			" l2tp:[](1/2) {LCP, Conf-Request (0x01), id 1, length 12}",
		},
		{
			"L2TP empty", printedUDP, 1701, 0, "c802000c0001000200030004",
			" l2tp:[TLS](1/2)Ns=3,Nr=4 ZLB",
		},
		{
			"RIPng", printedUDP, 521, 1, "02010000 20010db8000000000000000000000000 0000 20 01 20010db8000000000000000000000001 0002 80 10",
			" ripng-resp 2: 2001:db8::/32 (1) 2001:db8::1/128 [2] (16)",
		},
		{
			"RIPv2", printedUDP, 520, 1, "02020000 0002 0001 0a000000 ff000000 0a000001 00000001",
			"" +
				"\n\tRIPv2, Response, length: 24, routes: 1 or less" +
				"\n\t  AFI IPv4,        10.0.0.0/8 , tag 0x0001, metric: 1, next-hop: 10.0.0.1",
		},
		{
			"HSRP", printedUDP, 1985, 1, "00001003 0a640100 63697363 6f000000 0a000001",
			"HSRPv0-hello 20: state=active group=1 addr=10.0.0.1 hellotime=3s holdtime=10s priority=100 auth=\"cisco\"",
		},
		{
			"Babel", printedUDP, 6696, 1, "2a02 0014 0406 0000 1f6a 07d0 0202 0000 0306 00010002 0003 0000",
			"babel 2 (20)" +
				"\n\tHello seqno 8042 interval 20.00s" +
				"\n\tAcknowledgment Request  (invalid)",
		},
		{
			"GREv1 acknowledgment", printedProtocol, 47, 0, "2081880b 0000 0001 00000002",
			"GREv1, call 1, ack 2, no-payload, length 12",
		},
		{
			"IGRP", printedProtocol, 9, 1, "11 01 0001 0000 0000 0001 0000 0a0101 000001 000001 05dc ff 01 00",
			"igrp: update V1 edit=1 AS=1 (0/0/1) checksum=0x0000 X10.1.1.0 d=10 b=10000000 r=255 l=1 M=2 mtu=1500 in 0 hops",
		},
		{
			"VRRP", printedProtocol, 112, 1, "3101640100 01 0000 0a000001",
			"VRRPv3, Advertisement, (ttl 64), vrid 1, prio 100, intvl 1cs, length 12, (bad vrrp cksum 0), addrs: 10.0.0.1",
		},
		{
			"LISP", printedUDP, 4342, 1, "40000001 0000000000000001 0000 0000 00000e10 01 18 0000 0000 0001 0a000000 01 64 ff 00 0005 0001 0a000001",
			"LISP-Map-Notify, flags [none]," +
				"\n    1 record(s), Authentication None," +
				"\n      Record TTL 3600, Non-Authoritative, No-Action, Map Version: 0, EID 10.0.0.0/24, 1 locator(s)" +
				"\n        LOC 10.0.0.1" +
				"\n          Priority/Weight 1/100, Multicast Priority/Weight 255/0, flags [Local-Locator, Reachable],",
		},
		{"UDP-Lite", printedProtocol, protoUDPLite, 0, "03e807d00008dfa801020304", " ip-proto-136 12"},
		{
			"UDP-Lite verbose", printedProtocol, protoUDPLite, 1, "03e807d00008dfa801020304",
			"UDP-Lite, 1000 > 2000, coverage 8, cksum 0xdfa8 (correct), length 4",
		},
		{
			"L2TPv3", printedProtocol, protoL2TP, 1, "00000000 c803 0014 00000001 0001 0002 8008 0000 0000 0001",
			"l2tpv3:[TLS](1)Ns=1,Nr=2 *MSGTYPE(SCCRQ)",
		},
		{"L2TPv3 data", printedProtocol, protoL2TP, 1, "00000007 010203", "l2tpv3:[](session 0x00000007) length 3"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.print(t, Options{Verbose: tt.verbose}, tt.port, tt.payload); got != tt.want {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}

// printedProtocol returns how payload is printed in an IPv4 packet of protocol
// number proto. Each shorter capture of it is printed too, only to see that it is.
func printedProtocol(t *testing.T, opt Options, proto int, payload string) string {
	t.Helper()
	data := ipv4Packet(byte(proto), frameBytes(t, payload))
	printTruncated(opt, data)
	_, text, _ := strings.Cut(printedRaw(opt, data), "10.0.0.1 > 10.0.0.2: ")
	return text
}
