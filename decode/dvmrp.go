package decode

// printDVMRP prints what a DVMRP message has after its IGMP type:
// draft-ietf-idmr-dvmrp-v3.
func printDVMRP(p *Printer, v view) {}

// printPIMv1 prints what a PIM version 1 message has after its IGMP type.
func printPIMv1(p *Printer, v view) {}
