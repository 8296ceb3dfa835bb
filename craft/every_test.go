package craft

import (
	"testing"

	"pktcap/linktype"
)

// every has a packet for each layer type, option and message type that the
// package knows.
var every = []struct {
	text string
	link linktype.Type
}{
	{`eth(dst=00:53:00:00:00:01,src=00:53:00:00:00:02)/ip(src=192.0.2.1,dst=192.0.2.2)/udp(sport=1000,dport=9)/"discard"`, linktype.Ethernet},
	{`eth/ip(src=192.0.2.1,dst=192.0.2.2)/udp(sport=1000,dport=9)/pad`, linktype.Ethernet},
	{`eth/arp(hwsrc=00:53:00:00:00:02,psrc=192.0.2.1,pdst=192.0.2.2)/pad`, linktype.Ethernet},
	{`eth/arp(op=is-at,hwsrc=00:53:00:00:00:02,psrc=192.0.2.1,hwdst=00:53:00:00:00:01,pdst=192.0.2.2)`, linktype.Ethernet},
	{`eth/vlan(prio=5,dei=1,id=100)/ip(src=192.0.2.1,dst=192.0.2.2)/icmp(id=1,seq=2)/"ping"`, linktype.Ethernet},
	{`eth/qinq(id=200)/vlan(id=100)/ip6(src=2001:db8::1,dst=2001:db8::2)/icmp6(id=1,seq=2)/"ping"`, linktype.Ethernet},
	{`eth(dst=00:53:00:00:00:01)/llc/snap(oui=83,type=8192)/0x02b4/pad`, linktype.Ethernet},
	{`eth(dst=00:53:00:00:00:01)/llc/snap/ip(src=192.0.2.1,dst=192.0.2.2)/udp(sport=1,dport=9)/"snap"/pad`, linktype.Ethernet},
	{`eth(dst=01:80:c2:00:00:00)/llc(dsap=0x42)/0x0000000000800000000000000100000000800000000000000180010000140002000f00/pad`, linktype.Ethernet},
	{`eth/mpls(label=16,tc=1)/mpls(label=17,ttl=3)/ip(src=192.0.2.1,dst=192.0.2.2)/icmp`, linktype.Ethernet},
	{`eth/pppoe(session=17)/ppp/ip(src=192.0.2.1,dst=192.0.2.2)/icmp(id=1)`, linktype.Ethernet},
	{`eth/pppoe(session=17)/ppp/ip6(src=2001:db8::1,dst=2001:db8::2)/icmp6(id=1)`, linktype.Ethernet},
	{`eth(dst=ff:ff:ff:ff:ff:ff)/pppoed(tags=[service-name("isp"),host-uniq(0x0102)])`, linktype.Ethernet},
	{`eth/pppoed(code=pado,tags=[ac-name("bras"),service-name,ac-cookie(0xfeed)])`, linktype.Ethernet},

	{`ip(dscp=46,ecn=1,id=7,flags=DF,ttl=3,src=192.0.2.1,dst=192.0.2.2)/tcp(sport=1000,dport=80)`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.2,opts=[ra(0)])/igmp(group=224.0.0.251)`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.2,opts=[rr(4,0.0.0.0,0.0.0.0),nop])/icmp`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.2,opts=[ts(5,0,0,0)])/icmp`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.3,opts=[lsrr(4,192.0.2.2)])/tcp(sport=1,dport=80)`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.3,opts=[ssrr(8,192.0.2.2)])/udp(sport=1,dport=9)`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.2)/tcp(sport=1000,dport=80,seq=5,opts=[mss(1460),sackok,ts(1,0),nop,wscale(7)])`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.2)/tcp(sport=1000,dport=80,seq=5,ack=6,flags=A,opts=[nop,nop,sack(10,20,30,40)])`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.2)/tcp(sport=1000,dport=80,seq=5,opts=[mss(1460),tfo(0x0102030405060708)])/"GET / HTTP/1.0\r\n\r\n"`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.2)/tcp(sport=1000,dport=80,seq=5,opts=[tfo])`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.2)/tcp(sport=1000,dport=179,opts=[md5(0x000102030405060708090a0b0c0d0e0f)])`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.2)/tcp(sport=1000,dport=80,flags=FPU,urgptr=1,opts=[uto(100),opt(253,0x1234)])/"x"`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.2)/tcp(sport=1000,dport=80,ack=1,flags=SAECN,window=0)`, linktype.Raw},

	{`ip(src=192.0.2.1,dst=192.0.2.2)/icmp(type=echo-reply,id=1,seq=2)/"ping"`, linktype.Raw},
	{`ip(src=192.0.2.2,dst=192.0.2.1)/icmp(type=unreachable,code=3)/ip(src=192.0.2.1,dst=192.0.2.2)/udp(sport=1000,dport=9)/"quoted"`, linktype.Raw},
	{`ip(src=192.0.2.2,dst=192.0.2.1)/icmp(type=unreachable,code=4,mtu=1400)/ip(flags=DF,src=192.0.2.1,dst=192.0.2.2)/tcp(sport=1000,dport=80)`, linktype.Raw},
	{`ip(src=192.0.2.2,dst=192.0.2.1)/icmp(type=source-quench)/ip(src=192.0.2.1,dst=192.0.2.2)/udp(sport=1000,dport=9)`, linktype.Raw},
	{`ip(src=192.0.2.2,dst=192.0.2.1)/icmp(type=redirect,code=1,gateway=192.0.2.254)/ip(src=192.0.2.1,dst=192.0.2.2)/udp(sport=1000,dport=9)`, linktype.Raw},
	{`ip(src=192.0.2.2,dst=192.0.2.1)/icmp(type=router-advertisement,lifetime=1800,routers=[(addr=192.0.2.1,preference=1),(addr=192.0.2.2)])`, linktype.Raw},
	{`ip(src=192.0.2.2,dst=224.0.0.2)/icmp(type=router-solicitation)`, linktype.Raw},
	{`ip(src=192.0.2.2,dst=192.0.2.1)/icmp(type=time-exceeded)/ip(ttl=1,src=192.0.2.1,dst=192.0.2.2)/udp(sport=1000,dport=33434)`, linktype.Raw},
	{`ip(src=192.0.2.2,dst=192.0.2.1)/icmp(type=parameter-problem,pointer=20)/ip(src=192.0.2.1,dst=192.0.2.2)/udp(sport=1000,dport=9)`, linktype.Raw},
	{`ip(src=192.0.2.2,dst=192.0.2.1)/icmp(type=timestamp,id=1,seq=2,originate=3)`, linktype.Raw},
	{`ip(src=192.0.2.2,dst=192.0.2.1)/icmp(type=timestamp-reply,id=1,seq=2,originate=3,receive=4,transmit=5)`, linktype.Raw},
	{`ip(src=192.0.2.2,dst=192.0.2.1)/icmp(type=mask,id=1)`, linktype.Raw},
	{`ip(src=192.0.2.2,dst=192.0.2.1)/icmp(type=mask-reply,id=1,mask=255.255.255.0)`, linktype.Raw},

	{`ip(src=192.0.2.2,dst=192.0.2.1)/icmp(type=extended-echo-reply,code=2,id=1,seq=2,flags=0x46)`, linktype.Raw},
	{`ip(src=192.0.2.2,dst=192.0.2.1)/icmp(type=extended-echo,id=1,seq=2,flags=1)/icmpext(objects=[ifid(name="eth0.100")])`, linktype.Raw},
	{`ip(src=192.0.2.2,dst=192.0.2.1)/icmp(type=extended-echo,id=1,seq=2,flags=1)/icmpext(objects=[ifid(index=7)])`, linktype.Raw},
	{`ip(src=192.0.2.2,dst=192.0.2.1)/icmp(type=extended-echo,id=1,seq=2)/icmpext(objects=[ifid(addr=192.0.2.9)])`, linktype.Raw},
	{`ip(src=192.0.2.2,dst=192.0.2.1)/icmp(type=time-exceeded)/ip(ttl=1,src=192.0.2.1,dst=192.0.2.2)/udp(sport=1000,dport=33434)/"quoted"/icmpext(objects=[labels((label=16,ttl=1),(label=17,tc=5,ttl=1))])`, linktype.Raw},
	{`ip(src=192.0.2.2,dst=192.0.2.1)/icmp(type=unreachable,code=3)/ip(src=192.0.2.1,dst=192.0.2.2)/udp(sport=1000,dport=9)/icmpext(objects=[ifinfo(index=2,addr=192.0.2.2,name="eth0",mtu=1500),ifinfo(role=2,addr6=2001:db8::2)])`, linktype.Raw},
	{`ip(src=192.0.2.2,dst=192.0.2.1)/icmp(type=parameter-problem,pointer=20)/ip(src=192.0.2.1,dst=192.0.2.2)/udp(sport=1000,dport=9)/icmpext(objects=[obj(class=247,type=1,data=0x01020304)])`, linktype.Raw},
	{`ip(src=192.0.2.2,dst=192.0.2.1)/icmp(type=information,id=1,seq=2)`, linktype.Raw},
	{`ip(src=192.0.2.2,dst=192.0.2.1)/icmp(type=information-reply,id=1,seq=2)`, linktype.Raw},

	{`ip(ttl=1,src=192.0.2.2,dst=224.0.0.1,opts=[ra(0)])/igmp(maxresp=100)`, linktype.Raw},
	{`ip(ttl=1,src=192.0.2.2,dst=224.0.0.1,opts=[ra(0)])/igmp(maxresp=100,group=232.1.1.1,v3=1,robustness=2,interval=125,sources=[192.0.2.9])`, linktype.Raw},
	{`ip(ttl=1,src=192.0.2.2,dst=232.1.1.1,opts=[ra(0)])/igmp(type=v2-report,group=232.1.1.1)`, linktype.Raw},
	{`ip(ttl=1,src=192.0.2.2,dst=224.0.0.2,opts=[ra(0)])/igmp(type=leave,group=232.1.1.1)`, linktype.Raw},
	{`ip(ttl=1,src=192.0.2.2,dst=224.0.0.22,opts=[ra(0)])/igmp(type=v3-report,records=[(type=1,group=232.1.1.1,sources=[192.0.2.8,192.0.2.9]),(type=4,group=232.1.1.2)])`, linktype.Raw},

	{`ip6(dscp=46,flow=12345,hlim=3,src=2001:db8::1,dst=2001:db8::2)/tcp(sport=1000,dport=80)`, linktype.Raw},
	{`ip6(src=2001:db8::1,dst=2001:db8::2)/hopopts(opts=[ra(0)])/udp(sport=1000,dport=9)/"x"`, linktype.Raw},
	{`ip6(src=2001:db8::1,dst=2001:db8::2)/dstopts(opts=[tunnel-limit(4)])/tcp(sport=1000,dport=80)`, linktype.Raw},
	{`ip6(src=2001:db8::1,dst=2001:db8::3)/route(segleft=1,addrs=[2001:db8::2,2001:db8::3])/udp(sport=1000,dport=9)/"segments"`, linktype.Raw},
	{`ip6(src=2001:db8::1,dst=2001:db8::3)/route(type=2,addrs=[2001:db8::2])/udp(sport=1000,dport=9)/"mobile"`, linktype.Raw},
	{`ip6(src=2001:db8::1,dst=2001:db8::2)/frag(more=1,id=7)/udp(sport=1000,dport=9)/"first piece"`, linktype.Raw},
	{`ip6(src=2001:db8::1,dst=2001:db8::2)/frag(nh=udp,offset=3,id=7)/"last piece"`, linktype.Raw},
	{`ip6(src=2001:db8::1,dst=2001:db8::2)/ah(spi=1,seq=2,icv=0x000102030405060708090a0b)/udp(sport=1000,dport=9)/"x"`, linktype.Raw},
	{`ip6(src=2001:db8::1,dst=2001:db8::2)/esp(spi=1,seq=2)/0x00112233445566778899aabbccddeeff`, linktype.Raw},
	{`ip6(src=2001:db8::1,dst=2001:db8::2)`, linktype.Raw},

	{`ip6(src=2001:db8::2,dst=2001:db8::1)/icmp6(type=echo-reply,id=1,seq=2)/"ping"`, linktype.Raw},
	{`ip6(src=2001:db8::2,dst=2001:db8::1)/icmp6(type=unreachable,code=4)/ip6(src=2001:db8::1,dst=2001:db8::2)/udp(sport=1000,dport=9)/"quoted"`, linktype.Raw},
	{`ip6(src=2001:db8::2,dst=2001:db8::1)/icmp6(type=packet-too-big,mtu=1280)/ip6(src=2001:db8::1,dst=2001:db8::2)/udp(sport=1000,dport=9)`, linktype.Raw},
	{`ip6(src=2001:db8::2,dst=2001:db8::1)/icmp6(type=time-exceeded)/ip6(hlim=1,src=2001:db8::1,dst=2001:db8::2)/udp(sport=1000,dport=9)`, linktype.Raw},
	{`ip6(src=2001:db8::2,dst=2001:db8::1)/icmp6(type=parameter-problem,code=1,pointer=6)/ip6(src=2001:db8::1,dst=2001:db8::2)/udp(sport=1000,dport=9)`, linktype.Raw},
	{`ip6(src=2001:db8::2,dst=2001:db8::1)/icmp6(type=time-exceeded)/ip6(hlim=1,src=2001:db8::1,dst=2001:db8::2)/udp(sport=1000,dport=33434)/"quoted"/icmpext(objects=[labels((label=16,ttl=1))])`, linktype.Raw},
	{`ip6(src=2001:db8::2,dst=2001:db8::1)/icmp6(type=unreachable)/ip6(src=2001:db8::1,dst=2001:db8::2)/udp(sport=1000,dport=9)/icmpext(objects=[ifinfo(role=3,index=2,addr6=2001:db8::2,name="eth0",mtu=1500)])`, linktype.Raw},
	{`ip6(src=2001:db8::2,dst=2001:db8::1)/icmp6(type=extended-echo,id=1,seq=2)/icmpext(objects=[ifid(addr6=2001:db8::9)])`, linktype.Raw},
	{`ip6(src=2001:db8::2,dst=2001:db8::1)/icmp6(type=extended-echo-reply,id=1,seq=2,flags=0x46)`, linktype.Raw},
	{`ip6(src=fe80::1,dst=ff02::1)/icmp6(type=inverse-solicitation,opts=[sllao(00:53:00:00:00:01),tllao(00:53:00:00:00:02)])`, linktype.Raw},
	{`ip6(src=fe80::2,dst=fe80::1)/icmp6(type=inverse-advertisement,opts=[sllao(00:53:00:00:00:02),tllao(00:53:00:00:00:01),opt(10,0x00000000000020010db8000000000000000000000002)])`, linktype.Raw},
	{`ip6(src=fe80::1,dst=ff02::1)/hopopts(opts=[ra(0)])/icmp6(type=mld-done,group=ff3e::1)`, linktype.Raw},
	{`eth/ip6(src=fe80::1,dst=ff02::1:ff00:2)/icmp6(type=neighbor-solicitation,target=fe80::2,opts=[sllao(00:53:00:00:00:01)])`, linktype.Ethernet},
	{`eth/ip6(src=fe80::2,dst=fe80::1)/icmp6(type=neighbor-advertisement,naflags=0x60000000,target=fe80::2,opts=[tllao(00:53:00:00:00:02)])`, linktype.Ethernet},
	{`eth/ip6(src=fe80::1,dst=ff02::2)/icmp6(type=router-solicitation,opts=[sllao(00:53:00:00:00:01)])`, linktype.Ethernet},
	{`eth/ip6(src=fe80::1,dst=ff02::1)/icmp6(type=router-advertisement,hlim=64,raflags=0x40,lifetime=1800,reachable=30000,retrans=1000,opts=[mtu(1500),prefix(64,192,86400,14400,0,2001:db8::),rdnss(1800,2001:db8::53),sllao(00:53:00:00:00:01)])`, linktype.Ethernet},
	{`ip6(src=fe80::1,dst=fe80::2)/icmp6(type=redirect,target=fe80::3,dst=2001:db8::9,opts=[tllao(00:53:00:00:00:03)])`, linktype.Raw},
	{`ip6(src=fe80::1,dst=ff02::1)/hopopts(opts=[ra(0)])/icmp6(type=mld-query,maxdelay=10000)`, linktype.Raw},
	{`ip6(src=fe80::1,dst=ff02::1)/hopopts(opts=[ra(0)])/icmp6(type=mld-query,maxdelay=10000,group=ff3e::1,v2=1,robustness=2,interval=125,sources=[2001:db8::9])`, linktype.Raw},
	{`ip6(src=fe80::1,dst=ff3e::1)/hopopts(opts=[ra(0)])/icmp6(type=mld-report,group=ff3e::1)`, linktype.Raw},
	{`ip6(src=fe80::1,dst=ff02::16)/hopopts(opts=[ra(0)])/icmp6(type=mldv2-report,records=[(type=4,group=ff3e::1),(type=1,group=ff3e::2,sources=[2001:db8::9])])`, linktype.Raw},

	{`ip(src=192.0.2.1,dst=192.0.2.2)/sctp(sport=1000,dport=80)/chunk(type=init,initiatetag=1,window=65536,outstreams=10,instreams=10,tsn=5,params=[ip(192.0.2.1),families(5,6),ecn])`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.2)/sctp(sport=1000,dport=80,tag=7)/chunk(type=init-ack,initiatetag=2,window=65536,outstreams=10,instreams=10,tsn=9,params=[cookie(0x0102030405)])`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.2)/sctp(sport=1000,dport=80,tag=7)/chunk(type=cookie-echo,data=0x0102030405)/chunk(flags=3,tsn=5,stream=1,seq=2,ppid=0,data="odd")`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.2)/sctp(sport=1000,dport=80,tag=7)/chunk(type=sack,tsn=5,window=65536,gaps=[(start=2,end=3)],dups=[4])`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.2)/sctp(sport=1000,dport=80,tag=7)/chunk(type=heartbeat,params=[info(0x01020304)])`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.2)/sctp(sport=1000,dport=80,tag=7)/chunk(type=shutdown,tsn=5)`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.2)/sctp(sport=1000,dport=80,tag=7)/chunk(type=abort)`, linktype.Raw},

	{`ip(src=192.0.2.1,dst=192.0.2.2)/gre(c=1,key=7,seq=8)/ip(src=198.51.100.1,dst=198.51.100.2)/udp(sport=1000,dport=9)/"x"`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.2)/gre/eth(dst=00:53:00:00:00:01)/ip(src=198.51.100.1,dst=198.51.100.2)/udp(sport=1000,dport=9)/"x"`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.2)/ip(src=198.51.100.1,dst=198.51.100.2)/udp(sport=1000,dport=9)/"x"`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.2)/ip6(src=2001:db8::1,dst=2001:db8::2)/udp(sport=1000,dport=9)/"x"`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.2)/udp(sport=1000)/vxlan(vni=7)/eth(dst=00:53:00:00:00:01)/ip(src=198.51.100.1,dst=198.51.100.2)/tcp(sport=1000,dport=80)`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.2)/udp(sport=1000)/vxlan(vni=7)/eth/arp(hwsrc=00:53:00:00:00:02,psrc=192.0.2.1,pdst=192.0.2.2)/pad(data=0x000000000000000000000000000000000000)`, linktype.Raw},
	{`ip6(src=2001:db8::1,dst=2001:db8::2)/udp(sport=1000)/geneve(vni=7,opts=[(class=256,type=128,data=0x01020304)])/eth(dst=00:53:00:00:00:01)/ip(src=198.51.100.1,dst=198.51.100.2)/udp(sport=1000,dport=9)/"x"`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.2)/udp/gtpu(teid=7)/ip(src=198.51.100.1,dst=198.51.100.2)/udp(sport=1000,dport=9)/"x"`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.2)/udp/gtpu(teid=7,seq=9,exts=[(type=133,data=0x0009)])/ip(src=198.51.100.1,dst=198.51.100.2)/udp(sport=1000,dport=9)/"x"`, linktype.Raw},

	{`ip(src=192.0.2.1,dst=192.0.2.2)/udp(sport=1000)/dns(id=7,rd=1,qd=[(name=www.example.com)])`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.2)/udp(sport=53,dport=1000)/dns(compress=1,id=7,qr=1,rd=1,ra=1,qd=[(name=www.example.com)],an=[(name=www.example.com,type=CNAME,ttl=60,data=cname(example.com)),(name=example.com,ttl=60,data=a(192.0.2.80))],ns=[(name=example.com,type=NS,ttl=60,data=ns(ns.example.com)),(name=example.com,type=SOA,ttl=60,data=soa(ns.example.com,root.example.com,1,2,3,4,5))],ar=[(name=ns.example.com,type=AAAA,ttl=60,data=aaaa(2001:db8::53)),(name=example.com,type=MX,ttl=60,data=mx(10,mail.example.com)),(name=example.com,type=TXT,ttl=60,data=txt("v=spf1","-all")),(name=_sip._tcp.example.com,type=SRV,ttl=60,data=srv(1,2,5060,sip.example.com)),(name=.,type=OPT,class=1232)])`, linktype.Raw},
	{`ip(src=0.0.0.0,dst=255.255.255.255)/udp/dhcp(xid=7,flags=32768,ciaddr=0.0.0.0,yiaddr=0.0.0.0,siaddr=0.0.0.0,giaddr=0.0.0.0,chaddr=00:53:00:00:00:01,opts=[msgtype(1),client(0x01005300000001),hostname("host"),params(1,3,6,15)])`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.100)/udp(sport=67,dport=68)/dhcp(op=reply,xid=7,ciaddr=0.0.0.0,yiaddr=192.0.2.100,siaddr=192.0.2.1,giaddr=0.0.0.0,chaddr=00:53:00:00:00:01,opts=[msgtype(2),server(192.0.2.1),lease(3600),mask(255.255.255.0),router(192.0.2.1),dns(192.0.2.53,192.0.2.54),domain("example.com")])`, linktype.Raw},
	{`ip(src=192.0.2.1,dst=192.0.2.2)/udp/ntp(poll=6,precision=232,refid=0x7f000001,sent=0xe000000000000000)`, linktype.Raw},

	{`sll(pkttype=4,src=00:53:00:00:00:01)/ip(src=192.0.2.1,dst=192.0.2.2)/udp(sport=1000,dport=9)/"x"`, linktype.LinuxSLL},
	{`sll2(ifindex=2,src=00:53:00:00:00:01)/ip6(src=2001:db8::1,dst=2001:db8::2)/udp(sport=1000,dport=9)/"x"`, linktype.LinuxSLL2},
	{`null/ip(src=192.0.2.1,dst=192.0.2.2)/udp(sport=1000,dport=9)/"x"`, linktype.Null},
	{`loop/ip6(src=2001:db8::1,dst=2001:db8::2)/udp(sport=1000,dport=9)/"x"`, linktype.Loop},
	{`ppp(address=255)/ip(src=192.0.2.1,dst=192.0.2.2)/udp(sport=1000,dport=9)/"x"`, linktype.PPP},
}

// TestEvery builds each of the packets, finds its layers again, and prints them
// as they were written.
func TestEvery(t *testing.T) {
	for _, tt := range every {
		p, err := ParsePacket(tt.text)
		if err != nil {
			t.Errorf("%s: %v", tt.text, err)
			continue
		}
		b, err := p.Bytes()
		if err != nil {
			t.Errorf("%s: %v", tt.text, err)
			continue
		}
		layers, ok := checkShow(t, tt.text, b, tt.link)
		if !ok {
			continue
		}
		if len(layers) != len(p) {
			t.Errorf("%s\nis shown as\n%s", tt.text, layers)
		}
	}
}
