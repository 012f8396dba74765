//go:build unix

package html

import (
	"bytes"
	"syscall"
	"testing"
)

// What is escaped at once must be just what the tables say, wherever it stands in a text of whatever length, and
// whatever room there is.
func TestFastIsSlow(t *testing.T) {
	for n := range 70 {
		for at := range n {
			for c := range 256 {
				s := bytes.Repeat([]byte("a"), n)
				s[at], s[n-1-at] = byte(c), byte(c)
				for _, quotes := range []bool{false, true} {
					class := textClass
					if quotes {
						class = attrClass
					}
					room := make([]byte, 1, 1+n+slack+c%32)
					read, length := escapeFast(room, nil, s, quotes)
					if want := appendEscaped([]byte{0}, s[:read], 0, class); !bytes.Equal(room[:length], want) {
						t.Fatalf("%q was written as %q", s[:read], room[:length])
					}
					if got, want := appendClean(room, s, quotes, class), appendEscaped([]byte{0}, s, 0, class); !bytes.Equal(got, want) {
						t.Fatalf("%q was written as %q", s, got)
					}
				}
			}
		}
	}
}

// Nothing is written behind the room that there is.
func TestFastStaysInItsRoom(t *testing.T) {
	for n := 1; n < 100; n++ {
		s := bytes.Repeat([]byte(`"<`), n)
		dst := make([]byte, 1+len(s)+slack+n)
		for i := range dst {
			dst[i] = 0xEE
		}
		room := len(dst) - n/2
		escapeFast(dst[:1:room], s[:n/2], s[n/2:], true)
		if !bytes.Equal(dst[room:], bytes.Repeat([]byte{0xEE}, n/2)) {
			t.Fatalf("%d bytes: %x", n, dst[room:])
		}
	}
}

// The last bytes before memory that is not ours are written too.
func TestPlainAtTheEndOfMemory(t *testing.T) {
	page := syscall.Getpagesize()
	m, err := syscall.Mmap(-1, 0, 2*page, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		t.Skip(err)
	}
	defer syscall.Munmap(m)
	if err := syscall.Mprotect(m[page:], syscall.PROT_NONE); err != nil {
		t.Fatal(err)
	}
	for n := range 100 {
		s := m[page-n : page]
		for i := range s {
			s[i] = 'a'
		}
		if got := AppendText(nil, s); string(got) != string(s) {
			t.Errorf("%q", got)
		}
		if got := AppendMarkupText(make([]byte, 0, 300), s, s); string(got) != string(s)+string(s) {
			t.Errorf("%q", got)
		}
	}
}
