package craft

import "slices"

// A LayerInfo describes a layer type as the text form has it.
type LayerInfo struct {
	Name    string
	Aliases []string
	Fields  []FieldInfo
}

// A FieldInfo describes a field of a layer.
type FieldInfo struct {
	Name   string
	What   string   // what its values are: "a number of 16 bits", "an IPv4 address"
	Bits   int      // its width; 0 for a field of no fixed width
	Values []string // names that stand for values; of a list, what it may have
}

// Layers describes the layer types that the text form knows, from the link layer
// to the payload.
func Layers() []LayerInfo {
	list := make([]LayerInfo, 0, len(protocols))
	for _, p := range protocols {
		info := LayerInfo{Name: p.name, Aliases: slices.Clone(p.aliases)}
		for _, f := range fieldList(p.make().fields) {
			field := FieldInfo{Name: f.name, What: f.what, Values: f.of}
			if f.scalar != nil {
				field.Bits, field.Values = f.scalar.width, f.scalar.words.names()
			}
			info.Fields = append(info.Fields, field)
		}
		list = append(list, info)
	}
	return list
}
