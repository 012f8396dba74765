package sqlite

import (
	"context"
	"database/sql"
	"fmt"
)

// reads are the readers' prepared statements.
type reads struct {
	workspaceByKey, item, ownedItem, namedItem, listed, place, countActive, blob *sql.Stmt
}

// writes are the statements prepared on the writer's connection. Only the writer's goroutine uses them.
type writes struct {
	begin, commit, rollback *sql.Stmt

	// active is the workspace that was last found to be active, in this transaction.
	active activeWorkspace
	// wrote tells that the call that runs has written something.
	wrote bool

	insertWorkspace, workspaceEnd              *sql.Stmt
	knownKey, keepKey, anyItem                 *sql.Stmt
	insertItem, updateItem, deleteItem         *sql.Stmt
	ownedItem, namedItem                       *sql.Stmt
	countUpTo, markReplaced                    *sql.Stmt
	sweepDeleted, sweepExpired, sweepAbandoned *sql.Stmt
	sweepReplaced, sweepKeys, sweepWorkspaces  *sql.Stmt
	blobNamed                                  *sql.Stmt
	putBlob, deleteBlob                        *sql.Stmt
}

// statement says which text is prepared into which field.
type statement struct {
	into **sql.Stmt
	text string
}

func (r *reads) statements() []statement {
	return []statement{
		{&r.workspaceByKey, workspaceByKeySQL},
		{&r.item, itemSQL},
		{&r.ownedItem, ownedItemSQL},
		{&r.namedItem, namedItemSQL},
		{&r.listed, listedSQL},
		{&r.place, placeSQL},
		{&r.countActive, countActiveSQL},
		{&r.blob, blobSQL},
	}
}

func (w *writes) statements() []statement {
	return append(w.transaction(), []statement{
		{&w.insertWorkspace, insertWorkspaceSQL},
		{&w.workspaceEnd, workspaceEndSQL},
		{&w.knownKey, knownKeySQL},
		{&w.keepKey, keepKeySQL},
		{&w.anyItem, anyItemSQL},
		{&w.insertItem, insertItemSQL},
		{&w.updateItem, updateItemSQL},
		{&w.deleteItem, deleteItemSQL},
		{&w.ownedItem, ownedItemSQL},
		{&w.namedItem, namedItemSQL},
		{&w.countUpTo, countUpToSQL},
		{&w.markReplaced, markReplacedSQL},
		{&w.sweepDeleted, sweepDeletedSQL},
		{&w.sweepExpired, sweepExpiredSQL},
		{&w.sweepAbandoned, sweepAbandonedSQL},
		{&w.sweepReplaced, sweepReplacedSQL},
		{&w.sweepKeys, sweepKeysSQL},
		{&w.sweepWorkspaces, sweepWorkspacesSQL},
		{&w.blobNamed, blobNamedSQL},
		{&w.putBlob, putBlobSQL},
		{&w.deleteBlob, deleteBlobSQL},
	}...)
}

func (w *writes) transaction() []statement {
	return []statement{
		{&w.begin, "BEGIN IMMEDIATE"},
		{&w.commit, "COMMIT"},
		{&w.rollback, "ROLLBACK"},
	}
}

func prepareReads(ctx context.Context, pool *sql.DB) (reads, error) {
	var r reads
	err := prepare(ctx, pool, r.statements())
	return r, err
}

func prepareWrites(ctx context.Context, conn *sql.Conn) (writes, error) {
	var w writes
	err := prepare(ctx, conn, w.statements())
	return w, err
}

type preparer interface {
	PrepareContext(ctx context.Context, text string) (*sql.Stmt, error)
}

func prepare(ctx context.Context, on preparer, statements []statement) error {
	for _, s := range statements {
		prepared, err := on.PrepareContext(ctx, s.text)
		if err != nil {
			return fmt.Errorf("prepare %q: %w", s.text, err)
		}
		*s.into = prepared
	}
	return nil
}
