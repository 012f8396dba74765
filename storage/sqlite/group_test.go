package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"testing"
	"time"

	"placard/storage"
)

// testWriter is the writer of an empty file. The test uses the writer's statements itself, which it may while it is the only
// caller, and so decides which calls make a group.
type testWriter struct {
	*writes
	conn *sql.Conn
	sync *syncer
}

func openWriter(t *testing.T) testWriter {
	t.Helper()
	db := openIn(t, t.TempDir())
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	seed(t, db)
	s := startSyncer(db.logSync.sync)
	t.Cleanup(s.finish)
	return testWriter{&db.writer.writes, db.writer.conn, s}
}

// commit makes a group of the first call and those that are queued.
func (w testWriter) commit(first *call, more <-chan *call) []*call {
	return w.commitGroup(first, more, w.sync)
}

func seed(t testing.TB, db *DB) {
	t.Helper()
	if err := db.CreateWorkspace(t.Context(), storage.Workspace{ID: "ws_1"}, storage.Hash{1}, storage.Hash{}); err != nil {
		t.Fatal(err)
	}
}

func itemOf(workspace, id string) storage.NewItem {
	return storage.NewItem{Item: storage.Item{ID: id, Workspace: workspace, CreatedAt: time.UnixMilli(1)}}
}

func creating(id string) *call {
	return newCall(func(w *writes) error {
		_, _, err := createItem(w, itemOf("ws_1", id))
		return err
	})
}

// queue holds the calls as if their callers waited.
func queue(calls ...*call) chan *call {
	waiting := make(chan *call, len(calls))
	for _, c := range calls {
		waiting <- c
	}
	return waiting
}

func exists(t *testing.T, w testWriter, id string) bool {
	t.Helper()
	_, err := scanItem(w.ownedItem.QueryRow(id, "ws_1", "", 0).Scan)
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		t.Fatal(err)
	}
	return err == nil
}

func TestGroupUndoesAFailedCallAlone(t *testing.T) {
	w := openWriter(t)
	refusal := errors.New("refused after writing")
	refused := newCall(func(w *writes) error {
		return errors.Join(insertItem(w, itemOf("ws_1", "it_2").Item), refusal)
	})
	first, last := creating("it_1"), creating("it_3")
	group := w.commit(first, queue(refused, last))
	if len(group) != 3 {
		t.Fatalf("%d calls shared the commit, want 3", len(group))
	}
	if err := errors.Join(<-first.answer, <-last.answer); err != nil {
		t.Errorf("a neighbour of the failed call got %v", err)
	}
	if err := <-refused.answer; !errors.Is(err, refusal) {
		t.Errorf("the failed call got %v", err)
	}
	if !exists(t, w, "it_1") || exists(t, w, "it_2") || !exists(t, w, "it_3") {
		t.Error("want the first and the last item, and nothing of the failed call")
	}
}

// What is known of a workspace within a group is held against each call's own time, and forgotten when it may be gone.
func TestWorkspaceEndsWithinAGroup(t *testing.T) {
	w := openWriter(t)
	at := func(id string, ms int64) *call {
		n := itemOf("ws_short", id)
		n.CreatedAt = time.UnixMilli(ms)
		return newCall(func(w *writes) error {
			_, _, err := createItem(w, n)
			return err
		})
	}
	short := newCall(func(w *writes) error {
		_, err := w.exec(w.insertWorkspace, "ws_short", "", "free", false, 1, 10, []byte{7}, []byte{8})
		return err
	})
	sweeping := newCall(func(w *writes) error {
		_, _, err := sweep(w, time.UnixMilli(20), 10)
		return err
	})
	before, after, swept := at("it_1", 9), at("it_2", 10), at("it_3", 9)
	w.commit(short, queue(before, after, sweeping, swept))
	if err := errors.Join(<-short.answer, <-before.answer, <-sweeping.answer); err != nil {
		t.Error(err)
	}
	if errAfter, errSwept := <-after.answer, <-swept.answer; !errors.Is(errAfter, storage.ErrNotFound) || !errors.Is(errSwept, storage.ErrNotFound) {
		t.Errorf("%v and %v, want that the workspace is gone", errAfter, errSwept)
	}
}

// A foreign key that is checked at the commit makes it fail.
func TestGroupWhoseCommitFailsFailsWhole(t *testing.T) {
	w := openWriter(t)
	conn := w.conn
	bad := newCall(func(w *writes) error {
		_, err := conn.ExecContext(t.Context(), "PRAGMA defer_foreign_keys = on")
		return errors.Join(err, insertItem(w, itemOf("ws_missing", "it_2").Item))
	})
	good := creating("it_1")
	w.commit(good, queue(bad))
	if errGood, errBad := <-good.answer, <-bad.answer; errGood == nil || errBad == nil {
		t.Errorf("answers = %v and %v, want the commit's error for both", errGood, errBad)
	}
	if exists(t, w, "it_1") {
		t.Error("a call that was told of a failure had an effect")
	}
	wantUsable(t, w)
}

