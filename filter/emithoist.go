package filter

// maxHoist is how many blocks a graph may have for values to be moved in it.
const maxHoist = 1000

// hoist returns the entry of a graph like g in which v is evaluated before all
// of sites, where the ways to those part. It is nil if that is at one of them
// already, or if it would reject a packet that is accepted now because v is not
// evaluated on its way.
func hoist(g *graph, v *value, sites []*block) *block {
	order := g.order()
	if len(order) > maxHoist {
		return nil
	}
	at := commonDominator(g, order, sites)
	for _, b := range sites {
		if b == at {
			return nil
		}
	}
	if bytes, all := v.needs(); !all || bytes > g.needs(order)[at.id] {
		return nil
	}
	entry := g.entry
	defer func() { g.entry = entry }()
	g.rebuild(func(b, yes, no *block) *block {
		now := g.askStrictly(b.condition, yes, no)
		if b == at {
			return g.evaluate(v, now)
		}
		return now
	})
	return g.entry
}

// commonDominator returns the last block that is on all ways to all of sites.
func commonDominator(g *graph, order, sites []*block) *block {
	dominator := make([]*block, g.lastBlock+1)
	depth := make([]int, g.lastBlock+1)
	common := func(b, c *block) *block {
		for b != c {
			if depth[b.id] < depth[c.id] {
				b, c = c, b
			}
			b = dominator[b.id]
		}
		return b
	}
	for _, b := range order {
		if b.verdict {
			continue
		}
		for _, next := range [2]*block{b.yes, b.no} {
			d := b
			if known := dominator[next.id]; known != nil {
				d = common(known, b)
			}
			dominator[next.id] = d
			depth[next.id] = depth[d.id] + 1
		}
	}
	at := sites[0]
	for _, b := range sites[1:] {
		at = common(at, b)
	}
	return at
}
