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
	if first := g.first; first != nil && !g.entry.verdict {
		g.entry = g.askStrictly(first, g.entry, g.entry)
	}
	rejectsAll = g.entry == g.reject
	repeat(g, passes, trace)
	return rejectsAll
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
