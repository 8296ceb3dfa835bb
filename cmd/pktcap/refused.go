package main

import "github.com/spf13/pflag"

// refusals are the flags of tcpdump that are understood and not carried out,
// with the reason and another way.
var refusals = []struct {
	name, letter string
	argument     bool
	why          string
}{
	{"decrypt-esp", "E", true, "-E: ESP is not decrypted, and a key on the command line is seen by everybody: give the keys to Wireshark (Preferences, Protocols, ESP)"},
	{"monitor-mode", "I", false, "-I: monitor mode is set with iw(8), and captured as any interface: iw dev wlan0 interface add mon0 type monitor; ip link set mon0 up; pktcap -i mon0"},
	{"smi-module", "m", true, "-m: MIB modules are not read: SNMP objects are printed by their numbers, which snmptranslate(1) names"},
	{"nfs-handles", "u", false, "-u: file handles of NFS are printed as they are understood: -X shows their bytes"},
}

// declareRefused declares the flags of refusals, without help, and returns a
// function that says why if one of them was given.
func declareRefused(fs *pflag.FlagSet) func() error {
	for _, r := range refusals {
		if r.argument {
			fs.StringArrayP(r.name, r.letter, nil, "")
		} else {
			fs.BoolP(r.name, r.letter, false, "")
		}
		fs.Lookup(r.name).Hidden = true
	}
	return func() error {
		for _, r := range refusals {
			if fs.Changed(r.name) {
				return usagef("%s", r.why)
			}
		}
		return nil
	}
}
