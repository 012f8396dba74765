package html

// Pieces writes elements as markup with texts between: one call for an element takes half the time of one for each part.
type Pieces struct {
	// Markup is what pieces are of, with MarkupPadding behind.
	Markup []byte
	// Source is what Texts are of, which stand behind the pieces of the same index.
	Source []byte
	Texts  [MaxTexts]Span
}

// Piece is markup that is written as it is, and says how the text behind it is written.
type Piece struct {
	From, To uint32 // of the markup
	// Attr tells that the text is the value of an attribute, as [AppendAttr] writes it, and not as [AppendText] does.
	Attr bool
}

// Span is a run of bytes.
type Span struct{ Off, Len uint32 }

const (
	// MaxTexts is how many texts there are in one call.
	MaxTexts = 24
	// MarkupPadding is the room behind the markup, which is copied in whole blocks.
	MarkupPadding = 32
)

// appendGeneric is Append without instructions for vectors.
func (p *Pieces) appendGeneric(dst []byte, pieces []Piece, first, last int) []byte {
	for i := first; ; i++ {
		dst = append(dst, p.Markup[pieces[i].From:pieces[i].To]...)
		if i == last {
			return dst
		}
		dst = p.appendText(dst, &pieces[i], p.Texts[i], 0)
	}
}

// appendText appends what is left of a text of which some is written.
func (p *Pieces) appendText(dst []byte, before *Piece, text Span, written int) []byte {
	rest := p.Source[text.Off:][written:text.Len]
	if before.Attr {
		return AppendAttr(dst, rest)
	}
	return AppendText(dst, rest)
}
