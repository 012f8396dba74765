package value

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// markOneByOne is what markBlocks must do, written the slow way.
func markOneByOne(text []byte) (marks []uint32, ascii bool) {
	ascii = true
	for i, c := range text {
		if c == '"' || c == '\\' || c < ' ' {
			marks = append(marks, uint32(i))
		}
		ascii = ascii && c < 0x80
	}
	return append(marks, uint32(len(text))), ascii
}

func TestMarksAreFoundWithAndWithoutVectors(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for length := range 300 {
		text := make([]byte, length)
		for i := range text {
			text[i] = byte(random.Uint32N(256))
			if random.Uint32N(3) > 0 {
				text[i] = "\"\\\n aZ\x7f\x1f"[random.Uint32N(8)]
			}
		}
		want, ascii := markOneByOne(text)
		buf := append(slices.Clone(text), make([]byte, padding)...)
		blocks := (length + blockBytes) / blockBytes
		for name, find := range map[string]func([]byte, int, []uint32) (int, bool){"generic": markBlocksGeneric, "vectors": markBlocks} {
			marks := make([]uint32, blocks*blockBytes+2*spareMarks)
			n, gotASCII := find(buf, blocks, marks)
			if n < len(want) || !slices.Equal(marks[:len(want)], want) || gotASCII != ascii {
				t.Fatalf("%s: %q: %v, %t; want %v, %t", name, text, marks[:n], gotASCII, want, ascii)
			}
		}
	}
}

func TestInvalidUTF8IsFoundWhereverItIs(t *testing.T) {
	var d Doc
	for text, at := range map[string]int{
		"{\"k\":\"a\xff\"}":          7,
		"\"\xc3\xa4\xc3\"":           3,
		"[\"ok\", \"\xed\xa0\x80\"]": 8,
	} {
		if _, err := d.Parse([]byte(text)); err == nil || err.Offset != at {
			t.Errorf("%q: %v", text, err)
		}
	}
}
