package value

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"
)

// markOneByOne is what copyAndMark must find, written the slow way.
func markOneByOne(text []byte) (marks []int, ascii bool) {
	ascii = true
	for i, c := range text {
		if c == '"' || c == '\\' || c < ' ' {
			marks = append(marks, i)
		}
		ascii = ascii && c < 0x80
	}
	return append(marks, len(text)), ascii
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
		want, wantASCII := markOneByOne(text)
		buf := bytes.Repeat([]byte{'x'}, length+padding)
		marks, ascii := copyAndMark(nil, buf, text, 0)
		var got []int
		for p := 0; p <= length; p = got[len(got)-1] + 1 {
			got = append(got, nextMark(marks, p))
		}
		if !slices.Equal(got, want) || ascii != wantASCII || !bytes.Equal(buf, append(text, make([]byte, padding)...)) {
			t.Fatalf("%q: %v, %t; want %v, %t", text, got, ascii, want, wantASCII)
		}
		blocks := length / blockBytes
		generic, copied := make([]byte, len(marks)), make([]byte, length)
		ascii = markBlocksGeneric(copied, text, blocks, generic)
		whole := blocks * blockBytes
		if !bytes.Equal(generic[:whole/8], marks[:whole/8]) || !bytes.Equal(copied[:whole], text[:whole]) || ascii != markBlocks(copied, text, blocks, generic) {
			t.Fatalf("without vectors: %q: %v; want %v", text, generic, marks)
		}
	}
}

func TestMarksThatAreFarAreFound(t *testing.T) {
	for length := range 400 {
		text := bytes.Repeat([]byte{'x'}, length)
		marks, _ := copyAndMark(nil, make([]byte, length+padding), text, 0)
		for p := range length {
			if got := nextMark(marks, p); got != length {
				t.Fatalf("from %d: %d, want %d", p, got, length)
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
