package utility

import "bytes"

// candidate is a class name in pieces: "hover:sm:bg-red-500/50!".
type candidate struct {
	name      []byte // all of it
	variants  []byte // "hover:sm", without the last colon; nil is none
	base      []byte // "bg-red-500"
	modifier  []byte // "50", or nil
	important bool
}

// parse cuts a class name into pieces. It is not ok for what cannot be a utility.
func parse(name []byte) (c candidate, ok bool) {
	c.name = name
	start := 0
	for {
		end, ok := cut(name[start:], ':')
		if !ok {
			return c, false
		}
		if start+end == len(name) {
			break
		}
		start += end + 1
	}
	c.base = name[start:]
	if start > 0 {
		c.variants = name[:start-1]
	}
	switch {
	case bytes.HasSuffix(c.base, []byte("!")):
		c.important, c.base = true, c.base[:len(c.base)-1]
	case bytes.HasPrefix(c.base, []byte("!")):
		c.important, c.base = true, c.base[1:]
	}
	return c, c.cutModifier() && len(c.base) > 0
}

// cutModifier takes "/50" off the base. There may be only one.
func (c *candidate) cutModifier() bool {
	end, ok := cut(c.base, '/')
	if !ok || end == len(c.base) {
		return ok
	}
	c.modifier = c.base[end+1:]
	c.base = c.base[:end]
	rest, ok := cut(c.modifier, '/')
	return ok && rest == len(c.modifier) && len(c.modifier) > 0
}

// isArbitrary reports a value or modifier in brackets.
func (c *candidate) isArbitrary() bool {
	return bytes.IndexByte(c.base, '[') >= 0 || bytes.IndexByte(c.base, '(') >= 0 ||
		bytes.IndexByte(c.modifier, '[') >= 0 || bytes.IndexByte(c.modifier, '(') >= 0
}

// isNamedValue reports a value that is not arbitrary: letters, digits and "_.%-".
func isNamedValue(s []byte) bool {
	for _, c := range s {
		if !isLetter(c) && !isDigit(c) && c != '_' && c != '.' && c != '%' && c != '-' {
			return false
		}
	}
	return len(s) > 0
}

func isLetter(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z'
}

func isLower(c byte) bool {
	return 'a' <= c && c <= 'z'
}

func isDigit(c byte) bool {
	return '0' <= c && c <= '9'
}
