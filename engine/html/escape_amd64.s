#include "textflag.h"
#include "go_asm.h"
#include "special_amd64.h"

// REFERENCE writes a character reference of n bytes for the byte that is looked at, and goes behind both. It writes eight bytes.
#define REFERENCE(text, n) \
	MOVQ $text, R9   \
	MOVQ R9, (DI)    \
	ADDQ $n, DI      \
	SUBQ $(n-1), BX  \
	JMP  behind

// func escapeFast(dst, markup, s []byte, quotes bool) (read, length int)
TEXT ·escapeFast(SB), NOSPLIT, $0-96
	MOVQ    dst_base+0(FP), DI
	MOVQ    dst_len+8(FP), AX
	MOVQ    dst_cap+16(FP), BX
	MOVQ    markup_base+24(FP), SI
	MOVQ    markup_len+32(FP), R9
	MOVQ    s_len+56(FP), CX
	MOVBLZX quotes+72(FP), DX

	// BX is the room that references may take besides.
	SUBQ AX, BX
	ADDQ AX, DI
	SUBQ CX, BX
	SUBQ R9, BX
	SUBQ $const_slack, BX
	JLT  full

markup:
	CMPQ R9, $32
	JLT  rest
	VMOVDQU (SI), Y0
	VMOVDQU Y0, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $32, R9
	JMP  markup

rest:
	TESTQ R9, R9
	JZ    text

	// What follows the last bytes is copied too, but not from another page, which may not be there.
	MOVQ SI, R8
	ANDL $4095, R8
	CMPL R8, $4064
	JGT  bytes
	VMOVDQU (SI), Y0
	VMOVDQU Y0, (DI)
	ADDQ R9, DI
	JMP  text

bytes:
	MOVB (SI), R8
	MOVB R8, (DI)
	INCQ SI
	INCQ DI
	DECQ R9
	JNZ  bytes

text:
	MOVQ s_base+48(FP), SI

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
	JZ    done

	MOVQ SI, R8
	ANDL $4095, R8
	CMPL R8, $4064
	JGT  done
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
	ADDQ CX, SI
	ADDQ CX, DI

done:
	VZEROUPPER
	SUBQ s_base+48(FP), SI
	MOVQ SI, read+80(FP)
	SUBQ dst_base+0(FP), DI
	MOVQ DI, length+88(FP)
	RET

full:
	MOVQ $-1, read+80(FP)
	MOVQ AX, length+88(FP)
	RET

special:
	BSFL AX, AX
	ADDQ AX, SI
	ADDQ AX, DI
	SUBQ AX, CX
	MOVBLZX (SI), AX
	CMPL AX, $0x3C
	JEQ  less
	CMPL AX, $0x3E
	JEQ  greater
	CMPL AX, $0x26
	JEQ  ampersand
	CMPL AX, $0x22
	JEQ  quote
	CMPL AX, $0x27
	JEQ  apostrophe

	// Of the control characters, white space (9, 10, 12 and 13) is written as it is.
	CMPL AX, $0x0D
	JGT  done
	CMPL AX, $0x09
	JLT  done
	CMPL AX, $0x0B
	JEQ  done
	MOVB AX, (DI)
	INCQ DI

behind:
	INCQ SI
	DECQ CX
	TESTQ BX, BX
	JGE  block
	JMP  done

less:
	REFERENCE(0x3B746C26, 4)

greater:
	REFERENCE(0x3B746726, 4)

ampersand:
	REFERENCE(0x3B706D6126, 5)

quote:
	REFERENCE(0x3B34332326, 5)

apostrophe:
	REFERENCE(0x3B39332326, 5)
