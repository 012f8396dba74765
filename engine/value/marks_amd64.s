#include "textflag.h"

// func markBlocksAVX2(to, from *byte, blocks int, marks *byte) (high uint64)
TEXT ·markBlocksAVX2(SB), NOSPLIT, $0-40
	MOVQ to+0(FP), DI
	MOVQ from+8(FP), SI
	MOVQ blocks+16(FP), CX
	MOVQ marks+24(FP), R8

	MOVL         $0x22222222, AX // quotes
	VMOVD        AX, X4
	VPBROADCASTD X4, Y4
	MOVL         $0x5C5C5C5C, AX // backslashes
	VMOVD        AX, X5
	VPBROADCASTD X5, Y5
	MOVL         $0x1F1F1F1F, AX // the last control character
	VMOVD        AX, X6
	VPBROADCASTD X6, Y6
	VPXOR        Y7, Y7, Y7      // all bytes, or-ed

block:
	VMOVDQU   (SI), Y0
	VMOVDQU   Y0, (DI)
	VPCMPEQB  Y0, Y4, Y1
	VPCMPEQB  Y0, Y5, Y2
	VPMINUB   Y0, Y6, Y3
	VPCMPEQB  Y0, Y3, Y3
	VPOR      Y0, Y7, Y7
	VPOR      Y1, Y2, Y1
	VPOR      Y1, Y3, Y1
	VPMOVMSKB Y1, AX
	MOVL      AX, (R8)
	ADDQ      $32, SI
	ADDQ      $32, DI
	ADDQ      $4, R8
	DECQ      CX
	JNZ       block

	VPMOVMSKB Y7, AX
	MOVQ      AX, high+32(FP)
	VZEROUPPER
	RET
