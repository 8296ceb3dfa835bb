#include "textflag.h"

// func prefetch(mem []byte)
TEXT ·prefetch(SB), NOSPLIT, $0-24
	MOVQ mem_base+0(FP), AX
	MOVQ mem_len+8(FP), CX
	ADDQ AX, CX

line:
	CMPQ       AX, CX
	JAE        done
	PREFETCHT0 (AX)
	ADDQ       $64, AX
	JMP        line

done:
	RET
