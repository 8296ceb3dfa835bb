package decode

// sctpLen is the length of an SCTP common header: RFC 9260, section 3.1.
const sctpLen = 12

// SCTP chunk types: the IANA registry "SCTP Chunk Types".
const (
	sctpData    = 0
	sctpInit    = 1
	sctpInitAck = 2
	sctpSACK    = 3
)

var sctpChunkNames = names{
	{sctpData, "DATA"},
	{sctpInit, "INIT"},
	{sctpInitAck, "INIT ACK"},
	{sctpSACK, "SACK"},
	{4, "HB REQ"},
	{5, "HB ACK"},
	{6, "ABORT"},
	{7, "SHUTDOWN"},
	{8, "SHUTDOWN ACK"},
	{9, "OP ERR"},
	{10, "COOKIE ECHO"},
	{11, "COOKIE ACK"},
	{12, "ECN ECHO"},
	{13, "ECN CWR"},
	{14, "SHUTDOWN COMPLETE"},
	{15, "AUTH"},
	{64, "I-DATA"},
	{0x80, "ASCONF ACK"},
	{0x82, "RE-CONFIG"},
	{0x84, "PAD"},
	{0xa2, "REL CTRL"},
	{0xa3, "REL CTRL ACK"},
	{0xc0, "FOR CUM TSN"},
	{0xc1, "ASCONF"},
	{0xc2, "I-FORWARD-TSN"},
}

// sctpM3UA is the payload protocol identifier of M3UA.
const sctpM3UA = 3

var sctpPayloadNames = names{
	{1, "ISDN Q.921"},
	{2, "M2UA"},
	{sctpM3UA, "M3UA"},
	{4, "SUA"},
	{5, "M2PA"},
	{6, "V5.2"},
	{7, "H.248"},
	{8, "BICC"},
	{9, "TALI"},
	{10, "DUA"},
	{11, "ASAP"},
	{12, "ENRP"},
	{13, "H.323"},
	{14, "Q.IPC"},
	{15, "SIMCO"},
	{16, "DDPSC"},
	{17, "DDPSSC"},
	{18, "S1AP"},
	{19, "RUA"},
	{20, "HNBAP"},
	{21, "ForCES HP"},
	{22, "ForCES MP"},
	{23, "ForCES LP"},
	{24, "SBc-AP"},
	{25, "NBAP"},
	{27, "X2AP"},
}

// printSCTP prints an SCTP packet: RFC 9260.
func printSCTP(p *Printer, v view) {
	p.enter("sctp", v)
	if v.n < sctpLen {
		p.printf("truncated-sctp - %d bytes missing!", sctpLen-v.n)
		return
	}
	if !v.has(0, sctpLen) {
		p.truncated()
		return
	}
	p.port = ports{v.u16(0), v.u16(2)}
	if p.ip.version != 0 && p.ip.proto == protoSCTP {
		p.host(p.ip.src)
		p.printf(".%d > ", p.port.src)
		p.host(p.ip.dst)
		p.printf(".%d: sctp", p.port.dst)
	} else {
		p.printf("%d > %d: sctp", p.port.src, p.port.dst)
	}
	sep := " ("
	if p.v >= 2 {
		sep = "\n\t"
	}
	v = v.from(sctpLen)
	for count := 1; v.n > 0; count++ {
		if v.n < 4 {
			p.printf("%s%d) [chunk descriptor cut off at end of packet]", sep, count)
			return
		}
		length := v.u16(2)
		if length < 4 {
			p.printf("%s%d) [Bad chunk length %d, < size of chunk descriptor]", sep, count, length)
			return
		}
		if length > v.n {
			p.truncated()
			return
		}
		kind := v.u8(0)
		p.printf("%s%d) [", sep, count)
		p.name(sctpChunkNames, "Unknown chunk type: 0x%x", kind)
		p.str("] ")
		if !p.sctpChunk(kind, v.at(0, length)) {
			return
		}
		v = v.from((length + 3) &^ 3)
		if p.v < 2 {
			sep = ", ("
		}
	}
}

// sctpChunk prints a chunk after its type, and reports whether those after it
// are printed too.
func (p *Printer) sctpChunk(kind int, v view) bool {
	least := 0
	switch kind {
	case sctpInit, sctpInitAck:
		least = 20
	case sctpSACK:
		least = 16
	}
	if v.n < least {
		p.printf("bogus chunk length %d]", v.n)
		return false
	}
	switch kind {
	case sctpData:
		return p.sctpData(v)
	case sctpInit, sctpInitAck:
		p.printf("[init tag: %d] [rwnd: %d] [OS: %d] [MIS: %d] [init TSN: %d] ",
			v.u32(4), v.u32(8), v.u16(12), v.u16(14), v.u32(16))
	case sctpSACK:
		base := v.u32(4)
		p.printf("[cum ack %d] [a_rwnd %d] [#gap acks %d] [#dup tsns %d] ",
			base, v.u32(8), v.u16(12), v.u16(14))
		pos := 16
		for i := 0; i < v.u16(12) && pos < v.n; i++ {
			if v.n < pos+4 {
				p.printf("bogus chunk length %d]", v.n)
				return false
			}
			p.printf("\n\t\t[gap ack block #%d: start = %d, end = %d] ",
				i+1, base+uint32(v.u16(pos)), base+uint32(v.u16(pos+2)))
			pos += 4
		}
		for i := 0; i < v.u16(14) && pos < v.n; i++ {
			if v.n < pos+4 {
				p.printf("bogus chunk length %d]", v.n)
				return false
			}
			p.printf("\n\t\t[dup TSN #%d: %d] ", i+1, v.u32(pos))
			pos += 4
		}
	}
	return true
}

// sctpData prints a DATA chunk: RFC 9260, section 3.3.1.
func (p *Printer) sctpData(v view) bool {
	const (
		end = 1 << iota
		begin
		unordered
	)
	bits := v.u8(1)
	if bits&unordered != 0 {
		p.str("(U)")
	}
	if bits&begin != 0 {
		p.str("(B)")
	}
	if bits&end != 0 {
		p.str("(E)")
	}
	if bits&(unordered|begin|end) != 0 {
		p.byte(' ')
	}
	if v.n < 16 {
		p.printf("bogus chunk length %d]", v.n)
		return false
	}
	v.need(4, 12)
	payload := v.u32(12)
	p.printf("[TSN: %d] [SID: %d] [SSEQ %d] [PPID ", v.u32(4), v.u16(8), v.u16(10))
	p.name32(sctpPayloadNames, "0x%x", payload)
	p.str("] ")
	body := v.from(16)
	if body.n == 0 {
		p.printf("bogus chunk length %d]", v.n)
		return false
	}
	if p.v >= 2 {
		if payload == sctpM3UA {
			printM3UA(p, body)
			p.protocol = "sctp"
			return true
		}
		p.str("[Payload")
		if p.opt.Hex == HexNone && !p.opt.Quiet {
			p.byte(':')
			p.unknown("\n\t", body)
		}
		p.byte(']')
	}
	return true
}
