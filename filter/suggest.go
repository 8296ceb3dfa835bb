package filter

import (
	"fmt"
	"slices"
	"strings"
)

// suggest returns a hint for the token t that the grammar does not want after
// before, or "".
func suggest(before *token, t token) string {
	switch t.kind {
	case tokIPv4, tokIPv6:
		return fmt.Sprintf("write \"host %s\" or \"net %s\"", t.text, t.text)
	case tokMAC:
		return fmt.Sprintf("write \"ether host %s\"", t.text)
	case tokName:
		if hint := displayFilter(t.text); hint != "" {
			return hint
		}
		if before != nil && before.word == "tcp" && strings.HasPrefix(t.text, "flag") {
			return "write \"tcp[tcpflags] & tcp-syn != 0\""
		}
		if w := nearest(t.text); w != "" {
			return fmt.Sprintf("did you mean %q?", w)
		}
		if before != nil && before.kind == tokWord && classes[before.word] == classProto {
			return fmt.Sprintf("write \"%s host %s\", \"%s port %s\" or \"%s proto %s\"", before.text, t.text, before.text, t.text, before.text, t.text)
		}
		return fmt.Sprintf("a name needs a qualifier, as in \"host %s\"", t.text)
	case tokWord:
		c := classes[t.word]
		switch {
		case before == nil || before.kind != tokWord:
		case c == classDirection && classes[before.word] == classType:
			return fmt.Sprintf("%q goes before %q", t.text, before.text)
		case c == classProto && (classes[before.word] == classDirection || classes[before.word] == classType):
			if before.word == "proto" || before.word == "protochain" {
				break
			}
			return fmt.Sprintf("%q goes before %q", t.text, before.text)
		case classes[before.word] == classDirection && (t.word == "proto" || t.word == "protochain" || t.word == "gateway"):
			return fmt.Sprintf("%q takes no direction", t.text)
		}
		if before != nil && before.kind == tokWord && (before.word == "proto" || before.word == "protochain" || classes[before.word] == classType) {
			return fmt.Sprintf("a name that is also a keyword is written with a backslash: \\%s", t.text)
		}
		if before != nil && (before.kind != tokSymbol || before.word == ")") {
			return "terms are joined by \"and\" or \"or\""
		}
	case tokEOF:
	case tokSymbol:
		if before != nil && before.kind == tokName {
			return displayFilter(before.text)
		}
		if t.word != "=" || before == nil || before.kind != tokWord {
			break
		}
		if classes[before.word] == classProto {
			return fmt.Sprintf("what is compared is bytes of a header, as in \"%s[0] = 1\"; ports and addresses have words, as in \"%[1]s port 80\"", before.text)
		}
		return fmt.Sprintf("%q takes its value without \"=\"", before.text)
	}
	return ""
}

// nearest returns the keyword that is most like name, or "" if none is like it:
// at most one mistake in a word of up to four letters, two in a longer one. A
// mistake is a letter added, left out or changed, or two letters swapped.
func nearest(name string) string {
	all := make([]string, 0, len(keywords)+len(constants))
	for w := range keywords {
		all = append(all, w)
	}
	for w := range constants {
		all = append(all, w)
	}
	slices.Sort(all)
	return nearestOf(name, all)
}

// nearestOf is nearest for the words of all.
func nearestOf(name string, all []string) string {
	name = strings.ToLower(name)
	limit := 1
	if len(name) > 4 {
		limit = 2
	}
	if len(name) < 2 || len(name) > 40 {
		return ""
	}
	best, found := limit+1, ""
	for _, w := range all {
		if len(w) < 2 || len(w)-len(name) > limit || len(name)-len(w) > limit {
			continue
		}
		d := distance(name, w)
		if d < best || d == best && d <= limit && rank(w) < rank(found) {
			best, found = d, w
		}
	}
	return found
}

// rank orders keywords that are equally like a misspelt word by how often they
// are meant.
func rank(w string) int {
	common := []string{"host", "port", "net", "tcp", "udp", "icmp", "ip", "ip6", "icmp6", "arp", "ether", "src", "dst", "and", "or", "not", "vlan", "proto", "portrange"}
	if i := slices.Index(common, w); i >= 0 {
		return i
	}
	return len(common)
}

// distance returns the number of mistakes between two short words: the optimal
// string alignment distance.
func distance(a, b string) int {
	var before, last, row [42]int
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
