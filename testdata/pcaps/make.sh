#!/bin/bash
# Makes the captures of this directory again: real programs talk to each other
# in network namespaces of this script's own, and tcpdump, inside, writes it down.
# Nothing leaves these namespaces, and they are gone at the end.
#
#	sudo testdata/pcaps/make.sh [DIRECTORY [NAME...]]
#
# Needs root, /dev/net/tun, iproute2, tcpdump, dumpcap, ethtool, python3, curl,
# dig, ping, arping, nc (OpenBSD's), openssl, busybox (udhcpc), logger, dnsmasq
# and traceroute.
# DIRECTORY is where the files go, this one by default; with NAMEs, as "http" or
# "dns", only these captures are made.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
out=$(mkdir -p "${1:-$here}" && cd "${1:-$here}" && pwd)
shift || true
wanted=" $* "
tmp=$(mktemp -d)
chmod 755 "$tmp" # tcpdump and dnsmasq give up root
ns=pktcap-mk-$$
jobs=()

cleanup() {
	trap - EXIT
	kill $(jobs -p) 2>/dev/null || true
	wait 2>/dev/null || true
	for n in a r s b; do ip netns del "$ns-$n" 2>/dev/null || true; done
	rm -rf "$tmp"
}
trap cleanup EXIT
trap 'exit 1' INT TERM HUP

# at N COMMAND...: run a command in namespace N.
at() {
	local n=$1
	shift
	ip netns exec "$ns-$n" "$@"
}

# background N COMMAND...: the same, until end.
background() {
	local n=$1
	shift
	ip netns exec "$ns-$n" "$@" >"$tmp/log" 2>&1 &
	jobs+=($!)
	sleep 0.3
}

# end: ends what runs in the background.
end() {
	for j in "${jobs[@]}"; do kill "$j" 2>/dev/null || true; done
	for j in "${jobs[@]}"; do wait "$j" 2>/dev/null || true; done
	jobs=()
}

# serve N PORT COMMAND...: the same for a TCP server, until it listens.
serve() {
	local n=$1 port
	port=$(printf ':%04X 0*:0000 0A' "$2")
	shift 2
	ip netns exec "$ns-$n" "$@" >"$tmp/log" 2>&1 &
	jobs+=($!)
	for _ in $(seq 100); do
		at "$n" cat /proc/net/tcp /proc/net/tcp6 | grep -q "$port" && return
		sleep 0.1
	done
	cat "$tmp/log" >&2
	return 1
}

# record FILE N OPTIONS...: capture in namespace N with these tcpdump options.
record() {
	local file=$1 n=$2
	shift 2
	ip netns exec "$ns-$n" tcpdump -Z root -n -U --immediate-mode -w "$out/$file" "$@" 2>"$tmp/tcpdump" &
	tcpdump=$!
	for _ in $(seq 50); do
		grep -q '^.*listening on' "$tmp/tcpdump" && return
		sleep 0.1
	done
	cat "$tmp/tcpdump" >&2
	return 1
}

# recorded: ends the capture.
recorded() {
	sleep 0.4
	kill -INT "$tcpdump"
	wait "$tcpdump" || true
	tail -n 3 "$tmp/tcpdump" | head -n 1
}

# namespaces N...: makes them, with nothing but loopback.
namespaces() {
	for n in a r s b; do ip netns del "$ns-$n" 2>/dev/null || true; done
	for n in "$@"; do
		ip netns add "$ns-$n"
		at "$n" sysctl -q -w net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0 \
			net.ipv6.conf.default.router_solicitations=0
		at "$n" ip link set lo up
	done
}

# wire N IF ADDRESS4 ADDRESS6 N IF ADDRESS4 ADDRESS6 NUMBER: joins two namespaces
# by a veth pair whose MAC addresses end in NUMBER.
wire() {
	ip -n "$ns-$1" link add "$2" address "02:00:00:00:01:$9" type veth \
		peer name "$6" netns "$ns-$5" address "02:00:00:00:02:$9"
	address "$1" "$2" "$3" "$4"
	address "$5" "$6" "$7" "$8"
}

