#include "textflag.h"

// func copyRecords(buf, mem []byte, off, n, ahead, caplen int, stop Status, nano bool) (frames, next, bytes, cut int)
//
// SI  frame           BX  to the next one   R9   end of mem
// DI  record          R15 its end           R8   end of buf
// R12 packet          R13 its end           DX   bytes of it to copy
// R10 line to prefetch next, 0: none        R11  caplen
// CX  frames left     R14 cut packets       AX   scratch
TEXT ·copyRecords(SB), NOSPLIT, $0-120
	MOVQ buf_base+0(FP), DI
	MOVQ buf_len+8(FP), R8
	ADDQ DI, R8
	MOVQ mem_base+24(FP), SI
	MOVQ mem_len+32(FP), R9
	ADDQ SI, R9
	ADDQ off+48(FP), SI
	MOVQ n+56(FP), CX
	MOVQ ahead+64(FP), R10
	TESTQ R10, R10
	JZ   begun
	ADDQ SI, R10
	ANDQ $~63, R10

begun:
	MOVQ caplen+72(FP), R11
	XORL R14, R14

frame:
	// The header is in mem.
	MOVQ R9, AX
	SUBQ SI, AX
	CMPQ AX, $68
	JLT  done
	MOVL (SI), BX              // offset of the next frame
	SUBQ $68, AX
	LEAQ -68(BX), DX
	CMPQ DX, AX
	JHI  done                  // is below 68, or outside
	MOVL stop+80(FP), DX
	TESTL DX, 20(SI)
	JNZ  done
	MOVWLZX 24(SI), R12
	CMPL R12, $68
	JLT  done
	ADDQ SI, R12
	MOVL 12(SI), DX            // captured bytes
	CMPQ DX, R11
	JGT  done
	LEAQ (R12)(DX*1), R13
	CMPQ R13, R9
	JHI  done
	LEAQ 16(DI)(DX*1), R15
	CMPQ R15, R8
	JHI  done

	// Lines that come into view as this frame goes out of it.
	TESTQ R10, R10
	JZ   header
	LEAQ (SI)(BX*1), AX
	ADDQ ahead+64(FP), AX
	CMPQ AX, R9
	CMOVQHI R9, AX

line:
	CMPQ R10, AX
	JCC  header
	PREFETCHT0 (R10)
	ADDQ $64, R10
	JMP  line

header:
	MOVL 4(SI), AX
	MOVL AX, (DI)
	MOVL 8(SI), AX
	CMPB nano+84(FP), $0
	JNE  fraction
	IMUL3Q $274877907, AX, AX  // 2^38 / 1000, rounded up: exact for all of 32 bits
	SHRQ $38, AX

fraction:
	MOVL AX, 4(DI)
	MOVL DX, 8(DI)
	MOVL 16(SI), AX
	MOVL AX, 12(DI)
	CMPL DX, AX
	ADCQ $0, R14               // cut
	ADDQ BX, SI
	ADDQ $16, DI
	SUBQ $16, DX
	JLT  short
	MOVOU -16(R13), X1         // the last piece overlaps the one before

piece:
	TESTQ DX, DX               // bytes before the last piece
	JLE  last
	MOVOU (R12), X0
	MOVOU X0, (DI)
	ADDQ $16, R12
	ADDQ $16, DI
	SUBQ $16, DX
	JMP  piece

last:
	MOVOU X1, -16(R15)

next:
	MOVQ R15, DI
	DECQ CX
	JNZ  frame

done:
	MOVQ n+56(FP), AX
	SUBQ CX, AX
	MOVQ AX, frames+88(FP)
	SUBQ mem_base+24(FP), SI
	MOVQ SI, next+96(FP)
	SUBQ buf_base+0(FP), DI
	MOVQ DI, bytes+104(FP)
	MOVQ R14, cut+112(FP)
	RET

short:
	ADDQ $16, DX
	JZ   next

byte:
	MOVB (R12), AX
	MOVB AX, (DI)
	INCQ R12
	INCQ DI
	DECQ DX
	JNZ  byte
	JMP  next
