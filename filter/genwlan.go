package filter

// wlanDataFrame is an 802.11 data frame: one with an 802.2 header.
func (c *generator) wlanDataFrame(e *env) *cond {
	return c.g.masked(c.g.at(e.header, 0, 1), wlanData, wlanTypeMask)
}

// wlanPayload is where the 802.2 header of a data frame is: behind 24 bytes of
// header, and 2 more if the frame has a QoS field. For frames of other types it
// means nothing: what asks for it has asked for a data frame before, or else
// asks for anyWLANPayload.
func wlanPayload(g *graph, header place) place {
	control := g.at(header, 0, 1)
	qos := g.binary(opShr, g.binary(opAnd, control, g.constant(wlanQoS)), g.constant(6))
	return header.further(g, qos).plus(24)
}

// anyWLANPayload is wlanPayload where nothing asked for a data frame: 24 bytes
// for other frames.
func anyWLANPayload(g *graph, header place) place {
	const qosData = wlanData | wlanQoS
	kind := g.binary(opAnd, g.at(header, 0, 1), g.constant(wlanTypeMask|wlanQoS))
	return header.further(g, g.choose(relEqual, kind, g.constant(qosData), g.constant(2), g.constant(0))).plus(24)
}

// Radio headers.

// radiotapLength is the length of a radiotap or PPI header, 16 bits
// little-endian in their third and fourth bytes.
func radiotapLength(g *graph) *value {
	high := g.binary(opShl, g.load(1, nil, 3), g.constant(8))
	return g.binary(opOr, high, g.load(1, nil, 2))
}

// avsLength is the length of an AVS header, 32 bits big-endian.
func avsLength(g *graph) *value { return g.load(4, nil, 4) }

// prismLength is the length of a Prism header, which is fixed, unless the
// driver put an AVS header there.
func prismLength(g *graph) *value {
	cookie := g.binary(opAnd, g.load(4, nil, 0), g.constant(0xfffff000))
	return g.choose(relEqual, cookie, g.constant(0x80211000), avsLength(g), g.constant(144))
}

// radiotapPayload is wlanPayload behind a radiotap header, whose flags may say
// that the payload begins at a multiple of 4 (from the packet's start, as
// libpcap has it). The flags field is the first one, or the second after an
// 8-byte timestamp; a header with more than one presence word is taken to have
// no padding. Presence words are little-endian.
func radiotapPayload(g *graph, header place) place {
	return behindRadiotap(g, header, wlanPayload(g, header))
}

func anyRadiotapPayload(g *graph, header place) place {
	return behindRadiotap(g, header, anyWLANPayload(g, header))
}

func behindRadiotap(g *graph, header, plain place) place {
	const (
		timestamp = 0x01000000
		flags     = 0x02000000
		extended  = 0x00000080
		padded    = 0x20 // of the flags field
	)
	present := g.load(4, nil, 4)
	at := g.choose(relSet, present, g.constant(timestamp), g.load(1, nil, 16), g.load(1, nil, 8))
	zero := g.constant(0)
	field := g.choose(relSet, present, g.constant(flags), g.choose(relSet, present, g.constant(extended), zero, at), zero)
	aligned := g.binary(opAnd, plain.plus(3).value(g), g.constant(^uint32(3)))
	aligned = g.choose(relSet, field, g.constant(padded), aligned, plain.value(g))
	kind := g.binary(opAnd, g.at(header, 0, 1), g.constant(wlanTypeMask))
	return place{v: g.choose(relEqual, kind, g.constant(wlanData), aligned, plain.value(g))}
}

// Addresses.

func (c *generator) wlanBit(e *env, at, bit uint32) *cond {
	return c.g.anySet(c.g.at(e.header, at, 1), bit)
}

// wlanSource asks has of the source address, which is where the directions say
// in a data frame, and which control frames do not have.
func (c *generator) wlanSource(e *env, has func(at uint32) *cond) *cond {
	control, data := c.wlanBit(e, 0, wlanControl), c.wlanBit(e, 0, wlanData)
	toDS, fromDS := c.wlanBit(e, 1, wlanToDS), c.wlanBit(e, 1, wlanFromDS)
	return and(not(control), or(
		and(not(data), has(10)),
		and(data, or(
			and(not(fromDS), has(10)),
			and(fromDS, or(and(not(toDS), has(16)), and(toDS, has(24)))),
		)),
	))
}

// wlanDestination asks has of the destination address.
func (c *generator) wlanDestination(e *env, has func(at uint32) *cond) *cond {
	control, data := c.wlanBit(e, 0, wlanControl), c.wlanBit(e, 0, wlanData)
	toDS := c.wlanBit(e, 1, wlanToDS)
	return and(not(control), or(
		and(not(data), has(4)),
		and(data, or(and(not(toDS), has(4)), and(toDS, has(16)))),
	))
}

// wlanAddress is an address of an 802.11 frame.
func (c *generator) wlanAddress(e *env, dir word, addr [6]byte) *cond {
	has := func(at uint32) *cond { return c.g.bytesAt(e.header, at, addr[:]) }
	control := c.g.at(e.header, 0, 1)
	isControl := c.g.masked(control, wlanControl, wlanTypeMask)
	// CTS and ACK have one address only.
	hasSecond := or(not(isControl), and(
		not(c.g.masked(control, wlanCTS, wlanSubtypeMask)),
		not(c.g.masked(control, wlanACK, wlanSubtypeMask))))
	switch dir {
	case "addr1":
		return has(4)
	case "addr2":
		return and(hasSecond, has(10))
	case "addr3":
		return and(not(isControl), has(16))
	case "addr4":
		return and(c.g.masked(c.g.at(e.header, 1, 1), wlanBothDS, wlanDirMask), has(24))
	case "ra": // not in management frames, nor is ta
		return and(c.wlanBit(e, 0, wlanData), has(4))
	case "ta":
		return and(c.wlanBit(e, 0, wlanData), hasSecond, has(10))
	}
	return either(dir, c.wlanSource(e, has), c.wlanDestination(e, has))
}

// wlanField is "type", "subtype" and "dir".
func (c *generator) wlanField(e *env, w *wlanTest) *cond {
	if e.layer.macs != macWLAN {
		what := "type/subtype"
		if w.word == "dir" {
			what = "dir"
		}
		c.unsupported(e, what)
	}
	return c.g.masked(c.g.at(e.header, w.offset, 1), w.value, w.mask)
}
