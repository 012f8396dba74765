package html

import "bytes"

// URLKind says where a URL stands, and so which schemes it may have.
type URLKind uint8

// The places of a URL.
const (
	// Link is what a reader may follow: http, https, mailto, tel, relative URLs and fragments.
	Link URLKind = iota
	// Image is what a page loads by itself: http, https, relative URLs, and data: for raster images only.
	Image
	// Font is the source of a font in CSS: http, https, relative URLs, and data:font/*.
	Font
)

// RefusedURL is written in place of a URL that is refused at run time. It is a constant so that it can be searched
// for, and it is refused itself, so that cleaning twice gives the same.
const RefusedURL = "about:blank#refused"

// CleanURL reports whether s may be used as a URL in a place of this kind.
//
// The check is an allow-list of schemes, applied to what a browser would read (WHATWG URL §4.4): leading spaces
// stripped, tabs and line breaks removed, letters in any case. The same check is made a second time with the
// character references of HTML decoded: the value is escaped when it is written, so the browser sees them literally,
// but who sends "java&#115;cript:" means no good.
//
// What stands before the first ':' is the scheme when no '/', '?' or '#' comes before it. This is stricter than a
// browser, which reads "a b:c" as a relative URL. "//host" is relative to the page's scheme and allowed.
func CleanURL(kind URLKind, s []byte) bool {
	if plainURL(s) {
		return true
	}
	r := urlReader{rest: s}
	if !allowed(kind, &r) {
		return false
	}
	if !r.sawReference {
		return true
	}
	r = urlReader{rest: s, decode: true}
	return allowed(kind, &r)
}

// IsPlainLink tells that [AppendLink] writes s as [AppendAttr] does. It looks at no more than the first bytes, and may say no to what
// is so.
func IsPlainLink(s, base []byte) bool {
	return hasPrefix(s, "https://") || len(base) == 0 && hasPrefix(s, "/")
}

// AppendURL appends s as the value of a double-quoted attribute that holds a URL of this kind, or [RefusedURL].
func AppendURL(dst []byte, kind URLKind, s []byte) []byte {
	if !CleanURL(kind, s) {
		return append(dst, RefusedURL...)
	}
	return AppendAttr(dst, s)
}

// AppendLink appends a URL of kind [Link] as [AppendURL] does, with base before one that NeedsBase.
func AppendLink(dst, s, base []byte) []byte {
	if NeedsBase(s, base) {
		dst = AppendAttr(dst, base)
	}
	return AppendURL(dst, Link, s)
}

// NeedsBase tells of an address that is relative to the root of the host and not below the base yet. Such addresses are
// allowed, and stay so with the base, which begins with a slash and ends with none.
func NeedsBase(s, base []byte) bool {
	if len(base) == 0 || !RootRelative(s) {
		return false
	}
	if !bytes.HasPrefix(s, base) {
		return true
	}
	return len(s) > len(base) && s[len(base)] != '/' && s[len(base)] != '?' && s[len(base)] != '#'
}

// RootRelative tells of an address that is relative to the root of the host: "/about", not "//host".
func RootRelative(s []byte) bool {
	return len(s) > 0 && s[0] == '/' && (len(s) == 1 || s[1] != '/')
}

// IsScriptURL reports whether a browser of any age might run s as code: javascript: and its kin, and data: of other
// types than raster images and fonts. It is for texts that need not be URLs, where an allow-list would refuse
// "Note: hello"; a URL is checked with [CleanURL]. Like there, both readings count.
func IsScriptURL(s []byte) bool {
	r := urlReader{rest: s}
	if runsCode(&r) {
		return true
	}
	if !r.sawReference {
		return false
	}
	r = urlReader{rest: s, decode: true}
	return runsCode(&r)
}

func runsCode(r *urlReader) bool {
	switch r.scheme() {
	case schemeScript:
		return true
	case schemeData:
		return isActiveData(r)
	}
	return false
}

// isActiveData reports a data: URL with a media type that is neither a raster image nor a font. Without a '/' there
// is no type and it is plain text, or no URL at all.
func isActiveData(r *urlReader) bool {
	var buf [maxMediaType]byte
	media, _ := r.until(buf[:0], ";,")
	if media != nil && bytes.IndexByte(media, '/') < 0 {
		return false
	}
	return !isRaster(media) && !isFont(media)
}

// plainURL recognises the URLs that pages are full of without a closer look.
func plainURL(s []byte) bool {
	for _, c := range s {
		switch {
		case 'a' <= c && c <= 'z', c == '-', '0' <= c && c <= '9', c == '_', c == '.', 'A' <= c && c <= 'Z':
		case c == '/', c == '#', c == '?':
			return true // A relative URL, whatever follows.
		case c == ':':
			return hasPrefix(s, "https:") || hasPrefix(s, "http:")
		default:
			return false
		}
	}
	return true
}

func hasPrefix(s []byte, prefix string) bool {
	return len(s) >= len(prefix) && string(s[:len(prefix)]) == prefix
}

// allowed is the allow-list.
func allowed(kind URLKind, r *urlReader) bool {
	switch r.scheme() {
	case schemeNone, schemeHTTP:
		return true
	case schemeMail:
		return kind == Link
	case schemeData:
		return allowedData(kind, r)
	}
	return false
}

// allowedData checks the media type of a data: URL. What follows must be a parameter or the data itself, so that
// "image/png+xml" is not taken for a raster image.
func allowedData(kind URLKind, r *urlReader) bool {
	var buf [maxMediaType]byte
	media, _ := r.until(buf[:0], ";,")
	switch kind {
	case Image:
		return isRaster(media)
	case Font:
		return isFont(media)
	}
	return false
}

func isRaster(media []byte) bool {
	switch string(media) {
	case "image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp", "image/avif":
		return true
	}
	return false
}

// isFont reports a media type font/*. A subtype has only characters that are written as they are, so that cleaning
// again sees the same text.
func isFont(media []byte) bool {
	for _, c := range media[min(len(media), len("font/")):] {
		if (c < 'a' || 'z' < c) && (c < '0' || '9' < c) && c != '-' && c != '+' && c != '.' {
			return false
		}
	}
	return hasPrefix(media, "font/") && len(media) > len("font/")
}
