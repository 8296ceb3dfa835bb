package decode

// rxServiceOf returns the service of port, nil where there is none.
func rxServiceOf(port int) *rxService {
	switch port {
	case rxPortFiles:
		return &rxFiles
	case rxPortCallbacks:
		return &rxCallbacks
	case rxPortProtection:
		return &rxProtection
	case rxPortVolumes:
		return &rxVolumes
	case rxPortKerberos:
		return &rxKerberos
	case rxPortVolumeOps:
		return &rxVolumeOps
	case rxPortOverseer:
		return &rxOverseer
	}
	return nil
}

// ubikBeacon is the operation by which a server asks for votes.
const ubikBeacon = 10000

var rxVolumeTypes = [...]string{"read-write", "read-only", "backup"}

// rxFileErrors are the errors of the file service, the last being -100.
var rxFileErrors = names{
	{101, "salvage volume"}, {102, "no such vnode"}, {103, "no such volume"}, {104, "volume exist"},
	{105, "no service"}, {106, "volume offline"}, {107, "voline online"}, {108, "diskfull"},
	{109, "diskquota exceeded"}, {110, "volume busy"}, {111, "volume moved"}, {112, "AFS IO error"},
	{0xffffff9c, "restarting fileserver"},
}

// rxFiles is the file service.
var rxFiles = rxService{
	name: "fs",
	text: 256,
	ops: names{
		{130, "fetch-data"}, {131, "fetch-acl"}, {132, "fetch-status"}, {133, "store-data"},
		{134, "store-acl"}, {135, "store-status"}, {136, "remove-file"}, {137, "create-file"},
		{138, "rename"}, {139, "symlink"}, {140, "link"}, {141, "makedir"}, {142, "rmdir"},
		{143, "oldsetlock"}, {144, "oldextlock"}, {145, "oldrellock"}, {146, "get-stats"}, {147, "give-cbs"},
		{148, "get-vlinfo"}, {149, "get-vlstats"}, {150, "set-vlstats"}, {151, "get-rootvl"},
		{152, "check-token"}, {153, "get-time"}, {154, "nget-vlinfo"}, {155, "bulk-stat"}, {156, "setlock"},
		{157, "extlock"}, {158, "rellock"}, {159, "xstat-ver"}, {160, "get-xstat"}, {161, "dfs-lookup"},
		{162, "dfs-flushcps"}, {163, "dfs-symlink"}, {220, "residency"}, {65536, "inline-bulk-status"},
		{65537, "fetch-data-64"}, {65538, "store-data-64"}, {65539, "give-up-all-cbs"}, {65540, "get-caps"},
		{65541, "cb-rx-conn-addr"},
	},
	calls: []rxForm{
		{130, 130, "%f offset%u length%u"},
		{131, 132, "%f"},
		{143, 145, "%f"},
		{156, 158, "%f"},
		{135, 135, "%f%a"},
		{133, 133, "%f%a offset%u length%u flen%u"},
		{134, 134, "%f%A"},
		{137, 137, "%f%s%a"},
		{141, 141, "%f%s%a"},
		{136, 136, "%f%s"},
		{142, 142, "%f%s"},
		{138, 138, " old%f%s new%f%s"},
		{139, 139, "%f%s link to%s"},
		{140, 140, "%f%s link to%f"},
		{148, 148, "%s"},
		{149, 150, " volid%u"},
		{154, 154, " volname%s"},
		{155, 155, "%F"},
		{65536, 65536, "%F"},
		{65537, 65537, "%f offset%l length%l"},
		{65538, 65538, "%f%a offset%l length%l flen%l"},
		{65541, 65541, " addr%u"},
	},
	replies: []rxForm{
		{131, 131, "%A"},
		{137, 137, " new%f"},
		{141, 141, " new%f"},
		{151, 151, " root volume%s"},
		{153, 153, "%d"},
	},
}

