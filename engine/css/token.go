package css

// kind is the kind of a token (CSS Syntax Level 3 §4).
type kind uint8

const (
	endToken       kind = iota // end of the input
	badToken                   // an error of syntax that is always refused: see lexer.reason
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

// token is a piece of the source: src[start:end]. Its name, text or unit begins at from; see text. With four words it
// is passed in registers, which makes cleaning a third faster than with a second offset for the end of the text.
type token struct {
	kind             kind
	start, end, from int
}

// text returns, with its escapes: the name of an ident, function, at-keyword and hash; what is between the quotes of a
// string; the URL of a url token; the unit of a dimension; of others everything.
func (t token) text(src []byte) []byte {
	switch t.kind {
	case functionToken, stringToken:
		return src[t.from : t.end-1]
	case urlToken:
		return src[t.from:urlTextEnd(src, t.from)]
	}
	return src[t.from:t.end]
}

// is reports a token that is this one byte.
func (t token) is(src []byte, c byte) bool {
	switch t.kind {
	case delimToken, openToken, closeToken:
		return src[t.start] == c
	}
	return false
}
