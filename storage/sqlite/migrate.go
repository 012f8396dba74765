package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

// migrations holds NNN_name.sql, NNN counting up from 001. A file that was released is never changed.
//
//go:embed migrations/*.sql
var migrations embed.FS

const createMigrations = `CREATE TABLE IF NOT EXISTS migrations (
	version    INTEGER NOT NULL PRIMARY KEY,
	name       TEXT    NOT NULL,
	applied_at TEXT    NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT`

// migrate applies the files that the database has not seen, in order, each in a transaction with its record. Two
// processes may do it at once: whoever comes second finds the record.
func migrate(ctx context.Context, conn *sql.Conn) error {
	files, err := fs.Glob(migrations, "migrations/*.sql") // sorted by name
	if err != nil {
		return err
	}
	for i, file := range files {
		if err := immediate(ctx, conn, func() error { return apply(ctx, conn, i+1, file) }); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return refuseNewer(ctx, conn, len(files))
}

// apply does nothing when the version is already recorded.
func apply(ctx context.Context, conn *sql.Conn, version int, file string) error {
	name, err := migrationName(file, version)
	if err != nil {
		return err
	}
	if _, err := conn.ExecContext(ctx, createMigrations); err != nil {
		return err
	}
	var done bool
	err = conn.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM migrations WHERE version = ?)`, version).Scan(&done)
	if err != nil || done {
		return err
	}
	text, err := migrations.ReadFile(file)
	if err != nil {
		return err
	}
	if _, err := conn.ExecContext(ctx, string(text)); err != nil {
		return err
	}
	_, err = conn.ExecContext(ctx, `INSERT INTO migrations (version, name) VALUES (?, ?)`, version, name)
	return err
}

// migrationName insists on numbers without gaps, so that a forgotten or doubled file fails at the first start.
func migrationName(file string, version int) (string, error) {
	number, name, _ := strings.Cut(strings.TrimPrefix(file, "migrations/"), "_")
	if n, err := strconv.Atoi(number); err != nil || n != version {
		return "", fmt.Errorf("migration %d is missing", version)
	}
	return strings.TrimSuffix(name, ".sql"), nil
}

// refuseNewer keeps an old binary from writing to tables that it does not understand.
func refuseNewer(ctx context.Context, conn *sql.Conn, known int) error {
	var found int
	if err := conn.QueryRowContext(ctx, `SELECT max(version) FROM migrations`).Scan(&found); err != nil {
		return err
	}
	if found > known {
		return fmt.Errorf("the file was written by a newer version (migration %d, this one knows %d)", found, known)
	}
	return nil
}

// immediate runs f in a transaction that has the write lock from the start, so it never fails halfway for want of it.
func immediate(ctx context.Context, conn *sql.Conn, f func() error) error {
	if _, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	err := f()
	if err == nil {
		_, err = conn.ExecContext(ctx, "COMMIT")
	}
	if err != nil {
		_, undo := conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
		return errors.Join(err, undo)
	}
	return nil
}
