package decode

const portBEEP = 10288

// beepKinds are what a frame begins with: RFC 3080, 2.2.1. tcpdump takes MSG and
// END only where a NUL follows them, and so never.
var beepKinds = []string{"MSG\x00", "RPY ", "ERR ", "ANS ", "NUL ", "SEQ ", "END\x00"}

// printBEEP prints the kind of a Blocks Extensible Exchange Protocol frame.
func printBEEP(p *Printer, v view) {
	p.enter("beep", v)
	if v.n >= 4 && v.has(0, 4) {
		for _, kind := range beepKinds {
			if string(v.b[:4]) == kind {
				p.str(" BEEP ")
				p.str(kind[:3])
				return
			}
		}
	}
	p.str(" BEEP (payload or undecoded)")
}
