#include "go_asm.h"
#include "textflag.h"
#include "plain_amd64.h"

// func copyPiecesAVX2(dst *byte, pieces *Piece, p *Pieces, from, last int) (written, done, copied int)
TEXT ·copyPiecesAVX2(SB), NOSPLIT, $0-64
	MOVQ dst+0(FP), DI
	MOVQ pieces+8(FP), R9
	MOVQ p+16(FP), R10
	MOVQ from+24(FP), R11
	MOVQ Pieces_Markup(R10), R12
	MOVQ Pieces_Source(R10), R13
	IMUL3Q $Piece__size, R11, AX
	ADDQ AX, R9
	LEAQ Pieces_Texts(R10)(R11*8), R10

piece:
	MOVL Piece_From(R9), SI
	MOVL Piece_To(R9), CX
	SUBL SI, CX
	ADDQ R12, SI
	LEAQ (DI)(CX*1), R8

markup:
	VMOVDQU (SI), Y0
	VMOVDQU Y0, (DI)
	ADDQ    $32, SI
	ADDQ    $32, DI
	SUBQ    $32, CX
	JGT     markup
	MOVQ    R8, DI
	CMPQ    R11, last+32(FP)
	JEQ     end
	MOVL    Span_Off(R10), SI
	MOVL    Span_Len(R10), CX
	ADDQ    R13, SI
	MOVBLZX Piece_Attr(R9), DX

text:
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
	JMP   text

last:
	// What follows the last bytes is read too, but not from another page, which may not be there.
	MOVL SI, AX
	ANDL $4095, AX
	CMPL AX, $4064
	JGT  careful
	VMOVDQU (SI), Y0
	VMOVDQU Y0, (DI)
	SPECIAL
	TESTL DX, DX
	JZ    part
	QUOTES

part:
	VPMOVMSKB Y1, AX
	MOVL $1, R8
	SHLL CX, R8
	DECL R8
	ANDL R8, AX
	JNZ  special

next:
	ADDQ CX, DI
	ADDQ $Piece__size, R9
	ADDQ $Span__size, R10
	INCQ R11
	JMP  piece

careful:
	TESTQ CX, CX
	JZ    next
	JMP   stop

special:
	BSFL AX, AX
	ADDQ AX, SI
	ADDQ AX, DI

stop:
	MOVL Span_Off(R10), AX
	ADDQ R13, AX
	SUBQ AX, SI

end:
	VZEROUPPER
	SUBQ dst+0(FP), DI
	MOVQ DI, written+40(FP)
	MOVQ R11, done+48(FP)
	MOVQ SI, copied+56(FP)
	RET
