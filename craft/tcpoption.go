package craft

import "encoding/binary"

// tcpOptions are the options of TCP, iana.org/assignments/tcp-parameters.
var tcpOptions = optionTable{
	single: []uint16{0, 1}, last: 0, bias: 2, unit: 1, total: 4, limit: 40,
	known: []optionForm{
		{0, "eol", ""},
		{1, "nop", ""},
		{2, "mss", "h"},
		{3, "wscale", "b"},
		{4, "sackok", ""},
		{5, "sack", "i*"},
		{8, "ts", "ii"},
		{19, "md5", "x"},
		{28, "uto", "h"},
		{29, "ao", "bbx"},
		{30, "mptcp", "x"},
		{34, "tfo", "x"},
	},
}

// The options of TCP without data.
var (
	EOL           = Option{Kind: 0} // end of the options, RFC 9293 section 3.2
	NOP           = Option{Kind: 1} // no operation, RFC 9293 section 3.2
	SACKPermitted = Option{Kind: 4} // RFC 2018 section 2
)

// MSS is the maximum segment size in bytes (RFC 9293 section 3.2).
func MSS(size uint16) Option { return Option{Kind: 2, Data: words16(size)} }

// WindowScale is the window scale option: the window is to be shifted left by
// shift bits (RFC 7323 section 2.2).
func WindowScale(shift uint8) Option { return Option{Kind: 3, Data: []byte{shift}} }

// SACK acknowledges the given blocks of sequence numbers, each from its first
// to behind its last (RFC 2018 section 3).
func SACK(blocks ...[2]uint32) Option {
	var b []byte
	for _, block := range blocks {
		b = append(b, words32(block[:]...)...)
	}
	return Option{Kind: 5, Data: b}
}

// Timestamps is the timestamps option (RFC 7323 section 3.2).
func Timestamps(value, echo uint32) Option { return Option{Kind: 8, Data: words32(value, echo)} }

// MD5Signature is the digest option of RFC 2385 section 3.0; computing the
// digest, which takes the connection's key, is the caller's.
func MD5Signature(digest [16]byte) Option { return Option{Kind: 19, Data: digest[:]} }

// UserTimeout is the user timeout option (RFC 5482 section 3): minutes if
// granularity is set, else seconds.
func UserTimeout(granularity bool, timeout uint16) Option {
	if granularity {
		timeout |= 1 << 15
	}
	return Option{Kind: 28, Data: words16(timeout)}
}

// FastOpen is the Fast Open option (RFC 7413 section 4.1.1); an empty cookie
// asks for one. Data in a SYN is a [Payload] behind the TCP layer.
func FastOpen(cookie []byte) Option { return Option{Kind: 34, Data: cookie} }

func words16(list ...uint16) (b []byte) {
	for _, v := range list {
		b = binary.BigEndian.AppendUint16(b, v)
	}
	return b
}

func words32(list ...uint32) (b []byte) {
	for _, v := range list {
		b = binary.BigEndian.AppendUint32(b, v)
	}
	return b
}
