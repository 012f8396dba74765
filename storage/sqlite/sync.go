package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"slices"
)

// syncer makes durable what the writer has committed, and then answers the calls, while the writer goes on with the next
// ones: they are run, and wait to be committed, until the disk is free again. SQLite's own sync at the commit would hold up
// the writer, and on one processor all others.
//
// It is SQLite's log that is synced, through a file of our own: SQLite itself syncs it only before it folds it into the
// file, and after it begins it anew (synchronous=NORMAL). Either is before the next commit is synced here.
type syncer struct {
	sync   func() error
	groups chan []*call
	// idle has a value while nothing is being synced: what the last sync returned.
	idle chan error
	// free tells that the writer has taken the value of idle, and failed what it was. Only the writer uses them.
	free   bool
	failed error
	done   chan struct{}
}

func startSyncer(sync func() error) *syncer {
	s := &syncer{sync: sync, groups: make(chan []*call), idle: make(chan error, 1), done: make(chan struct{})}
	s.idle <- nil
	go s.loop()
	return s
}

func (s *syncer) loop() {
	defer close(s.done)
	for group := range s.groups {
		err := s.sync()
		if err != nil {
			err = fmt.Errorf("sync the log: %w", err)
		}
		s.idle <- err // The next commit begins before the callers do.
		answerAll(group, err)
	}
}

// whileBusy is a call that comes before the disk is free, nil when it is.
func (s *syncer) whileBusy(more <-chan *call) *call {
	if s.free {
		return nil
	}
	select {
	case c := <-more: // nil when the writer is to end
		return c
	case s.failed = <-s.idle:
		s.free = true
		return nil
	}
}

// wait returns when what was committed before is on disk. An error is there to stay: what the disk has forgotten once it may
// say to have the next time, and commits that follow a lost one are lost with it.
func (s *syncer) wait() error {
	if !s.free {
		s.failed = <-s.idle
		s.free = true
	}
	return s.failed
}

// answer answers a group that is committed, when it is on disk. It must come after wait.
func (s *syncer) answer(group []*call) {
	if !slices.ContainsFunc(group, func(c *call) bool { return c.err == nil }) {
		answerAll(group, nil) // They have written nothing.
		return
	}
	s.free = false
	s.groups <- group
}

// finish returns when all calls are answered.
func (s *syncer) finish() {
	close(s.groups)
	<-s.done
}

// openLog opens SQLite's log, which conn has created. It is there as long as a connection is open.
func openLog(ctx context.Context, conn *sql.Conn) (*os.File, error) {
	var file string // as SQLite has resolved the path
	if err := conn.QueryRowContext(ctx, "SELECT file FROM pragma_database_list WHERE name = 'main'").Scan(&file); err != nil {
		return nil, err
	}
	return os.OpenFile(file+"-wal", os.O_RDWR, 0)
}