address() {
	ip -n "$ns-$1" addr add "$3" dev "$2"
	ip -n "$ns-$1" -6 addr add "$4" dev "$2" nodad
	ip -n "$ns-$1" link set "$2" up
}

# pair: a and b on one link, 10.9.0.1 and 10.9.0.2. Checksums and segments are
# made by the kernel, as a NIC would see them; "pair offload" leaves both off, as
# veth has it.
pair() {
	namespaces a b
	wire a veth0 10.9.0.1/24 fd00:9::1/64 b veth0 10.9.0.2/24 fd00:9::2/64 01
	if [ "${1:-}" != offload ]; then
		for n in a b; do at $n ethtool -K veth0 tx off gso off tso off gro off >/dev/null 2>&1; done
	fi
	sleep 0.2
}

# A relay is a program of ours between a TAP or TUN device, which real programs
# use, and the link: it adds and takes away what comes before the packet, as a VLAN
# tag, and loses some packets if it is told to. So this works on kernels without
# VLAN devices and netem.
#
#	relay.py DEVICE tap LINK TAG LOSS	frames, TAG in hex after the addresses
#	relay.py DEVICE tun OWN PEER LOSS	packets without link layer, over UDP
cat >"$tmp/relay.py" <<'PY'
import fcntl, os, random, select, socket, struct, sys
device, kind, link, arg, loss = sys.argv[1:]
random.seed(device)
tap = os.open("/dev/net/tun", os.O_RDWR)
fcntl.ioctl(tap, 0x400454CA, struct.pack("16sH", device.encode(), (2 if kind == "tap" else 1) | 0x1000))
if kind == "tap":
    tag = bytes.fromhex(arg)
    sock = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
    sock.bind((link, 3))
    sock.setsockopt(263, 8, 1)  # PACKET_AUXDATA: the tag that the kernel takes out
    def send(p): sock.send(p[:12] + tag + p[12:])
    def receive():
        p, more, _, who = sock.recvmsg(65536, 256)
        if who[2] == 4: return None  # our own
        for _, _, aux in more:
            status, _, _, _, _, tci, tpid = struct.unpack("IIIHHHH", aux)
            if status & 0x10: p = p[:12] + struct.pack("!HH", tpid, tci) + p[12:]
        if p[12:12 + len(tag)] != tag: return None
        return p[:12] + p[12 + len(tag):]
else:
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.bind((link, 7777))
    sock.connect((arg, 7777))
    send = sock.send
    def receive(): return sock.recv(65536)
sent = 0
late = None  # a packet that the next one overtakes
while True:
    for fd in select.select([tap, sock], [], [])[0]:
        if fd == tap:
            p = os.read(tap, 65536)
            sent += len(p) > 200
            if sent < 5:  # connections begin unharmed
                send(p)
                continue
            if random.random() < float(loss): continue
            if float(loss) and late is None and random.random() < float(loss):
                late = p
                continue
            send(p)
            if late: send(late)
            late = None
        elif (p := receive()) is not None:
            os.write(tap, p)
PY

# appears N DEVICE: waits for a device.
appears() {
	for _ in $(seq 50); do
		at "$1" ip link show "$2" >/dev/null 2>&1 && return
		sleep 0.1
	done
}

# relays DEVICE KIND...: the same relay on both sides of a pair; a's device gets
# 10.8.0.1 and fd00:8::1, b's 10.8.0.2 and fd00:8::2.
relays() {
	local device=$1 kind=$2 arg=$3 loss=$4 n own=1 peer=2
	for n in a b; do
		if [ "$kind" = tap ]; then
			background $n python3 "$tmp/relay.py" "$device" tap veth0 "$arg" "$loss"
			appears $n "$device"
			ip -n "$ns-$n" link set "$device" address 02:00:00:00:08:0$own
		else
			background $n python3 "$tmp/relay.py" "$device" tun 10.9.0.$own 10.9.0.$peer "$loss"
			appears $n "$device"
		fi
		ip -n "$ns-$n" link set "$device" mtu 1400
		address $n "$device" 10.8.0.$own/24 fd00:8::$own/64
		own=2 peer=1
	done
	sleep 0.2
}

