package decode

// An rxService is one of AFS's services.
type rxService struct {
	name   string
	ops    names
	ubik   bool // it is replicated: operations of Ubik come to its port too
	empty  bool // its replies may be empty
	text   int  // the longest string
	vector int  // the length of a string that is an array of numbers

	// calls and replies are what is printed of the operations' arguments and
	// results.
	calls, replies []rxForm
}

// An rxForm is how arguments or results of operations are printed: its format
// is text that is printed as it is, and verbs that are one argument each.
//
//	%i %u %l  a number: signed, unsigned, of 64 bits
//	%f %F     a file identifier, a list of them
//	%s        a string
//	%c %C     a string that is an array of numbers, a list of them
//	%d        a date
//	%a        attributes to store
//	%A        an access control list
//	%v        a version of Ubik's, or a transaction
//	%o        a UUID
//	%e %E     a server, a list of them
//	%I        a list of numbers
//	%t        the type of a volume
//	%k        bytes that are not printed
//	%x        a number that is not printed
//	%y        yes or no
//	%b        callbacks
//	%8 %n %N  an entry of the volume location database: the old form, with
//	          addresses, with UUIDs
//	%V        a list of volumes
type rxForm struct {
	from, to uint32 // operations
	format   string
}

// call prints a call.
func (r *rx) call(s *rxService) {
	if r.m.n <= rxHeaderLen {
		return
	}
	op := r.m.u32(r.off)
	r.printf(" %s", s.name)
	if s.ubik && isUbik(op) {
		s = &rxUbik
		r.str(" ubik")
	}
	r.str(" call ")
	r.name32(s.ops, "op#%d", op)
	r.off += 4
	r.form(s, s.calls, op)
}

// reply prints the reply to a call of operation op.
func (r *rx) reply(s *rxService, op uint32, kind int) {
	if r.m.n < rxHeaderLen || r.m.n == rxHeaderLen && !s.empty {
		return
	}
	r.printf(" %s", s.name)
	if s.ubik && isUbik(op) {
		s = &rxUbik
		r.str(" ubik")
	}
	r.str(" reply ")
	r.name32(s.ops, "op#%d", op)
	switch {
	case kind == rxData:
		r.form(s, s.replies, op)
	case s == &rxFiles:
		r.str(" error ")
		code := r.u32()
		if name, ok := rxFileErrors.find(code); ok {
			r.str(name)
		} else {
			r.printf("#%d", int32(code))
		}
	case s == &rxUbik && op == ubikBeacon:
		r.str(" vote yes until")
		r.date()
	default:
		r.printf(" errcode %d", int32(r.u32()))
	}
}

// isUbik reports whether op is an operation of Ubik's.
func isUbik(op uint32) bool { return op >= ubikBeacon && op <= 10007 || op >= 20000 && op <= 20013 }

// form prints arguments in the form that op has in forms.
func (r *rx) form(s *rxService, forms []rxForm, op uint32) {
	for i := range forms {
		if op >= forms[i].from && op <= forms[i].to {
			if !r.arguments(s, forms[i].format) {
				r.printf(" [|%s]", s.name)
			}
			return
		}
	}
}

// arguments prints what format says. It reports whether all of it was there.
func (r *rx) arguments(s *rxService, format string) bool {
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			r.byte(format[i])
			continue
		}
		i++
		if !r.argument(s, format[i]) {
			return false
		}
	}
	return true
}

// argument prints one argument.
func (r *rx) argument(s *rxService, verb byte) bool {
	switch verb {
	case 'i':
		r.printf(" %d", int32(r.u32()))
	case 'u':
		r.printf(" %d", r.u32())
	case 'l':
		n := r.m.u64(r.off)
		r.off += 8
		r.printf(" %d", n)
	case 'd':
		r.date()
	case 's':
		return r.string(s.text)
	case 'c':
		return r.vector(s.vector)
	case 'f', 'e':
		if !r.m.has(r.off, 12) {
			return false
		}
		r.printf(choose(verb == 'f', " fid %d/%d/%d", " server %d:%d:%d"), r.u32(), r.u32(), r.u32())
	case 'v':
		if !r.m.has(r.off, 8) {
			return false
		}
		r.printf(" %d.%d", r.u32(), r.u32())
	case 'a':
		return r.attributes()
	case 'A':
		n := r.u32()
		if uint64(n) > uint64(len(r.m.b)-r.off) {
			return false
		}
		r.acl(r.m.bytes(r.off, int(n)))
		r.off += int(n)
	case 'o':
		return r.uuid()
	case 'I':
		return r.each("", func() bool { return r.argument(s, 'i') })
	case 'C':
		return r.each("", func() bool { return r.argument(s, 'c') })
	case 'F':
		return r.each(",", func() bool { return r.argument(s, 'f') })
	case 'E':
		return r.each(",", func() bool { return r.argument(s, 'e') })
	case 'V':
		return r.each(",", func() bool {
			if !r.arguments(s, " name%c volid%u type") {
				return false
			}
			r.off += 21 * 4
			return true
		})
	case 't':
		if n := r.u32(); n < uint32(len(rxVolumeTypes)) {
			r.printf(" type %s", rxVolumeTypes[n])
		}
	case 'k':
		n := r.u32()
		if uint64(n) > uint64(len(r.m.b)-r.off) {
			return false
		}
		r.off += int(n)
	case 'x':
		r.u32()
	case 'y':
		r.str(choose(r.u32() != 0, "yes", "no"))
	case 'b':
		return r.callbacks(s)
	case '8', 'n', 'N':
		return r.volume(s, verb)
	}
	return true
}

