//go:build unix

package html

import (
	"bytes"
	"syscall"
	"testing"
)

// What is copied at once must be just what the tables call clean, wherever it stands in a text of whatever length.
func TestPlainIsWhatTheTablesCallClean(t *testing.T) {
	for n := range 70 {
		for at := range n {
			for c := range 256 {
				s := bytes.Repeat([]byte("a"), n)
				s[at] = byte(c)
				for _, quotes := range []bool{false, true} {
					class := textClass
					if quotes {
						class = attrClass
					}
					out, plain := appendPlain([]byte("x"), s, quotes)
					if string(out) != "x"+string(s[:plain]) || plain > at && class[c] != clean {
						t.Fatalf("%q was written as %q", s, out)
					}
				}
			}
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
	}
}
