package utility

import "bytes"

// maxDepth is how deeply brackets may nest in a class name; css.MaxDepth is the same.
const maxDepth = 32

// scanner goes over a piece of a class name and knows where it is in brackets, strings and escapes.
type scanner struct {
	stack [maxDepth]byte
	depth int
}

// next returns the index behind the character or string at i. It is not ok when brackets are nested too deeply. A
// closing bracket that closes nothing is passed over: package css refuses it where it matters.
func (sc *scanner) next(s []byte, i int) (end int, ok bool) {
	switch c := s[i]; c {
	case '\\':
		return min(i+2, len(s)), true
	case '\'', '"':
		return stringEnd(s, i), true
	case '(', '[', '{':
		if sc.depth == maxDepth {
			return 0, false
		}
		sc.stack[sc.depth] = closerOf(c)
		sc.depth++
	case ')', ']', '}':
		if sc.depth > 0 && sc.stack[sc.depth-1] == c {
			sc.depth--
		}
	}
	return i + 1, true
}

func closerOf(c byte) byte {
	if c == '(' {
		return ')'
	}
	return c + 2
}

// stringEnd returns the index behind the string that begins at i.
func stringEnd(s []byte, i int) int {
	quote := s[i]
	for i++; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case quote:
			return i + 1
		}
	}
	return len(s)
}

// cut returns the index of the first sep outside brackets and strings, or len(s). It is not ok when brackets nest too
// deeply.
func cut(s []byte, sep byte) (end int, ok bool) {
	first := bytes.IndexByte(s, sep)
	if first < 0 {
		return len(s), true
	}
	if bytes.IndexAny(s[:first], `([{\'"`) < 0 {
		return first, true
	}
	var sc scanner
	for i := 0; i < len(s); {
		if sc.depth == 0 && s[i] == sep {
			return i, true
		}
		if i, ok = sc.next(s, i); !ok {
			return 0, false
		}
	}
	return len(s), true
}

// parts calls f for the pieces of s between seps until it returns false, and reports that it never did.
func parts(s []byte, sep byte, f func(part []byte) bool) bool {
	for {
		end, ok := cut(s, sep)
		if !ok || !f(s[:end]) {
			return false
		}
		if end == len(s) {
			return true
		}
		s = s[end+1:]
	}
}
