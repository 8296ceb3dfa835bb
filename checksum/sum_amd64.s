#include "textflag.h"

// func sumAVX2(b []byte) uint64
//
// Each 64-bit lane of a vector is two 32-bit halves, hi and lo. Two sums are
// kept: of the whole lanes, modulo 2^64, and of the upper halves, which cannot
// overflow. What the lower halves add up to follows from both:
// sum(lo) = sum(lane) - sum(hi)<<32. That is three instructions for 32 bytes.
TEXT ·sumAVX2(SB), NOSPLIT, $0-32
	MOVQ  b_base+0(FP), SI
	MOVQ  b_len+8(FP), CX
	XORQ  AX, AX             // the last byte of an odd length
	TESTQ $1, CX
	JZ    even
	DECQ  CX
	MOVBLZX (SI)(CX*1), AX

even:
	VPXOR Y0, Y0, Y0         // sums of lanes
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4         // sums of upper halves
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7
	SUBQ  $128, CX
	JL    less128

loop128:
	VMOVDQU 0(SI), Y8
	VMOVDQU 32(SI), Y9
	VMOVDQU 64(SI), Y10
	VMOVDQU 96(SI), Y11
	VPADDQ  Y8, Y0, Y0
	VPADDQ  Y9, Y1, Y1
	VPADDQ  Y10, Y2, Y2
	VPADDQ  Y11, Y3, Y3
	VPSRLQ  $32, Y8, Y8
	VPSRLQ  $32, Y9, Y9
	VPSRLQ  $32, Y10, Y10
	VPSRLQ  $32, Y11, Y11
	VPADDQ  Y8, Y4, Y4
	VPADDQ  Y9, Y5, Y5
	VPADDQ  Y10, Y6, Y6
	VPADDQ  Y11, Y7, Y7
	ADDQ    $128, SI
	SUBQ    $128, CX
	JGE     loop128

less128:
	ADDQ $128, CX
	SUBQ $32, CX
	JL   less32

loop32:
	VMOVDQU 0(SI), Y8
	VPADDQ  Y8, Y0, Y0
	VPSRLQ  $32, Y8, Y8
	VPADDQ  Y8, Y4, Y4
	ADDQ    $32, SI
	SUBQ    $32, CX
	JGE     loop32

less32:
	ADDQ $32, CX
	JZ   reduce

	// CX bytes are left, an even number. The 32 bytes that end with them are
	// loaded, and those that are summed already made zero. The distance is
	// even, so that each byte stays in its half of a word.
	LEAQ    tailMask<>(SB), DX
	VMOVDQU -32(SI)(CX*1), Y8
	VPAND   (DX)(CX*1), Y8, Y8
	VPADDQ  Y8, Y1, Y1
	VPSRLQ  $32, Y8, Y8
	VPADDQ  Y8, Y5, Y5

reduce:
	VPADDQ Y1, Y0, Y0
	VPADDQ Y3, Y2, Y2
	VPADDQ Y5, Y4, Y4
	VPADDQ Y7, Y6, Y6
	VPADDQ Y2, Y0, Y0
	VPADDQ Y6, Y4, Y4
	VPSLLQ $32, Y4, Y5
	VPSUBQ Y5, Y0, Y0        // lower halves
	VPADDQ Y4, Y0, Y0        // plus upper ones, which count the same modulo 0xffff
	VEXTRACTI128 $1, Y0, X1
	VPADDQ  X1, X0, X0
	VPSHUFD $0xee, X0, X1
	VPADDQ  X1, X0, X0
	VMOVQ   X0, DX
	ADDQ    DX, AX
	MOVQ    AX, ret+24(FP)
	VZEROUPPER
	RET

// 32 bytes of zeros and 32 of ones: from n on, a mask for the last n of 32.
DATA tailMask<>+0(SB)/8, $0
DATA tailMask<>+8(SB)/8, $0
DATA tailMask<>+16(SB)/8, $0
DATA tailMask<>+24(SB)/8, $0
DATA tailMask<>+32(SB)/8, $-1
DATA tailMask<>+40(SB)/8, $-1
DATA tailMask<>+48(SB)/8, $-1
DATA tailMask<>+56(SB)/8, $-1
GLOBL tailMask<>(SB), RODATA|NOPTR, $64

// func sumAVX512(b []byte) uint64
//
// VPDPWSSD multiplies signed words, adds the products of each two and adds that
// to a 32-bit lane: with ones as the other factor, it adds up words. They are
// unsigned, so 0x8000 is subtracted from each first, by flipping the high bit,
// and added in the end for all words of all vectors.
TEXT ·sumAVX512(SB), NOSPLIT, $0-32
	MOVQ b_base+0(FP), SI
	MOVQ b_len+8(FP), CX
	MOVL $0x80008000, DX
	VPBROADCASTD DX, Z8
	MOVL $0x00010001, DX
	VPBROADCASTD DX, Z9
	VPXORQ Z0, Z0, Z0
	VPXORQ Z1, Z1, Z1
	VPXORQ Z2, Z2, Z2
	VPXORQ Z3, Z3, Z3
	MOVQ CX, R8
	ADDQ $63, R8
	SHRQ $6, R8              // vectors
	SHLQ $20, R8             // 32 words of 0x8000 each
	SUBQ $256, CX
	JL   less256

loop256:
	VPXORQ   0(SI), Z8, Z4
	VPXORQ   64(SI), Z8, Z5
	VPXORQ   128(SI), Z8, Z6
	VPXORQ   192(SI), Z8, Z7
	VPDPWSSD Z4, Z9, Z0
	VPDPWSSD Z5, Z9, Z1
	VPDPWSSD Z6, Z9, Z2
	VPDPWSSD Z7, Z9, Z3
	ADDQ     $256, SI
	SUBQ     $256, CX
	JGE      loop256

less256:
	ADDQ $256, CX
	SUBQ $64, CX
	JL   less64

loop64:
	VPXORQ   0(SI), Z8, Z4
	VPDPWSSD Z4, Z9, Z0
	ADDQ     $64, SI
	SUBQ     $64, CX
	JGE      loop64

less64:
	ADDQ $64, CX
	JZ   reduce512
	MOVQ $-1, DX
	BZHIQ CX, DX, DX
	KMOVQ DX, K1
	VMOVDQU8.Z 0(SI), K1, Z4
	VPXORQ   Z4, Z8, Z4
	VPDPWSSD Z4, Z9, Z1

reduce512:
	VPADDD Z1, Z0, Z0
	VPADDD Z3, Z2, Z2
	VPADDD Z2, Z0, Z0
	VEXTRACTI64X4 $1, Z0, Y1
	VPADDD Y1, Y0, Y0
	VPMOVSXDQ X0, Y2         // signed sums, widened so that they may add up
	VEXTRACTI128 $1, Y0, X1
	VPMOVSXDQ X1, Y1
	VPADDQ Y1, Y2, Y0
	VEXTRACTI128 $1, Y0, X1
	VPADDQ X1, X0, X0
	VPSHUFD $0xee, X0, X1
	VPADDQ X1, X0, X0
	VMOVQ  X0, AX
	ADDQ   R8, AX
	MOVQ   AX, ret+24(FP)
	VZEROUPPER
	RET
