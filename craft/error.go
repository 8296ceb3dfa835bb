package craft

import (
	"fmt"
	"strings"
)

// An Error says which field of which layer kept a packet from being built.
type Error struct {
	Layer int    // the layer's index in the Packet
	Name  string // the layer's name in the text form, as "tcp"
	Field string // the field's name in the text form, as "dport"; empty for the layer as a whole
	Err   error  // what is wrong with it
}

func (e *Error) Error() string {
	var s strings.Builder
	fmt.Fprintf(&s, "build packet: layer %d (%s): ", e.Layer+1, e.Name)
	if e.Field != "" {
		s.WriteString(e.Field + ": ")
	}
	s.WriteString(e.Err.Error())
	return s.String()
}

func (e *Error) Unwrap() error { return e.Err }
