package hexdump

import "fmt"

// A Style is a form of dump.
type Style uint8

const (
	_ Style = iota

	// Hex is tcpdump's -x and -xx: each line begins with a newline and a tab,
	// so that it follows the line of the packet; none ends with a newline.
	//
	//	0x0000:  4500 0054 0000 4000 4001 2cbb 0a00 0001
	Hex

	// HexASCII is tcpdump's -X and -XX, lines as those of Hex.
	//
	//	0x0000:  4500 0054 0000 4000 4001 2cbb 0a00 0001  E..T..@.@.,.....
	HexASCII

	// ASCII is tcpdump's -A: a newline, and the bytes as text with a dot for
	// what is no character. A carriage return is left out before a newline
	// and, as tcpdump has it, where fewer than two bytes follow.
	ASCII

	// Canonical is hexdump -C: a line like the one before it is left out, and
	// an asterisk stands for all that are; the last line is the length.
	//
	//	00000000  45 00 00 54 00 00 40 00  40 01 2c bb 0a 00 00 01  |E..T..@.@.,.....|
	Canonical

	// XXD is xxd.
	//
	//	00000000: 4500 0054 0000 4000 4001 2cbb 0a00 0001  E..T..@.@.,.....
	XXD

	// Wireshark is the text of Wireshark's export and of tshark -x.
	//
	//	0000  45 00 00 54 00 00 40 00 40 01 2c bb 0a 00 00 01   E..T..@.@.,.....
	Wireshark

	// Plain is a form that is easy to read and to write.
	//
	//	0000: 45 00 00 54 00 00 40 00 40 01 2c bb 0a 00 00 01 |E..T..@.@.,.....|
	Plain

	styles // their number
)

var styleNames = [styles]string{
	Hex: "hex", HexASCII: "hex-ascii", ASCII: "ascii", Canonical: "canonical",
	XXD: "xxd", Wireshark: "wireshark", Plain: "plain",
}

func (s Style) String() string {
	if s > 0 && s < styles {
		return styleNames[s]
	}
	return fmt.Sprintf("hexdump.Style(%d)", uint8(s))
}

// StyleByName returns the style that String names so.
func StyleByName(name string) (Style, bool) {
	for s := Hex; s < styles; s++ {
		if styleNames[s] == name {
			return s, true
		}
	}
	return 0, false
}

const (
	perLine = 16 // bytes a line
	maxLine = 96 // room for the longest line: canonical with 16 digits of offset takes 87
)

// A line describes how a line of a style looks:
//
//	before  digits of the offset  after  hex digits  gap  text  end
//	"\n\t0x"      "0000"          ":  "   ...        "  " ....   ""
//
// Positions are counted from the beginning of the line.
type line struct {
	template [maxLine]byte  // everything that is the same on every line, and spaces
	length   int            // of a full line
	offset   int            // position of the offset's first digit
	digits   int            // of the offset
	hex      [perLine]uint8 // position of each byte's two digits
	text     int            // position of the text column, 0 for a style without
	lowest   byte           // what the text column shows begins here: '!', or ' '
	end      string         // what follows the text
	masks    shuffles       // the same for vector registers
}

// newLine returns the line of a style for offsets of the given number of
// digits.
func newLine(s Style, digits int) *line {
	l := &line{digits: digits, lowest: ' '}
	for i := range l.template {
		l.template[i] = ' '
	}
	put := func(text string) { l.length += copy(l.template[l.length:], text) }
	number := func(before, after string) {
		put(before)
		l.offset = l.length
		l.length += digits
		put(after)
	}
	// bytes places the hex digits in groups; what separates groups stands
	// between them, and halves has one space more in the middle.
	bytes := func(group int, halves bool) {
		for i := range perLine {
			if i > 0 && i%group == 0 {
				l.length++
			}
			if i == perLine/2 && halves {
				l.length++
			}
			l.hex[i] = uint8(l.length)
			l.length += 2
		}
	}
	text := func(before, end string) {
		put(before)
		l.text = l.length
		l.length += perLine
		l.end = end
		put(end)
	}
	switch s {
	case Hex:
		number("\n\t0x", ":  ")
		bytes(2, false)
	case HexASCII:
		number("\n\t0x", ":  ")
		bytes(2, false)
		text("  ", "")
		l.lowest = '!'
	case Canonical:
		number("", "  ")
		bytes(1, true)
		text("  |", "|\n")
	case XXD:
		number("", ": ")
		bytes(2, false)
		text("  ", "\n")
	case Wireshark:
		number("", "  ")
		bytes(1, false)
		text("   ", "\n")
	case Plain:
		number("", ": ")
		bytes(1, false)
		text(" |", "|\n")
	}
	l.masks = newShuffles(l)
	return l
}

// lines holds the line of each style with the usual number of digits.
var lines = func() (all [styles]*line) {
	for s := Hex; s < styles; s++ {
		if s != ASCII {
			all[s] = newLine(s, usualDigits(s))
		}
	}
	return all
}()

func usualDigits(s Style) int {
	if s == Canonical || s == XXD {
		return 8
	}
	return 4
}

// lineFor returns the line of a style for offsets up to last.
func lineFor(s Style, last uint64) *line {
	digits := digitsOf(last)
	if digits <= usualDigits(s) {
		return lines[s]
	}
	return newLine(s, digits)
}

// digitsOf returns the number of hexadecimal digits of v.
func digitsOf(v uint64) int {
	n := 1
	for v >>= 4; v != 0; v >>= 4 {
		n++
	}
	return n
}
