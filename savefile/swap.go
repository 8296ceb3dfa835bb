package savefile

import "pktcap/linktype"

func swapPseudoHeader(t linktype.Type, data []byte) {}
