package markdown

import (
	"github.com/yuin/goldmark/ast"

	"placard/engine/program"
)

// checkTree bounds what rendering the tree would cost: its depth, and the addresses in it. A link to a definition
// repeats its whole address, so 1 MB could become 60 GB.
func checkTree(tree ast.Node) error {
	depth, addresses := 0, 0
	for n := tree; n != nil; {
		if addresses += addressLength(n); addresses > program.MaxOutputBytes {
			return tooLarge
		}
		if child := n.FirstChild(); child != nil {
			if depth++; depth > maxDepth {
				return tooDeep
			}
			n = child
			continue
		}
		n, depth = following(n, depth)
	}
	return nil
}

// following is the node after n and all that is in it, nil at the end.
func following(n ast.Node, depth int) (ast.Node, int) {
	for n != nil && n.NextSibling() == nil {
		n = n.Parent()
		depth--
	}
	if n == nil {
		return nil, depth
	}
	return n.NextSibling(), depth
}

func addressLength(n ast.Node) int {
	switch n := n.(type) {
	case *ast.Link:
		return len(n.Destination) + len(n.Title)
	case *ast.Image:
		return len(n.Destination) + len(n.Title)
	}
	return 0
}
