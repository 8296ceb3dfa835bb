#include "textflag.h"

// The digits, for both lanes of a register.
DATA digitTable<>+0x00(SB)/8, $"01234567"
DATA digitTable<>+0x08(SB)/8, $"89abcdef"
DATA digitTable<>+0x10(SB)/8, $"01234567"
DATA digitTable<>+0x18(SB)/8, $"89abcdef"
GLOBL digitTable<>(SB), RODATA|NOPTR, $32

// func formatAVX2(out, data *byte, n int, offset uint64, length int, s *shuffles)
//
// Both lanes of Y0 to Y5 hold the same, since a shuffle stays in its lane:
//
//	Y0  the 16 bytes of the line     Y1  digits of bytes 0-7
//	Y2  digits of bytes 8-15         Y3  text            Y4  digits of the offset
//
// VMOVQ and not MOVQ: an instruction of SSE among those of AVX has Intel's
// processors wait for the upper halves of all registers.
//
// Offsets into shuffles: fixed 0, low 96, high 192, text 288, digits 384,
// lowest 416, span 448.
TEXT ·formatAVX2(SB), NOSPLIT, $0-48
	MOVQ out+0(FP), DI
	MOVQ data+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ offset+24(FP), AX
	MOVQ length+32(FP), DX
	MOVQ s+40(FP), BX

	VMOVDQU digitTable<>(SB), Y15
	MOVQ    $0x0f0f0f0f0f0f0f0f, R8
	VMOVQ   R8, X14
	VPBROADCASTQ X14, Y14              // the lower half of each byte
	MOVQ    $0x2e2e2e2e2e2e2e2e, R8
	VMOVQ   R8, X13
	VPBROADCASTQ X13, Y13              // dots
	VMOVDQU 416(BX), Y12               // lowest
	VMOVDQU 448(BX), Y11               // span

line:
	VBROADCASTI128 (SI), Y0

	// Each byte becomes two digits.
	VPSRLW     $4, Y0, Y1
	VPAND      Y14, Y1, Y1
	VPAND      Y14, Y0, Y2
	VPUNPCKLBW Y2, Y1, Y3
	VPUNPCKHBW Y2, Y1, Y2
	VPSHUFB    Y3, Y15, Y1
	VPSHUFB    Y2, Y15, Y2

	// Text: a byte is shown if it is no more than span above lowest.
	VPSUBB    Y12, Y0, Y5
	VPMINUB   Y11, Y5, Y6
	VPCMPEQB  Y5, Y6, Y6
	VPBLENDVB Y6, Y0, Y13, Y3

	// The offset's 16 digits, the highest first.
	MOVQ       AX, R8
	BSWAPQ     R8
	VMOVQ      R8, X4
	VPSRLW     $4, X4, X5
	VPAND      X14, X5, X5
	VPAND      X14, X4, X4
	VPUNPCKLBW X4, X5, X4
	VPSHUFB    X4, X15, X4
	VINSERTI128 $1, X4, Y4, Y4

	// Bytes 0-31 of the line.
	VPSHUFB 384(BX), Y4, Y4
	VPSHUFB 96(BX), Y1, Y5
	VPSHUFB 192(BX), Y2, Y6
	VPSHUFB 288(BX), Y3, Y7
	VPOR    0(BX), Y4, Y4
	VPOR    Y5, Y6, Y6
	VPOR    Y4, Y7, Y7
	VPOR    Y6, Y7, Y7
	VMOVDQU Y7, (DI)

	// Bytes 32-63.
	VPSHUFB 128(BX), Y1, Y5
	VPSHUFB 224(BX), Y2, Y6
	VPSHUFB 320(BX), Y3, Y7
	VPOR    32(BX), Y5, Y5
	VPOR    Y6, Y7, Y7
	VPOR    Y5, Y7, Y7
	VMOVDQU Y7, 32(DI)

	// Bytes 64-95.
	VPSHUFB 160(BX), Y1, Y5
	VPSHUFB 256(BX), Y2, Y6
	VPSHUFB 352(BX), Y3, Y7
	VPOR    64(BX), Y5, Y5
	VPOR    Y6, Y7, Y7
	VPOR    Y5, Y7, Y7
	VMOVDQU Y7, 64(DI)

	ADDQ $16, SI
	ADDQ $16, AX
	ADDQ DX, DI
	DECQ CX
	JNZ  line

	VZEROUPPER
	RET
