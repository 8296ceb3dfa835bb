package filter

// 802.11 frame control (IEEE 802.11-2020 9.2.4.1): the first byte holds the
// type in bits 2-3 and the subtype in bits 4-7, the second byte the direction in
// bits 0-1.
const (
	wlanTypeMask    = 0x0c
	wlanSubtypeMask = 0xf0
	wlanDirMask     = 0x03

	wlanManagement = 0x00
	wlanControl    = 0x04
	wlanData       = 0x08

	wlanQoS = 0x80 // in the subtype of a data frame

	wlanCTS = 0xc0 // subtypes of control frames
	wlanACK = 0xd0

	wlanToDS   = 0x01
	wlanFromDS = 0x02
	wlanBothDS = 0x03
)

var wlanTypes = map[string]uint32{
	"mgt": wlanManagement, "management": wlanManagement,
	"ctl": wlanControl, "control": wlanControl,
	"data": wlanData,
}

// wlanSubtypes are the subtypes of each type.
var wlanSubtypes = map[uint32]map[string]uint32{
	wlanManagement: {
		"assocreq": 0x00, "assoc-req": 0x00, "assocresp": 0x10, "assoc-resp": 0x10,
		"reassocreq": 0x20, "reassoc-req": 0x20, "reassocresp": 0x30, "reassoc-resp": 0x30,
		"probereq": 0x40, "probe-req": 0x40, "proberesp": 0x50, "probe-resp": 0x50,
		"beacon": 0x80, "atim": 0x90, "disassoc": 0xa0, "disassociation": 0xa0,
		"auth": 0xb0, "authentication": 0xb0, "deauth": 0xc0, "deauthentication": 0xc0,
	},
	wlanControl: {
		"ps-poll": 0xa0, "rts": 0xb0, "cts": 0xc0, "ack": 0xd0, "cf-end": 0xe0, "cf-end-ack": 0xf0,
		"bar": 0x80, "ba": 0x90,
	},
	wlanData: {
		"data": 0x00, "data-cf-ack": 0x10, "data-cf-poll": 0x20, "data-cf-ack-poll": 0x30,
		"null": 0x40, "cf-ack": 0x50, "cf-poll": 0x60, "cf-ack-poll": 0x70,
		"qos-data": 0x80, "qos-data-cf-ack": 0x90, "qos-data-cf-poll": 0xa0, "qos-data-cf-ack-poll": 0xb0,
		"qos": 0xc0, "qos-cf-poll": 0xe0, "qos-cf-ack-poll": 0xf0,
	},
}

var wlanDirections = map[string]uint32{"nods": 0, "tods": wlanToDS, "fromds": wlanFromDS, "dstods": wlanBothDS}

// wlan resolves "type", "subtype" and "dir".
func (r *resolving) wlan(t *term) expr {
	w := &wlanTest{span: t.span, word: t.word}
	arg := t.args[0]
	switch t.word {
	case "dir":
		w.offset, w.mask = 1, wlanDirMask
		w.value = r.wlanValue(arg, wlanDirections, wlanDirMask, "direction")
	case "subtype":
		// The name alone says the type.
		w.mask = wlanTypeMask | wlanSubtypeMask
		for _, kind := range []uint32{wlanManagement, wlanControl, wlanData} {
			if v, ok := wlanSubtypes[kind][arg.text]; ok {
				w.value = kind | v
				return w
			}
		}
		r.fail(arg.span, CodeUnknownName, "unknown 802.11 type name %q", arg.text)
	case "type":
		w.mask = wlanTypeMask
		w.value = r.wlanValue(arg, wlanTypes, wlanTypeMask, "type")
		if t.sub != nil {
			subtypes, ok := wlanSubtypes[w.value]
			if !ok && t.sub.kind == tokName {
				r.fail(t.sub.span, CodeUnknownName, "802.11 frames of the reserved type %#x have no named subtypes", w.value)
			}
			w.mask |= wlanSubtypeMask
			w.value |= r.wlanValue(*t.sub, subtypes, wlanSubtypeMask, "subtype")
		}
	}
	return w
}

// wlanValue returns the value of a name or number for the bits of mask.
func (r *resolving) wlanValue(t token, names map[string]uint32, mask uint32, what string) uint32 {
	if t.kind == tokNumber {
		if t.num&^mask != 0 {
			r.fail(t.span, CodeRange, "invalid 802.11 %s value 0x%02x", what, t.num)
		}
		return t.num
	}
	v, ok := names[t.text]
	if !ok {
		r.fail(t.span, CodeUnknownName, "unknown 802.11 %s name %q", what, t.text)
	}
	return v
}