// rxCallbacks is the callback service of clients.
var rxCallbacks = rxService{
	name: "cb",
	ops: names{
		{204, "callback"}, {205, "initcb"}, {206, "probe"}, {207, "getlock"}, {208, "getce"},
		{209, "xstatver"}, {210, "getxstat"}, {211, "initcb2"}, {212, "whoareyou"}, {213, "initcb3"},
		{214, "probeuuid"}, {215, "getsrvprefs"}, {216, "getcellservdb"}, {217, "getlocalcell"},
		{218, "getcacheconf"}, {65536, "getce64"}, {65537, "getcellbynum"}, {65538, "tellmeaboutyourself"},
	},
	calls: []rxForm{
		{204, 204, "%b"},
		{214, 214, " afsuuid%o"},
	},
	replies: []rxForm{
		{213, 213, "%o"},
	},
}

// rxProtection is the protection service.
var rxProtection = rxService{
	name:   "pt",
	ubik:   true,
	empty:  true,
	text:   64,
	vector: 64,
	ops: names{
		{500, "new-user"}, {501, "where-is-it"}, {502, "dump-entry"}, {503, "add-to-group"},
		{504, "name-to-id"}, {505, "id-to-name"}, {506, "delete"}, {507, "remove-from-group"},
		{508, "get-cps"}, {509, "new-entry"}, {510, "list-max"}, {511, "set-max"}, {512, "list-entry"},
		{513, "change-entry"}, {514, "list-elements"}, {515, "same-mbr-of"}, {516, "set-fld-sentry"},
		{517, "list-owned"}, {518, "get-cps2"}, {519, "get-host-cps"}, {520, "update-entry"},
		{521, "list-entries"}, {530, "list-super-groups"},
	},
	calls: []rxForm{
		{500, 500, "%s id%i oldid%i"},
		{501, 501, " id%i"},
		{506, 506, " id%i"},
		{508, 508, " id%i"},
		{512, 512, " id%i"},
		{514, 514, " id%i"},
		{517, 519, " id%i"},
		{530, 530, " id%i"},
		{502, 502, " pos%i"},
		{503, 503, " uid%i gid%i"},
		{507, 507, " uid%i gid%i"},
		{515, 515, " uid%i gid%i"},
		{504, 504, "%C"},
		{505, 505, " ids:%I"},
		{509, 509, "%s flag%i oid%i"},
		{511, 511, " id%i gflag%i"},
		{513, 513, " id%i%s oldid%i newid%i"},
		{520, 520, " id%i%s"},
	},
	replies: []rxForm{
		{504, 504, " ids:%I"},
		{505, 505, "%C"},
		{508, 508, "%I"},
		{514, 514, "%I"},
		{517, 519, "%I"},
		{510, 510, " maxuid%i maxgid%i"},
	},
}

// rxVolumes is the volume location database.
var rxVolumes = rxService{
	name:   "vldb",
	ubik:   true,
	empty:  true,
	text:   65,
	vector: 65,
	ops: names{
		{501, "create-entry"}, {502, "delete-entry"}, {503, "get-entry-by-id"}, {504, "get-entry-by-name"},
		{505, "get-new-volume-id"}, {506, "replace-entry"}, {507, "update-entry"}, {508, "setlock"},
		{509, "releaselock"}, {510, "list-entry"}, {511, "list-attrib"}, {512, "linked-list"},
		{513, "get-stats"}, {514, "probe"}, {515, "get-addrs"}, {516, "change-addr"}, {517, "create-entry-n"},
		{518, "get-entry-by-id-n"}, {519, "get-entry-by-name-n"}, {520, "replace-entry-n"},
		{521, "list-entry-n"}, {522, "list-attrib-n"}, {523, "linked-list-n"}, {524, "update-entry-by-name"},
		{525, "create-entry-u"}, {526, "get-entry-by-id-u"}, {527, "get-entry-by-name-u"},
		{528, "replace-entry-u"}, {529, "list-entry-u"}, {530, "list-attrib-u"}, {531, "linked-list-u"},
		{532, "regaddr"}, {533, "get-addrs-u"}, {534, "list-attrib-n2"},
	},
	calls: []rxForm{
		{501, 501, "%c"},
		{517, 517, "%c"},
		{502, 503, " volid%i%t"},
		{507, 509, " volid%i%t"},
		{518, 518, " volid%i%t"},
		{504, 504, "%s"},
		{519, 519, "%s"},
		{524, 524, "%s"},
		{527, 527, "%s"},
		{505, 505, " bump%i"},
		{506, 506, " volid%i%t%c"},
		{520, 520, " volid%i%t%c"},
		{510, 510, " index%i"},
		{521, 521, " index%i"},
	},
	replies: []rxForm{
		{510, 510, " count%i nextindex%i%8"},
		{503, 504, "%8"},
		{505, 505, " newvol%u"},
		{521, 521, " count%i nextindex%i%n"},
		{529, 529, " count%i nextindex%i%n"},
		{518, 519, "%n"},
		{526, 527, "%N"},
	},
}

