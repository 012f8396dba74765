package stream

import "placard/engine/program"

// memory is what is used again.
type memory struct {
	text, stateText, page     []byte
	scratchKids, unit, levels []int32
	found                     []program.Place
	places                    []place
	grown                     int // children that the last block has more than before

	bytesChunk  []byte
	kidsChunk   []int32
	placesChunk []place
}

// groupSize is how many elements are together in memory.
const groupSize = 64

// at is the element with a handle.
func (p *Page) at(h int32) *element { return &p.elements[uint32(h)/groupSize][uint32(h)%groupSize] }

// newHandle makes an element.
func (p *Page) newHandle() int32 {
	h := p.handles
	if int(h/groupSize) == len(p.elements) {
		p.elements = append(p.elements, new([groupSize]element))
	}
	p.handles++
	return h
}

// Blocks are small and many, so their memory is taken from chunks. Each keeps what it once had: replacing a block by one
// of about the same size allocates nothing, and what a block has grown out of is at most a few times what it has.

const (
	chunkBytes = 32 << 10
	chunkItems = 1 << 10
)

func (p *Page) keepBytes(old, b []byte) []byte {
	if cap(old) < len(b) {
		old = take(&p.bytesChunk, len(b)+len(b)/4, chunkBytes)
	}
	return append(old[:0], b...)
}

func (p *Page) keepKids(old, kids []int32) []int32 {
	if cap(old) < len(kids) {
		old = take(&p.kidsChunk, len(kids)+len(kids)/2, chunkItems)
	}
	return append(old[:0], kids...)
}

func (p *Page) keepPlaces(old, places []place) []place {
	if cap(old) < len(places) {
		old = take(&p.placesChunk, len(places)+len(places)/2, chunkItems)
	}
	return append(old[:0], places...)
}

// take takes memory for so many items off a chunk.
func take[T any](chunk *[]T, n, size int) []T {
	if n > size/4 {
		return make([]T, 0, n)
	}
	if len(*chunk) < n {
		*chunk = make([]T, size)
	}
	piece := (*chunk)[:0:n]
	*chunk = (*chunk)[n:]
	return piece
}