# chain: a - r - s - b, with two routers between.
chain() {
	namespaces a r s b
	wire a veth0 10.9.1.2/24 fd00:9:1::2/64 r left 10.9.1.1/24 fd00:9:1::1/64 01
	wire r right 10.9.2.1/24 fd00:9:2::1/64 s left 10.9.2.2/24 fd00:9:2::2/64 02
	wire s right 10.9.3.1/24 fd00:9:3::1/64 b veth0 10.9.3.2/24 fd00:9:3::2/64 03
	for n in r s; do at $n sysctl -q -w net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1; done
	for n in a r s b; do at $n sysctl -q -w net.ipv4.icmp_ratelimit=0 net.ipv6.icmp.ratelimit=0; done
	ip -n "$ns-a" route add default via 10.9.1.1
	ip -n "$ns-a" -6 route add default via fd00:9:1::1
	ip -n "$ns-b" route add default via 10.9.3.1
	ip -n "$ns-b" -6 route add default via fd00:9:3::1
	ip -n "$ns-r" route add 10.9.3.0/24 via 10.9.2.2
	ip -n "$ns-r" -6 route add fd00:9:3::/64 via fd00:9:2::2
	ip -n "$ns-s" route add 10.9.1.0/24 via 10.9.2.1
	ip -n "$ns-s" -6 route add fd00:9:1::/64 via fd00:9:2::1
	for n in a b; do at $n ethtool -K veth0 tx off gso off tso off gro off >/dev/null 2>&1; done
	sleep 0.2
}

site() {
	mkdir -p "$tmp/site"
	printf '<!DOCTYPE html>\n<title>pktcap</title>\n<p>Hello, wire.</p>\n' >"$tmp/site/index.html"
	seq 1 2000 >"$tmp/site/numbers.txt"
}

make_http() {
	pair offload
	site
	serve b 80 python3 -m http.server --directory "$tmp/site" 80
	record http.pcap a -i veth0
	at a curl -s http://10.9.0.2/ http://10.9.0.2/numbers.txt >/dev/null
	at a curl -s -X POST --data 'a=1&b=2' http://10.9.0.2/form >/dev/null
	at a curl -s http://10.9.0.2/absent >/dev/null
	recorded
}

make_http6() {
	pair
	site
	serve b 80 python3 -m http.server --bind :: --directory "$tmp/site" 80
	record http6.pcap a -i veth0
	at a curl -s 'http://[fd00:9::2]/' 'http://[fd00:9::2]/numbers.txt' >/dev/null
	recorded
}

make_dns() {
	pair
	serve b 53 dnsmasq --no-daemon --no-resolv --no-hosts --user=root --pid-file= --conf-file=/dev/null \
		--listen-address=10.9.0.2,fd00:9::2 --bind-interfaces --local=/example.net/ --auth-ttl=300 \
		--host-record=www.example.net,10.9.0.80,fd00:9::80,300 --cname=web.example.net,www.example.net,600 \
		--mx-host=example.net,mail.example.net,10 --host-record=mail.example.net,10.9.0.25 \
		--txt-record=example.net,'v=spf1 mx -all','a second string' \
		--srv-host=_sip._udp.example.net,sip.example.net,5060,10,20 \
		--naptr-record=example.net,100,50,u,E2U+sip,'!^.*$!sip:info@example.net!' \
		--ptr-record=80.0.9.10.in-addr.arpa,www.example.net --caa-record=example.net,0,issue,ca.example
	record dns.pcap a -i veth0 port 53
	for q in 'www.example.net A' 'www.example.net AAAA' 'web.example.net A' 'example.net MX' 'example.net TXT' \
		'_sip._udp.example.net SRV' 'example.net NAPTR' 'example.net CAA' 'absent.example.net A' \
		'www.example.net A +tcp' 'www.example.net A +noedns +norecurse' 'www.example.net A +dnssec +nsid +cookie' \
		'chaos.bind TXT CH' 'example.net ANY +notcp' '-x 10.9.0.80' 'refused.example.com A'; do
		# shellcheck disable=SC2086
		at a dig +tries=1 +time=1 @10.9.0.2 $q >/dev/null || true
	done
	at a dig +tries=1 +time=1 @fd00:9::2 www.example.net AAAA >/dev/null
	recorded
}

