package main

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"

	"github.com/spf13/pflag"

	"pktcap/craft"
	"pktcap/inject/probe"
)

// dnsOptions is the command line of pktcraft dns.
type dnsOptions struct {
	target  target
	ip      ipFlags
	probing probing

	name      string
	typ       string
	dport     craft.Auto
	id        craft.Auto
	noRecurse bool
	dnssec    bool
	size      int
}

func runDNS(ctx context.Context, args []string, std streams) error {
	var o dnsOptions
	f := pflag.NewFlagSet("dns", pflag.ContinueOnError)
	o.flags(f)
	if err := parse(f, args, std, help{
		usage: "dns NAME [FLAGS]",
		about: "Ask a name server, and show its answer as pktcap prints it.",
		examples: `pktcraft dns www.example.com --dst 10.0.0.2
pktcraft dns example.com --type MX --dst fd00::2 --dport 5353
pktcraft dns example.com --count 100 --interval 10ms -q
`,
	}); err != nil {
		return err
	}
	if f.NArg() != 1 {
		return usagef("want one NAME to ask for; got %d", f.NArg())
	}
	o.name = f.Arg(0)
	if err := o.probing.check(); err != nil {
		return err
	}
	if o.target.dst == "" {
		server, err := firstNameServer("/etc/resolv.conf")
		if err != nil {
			return fmt.Errorf("%w; give the server with --dst", err)
		}
		o.target.dst = server
	}
	return o.run(ctx, std)
}

func (o *dnsOptions) flags(f *pflag.FlagSet) {
	o.target.flags(f)
	autoVar(f, &o.dport, "dport", 16, "the server's port (default 53)")
	f.StringVarP(&o.typ, "type", "t", "A", "record `type`, by name or number")
	autoVar(f, &o.id, "dns-id", 16, "identifier of the query (default: random)")
	f.BoolVar(&o.noRecurse, "no-recurse", false, "ask only for what the server knows itself")
	f.BoolVar(&o.dnssec, "dnssec", false, "ask for DNSSEC records too")
	f.IntVar(&o.size, "edns-size", 1232, "UDP size that EDNS announces; 0: no EDNS")
	o.ip.flags(f)
	o.probing.flags(f)
}

// firstNameServer returns the first server of resolv.conf(5).
func firstNameServer(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		if fields := strings.Fields(s.Text()); len(fields) >= 2 && fields[0] == "nameserver" {
			return fields[1], nil
		}
	}
	return "", fmt.Errorf("%s names no server", file)
}

func (o *dnsOptions) run(ctx context.Context, std streams) error {
	query, err := o.query()
	if err != nil {
		return err
	}
	route, err := o.target.route(ctx)
	if err != nil {
		return err
	}
	ports, dport := newSourcePorts(0, o.probing.count), uint16(o.dport.Or(53))
	if !o.probing.dryRun {
		guard, err := ports.guardUDP(route)
		if err != nil {
			return err
		}
		defer guard.Close()
	}
	q := udpQuestion(route, ports, dport)
	q.what = fmt.Sprintf("DNS %s? %s", strings.ToUpper(o.typ), o.name)
	id := query.ID
	q.verdict = func(a probe.Answer) string { return dnsVerdict(a, id) }
	q.timeout = "no answer"
	ip := o.ip.layer(route)
	q.build = func(dst []byte, n int) ([]byte, error) {
		return craft.Packet{ip, craft.UDP{SrcPort: craft.U16(ports.port(n)), DstPort: craft.U16(dport)}, query}.AppendTo(dst)
	}
	if !o.probing.quiet && !o.probing.json {
		o.probing.packets.verbose = max(o.probing.packets.verbose, 1)
	}
	return o.probing.run(ctx, std, q)
}

// query returns the message, whose type is read as the text form reads it.
func (o *dnsOptions) query() (*craft.DNS, error) {
	p, err := craft.ParsePacket(fmt.Sprintf("dns(qd=[(name=%q,type=%s)])", o.name, strings.ToUpper(o.typ)))
	if err != nil {
		var at *craft.ParseError
		if errors.As(err, &at) {
			return nil, usagef("%s", at.Msg)
		}
		return nil, err
	}
	m, ok := p[0].(*craft.DNS)
	if !ok {
		return nil, usagef("%q is no name", o.name)
	}
	m.ID = uint16(o.id.Or(uint64(rand.N[uint32](65536))))
	m.RecursionDesired = !o.noRecurse
	if o.size < 0 || o.size > 65535 {
		return nil, usagef("--edns-size %d: must be between 0 and 65535", o.size)
	}
	if o.size > 0 {
		const optRecord, dnssecOK = 41, 1 << 15 // RFC 6891 section 6.1
		opt := craft.DNSRecord{Type: optRecord, Class: craft.U16(uint16(o.size))}
		if o.dnssec {
			opt.TTL = dnssecOK
		}
		m.Additionals = append(m.Additionals, opt)
	}
	return m, nil
}

// Response codes, RFC 1035 section 4.1.1 and RFC 2136 section 2.2.
var rcodes = [...]string{"answered", "format error", "server failure", "no such name", "not implemented", "refused",
	"name exists", "set exists", "no such set", "not authoritative", "not in zone"}

// dnsVerdict says what a datagram from the server means.
func dnsVerdict(a probe.Answer, id uint16) string {
	if a.Kind != probe.Datagram {
		return udpVerdict(a)
	}
	const header, response, truncated = 12, 0x8000, 0x0200
	if len(a.Data) < header || binary.BigEndian.Uint16(a.Data) != id {
		return "unfit answer"
	}
	flags := binary.BigEndian.Uint16(a.Data[2:])
	rcode := int(flags & 0xf)
	switch {
	case flags&response == 0:
		return "unfit answer"
	case rcode >= len(rcodes):
		return fmt.Sprintf("rcode %d", rcode)
	case rcode == 0 && flags&truncated != 0:
		return "truncated"
	case rcode == 0 && binary.BigEndian.Uint16(a.Data[6:]) == 0:
		return "no such record"
	}
	return rcodes[rcode]
}
