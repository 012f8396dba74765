// SPECIAL sets the high bit of each byte of Y1 where Y0 has & < > DEL, a control character (below a space, compared
// with sign, which bytes above ASCII are too).
#define SPECIAL \
	VMOVDQU  space<>(SB), Y1       \
	VPCMPGTB Y0, Y1, Y1            \
	VPCMPEQB amp<>(SB), Y0, Y2     \
	VPOR     two<>(SB), Y0, Y3     \
	VPCMPEQB greater<>(SB), Y3, Y3 \
	VPCMPEQB delete<>(SB), Y0, Y4  \
	VPOR     Y2, Y1, Y1            \
	VPOR     Y3, Y4, Y3            \
	VPOR     Y3, Y1, Y1

// QUOTES adds the quotes to Y1.
#define QUOTES \
	VPCMPEQB quote<>(SB), Y0, Y2      \
	VPCMPEQB apostrophe<>(SB), Y0, Y3 \
	VPOR     Y2, Y1, Y1               \
	VPOR     Y3, Y1, Y1

// BYTES is a byte 32 times.
#define BYTES(name, eight) \
	DATA name<>+0(SB)/8, eight  \
	DATA name<>+8(SB)/8, eight  \
	DATA name<>+16(SB)/8, eight \
	DATA name<>+24(SB)/8, eight \
	GLOBL name<>(SB), RODATA|NOPTR, $32

BYTES(amp, $0x2626262626262626)
BYTES(two, $0x0202020202020202)
BYTES(greater, $0x3E3E3E3E3E3E3E3E)
BYTES(space, $0x2020202020202020)
BYTES(delete, $0x7F7F7F7F7F7F7F7F)
BYTES(quote, $0x2222222222222222)
BYTES(apostrophe, $0x2727272727272727)
