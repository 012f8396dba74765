package markdown

import (
	"bytes"
	"strconv"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

// ids gives headings their IDs as GitHub does: the letters and digits of any script in lower case, spaces as hyphens.
// goldmark's own know only ASCII, so that all headings in Greek would be "heading".
type ids struct {
	used map[string]bool
	// next is the number that an ID which is taken is tried with.
	next map[string]int
}

func newIDs() *ids { return &ids{used: map[string]bool{}, next: map[string]int{}} }

// Generate implements parser.IDs.
func (s *ids) Generate(value []byte, kind ast.NodeKind) []byte {
	base := slug(value)
	if base == "" {
		base = "section"
	}
	id := base
	for s.used[id] {
		s.next[base]++
		id = base + "-" + strconv.Itoa(s.next[base])
	}
	s.used[id] = true
	return []byte(id)
}

// Put implements parser.IDs.
func (s *ids) Put(value []byte) { s.used[string(value)] = true }

func slug(value []byte) string {
	return string(bytes.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r):
			return unicode.ToLower(r)
		case r == ' ', r == '-':
			return '-'
		case r == '_':
			return r
		}
		return -1
	}, bytes.TrimSpace(value)))
}
