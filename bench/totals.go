package main

import (
	"fmt"
	"regexp"
	"strconv"
)

// parseTotals finds the number of packets that a program read in what it said.
type parseTotals func(text string) (uint64, error)

// totalsLike makes a parseTotals of an expression whose first group is the
// number. The last match counts: a program may say how far it is before.
func totalsLike(expr string) parseTotals {
	re := regexp.MustCompile(expr)
	return func(text string) (uint64, error) {
		all := re.FindAllStringSubmatch(text, -1)
		if len(all) == 0 {
			return 0, fmt.Errorf("no packet count (%s) in %q", expr, lastLine([]byte(text)))
		}
		return strconv.ParseUint(all[len(all)-1][1], 10, 64)
	}
}

// What the programs say of how many packets they took.
var (
	capturedTotals = totalsLike(`(?m)^(\d+) packets? captured`)         // tcpdump, pktcap and our drivers
	dumpcapTotals  = totalsLike(`Packets captured: (\d+)`)              // dumpcap
	netsniffTotals = totalsLike(`(\d+)\s+packets passed filter`)        // netsniff-ng
	countTotals    = totalsLike(`(?m)^(\d+) packets?$`)                 // --count of tcpdump and pktcap, and our drivers
	tsharkStat     = totalsLike(`\|\s*[\d.]+ <> \S+\s*\|\s*(\d+)\s*\|`) // tshark -z io,stat,0
)
