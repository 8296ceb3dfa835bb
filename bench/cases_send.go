package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
)

// sendCases measure making packets and sending them.
func sendCases(b *bench) []Case {
	count := strconv.Itoa(b.size.sent)
	syn := "eth(dst=%s,src=%s)/ip(src=" + senderIP + ",dst=" + readerIP + ")/tcp(sport=1024..65535,dport=80,flags=S)"
	return []Case{
		{
			Name: "send/build", Work: "make a SYN with two fields that vary, checksums right, without sending it", Compare: nanoseconds,
			Sides: []Side{
				b.loop("template", true, nanoseconds.Unit, "template"),
				b.loop("layers", true, nanoseconds.Unit, "build"),
				b.loop("gopacket", false, nanoseconds.Unit, "build-gopacket"),
			},
			Claims: []Claim{{Text: "a template makes 10 million packets a second: 100 ns each", Measure: nanoseconds, Ours: "template", AtMost: 100}},
		},
		{
			Name: "send/syn", Work: "send SYNs from ever another port as fast as possible", Compare: packetRate,
			Sides: []Side{
				b.sender("pktcraft", true, func() ([]string, error) {
					if b.lab == nil {
						return nil, b.labErr
					}
					return []string{"pktcraft", "send", fmt.Sprintf(syn, b.lab.readMAC, b.lab.sendMAC), "-i", sendLink, "--flood", "--count", count, "-q"}, nil
				}, "pktcraft send 'eth/ip(src="+senderIP+",dst="+readerIP+")/tcp(sport=1024..65535,dport=80,flags=S)' -i "+sendLink+" --flood --count "+count),
				b.sender("trafgen", false, func() ([]string, error) {
					config, err := b.inputs.once("syn.cfg", writeSYNConfig)
					return []string{"trafgen", "--dev", sendLink, "--conf", config, "--num", count, "--cpus", "1", "--no-cpu-stats", "--no-sock-mem"}, err
				}, "trafgen --conf syn.cfg --num "+count+" --cpus 1, the port random, the checksum by trafgen"),
				b.sender("hping3", false, func() ([]string, error) {
					// It goes on after --count packets until all are answered.
					return []string{"timeout", "--signal=INT", b.size.flood, "hping3", "-q", "--flood", "-S", "-p", "80", "-I", sendLink, readerIP}, nil
				}, "timeout "+b.size.flood+" hping3 -q --flood -S -p 80 "+readerIP),
			},
		},
		{
			Name: "send/replay", Work: "send a file of the mix again and again as fast as possible", Compare: packetRate,
			Sides: []Side{
				b.sender("pktcraft", true, func() ([]string, error) {
					file, err := b.inputs.mix(b.size.slow)
					return []string{"pktcraft", "replay", file, "-i", sendLink, "--top-speed", "--loop", strconv.Itoa(b.size.replays)}, err
				}, "pktcraft replay mix.pcap -i "+sendLink+" --top-speed --loop "+strconv.Itoa(b.size.replays)),
				b.sender("tcpreplay", false, func() ([]string, error) {
					file, err := b.inputs.mix(b.size.slow)
					return []string{"tcpreplay", "-q", "-i", sendLink, "--topspeed", "--preload-pcap", "--loop", strconv.Itoa(b.size.replays), file}, err
				}, "tcpreplay -q --topspeed --preload-pcap --loop "+strconv.Itoa(b.size.replays)+" mix.pcap"),
			},
		},
	}
}

// sender runs a program that sends, and counts what the interface sent.
func (b *bench) sender(name string, own bool, args func() ([]string, error), command string) Side {
	return Side{
		Name: name, Ours: own, Command: command,
		Run: func(ctx context.Context) (Sample, error) {
			if b.lab == nil {
				return Sample{}, b.labErr
			}
			if err := b.lab.address(); err != nil {
				return Sample{}, err
			}
			line, err := args()
			if err != nil {
				return Sample{}, err
			}
			if line[0] != "timeout" {
				line, err = b.command(line...)
			} else {
				_, err = b.command(line[3])
			}
			if err != nil {
				return Sample{}, err
			}
			before, err := b.lab.sent()
			if err != nil {
				return Sample{}, err
			}
			o, err := process{args: line, stdout: toKeep, cpus: senderCPU()}.run(ctx)
			// timeout(1) ends with 124 when it had to end the program.
			if err != nil && (line[0] != "timeout" || !strings.Contains(err.Error(), "exit status 124")) {
				return Sample{}, err
			}
			after, err := b.lab.sent()
			if err != nil {
				return Sample{}, err
			}
			if after == before {
				return Sample{}, fmt.Errorf("%s sent nothing: %s", name, lastLine(o.stderr))
			}
			return o.sample(after - before), nil
		},
	}
}