// rxKerberos is the authentication service.
var rxKerberos = rxService{
	name: "kauth",
	ubik: true,
	text: 64,
	ops: names{
		{1, "auth-old"}, {21, "authenticate"}, {22, "authenticate-v2"}, {2, "change-pw"},
		{3, "get-ticket-old"}, {23, "get-ticket"}, {4, "set-pw"}, {5, "set-fields"}, {6, "create-user"},
		{7, "delete-user"}, {8, "get-entry"}, {9, "list-entry"}, {10, "get-stats"}, {11, "debug"},
		{12, "get-pw"}, {13, "get-random-key"}, {14, "unlock"}, {15, "lock-status"},
	},
	calls: []rxForm{
		{1, 2, " principal%s%s"},
		{21, 22, " principal%s%s"},
		{5, 8, " principal%s%s"},
		{14, 15, " principal%s%s"},
		{3, 3, " kvno%i domain%s%k principal%s%s"},
		{23, 23, " kvno%i domain%s%k principal%s%s"},
		{4, 4, " principal%s%s kvno%i"},
		{12, 12, " name%s"},
	},
}

// rxVolumeOps is the volume service.
var rxVolumeOps = rxService{
	name:   "vol",
	text:   256,
	vector: 32,
	ops: names{
		{100, "create-volume"}, {101, "delete-volume"}, {102, "restore"}, {103, "forward"},
		{104, "end-trans"}, {105, "clone"}, {106, "set-flags"}, {107, "get-flags"}, {108, "trans-create"},
		{109, "dump"}, {110, "get-nth-volume"}, {111, "set-forwarding"}, {112, "get-name"},
		{113, "get-status"}, {114, "sig-restore"}, {115, "list-partitions"}, {116, "list-volumes"},
		{117, "set-id-types"}, {118, "monitor"}, {119, "partition-info"}, {120, "reclone"},
		{121, "list-one-volume"}, {122, "nuke"}, {123, "set-date"}, {124, "x-list-volumes"},
		{125, "x-list-one-volume"}, {126, "set-info"}, {127, "x-list-partitions"}, {128, "forward-multiple"},
		{65536, "convert-ro"}, {65537, "get-size"}, {65538, "dump-v2"},
	},
	calls: []rxForm{
		{100, 100, " partition%u name%s type%u parent%u"},
		{101, 101, " trans%u"},
		{107, 107, " trans%u"},
		{102, 102, " totrans%u flags%u"},
		{103, 103, " fromtrans%u fromdate%d%e desttrans%i"},
		{104, 104, " trans%u"},
		{105, 105, " trans%u purgevol%u newtype%u newname%s"},
		{106, 106, " trans%u flags%u"},
		{108, 108, " vol%u partition%u flags%u"},
		{109, 109, " fromtrans%u fromdate%d"},
		{65537, 65537, " fromtrans%u fromdate%d"},
		{110, 110, " index%u"},
		{111, 111, " tid%u newsite%u"},
		{112, 113, " tid"},
		{114, 114, " name%s type%u pid%u cloneid%u"},
		{116, 116, " partition%u flags%u"},
		{117, 117, " tid%u name%s type%u pid%u clone%u backup%u"},
		{119, 119, " name%s"},
		{120, 120, " tid%u"},
		{121, 122, " partid%u volid%u"},
		{124, 125, " partid%u volid%u"},
		{65536, 65536, " partid%u volid%u"},
		{123, 123, " tid%u date%d"},
		{126, 126, " tid%u"},
		{128, 128, " fromtrans%u fromdate%d%E"},
		{65538, 65538, " fromtrans%u fromdate%d flags%u"},
	},
	replies: []rxForm{
		{100, 100, " volid%u trans%u"},
		{104, 104, "%u"},
		{105, 105, " newvol%u"},
		{107, 107, "%u"},
		{108, 108, " trans%u"},
		{110, 110, " volume%u partition%u"},
		{112, 112, "%s"},
		{113, 113, " volid%u nextuniq%u type%u parentid%u clone%u backup%u restore%u maxquota%u minquota%u owner%u create%d access%d update%d expire%d backup%d copy%d"},
		{116, 116, "%V"},
		{121, 121, "%V"},
	},
}

