#!/usr/bin/python3
# Prints scapy.txt: what Scapy makes of each wish, beside the text that makes
# the same bytes here. Left to itself, Scapy writes no UDP checksum above AH, and
# counts ICMP extensions as part of the packet quoted before them and sums only
# their header: the wish says it right. PPP's protocol is written as bytes, for Scapy cuts it to one, which
# RFC 2516 section 7 advises against. Run it with Scapy 2.5 as: ./wishes.py > scapy.txt
from scapy.all import *
from scapy.contrib.igmp import IGMP
from scapy.contrib.mpls import MPLS
from scapy.contrib.geneve import GENEVE
from scapy.contrib.gtp import GTP_U_Header
from scapy.contrib.icmp_extensions import ICMPExtensionHeader, ICMPExtensionMPLS
from scapy.contrib.igmpv3 import IGMPv3, IGMPv3gr, IGMPv3mq, IGMPv3mr

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
    (CookedLinux(pkttype=4, lladdrtype=1, lladdrlen=6, src=bytes.fromhex("0053000000010000"), proto=0x800) / IP(src=A, dst=B) / UDP(sport=1, dport=9), "sll(pkttype=4,src=00:53:00:00:00:01)/ip(id=1,src=192.0.2.1,dst=192.0.2.2)/udp(sport=1,dport=9)"),
    (CookedLinuxV2(proto=0x86dd, ifindex=2, lladdrtype=1, pkttype=4, lladdrlen=6, src=bytes.fromhex("0053000000010000")) / IPv6(src=A6, dst=B6) / UDP(sport=1, dport=9), "sll2(ifindex=2,pkttype=4,src=00:53:00:00:00:01)/ip6(src=2001:db8::1,dst=2001:db8::2)/udp(sport=1,dport=9)"),
    (Loopback(type=2) / IP(src=A, dst=B) / UDP(sport=1, dport=9), "null/ip(id=1,src=192.0.2.1,dst=192.0.2.2)/udp(sport=1,dport=9)"),
    (Ether(src=M, dst="ff:ff:ff:ff:ff:ff") / PPPoED(code=9) / PPPoED_Tags(tag_list=[PPPoETag(tag_type=0x101, tag_len=3, tag_value=b"isp"), PPPoETag(tag_type=0x103, tag_len=2, tag_value=b"\x01\x02")]), 'eth(dst=ff:ff:ff:ff:ff:ff,src=00:53:00:00:00:01)/pppoed(tags=[service-name("isp"),host-uniq(0x0102)])'),
    (Ether(src=M, dst=N) / PPPoE(sessionid=17) / Raw(b"\0\x21") / IP(src=A, dst=B) / ICMP(id=1), "eth(dst=00:53:00:00:00:02,src=00:53:00:00:00:01)/pppoe(session=17)/ppp/ip(id=1,src=192.0.2.1,dst=192.0.2.2)/icmp(id=1)"),
    (Ether(src=M, dst=N) / Dot1Q(vlan=100, id=1, prio=7) / ARP(op=2, hwsrc=M, psrc=A, hwdst=N, pdst=B), "eth(dst=00:53:00:00:00:02,src=00:53:00:00:00:01)/vlan(prio=7,dei=1,id=100)/arp(op=is-at,hwsrc=00:53:00:00:00:01,psrc=192.0.2.1,hwdst=00:53:00:00:00:02,pdst=192.0.2.2)"),
    (Dot3(src=M, dst="01:80:c2:00:00:00") / LLC(dsap=0x42, ssap=0x42, ctrl=3) / STP(rootmac=M, bridgemac=M) , "eth(dst=01:80:c2:00:00:00,src=00:53:00:00:00:01)/llc(dsap=0x42)/0x0000000000000000530000000100000000000000530000000100000100140002000f00"),
    (IP(src=A, dst=B) / ICMP(type=11, length=32) / IPerror(src=B, dst=A, len=28) / UDPerror(sport=1, dport=9, len=8, chksum=0x7bd0) / Raw(bytes(100)) / ICMPExtensionHeader(chksum=0xc3ee) / ICMPExtensionMPLS(stack=[MPLS(label=16, s=0, ttl=1), MPLS(label=17, cos=5, s=1, ttl=1)]), "ip(id=1,src=192.0.2.1,dst=192.0.2.2)/icmp(type=time-exceeded)/ip(id=1,src=192.0.2.2,dst=192.0.2.1)/udp(sport=1,dport=9)/icmpext(objects=[labels((label=16,ttl=1),(label=17,tc=5,ttl=1))])"),
    (IP(src=A, dst=B) / ICMP(type=12, ptr=20) / IPerror(src=B, dst=A) / UDPerror(sport=1, dport=9), "ip(id=1,src=192.0.2.1,dst=192.0.2.2)/icmp(type=parameter-problem,pointer=20)/ip(id=1,src=192.0.2.2,dst=192.0.2.1)/udp(sport=1,dport=9)"),
    (IP(src=A, dst=B) / ICMP(type=18, id=1, seq=2, addr_mask="255.255.255.0"), "ip(id=1,src=192.0.2.1,dst=192.0.2.2)/icmp(type=mask-reply,id=1,seq=2,mask=255.255.255.0)"),
    (IP(src=A, dst=B) / ICMP(type=0, id=7, seq=1) / b"odd", 'ip(id=1,src=192.0.2.1,dst=192.0.2.2)/icmp(type=echo-reply,id=7,seq=1)/"odd"'),
    (IP(src=A, dst=B, options=[IPOption_RR(pointer=4, routers=["0.0.0.0", "0.0.0.0"]), IPOption_NOP()]) / ICMP(), "ip(id=1,src=192.0.2.1,dst=192.0.2.2,opts=[rr(4,0.0.0.0,0.0.0.0),nop])/icmp"),
    (IP(src=A, dst=B, options=[IPOption_SSRR(routers=["192.0.2.9"])]) / UDP(sport=1, dport=9), "ip(id=1,src=192.0.2.1,dst=192.0.2.2,opts=[ssrr(4,192.0.2.9)])/udp(sport=1,dport=9)"),
    (IP(src=A, dst=B) / TCP(sport=1, dport=2, seq=5, ack=6, flags="A", options=[("NOP", None), ("NOP", None), ("SAck", (10, 20, 30, 40))]), "ip(id=1,src=192.0.2.1,dst=192.0.2.2)/tcp(sport=1,dport=2,seq=5,ack=6,flags=A,window=8192,opts=[nop,nop,sack(10,20,30,40)])"),
    (IP(src=A, dst=B) / TCP(sport=1, dport=2, options=[("MSS", 1460), (34, b"\x01\x02\x03\x04\x05\x06\x07\x08")]) / b"GET", 'ip(id=1,src=192.0.2.1,dst=192.0.2.2)/tcp(sport=1,dport=2,window=8192,opts=[mss(1460),tfo(0x0102030405060708)])/"GET"'),
    (IP(src=A, dst=B) / TCP(sport=1, dport=179, options=[(19, bytes(range(16)))]), "ip(id=1,src=192.0.2.1,dst=192.0.2.2)/tcp(sport=1,dport=179,window=8192,opts=[md5(0x000102030405060708090a0b0c0d0e0f)])"),
    (IPv6(src=A6, dst=B6) / TCP(sport=1, dport=2, flags="SEC", options=[("UTO", 100)]), "ip6(src=2001:db8::1,dst=2001:db8::2)/tcp(sport=1,dport=2,flags=SEC,window=8192,opts=[uto(100)])"),
    (IPv6(src=A6, dst=B6) / IPv6ExtHdrSegmentRouting(addresses=["2001:db8::3", "2001:db8::2"], segleft=1, lastentry=1) / UDP(sport=1, dport=9, chksum=0), "ip6(src=2001:db8::1,dst=2001:db8::2)/route(segleft=1,addrs=[2001:db8::3,2001:db8::2])/udp(sport=1,dport=9,chksum=0)"),
    (IPv6(src=A6, dst=B6) / IPv6ExtHdrDestOpt(options=[HAO(hoa="2001:db8::9")]) / UDP(sport=1, dport=9, chksum=1), "ip6(src=2001:db8::1,dst=2001:db8::2)/dstopts(opts=[padn(0x0000),home(2001:db8::9)])/udp(sport=1,dport=9,chksum=1)"),
    (IPv6(src=A6, dst=B6) / IPv6ExtHdrHopByHop(options=[Jumbo(jumboplen=70000)]), "ip6(src=2001:db8::1,dst=2001:db8::2)/hopopts(nh=none,opts=[jumbo(70000)])"),
    (IPv6(src=A6, dst=B6) / ICMPv6DestUnreach(code=4) / IPerror6(src=B6, dst=A6) / UDPerror(sport=1, dport=9), "ip6(src=2001:db8::1,dst=2001:db8::2)/icmp6(type=unreachable,code=4)/ip6(src=2001:db8::2,dst=2001:db8::1)/udp(sport=1,dport=9)"),
    (IPv6(src=A6, dst=B6) / ICMPv6PacketTooBig(mtu=1280) / IPerror6(src=B6, dst=A6) / UDPerror(sport=1, dport=9), "ip6(src=2001:db8::1,dst=2001:db8::2)/icmp6(type=packet-too-big,mtu=1280)/ip6(src=2001:db8::2,dst=2001:db8::1)/udp(sport=1,dport=9)"),
    (IPv6(src=A6, dst=B6) / ICMPv6TimeExceeded() / IPerror6(src=B6, dst=A6) / UDPerror(sport=1, dport=9), "ip6(src=2001:db8::1,dst=2001:db8::2)/icmp6(type=time-exceeded)/ip6(src=2001:db8::2,dst=2001:db8::1)/udp(sport=1,dport=9)"),
    (IPv6(src=A6, dst=B6) / ICMPv6ParamProblem(code=1, ptr=6) / IPerror6(src=B6, dst=A6) / UDPerror(sport=1, dport=9), "ip6(src=2001:db8::1,dst=2001:db8::2)/icmp6(type=parameter-problem,code=1,pointer=6)/ip6(src=2001:db8::2,dst=2001:db8::1)/udp(sport=1,dport=9)"),
    (IPv6(src="fe80::1", dst="ff02::2", hlim=255) / ICMPv6ND_RS() / ICMPv6NDOptSrcLLAddr(lladdr=M), "ip6(src=fe80::1,dst=ff02::2)/icmp6(type=router-solicitation,opts=[sllao(00:53:00:00:00:01)])"),
    (IPv6(src="fe80::1", dst="fe80::2", hlim=255) / ICMPv6ND_Redirect(tgt="fe80::3", dst="2001:db8::9") / ICMPv6NDOptDstLLAddr(lladdr=M), "ip6(src=fe80::1,dst=fe80::2)/icmp6(type=redirect,target=fe80::3,dst=2001:db8::9,opts=[tllao(00:53:00:00:00:01)])"),
    (IPv6(src="fe80::1", dst="ff02::1", hlim=255) / ICMPv6ND_RA(chlim=64, routerlifetime=0, prf=0) / ICMPv6NDOptRDNSS(lifetime=1800, dns=["2001:db8::53"]), "ip6(src=fe80::1,dst=ff02::1)/icmp6(type=router-advertisement,hlim=64,opts=[rdnss(1800,2001:db8::53)])"),
    (IPv6(src="fe80::1", dst="ff02::1", hlim=1) / IPv6ExtHdrHopByHop(options=[RouterAlert()]) / ICMPv6MLQuery2(mladdr="ff3e::1", mrd=10000, QRV=2, QQIC=125, sources=["2001:db8::9"], sources_number=1), "ip6(src=fe80::1,dst=ff02::1)/hopopts(opts=[ra(0)])/icmp6(type=mld-query,maxdelay=10000,group=ff3e::1,v2=1,robustness=2,interval=125,sources=[2001:db8::9])"),
    (IPv6(src="fe80::1", dst="ff02::16", hlim=1) / IPv6ExtHdrHopByHop(options=[RouterAlert()]) / ICMPv6MLReport2(records_number=1, records=[ICMPv6MLDMultAddrRec(rtype=4, dst="ff3e::1")]), "ip6(src=fe80::1,dst=ff02::16)/hopopts(opts=[ra(0)])/icmp6(type=mldv2-report,records=[(type=4,group=ff3e::1)])"),
    (IP(src=A, dst="224.0.0.22", ttl=1) / IGMPv3(type=0x22, mrcode=0) / IGMPv3mr(numgrp=1, records=[IGMPv3gr(rtype=1, maddr="232.1.1.1", numsrc=1, srcaddrs=["192.0.2.8"])]), "ip(dscp=48,id=1,ttl=1,src=192.0.2.1,dst=224.0.0.22)/igmp(type=v3-report,records=[(type=1,group=232.1.1.1,sources=[192.0.2.8])])"),
    (IP(src=A, dst="224.0.0.1", ttl=1) / IGMPv3(type=0x11, mrcode=100) / IGMPv3mq(gaddr="232.1.1.1", qrv=2, qqic=125, numsrc=1, srcaddrs=["192.0.2.9"]), "ip(dscp=48,id=1,ttl=1,src=192.0.2.1,dst=224.0.0.1)/igmp(maxresp=100,group=232.1.1.1,v3=1,robustness=2,interval=125,sources=[192.0.2.9])"),
    (IP(src=A, dst=B) / SCTP(sport=1, dport=2) / SCTPChunkInit(init_tag=1, a_rwnd=65536, n_out_streams=10, n_in_streams=10, init_tsn=5, params=[SCTPChunkParamIPv4Addr(addr="192.0.2.1")]), "ip(id=1,src=192.0.2.1,dst=192.0.2.2)/sctp(sport=1,dport=2)/chunk(type=init,initiatetag=1,window=65536,outstreams=10,instreams=10,tsn=5,params=[ip(192.0.2.1)])"),
    (IP(src=A, dst=B) / SCTP(sport=1, dport=2, tag=3) / SCTPChunkCookieEcho(cookie=b"odd") / SCTPChunkData(beginning=1, ending=1, tsn=4, data=b"x"), 'ip(id=1,src=192.0.2.1,dst=192.0.2.2)/sctp(sport=1,dport=2,tag=3)/chunk(type=cookie-echo,data="odd")/chunk(flags=3,tsn=4,data="x")'),
    (IP(src=A, dst=B) / SCTP(sport=1, dport=2, tag=3) / SCTPChunkSACK(cumul_tsn_ack=5, a_rwnd=65536, gap_ack_list=["2:3"], dup_tsn_list=[4]), "ip(id=1,src=192.0.2.1,dst=192.0.2.2)/sctp(sport=1,dport=2,tag=3)/chunk(type=sack,tsn=5,window=65536,gaps=[(start=2,end=3)],dups=[4])"),
    (IP(src=A, dst=B) / GRE(proto=0x6558, seqnum_present=1, seqence_number=8) / Ether(src=M, dst=N) / ARP(hwsrc=M, psrc=A, pdst=B), "ip(id=1,src=192.0.2.1,dst=192.0.2.2)/gre(seq=8)/eth(dst=00:53:00:00:00:02,src=00:53:00:00:00:01)/arp(hwsrc=00:53:00:00:00:01,psrc=192.0.2.1,pdst=192.0.2.2)"),
    (IP(src=A, dst=B) / UDP(sport=2152, dport=2152) / GTP_U_Header(teid=7) / IP(src=B, dst=A) / UDP(sport=1, dport=9), "ip(id=1,src=192.0.2.1,dst=192.0.2.2)/udp/gtpu(teid=7)/ip(id=1,src=192.0.2.2,dst=192.0.2.1)/udp(sport=1,dport=9)"),
    (IP(src=A, dst=B) / UDP(sport=2152, dport=2152) / GTP_U_Header(teid=7, S=1, seq=9) / IP(src=B, dst=A) / UDP(sport=1, dport=9), "ip(id=1,src=192.0.2.1,dst=192.0.2.2)/udp/gtpu(teid=7,seq=9)/ip(id=1,src=192.0.2.2,dst=192.0.2.1)/udp(sport=1,dport=9)"),
    (IP(src=A, dst=B) / UDP(sport=53, dport=1000) / DNS(id=7, qr=1, rd=1, ra=1, qd=DNSQR(qname="www.example.com"), an=DNSRR(rrname="www.example.com", ttl=60, rdata="192.0.2.80") / DNSRR(rrname="www.example.com", type="TXT", ttl=60, rdata="v=spf1"), ar=DNSRROPT(rclass=1232)), 'ip(id=1,src=192.0.2.1,dst=192.0.2.2)/udp(sport=53,dport=1000)/dns(id=7,qr=1,rd=1,ra=1,qd=[(name=www.example.com)],an=[(name=www.example.com,ttl=60,data=a(192.0.2.80)),(name=www.example.com,type=TXT,ttl=60,data=txt("v=spf1"))],ar=[(name=.,type=OPT,class=1232,ttl=32768)])'),
    (IP(src=A, dst=B) / IP(src=B, dst=A) / UDP(sport=1, dport=9), "ip(id=1,src=192.0.2.1,dst=192.0.2.2)/ip(id=1,src=192.0.2.2,dst=192.0.2.1)/udp(sport=1,dport=9)"),
    (IP(src=A, dst=B) / IPv6(src=A6, dst=B6) / ICMPv6EchoReply(id=7, seq=1), "ip(id=1,src=192.0.2.1,dst=192.0.2.2)/ip6(src=2001:db8::1,dst=2001:db8::2)/icmp6(type=echo-reply,id=7,seq=1)"),
    (IPv6(src=A6, dst=B6) / IP(src=A, dst=B) / ICMP(type=17, id=1), "ip6(src=2001:db8::1,dst=2001:db8::2)/ip(id=1,src=192.0.2.1,dst=192.0.2.2)/icmp(type=mask,id=1)"),
    (Ether(src=M, dst=N) / IP(src=A, dst=B) / UDP(sport=1, dport=9) / b"x" / Padding(bytes(17)), 'eth(dst=00:53:00:00:00:02,src=00:53:00:00:00:01)/ip(id=1,src=192.0.2.1,dst=192.0.2.2)/udp(sport=1,dport=9)/"x"/pad'),
]

for packet, text in table:
    print(text)
    print(bytes(packet).hex())
