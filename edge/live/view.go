package live

import (
	"bytes"
	"crypto/rand"
	"strconv"
	"strings"
	"sync"
	"time"
)

// view is a page of a document with its viewers.
type view struct {
	// epoch makes the numbers of this view's messages different from those of all others, in this process or an earlier one.
	epoch string

	// stream.mu guards these.
	face    View
	refresh message
	page    struct {
		body []byte
		seq  int64
		made time.Time
	}

	// mu guards what follows; it is held for moments only. seq is written with both locks held.
	mu   sync.Mutex
	seq  int64 // of the last message
	ring ring
	// wake is closed, and another one made, when there is something new.
	wake    chan struct{}
	ended   bool
	viewers int
	// expected is until when a viewer may come who has the page already.
	expected time.Time
}

func newView(face View) *view {
	return &view{epoch: rand.Text()[:epochLetters], face: face, wake: make(chan struct{})}
}

// epochLetters are enough that no two views of one page ever meet.
const epochLetters = 10

func (v *view) push(m message, whole bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.seq = m.seq
	v.ring.add(m, whole)
	v.wakeAll()
}

func (v *view) end() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.ended = true
	v.wakeAll()
}

func (v *view) wakeAll() {
	close(v.wake)
	v.wake = make(chan struct{})
}

func (v *view) watched(now time.Time) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.viewers > 0 || now.Before(v.expected)
}

func (v *view) expect(until time.Time) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.expected = until
}

func (v *view) join() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.viewers++
}

func (v *view) part(now time.Time) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.viewers--
	v.expected = now.Add(graceTime)
}

// distance is how many bytes of messages lead from seq to now; -1 when the ring does not reach so far.
func (v *view) distance(seq int64) int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.ring.distance(seq, v.seq)
}

// news is what a viewer does next: write messages, get a refresh, go, or wait for wake.
type news struct {
	events [][]byte
	seq    int64 // of the last event
	stale  bool
	ended  bool
	wake   <-chan struct{}
}

// since appends to events what comes after seq: as much as one write takes.
func (v *view) since(seq int64, events [][]byte) news {
	v.mu.Lock()
	defer v.mu.Unlock()
	n := news{seq: seq, ended: v.ended, wake: v.wake}
	at := v.ring.begin(seq, v.seq)
	if n.stale = at < 0; !n.stale {
		n.events, n.seq = v.ring.from(at, seq, events)
	}
	return n
}

// message is an event of the stream as it goes over the wire. It is shared and never changes.
type message struct {
	seq   int64
	event []byte
}

func newMessage(seq int64, event []byte) message { return message{seq, bytes.Clone(event)} }

var eventEnd = []byte("\n\n")

// appendHead begins an event; its data follows, on one line, and eventEnd.
func appendHead(dst []byte, epoch string, seq int64) []byte {
	dst = append(append(dst, "id: "...), epoch...)
	dst = strconv.AppendInt(append(dst, '-'), seq, 10)
	return append(dst, "\ndata: "...)
}

// versionOf is what a viewer has, as it says in its next request.
func versionOf(epoch string, seq int64) string { return epoch + "-" + strconv.FormatInt(seq, 10) }

// unknown is a number that leads nowhere.
const unknown = -1

// seqOf is the number of a version, unknown for one of another epoch or none.
func (v *view) seqOf(version string) int64 {
	epoch, number, _ := strings.Cut(version, "-")
	seq, err := strconv.ParseInt(number, 10, 64)
	if epoch != v.epoch || err != nil || seq < 0 {
		return unknown
	}
	return seq
}
