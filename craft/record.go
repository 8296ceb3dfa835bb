package craft

// A record is an entry of a list in a header, with fields of its own.
type record[T any] interface {
	*T
	fields(*coder)
}

// records is a list of entries; decoding reads n of them, or with n < 0 as many
// as there are.
func records[T any, P record[T]](c *coder, name string, list *[]T, n int) {
	switch c.op {
	case opEncode:
		for _, e := range *list { // a copy: the walk may write to it
			P(&e).fields(c)
		}
	case opDecode:
		*list = nil
		for ; n != 0 && !c.short && (n > 0 || c.left() > 0); n-- {
			var e T
			before := c.pos
			P(&e).fields(c)
			if c.pos == before { // nothing read: it would go on forever
				c.short = true
				break
			}
			*list = append(*list, e)
		}
	case opSet:
		if items, ok := c.text.wantsList(name); ok {
			*list = nil
			for _, item := range items {
				var e T
				c.text.setRecord(item, P(&e).fields)
				*list = append(*list, e)
			}
		}
	case opPrint:
		if !c.text.varies(name) && len(*list) > 0 {
			c.text.beginList(name)
			for i := range *list {
				e := (*list)[i]
				c.text.printRecord(i, P(&e).fields)
			}
			c.text.endList()
		}
	case opList:
		var e T
		c.text.listed(name, "a list of tuples", fieldNames(fieldList(P(&e).fields)))
	}
}
