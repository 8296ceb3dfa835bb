package filter

// A pass rewrites a graph into one that means the same, and tells whether it
// changed anything.
type pass struct {
	name string
	run  func(*graph) bool
}

// plainPasses see what libpcap's optimiser sees, passes all there is to see.
var (
	plainPasses = []pass{{"thread plainly", threadPlainly}}
	passes      = []pass{{"thread", thread}, {"sink", sink}, {"gather", gather}}
)

// maxRounds bounds how often the passes are repeated. Most graphs are done
// after two rounds.
const maxRounds = 12

// optimize runs the passes over g until none of them changes it. It reports
// whether g rejects all packets in a way that libpcap's optimiser sees too,
// which refuses such an expression.
func optimize(g *graph, trace func(phase, form string)) (rejectsAll bool) {
	repeat(g, plainPasses, trace)
	rejectsAll = g.entry == g.reject
	keepFirst(g)
	repeat(g, passes, trace)
	return rejectsAll
}

// keepFirst keeps what is asked first of every packet, even if the outcome turned
// out not to matter, so that packets that are too short for it are rejected; but
// it keeps nothing of a filter that asks nothing else. libpcap's optimiser is like
// that: it never drops the loads of the first block.
func keepFirst(g *graph) {
	at := g.entry
	for !at.verdict && at.rel == relEvaluate {
		at = at.yes
	}
	switch {
	case at.verdict && !g.strict:
		g.entry = at
	case g.first != nil && !at.verdict:
		g.entry = g.askStrictly(g.first, g.entry, g.entry)
	}
}

func repeat(g *graph, passes []pass, trace func(phase, form string)) {
	for round, changed := 0, true; changed && round < maxRounds; round++ {
		changed = false
		for _, p := range passes {
			if p.run(g) {
				changed = true
				if trace != nil {
					trace(p.name, g.String())
				}
			}
		}
	}
}
