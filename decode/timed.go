package decode

const portTimed = 525

// Messages of the Time Synchronization Protocol: "The Berkeley UNIX Time
// Synchronization Protocol", 4.4BSD System Manager's Manual, 12.
const (
	tspAdjTime    = 1
	tspSetTime    = 5
	tspSetDate    = 22
	tspSetDateReq = 23
	tspLoop       = 24
)

var tspTypes = []string{"ANY", "ADJTIME", "ACK", "MASTERREQ", "MASTERACK", "SETTIME", "MASTERUP", "SLAVEUP", "ELECTION",
	"ACCEPT", "REFUSE", "CONFLICT", "RESOLVE", "QUIT", "DATE", "DATEREQ", "DATEACK", "TRACEON", "TRACEOFF",
	"MSITE", "MSITEREQ", "TEST", "SETDATE", "SETDATEREQ", "LOOP"}

// printTimed prints a message of the Time Synchronization Protocol.
//
//	+------+---------+----------+------------------+------
//	| type | version | sequence | time, hop count  | name
//	+------+---------+----------+------------------+------
//	  1      1         2          8                  up to 256
func printTimed(p *Printer, v view) {
	p.enter("timed", v)
	kind := v.u8(0)
	if kind < len(tspTypes) {
		p.str("TSP_")
		p.str(tspTypes[kind])
	} else {
		p.printf("(tsp_type 0x%x)", kind)
	}
	p.printf(" vers %d", v.u8(1))
	p.printf(" seq %d", v.u16(2))
	switch kind {
	case tspLoop:
		p.printf(" hopcnt %d", v.u8(4))
	case tspSetTime, tspAdjTime, tspSetDate, tspSetDateReq:
		sec, usec := int32(v.u32(4)), int32(v.u32(8))
		if usec < 0 {
			return
		}
		p.str(" time ")
		if sec < 0 && usec != 0 {
			sec++
			if sec == 0 {
				p.byte('-')
			}
			usec = 1000000 - usec
		}
		p.printf("%d.%06d", sec, usec)
	}
	p.str(" name ")
	p.paddedText(v, 12, 256)
}
