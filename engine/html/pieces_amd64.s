#include "go_asm.h"
#include "textflag.h"
#include "plain_amd64.h"

// func copyPiecesAVX2(dst *[]byte, pieces *Piece, p *Pieces, first, last int) (done, copied int)
TEXT ·copyPiecesAVX2(SB), NOSPLIT, $0-56
	MOVQ dst+0(FP), AX
	MOVQ pieces+8(FP), R9
	MOVQ p+16(FP), R10
	MOVQ first+24(FP), R11
	MOVQ Pieces_Markup(R10), R12
	MOVQ Pieces_Source(R10), R13
	LEAQ Pieces_Texts(R10)(R11*8), R10
	IMUL3Q $Piece__size, R11, BX
	ADDQ BX, R9
	MOVQ (AX), DI
	MOVQ 16(AX), BX
	ADDQ DI, BX    // the end of the room
	ADDQ 8(AX), DI // what comes next is written here

piece:
	MOVL Piece_From(R9), SI
	MOVL Piece_To(R9), CX
	SUBL SI, CX
	LEAQ (DI)(CX*1), R8
	LEAQ 64(R8), AX
	CMPQ R11, last+32(FP)
	JEQ  fits
	MOVL Span_Len(R10), DX
	ADDQ DX, AX

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
	CMPQ    R11, last+32(FP)
	JEQ     end
	MOVL    Span_Off(R10), SI
	MOVL    Span_Len(R10), CX
	ADDQ    R13, SI
	MOVBLZX Piece_Attr(R9), DX

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
	ADDQ $Span__size, R10
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
	MOVQ $-1, SI

end:
	VZEROUPPER
	MOVQ dst+0(FP), AX
	SUBQ (AX), DI
	MOVQ DI, 8(AX)
	MOVQ R11, done+40(FP)
	MOVQ SI, copied+48(FP)
	RET