make_ping() {
	pair
	record ping.pcap a -i veth0 icmp or arp
	at a ping -q -c 2 -i 0.2 10.9.0.2 >/dev/null
	at a ping -q -c 1 -s 0 10.9.0.2 >/dev/null
	at a ping -q -c 1 -s 1472 -M do -Q 0xb8 -t 7 10.9.0.2 >/dev/null
	at a ping -q -c 1 -R 10.9.0.2 >/dev/null
	at a ping -q -c 1 -T tsandaddr 10.9.0.2 >/dev/null
	recorded
}

make_ping6() {
	namespaces a b
	for n in a b; do
		at $n sysctl -q -w net.ipv6.conf.all.accept_dad=1 net.ipv6.conf.default.accept_dad=1 \
			net.ipv6.conf.default.router_solicitations=2
	done
	ip -n "$ns-a" link add veth0 address 02:00:00:00:01:01 type veth peer name veth0 netns "$ns-b" address 02:00:00:00:02:01
	ip -n "$ns-a" link set veth0 up
	at a ethtool -K veth0 tx off >/dev/null 2>&1
	at b ethtool -K veth0 tx off >/dev/null 2>&1
	record ping6.pcap a -i veth0
	ip -n "$ns-b" link set veth0 up
	ip -n "$ns-a" -6 addr add fd00:9::1/64 dev veth0
	ip -n "$ns-b" -6 addr add fd00:9::2/64 dev veth0
	sleep 2.5
	at a ping -6 -q -c 2 -i 0.2 fd00:9::2 >/dev/null
	at a ping -6 -q -c 1 -F 0x12345 -Q 0x20 -t 3 fe80::ff:fe00:201%veth0 >/dev/null
	at a ping -6 -q -c 1 ff02::1%veth0 >/dev/null
	recorded
}

make_arp() {
	pair
	record arp.pcap a -i veth0 arp or rarp
	at a arping -q -c 1 -I veth0 10.9.0.2 >/dev/null 2>&1 || true
	at a arping -q -c 1 -w 1 -I veth0 10.9.0.77 >/dev/null 2>&1 || true
	at a arping -q -c 1 -w 1 -d -I veth0 10.9.0.2 >/dev/null 2>&1 || true
	at b arping -q -c 1 -w 1 -U -I veth0 10.9.0.2 >/dev/null 2>&1 || true
	at a ping -q -c 1 -W 1 10.9.0.2 >/dev/null
	recorded
}

make_vlan() {
	pair
	relays tagged tap 8100602a 0 # priority 3, VLAN 42
	site
	serve b 80 python3 -m http.server --bind 10.8.0.2 --directory "$tmp/site" 80
	record vlan.pcap a -i veth0
	at a ping -q -c 2 -i 0.2 10.8.0.2 >/dev/null
	at a ping -q -c 1 10.9.0.2 >/dev/null
	at a ping -6 -q -c 1 fd00:8::2 >/dev/null
	at a curl -s http://10.8.0.2/ >/dev/null
	recorded
}

make_qinq() {
	pair
	relays tagged tap 88a8006481000007 0 # 802.1ad VLAN 100, then 802.1Q VLAN 7
	record qinq.pcap a -i veth0
	at a ping -q -c 2 -i 0.2 10.8.0.2 >/dev/null
	at a ping -6 -q -c 1 fd00:8::2 >/dev/null
	recorded
}