// each prints the elements of a list, with sep between them.
func (r *rx) each(sep string, element func() bool) bool {
	n := r.u32()
	for i := range n {
		r.bounded(0)
		if !element() {
			return false
		}
		if i+1 < n {
			r.str(sep)
		}
	}
	if n == 0 {
		r.str(" <none!>")
	}
	return true
}

// date prints a time in the time zone that times are told in.
func (r *rx) date() {
	r.byte(' ')
	r.local(int64(int32(r.u32())))
}

// string prints a string of at most most bytes.
func (r *rx) string(most int) bool {
	n := r.m.u32(r.off)
	if n > uint32(most) {
		return false
	}
	r.off += 4
	r.str(` "`)
	have := min(int(n), max(len(r.m.b)-r.off, 0))
	r.text(r.m, r.off, have)
	if have < int(n) {
		return false
	}
	r.byte('"')
	r.off += (int(n) + 3) &^ 3
	return true
}

// vector prints a string of which each byte is a number.
func (r *rx) vector(n int) bool {
	if !r.m.has(r.off, 4*n) {
		return false
	}
	r.str(` "`)
	for i := range n {
		c := byte(r.m.u32(r.off + 4*i))
		if c == 0 {
			break
		}
		r.char(c)
	}
	r.byte('"')
	r.off += 4 * n
	return true
}

// attributes prints the attributes that are to be stored.
func (r *rx) attributes() bool {
	if !r.m.has(r.off, 24) {
		return false
	}
	mask := r.u32()
	if mask != 0 {
		r.str(" StoreStatus")
	}
	if mask&1 != 0 {
		r.str(" date")
		r.date()
	} else {
		r.off += 4
	}
	for i, format := range [...]string{" owner %d", " group %d", " mode %o", " segsize %d"} {
		n := r.u32()
		if mask&(2<<i) != 0 {
			if i == 2 {
				n &= 0o7777
			}
			r.printf(format, n)
		}
	}
	if mask&1024 != 0 {
		r.str(" fsync")
	}
	return true
}

// uuid prints a UUID, of which the parts are numbers.
func (r *rx) uuid() bool {
	if !r.m.has(r.off, 11*4) {
		return false
	}
	r.printf(" %08x%04x%04x", r.u32(), r.u32(), r.u32())
	for range 8 {
		r.printf("%02x", uint8(r.u32()))
	}
	return true
}

// callbacks prints files and until when each is promised.
func (r *rx) callbacks(s *rxService) bool {
	if !r.argument(s, 'F') {
		return false
	}
	n := r.u32()
	if n != 0 {
		r.byte(';')
	}
	for range n {
		r.bounded(0)
		r.str(" ver")
		r.argument(s, 'i')
		r.str(" expires")
		r.date()
		r.u32() // the type
	}
	return true
}

// volume prints an entry of the volume location database.
func (r *rx) volume(s *rxService, form byte) bool {
	if !r.vector(s.vector) {
		return false
	}
	servers := 13
	if form == '8' {
		servers = 8
		if !r.m.has(r.off, 4) {
			return false
		}
		r.off += 4
	}
	r.str(" numservers")
	n := r.u32()
	r.printf(" %d servers", n)
	for i := range servers {
		switch {
		case form == 'N' && uint32(i) < n:
			r.str(" afsuuid")
			if !r.uuid() {
				return false
			}
		case form == 'N':
			if !r.m.has(r.off, 44) {
				return false
			}
			r.off += 44
		default:
			if !r.m.has(r.off, 4) {
				return false
			}
			if uint32(i) < n {
				r.byte(' ')
				r.out = appendIP(r.out, r.m.bytes(r.off, 4))
			}
			r.off += 4
		}
	}
	if form == 'N' {
		if !r.m.has(r.off, 4*servers) {
			return false
		}
		r.off += 4 * servers
	}
	r.str(" partitions")
	for i := range servers {
		partition := r.u32()
		switch {
		case uint32(i) >= n:
		case partition <= 26:
			r.printf(" %c", 'a'+partition)
		default:
			r.printf(" %d", partition)
		}
	}
	if !r.m.has(r.off, 4*servers) {
		return false
	}
	r.off += 4 * servers
	return r.arguments(s, " rwvol%u rovol%u backup%u")
}
