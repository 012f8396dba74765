package css

// kind is the kind of a token (CSS Syntax Level 3 §4).
type kind uint8

const (
	endToken       kind = iota // end of the input
	badToken                   // an error of syntax that is always refused: reason tells
	spaceToken                 // white space
	commentToken               // one or more comments in a row, which are no token in the standard
	identToken                 //
	functionToken              // with its parenthesis
	atToken                    // at-keyword
	hashToken                  //
	stringToken                // with its quotes, both
	urlToken                   // url( with an unquoted URL, and its parenthesis
	numberToken                // a number or percentage
	dimensionToken             // a number with a unit
	delimToken                 // one byte of ASCII
	cdoToken                   // <!-- or -->
	colonToken                 //
	semicolonToken             //
	commaToken                 //
	openToken                  // ( [ {
	closeToken                 // ) ] }
)

// token is a piece of the source: src[start:end]. Its name or content is src[from:to], with escapes: the name of an
// ident, function, at-keyword and hash; the text of a string between the quotes; the URL of a url token.
type token struct {
	kind       kind
	start, end int
	from, to   int
	reason     string
}

// is reports a token that is this one byte.
func (t token) is(src []byte, c byte) bool {
	switch t.kind {
	case delimToken, openToken, closeToken:
		return src[t.start] == c
	}
	return false
}
