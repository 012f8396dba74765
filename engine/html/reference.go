package html

// decodeReference decodes the character reference at the start of s, which begins with '&', and returns its
// character and its length; it returns '&' and 1 when there is none (HTML §13.2.5.72). A character above ASCII is
// returned as 0xFF.
//
// Of the named references only those are known that matter for finding a scheme: what a browser removes or what ends
// a scheme. None names a letter or digit; with any other one, text before a ':' is on no allow-list anyway.
func decodeReference(s []byte) (c byte, n int) {
	if len(s) > 2 && s[1] == '#' {
		return decodeNumber(s)
	}
	for _, ref := range &namedReferences {
		if hasPrefix(s, ref.name) {
			return ref.char, len(ref.name)
		}
	}
	return '&', 1
}

// namedReferences are matched in order. Only amp is known without its semicolon (HTML §13.5).
var namedReferences = [...]struct {
	name string
	char byte
}{
	{"&colon;", ':'}, {"&Tab;", '\t'}, {"&NewLine;", '\n'}, {"&comma;", ','}, {"&semi;", ';'},
	{"&sol;", '/'}, {"&quest;", '?'}, {"&num;", '#'}, {"&plus;", '+'}, {"&period;", '.'},
	{"&amp;", '&'}, {"&AMP;", '&'}, {"&amp", '&'}, {"&AMP", '&'},
}

// decodeNumber decodes a numeric reference; its semicolon may be missing (HTML §13.2.5.75 to §13.2.5.80).
func decodeNumber(s []byte) (c byte, n int) {
	base, i := 10, len("&#")
	if s[i]|0x20 == 'x' {
		base, i = 16, i+1
	}
	first, value := i, 0
	for ; i < len(s); i++ {
		digit := digitValue(s[i])
		if digit >= base {
			break
		}
		value = min(value*base+digit, 0x110000) // It cannot come back below ASCII.
	}
	if i == first {
		return '&', 1
	}
	if i < len(s) && s[i] == ';' {
		i++
	}
	if value == 0 || value > 0x7F {
		return 0xFF, i // NUL decodes to U+FFFD.
	}
	return byte(value), i
}

func digitValue(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return 16
}
