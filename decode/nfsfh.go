package decode

import "encoding/binary"

// handle prints an NFS file handle of so many 32-bit words as a file system and
// a file on it. What handles hold is the servers' own affair; some are known by
// how they look.
func (p *Printer) handle(fh []byte) {
	var major, minor, file uint32
	at := func(i int) byte {
		if i < len(fh) {
			return fh[i]
		}
		return 0
	}
	big := func(i int) uint32 {
		return uint32(at(i))<<24 | uint32(at(i+1))<<16 | uint32(at(i+2))<<8 | uint32(at(i+3))
	}
	little := func(i int) uint32 {
		return uint32(at(i+3))<<24 | uint32(at(i+2))<<16 | uint32(at(i+1))<<8 | uint32(at(i))
	}
	switch handleServer(fh) {
	case serverAuspex:
		major, minor, file = uint32(at(6)), uint32(at(7)), big(12)
	case serverBSD:
		major, minor, file = uint32(at(1)), uint32(at(0)), little(12)
	case serverOSF:
		device := little(0)
		major, minor, file = device>>20, device&0xfffff, little(12)
	case serverIRIX4:
		major, minor, file = uint32(at(2)), uint32(at(3)), big(8)
	case serverSunOS4:
		major, minor, file = uint32(at(2)), uint32(at(3)), big(12)
	case serverSunOS5:
		device := big(0)
		major, minor, file = device>>18, device&0x3ffff, big(12)
	case serverUltrix:
		major, minor, file = uint32(at(1)), uint32(at(0)), little(4)
	case serverHPUX:
		major, minor, file = uint32(at(0)), big(0)&0xffffff, big(12)
	case serverVMS:
		// The file system has a name, of which as many bytes are printed as the
		// handle has words.
		p.str(" fh ")
		name := fh[1:min(1+len(fh)/4, len(fh))]
		for _, c := range name {
			if c == 0 || c == ' ' {
				break
			}
			p.char(c)
		}
		p.printf("/%d", binary.BigEndian.Uint32([]byte{at(26), at(27), at(23), at(22)}))
		return
	default:
		const most = 32 // bytes
		name := "Unknown"
		p.str(" fh ")
		p.str(name[:min(len(fh)/4, len(name))])
		p.byte('/')
		p.upperHex(fh[:min(len(fh), most)])
		return
	}
	p.printf(" fh %d,%d/%d", major, minor, file)
}

// Operating systems of servers whose handles are known.
const (
	serverUnknown = iota
	serverAuspex
	serverBSD
	serverOSF
	serverIRIX4
	serverSunOS4
	serverSunOS5
	serverUltrix
	serverHPUX
	serverVMS
)

// handleServer returns which server has made a handle, as far as can be
// guessed.
func handleServer(fh []byte) int {
	const least = 16
	if len(fh) < least {
		return serverUnknown
	}
	zero := func(is ...int) bool {
		for _, i := range is {
			if fh[i] != 0 {
				return false
			}
		}
		return true
	}
	if zero(0, 1) {
		switch {
		case zero(2, 3):
			return serverAuspex
		case fh[4] != 0 && fh[5] == 0 && fh[8] == 12 && fh[9] == 0:
			return serverOSF
		case fh[4] == 0 && fh[5] == 8 && zero(6, 7):
			return serverIRIX4
		}
		return serverSunOS4
	}
	if zero(2, 3) {
		switch {
		case zero(6, 7):
			return serverBSD
		case len(fh) >= 24 && zero(21, 23):
			return serverUltrix
		case fh[9] == 10:
			return serverSunOS5
		}
		return serverUnknown
	}
	switch {
	case fh[8] == 12 && fh[9] == 0:
		return serverOSF
	case fh[8] == 0 && fh[9] == 10:
		if zero(4, 5, 6, 7) {
			return serverHPUX
		}
		return serverSunOS5
	case vmsHandle(fh):
		return serverVMS
	}
	return serverUnknown
}

// vmsHandle reports whether a handle begins, after a byte, with a name padded
// with NULs.
func vmsHandle(fh []byte) bool {
	const least = 28
	if len(fh) < least {
		return false
	}
	padding := false
	for _, c := range fh[1:14] {
		switch {
		case c == 0:
			padding = true
		case padding || !printable(c):
			return false
		}
	}
	return true
}
