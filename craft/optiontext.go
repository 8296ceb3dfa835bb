package craft

import (
	"encoding/binary"
	"errors"
	"fmt"
	"net/netip"
	"strconv"
)

// appendText appends an option: by its name where it has one and its data is
// of the form that goes with the name, else with its numbers.
func (t *optionTable) appendText(out []byte, o *Option) []byte {
	if o.raw {
		return append(appendBytesText(append(out, "raw("...), o.Data), ')')
	}
	single := t.isSingle(o.Kind)
	if f, ok := t.form(o.Kind); ok && !o.Length.IsSet() && single == (len(o.Data) == 0 && single) {
		if text, ok := f.appendText(out, o.Data); ok {
			return text
		}
	}
	out = append(out, "opt("...)
	out = strconv.AppendUint(out, uint64(o.Kind), 10)
	if len(o.Data) > 0 {
		out = appendBytesText(append(out, ','), o.Data)
	}
	if o.Length.IsSet() {
		out = strconv.AppendUint(append(out, ",len="...), o.Length.Value(), 10)
	}
	return append(out, ')')
}

// at returns the letter for argument i, and whether it may be absent.
func (f optionForm) at(i int) (letter byte, ok bool) {
	if n := len(f.args); n > 0 && f.args[n-1] == '*' && i >= n-2 {
		return f.args[n-2], true
	}
	if i < len(f.args) {
		return f.args[i], true
	}
	return 0, false
}

func (f optionForm) repeats(i int) bool {
	n := len(f.args)
	return n > 0 && f.args[n-1] == '*' && i >= n-2
}

// argSizes are the sizes in bytes of arguments of fixed size, by letter.
var argSizes = map[byte]int{'b': 1, 'h': 2, 'i': 4, 'q': 8, '4': 4, '6': 16, 'm': 6, 'z': 2}

// appendText appends name(args); ok is false where data is of another form.
func (f optionForm) appendText(out, data []byte) (_ []byte, ok bool) {
	start := len(out)
	out = append(out, f.name...)
	if f.args == "" || len(data) == 0 && (f.args == "s" || f.args == "x") {
		return out, len(data) == 0
	}
	out = append(out, '(')
	shown := 0
	for i := 0; ; i++ {
		letter, more := f.at(i)
		if !more || len(data) == 0 && f.repeats(i) {
			break
		}
		text, n, ok := formatArg(letter, data)
		if !ok {
			return out[:start], false
		}
		data = data[n:]
		if letter == 'z' {
			continue
		}
		if shown > 0 {
			out = append(out, ',')
		}
		shown++
		out = append(out, text...)
	}
	return append(out, ')'), len(data) == 0
}

func formatArg(letter byte, data []byte) (text string, n int, ok bool) {
	if n = argSizes[letter]; n > len(data) {
		return "", 0, false
	}
	switch letter {
	case 'b':
		text = strconv.Itoa(int(data[0]))
	case 'h':
		text = strconv.Itoa(int(binary.BigEndian.Uint16(data)))
	case 'i':
		text = strconv.FormatUint(uint64(binary.BigEndian.Uint32(data)), 10)
	case 'q':
		text = strconv.FormatUint(binary.BigEndian.Uint64(data), 10)
	case '4':
		text = netip.AddrFrom4([4]byte(data)).String()
	case '6':
		text = netip.AddrFrom16([16]byte(data)).String()
	case 'm':
		text = MACFrom([6]byte(data)).String()
	case 'z':
		return "", n, data[0] == 0 && data[1] == 0
	case 't':
		if len(data) == 0 || int(data[0]) >= len(data) {
			return "", 0, false
		}
		n = int(data[0]) + 1
		return string(appendBytesText(nil, data[1:n])), n, true
	case 'n':
		name, n, ok := plainName(data)
		return string(appendNameText(nil, name)), n, ok
	default: // s, x
		return string(appendBytesText(nil, data)), len(data), true
	}
	return text, n, true
}

var errOption = errors.New("expected an option: a name, name(values) or opt(kind,data)")

// parseText reads an option.
func (t *optionTable) parseText(n *node) (Option, error) {
	if n.kind != nodeAtom && n.kind != nodeCall {
		return Option{}, errOption
	}
	switch n.text {
	case "raw":
		if len(n.items) != 1 {
			return Option{}, errors.New("expected raw(bytes)")
		}
		b, err := bytesOf(n.items[0])
		return RawOption(b), err
	case "opt":
		return t.parseNumbered(n)
	}
	for _, f := range t.known {
		if f.name == n.text {
			data, err := f.parseText(n.items)
			return Option{Kind: f.kind, Data: data}, err
		}
	}
	return Option{}, unknown("option", n.text, t.names())
}

// parseNumbered reads opt(kind,data,len=n).
func (t *optionTable) parseNumbered(n *node) (o Option, err error) {
	var kind, length Auto
	var data []byte
	width := 8
	if t.wide {
		width = 16
	}
	if e := setFields(n, func(c *coder) {
		auto(c, "kind", width, &kind)
		c.bytesText("data", &data)
		auto(c, "len", width, &length)
	}); e != nil {
		return o, e.err
	}
	return Option{Kind: uint16(kind.Value()), Length: length, Data: data}, nil
}

func (f optionForm) parseText(args []*node) (data []byte, err error) {
	used := 0
	for i := 0; ; i++ {
		letter, more := f.at(i)
		if !more {
			break
		}
		if letter == 'z' {
			data = append(data, 0, 0)
			continue
		}
		if used == len(args) {
			if f.repeats(i) || letter == 's' || letter == 'x' {
				break
			}
			return nil, fmt.Errorf("%s needs %d more value(s)", f.name, 1)
		}
		if data, err = parseArg(data, letter, args[used]); err != nil {
			return nil, err
		}
		used++
	}
	if used < len(args) {
		return nil, fmt.Errorf("%s takes %d value(s)", f.name, used)
	}
	return data, nil
}

func parseArg(data []byte, letter byte, n *node) ([]byte, error) {
	switch letter {
	case 's', 'x':
		b, err := bytesOf(n)
		return append(data, b...), err
	case 't':
		b, err := bytesOf(n)
		if len(b) > 255 {
			err = fmt.Errorf("%d bytes do not fit in a character string (at most 255)", len(b))
		}
		return append(append(data, byte(len(b))), b...), err
	case 'n':
		if n.kind != nodeAtom && n.kind != nodeString {
			return nil, errName
		}
		return appendName(data, n.text)
	}
	s := scalar{width: argSizes[letter] * 8}
	switch letter {
	case '4':
		s.kind = kindIPv4
	case '6':
		s.kind = kindIPv6
	case 'm':
		s.kind = kindMAC
	}
	if n.kind != nodeAtom {
		return nil, fmt.Errorf("expected %s", s.noun())
	}
	v, err := s.parse(n.text)
	if err != nil {
		return nil, err
	}
	var wide [16]byte
	binary.BigEndian.PutUint64(wide[:], v.hi)
	binary.BigEndian.PutUint64(wide[8:], v.lo)
	return append(data, wide[16-s.width/8:]...), nil
}
