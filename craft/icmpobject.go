package craft

import (
	"encoding/binary"
	"errors"
	"net/netip"
	"slices"
)

// An ICMPObject is an extension object (RFC 4884 section 7.1). [LabelStack],
// [InterfaceInfo] and the others make the known ones.
type ICMPObject struct {
	Class  uint8
	Type   uint8 // C-Type
	Length Auto  // 16 bits: of the object with its header of 4 bytes
	Data   []byte
}

// Classes of objects, iana.org/assignments/icmp-parameters.
const (
	classMPLS        = 1 // RFC 4950
	classInterface   = 2 // RFC 5837
	classInterfaceID = 3 // RFC 8335
)

// LabelStack is the stack of labels with which a packet arrived (RFC 4950
// section 3). The last has the bottom-of-stack bit unless it is given.
func LabelStack(labels ...MPLS) ICMPObject {
	o := ICMPObject{Class: classMPLS, Type: 1}
	for i, l := range labels {
		bottom := uint64(0)
		if i == len(labels)-1 {
			bottom = 1
		}
		o.Data = binary.BigEndian.AppendUint32(o.Data,
			l.Label<<12|uint32(l.TC)&7<<9|uint32(l.Bottom.Or(bottom))&1<<8|uint32(l.TTL.Or(64))&0xff)
	}
	return o
}

// InterfaceInfo says which interface or next hop a message is about (RFC 5837
// section 4). Fields at their zero value are left out.
type InterfaceInfo struct {
	Role  uint8 // 2 bits: 0 incoming, 1 sub-IP component of it, 2 outgoing, 3 next hop
	Index uint32
	Addr  netip.Addr
	Name  string // at most 63 bytes
	MTU   uint32 // bytes
}

// Bits of an interface information object's C-Type, RFC 5837 section 4.1.
const (
	hasIndex = 1 << 3
	hasAddr  = 1 << 2
	hasName  = 1 << 1
	hasMTU   = 1 << 0
)

// Object returns the extension object.
func (i InterfaceInfo) Object() ICMPObject {
	o := ICMPObject{Class: classInterface, Type: i.Role << 6}
	if i.Index != 0 {
		o.Type |= hasIndex
		o.Data = binary.BigEndian.AppendUint32(o.Data, i.Index)
	}
	if i.Addr.IsValid() {
		o.Type |= hasAddr
		o.Data = append(append(o.Data, 0, afi(i.Addr), 0, 0), i.Addr.AsSlice()...)
	}
	if i.Name != "" {
		o.Type |= hasName
		name := i.Name[:min(len(i.Name), 63)]
		size := (len(name) + 1 + 3) &^ 3 // section 4.3: the length octet counts itself and the padding
		o.Data = append(append(o.Data, byte(size)), name...)
		o.Data = append(o.Data, make([]byte, size-1-len(name))...)
	}
	if i.MTU != 0 {
		o.Type |= hasMTU
		o.Data = binary.BigEndian.AppendUint32(o.Data, i.MTU)
	}
	return o
}

// parse reads an object; ok is false where it is not one, or not one that
// Object makes.
func (i *InterfaceInfo) parse(o *ICMPObject) (ok bool) {
	b := o.Data
	number := func() uint32 {
		if len(b) < 4 {
			return 0
		}
		v := binary.BigEndian.Uint32(b)
		b = b[4:]
		return v
	}
	i.Role = o.Type >> 6
	if o.Type&hasIndex != 0 {
		i.Index = number()
	}
	if o.Type&hasAddr != 0 {
		size := 4
		if number()>>16 == 2 {
			size = 16
		}
		if len(b) < size {
			return false
		}
		i.Addr, _ = netip.AddrFromSlice(b[:size])
		b = b[size:]
	}
	if o.Type&hasName != 0 {
		if len(b) == 0 || b[0] == 0 || int(b[0]) > len(b) {
			return false
		}
		name := b[1:b[0]]
		b = b[b[0]:]
		for len(name) > 0 && name[len(name)-1] == 0 {
			name = name[:len(name)-1]
		}
		i.Name = string(name)
	}
	if o.Type&hasMTU != 0 {
		i.MTU = number()
	}
	again := i.Object()
	return again.Type == o.Type && slices.Equal(again.Data, o.Data)
}