make_tcp() {
	pair
	relays lossy tap 88b5 0.1 # an EtherType for experiments, so that only the relays understand
	serve b 7000 nc -l 7000
	record tcp.pcap b -i lossy -s 96 tcp
	seq 1 12000 | head -c 40000 | at a nc -N -w 10 10.8.0.2 7000
	at a nc -z -w 1 10.8.0.2 7001 || true # closed: RST
	at a nc -z -w 1 fd00:8::2 7001 || true
	serve b 7003 python3 -c '
import socket
l = socket.create_server(("10.8.0.2", 7003))
c, _ = l.accept()
c.recv(100); c.recv(100)
'
	at a python3 - <<-'PY'
		# An urgent byte, and a reset instead of a good-bye.
		import socket, struct, time
		s = socket.create_connection(("10.8.0.2", 7003))
		s.send(b"hello")
		s.send(b"!", socket.MSG_OOB)
		time.sleep(0.1)
		s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
		s.close()
	PY
	recorded
}

make_udp() {
	pair
	background b python3 -c '
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("10.9.0.2", 9999))
while True:
    data, peer = s.recvfrom(65536)
    s.sendto(data.upper(), peer)
'
	record udp.pcap a -i veth0
	at a python3 - <<-'PY'
		import socket
		s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
		s.settimeout(1)
		for data in b"hello", b"", b"x" * 1000:
		    s.sendto(data, ("10.9.0.2", 9999))
		    s.recvfrom(65536)
		s.setsockopt(socket.SOL_SOCKET, 11, 1)  # SO_NO_CHECK
		s.sendto(b"no checksum", ("10.9.0.2", 9999))
		s.recvfrom(65536)
		s.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
		s.sendto(b"to all", ("10.9.0.255", 9999))
		s6 = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
		s6.sendto(b"nobody there", ("fd00:9::2", 9999))
		s.sendto(b"nobody there", ("10.9.0.2", 9998))
	PY
	recorded
}

make_syslog() {
	pair
	background b nc -u -l 514
	record syslog.pcap a -i veth0 udp
	at a logger -n 10.9.0.2 -P 514 -d --rfc3164 -p daemon.warning -t pktcap 'a warning'
	at a logger -n 10.9.0.2 -P 514 -d --rfc5424=notq,notime,nohost -p auth.info -t pktcap 'for your information'
	recorded
}

make_icmp() {
	chain
	ip -n "$ns-r" route add unreachable 10.9.101.0/24
	ip -n "$ns-r" route add prohibit 10.9.102.0/24
	ip -n "$ns-r" -6 route add prohibit fd00:9:102::/64
	ip -n "$ns-s" link set right mtu 1280
	record icmp.pcap a -i veth0
	at a nc -u -w 1 -q 0 10.9.3.2 9 <<<'port unreachable' || true
	at a nc -u -w 1 -q 0 fd00:9:3::2 9 <<<'port unreachable' || true
	at a ping -q -c 1 -W 1 10.9.101.1 >/dev/null || true
	at a ping -q -c 1 -W 1 10.9.102.1 >/dev/null || true
	at a ping -q -c 1 -W 1 10.9.103.1 >/dev/null || true
	at a ping -q -c 1 -W 4 10.9.1.77 >/dev/null || true
	at a ping -q -c 1 -W 4 10.9.3.77 >/dev/null || true
	at a ping -q -c 1 -W 1 -t 1 10.9.3.2 >/dev/null || true
	at a ping -q -c 1 -W 1 -s 1400 -M do 10.9.3.2 >/dev/null || true
	at a ping -6 -q -c 1 -W 1 fd00:9:102::1 >/dev/null || true
	at a ping -6 -q -c 1 -W 1 -t 1 fd00:9:3::2 >/dev/null || true
	at a ping -6 -q -c 1 -W 1 -s 1400 -M do fd00:9:3::2 >/dev/null || true
	at a ping -6 -q -c 1 -W 4 fd00:9:3::77 >/dev/null || true
	recorded
}

make_traceroute() {
	chain
	record traceroute.pcap a -i veth0 not arp
	at a traceroute -n -q 1 -w 1 -m 5 10.9.3.2 >/dev/null
	at a traceroute -n -q 1 -w 1 -m 5 -I 10.9.3.2 >/dev/null
	at a traceroute -n -q 1 -w 1 -m 5 -T -p 80 10.9.3.2 >/dev/null
	at a traceroute -n -q 1 -w 1 -m 5 fd00:9:3::2 >/dev/null
	recorded
}

