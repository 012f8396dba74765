package program

// appendCompact appends markup with as few double quotes as HTML allows, since each takes two bytes in JSON: values of
// attributes stand without any when they can (HTML §13.1.2.3), else between single ones, which no value holds
// (html.AppendAttr). The markup may end anywhere; inTag tells that it begins in a tag.
func appendCompact(dst, markup []byte, inTag bool) []byte {
	for i := 0; i < len(markup); i++ {
		c := markup[i]
		switch {
		case c == '<':
			inTag = true
		case c == '>':
			inTag = false
		case c == '"' && inTag:
			if n := bareLen(markup[i+1:]); n > 0 && i > 0 && markup[i-1] == '=' {
				dst = append(dst, markup[i+1:i+1+n]...)
				i += n + 1
				continue
			}
			c = '\''
		}
		dst = append(dst, c)
	}
	return dst
}

// bareLen is the length of a value up to the quote behind it, or 0 when it cannot stand without quotes.
func bareLen(value []byte) int {
	for i, c := range value {
		switch c {
		case '"':
			return i
		case ' ', '\t', '\n', '\f', '\r', '\'', '=', '<', '>', '`':
			return 0
		}
	}
	return 0
}
