package decode

import (
	"net"
	"reflect"

	"github.com/google/gopacket"
	"github.com/google/gopacket/layers"
)

// Protocols that have no printer here, and that gopacket decodes: by EtherType
// and by IP protocol number.
func fallbackEtherType(kind int) printFunc {
	switch layers.EthernetType(kind) {
	case layers.EthernetTypeERSPAN:
		return func(p *Printer, v view) { p.layer(layers.LayerTypeERSPANII, v) }
	case layers.EthernetTypeNortelDiscovery:
		return func(p *Printer, v view) { p.layer(layers.LayerTypeNortelDiscovery, v) }
	case layers.EthernetTypeTransparentEthernetBridging:
		return printEthernetPayload
	}
	return nil
}

func fallbackIPProtocol(proto int) printFunc {
	switch layers.IPProtocol(proto) {
	case layers.IPProtocolEtherIP:
		return func(p *Printer, v view) { p.layer(layers.LayerTypeEtherIP, v) }
	case layers.IPProtocolRUDP:
		return func(p *Printer, v view) { p.layer(layers.LayerTypeRUDP, v) }
	case layers.IPProtocolMPLSInIP: // RFC 4023
		return printMPLS
	}
	return nil
}

// layer prints the name and the main fields of the layer that gopacket decodes v
// to be, and what follows it:
//
//	EtherIP, Version 3, Reserved 0, length 36: IP ...
//
// What gopacket cannot decode ends as a packet does whose bytes ran out.
func (p *Printer) layer(kind gopacket.LayerType, v view) {
	name := kind.String()
	p.enter(name, v)
	p.str(name)
	packet := gopacket.NewPacket(v.captured(), kind, gopacket.DecodeOptions{Lazy: true, NoCopy: true})
	l := packet.Layer(kind)
	if l == nil || len(l.LayerContents()) == 0 {
		p.truncated()
		return
	}
	p.layerFields(reflect.ValueOf(l))
	p.printf(", length %d", v.n)
	payload := v.from(len(l.LayerContents()))
	if payload.n == 0 {
		return
	}
	var next gopacket.LayerType
	if d, ok := l.(interface{ NextLayerType() gopacket.LayerType }); ok {
		next = d.NextLayerType()
	}
	p.str(": ")
	switch next {
	case layers.LayerTypeIPv4, layers.LayerTypeIPv6:
		printIPEither(p, payload)
	case layers.LayerTypeEthernet:
		p.ethernet(payload)
	case layers.LayerTypePPP:
		printPPPPayload(p, payload)
	default:
		if kind == layers.LayerTypeERSPANII || kind == layers.LayerTypeEtherIP {
			p.ethernet(payload)
			return
		}
		p.unparsed(view{payload.b, len(payload.b)})
	}
}

// layerFields prints a layer's fields that are numbers, addresses or text.
func (p *Printer) layerFields(l reflect.Value) {
	for l.Kind() == reflect.Pointer && !l.IsNil() {
		l = l.Elem()
	}
	if l.Kind() != reflect.Struct {
		return
	}
	for i := range l.NumField() {
		field := l.Type().Field(i)
		if !field.IsExported() || field.Anonymous {
			continue
		}
		value := l.Field(i)
		switch value.Kind() {
		case reflect.Bool:
			if value.Bool() {
				p.printf(", %s", field.Name)
			}
		case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
			p.printf(", %s %d", field.Name, value.Uint())
		case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
			p.printf(", %s %d", field.Name, value.Int())
		case reflect.String:
			p.printf(", %s ", field.Name)
			for _, c := range []byte(value.String()) {
				p.char(c)
			}
		default:
			switch a := value.Interface().(type) {
			case net.IP:
				if len(a) == 4 || len(a) == 16 {
					p.printf(", %s ", field.Name)
					p.host(a)
				}
			case net.HardwareAddr:
				if len(a) == 6 {
					p.printf(", %s ", field.Name)
					p.macAddr(a)
				}
			}
		}
	}
}
