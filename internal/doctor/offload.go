package doctor

import "strings"

// An offload is something that the NIC or the kernel does for the sake of speed,
// after which the packets that a capture sees are not those on the wire.
type offload struct {
	key     string
	name    string
	feature []string // the kernel's names; any of them on is on
	flag    string   // of ethtool -K
	advice  string
	level   Level // where it is on
}

var offloads = []offload{
	{"gro", "receive offload (GRO)", []string{"rx-gro"}, "gro",
		"packets of a flow are put together before they are captured: sizes and counts are not those on the wire", Note},
	{"gro-hw", "receive offload of the NIC (GRO-HW)", []string{"rx-gro-hw"}, "rx-gro-hw",
		"the NIC puts packets of a flow together: sizes and counts are not those on the wire", Note},
	{"lro", "large receive offload (LRO)", []string{"rx-lro"}, "lro",
		"packets of a flow are put together, and what their headers said is lost", Warning},
	{"tso", "TCP segmentation (TSO)", []string{"tx-tcp-segmentation", "tx-tcp6-segmentation"}, "tso",
		"what this machine sends is captured before it is cut into segments", Note},
	{"gso", "segmentation (GSO)", []string{"tx-generic-segmentation"}, "gso",
		"what this machine sends is captured before it is cut into segments", Note},
	{"ufo", "UDP segmentation", []string{"tx-udp-segmentation"}, "tx-udp-segmentation",
		"what this machine sends is captured before it is cut into datagrams", Note},
	{"tx-checksum", "checksums sent", []string{"tx-checksum-ipv4", "tx-checksum-ip-generic", "tx-checksum-ipv6"}, "tx",
		"what this machine sends is captured before its checksums are in; pktcap says so of live packets, files show wrong ones", Note},
	{"rx-vlan", "VLAN tags received", []string{"rx-vlan-hw-parse"}, "rxvlan",
		"the NIC takes VLAN tags out; pktcap puts them back, other programs may not", OK},
}

func (i *examined) offloads() {
	if i.NIC == nil {
		i.unknown("offloads", "offloads", errHidden)
		return
	}
	features, err := i.NIC.Features(i.name)
	if err != nil {
		i.unknown("offloads", "offloads", err)
		return
	}
	for _, o := range offloads {
		on, fixed, known := false, true, false
		for _, name := range o.feature {
			if f, ok := features[name]; ok {
				known = true
				on = on || f.On
				fixed = fixed && (f.Fixed || !f.On)
			}
		}
		if !known {
			continue
		}
		f := Finding{Key: o.key, Name: o.name, Value: Feature{On: on, Fixed: fixed}, Text: "off"}
		if on {
			f.Text, f.Level, f.Advice = "on", o.level, o.advice
			if fixed {
				f.Text = "on, and cannot be switched off"
			} else if o.level != OK {
				f.Advice += "; off, it costs throughput"
				f.Commands = []string{i.namespaced("ethtool -K " + i.name + " " + o.flag + " off")}
			}
		}
		i.add(f)
	}
	if f, ok := features["rx-all"]; ok && !f.On && !f.Fixed {
		i.add(Finding{Key: "rx-all", Name: "damaged frames", Value: f, Text: "dropped by the NIC",
			Advice:   "a frame with a wrong check sequence is not captured; to see those too:",
			Commands: []string{i.namespaced(strings.Join([]string{"ethtool -K", i.name, "rx-all on"}, " "))}})
	}
}
