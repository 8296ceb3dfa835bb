package decode

import (
	"bytes"
	"strconv"
)

const (
	portZephyrServer = 2103
	portZephyrClient = 2104

	zephyrServerAck = 5
)

var zephyrKinds = names{
	{0, "unsafe"}, {1, "unacked"}, {2, "acked"}, {3, "hm-ack"}, {4, "hm-ctl"}, {zephyrServerAck, "serv-ack"},
	{6, "serv-nak"}, {7, "client-ack"}, {8, "stat"},
}

// printZephyr prints a notice of the Zephyr notification service, which is
// strings that each end in a NUL.
func printZephyr(p *Printer, v view) {
	p.enter("zephyr", v)
	z := zephyr{p, v, 0}
	version, ok := z.field()
	if !ok {
		p.invalid()
		return
	}
	if !bytes.HasPrefix(version, []byte("ZEPH")) {
		return
	}
	var fields [16][]byte
	for i := range fields {
		if fields[i], ok = z.field(); !ok {
			p.invalid()
			return
		}
	}
	p.str(" zephyr")
	if version = version[4:]; !bytes.HasPrefix(version, []byte("0.2")) {
		z.say(" v", version)
		return
	}
	kind := zephyrNumber(fields[1])
	p.byte(' ')
	if name, ok := zephyrKinds.find(uint32(kind)); ok {
		p.str(name)
	} else {
		p.printf("type %d", kind)
	}
	if kind == zephyrServerAck {
		if ack, ok := z.field(); ok && string(ack) != "SENT" {
			z.lower("/", ack)
		}
	}
	n := zephyrNotice{class: fields[7], instance: fields[8], opcode: fields[9], sender: fields[10], recipient: fields[11]}
	if len(n.sender) > 0 {
		z.say(" ", n.sender)
	}
	z.notice(n, kind)
}

// A zephyr takes the fields of the packet m, the next at off.
type zephyr struct {
	*Printer
	m   view
	off int
}

// A zephyrNotice is what a notice is about.
type zephyrNotice struct{ class, instance, opcode, sender, recipient []byte }

// field takes the next string, where its end is in the packet.
func (z *zephyr) field() ([]byte, bool) {
	start := z.off
	for ; z.off < z.m.n; z.off++ {
		if z.m.u8(z.off) == 0 {
			z.off++
			return z.m.b[start : z.off-1], true
		}
	}
	return nil, false
}

// zephyrNumber returns the value of hex digits.
func zephyrNumber(s []byte) int32 {
	s = bytes.TrimPrefix(bytes.TrimPrefix(s, []byte("0x")), []byte("0X"))
	end := 0
	for end < len(s) && bytes.IndexByte([]byte("0123456789abcdefABCDEF"), s[end]) >= 0 {
		end++
	}
	n, _ := strconv.ParseUint(string(s[max(end-8, 0):end]), 16, 32)
	return int32(n)
}

// say prints text from the packet after prefix.
func (z *zephyr) say(prefix string, s []byte) {
	z.str(prefix)
	z.text(view{s, len(s)}, 0, len(s))
}

// lower is say in small letters, of which 255 fit.
func (z *zephyr) lower(prefix string, s []byte) {
	z.str(prefix)
	for _, c := range s[:min(len(s), 255)] {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		z.char(c)
	}
}

// triple prints what a notice is for.
func (z *zephyr) triple(prefix string, class, instance, recipient []byte) {
	if len(recipient) == 0 {
		recipient = []byte("*")
	}
	z.str(prefix)
	left := 255 // characters that fit
	put := func(s []byte) {
		s = s[:min(len(s), left)]
		left -= len(s)
		z.text(view{s, len(s)}, 0, len(s))
	}
	put([]byte("<"))
	put(class)
	put([]byte(","))
	put(instance)
	put([]byte(","))
	put(recipient)
	put([]byte(">"))
}

// notice prints what is known of the classes that Zephyr uses itself, and of
// others whom they are to.
func (z *zephyr) notice(n zephyrNotice, kind int32) {
	opcode := string(n.opcode)
	switch string(n.class) {
	case "USER_LOCATE":
		switch opcode {
		case "USER_HIDE":
			z.str(" hide")
		case "USER_UNHIDE":
			z.str(" unhide")
		default:
			z.say(" locate ", n.instance)
		}
		return
	case "ZEPHYR_ADMIN":
		z.lower(" zephyr-admin ", n.opcode)
		return
	case "ZEPHYR_CTL":
		switch string(n.instance) {
		case "CLIENT":
			z.client(n, kind)
			return
		case "HM":
			z.lower(" ", n.opcode)
			return
		case "REALM":
			z.str(map[string]string{
				"ADD_SUBSCRIBE": " realm add-subs", "REQ_SUBSCRIBE": " realm req-subs",
				"RLM_SUBSCRIBE": " realm rlm-sub", "RLM_UNSUBSCRIBE": " realm rlm-unsub",
			}[opcode])
			return
		}
	case "HM_CTL":
		z.lower(" hm_ctl ", n.instance)
		z.lower(" ", n.opcode)
		return
	case "HM_STAT":
		if string(n.instance) == "HMST_CLIENT" && opcode == "GIMMESTATS" {
			z.str(" get-client-stats")
			return
		}
	case "WG_CTL":
		z.lower(" wg_ctl ", n.instance)
		z.lower(" ", n.opcode)
		return
	case "LOGIN":
		switch opcode {
		case "USER_FLUSH":
			z.str(" flush_locs")
			return
		case "NONE", "OPSTAFF", "REALM-VISIBLE", "REALM-ANNOUNCED", "NET-VISIBLE", "NET-ANNOUNCED":
			z.lower(" set-exposure ", n.opcode)
			return
		}
	}
	z.triple(" to ", n.class, n.instance, n.recipient)
	if len(n.opcode) > 0 {
		z.say(" op ", n.opcode)
	}
}

// client prints what a client asks of its server.
func (z *zephyr) client(n zephyrNotice, kind int32) {
	switch opcode := string(n.opcode); opcode {
	case "SUBSCRIBE", "SUBSCRIBE_NODEFS", "UNSUBSCRIBE":
		z.str(choose(opcode == "UNSUBSCRIBE", " unsub", " sub"))
		z.str(choose(opcode == "SUBSCRIBE_NODEFS", "-nodefs", ""))
		if kind == zephyrServerAck {
			return
		}
		var s [3][]byte
		for i := range s {
			var ok bool
			if s[i], ok = z.field(); !ok {
				return
			}
		}
		z.triple(" ", s[0], s[1], s[2])
	case "GIMME":
		z.str(" ret")
	case "GIMMEDEFS":
		z.str(" gimme-defs")
	case "CLEARSUB":
		z.str(" clear-subs")
	default:
		z.lower(" ", n.opcode)
	}
}
