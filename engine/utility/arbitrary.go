package utility

import "bytes"

// Arbitrary values stand in brackets, have underscores for spaces, and may leave out the spaces around the operators
// of calc(): "w-[calc(100%-2rem)]".

// decode appends what an arbitrary value means.
func (s *Sheet) decode(dst, src []byte) []byte {
	if bytes.IndexByte(src, '(') < 0 {
		return appendSpaced(dst, src, true)
	}
	s.underscored = appendDecoded(s.underscored[:0], src)
	return appendMath(dst, s.underscored)
}

// appendSpaced appends src with "\_" as '_' and, if spaces is set, '_' as a space.
func appendSpaced(dst, src []byte, spaces bool) []byte {
	for i := 0; i < len(src); i++ {
		switch c := src[i]; {
		case c == '\\' && i+1 < len(src) && src[i+1] == '_':
			dst = append(dst, '_')
			i++
		case c == '_' && spaces:
			dst = append(dst, ' ')
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// How underscores are read within a function.
const (
	spacesInside    = iota // as spaces
	nothingInside          // url(): as they are
	spacesNotInName        // var(), theme(): in the first word they stay
)

// decoder goes over a value with functions in it.
type decoder struct {
	dst   []byte
	src   []byte
	modes [maxDepth]byte // of the open functions
	depth int
	word  int  // where the word begins that is being read
	first bool // it is the first in its function
}

// appendDecoded appends src with its underscores as spaces, except in url() and in the names of var() and theme().
func appendDecoded(dst, src []byte) []byte {
	d := decoder{dst: dst, src: src}
	for i := 0; i < len(src) && d.depth < maxDepth; {
		switch src[i] {
		case '\\':
			i = min(i+2, len(src))
		case '\'', '"':
			i = stringEnd(src, i)
		case '/', ':', ',', '=', '>', '<', ' ', '(', ')':
			d.punctuation(i)
			i++
		default:
			i++
		}
	}
	d.endWord(len(src))
	return d.dst
}

func (d *decoder) mode() byte {
	if d.depth == 0 {
		return spacesInside
	}
	return d.modes[d.depth-1]
}

// endWord writes the word that ends before src[end].
func (d *decoder) endWord(end int) {
	word := d.src[d.word:end]
	switch mode := d.mode(); {
	case mode == nothingInside:
		d.dst = append(d.dst, word...)
	case mode == spacesNotInName && d.first && (end == len(d.src) || d.src[end] != '('):
		d.dst = appendSpaced(d.dst, word, false)
	default:
		d.dst = appendSpaced(d.dst, word, true)
	}
}

// punctuation writes what ends a word at src[i], and the word.
func (d *decoder) punctuation(i int) {
	name := d.src[d.word:i]
	if len(name) > 0 {
		d.endWord(i)
	}
	d.dst = append(d.dst, d.src[i])
	d.first = false
	switch d.src[i] {
	case '(':
		d.modes[d.depth] = modeOf(name, d.mode())
		d.depth++
		d.first = true
	case ')':
		d.depth = max(d.depth-1, 0)
	}
	d.word = i + 1
}

// modeOf returns how underscores are read in a function.
func modeOf(name []byte, outer byte) byte {
	is := func(s string) bool {
		n := len(name) - len(s)
		return n >= 0 && string(name[n:]) == s && (n == 0 || name[n-1] == '_')
	}
	switch {
	case outer == nothingInside, is("url"):
		return nothingInside
	case is("var"), is("theme"):
		return spacesNotInName
	}
	return spacesInside
}

// mathFunctions are the functions within which spaces are put around operators.
var mathFunctions = [...]string{"calc", "min", "max", "clamp", "mod", "rem", "sin", "cos", "tan", "asin", "acos", "atan",
	"atan2", "pow", "sqrt", "hypot", "log", "exp", "round"}

func isMathFunction(name []byte) bool {
	for _, f := range mathFunctions {
		if string(name) == f {
			return true
		}
	}
	return false
}

// hasMath reports that one of the math functions is called. As in Tailwind, only the end of the name counts.
func hasMath(s []byte) bool {
	for i, c := range s {
		if c != '(' {
			continue
		}
		for _, f := range mathFunctions {
			if n := i - len(f); n >= 0 && string(s[n:i]) == f {
				return true
			}
		}
	}
	return false
}

// mathWriter puts spaces around the operators of math functions.
type mathWriter struct {
	dst   []byte
	base  int
	inner [maxDepth]bool // for each open parenthesis: operators are spaced in it
	depth int
}

func (w *mathWriter) formats() bool {
	return w.depth > 0 && w.inner[w.depth-1]
}

func (w *mathWriter) last() byte {
	if len(w.dst) == w.base {
		return 0
	}
	return w.dst[len(w.dst)-1]
}

// appendMath appends src with spaces around the operators in calc() and its like.
func appendMath(dst, src []byte) []byte {
	if !hasMath(src) {
		return append(dst, src...)
	}
	w := mathWriter{dst: dst, base: len(dst)}
	value, lastValue := -1, -1 // where a number, with its unit, was last seen
	for i, c := range src {
		switch {
		case isDigit(c), value >= 0 && (c == '%' || isLetter(c)):
			value = i
		default:
			lastValue, value = value, -1
		}
		switch {
		case c == '(':
			if !w.open(src, i) {
				return append(dst, src...) // Package css refuses it.
			}
		case c == ')':
			w.dst = append(w.dst, c)
			w.depth = max(w.depth-1, 0)
		case c == ',' && w.formats():
			w.dst = append(w.dst, ", "...)
		case c == ' ' && w.formats() && w.last() == ' ':
		case w.formats() && isOperator(c):
			w.operator(src, i, lastValue == i-1 && lastValue >= 0)
		default:
			w.dst = append(w.dst, c)
		}
	}
	return w.dst
}

func isOperator(c byte) bool {
	return c == '+' || c == '*' || c == '/' || c == '-'
}

func (w *mathWriter) open(src []byte, i int) bool {
	if w.depth == maxDepth {
		return false
	}
	start := i
	for start > 0 && (isDigit(src[start-1]) || isLower(src[start-1])) {
		start--
	}
	inner := isMathFunction(src[start:i]) || start == i && w.formats()
	w.dst = append(w.dst, '(')
	w.inner[w.depth] = inner
	w.depth++
	return true
}

// operator writes src[i], with spaces when it is an operator and not a sign.
func (w *mathWriter) operator(src []byte, i int, afterValue bool) {
	trimmed := bytes.TrimRight(w.dst[w.base:], " ")
	var prev, prevPrev, next byte
	if n := len(trimmed); n > 0 {
		prev = trimmed[n-1]
		if n > 1 {
			prevPrev = trimmed[n-2]
		}
	}
	if i+1 < len(src) {
		next = src[i+1]
	}
	c := src[i]
	switch {
	case prev|0x20 == 'e' && isDigit(prevPrev), isOperator(prev), prev == '(', prev == ',':
		w.dst = append(w.dst, c)
	case i > 0 && src[i-1] == ' ':
		w.dst = append(w.dst, c, ' ')
	case isDigit(prev), isDigit(next), prev == ')', next == '(', isOperator(next), afterValue:
		w.dst = append(w.dst, ' ', c, ' ')
	default:
		w.dst = append(w.dst, c)
	}
}

// cutTypeHint takes "length:" off a decoded value. It is not ok for an empty hint.
func cutTypeHint(v []byte) (hint, value []byte, ok bool) {
	for i, c := range v {
		if c == ':' {
			return v[:i], v[i+1:], i > 0
		}
		if c != '-' && !isLower(c) {
			break
		}
	}
	return nil, v, true
}