// afi returns the address family number of an address,
// iana.org/assignments/address-family-numbers.
func afi(a netip.Addr) byte {
	if a.Is4() {
		return 1
	}
	return 2
}

// Objects by which an extended echo names the interface that it asks for (RFC
// 8335 section 2.1).
func InterfaceByName(name string) ICMPObject {
	data := append([]byte(name), make([]byte, -len(name)&3)...)
	return ICMPObject{Class: classInterfaceID, Type: 1, Data: data}
}

func InterfaceByIndex(index uint32) ICMPObject {
	return ICMPObject{Class: classInterfaceID, Type: 2, Data: words32(index)}
}

func InterfaceByAddr(a netip.Addr) ICMPObject {
	data := []byte{0, afi(a), byte(a.BitLen() / 8), 0}
	return ICMPObject{Class: classInterfaceID, Type: 3, Data: append(data, a.AsSlice()...)}
}

// fields walks over an object as it is on the wire.
func (o *ICMPObject) fields(c *coder) {
	length := o.Length
	if c.op == opEncode && !length.IsSet() {
		length = present(uint64(len(o.Data)) + 4)
	}
	auto(c, "len", 16, &length)
	if c.op != opEncode {
		o.Length = length
	}
	num(c, "class", 8, &o.Class)
	num(c, "type", 8, &o.Type)
	data(c, "data", &o.Data, int(length.Value())-4)
	if c.op == opDecode && int(length.Value()) == len(o.Data)+4 {
		o.Length = 0
	}
}

// objects is a list of extension objects: on the wire up to the layer's end, in
// text by their forms.
func objects(c *coder, name string, list *[]ICMPObject) {
	t := &c.text
	switch c.op {
	case opSet:
		items, ok := t.wantsList(name)
		if !ok {
			return
		}
		*list = nil
		for _, item := range items {
			o, err := parseObject(item)
			if err != nil {
				t.fail(err.node, err.err)
				return
			}
			*list = append(*list, o)
		}
	case opPrint:
		if t.varies(name) || len(*list) == 0 {
			return
		}
		t.beginList(name)
		for i := range *list {
			if i > 0 {
				t.out = append(t.out, ',')
			}
			t.out = (*list)[i].appendText(t.out)
		}
		t.endList()
	case opList:
		t.listed(name, "a list of objects", objectNames)
	default:
		records(c, name, list, -1)
	}
}

// objectNames are the forms that objects have in text.
var objectNames = []string{"labels", "ifinfo", "ifid", "obj"}

var errObject = errors.New("expected an object: labels, ifinfo, ifid or obj, with values in brackets")

// An interfaceID is the text form of an object that names an interface.
type interfaceID struct {
	name  []byte
	index Auto
	addr  netip.Addr
	addr6 netip.Addr
}

func (i *interfaceID) fields(c *coder) {
	data(c, "name", &i.name, 0)
	auto(c, "index", 32, &i.index)
	addr4(c, "addr", &i.addr)
	addr6(c, "addr6", &i.addr6)
}

func (i *interfaceID) object() ICMPObject {
	switch {
	case i.index.IsSet():
		return InterfaceByIndex(uint32(i.index.Value()))
	case i.addr.IsValid():
		return InterfaceByAddr(i.addr)
	case i.addr6.IsValid():
		return InterfaceByAddr(i.addr6)
	}
	return InterfaceByName(string(i.name))
}

