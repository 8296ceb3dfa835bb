package hexdump

// FormatBoth writes the lines of data in style s with the portable code and with
// vector registers; have says whether there are any.
func FormatBoth(s Style, data []byte, offset uint64, digits int) (portable, vector []byte, have bool) {
	l := newLine(s, digits)
	n := len(data) / perLine
	room := n*l.length + maxLine
	portable, vector = make([]byte, room), make([]byte, room)
	l.format(portable, data, offset)
	if vectors {
		formatVector(vector, data, offset, l)
	}
	return portable[:n*l.length], vector[:n*l.length], vectors
}
