package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// metered is the context of one parsing, with what meter has counted.
type metered struct {
	parser.Context
	work int
}

// meter is an inline parser that parses nothing. It is asked first about each character that may begin or end
// something, and counts the bytes that goldmark may look through for the other end. When that is too much, it takes the
// rest of the block, for the text is refused anyway.
type meter struct{}

// meterPriority is before that of all parsers.
const meterPriority = 0

// Trigger implements parser.InlineParser.
func (meter) Trigger() []byte { return []byte("[]!<`*_~") }

// Parse implements parser.InlineParser.
func (meter) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if parent.Type() == ast.TypeInline {
		return nil
	}
	lines := parent.Lines()
	if lines.Len() == 0 {
		return nil
	}
	m := pc.(*metered)
	if m.work += lines.At(lines.Len()-1).Stop - lines.At(0).Start; m.work <= maxWork {
		return nil
	}
	for line, _ := block.PeekLine(); line != nil; line, _ = block.PeekLine() {
		block.AdvanceLine()
	}
	return ast.NewString(nil)
}
