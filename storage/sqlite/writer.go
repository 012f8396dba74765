package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"runtime"
)

// maxGroup bounds how many calls share a commit, and so how long the first of them waits for the others' statements:
// 64 creates are about 5 ms.
const maxGroup = 64

// writer is the one goroutine that writes. calls is unbuffered on purpose: a call that was received has begun, and
// one that was not can still be withdrawn without a trace.
type writer struct {
	conn   *sql.Conn
	writes writes
	calls  chan *call
	done   chan struct{}
}

// call is one transaction of one caller: what it does, and where its outcome goes.
type call struct {
	run    func(*writes) error
	err    error
	answer chan error // has room for one, so the writer never waits for a caller
}

func newCall(run func(*writes) error) *call {
	return &call{run: run, answer: make(chan error, 1)}
}

func startWriter(conn *sql.Conn, w writes) *writer {
	wr := &writer{conn: conn, writes: w, calls: make(chan *call), done: make(chan struct{})}
	go wr.loop()
	return wr
}

// do returns after the call's effect is durable, or after it is certain that there is none. ctx counts until the
// writer takes the call up; from then on the outcome is awaited.
func (wr *writer) do(ctx context.Context, run func(*writes) error) error {
	c := newCall(run)
	select {
	case wr.calls <- c:
		return <-c.answer
	case <-ctx.Done():
		return ctx.Err()
	}
}

// finish returns when the writer's goroutine has ended and its connection is free. It must not run at the same time as do.
func (wr *writer) finish() {
	close(wr.calls)
	<-wr.done
}

func (wr *writer) loop() {
	defer close(wr.done)
	group := make([]*call, 0, maxGroup)
	for first := range wr.calls {
		group = wr.writes.commitGroup(append(group[:0], first), wr.calls)
		clear(group) // keeps no caller's memory
	}
}

// commitGroup runs group's one call and those that wait in more by then, commits them together and answers them. It
// returns all that it ran. A call that fails is undone alone; when the commit fails, all of them get its error.
func (w *writes) commitGroup(group []*call, more <-chan *call) []*call {
	group, err := w.runGroup(group, more)
	if err == nil {
		_, err = w.commit.Exec()
	}
	if err != nil {
		// The error matters more than that of the rollback, which fails when there is nothing to roll back.
		_, _ = w.rollback.Exec()
	}
	for _, c := range group {
		if err != nil {
			c.err = err
		}
		c.answer <- c.err
	}
	return group
}

// runGroup returns an error only when the transaction as a whole is lost.
func (w *writes) runGroup(group []*call, more <-chan *call) ([]*call, error) {
	if _, err := w.begin.Exec(); err != nil {
		return group, err
	}
	err := w.runOne(group[0])
	for err == nil && len(group) < maxGroup {
		next := waiting(more)
		if next == nil {
			// Who was answered with the last group, or has just come from the network, may be ready to call but have had no
			// processor yet: the first call wakes the writer before all others. Letting them run makes groups twice as large
			// on one processor; a lone caller loses nothing, since nobody else is ready then.
			runtime.Gosched()
			next = waiting(more)
		}
		if next == nil {
			break
		}
		group = append(group, next)
		err = w.runOne(next)
	}
	return group, err
}

// runOne leaves the call's own failure in c.err; its error means that SQLite has given up the whole transaction, as
// it does when the disk is full.
func (w *writes) runOne(c *call) error {
	if _, err := w.savepoint.Exec(); err != nil {
		return err
	}
	if c.err = c.run(w); c.err != nil {
		if _, err := w.rollbackTo.Exec(); err != nil {
			return fmt.Errorf("transaction lost: %w (after: %v)", err, c.err)
		}
	}
	_, err := w.release.Exec()
	return err
}

// waiting takes a call that is there already, or none (also when the channel is closed).
func waiting(more <-chan *call) *call {
	select {
	case c := <-more:
		return c
	default:
		return nil
	}
}
