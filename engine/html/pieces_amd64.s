#include "go_asm.h"
#include "textflag.h"
#include "special_amd64.h"

// func copyPiecesAVX2(dst *[]byte, piece *Piece, p *Pieces, i int, upTo Then, texts *Span, order *uint8) (next, copied int)
TEXT ·copyPiecesAVX2(SB), NOSPLIT, $0-72
	MOVQ dst+0(FP), AX
	MOVQ piece+8(FP), R9
	MOVQ p+16(FP), BX
	MOVQ i+24(FP), R11
	MOVQ Pieces_Markup(BX), R12
	MOVQ Pieces_Source(BX), R13
	MOVQ (AX), DI
	MOVQ 16(AX), BX
	ADDQ DI, BX    // the end of the room
	ADDQ 8(AX), DI // where to write

piece:
	MOVL    Piece_From(R9), SI
	MOVL    Piece_To(R9), CX
	MOVBLZX Piece_Then(R9), DX
	SUBL    SI, CX
	LEAQ    (DI)(CX*1), R8
	LEAQ    64(R8), AX
	CMPB    DX, upTo+32(FP)
	JHI     fits

	// The text behind: R10 is its span.
	MOVBLZX Piece_Text(R9), R10
	ADDQ    order+48(FP), R10
	MOVBLZX (R10), R10
	SHLQ    $3, R10
	ADDQ    texts+40(FP), R10
	MOVL    Span_Len(R10), R15
	ADDQ    R15, AX

fits:
	CMPQ AX, BX
	JHI  room
	ADDQ R12, SI

markup:
	VMOVDQU (SI), Y0
	VMOVDQU Y0, (DI)
	ADDQ    $32, SI
	ADDQ    $32, DI
	SUBL    $32, CX
	JGT     markup
	MOVQ    R8, DI
	CMPB    DX, upTo+32(FP)
	JHI     all
	MOVL    Span_Off(R10), SI
	MOVL    Span_Len(R10), CX
	ADDQ    R13, SI

text:
	CMPL CX, $32
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
	SUBL  $32, CX
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
	INCQ R11
	JMP  piece

careful:
	TESTL CX, CX
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
	JMP  end

room:
	MOVQ $const_noRoom, SI
	JMP  end

all:
	MOVQ $const_allCopied, SI

end:
	VZEROUPPER
	MOVQ dst+0(FP), AX
	SUBQ (AX), DI
	MOVQ DI, 8(AX)
	MOVQ R11, next+56(FP)
	MOVQ SI, copied+64(FP)
	RET
