package live

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// Viewers come at any time, lose their connections at any time, and all end with the final page.
func TestEveryViewerEndsWithTheFinalPage(t *testing.T) {
	for _, interval := range []time.Duration{0, 2 * time.Millisecond} {
		f := newFixture(t)
		f.doc.interval = interval
		w := f.write()
		var viewers sync.WaitGroup
		reached := make([]atomic.Value, 40)
		for n := range reached {
			r := rand.New(rand.NewPCG(1, uint64(n)))
			viewers.Go(func() {
				time.Sleep(time.Duration(r.IntN(150)) * time.Millisecond)
				d := f.open()
				reached[n].Store(d.version)
				if err := f.follow(d, &reached[n], func() int { return r.IntN(9) }); err != nil {
					t.Error(err)
				} else if got := d.String(); got != f.final() {
					t.Errorf("viewer %d ends with %d bytes that are not the final page", n, len(got))
				}
			})
		}
		r := rand.New(rand.NewPCG(2, 3))
		for range 800 {
			f.update(w, func(d *fakeDocument) { d.change(r) })
			if r.IntN(4) == 0 {
				time.Sleep(time.Millisecond)
			}
		}
		f.settled(reached)
		f.finish()
		viewers.Wait()
	}
}

// A connection that breaks after any event goes on from there, without a refresh and without an event twice.
func TestReconnectGoesOnFromEveryEvent(t *testing.T) {
	f := newFixture(t)
	f.doc.interval = 0
	w := f.write()
	begin := f.open()
	var versions, pages []string
	versions, pages = append(versions, begin.version), append(pages, begin.String())
	s, err := f.watch(begin.version)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(5, 6))
	for len(versions) < 60 {
		before := f.doc.asked
		f.update(w, func(d *fakeDocument) {
			for len(d.dirty) == 0 || !d.shown[anyOf(d.dirty)] {
				d.change(r)
			}
		})
		if f.doc.asked == before {
			continue
		}
		e, err := s.next()
		if err != nil {
			t.Fatal(err)
		}
		if err := begin.apply(e.data); err != nil {
			t.Fatal(err)
		}
		versions, pages = append(versions, e.id), append(pages, begin.String())
	}
	for i, version := range versions {
		d := &dom{main: parse(pages[i])}
		s, err := f.watch(version)
		if err != nil {
			t.Fatal(err)
		}
		for n := i + 1; n < len(versions); n++ {
			e, err := s.next()
			if err != nil {
				t.Fatal(err)
			}
			if e.id != versions[n] {
				t.Fatalf("after %s came %s", versions[n-1], e.id)
			}
			if err := d.apply(e.data); err != nil {
				t.Fatal(err)
			}
		}
		if d.String() != f.final() {
			t.Errorf("from %s: %s", version, d)
		}
		_ = s.conn.Close()
	}
}

func anyOf(m map[string]bool) string {
	for k := range m {
		return k
	}
	return ""
}

func TestWhoHasNothingOfUseGetsTheWholePage(t *testing.T) {
	f := newFixture(t)
	f.doc.interval = 0
	w := f.write()
	d := f.open()
	epoch, _, _ := strings.Cut(d.version, "-")
	for i := range ringMessages + 10 {
		f.update(w, func(d *fakeDocument) { d.set("root", fmt.Sprint("text ", i)) })
	}
	for name, version := range map[string]string{
		"nothing": "", "another process": "abcdefghij-3", "the future": epoch + "-100000", "no number": epoch + "-x",
		"a negative number": epoch + "--1", "too old": epoch + "-3", "no dash": epoch,
	} {
		s, err := f.watch(version)
		if err != nil {
			t.Fatal(err)
		}
		e, err := s.next()
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(e.data, `"main":`) {
			t.Errorf("%s: %+v", name, e)
		}
		d := &dom{main: parse("old")}
		if err := d.apply(e.data); err != nil || d.String() != f.final() {
			t.Errorf("%s: %v %s", name, err, d)
		}
	}
	if f.doc.refreshes != 1 {
		t.Errorf("%d refreshes: one does for all", f.doc.refreshes)
	}
}

// A whole message makes those before it superfluous, so nobody needs a refresh.
func TestWholeMessagesLeadOnFromAnywhere(t *testing.T) {
	var r ring
	r.add(message{1, []byte("a")}, false)
	r.add(message{2, []byte("bb")}, true)
	r.add(message{3, []byte("ccc")}, false)
	for seq, want := range map[int64]int{unknown: 5, 0: 5, 1: 5, 2: 3, 3: 0, 4: 5} {
		if got := r.distance(seq, 3); got != want {
			t.Errorf("from %d: %d bytes, want %d", seq, got, want)
		}
	}
}

