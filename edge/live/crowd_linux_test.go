package live

import (
	"bytes"
	"fmt"
	"net"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// crowd is many viewers with next to no memory of their own: bare sockets that one goroutine reads.
type crowd struct {
	poll     int
	sockets  []int
	received atomic.Int64 // bytes
	// tails are the last bytes that each socket has received.
	mu    sync.Mutex
	tails map[int][]byte
}

// tailBytes are enough for the last events.
const tailBytes = 200

func newCrowd(b testing.TB, addr string, size int) *crowd {
	b.Helper()
	poll, err := syscall.EpollCreate1(0)
	if err != nil {
		b.Fatal(err)
	}
	c := &crowd{poll: poll, tails: map[int][]byte{}}
	a, err := net.ResolveTCPAddr("tcp", addr)
	if err != nil {
		b.Fatal(err)
	}
	for range size {
		s, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
		if err == nil {
			c.sockets = append(c.sockets, s)
			err = syscall.Connect(s, &syscall.SockaddrInet4{Port: a.Port, Addr: [4]byte(a.IP.To4())})
		}
		if err == nil {
			_, err = syscall.Write(s, []byte("GET /events HTTP/1.1\r\nHost: x\r\n\r\n"))
		}
		if err == nil {
			err = syscall.EpollCtl(poll, syscall.EPOLL_CTL_ADD, s, &syscall.EpollEvent{Events: syscall.EPOLLIN, Fd: int32(s)})
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	go c.read()
	return c
}

func (c *crowd) read() {
	events, buf := make([]syscall.EpollEvent, 256), make([]byte, 64<<10)
	for {
		n, err := syscall.EpollWait(c.poll, events, -1)
		if err == syscall.EINTR {
			continue
		}
		if err != nil {
			return // closed
		}
		for _, e := range events[:n] {
			if k, _ := syscall.Read(int(e.Fd), buf); k > 0 {
				c.take(int(e.Fd), buf[:k])
			} else { // The other end is closed.
				_ = syscall.EpollCtl(c.poll, syscall.EPOLL_CTL_DEL, int(e.Fd), nil)
			}
		}
	}
}

func (c *crowd) take(socket int, text []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.received.Add(int64(len(text)))
	tail := append(c.tails[socket], text[max(0, len(text)-tailBytes):]...)
	c.tails[socket] = append(tail[:0], tail[max(0, len(tail)-tailBytes):]...)
}

// count is how many have received something last.
func (c *crowd) count(text []byte) (n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, tail := range c.tails {
		if bytes.Contains(tail, text) {
			n++
		}
	}
	return n
}

func (c *crowd) close() {
	for _, s := range c.sockets {
		_ = syscall.Close(s)
	}
	_ = syscall.Close(c.poll)
}

func TestTwoThousandViewersEndWithTheFinalPage(t *testing.T) {
	const viewers = 2000
	f := newFixture(t, func(c *Config) { c.WriteTimeout = 20 * time.Second })
	w := f.write()
	c := newCrowd(t, f.addr, viewers)
	defer c.close()
	waitFor(t, "all connected", func() bool { return f.connections() == viewers })
	for i := range 300 {
		f.update(w, func(d *fakeDocument) { d.set("root", fmt.Sprint("text ", i)) })
		time.Sleep(time.Millisecond)
	}
	f.update(w, func(d *fakeDocument) { d.set("root", "last text") })
	waitFor(t, "all have the last change", func() bool { return c.count([]byte("last text")) == viewers })
	f.finish()
	waitFor(t, "all have ended", func() bool { return c.count(endEvent) == viewers && f.connections() == 0 })
}

// heldBytes is the memory of the process that is in use.
func heldBytes() int64 {
	runtime.GC()
	runtime.GC() // what pools kept goes with the second
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapInuse + m.StackInuse)
}

// BenchmarkFanOut is one change of 1 KB, from Update until each of 2,000 viewers has it.
func BenchmarkFanOut(b *testing.B) {
	const viewers = 2000
	f := newFixture(b)
	f.doc.interval = 0
	w := f.write()
	before := heldBytes()
	c := newCrowd(b, f.addr, viewers)
	defer c.close()
	waitFor(b, "all connected", func() bool { return f.connections() == viewers })
	text := strings.Repeat("x", 1000)
	change := func(i int) {
		f.update(w, func(d *fakeDocument) { d.set("root", fmt.Sprint(text, 1000000+i)) })
	}
	change(0)
	head := int64(len(responseHead()))
	waitFor(b, "first message", func() bool { return c.received.Load() > viewers*(head+1000) })
	held := heldBytes() - before
	i := 0
	for b.Loop() {
		i++
		seen := c.received.Load()
		change(i)
		for c.received.Load() < seen+viewers*1000 {
			time.Sleep(100 * time.Microsecond)
		}
	}
	b.ReportMetric(float64(held)/viewers, "B/viewer")
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/viewers, "µs/viewer")
}
