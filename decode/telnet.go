package decode

const portTelnet = 23

// Telnet commands: RFC 854.
const (
	telnetFirst = 236
	telnetSE    = 240
	telnetSB    = 250
	telnetIAC   = 255

	telnetAuthentication = 37
	telnetEncrypt        = 38
)

// telnetCommands are the commands from telnetFirst on.
var telnetCommands = []string{"EOF", "SUSP", "ABORT", "EOR", "SE", "NOP", "DMARK", "BRK", "IP", "AO", "AYT", "EC",
	"EL", "GA", "SB", "WILL", "WONT", "DO", "DONT", "IAC"}

// telnetOptions are the options: the IANA registry "Telnet Options".
var telnetOptions = []string{"BINARY", "ECHO", "RCP", "SUPPRESS GO AHEAD", "NAME", "STATUS", "TIMING MARK", "RCTE",
	"NAOL", "NAOP", "NAOCRD", "NAOHTS", "NAOHTD", "NAOFFD", "NAOVTS", "NAOVTD", "NAOLFD", "EXTEND ASCII",
	"LOGOUT", "BYTE MACRO", "DATA ENTRY TERMINAL", "SUPDUP", "SUPDUP OUTPUT", "SEND LOCATION",
	"TERMINAL TYPE", "END OF RECORD", "TACACS UID", "OUTPUT MARKING", "TTYLOC", "3270 REGIME", "X.3 PAD",
	"NAWS", "TSPEED", "LFLOW", "LINEMODE", "XDISPLOC", "OLD-ENVIRON", "AUTHENTICATION", "ENCRYPT",
	"NEW-ENVIRON"}

// What the first bytes of an option's negotiation mean: RFC 2941, RFC 2946, and
// for other options RFC 1091 and its like.
var (
	telnetQualifiers   = []string{"IS", "SEND", "INFO"}
	telnetAuthCommands = []string{"IS", "SEND", "REPLY", "NAME"}
	telnetAuthTypes    = []string{"NULL", "KERBEROS_V4", "KERBEROS_V5", "SPX", "MINK", "SRP", "RSA", "SSL", "", "",
		"LOKI", "SSA", "KEA_SJ", "KEA_SJ_INTEG", "DSS", "NTLM"}
	telnetEncryptCommands = []string{"IS", "SUPPORT", "REPLY", "START", "END", "REQUEST-START", "REQUEST-END",
		"END_KEYID", "DEC_KEYID"}
	telnetEncryptTypes = []string{"NULL", "DES_CFB64", "DES_OFB64", "DES3_CFB64", "DES3_OFB64", "",
		"CAST5_40_CFB64", "CAST5_40_OFB64", "CAST128_CFB64", "CAST128_OFB64"}
)

// printTelnet prints the commands at the beginning of a segment: RFC 854. Text
// is not printed.
func printTelnet(p *Printer, v view) {
	p.enter("telnet", v)
	dump := p.v > 2 && (p.opt.Hex == HexASCII || p.opt.Hex == HexASCIILink)
	first := true
	for off := 0; off < v.n && v.u8(off) == telnetIAC; {
		n, ok := telnetLen(v.from(off))
		if !ok {
			break
		}
		if dump {
			if first {
				p.str("\nTelnet:")
			}
			p.out = appendHexLinesAt(p.out, "\n", v.sub(off, n).captured(), off)
			v.need(off, n)
			if n > 8 {
				p.str("\n\t\t\t\t")
			} else {
				for range (8 - n) * 3 {
					p.byte(' ')
				}
				p.byte('\t')
			}
		} else {
			p.str(choose(first, " [telnet ", ", "))
		}
		p.telnetCommand(v.at(off, n))
		first = false
		if off += n; off > v.n { // the subnegotiation's end goes on elsewhere
			bail()
		}
	}
	switch {
	case first:
	case dump:
		p.byte('\n')
	default:
		p.byte(']')
	}
}

// telnetLen returns the length of the command at the beginning of v, or false
// where it is none or not whole.
func telnetLen(v view) (n int, ok bool) {
	if v.n < 2 {
		return 0, false
	}
	c := v.u8(1)
	if c == telnetIAC {
		return 2, true
	}
	if c < telnetFirst {
		return 0, false
	}
	if c < telnetSB {
		return 2, true
	}
	if v.n < 3 {
		return 0, false
	}
	v.u8(2)
	if c != telnetSB {
		return 3, true
	}
	end := telnetEnd(v)
	if v.u8(end) != telnetIAC {
		return 0, false
	}
	return end + 2, true
}

// telnetEnd returns where the IAC SE is that ends a subnegotiation, or where its
// last byte is.
func telnetEnd(v view) int {
	end := 3
	for v.n > end+1 && !(v.u8(end) == telnetIAC && v.u8(end+1) == telnetSE) {
		end++
	}
	return end
}

// telnetCommand prints the command that is v.
func (p *Printer) telnetCommand(v view) {
	c := v.u8(1)
	if c == telnetIAC {
		p.str("IAC IAC")
		return
	}
	p.str(telnetCommands[c-telnetFirst])
	if c < telnetSB {
		return
	}
	option := v.u8(2)
	p.telnetWord(telnetOptions, option)
	if c != telnetSB {
		return
	}
	words := [][]string{telnetQualifiers}
	switch option {
	case telnetAuthentication:
		words = [][]string{telnetAuthCommands, telnetAuthTypes}
	case telnetEncrypt:
		words = [][]string{telnetEncryptCommands, telnetEncryptTypes}
	}
	for off := 3; off < v.n-2; off++ {
		var list []string
		if len(words) > 0 {
			list, words = words[0], words[1:]
		}
		p.telnetWord(list, v.u8(off))
	}
	p.str(" SE")
}

// telnetWord prints a space and the word that n stands for in list, or n.
func (p *Printer) telnetWord(list []string, n int) {
	p.byte(' ')
	switch {
	case n < len(list) && list[n] != "":
		p.str(list[n])
	case n == 0:
		p.byte('0')
	default:
		p.hex(uint64(n), 0)
	}
}
