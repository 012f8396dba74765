package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"
	"slices"

	"placard/storage"
)

// maxGroup bounds how many calls share a commit, and so how long the first of them waits for the others' statements:
// 64 creates are about 4 ms.
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
	// run may run again when a transaction was undone; what it returned before is forgotten then.
	run    func(*writes) error
	err    error
	answer chan error // has room for one, so nobody ever waits for a caller
}

func newCall(run func(*writes) error) *call {
	return &call{run: run, answer: make(chan error, 1)}
}

// answerAll tells each call the error that all of them share, or its own outcome.
func answerAll(group []*call, shared error) {
	for _, c := range group {
		c.answer <- cmp.Or(shared, c.err)
	}
}

// startWriter takes conn over. sync makes durable what was committed on it.
func startWriter(conn *sql.Conn, w writes, sync func() error) *writer {
	wr := &writer{conn: conn, writes: w, calls: make(chan *call), done: make(chan struct{})}
	go wr.loop(startSyncer(sync))
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

// finish returns when all calls are answered and the connection is free. It must not run at the same time as do.
func (wr *writer) finish() {
	close(wr.calls)
	<-wr.done
}

func (wr *writer) loop(s *syncer) {
	defer close(wr.done)
	defer s.finish()
	for first := range wr.calls {
		wr.writes.commitGroup(first, wr.calls, s)
	}
}

// commitGroup runs first and the calls that wait in more by then, or come while the syncer is busy, commits them together and
// leaves them to the syncer. A call that fails is undone alone; when the commit fails, all of them get its error. It returns
// all that it ran.
func (w *writes) commitGroup(first *call, more <-chan *call, s *syncer) []*call {
	group, err := w.runGroup(first, more, s)
	if err == nil {
		err = s.wait()
	}
	if err == nil {
		_, err = w.commit.Exec()
	}
	if err != nil {
		// The error matters more than that of the rollback, which fails when there is nothing to roll back.
		_, _ = w.rollback.Exec()
		answerAll(group, err)
		return group
	}
	s.answer(group)
	return group
}

// runGroup returns an error only when the transaction as a whole is lost.
func (w *writes) runGroup(first *call, more <-chan *call, s *syncer) ([]*call, error) {
	group := []*call{first}
	err := w.beginGroup()
	if err == nil {
		err = w.runLast(group)
	}
	for err == nil && len(group) < maxGroup {
		next := nextCall(more, s)
		if next == nil {
			break
		}
		group = append(group, next)
		err = w.runLast(group)
	}
	return group, err
}

// nextCall is the next of a group, nil when it is time to commit.
func nextCall(more <-chan *call, s *syncer) *call {
	if c := waiting(more); c != nil {
		return c
	}
	// Who was answered with the last group, or has just come from the network, may be ready to call but have had no
	// processor yet: the first call wakes the writer before all others. Letting them run makes groups twice as large
	// on one processor; a lone caller loses nothing, since nobody else is ready then.
	runtime.Gosched()
	if c := waiting(more); c != nil {
		return c
	}
	return s.whileBusy(more)
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

func (w *writes) beginGroup() error {
	w.active = activeWorkspace{}
	_, err := w.begin.Exec()
	return err
}

// runLast runs the last call of a group and leaves its failure in c.err. A call is refused before it writes, as a rule, and then
// there is nothing to undo. After any other failure the transaction is undone and the rest of the group run again: that is
// rare, and a savepoint for each call, which copies the pages that the call writes, takes 6 % of the time of a publish.
func (w *writes) runLast(group []*call) error {
	c, rest := group[len(group)-1], group[:len(group)-1]
	if w.run(c) {
		return nil
	}
	_, _ = w.rollback.Exec() // It fails when SQLite has given up the transaction by itself, as it does when the disk is full.
	if err := w.beginGroup(); err != nil {
		return err
	}
	for _, again := range rest {
		// What was refused is refused for what was there before.
		if again.err == nil && !w.run(again) {
			return fmt.Errorf("transaction lost: %w (after: %v)", again.err, c.err)
		}
	}
	return nil
}

// run tells whether the transaction is as it should be: with all of the call, or nothing of it.
func (w *writes) run(c *call) bool {
	w.wrote = false
	c.err = c.run(w)
	return c.err == nil || isRefusal(c.err) && !w.wrote
}

// isRefusal tells errors that callers may cause from those of SQLite.
func isRefusal(err error) bool {
	is := func(refusal error) bool { return errors.Is(err, refusal) }
	return slices.ContainsFunc([]error{storage.ErrNotFound, storage.ErrConflict, storage.ErrQuota, storage.ErrNameTaken, storage.ErrKeyReused}, is)
}

// exec runs a statement that writes.
func (w *writes) exec(statement *sql.Stmt, args ...any) (sql.Result, error) {
	done, err := statement.Exec(args...)
	if err != nil {
		return nil, err
	}
	n, err := done.RowsAffected()
	w.wrote = w.wrote || n > 0
	return done, err
}
