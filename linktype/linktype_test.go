package linktype

import "testing"

func TestNamesRoundTrip(t *testing.T) {
	for i, row := range types {
		if i > 0 && types[i-1].number >= row.number {
			t.Errorf("types[%d] = %d does not ascend", i, row.number)
		}
		if got, ok := ByName("dlt_" + row.name); !ok || got != row.number {
			t.Errorf("ByName(%q) = %d, %v; want %d", row.name, got, ok, row.number)
		}
		if got := row.number.String(); got != row.name {
			t.Errorf("Type(%d).String() = %q, want %q", row.number, got, row.name)
		}
		if row.number.Description() == "" {
			t.Errorf("%s has no description", row.name)
		}
	}
}

func TestByName(t *testing.T) {
	tests := []struct {
		name string
		want Type
		ok   bool
	}{
		{"EN10MB", Ethernet, true},
		{"ethernet", Ethernet, true},
		{"LINKTYPE_ETHERNET", Ethernet, true},
		{"DLT_LINUX_SLL2", LinuxSLL2, true},
		{"raw", Raw, true},
		{"nonesuch", 0, false},
		{"", 0, false},
	}
	for _, tt := range tests {
		if got, ok := ByName(tt.name); got != tt.want || ok != tt.ok {
			t.Errorf("ByName(%q) = %v, %v; want %v, %v", tt.name, got, ok, tt.want, tt.ok)
		}
	}
}

func TestUnknown(t *testing.T) {
	u := Type(9999)
	if u.Known() || u.Description() != "" || u.String() != "UNKNOWN (9999)" {
		t.Errorf("Type(9999): Known %v, Description %q, String %q", u.Known(), u.Description(), u.String())
	}
	if got := FromDLT(12); got != Raw {
		t.Errorf("FromDLT(12) = %v, want RAW", got)
	}
	if got := FromDLT(1); got != Ethernet {
		t.Errorf("FromDLT(1) = %v, want EN10MB", got)
	}
}
