package html

// CleanSrcset reports whether every image of a srcset attribute is allowed (HTML §4.8.4.2.2, "parse a srcset
// attribute"); its candidates are URLs of kind [Image].
//
// A character reference that decodes to white space or a comma would move the borders of the candidates in the
// second reading (see [CleanURL]), so it is refused; no URL needs one.
func CleanSrcset(s []byte) bool {
	if hidesSeparator(s) {
		return false
	}
	for {
		var url []byte
		if url, s = nextCandidate(s); len(url) == 0 {
			return true
		}
		if !CleanURL(Image, url) {
			return false
		}
	}
}

// AppendSrcset appends s as the value of a double-quoted srcset attribute, or [RefusedURL].
func AppendSrcset(dst, s []byte) []byte {
	if !CleanSrcset(s) {
		return append(dst, RefusedURL...)
	}
	return AppendAttr(dst, s)
}

// nextCandidate returns the URL of the first candidate of s and what follows the candidate. An empty URL is the end.
func nextCandidate(s []byte) (url, rest []byte) {
	for len(s) > 0 && (isSpace(s[0]) || s[0] == ',') {
		s = s[1:]
	}
	n := 0
	for n < len(s) && !isSpace(s[n]) {
		n++
	}
	url, rest = s[:n], s[n:]
	if n == 0 || url[n-1] != ',' {
		return url, skipDescriptors(rest)
	}
	for len(url) > 0 && url[len(url)-1] == ',' { // The comma ends the candidate: it has no descriptors.
		url = url[:len(url)-1]
	}
	return url, rest
}

// skipDescriptors returns what follows the next comma that is not in parentheses.
func skipDescriptors(s []byte) []byte {
	inside := false
	for i, c := range s {
		switch {
		case c == '(':
			inside = true
		case c == ')':
			inside = false
		case c == ',' && !inside:
			return s[i+1:]
		}
	}
	return nil
}

func hidesSeparator(s []byte) bool {
	for i, c := range s {
		if c != '&' {
			continue
		}
		if c, n := decodeReference(s[i:]); n > 1 && (c == ',' || isSpace(c)) {
			return true
		}
	}
	return false
}

// isSpace is HTML's ASCII whitespace.
func isSpace(c byte) bool {
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'
}
