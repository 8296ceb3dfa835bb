package filter

import (
	"fmt"
	"regexp"
	"strings"

	"pktcap/filter/cbpf"
)

// A fault is a way in which libpcap 1.10.3 differs from its development version,
// which the corpus is from, or from pcap-filter(7); and how to compare with it
// nevertheless.
type fault struct {
	dlt, expr string // regular expressions of what it is about
	reason    string
	example   question // one that shows it

	instead func(q question) question                         // what 1.10.3 compiles as its successor compiles the expression
	patch   func(insns []cbpf.Instruction) []cbpf.Instruction // of the program of -O
	only    string                                            // an expression for the packets that are compared
	more    int                                               // bytes that one of the two loads beyond a field
	skip    bool                                              // there is nothing to compare with
}

// A question is what libpcap is asked to compile.
type question struct{ dlt, expr string }

const variableHeader = "^(IEEE802_11|PRISM|PPI|PFLOG)"

// faults are tried in this order, each on the question that the ones before it
// made.
var faults = []fault{
	{
		dlt: variableHeader, expr: `geneve|pppoes`,
		reason:  "the inner header's length is taken for the outer one's",
		example: question{"IEEE802_11", `geneve and ip`},
		skip:    true,
	}, {
		dlt: "^SUNATM$", expr: `\b(lane|geneve|pppoes)\b.*\b(vpi|vci|lane|metac|bcc|oam\w*|sc|ilmic|connectmsg|metaconnect)\b`,
		reason:  "ATM fields are looked for inside LANE and other tunnels, where they are not",
		example: question{"SUNATM", `lane and vpi 5`},
		skip:    true,
	}, {
		expr:    `byte \d+ [&|]`,
		reason:  "the byte is not loaded",
		example: question{"EN10MB", `byte 5 & 3`},
		instead: replace(`byte (\d+) ([&|]) (\w+)`, `(link[$1] $2 $3 != 0)`),
	}, {
		expr:    `\bip multicast`,
		reason:  "class E addresses are taken for multicast ones",
		example: question{"EN10MB", `ip multicast`},
		instead: replace(`\bip multicast`, `(ip multicast and ip[16] < 240)`),
	}, {
		dlt: "^(SUNATM|MTP2)", expr: `\b(vpi|vci|h?sio|h?[od]pc|h?sls) != \w+`,
		reason:  "!= is taken for =",
		example: question{"MTP2", `sio != 3`},
		instead: replace(`\b(vpi|vci|h?sio|h?[od]pc|h?sls) != (\w+)`, `(not $1 = $2)`),
	}, {
		dlt: "^PPI$", expr: `\b(type|subtype|dir)\b`,
		reason:  "they are not known on PPI, whose header begins as radiotap's does",
		example: question{"PPI", `type mgt`},
		instead: func(q question) question {
			if notOnPPI.MatchString(q.expr) {
				return q
			}
			return question{"IEEE802_11_RADIO", "(" + headerInUse + ") and radio[4:4] = 0x69000000 and (" + q.expr + ")"}
		},
		only: headerInUse,
	}, {
		dlt: variableHeader, expr: `\[|\blen(gth)?\b|byte \d+ [&|]|ip multicast`,
		reason:  "arithmetic takes the scratch memory that holds a header's length, unless that was in use before",
		example: question{"IEEE802_11_RADIO", `link[link[0]] = 1 and ip`},
		instead: func(q question) question {
			return question{q.dlt, "(" + headerInUse + ") and (" + q.expr + ")"}
		},
		only: headerInUse,
	}, {
		dlt: "^ARCNET", expr: `link.*\$`,
		reason:  "the address is that of another variable",
		example: question{"ARCNET", `link src host $01`},
		instead: macBytes("0", "1"),
	}, {
		dlt: "^BACNET", expr: `link.*\$`,
		reason:  "the link type has no addresses",
		example: question{"BACNET_MS_TP", `link src host $01`},
		instead: macBytes("4", "3"),
	}, {
		dlt: "^BACNET", expr: `broadcast`,
		reason:  "the link type has no addresses",
		example: question{"BACNET_MS_TP", `broadcast`},
		instead: replace(`(ether |link )?broadcast`, `(link[3] = 255)`),
	}, {
		dlt: "^BACNET", expr: `.`,
		reason:  "the preamble is taken for a protocol",
		example: question{"BACNET_MS_TP", `ip`},
		instead: func(q question) question { return question{"USB_LINUX", q.expr} },
	}, {
		dlt: "^ARCNET$", expr: `.`,
		reason:  "packets of RFC 1051 are taken for ones of RFC 1201",
		example: question{"ARCNET", `ip`},
		only:    `len < 3 or link[2] != 0xf0 and link[2] != 0xf1`,
	}, {
		dlt: "^ARCNET_LINUX$", expr: `.`,
		reason:  "packets of RFC 1051 are taken for ones of RFC 1201",
		example: question{"ARCNET_LINUX", `ip`},
		only:    `len < 5 or link[4] != 0xf0 and link[4] != 0xf1`,
	}, {
		dlt: "^C_HDLC", expr: `\b(l1|l2|iih|lsp|snp|csnp|psnp)\b|isis proto`,
		reason:  "the byte of padding in front of the IS-IS header is forgotten for the PDU type",
		example: question{"C_HDLC", "isis proto 18"},
		patch:   afterPadding,
	}, {
		expr:    `\b(l1|l2|iih|lsp|snp|csnp|psnp)\b|isis proto`,
		reason:  "the reserved bits of IS-IS PDU types are compared too",
		example: question{"EN10MB", `isis proto 18`},
		patch:   maskPDUTypes,
	}, {
		expr:    `decnet.* (src|dst|host)`,
		reason:  "a destination is compared apart from the flags in front of it, and not with them in one word",
		example: question{"EN10MB", `decnet dst host 1.1`},
		more:    4,
	}, {
		dlt: "^MTP2", expr: `h?dpc`,
		reason:  "two bytes more than the field has are loaded",
		example: question{"MTP2", `dpc 9`},
		more:    2,
	},
}

