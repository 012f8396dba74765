//go:build !amd64

package value

func markBlocks(to, from []byte, blocks int, marks []byte) (ascii bool) {
	return markBlocksGeneric(to, from, blocks, marks)
}