// infoFields walks over the text form of interface information.
func (i *InterfaceInfo) infoFields(c *coder) {
	name, four, six := []byte(i.Name), i.Addr, netip.Addr{}
	if i.Addr.Is6() {
		four, six = six, four
	}
	num(c, "role", 2, &i.Role)
	num(c, "index", 32, &i.Index)
	addr4(c, "addr", &four)
	addr6(c, "addr6", &six)
	data(c, "name", &name, 0)
	num(c, "mtu", 32, &i.MTU)
	i.Name, i.Addr = string(name), four
	if six.IsValid() {
		i.Addr = six
	}
}

// A labelList is the text form of a label stack.
type labelList struct{ labels []MPLS }

func (l *labelList) fields(c *coder) { records(c, "labels", &l.labels, -1) }

// parseObject reads an object's text.
func parseObject(n *node) (o ICMPObject, err *nodeError) {
	if n.kind != nodeCall {
		return o, &nodeError{n, errObject}
	}
	switch n.text {
	case "labels":
		list := *n // each argument is a label
		list.kind = nodeList
		var l labelList
		c := coder{op: opSet, text: textCoder{want: "labels", node: &list}}
		l.fields(&c)
		return LabelStack(l.labels...), c.text.err
	case "ifinfo":
		var i InterfaceInfo
		err = setFields(n, i.infoFields)
		return i.Object(), err
	case "ifid":
		var i interfaceID
		err = setFields(n, i.fields)
		return i.object(), err
	case "obj":
		err = setFields(n, o.fields)
		return o, err
	}
	return o, &nodeError{n, unknown("object", n.text, objectNames)}
}

// appendText appends the object's text: by its form if it has one that makes
// the same bytes.
func (o *ICMPObject) appendText(out []byte) []byte {
	print := func(name string, fields func(*coder)) []byte {
		c := coder{op: opPrint, text: textCoder{out: append(append(out, name...), '(')}}
		fields(&c)
		return append(c.text.out, ')')
	}
	if !o.Length.IsSet() {
		switch o.Class {
		case classMPLS:
			if l, ok := o.labels(); ok {
				out = append(out, "labels("...)
				for i := range l.labels {
					c := coder{op: opPrint, text: textCoder{out: out}}
					c.text.printRecord(i, l.labels[i].fields)
					out = c.text.out
				}
				return append(out, ')')
			}
		case classInterface:
			var i InterfaceInfo
			if i.parse(o) {
				return print("ifinfo", i.infoFields)
			}
		case classInterfaceID:
			if i, ok := o.interfaceID(); ok {
				return print("ifid", i.fields)
			}
		}
	}
	return print("obj", o.fields)
}

func (o *ICMPObject) is(other ICMPObject) bool {
	return o.Class == other.Class && o.Type == other.Type && slices.Equal(o.Data, other.Data)
}

func (o *ICMPObject) labels() (l labelList, ok bool) {
	c := coder{op: opDecode, buf: o.Data, end: len(o.Data)}
	l.fields(&c)
	for i := range l.labels { // as few fields as possible
		e := &l.labels[i]
		if bottom := i == len(l.labels)-1; bottom == (e.Bottom.Value() == 1) {
			e.Bottom = 0
		}
		e.TTL = unless(e.TTL, 64)
	}
	return l, !c.short && len(l.labels) > 0 && o.is(LabelStack(l.labels...))
}

func (o *ICMPObject) interfaceID() (i interfaceID, ok bool) {
	switch {
	case o.Type == 1:
		i.name = o.Data
		for len(i.name) > 0 && i.name[len(i.name)-1] == 0 {
			i.name = i.name[:len(i.name)-1]
		}
		ok = len(i.name) > 0
	case o.Type == 2 && len(o.Data) == 4:
		i.index, ok = U32(binary.BigEndian.Uint32(o.Data)), true
	case o.Type == 3 && len(o.Data) >= 4:
		a, valid := netip.AddrFromSlice(o.Data[4:])
		if ok = valid; a.Is4() {
			i.addr = a
		} else {
			i.addr6 = a
		}
	}
	return i, ok && o.is(i.object())
}
