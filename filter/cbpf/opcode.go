package cbpf

// An opcode is a class and what the class asks for (linux/bpf_common.h):
//
//	msb                          lsb
//	+-----------+--------+---------+
//	| mode (3)  |size (2)|class (3)|   ld, ldx
//	+-----------+--------+---------+
//	| operation (4) |src(1)|class  |   alu, jmp, ret, misc
//	+-----------+--------+---------+
const (
	classLd   = 0x00
	classLdx  = 0x01
	classSt   = 0x02
	classStx  = 0x03
	classALU  = 0x04
	classJump = 0x05
	classRet  = 0x06
	classMisc = 0x07

	sizeWord = 0x00
	sizeHalf = 0x08
	sizeByte = 0x10

	modeImm = 0x00
	modeAbs = 0x20
	modeInd = 0x40
	modeMem = 0x60
	modeLen = 0x80
	modeMsh = 0xa0

	srcK = 0x00
	srcX = 0x08
)

// The opcodes of the classic BPF machine. A and X are its two registers, M its
// scratch memory, P the packet, K the instruction's own field.
const (
	LdW    = classLd | sizeWord | modeAbs  // A = P[K:4], or an ancillary word at K >= AncillaryOffset
	LdH    = classLd | sizeHalf | modeAbs  // A = P[K:2]
	LdB    = classLd | sizeByte | modeAbs  // A = P[K:1]
	LdWX   = classLd | sizeWord | modeInd  // A = P[X+K:4]
	LdHX   = classLd | sizeHalf | modeInd  // A = P[X+K:2]
	LdBX   = classLd | sizeByte | modeInd  // A = P[X+K:1]
	LdImm  = classLd | modeImm             // A = K
	LdLen  = classLd | modeLen             // A = length of the packet
	LdMem  = classLd | modeMem             // A = M[K]
	LdxImm = classLdx | modeImm            // X = K
	LdxLen = classLdx | modeLen            // X = length of the packet
	LdxMem = classLdx | modeMem            // X = M[K]
	LdxMsh = classLdx | sizeByte | modeMsh // X = 4*(P[K:1]&0xf)
	St     = classSt                       // M[K] = A
	Stx    = classStx                      // M[K] = X
	AddK   = classALU | srcK               // A += K
	AddX   = classALU | srcX               // A += X
	SubK   = classALU | 0x10 | srcK        // A -= K
	SubX   = classALU | 0x10 | srcX        // A -= X
	MulK   = classALU | 0x20 | srcK        // A *= K
	MulX   = classALU | 0x20 | srcX        // A *= X
	DivK   = classALU | 0x30 | srcK        // A /= K
	DivX   = classALU | 0x30 | srcX        // A /= X; X == 0 rejects
	OrK    = classALU | 0x40 | srcK        // A |= K
	OrX    = classALU | 0x40 | srcX        // A |= X
	AndK   = classALU | 0x50 | srcK        // A &= K
	AndX   = classALU | 0x50 | srcX        // A &= X
	LshK   = classALU | 0x60 | srcK        // A <<= K
	LshX   = classALU | 0x60 | srcX        // A <<= X&31
	RshK   = classALU | 0x70 | srcK        // A >>= K
	RshX   = classALU | 0x70 | srcX        // A >>= X&31
	Neg    = classALU | 0x80               // A = -A
	ModK   = classALU | 0x90 | srcK        // A %= K
	ModX   = classALU | 0x90 | srcX        // A %= X; X == 0 rejects
	XorK   = classALU | 0xa0 | srcK        // A ^= K
	XorX   = classALU | 0xa0 | srcX        // A ^= X
	Ja     = classJump                     // jump by K
	JeqK   = classJump | 0x10 | srcK       // by Jt if A == K, else by Jf
	JeqX   = classJump | 0x10 | srcX       // by Jt if A == X, else by Jf
	JgtK   = classJump | 0x20 | srcK       // by Jt if A > K, else by Jf
	JgtX   = classJump | 0x20 | srcX       // by Jt if A > X, else by Jf
	JgeK   = classJump | 0x30 | srcK       // by Jt if A >= K, else by Jf
	JgeX   = classJump | 0x30 | srcX       // by Jt if A >= X, else by Jf
	JsetK  = classJump | 0x40 | srcK       // by Jt if A&K != 0, else by Jf
	JsetX  = classJump | 0x40 | srcX       // by Jt if A&X != 0, else by Jf
	RetK   = classRet | srcK               // keep K bytes of the packet; 0 rejects it
	RetA   = classRet | 0x10               // keep A bytes of the packet
	Tax    = classMisc                     // X = A
	Txa    = classMisc | 0x80              // A = X
)

// isJump tells whether op is a conditional jump.
func isJump(op uint16) bool { return op&0x7 == classJump && op != Ja }