// rxOverseer is the overseer of servers.
var rxOverseer = rxService{
	name: "bos",
	text: 256,
	ops: names{
		{80, "create-bnode"}, {81, "delete-bnode"}, {82, "set-status"}, {83, "get-status"},
		{84, "enumerate-instance"}, {85, "get-instance-info"}, {86, "get-instance-parm"},
		{87, "add-superuser"}, {88, "delete-superuser"}, {89, "list-superusers"}, {90, "list-keys"},
		{91, "add-key"}, {92, "delete-key"}, {93, "set-cell-name"}, {94, "get-cell-name"},
		{95, "get-cell-host"}, {96, "add-cell-host"}, {97, "delete-cell-host"}, {98, "set-t-status"},
		{99, "shutdown-all"}, {100, "restart-all"}, {101, "startup-all"}, {102, "set-noauth-flag"},
		{103, "re-bozo"}, {104, "restart"}, {105, "start-bozo-install"}, {106, "uninstall"},
		{107, "get-dates"}, {108, "exec"}, {109, "prune"}, {110, "set-restart-time"},
		{111, "get-restart-time"}, {112, "start-bozo-log"}, {113, "wait-all"}, {114, "get-instance-strings"},
		{115, "get-restricted"}, {116, "set-restricted"},
	},
	calls: []rxForm{
		{80, 80, " type%s instance%s"},
		{81, 81, "%s"},
		{83, 83, "%s"},
		{85, 85, "%s"},
		{87, 88, "%s"},
		{93, 93, "%s"},
		{96, 97, "%s"},
		{104, 104, "%s"},
		{106, 106, "%s"},
		{108, 108, "%s"},
		{112, 112, "%s"},
		{114, 114, "%s"},
		{82, 82, "%s status%i"},
		{98, 98, "%s status%i"},
		{86, 86, "%s num%i"},
		{84, 84, "%i"},
		{89, 92, "%i"},
		{95, 95, "%i"},
		{105, 105, "%s size%i flags%i date%i"},
	},
}

// rxUbik is the protocol by which replicated servers agree.
var rxUbik = rxService{
	name: "ubik",
	ops: names{
		{10000, "vote-beacon"}, {10001, "vote-debug-old"}, {10002, "vote-sdebug-old"},
		{10003, "vote-getsyncsite"}, {10004, "vote-debug"}, {10005, "vote-sdebug"}, {10006, "vote-xdebug"},
		{10007, "vote-xsdebug"}, {20000, "disk-begin"}, {20001, "disk-commit"}, {20002, "disk-lock"},
		{20003, "disk-write"}, {20004, "disk-getversion"}, {20005, "disk-getfile"}, {20006, "disk-sendfile"},
		{20007, "disk-abort"}, {20008, "disk-releaselocks"}, {20009, "disk-truncate"}, {20010, "disk-probe"},
		{20011, "disk-writev"}, {20012, "disk-interfaceaddr"}, {20013, "disk-setversion"},
	},
	calls: []rxForm{
		{10000, 10000, " syncsite %y votestart%d dbversion%v tid%v"},
		{10003, 10003, " site%u"},
		{20000, 20001, " tid%v"},
		{20007, 20008, " tid%v"},
		{20010, 20010, " tid%v"},
		{20002, 20002, " tid%v file%i pos%i length%i%x"},
		{20003, 20003, " tid%v file%i pos%i"},
		{20005, 20005, " file%i"},
		{20006, 20006, " file%i length%i dbversion%v"},
		{20009, 20009, " tid%v file%i length%i"},
		{20012, 20012, " tid%v oldversion%v newversion%v"},
	},
	replies: []rxForm{
		{10000, 10000, " vote no"},
		{20004, 20004, " dbversion%v"},
	},
}
