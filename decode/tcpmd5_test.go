package decode_test

import (
	"encoding/hex"
	"strings"
	"testing"

	"pktcap/capture"
	"pktcap/decode"
	"pktcap/linktype"
)

// signed are TCP segments with an MD5 signature option, of which tcpdump -M secret
// finds every other valid: their secrets are "secret" and "other".
var signed = []string{
	"02000000000202000000000108004500004500010000400666b00a0000010a00000200b39c400000000700000000a01820005a7a00001312be9d2c5043ce00d23808b03d8179b09d010168656c6c6f20424750",
	"02000000000202000000000108004500004500010000400666b00a0000010a00000200b39c400000000700000000a0182000b67600001312e3138c043530cf028c15687a338c5287010168656c6c6f20424750",
	"02000000000202000000000186dd6000000000310640fd000000000000000000000000000001fd00000000000000000000000000000200b39c400000000700000000a01820001b7900001312144437f03ececa47022e1938d94558f4010168656c6c6f20424750",
	"02000000000202000000000186dd6000000000310640fd000000000000000000000000000001fd00000000000000000000000000000200b39c400000000700000000a018200073be000013121ce2d743ea6152d4345493b8d59a7ba1010168656c6c6f20424750",
}

func TestTCPSignature(t *testing.T) {
	line := func(secret, packet string, cut int) string {
		data, err := hex.DecodeString(packet)
		if err != nil {
			t.Fatal(err)
		}
		p := decode.New(decode.Options{Time: decode.TimeNone, Secret: secret})
		text := string(p.AppendPacket(nil, &capture.Packet{Data: data[:len(data)-cut], Length: len(data)}, linktype.Ethernet))
		_, after, _ := strings.Cut(text, "options [md5 ")
		return strings.TrimSpace(after)
	}
	for i, packet := range signed {
		want, other := "valid,nop,nop], length 9: BGP", " (invalid),nop,nop], length 9: BGP"
		if i%2 == 1 {
			want, other = other, want
		}
		if got := line("secret", packet, 0); got != strings.TrimSpace(want) && got != want {
			t.Errorf("packet %d with the secret: %q, want %q", i+1, got, want)
		}
		if got := line("other", packet, 0); got != strings.TrimSpace(other) && got != other {
			t.Errorf("packet %d with another: %q, want %q", i+1, got, other)
		}
		if got := line("secret", packet, 3); !strings.HasPrefix(got, "snaplen too short, can't check - ") {
			t.Errorf("packet %d, cut: %q", i+1, got)
		}
		if got := line("", packet, 0); len(got) < 32 || strings.Trim(got[:32], "0123456789abcdef") != "" {
			t.Errorf("packet %d without a secret: %q", i+1, got)
		}
	}
}