make_fragments() {
	pair
	record fragments.pcap a -i veth0 not arp
	at a ping -q -c 1 -s 4000 10.9.0.2 >/dev/null
	at a ping -6 -q -c 1 -s 4000 fd00:9::2 >/dev/null
	at a python3 -c '
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.setsockopt(socket.IPPROTO_IP, 10, 0)  # IP_MTU_DISCOVER: never
s.sendto(b"u" * 3000, ("10.9.0.2", 9))
'
	recorded
}

make_dhcp() {
	namespaces a b
	ip -n "$ns-a" link add veth0 address 02:00:00:00:01:01 type veth peer name veth0 netns "$ns-b" address 02:00:00:00:02:01
	address b veth0 10.9.0.2/24 fd00:9::2/64
	ip -n "$ns-a" link set veth0 up
	for n in a b; do at $n ethtool -K veth0 tx off >/dev/null 2>&1; done
	background b dnsmasq --no-daemon --no-resolv --no-hosts --user=root --pid-file= --conf-file=/dev/null --port=0 \
		--dhcp-range=10.9.0.100,10.9.0.110,255.255.255.0,1h --dhcp-option=option:router,10.9.0.2 \
		--dhcp-option=option:dns-server,10.9.0.2 --dhcp-option=option:domain-name,example.net \
		--dhcp-option=option:ntp-server,10.9.0.2 --dhcp-leasefile="$tmp/leases" --dhcp-authoritative --no-ping
	printf '#!/bin/sh\nexit 0\n' >"$tmp/lease" && chmod 755 "$tmp/lease"
	record dhcp.pcap a -i veth0 udp
	at a busybox udhcpc -i veth0 -f -q -n -R -s "$tmp/lease" -x hostname:client -t 3 -T 1 >/dev/null 2>&1
	recorded
}

make_tls() {
	pair
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=www.example.net \
		-keyout "$tmp/key.pem" -out "$tmp/cert.pem" 2>/dev/null
	serve b 443 openssl s_server -quiet -www -accept 443 -key "$tmp/key.pem" -cert "$tmp/cert.pem" -alpn h2,http/1.1
	record tls.pcap a -i veth0 tcp
	for version in -tls1_3 -tls1_2; do
		printf 'GET / HTTP/1.0\r\n\r\n' | at a openssl s_client -quiet $version -connect 10.9.0.2:443 \
			-servername www.example.net -alpn http/1.1 >/dev/null 2>&1 || true
	done
	recorded
}

make_multicast() {
	pair
	record multicast.pcap a -i veth0 not arp
	at a python3 - <<-'PY'
		import socket, struct, time
		s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
		own = socket.inet_aton("10.9.0.1")
		s.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton("239.1.2.3") + own)
		s.setsockopt(socket.IPPROTO_IP, 39, socket.inet_aton("232.1.2.3") + own + socket.inet_aton("10.9.0.2"))
		s.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, own)
		s.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 4)
		s.sendto(b"to the group", ("239.1.2.3", 5000))
		time.sleep(1.2)
		s.close()
		s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
		index = socket.if_nametoindex("veth0")
		s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, socket.inet_pton(socket.AF_INET6, "ff15::123") + struct.pack("I", index))
		s.sendto(b"to the group", ("ff15::123", 5000, 0, index))
		time.sleep(1.2)
	PY
	recorded
}

make_stp() {
	pair
	for n in a b; do
		ip -n "$ns-$n" link add bridge type bridge stp_state 1 hello_time 100 forward_delay 200 || return 0
		ip -n "$ns-$n" link set veth0 master bridge
	done
	record stp.pcap a -i veth0 stp
	ip -n "$ns-a" link set bridge up
	ip -n "$ns-b" link set bridge up
	sleep 4
	recorded
}

make_vxlan() {
	pair
	ip -n "$ns-a" link add tun0 type vxlan id 42 dstport 4789 local 10.9.0.1 remote 10.9.0.2
	ip -n "$ns-b" link add tun0 type vxlan id 42 dstport 4789 local 10.9.0.2 remote 10.9.0.1
	address a tun0 10.8.0.1/24 fd00:8::1/64
	address b tun0 10.8.0.2/24 fd00:8::2/64
	record vxlan.pcap a -i veth0 udp
	at a ping -q -c 2 -i 0.2 10.8.0.2 >/dev/null
	recorded
}

