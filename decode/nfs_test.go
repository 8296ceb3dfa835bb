package decode

import (
	"strings"
	"testing"

	"pktcap/capture"
	"pktcap/linktype"
)

// nfsExchange returns how a call and its reply are printed.
func nfsExchange(t *testing.T, opt Options, version, proc, arguments, results string) (call, reply string) {
	t.Helper()
	opt.Time = TimeNone
	p := New(opt)
	p.strict = true
	printed := func(data []byte) string {
		printTruncated(opt, data)
		out := p.AppendPacket(nil, &capture.Packet{Data: data, Length: len(data)}, linktype.Raw)
		_, text, _ := strings.Cut(strings.TrimSuffix(string(out), "\n"), "xid 7 ")
		return text
	}
	call = printed(udpPacket(900, portNFS, frameBytes(t, "00000007 00000000 00000002 000186a3"+version+proc+
		"00000000 00000000 00000000 00000000"+arguments)))
	answer := udpPacket(portNFS, 900, frameBytes(t, "00000007 00000001 00000000 00000000 00000000"+results))
	copy(answer[12:], []byte{10, 0, 0, 2, 10, 0, 0, 1})
	return call, printed(answer)
}

func TestNFS(t *testing.T) {
	const (
		v2, v3 = "00000002", "00000003"
		handle = "0000010200000008000000000000000500000000000000000000000000000000" // SunOS 4's
		name   = "00000002 61620000"
		attr3  = "00000001 000001a4 00000001 fffffffe 00000064 0000000000000400 0000000000000400 0000000000000000" +
			"0000000000000001 0000000000000002 00000003 00000004 00000005 00000006 00000007 00000008"
	)
	tests := []struct {
		name, version, proc, arguments, results string
		verbose                                 int
		call, reply                             string
	}{
		{"lookup", v3, "00000003", "00000020" + handle + name, "00000000 00000000 00000020" + handle + "00000000 00000000", 0,
			`84 lookup fh 1,2/5 "ab"`, "reply ok 72 lookup fh 1,2/5"},
		{"attributes", v3, "00000001", "00000020" + handle, "00000000 00000000" + attr3, 1,
			"76 getattr fh 1,2/5", "reply ok 112 getattr REG 644 ids -2/100 sz 1024"},
		{"failure", v3, "00000001", "00000020" + handle, "00000000 00000046", 0,
			"76 getattr fh 1,2/5", "reply ok 28 getattr ERROR: Stale NFS file handle"},
		{"refusal", v3, "00000001", "00000020" + handle, "00000003", 0,
			"76 getattr fh 1,2/5", "reply ok 24 getattr PROC_UNAVAIL"},
		{"write", v3, "00000007", "00000020" + handle + "0000000000001000 00000200 00000002 00000200", "00000000 00000000 00000000 00000000 00000200 00000002 0000000000000001", 2,
			"96 write fh 1,2/5 512 (512) bytes @ 4096 <filesync>", "reply ok 52 write PRE: POST: 512 bytes <filesync> verf 1"},
		{"access", v3, "00000004", "00000020" + handle + "00000005", "00000000 00000000 00000000 0000001f", 0,
			"80 access fh 1,2/5 NFS_ACCESS_READ|NFS_ACCESS_MODIFY", "reply ok 36 access c 001f"},
		{"version 2's directory", v2, "00000010", handle + "00000000 00000200", "00000000 00000000 00000001 00000002 00000001", 0,
			"80 readdir fh 1,2/5 512 bytes @ 0", "reply ok 40 readdir offset 0x1 size 2  eof"},
		{"name cut", v2, "00000004", handle + "00000009 61", "00000000 00000002", 0,
			"77 lookup fh 1,2/5  [|nfs]", "reply ok 28 lookup ERROR: No such file or directory"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			call, reply := nfsExchange(t, Options{Verbose: tt.verbose, NoChecksum: true}, tt.version, tt.proc, tt.arguments, tt.results)
			if call != tt.call {
				t.Errorf("call\n got %q\nwant %q", call, tt.call)
			}
			if reply != tt.reply {
				t.Errorf("reply\n got %q\nwant %q", reply, tt.reply)
			}
		})
	}
}
