#include "textflag.h"
#include "plain_amd64.h"

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
