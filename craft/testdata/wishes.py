#!/usr/bin/python3
# Prints scapy.txt: what Scapy makes of each wish, beside the text that makes
# the same bytes here. Left to itself, Scapy writes no UDP checksum above AH: the
# wish says it. PPP is not among them, for Scapy cuts its protocol to one byte,
# which RFC 2516 section 7 advises against. Run it with Scapy 2.5 as: ./wishes.py > scapy.txt
from scapy.all import *
from scapy.contrib.igmp import IGMP
from scapy.contrib.mpls import MPLS
from scapy.contrib.geneve import GENEVE

A, B = "192.0.2.1", "192.0.2.2"
A6, B6 = "2001:db8::1", "2001:db8::2"
M, N = "00:53:00:00:00:01", "00:53:00:00:00:02"

table = [
    (IP(src=A, dst=B) / TCP(sport=1000, dport=80, seq=5), "ip(id=1,src=192.0.2.1,dst=192.0.2.2)/tcp(sport=1000,dport=80,seq=5,window=8192)"),
    (IP(src=A, dst=B, id=7, flags="DF", ttl=3, tos=0xb8) / TCP(sport=1, dport=2, flags="FPU", urgptr=9, ack=4), "ip(dscp=46,id=7,flags=DF,ttl=3,src=192.0.2.1,dst=192.0.2.2)/tcp(sport=1,dport=2,ack=4,flags=FPU,window=8192,urgptr=9)"),
    (IP(src=A, dst=B) / TCP(sport=1, dport=2, options=[("MSS", 1460), ("SAckOK", b""), ("Timestamp", (1, 0)), ("NOP", None), ("WScale", 7)]), "ip(id=1,src=192.0.2.1,dst=192.0.2.2)/tcp(sport=1,dport=2,window=8192,opts=[mss(1460),sackok,ts(1,0),nop,wscale(7)])"),
    (IP(src=A, dst=B) / TCP(sport=1, dport=2, flags=0, chksum=0xbad), "ip(id=1,src=192.0.2.1,dst=192.0.2.2)/tcp(sport=1,dport=2,flags=none,window=8192,chksum=0xbad)"),
    (IP(src=A, dst=B) / UDP(sport=1, dport=9) / b"odd", 'ip(id=1,src=192.0.2.1,dst=192.0.2.2)/udp(sport=1,dport=9)/"odd"'),
    (IP(src=A, dst=B, options=[IPOption_Router_Alert()]) / UDP(sport=1, dport=9), "ip(id=1,src=192.0.2.1,dst=192.0.2.2,opts=[ra(0)])/udp(sport=1,dport=9)"),
    (IP(src=A, dst=B, options=[IPOption_LSRR(routers=["192.0.2.9"])]) / UDP(sport=1, dport=9), "ip(id=1,src=192.0.2.1,dst=192.0.2.2,opts=[lsrr(4,192.0.2.9)])/udp(sport=1,dport=9)"),
    (IP(src=A, dst=B, len=20, ihl=6, frag=100, flags="MF") / Raw(b"wrong"), 'ip(ihl=6,len=20,id=1,flags=MF,frag=100,proto=0,src=192.0.2.1,dst=192.0.2.2)/"wrong"'),
    (IP(src=A, dst=B) / ICMP(id=7, seq=1) / b"ping", 'ip(id=1,src=192.0.2.1,dst=192.0.2.2)/icmp(id=7,seq=1)/"ping"'),
    (IP(src=A, dst=B) / ICMP(type=3, code=4, nexthopmtu=1400) / IPerror(src=B, dst=A) / UDPerror(sport=1, dport=9), "ip(id=1,src=192.0.2.1,dst=192.0.2.2)/icmp(type=unreachable,code=4,mtu=1400)/ip(id=1,src=192.0.2.2,dst=192.0.2.1)/udp(sport=1,dport=9)"),
    (IP(src=A, dst=B) / ICMP(type=5, code=1, gw="192.0.2.3") / IPerror(src=B, dst=A), "ip(id=1,src=192.0.2.1,dst=192.0.2.2)/icmp(type=redirect,code=1,gateway=192.0.2.3)/ip(id=1,proto=0,src=192.0.2.2,dst=192.0.2.1)"),
    (IP(src=A, dst=B) / ICMP(type=13, id=1, seq=2, ts_ori=3, ts_rx=4, ts_tx=5), "ip(id=1,src=192.0.2.1,dst=192.0.2.2)/icmp(type=timestamp,id=1,seq=2,originate=3,receive=4,transmit=5)"),
    (Ether(src=M, dst=N) / ARP(op=1, hwsrc=M, psrc=A, pdst=B), "eth(dst=00:53:00:00:00:02,src=00:53:00:00:00:01)/arp(hwsrc=00:53:00:00:00:01,psrc=192.0.2.1,pdst=192.0.2.2)"),
    (Ether(src=M, dst=N) / Dot1AD(vlan=200) / Dot1Q(vlan=100, prio=3) / IP(src=A, dst=B) / UDP(sport=1, dport=9), "eth(dst=00:53:00:00:00:02,src=00:53:00:00:00:01)/qinq(id=200)/vlan(prio=3,id=100)/ip(id=1,src=192.0.2.1,dst=192.0.2.2)/udp(sport=1,dport=9)"),
    (Dot3(src=M, dst=N) / LLC() / SNAP(OUI=0x53, code=1) / Raw(b"x"), 'eth(dst=00:53:00:00:00:02,src=00:53:00:00:00:01)/llc/snap(oui=0x53,type=1)/"x"'),
    (Ether(src=M, dst=N, type=0x8847) / MPLS(label=16, s=0, ttl=64) / MPLS(label=17, s=1, ttl=3) / IP(src=A, dst=B), "eth(dst=00:53:00:00:00:02,src=00:53:00:00:00:01)/mpls(label=16)/mpls(label=17,ttl=3)/ip(id=1,proto=0,src=192.0.2.1,dst=192.0.2.2)"),
    (IPv6(src=A6, dst=B6) / TCP(sport=1000, dport=80, seq=5), "ip6(src=2001:db8::1,dst=2001:db8::2)/tcp(sport=1000,dport=80,seq=5,window=8192)"),
    (IPv6(src=A6, dst=B6, tc=0xb8, fl=0x12345, hlim=3) / UDP(sport=1, dport=9) / b"odd", 'ip6(dscp=46,flow=0x12345,hlim=3,src=2001:db8::1,dst=2001:db8::2)/udp(sport=1,dport=9)/"odd"'),
    (IPv6(src=A6, dst=B6) / IPv6ExtHdrHopByHop(options=[RouterAlert()]) / UDP(sport=1, dport=9), "ip6(src=2001:db8::1,dst=2001:db8::2)/hopopts(opts=[ra(0)])/udp(sport=1,dport=9)"),
    (IPv6(src=A6, dst=B6) / IPv6ExtHdrDestOpt() / IPv6ExtHdrFragment(id=7, m=1) / UDP(sport=1, dport=9), "ip6(src=2001:db8::1,dst=2001:db8::2)/dstopts/frag(more=1,id=7)/udp(sport=1,dport=9)"),
    (IPv6(src=A6, dst=B6) / IPv6ExtHdrRouting(addresses=["2001:db8::3"]) / UDP(sport=1, dport=9), "ip6(src=2001:db8::1,dst=2001:db8::2)/route(type=0,addrs=[2001:db8::3])/udp(sport=1,dport=9)"),
    (IPv6(src=A6, dst=B6) / ICMPv6EchoRequest(id=7, seq=1, data=b"ping"), 'ip6(src=2001:db8::1,dst=2001:db8::2)/icmp6(id=7,seq=1)/"ping"'),
    (IPv6(src="fe80::1", dst="ff02::1:ff00:2", hlim=255) / ICMPv6ND_NS(tgt="fe80::2") / ICMPv6NDOptSrcLLAddr(lladdr=M), "ip6(src=fe80::1,dst=ff02::1:ff00:2)/icmp6(type=neighbor-solicitation,target=fe80::2,opts=[sllao(00:53:00:00:00:01)])"),
    (IPv6(src="fe80::1", dst="fe80::2", hlim=255) / ICMPv6ND_NA(R=0, S=1, O=1, tgt="fe80::1") / ICMPv6NDOptDstLLAddr(lladdr=M), "ip6(src=fe80::1,dst=fe80::2)/icmp6(type=neighbor-advertisement,naflags=solicited+override,target=fe80::1,opts=[tllao(00:53:00:00:00:01)])"),
    (IPv6(src="fe80::1", dst="ff02::1", hlim=255) / ICMPv6ND_RA(chlim=64, M=0, O=1, routerlifetime=1800, prf=0) / ICMPv6NDOptPrefixInfo(prefixlen=64, prefix="2001:db8::", validlifetime=86400, preferredlifetime=14400) / ICMPv6NDOptMTU(mtu=1500), "ip6(src=fe80::1,dst=ff02::1)/icmp6(type=router-advertisement,hlim=64,raflags=other,lifetime=1800,opts=[prefix(64,192,86400,14400,0,2001:db8::),mtu(1500)])"),
    (IPv6(src="fe80::1", dst="ff3e::1", hlim=1) / ICMPv6MLReport(mladdr="ff3e::1"), "ip6(src=fe80::1,dst=ff3e::1)/icmp6(type=mld-report,group=ff3e::1)"),
    (IP(src=A, dst="224.0.0.251", ttl=1) / IGMP(type=0x16, gaddr="224.0.0.251", mrcode=0), "ip(id=1,ttl=1,src=192.0.2.1,dst=224.0.0.251)/igmp(type=v2-report,group=224.0.0.251)"),
    (IP(src=A, dst=B) / GRE(proto=0x800, key_present=1, key=7, chksum_present=1) / IP(src=B, dst=A) / UDP(sport=1, dport=9), "ip(id=1,src=192.0.2.1,dst=192.0.2.2)/gre(c=1,key=7)/ip(id=1,src=192.0.2.2,dst=192.0.2.1)/udp(sport=1,dport=9)"),
    (IP(src=A, dst=B) / UDP(sport=1000, dport=4789) / VXLAN(vni=7, flags=8) / Ether(src=M, dst=N) / IP(src=B, dst=A) / TCP(sport=1, dport=2), "ip(id=1,src=192.0.2.1,dst=192.0.2.2)/udp(sport=1000)/vxlan(vni=7)/eth(dst=00:53:00:00:00:02,src=00:53:00:00:00:01)/ip(id=1,src=192.0.2.2,dst=192.0.2.1)/tcp(sport=1,dport=2,window=8192)"),
    (IP(src=A, dst=B) / UDP(sport=1000, dport=6081) / GENEVE(vni=7, proto=0x6558) / Ether(src=M, dst=N) / IP(src=B, dst=A), "ip(id=1,src=192.0.2.1,dst=192.0.2.2)/udp(sport=1000)/geneve(vni=7)/eth(dst=00:53:00:00:00:02,src=00:53:00:00:00:01)/ip(id=1,proto=0,src=192.0.2.2,dst=192.0.2.1)"),
    (IP(src=A, dst=B) / SCTP(sport=1, dport=2, tag=3) / SCTPChunkData(beginning=1, ending=1, tsn=4, stream_id=5, stream_seq=6, data=b"odd"), 'ip(id=1,src=192.0.2.1,dst=192.0.2.2)/sctp(sport=1,dport=2,tag=3)/chunk(flags=3,tsn=4,stream=5,seq=6,data="odd")'),
    (IP(src=A, dst=B) / UDP(sport=1000, dport=53) / DNS(id=7, rd=1, qd=DNSQR(qname="www.example.com", qtype="AAAA")), "ip(id=1,src=192.0.2.1,dst=192.0.2.2)/udp(sport=1000)/dns(id=7,rd=1,qd=[(www.example.com,AAAA)])"),
    (IP(src="0.0.0.0", dst="255.255.255.255") / UDP(sport=68, dport=67) / BOOTP(xid=7, chaddr=bytes.fromhex("005300000001")) / DHCP(options=[("message-type", "discover"), "end"]), "ip(id=1,src=0.0.0.0,dst=255.255.255.255)/udp/dhcp(xid=7,chaddr=00:53:00:00:00:01,opts=[msgtype(1)])"),
    (IP(src=A, dst=B) / UDP(sport=123, dport=123) / NTP(version=4, mode=3, ref=0, orig=0, recv=0, sent=0, stratum=2, poll=10, precision=0, id="0.0.0.0"), "ip(id=1,src=192.0.2.1,dst=192.0.2.2)/udp/ntp(stratum=2,poll=10)"),
    (IP(src=A, dst=B) / AH(nh=17, spi=1, seq=2, icv=b"\0" * 12, payloadlen=4) / UDP(sport=1, dport=9, chksum=0x7bd0), "ip(id=1,src=192.0.2.1,dst=192.0.2.2)/ah(spi=1,seq=2,icv=0x000000000000000000000000)/udp(sport=1,dport=9)"),
    (IP(src=A, dst=B) / ESP(spi=1, seq=2, data=b"secret"), 'ip(id=1,src=192.0.2.1,dst=192.0.2.2)/esp(spi=1,seq=2)/"secret"'),
]

for packet, text in table:
    print(text)
    print(bytes(packet).hex())
