package decode

const (
	portSNMP     = 161
	portSNMPTrap = 162
)

// Versions of SNMP as their messages have them.
const (
	snmpV1  = 0
	snmpV2c = 1
	snmpV3  = 3
)

// Protocol data units: RFC 1157, 4.1, and RFC 3416, 3.
const (
	snmpGet = iota
	snmpGetNext
	snmpResponse
	snmpSet
	snmpTrap // SNMPv1's
	snmpGetBulk
	snmpInform
	snmpV2Trap
	snmpReport
)

var snmpPDUs = []string{"GetRequest", "GetNextRequest", "GetResponse", "SetRequest", "Trap", "GetBulk",
	"Inform", "V2Trap", "Report"}

// snmpExceptions stand for values that are not there: RFC 3416, 3.
var snmpExceptions = []string{"noSuchObject", "noSuchInstance", "endOfMibView"}

// snmpErrors are the values of error-status: RFC 3416, 3.
var snmpErrors = []string{"noError", "tooBig", "noSuchName", "badValue", "readOnly", "genErr", "noAccess",
	"wrongType", "wrongLength", "wrongEncoding", "wrongValue", "noCreation", "inconsistentValue",
	"resourceUnavailable", "commitFailed", "undoFailed", "authorizationError", "notWritable",
	"inconsistentName"}

// snmpTraps are the values of generic-trap: RFC 1157, 4.1.6.
var snmpTraps = []string{"coldStart", "warmStart", "linkDown", "linkUp", "authenticationFailure",
	"egpNeighborLoss", "enterpriseSpecific"}

const snmpEnterpriseTrap = 6

// printSNMP prints an SNMP message: RFC 1157, 4; RFC 1901, 3; RFC 3412, 6.
func printSNMP(p *Printer, v view) {
	p.enter("snmp", v)
	p.byte(' ')
	message := snmp{p, v}
	e, ok := message.element(berSequence, "init SEQ")
	if !ok {
		return
	}
	if extra := message.v.n; extra > 0 {
		p.printf("[%d extra after iSEQ]", extra)
	}
	s := snmp{p, e.data}
	if e, ok = s.element(berInteger, "version!=INT"); !ok {
		return
	}
	version := int32(e.num)
	switch version {
	case snmpV1:
		s.brace("{ SNMPv1 ")
		s.community(snmpV1)
	case snmpV2c:
		s.brace("{ SNMPv2c ")
		s.community(snmpV2c)
	case snmpV3:
		s.brace("{ SNMPv3 ")
		s.v3()
	default:
		p.printf("SNMP [version = %d]", version)
		return
	}
	s.brace("} ")
}

// An snmp prints the elements of v one after the other.
type snmp struct {
	*Printer
	v view // what is not printed yet
}

// element takes the next element, which has to be of a kind: where it is not,
// element prints the element and, in brackets, what is wrong, and returns
// false. A sequence, or what begins with "msg" or the like, is wanted by name.
func (s *snmp) element(kind berKind, wrong string) (berElement, bool) {
	e, rest, ok := s.ber(s.v)
	if !ok {
		return e, false
	}
	s.v = rest
	if e.kind != kind {
		s.byte('[')
		if kind == berSequence {
			s.byte('!')
		}
		s.str(wrong)
		s.byte(']')
		s.berValue(e)
		return e, false
	}
	return e, true
}

// brace prints text with -v only.
func (s *snmp) brace(text string) {
	if s.Printer.v > 0 {
		s.str(text)
	}
}

// community prints what follows the version of SNMPv1 and SNMPv2c.
func (s *snmp) community(version int) {
	e, ok := s.element(berString, "comm!=STR")
	if !ok {
		return
	}
	if string(e.data.bytes(0, e.data.n)) != "public" {
		s.str("C=")
		s.berString(e)
		s.byte(' ')
	}
	s.pdu(version)
}

// pdu prints a protocol data unit.
func (s *snmp) pdu(version int) {
	e, rest, ok := s.ber(s.v)
	if !ok {
		return
	}
	if e.kind != berPDU {
		s.str("[no PDU]")
		return
	}
	if rest.n > 0 {
		s.printf("[%d extra after PDU]", rest.n)
	}
	s.brace("{ ")
	s.berValue(e)
	s.byte(' ')
	if version == snmpV1 && e.tag >= snmpGetBulk {
		s.str("[v2 PDU in v1 message]")
		return
	}
	if version == snmpV2c && e.tag == snmpTrap {
		s.str("[v1 PDU in v2 message]")
		return
	}
	inner := snmp{s.Printer, e.data}
	if e.tag == snmpTrap {
		inner.trap()
	} else {
		inner.request(e.tag)
	}
	s.brace(" } ")
}

