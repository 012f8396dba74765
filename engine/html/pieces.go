package html

import "unsafe"

// Pieces writes elements as markup with texts between: one call for an element takes a third of the time of one for each part.
// That pieces lie in Markup and texts in Source is the caller's care: it is not looked at again.
type Pieces struct {
	// Markup is what pieces are of, with MarkupPadding behind, and Source what texts are of.
	Markup, Source []byte
}

// Piece is markup that is written as it is, and says what stands behind it.
type Piece struct {
	From, To uint32 // of the markup
	Then     Then
	Text     uint8 // the number of the text
}

// Then is what stands behind a piece.
type Then uint8

const (
	// ThenText is a text as [AppendText] writes it, ThenAttr one as [AppendAttr] does. ThenLink is an address: like ThenAttr for
	// a caller who has found that [IsPlainLink].
	ThenText Then = iota
	ThenAttr
	ThenLink
	// ThenElse is what the caller writes.
	ThenElse
)

// Span is a run of bytes.
type Span struct{ Off, Len uint32 }

// MarkupPadding is the room behind the markup, which is copied in whole blocks.
const MarkupPadding = 32

// text is the n-th text.
func (p *Pieces) text(n uint8, texts *Span, order *uint8) []byte {
	at := *(*uint8)(unsafe.Add(unsafe.Pointer(order), n))
	s := *(*Span)(unsafe.Add(unsafe.Pointer(texts), uintptr(at)*unsafe.Sizeof(Span{})))
	return p.Source[s.Off:][:s.Len]
}

// appendGeneric is Append without instructions for vectors.
func (p *Pieces) appendGeneric(dst *[]byte, pieces []Piece, i int, upTo Then, texts *Span, order *uint8) (next int) {
	for ; ; i++ {
		piece := &pieces[i]
		*dst = append(*dst, p.Markup[piece.From:piece.To]...)
		if piece.Then > upTo {
			return i
		}
		*dst = piece.append(*dst, p.text(piece.Text, texts, order))
	}
}

// append appends what is left of the text behind a piece.
func (p *Piece) append(dst, text []byte) []byte {
	if p.Then == ThenText {
		return AppendText(dst, text)
	}
	return AppendAttr(dst, text)
}
