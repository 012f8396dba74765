package spec

import "bytes"

// blockBytes is how much of the text one entry of a lineIndex stands for.
const blockBytes = 4 << 10

// lineIndex finds lines and columns without counting from the start each time: a hundred issues at the end of 512 KB
// would look at 50 MB. It is built for the first issue of a text.
type lineIndex struct {
	built  bool
	blocks [MaxSpecBytes/blockBytes + 1]lineStart
}

// lineStart is what stands before a block.
type lineStart struct {
	lines uint32 // line breaks before it
	last  int32  // offset of the last of them, -1 for none
}

// position turns an offset into a line and a column, both from 1, the column in bytes.
func (x *lineIndex) position(text []byte, offset int) (line, column int) {
	if !x.built {
		x.build(text)
	}
	offset = min(max(offset, 0), len(text))
	start := x.blocks[offset/blockBytes]
	from := offset / blockBytes * blockBytes
	inside := text[from:offset]
	line = 1 + int(start.lines) + bytes.Count(inside, lineBreak)
	if last := bytes.LastIndexByte(inside, '\n'); last >= 0 {
		return line, offset - from - last
	}
	return line, offset - int(start.last)
}

var lineBreak = []byte{'\n'}

func (x *lineIndex) build(text []byte) {
	x.built = true
	next := lineStart{last: -1}
	for i := 0; i*blockBytes <= len(text); i++ {
		x.blocks[i] = next
		block := text[i*blockBytes : min((i+1)*blockBytes, len(text))]
		if last := bytes.LastIndexByte(block, '\n'); last >= 0 {
			next.lines += uint32(bytes.Count(block, lineBreak))
			next.last = int32(i*blockBytes + last)
		}
	}
}
