package craft

// Payload is data behind the headers, as it is.
type Payload []byte

var protoPayload = &protocol{name: "raw", aliases: []string{"data", "payload"}, make: func() walker { return new(Payload) }}

func (p *Payload) fields(c *coder) { rest(c, "data", (*[]byte)(p)) }

func (Payload) protocol() *protocol { return protoPayload }
func (p Payload) walk(c *coder)     { p.fields(c) }
func (p Payload) finish(f *frame)   {}
