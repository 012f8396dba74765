#include "textflag.h"

// TAKE writes the place of the lowest mark that is left in AX to marks, and takes it away. When none is left it
// writes a place past the block, which the next block overwrites.
#define TAKE(at) \
	TZCNTL AX, R9     \
	ADDL   BX, R9     \
	MOVL   R9, at(DI) \
	BLSRL  AX, AX

// func markBlocksAVX2(buf *byte, blocks int, marks *uint32) (n int, high uint64)
//
// SI: buf, CX: blocks left, DI: the next mark, R10: the first mark, BX: the place of the block.
TEXT ·markBlocksAVX2(SB), NOSPLIT, $0-40
	MOVQ buf+0(FP), SI
	MOVQ blocks+8(FP), CX
	MOVQ marks+16(FP), DI
	MOVQ DI, R10
	XORL BX, BX

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
	VPCMPEQB  Y0, Y4, Y1
	VPCMPEQB  Y0, Y5, Y2
	VPMINUB   Y0, Y6, Y3
	VPCMPEQB  Y0, Y3, Y3
	VPOR      Y0, Y7, Y7
	VPOR      Y1, Y2, Y1
	VPOR      Y1, Y3, Y1
	VPMOVMSKB Y1, AX
	POPCNTL   AX, DX

	// Eight without a branch: a block of a spec has six on average.
	TAKE(0)
	TAKE(4)
	TAKE(8)
	TAKE(12)
	TAKE(16)
	TAKE(20)
	TAKE(24)
	TAKE(28)
	TESTL AX, AX
	JNZ   more

next:
	LEAQ (DI)(DX*4), DI
	ADDQ $32, SI
	ADDL $32, BX
	DECQ CX
	JNZ  block

	SUBQ      R10, DI
	SHRQ      $2, DI
	MOVQ      DI, n+24(FP)
	VPMOVMSKB Y7, AX
	MOVQ      AX, high+32(FP)
	VZEROUPPER
	RET

more:
	LEAQ 32(DI), R11

rest:
	TZCNTL AX, R9
	ADDL   BX, R9
	MOVL   R9, (R11)
	ADDQ   $4, R11
	BLSRL  AX, AX
	JNZ    rest
	JMP    next
