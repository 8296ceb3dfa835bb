#include "textflag.h"

// func sumNEON(b []byte) uint64
//
// Widening additions put the four 32-bit parts of a vector onto two 64-bit
// lanes of a sum, which cannot overflow: two instructions for 16 bytes.
TEXT ·sumNEON(SB), NOSPLIT, $0-32
	MOVD b_base+0(FP), R0
	MOVD b_len+8(FP), R1
	VEOR V0.B16, V0.B16, V0.B16
	VEOR V1.B16, V1.B16, V1.B16
	VEOR V2.B16, V2.B16, V2.B16
	VEOR V3.B16, V3.B16, V3.B16
	MOVD ZR, R3
	SUBS $64, R1, R1
	BLT  less64

loop64:
	VLD1.P  64(R0), [V4.B16, V5.B16, V6.B16, V7.B16]
	VUADDW  V4.S2, V0.D2, V0.D2
	VUADDW  V5.S2, V1.D2, V1.D2
	VUADDW  V6.S2, V2.D2, V2.D2
	VUADDW  V7.S2, V3.D2, V3.D2
	VUADDW2 V4.S4, V0.D2, V0.D2
	VUADDW2 V5.S4, V1.D2, V1.D2
	VUADDW2 V6.S4, V2.D2, V2.D2
	VUADDW2 V7.S4, V3.D2, V3.D2
	SUBS    $64, R1, R1
	BGE     loop64

less64:
	ADDS $64, R1, R1
	BEQ  reduce

loop8:
	SUBS   $8, R1, R1
	BLT    less8
	MOVD.P 8(R0), R4
	UBFX   $0, R4, $32, R5
	ADD    R5, R3, R3
	ADD    R4>>32, R3, R3
	B      loop8

less8:
	// Up to 7 bytes: the higher ones of the little-endian number are zero.
	TBZ    $2, R1, less4
	MOVWU.P 4(R0), R4
	ADD    R4, R3, R3

less4:
	TBZ    $1, R1, less2
	MOVHU.P 2(R0), R4
	ADD    R4, R3, R3

less2:
	TBZ    $0, R1, reduce
	MOVBU  (R0), R4
	ADD    R4, R3, R3

reduce:
	VADD V1.D2, V0.D2, V0.D2
	VADD V3.D2, V2.D2, V2.D2
	VADD V2.D2, V0.D2, V0.D2
	VMOV V0.D[0], R4
	VMOV V0.D[1], R5
	ADD  R4, R3, R3
	ADD  R5, R3, R3
	MOVD R3, ret+24(FP)
	RET
