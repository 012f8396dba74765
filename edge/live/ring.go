package live

const (
	// ringMessages and ringBytes bound the messages that are kept for those who are behind.
	ringMessages = 256
	ringBytes    = 256 << 10
	// writeMessages and writeBytes bound what a viewer writes at once, so that little is pinned by those who are slow.
	writeMessages = 8
	writeBytes    = 32 << 10
)

// ring has the last messages, whose numbers follow each other.
type ring struct {
	messages []message // in order
	bytes    int
	// whole: the first message replaces the page, so it leads on from anywhere.
	whole bool
}

// add forgets what is too old, but never the last message.
func (r *ring) add(m message, whole bool) {
	if whole {
		clear(r.messages)
		r.messages, r.bytes, r.whole = r.messages[:0], 0, true
	}
	r.messages = append(r.messages, m)
	r.bytes += len(m.event)
	n := 0
	for len(r.messages)-n > 1 && (r.bytes > ringBytes || len(r.messages)-n > ringMessages) {
		r.bytes -= len(r.messages[n].event)
		n++
	}
	if n == 0 {
		return
	}
	r.whole = false
	kept := copy(r.messages, r.messages[n:])
	clear(r.messages[kept:])
	r.messages = r.messages[:kept]
}

// begin is the place of the first message that somebody needs who has seq; -1 when what they need is gone. last is the
// number of the last message ever.
func (r *ring) begin(seq, last int64) int {
	known := seq >= 0 && seq <= last
	switch {
	case known && seq == last:
		return len(r.messages)
	case len(r.messages) == 0:
		return -1
	case known && seq+1 >= r.messages[0].seq:
		return int(seq + 1 - r.messages[0].seq)
	case r.whole:
		return 0
	}
	return -1
}

// distance is how many bytes somebody needs who has seq; -1 when some of them are gone.
func (r *ring) distance(seq, last int64) int {
	at := r.begin(seq, last)
	if at < 0 {
		return -1
	}
	bytes := 0
	for _, m := range r.messages[at:] {
		bytes += len(m.event)
	}
	return bytes
}

// from appends the next messages from a place on, as many as one write takes, and says which number somebody has then
// who had seq.
func (r *ring) from(at int, seq int64, events [][]byte) ([][]byte, int64) {
	bytes := 0
	for _, m := range r.messages[at:] {
		bytes += len(m.event)
		if len(events) == writeMessages || len(events) > 0 && bytes > writeBytes {
			break
		}
		events = append(events, m.event)
		seq = m.seq
	}
	return events, seq
}