// SQLite ends the whole transaction by itself when, for example, the disk is full.
func TestCallsOfALostTransactionRunAgainWithoutTheOneThatLostIt(t *testing.T) {
	w := openWriter(t)
	losing := newCall(func(w *writes) error {
		_, err := w.rollback.Exec()
		return errors.Join(err, errors.New("disk full"))
	})
	refused, good, late := creating("it_1"), creating("it_1"), creating("it_2")
	w.commit(good, queue(refused, losing, late))
	if err := errors.Join(<-good.answer, <-late.answer); err != nil {
		t.Errorf("a neighbour of the failed call got %v", err)
	}
	if err := <-refused.answer; !errors.Is(err, storage.ErrConflict) {
		t.Errorf("the second of an ID got %v", err)
	}
	if err := <-losing.answer; err == nil || err.Error() != "disk full" {
		t.Errorf("the failed call got %v", err)
	}
	if !exists(t, w, "it_1") || !exists(t, w, "it_2") {
		t.Error("a call that was told of success had no effect")
	}
}

func TestGroupWhoseTransactionIsLostAgainFailsWhole(t *testing.T) {
	w := openWriter(t)
	full := errors.New("disk full")
	runs := 0
	first := newCall(func(w *writes) error {
		if runs++; runs > 1 {
			return full
		}
		return insertItem(w, itemOf("ws_1", "it_1").Item)
	})
	losing, late := newCall(func(*writes) error { return full }), creating("it_2")
	more := queue(losing, late)
	w.commit(first, more)
	if errFirst, errLosing := <-first.answer, <-losing.answer; !errors.Is(errFirst, full) || !errors.Is(errLosing, full) {
		t.Errorf("answers = %v and %v, want an error for both", errFirst, errLosing)
	}
	if exists(t, w, "it_1") || len(more) != 1 {
		t.Error("want no effect, and the call that came later still waiting")
	}
	wantUsable(t, w)
}

func wantUsable(t *testing.T, w testWriter) {
	t.Helper()
	next := creating("it_next")
	w.commit(next, nil)
	if err := <-next.answer; err != nil || !exists(t, w, "it_next") {
		t.Errorf("the next group fails: %v", err)
	}
}

func TestGroupIsBounded(t *testing.T) {
	w := openWriter(t)
	var calls []*call
	for i := range maxGroup + 5 {
		calls = append(calls, creating(fmt.Sprint("it_", i)))
	}
	more := queue(calls[1:]...)
	if group := w.commit(calls[0], more); len(group) != maxGroup || len(more) != 5 {
		t.Errorf("%d calls in the group and %d left, want %d and 5", len(group), len(more), maxGroup)
	}
	group := w.commit(<-more, more)
	if len(group) != 5 {
		t.Errorf("the next group has %d calls, want 5", len(group))
	}
	for i, c := range calls {
		if err := <-c.answer; err != nil {
			t.Errorf("call %d: %v", i, err)
		}
	}
}

// blocked occupies the writer until the test closes finish.
func blocked(ctx context.Context, t *testing.T, db *DB, id string) (finish chan struct{}, answer chan error) {
	t.Helper()
	began := make(chan struct{})
	finish, answer = make(chan struct{}), make(chan error, 1)
	go func() {
		answer <- db.write(ctx, "test", func(w *writes) error {
			close(began)
			<-finish
			return insertItem(w, itemOf("ws_1", id).Item)
		})
	}()
	<-began
	return finish, answer
}

func TestWaitingCallIsWithdrawnAndBegunCallIsFinished(t *testing.T) {
	db := openIn(t, t.TempDir())
	defer db.Close()
	seed(t, db)
	begunContext, cancelBegun := context.WithCancel(t.Context())
	finish, answer := blocked(begunContext, t, db, "it_begun")
	cancelBegun()

	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if _, _, err := db.CreateItem(ctx, itemOf("ws_1", "it_waiting")); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the call that waited got %v, want its context's error", err)
	}
	close(finish)
	if err := <-answer; err != nil {
		t.Errorf("the call that had begun got %v", err)
	}
	_, errBegun := db.Item(t.Context(), "it_begun", time.UnixMilli(1))
	_, errWaiting := db.Item(t.Context(), "it_waiting", time.UnixMilli(1))
	if errBegun != nil || !errors.Is(errWaiting, storage.ErrNotFound) {
		t.Errorf("found: %v and %v, want the item of the call that had begun alone", errBegun, errWaiting)
	}
}
