package main

import (
	"slices"
	"testing"
)

func TestTotals(t *testing.T) {
	for _, tt := range []struct {
		name  string
		parse parseTotals
		text  string
		want  uint64
		bad   bool
	}{
		{name: "tcpdump", parse: capturedTotals, want: 998451,
			text: "tcpdump: listening on b0\n998451 packets captured\n1000000 packets received by filter\n0 packets dropped by kernel\n"},
		{name: "one packet", parse: capturedTotals, text: "1 packet captured\n", want: 1},
		{name: "a driver", parse: capturedTotals, text: "12 packets captured\n720 bytes\n", want: 12},
		{name: "nothing said", parse: capturedTotals, text: "tcpdump: bench1: No such device exists\n", bad: true},
		{name: "dumpcap", parse: dumpcapTotals, want: 933857,
			text: "Capturing on 'b0'\nPackets captured: 933857\nPackets received/dropped on interface 'b0': 933857/66143 (pcap:66143)\n"},
		{name: "netsniff-ng", parse: netsniffTotals, want: 1000000,
			text: "Running! Hang up with ^C!\n\n\r     1000000  packets incoming (0 unread on exit)\n\r     1000000  packets passed filter\n"},
		{name: "count", parse: countTotals, text: "42 packets\n", want: 42},
		{name: "count of one", parse: countTotals, text: "1 packet\n", want: 1},
		{name: "tshark", parse: tsharkStat, want: 42,
			text: "| Interval       | Frames | Bytes |\n|---------------------------------|\n| 0.000 <> 1.190 |     42 |  4309 |\n"},
		{name: "too large", parse: countTotals, text: "99999999999999999999999 packets\n", bad: true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.parse(tt.text)
			if (err != nil) != tt.bad || err == nil && got != tt.want {
				t.Errorf("got %d, %v; want %d, an error: %v", got, err, tt.want, tt.bad)
			}
		})
	}
}

func TestVersionIn(t *testing.T) {
	for text, want := range map[string]string{
		"tcpdump version 4.99.3\nlibpcap version 1.10.3 (with TPACKET_V3)\n":       "4.99.3",
		"Dumpcap (Wireshark) 4.0.17 (Git v4.0.17 packaged as 4.0.17-0+deb12u2).\n": "4.0.17",
		"netsniff-ng 0.6.8 (Flutternozzle), Git id: (none)\n":                      "0.6.8",
		"xxd 2022-01-14 by Juergen Weigert et al.\n":                               "2022-01-14",
		"hexdump from util-linux 2.38.1\n":                                         "2.38.1",
		"tcpreplay version: v4.4.3 (build git:v4.4.3)\n":                           "4.4.3",
		"no version at all\n":                                                      "",
	} {
		if got := versionIn(text); got != want {
			t.Errorf("versionIn(%q) is %q, want %q", text, got, want)
		}
	}
}

func TestBoundTo(t *testing.T) {
	const table = "sk               RefCnt Type Proto  Iface R Rmem   User   Inode\n" +
		"00000000a079f93e 3      3    0003   2     1 0      0      2362174\n" +
		"00000000a079f93f 3      3    0000   3     1 0      0      2362175\n" +
		"00000000a079f940 3      3    0003   4     0 0      0      2362176\n"
	for index, want := range map[int]bool{2: true, 3: false, 4: false, 5: false} {
		if got := boundTo(table, index); got != want {
			t.Errorf("interface %d: got %v, want %v", index, got, want)
		}
	}
}

func TestCPUTicks(t *testing.T) {
	const stat = "1234 (a) b (c) R 1 1234 1234 0 -1 4194304 100 0 0 0 17 25 0 0 20 0 1 0 100 0 0\n"
	if got, ok := cpuTicks(stat); !ok || got != 42 {
		t.Errorf("got %d, %v; want 42", got, ok)
	}
	for _, bad := range []string{"", "1234 (a)", "1234 (a) R 1 2 3"} {
		if got, ok := cpuTicks(bad); ok {
			t.Errorf("cpuTicks(%q) is %d", bad, got)
		}
	}
}

func TestField(t *testing.T) {
	const status = "Name:\tpktcap\nVmPeak:\t  200 kB\nVmHWM:\t    1536 kB\n"
	if got, ok := field(status, "VmHWM:"); !ok || got != 1536 {
		t.Errorf("got %d, %v", got, ok)
	}
	if _, ok := field(status, "VmRSS:"); ok {
		t.Error("found a field that is not there")
	}
	if _, ok := field("VmHWM:\n", "VmHWM:"); ok {
		t.Error("found a number in an empty field")
	}
}

func TestMachine(t *testing.T) {
	if got := cpuModel("processor\t: 0\nmodel name\t: AMD EPYC\nmodel\t: 17\nprocessor\t: 1\nmodel name\t: other\n"); got != "AMD EPYC" {
		t.Errorf("model %q", got)
	}
	if got := kernelVersion("6.18.44-host-name"); got != "6.18.44" {
		t.Errorf("kernel %q", got)
	}
	if got := loadAverage("2.50 1.00 0.50 3/200 1234\n"); got != 2.5 {
		t.Errorf("load %v", got)
	}
}

func TestTopLines(t *testing.T) {
	const report = "# To display the perf.data header info\n#\n# Overhead  Symbol\n\n    27.50%  [k] finish_task_switch\n    11.58%  [.] main.run\n\n     1.00%  [.] x\n"
	got := topLines([]byte(report), 2)
	if want := []string{"27.50% [k] finish_task_switch", "11.58% [.] main.run"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
