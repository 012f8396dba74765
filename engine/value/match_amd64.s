#include "go_asm.h"
#include "textflag.h"

// func matchAVX2(r *Reader, p *Pattern, first *Span) (end int)
TEXT ·matchAVX2(SB), NOSPLIT, $0-32
	MOVQ r+0(FP), AX
	MOVQ p+8(FP), R10
	MOVQ first+16(FP), DI
	MOVQ Reader_buf(AX), R8
	MOVQ Reader_marks(AX), R9
	MOVQ Reader_pos(AX), SI
	ADDQ $Pattern_segments, R10

segment:
	MOVL segment_off(R10), BX
	MOVL segment_len(R10), CX
	ADDQ R8, BX
	LEAQ (R8)(SI*1), DX
	ADDQ CX, SI

block:
	VMOVDQU   (DX), Y0
	VPCMPEQB  (BX), Y0, Y0
	VPMOVMSKB Y0, AX
	NOTL      AX // a bit for each byte that differs
	CMPL      CX, $32
	JLS       last
	TESTL     AX, AX
	JNZ       differs
	ADDQ      $32, DX
	ADDQ      $32, BX
	SUBL      $32, CX
	JMP       block

last:
	BZHIL   CX, AX, AX // of the bytes that count
	JNZ     differs
	CMPB    segment_after(R10), $const_thenEnd
	JEQ     end

	// The next mark is the end of the string, as in nextMark.
	MOVQ   SI, DX
	MOVL   SI, CX
	SHRQ   $3, DX
	ANDL   $7, CX
	SHRXQ  CX, (R9)(DX*1), AX
	TZCNTQ AX, AX
	JCS    far // there is none

string:
	MOVL   SI, Span_Off(DI)
	MOVL   AX, Span_Len(DI)
	ADDQ   AX, SI
	TESTL  AX, AX
	SETEQ  CX
	CMPB   CX, segment_empty(R10)
	JNE    differs
	ADDQ   $Span__size, DI
	ADDQ   $segment__size, R10
	JMP    segment

far:
	// There were at least 57 bytes in the word, and so on.
	MOVQ SI, BX

word:
	ADDQ $57, BX
	MOVQ BX, DX
	MOVL BX, CX
	SHRQ $3, DX
	ANDL $7, CX
	SHRXQ CX, (R9)(DX*1), AX
	TZCNTQ AX, AX
	JCS  word
	ADDQ BX, AX
	SUBQ SI, AX
	JMP  string

differs:
	MOVQ $-1, SI

end:
	VZEROUPPER
	MOVQ SI, end+24(FP)
	RET
