package html

import "strings"

// scheme is the class of a URL's scheme.
type scheme uint8

const (
	schemeNone scheme = iota // a relative URL
	schemeHTTP
	schemeMail // mailto and tel
	schemeData
	schemeScript // runs code
	schemeOther
)

const (
	maxScheme    = len("javascript") // the longest scheme with a name of ours
	maxMediaType = 64                // of a data: URL; longer ones are on no list
)

// urlReader reads a URL byte by byte as a browser does before it parses (WHATWG URL §4.4, steps 1 to 3 of the basic
// URL parser): leading spaces skipped, tabs and line breaks removed. Letters come in lower case.
//
// Other leading C0 controls are not skipped as the standard does: they are written as U+FFFD, so a browser does not
// skip them either, and "\x00http:" is no URL with a scheme. Nothing is let through by that: a control before a ':'
// is on no allow-list. Trailing spaces are not stripped: they decide about no scheme.
type urlReader struct {
	rest         []byte
	decode       bool // character references are decoded
	started      bool // a byte that is not leading space was read
	sawReference bool // an '&' was read while not decoding
}

// next returns the next byte. Characters above ASCII that come from a reference are the byte 0xFF: no scheme and no
// media type has one.
func (r *urlReader) next() (c byte, ok bool) {
	for len(r.rest) > 0 {
		c, n := r.rest[0], 1
		if c == '&' {
			c, n = r.reference()
		}
		r.rest = r.rest[n:]
		if c == '\t' || c == '\n' || c == '\r' || !r.started && (c == ' ' || c == '\f') {
			continue
		}
		r.started = true
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		return c, true
	}
	return 0, false
}

func (r *urlReader) reference() (c byte, n int) {
	if r.decode {
		return decodeReference(r.rest)
	}
	r.sawReference = true
	return '&', 1
}

// until appends bytes to buf, as long as it has room, up to one of stops, which is returned; it is 0 at the end of
// the URL. A text that does not fit is returned as nil.
func (r *urlReader) until(buf []byte, stops string) (text []byte, stop byte) {
	fits := true
	for {
		c, ok := r.next()
		if !ok || strings.IndexByte(stops, c) >= 0 {
			if !fits {
				buf = nil
			}
			return buf, c
		}
		if fits = fits && len(buf) < cap(buf); fits {
			buf = append(buf, c)
		}
	}
}

// scheme reads up to the end of the scheme, or of the first part of a relative URL.
func (r *urlReader) scheme() scheme {
	var buf [maxScheme]byte
	name, stop := r.until(buf[:0], ":/?#")
	if stop != ':' {
		return schemeNone
	}
	switch string(name) {
	case "http", "https":
		return schemeHTTP
	case "mailto", "tel":
		return schemeMail
	case "data":
		return schemeData
	case "javascript", "vbscript", "livescript":
		return schemeScript
	}
	return schemeOther
}
