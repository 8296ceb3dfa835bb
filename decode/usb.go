package decode

// Transfer types of a Linux usbmon packet: the kernel's
// Documentation/usb/usbmon.rst.
const usbInterrupt = 1

var (
	usbTransfers = names{{0, "ISOCHRONOUS"}, {usbInterrupt, "INTERRUPT"}, {2, "CONTROL"}, {3, "BULK"}}
	usbEvents    = names{{'S', " SUBMIT"}, {'C', " COMPLETE"}, {'E', " ERROR"}}
)

// printUSB prints a usbmon packet with the 48-byte header.
func printUSB(p *Printer, v view) { p.usb("usb_linux_48_byte", v, 48) }

// printUSBMmapped prints a usbmon packet with the 64-byte header.
func printUSBMmapped(p *Printer, v view) { p.usb("usb_linux_64_byte", v, 64) }

// usb prints a usbmon packet. Its numbers are in the byte order of the machine
// that captured it.
//
//	+----+-------+----------+----------+--------+-----+------
//	| id | event | transfer | endpoint | device | bus | ...
//	+----+-------+----------+----------+--------+-----+------
//	  8    1       1          1          1        2
func (p *Printer) usb(name string, v view, header int) {
	p.enter(name, v)
	p.linkLen += header
	if !v.has(0, header) {
		p.truncated()
		return
	}
	p.str("USB")
	if p.opt.Quiet {
		return
	}
	p.byte(' ')
	event, transfer := v.u8(8), v.u8(9)
	p.name(usbTransfers, " ?", transfer)
	p.name(usbEvents, " ?", event)
	if transfer <= 3 {
		// An interrupt transfer is submitted to be asked, the others to be told.
		switch event {
		case 'S':
			p.str(choose(transfer == usbInterrupt, " from", " to"))
		case 'C', 'E':
			p.str(choose(transfer == usbInterrupt, " to", " from"))
		}
	}
	p.printf(" %d:%d:%d", v.le16(12), v.u8(11), v.u8(10)&0x7f)
}
