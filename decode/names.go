package decode

// names maps numbers to the words that are printed for them. A table is
// searched from its first row on, so a printer puts the common ones there; a
// table of hundreds of rows that is searched for each packet is better a
// switch.
type names []struct {
	value uint32
	name  string
}

// find returns the name of v.
func (t names) find(v uint32) (string, bool) {
	for i := range t {
		if t[i].value == v {
			return t[i].name, true
		}
	}
	return "", false
}

// name prints v's name in t, or v by the format unknown (as "Unknown (%d)")
// where it has none. A format without a verb is printed as it is.
func (p *Printer) name(t names, unknown string, v int) { p.name32(t, unknown, uint32(v)) }

// name32 is name for 32-bit numbers.
func (p *Printer) name32(t names, unknown string, v uint32) {
	if s, ok := t.find(v); ok {
		p.str(s)
		return
	}
	p.number(unknown, v)
}

// number prints v by a format that may be without a verb.
func (p *Printer) number(format string, v uint32) {
	for i := range len(format) {
		if format[i] == '%' {
			p.printf(format, v)
			return
		}
	}
	p.str(format)
}

// flags prints the names of the bits of v, with sep between them: each row of t
// whose bits are all set in v. Where there is none, it prints v by the format
// unknown.
func (p *Printer) flags(t names, unknown, sep string, v uint32) {
	found := false
	for i := range t {
		if t[i].value == 0 || v&t[i].value != t[i].value {
			continue
		}
		if found {
			p.str(sep)
		}
		p.str(t[i].name)
		found = true
	}
	if !found {
		p.number(unknown, v)
	}
}

// choose returns yes or no as condition says.
func choose(condition bool, yes, no string) string {
	if condition {
		return yes
	}
	return no
}