// notOnPPI are the terms that PPI does not have.
var notOnPPI = regexp.MustCompile(`radio\[|vlan|mpls`)

// headerInUse is true of all packets that are long enough for it.
const headerInUse = "ip host 1.2.3.4 or not ip host 1.2.3.4"

// faultsOf returns the faults that matter to an expression.
func faultsOf(dlt, expr string) []*fault {
	var all []*fault
	for i := range faults {
		f := &faults[i]
		if regexp.MustCompile(f.dlt).MatchString(dlt) && regexp.MustCompile(f.expr).MatchString(expr) {
			all = append(all, f)
		}
	}
	return all
}

func replace(pattern, by string) func(question) question {
	re := regexp.MustCompile(pattern)
	return func(q question) question { return question{q.dlt, re.ReplaceAllString(q.expr, by)} }
}

// macBytes puts comparisons of one byte in place of "link src host $01" and its
// like.
func macBytes(src, dst string) func(question) question {
	re := regexp.MustCompile(`link ((?:src|dst)(?: (?:or|and) (?:src|dst))? )?(?:host )?\$(\w\w)`)
	return func(q question) question {
		// Inside of others are no such addresses, and both refuse them.
		outside, inside := q.expr, ""
		if at := regexp.MustCompile(`geneve|pppoes`).FindStringIndex(q.expr); at != nil {
			outside, inside = q.expr[:at[0]], q.expr[at[0]:]
		}
		return question{q.dlt, re.ReplaceAllStringFunc(outside, func(term string) string {
			m := re.FindStringSubmatch(term)
			field := func(at string) string { return fmt.Sprintf("link[%s] = 0x%s", at, m[2]) }
			switch strings.TrimSpace(m[1]) {
			case "src":
				return field(src)
			case "dst":
				return field(dst)
			case "src and dst", "dst and src":
				return "(" + field(src) + " and " + field(dst) + ")"
			}
			return "(" + field(src) + " or " + field(dst) + ")"
		}) + inside}
	}
}

// pduTypes are those of ISO/IEC 10589.
var pduTypes = map[uint32]bool{15: true, 16: true, 17: true, 18: true, 20: true, 24: true, 25: true, 26: true, 27: true}

// isISIS tells whether in tests a network layer protocol identifier for IS-IS; on
// Frame Relay, together with the control byte before it.
func isISIS(in cbpf.Instruction) bool {
	return in.Op == cbpf.JeqK && (in.K == nlpidISIS || in.K == 0x0300|nlpidISIS)
}

// afterPadding moves the tests of PDU types by a byte.
func afterPadding(insns []cbpf.Instruction) []cbpf.Instruction {
	for i, in := range insns {
		next := i + 1 + int(in.Jt)
		if isISIS(in) && insns[next].Op == cbpf.LdB && pduTypes[insns[next+1].K] {
			insns[next].K++
		}
	}
	return insns
}

// maskPDUTypes puts the mask of ISO/IEC 10589 9.5 into the tests of PDU types:
// those that come next where the protocol is IS-IS.
func maskPDUTypes(insns []cbpf.Instruction) []cbpf.Instruction {
	masked := make([]bool, len(insns)) // jumps that get a mask in front
	for i, in := range insns {
		if !isISIS(in) {
			continue
		}
		next := i + 1 + int(in.Jt)
		for insns[next].Op == cbpf.LdxMem || insns[next].Op == cbpf.LdxImm || insns[next].Op == cbpf.LdB || insns[next].Op == cbpf.LdBX {
			next++
		}
		if insns[next].Op == cbpf.JeqK && pduTypes[insns[next].K] {
			masked[next] = true
		}
	}
	at := make([]int, len(insns)) // where each instruction goes
	n := 0
	for i := range insns {
		at[i] = n
		n++
		if masked[i] {
			n++
		}
	}
	patched := make([]cbpf.Instruction, 0, n)
	for i, in := range insns {
		here := at[i]
		if masked[i] {
			patched = append(patched, cbpf.Instruction{Op: cbpf.AndK, K: 0x1f})
			here++
		}
		switch {
		case in.Op == cbpf.Ja:
			in.K = uint32(at[i+1+int(in.K)] - here - 1)
		case in.Op&7 == cbpf.JeqK&7:
			in.Jt = uint8(at[i+1+int(in.Jt)] - here - 1)
			in.Jf = uint8(at[i+1+int(in.Jf)] - here - 1)
		}
		patched = append(patched, in)
	}
	return patched
}
