package decode

import (
	"encoding/hex"
	"testing"
)

func TestKerberos(t *testing.T) {
	for _, tt := range []struct{ message, want string }{
		{"\x04\x02me\x00\x00REALM\x00\x01\x02\x03\x04\x60krbtgt\x00R\x00", "kerberos v4 be KDC_REQUEST: me.@REALM 480min krbtgt.R"},
		{"\x04\x0bme\x00i\x00R\x00\x01\x02\x03\x04\x08\x00\x00\x00no\x00", "kerberos v4 le ERR_REPLY: me.i@R PRINCIPAL_UNKNOWN no"},
		{"\x04\x04me\x00i\x00R\x00" + "0123456789\x00\x10", "kerberos v4 be KDC_REPLY: me.i@R (16)"},
		{"\x04\x06\x07R\x00\x01\x02", "kerberos v4 be APPL_REQUEST: v7 R (1) (2)"},
		{"\x04\x02me", "kerberos v4 be KDC_REQUEST: me [|kerberos]"},
		{"\x04\x10", "kerberos v4 be APPL_ERR: (unknown)"},
		{"\x6a\x81", "kerberos v5"},
		{"\x01", "kerberos v1"},
	} {
		if got := printedUDP(t, Options{}, portKerberos, hex.EncodeToString([]byte(tt.message))); got != tt.want {
			t.Errorf("\n got %q\nwant %q", got, tt.want)
		}
	}
}
