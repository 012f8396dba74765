//go:build !amd64

package value

func markBlocks(buf []byte, blocks int, marks []uint32) (n int, ascii bool) {
	return markBlocksGeneric(buf, blocks, marks)
}
