package html

import (
	"bytes"
	"strings"
	"testing"
)

// Pieces must give what the functions for one text give, whatever the texts are, wherever they stand and however little room
// there is.
func TestPiecesAreWrittenAsTextsAndAttributes(t *testing.T) {
	markup := []byte(`<a href=""><p class="` + strings.Repeat("c", 40) + `"></p></a>`)
	pieces := []Piece{{0, 9, ThenLink, 2}, {9, 63, ThenText, 0}, {63, 63, ThenAttr, 1}, {63, 71, ThenElse, 0}}
	p := Pieces{Markup: append(make([]byte, 0, len(markup)+MarkupPadding), markup...)}
	order := []uint8{1, 0, 2}
	long := strings.Repeat("long ", 20)
	texts := []string{"", "a", "a<b", `"quoted"`, "&", strings.Repeat("a", 31), strings.Repeat("a", 32), long, long + ">", "<" + long, "ü" + long + "'", "\x00\x7f", "\xff"}
	for _, first := range texts {
		for _, second := range texts {
			var spans []Span
			p.Source = nil
			for _, s := range []string{first, second, "/x"} {
				spans = append(spans, Span{uint32(len(p.Source)), uint32(len(s))})
				p.Source = append(p.Source, s...)
			}
			want := []byte(`before<a href="/x`)
			want = AppendText(append(want, markup[9:63]...), []byte(second))
			want = append(AppendAttr(want, []byte(first)), markup[63:]...)
			for _, room := range []int{0, 10, 100, 1000} {
				dst := append(make([]byte, 0, 6+room), "before"...)
				if next := p.Append(&dst, pieces, 0, ThenLink, &spans[0], &order[0]); next != 3 || !bytes.Equal(dst, want) {
					t.Fatalf("%q, %q: up to %d: %s\nwant %s", first, second, next, dst, want)
				}
				generic := []byte("before")
				if next := p.appendGeneric(&generic, pieces, 0, ThenLink, &spans[0], &order[0]); next != 3 || !bytes.Equal(generic, want) {
					t.Fatalf("%q, %q: without vectors up to %d: %s\nwant %s", first, second, next, generic, want)
				}
			}
		}
	}
}

// What the caller writes is left to the caller, behind the markup before it.
func TestPiecesStopAtWhatIsNoText(t *testing.T) {
	markup := []byte(`<a href=">`)
	p := Pieces{Markup: append(make([]byte, 0, len(markup)+MarkupPadding), markup...), Source: []byte("/x")}
	pieces := []Piece{{0, 9, ThenLink, 0}, {9, 10, ThenElse, 0}}
	span, order := Span{0, 2}, uint8(0)
	for _, from := range []int{0, 1} {
		dst := []byte("before")
		next := p.Append(&dst, pieces, from, ThenAttr, &span, &order)
		if want := "before" + string(markup[pieces[from].From:pieces[from].To]); next != from || string(dst) != want {
			t.Errorf("from %d up to %d: %s", from, next, dst)
		}
	}
}
