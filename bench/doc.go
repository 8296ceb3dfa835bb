// Command bench runs pktcap, pktcraft and their peers side by side on the same
// work, in turn, and prints what each of them cost.
//
//	go run ./bench [flags]
//
//	-rounds N       rounds of every case (default 5)
//	-run REGEXP     only the cases whose name matches
//	-small          tiny inputs and one round, to see that every case works
//	-large          also the cases on a file of 2 GB
//	-out FOLDER     write bench.md, bench.json and bench.svg there
//	-profile        run our program of each case once more under perf(1)
//	-list           list the cases, and run nothing
//
// A case names the work, and for each program its exact command. What is
// measured is what the operating system accounts to the whole process: user and
// system time, wall-clock time, peak memory. In every round all programs of a
// case run one after the other, A B C A B C, so that whatever else the machine
// does falls on all of them alike; a ratio is the median of the rounds' own
// ratios, and the spread is their least and greatest. All programs have the highest
// priority that nice(1) can give them.
//
// Capture cases run in a network namespace of their own, on a veth pair, from
// trafgen(8), so that our own sender does not flatter our reader. The reader is
// kept on the last processor and the generator on the first. Files are made
// from a seed. Nothing that a run makes is left behind but the files of -out.
//
// A program that is not installed is named and left out; with
// PKTCAP_REQUIRE_PEERS=1 that is a failure, and with PKTCAP_REQUIRE_PRIV=1 so is
// a missing privilege. A threshold that is not met is said, and is no failure:
// a time is a measurement, not a test.
package main
