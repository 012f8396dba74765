#include "textflag.h"

// The bytes that are looked for, each eight times.
DATA amp<>(SB)/8, $0x2626262626262626
GLOBL amp<>(SB), RODATA|NOPTR, $8
DATA two<>(SB)/8, $0x0202020202020202
GLOBL two<>(SB), RODATA|NOPTR, $8
DATA greater<>(SB)/8, $0x3E3E3E3E3E3E3E3E
GLOBL greater<>(SB), RODATA|NOPTR, $8
DATA space<>(SB)/8, $0x2020202020202020
GLOBL space<>(SB), RODATA|NOPTR, $8
DATA delete<>(SB)/8, $0x7F7F7F7F7F7F7F7F
GLOBL delete<>(SB), RODATA|NOPTR, $8
DATA quote<>(SB)/8, $0x2222222222222222
GLOBL quote<>(SB), RODATA|NOPTR, $8
DATA apostrophe<>(SB)/8, $0x2727272727272727
GLOBL apostrophe<>(SB), RODATA|NOPTR, $8

// SPECIAL sets the high bit of each byte of Y1 where Y0 has & < > DEL, a control character (below a space, compared
// with sign, which bytes above ASCII are too).
#define SPECIAL \
	VPBROADCASTQ space<>(SB), Y1   \
	VPCMPGTB     Y0, Y1, Y1        \
	VPBROADCASTQ amp<>(SB), Y2     \
	VPCMPEQB     Y0, Y2, Y2        \
	VPBROADCASTQ two<>(SB), Y3     \
	VPOR         Y0, Y3, Y3        \
	VPBROADCASTQ greater<>(SB), Y4 \
	VPCMPEQB     Y4, Y3, Y3        \
	VPBROADCASTQ delete<>(SB), Y4  \
	VPCMPEQB     Y0, Y4, Y4        \
	VPOR         Y2, Y1, Y1        \
	VPOR         Y3, Y4, Y3        \
	VPOR         Y3, Y1, Y1

// QUOTES adds the quotes to Y1.
#define QUOTES \
	VPBROADCASTQ quote<>(SB), Y2      \
	VPCMPEQB     Y0, Y2, Y2           \
	VPBROADCASTQ apostrophe<>(SB), Y3 \
	VPCMPEQB     Y0, Y3, Y3           \
	VPOR         Y2, Y1, Y1           \
	VPOR         Y3, Y1, Y1

// func copyPlainAVX2(dst, src *byte, n int, quotes bool) int
TEXT ·copyPlainAVX2(SB), NOSPLIT, $0-40
	MOVQ    dst+0(FP), DI
	MOVQ    src+8(FP), SI
	MOVQ    n+16(FP), CX
	MOVBLZX quotes+24(FP), DX

block:
	CMPQ CX, $32
	JLT  last
	VMOVDQU (SI), Y0
	VMOVDQU Y0, (DI)
	SPECIAL
	TESTL DX, DX
	JZ    whole
	QUOTES

whole:
	VPMOVMSKB Y1, AX
	TESTL AX, AX
	JNZ   special
	ADDQ  $32, SI
	ADDQ  $32, DI
	SUBQ  $32, CX
	JMP   block

last:
	TESTQ CX, CX
	JZ    plain

	// What follows the last bytes is read too, but not from another page, which may not be there.
	MOVQ SI, R8
	ANDL $4095, R8
	CMPL R8, $4064
	JGT  stop
	VMOVDQU (SI), Y0
	VMOVDQU Y0, (DI)
	SPECIAL
	TESTL DX, DX
	JZ    part
	QUOTES

part:
	VPMOVMSKB Y1, AX
	MOVL $1, R9
	SHLL CX, R9
	DECL R9
	ANDL R9, AX
	JNZ  special

plain:
	VZEROUPPER
	MOVQ n+16(FP), AX
	MOVQ AX, ret+32(FP)
	RET

special:
	BSFL AX, AX
	ADDQ AX, SI

stop:
	VZEROUPPER
	SUBQ src+8(FP), SI
	MOVQ SI, ret+32(FP)
	RET
