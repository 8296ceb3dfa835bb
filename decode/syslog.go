package decode

const portSyslog = 514

// Severities and facilities: RFC 5424, 6.2.1.
var (
	syslogSeverities = names{
		{0, "emergency"}, {1, "alert"}, {2, "critical"}, {3, "error"}, {4, "warning"}, {5, "notice"}, {6, "info"}, {7, "debug"},
	}
	syslogFacilities = names{
		{0, "kernel"}, {1, "user"}, {2, "mail"}, {3, "daemon"}, {4, "auth"}, {5, "syslog"}, {6, "lpr"}, {7, "news"},
		{8, "uucp"}, {9, "cron"}, {10, "authpriv"}, {11, "ftp"}, {12, "ntp"}, {13, "security"}, {14, "console"}, {15, "cron"},
		{16, "local0"}, {17, "local1"}, {18, "local2"}, {19, "local3"}, {20, "local4"}, {21, "local5"}, {22, "local6"}, {23, "local7"},
	}
)

// printSyslog prints a syslog message, which begins with its priority as <13>:
// RFC 3164, 4.1.
func printSyslog(p *Printer, v view) {
	p.enter("syslog", v)
	if v.u8(0) != '<' {
		p.invalid()
		return
	}
	off, priority := 1, 0
	for ; off <= 3 && digit(byte(v.u8(off))); off++ {
		priority = priority*10 + v.u8(off) - '0'
	}
	if v.u8(off) != '>' {
		p.invalid()
		return
	}
	off++
	facility, severity := priority>>3&0x7f, priority&7
	if p.v == 0 {
		p.str("SYSLOG ")
		p.name(syslogFacilities, "unknown (%d)", facility)
		p.byte('.')
		p.name(syslogSeverities, "unknown (%d)", severity)
		p.printf(", length: %d", v.n)
		return
	}
	p.printf("SYSLOG, length: %d\n\tFacility ", v.n)
	p.name(syslogFacilities, "unknown (%d)", facility)
	p.printf(" (%d), Severity ", facility)
	p.name(syslogSeverities, "unknown (%d)", severity)
	p.printf(" (%d)\n\tMsg: ", severity)
	p.text(v, off, v.n-off)
	if p.v > 1 {
		p.hexLines("\n\t", v, 0, v.n)
	}
}
