package decode

const portTFTP = 69

// TFTP's operations: RFC 1350, 5, and RFC 2347.
const (
	tftpRead  = 1
	tftpWrite = 2
	tftpData  = 3
	tftpAck   = 4
	tftpError = 5
	tftpOAck  = 6
)

var tftpOperations = names{
	{tftpData, "DATA"}, {tftpAck, "ACK"}, {tftpRead, "RRQ"}, {tftpWrite, "WRQ"}, {tftpError, "ERROR"}, {tftpOAck, "OACK"},
}

var tftpErrors = names{
	{0, "EUNDEF"}, {1, "ENOTFOUND"}, {2, "EACCESS"}, {3, "ENOSPACE"}, {4, "EBADOP"}, {5, "EBADID"}, {6, "EEXISTS"}, {7, "ENOUSER"},
}

// printTFTP prints a message of the Trivial File Transfer Protocol: RFC 1350, 5.
func printTFTP(p *Printer, v view) {
	p.enter("tftp", v)
	p.printf("TFTP, length %d", v.n)
	if !printTFTPMessage(p, v) {
		p.truncated()
	}
}

// printTFTPMessage reports whether the message was whole.
func printTFTPMessage(p *Printer, v view) bool {
	if v.n < 2 {
		return false
	}
	op := v.u16(0)
	p.str(", ")
	p.name(tftpOperations, "tftp-#%d", op)
	v = v.from(2)
	switch op {
	case tftpRead, tftpWrite:
		if v.n == 0 {
			return false
		}
		p.str(` "`)
		n := p.zeroText(v, 0, v.n)
		p.byte('"')
		if n == 0 || n == v.n {
			return false
		}
		p.byte(' ')
		v = v.from(n)
		if n = p.zeroText(v, 0, v.n); n == 0 { // the mode
			return false
		}
		return printTFTPOptions(p, v.from(n))
	case tftpOAck:
		return printTFTPOptions(p, v)
	case tftpAck, tftpData:
		if v.n < 2 {
			return false
		}
		p.printf(" block %d", v.u16(0))
	case tftpError:
		if v.n < 2 {
			return false
		}
		code := v.u16(0)
		p.byte(' ')
		p.name(tftpErrors, `tftp-err-#%d "`, code)
		if v.n == 2 {
			return false
		}
		p.str(` "`)
		n := p.zeroText(v, 2, v.n-2)
		p.byte('"')
		return n > 0
	}
	return true
}

// printTFTPOptions prints names and values, each ended by a NUL: RFC 2347.
func printTFTPOptions(p *Printer, v view) bool {
	for v.n > 0 {
		if v.u8(0) != 0 {
			p.byte(' ')
		}
		n := p.zeroText(v, 0, v.n)
		if n == 0 {
			return false
		}
		v = v.from(n)
	}
	return true
}