# The inside of a tunnel, where packets have no link-layer header.
make_raw() {
	pair
	relays tun0 tun - 0
	site
	serve b 80 python3 -m http.server --bind 10.8.0.2 --directory "$tmp/site" 80
	record raw.pcap a -i tun0
	at a ping -q -c 2 -i 0.2 10.8.0.2 >/dev/null
	at a ping -6 -q -c 1 fd00:8::2 >/dev/null
	at a curl -s http://10.8.0.2/ >/dev/null
	recorded
}

make_loopback() {
	pair
	site
	serve a 80 python3 -m http.server --bind 127.0.0.1 --directory "$tmp/site" 80
	record loopback.pcap a -i lo
	at a curl -s http://127.0.0.1/ >/dev/null
	at a ping -6 -q -c 1 ::1 >/dev/null
	recorded
}

# The pseudo-interface any, in both of Linux's cooked headers.
cooked() {
	pair
	record "$1.pcap" a -i any -y "$2"
	at a ping -q -c 1 10.9.0.2 >/dev/null
	at a ping -6 -q -c 1 fd00:9::2 >/dev/null
	at a ping -q -c 1 127.0.0.1 >/dev/null
	recorded
}
make_sll() { cooked sll LINUX_SLL; }
make_sll2() { cooked sll2 LINUX_SLL2; }

make_nano() {
	pair
	record nano.pcap a -i veth0 --time-stamp-precision=nano
	at a ping -q -c 3 -i 0.2 10.9.0.2 >/dev/null
	recorded
}

make_snaplen() {
	pair
	record snaplen.pcap a -i veth0 -s 40
	at a ping -q -c 2 -i 0.2 10.9.0.2 >/dev/null
	at a ping -6 -q -c 2 -i 0.2 fd00:9::2 >/dev/null
	recorded
}

# The same packets as ping.pcap, as a machine of the other byte order writes them.
make_bigendian() {
	[ -e "$out/ping.pcap" ] || make_ping
	python3 - "$out/ping.pcap" "$out/bigendian.pcap" <<-'PY'
		import struct, sys
		d = open(sys.argv[1], "rb").read()
		f = bytearray(struct.pack(">IHHIIII", *struct.unpack("<IHHIIII", d[:24])))
		at = 24
		while at < len(d):
		    h = struct.unpack("<IIII", d[at:at + 16])
		    f += struct.pack(">IIII", *h) + d[at + 16:at + 16 + h[2]]
		    at += 16 + h[2]
		open(sys.argv[2], "wb").write(f)
	PY
}

# Two interfaces of one machine in one pcapng file, written by dumpcap.
make_two-interfaces() {
	namespaces a b
	wire a veth0 10.9.0.1/24 fd00:9::1/64 b veth0 10.9.0.2/24 fd00:9::2/64 01
	wire a veth1 10.10.0.1/24 fd00:10::1/64 b veth1 10.10.0.2/24 fd00:10::2/64 02
	ip netns exec "$ns-a" dumpcap -q -f "icmp or arp" -i veth0 -i veth1 -w "$tmp/two.pcapng" >"$tmp/log" 2>&1 &
	local dumpcap=$!
	sleep 2
	at a ping -q -c 2 -i 0.2 10.9.0.2 >/dev/null
	at a ping -q -c 2 -i 0.2 10.10.0.2 >/dev/null
	sleep 0.5
	kill -INT $dumpcap && wait $dumpcap || true
	cp "$tmp/two.pcapng" "$out/two-interfaces.pcapng"
}

for make in $(declare -F | sed -n 's/^declare -f make_//p'); do
	if [ "$wanted" = "  " ] || [[ "$wanted" == *" $make "* ]]; then
		echo "== $make"
		"make_$make" || echo "$make failed" >&2
		end
	fi
done
ls -l "$out"