func TestRingIsBounded(t *testing.T) {
	var r ring
	for seq := int64(1); seq <= 2*ringMessages; seq++ {
		r.add(message{seq, make([]byte, 10)}, false)
	}
	if len(r.messages) != ringMessages || r.bytes != 10*ringMessages || r.distance(ringMessages-1, 2*ringMessages) != -1 ||
		r.distance(ringMessages, 2*ringMessages) != 10*ringMessages {
		t.Errorf("%d messages, %d bytes", len(r.messages), r.bytes)
	}
	r.add(message{2*ringMessages + 1, make([]byte, ringBytes+1)}, false)
	if len(r.messages) != 1 || r.bytes != ringBytes+1 {
		t.Errorf("%d messages, %d bytes", len(r.messages), r.bytes)
	}
}

// Those who read nothing keep neither the writer nor the others, and are dropped.
func TestSlowViewersKeepNobody(t *testing.T) {
	f := newFixture(t, func(c *Config) { c.WriteTimeout = time.Second })
	f.doc.interval = 0
	w := f.write()
	for range 20 {
		if _, err := f.watch(""); err != nil {
			t.Fatal(err)
		}
	}
	fast, err := f.watch("")
	if err != nil {
		t.Fatal(err)
	}
	read := make(chan string, 1)
	go func() {
		for {
			e, err := fast.next()
			if err != nil || strings.Contains(e.data, "last text") {
				read <- fmt.Sprint(e.id, err)
				return
			}
		}
	}()
	waitFor(t, "all connected", func() bool { return f.connections() == 21 })
	large := strings.Repeat("x", 100<<10)
	for i := range 200 { // 20 MB for each: more than all socket buffers take
		f.update(w, func(d *fakeDocument) { d.set("root", fmt.Sprint(large, i)) })
	}
	f.update(w, func(d *fakeDocument) { d.set("root", "last text") })
	if got, want := <-read, f.open().version+"<nil>"; got != want {
		t.Errorf("the fast viewer ends with %s, not %s", got, want)
	}
	waitFor(t, "the slow ones are dropped", func() bool { return f.connections() == 1 })
}

// A viewer who takes little by little stays.
func TestViewerWhoReadsSlowlyStays(t *testing.T) {
	f := newFixture(t, func(c *Config) { c.WriteTimeout = 400 * time.Millisecond })
	w := f.write()
	f.update(w, func(d *fakeDocument) { d.set("root", strings.Repeat("x", 8<<20)) })
	s, err := f.watch("")
	if err != nil {
		t.Fatal(err)
	}
	_ = s.conn.(*net.TCPConn).SetReadBuffer(64 << 10)
	for got := 0; got < 8<<20; { // in about a second
		n, err := io.CopyN(io.Discard, s.r, 256<<10)
		if err != nil {
			t.Fatalf("after %d bytes: %v", got, err)
		}
		got += int(n)
		time.Sleep(30 * time.Millisecond)
	}
}

// What changes at once is one message or two, and what changes after a rest is sent at once.
func TestChangesAreJoined(t *testing.T) {
	f := newFixture(t)
	f.doc.interval = 100 * time.Millisecond
	w := f.write()
	d := f.open()
	f.update(w, func(d *fakeDocument) { d.set("root", "first") })
	if f.doc.asked != 3 { // the page with what was before it, and this
		t.Errorf("asked %d times", f.doc.asked)
	}
	for i := range 500 {
		f.update(w, func(d *fakeDocument) { d.set("root", fmt.Sprint("text ", i)) })
	}
	if f.doc.asked > 6 {
		t.Errorf("asked %d times for 500 changes at once", f.doc.asked)
	}
	f.finish()
	if f.final() == d.String() {
		t.Fatal("nothing has changed")
	}
}

// Nothing is made for those who are not there, and who comes later gets all of it.
func TestUnwatchedChangesCostNothing(t *testing.T) {
	f := newFixture(t)
	f.doc.interval = 0
	w := f.write()
	for i := range 100 {
		f.update(w, func(d *fakeDocument) { d.set("root", fmt.Sprint("text ", i)) })
	}
	if f.doc.asked != 0 {
		t.Errorf("asked %d times", f.doc.asked)
	}
	if d := f.open(); d.String() != f.final() {
		t.Errorf("%s", d)
	}
}
