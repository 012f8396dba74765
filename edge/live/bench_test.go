package live

import (
	"fmt"
	"net"
	"runtime"
	"strings"
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
}

func newCrowd(b *testing.B, addr string, size int) *crowd {
	b.Helper()
	poll, err := syscall.EpollCreate1(0)
	if err != nil {
		b.Fatal(err)
	}
	c := &crowd{poll: poll}
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
				c.received.Add(int64(k))
			}
		}
	}
}

func (c *crowd) close() {
	for _, s := range c.sockets {
		_ = syscall.Close(s)
	}
	_ = syscall.Close(c.poll)
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