// request prints a PDU of all kinds but SNMPv1's trap.
func (s *snmp) request(kind int) {
	e, ok := s.element(berInteger, "reqId!=INT")
	if !ok {
		return
	}
	if s.Printer.v > 0 {
		s.printf("R=%d ", int32(e.num))
	}
	// What asks or tells has no error; GetBulk has numbers in its place.
	noError := kind != snmpResponse && kind != snmpGetBulk && kind != snmpTrap

	if e, ok = s.element(berInteger, "errorStatus!=INT"); !ok {
		return
	}
	status := int32(e.num)
	failed := false
	switch {
	case kind == snmpGetBulk:
		s.printf(" N=%d", status)
	case status == 0:
	case noError:
		s.str("[errorStatus(")
		s.errorStatus(status)
		s.str(")!=0]")
	default:
		s.byte(' ')
		s.errorStatus(status)
		failed = true
	}

	if e, ok = s.element(berInteger, "errorIndex!=INT"); !ok {
		return
	}
	index := int32(e.num)
	switch {
	case kind == snmpGetBulk:
		s.printf(" M=%d", index)
	case index != 0 && noError:
		s.printf("[errorIndex(%d)!=0]", index)
	case index != 0 && failed:
		s.printf("@%d", index)
	case index != 0:
		s.printf("[errorIndex(%d) w/o errorStatus]", index)
	case failed:
		s.str("[errorIndex==0]")
	}
	s.variables(kind)
}

// errorStatus prints the name of an error.
func (s *snmp) errorStatus(n int32) {
	if n >= 0 && int(n) < len(snmpErrors) {
		s.str(snmpErrors[n])
		return
	}
	s.printf("err=%d", uint32(n))
}

// trap prints SNMPv1's trap: RFC 1157, 4.1.6.
func (s *snmp) trap() {
	s.byte(' ')
	e, ok := s.element(berOID, "enterprise!=OID")
	if !ok {
		return
	}
	s.berValue(e)
	s.byte(' ')
	if e, ok = s.element(berAddress, "agent-addr!=INETADDR"); !ok {
		return
	}
	s.berValue(e)
	if e, ok = s.element(berInteger, "generic-trap!=INT"); !ok {
		return
	}
	generic := int32(e.num)
	s.byte(' ')
	if generic >= 0 && int(generic) < len(snmpTraps) {
		s.str(snmpTraps[generic])
	} else {
		s.printf("gt=%d", generic)
	}
	if e, ok = s.element(berInteger, "specific-trap!=INT"); !ok {
		return
	}
	if specific := int32(e.num); generic == snmpEnterpriseTrap {
		s.printf(" s=%d", specific)
	} else if specific != 0 {
		s.printf("[specific-trap(%d)!=0]", specific)
	}
	s.byte(' ')
	if e, ok = s.element(berUnsigned, "time-stamp!=TIMETICKS"); !ok {
		return
	}
	s.berValue(e)
	s.variables(snmpTrap)
}

// variables prints the list of names and values at the end of a PDU.
func (s *snmp) variables(kind int) {
	list, ok := s.element(berSequence, "SEQ of varbind")
	if !ok {
		return
	}
	if s.v.n > 0 {
		s.printf("[%d extra after SEQ of varbind]", s.v.n)
	}
	asks := kind == snmpGet || kind == snmpGetNext || kind == snmpGetBulk
	for all := (snmp{s.Printer, list.data}); all.v.n > 0; {
		s.byte(' ')
		pair, ok := all.element(berSequence, "varbind")
		if !ok {
			return
		}
		one := snmp{s.Printer, pair.data}
		name, ok := one.element(berOID, "objName!=OID")
		if !ok {
			return
		}
		s.berValue(name)
		if !asks {
			s.byte('=')
		}
		value, _, ok := one.ber(one.v)
		if !ok {
			return
		}
		if value.kind == berNull {
			continue
		}
		if asks {
			s.str("[objVal!=NULL]")
		}
		s.berValue(value)
	}
}
