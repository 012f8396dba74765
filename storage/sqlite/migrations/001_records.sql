-- The records of storage.Meta. Times are milliseconds since 1970; 9223372036854775807 in expires_at is "never", so
-- that one comparison decides and an index range answers. Hashes are 32 bytes.

CREATE TABLE workspaces (
    id         TEXT    NOT NULL PRIMARY KEY,
    name       TEXT    NOT NULL,
    plan       TEXT    NOT NULL,
    claimed    INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    key_hash   BLOB    NOT NULL UNIQUE,
    claim_hash BLOB    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX workspaces_expiring ON workspaces (expires_at) WHERE expires_at < 9223372036854775807;

CREATE TABLE items (
    id             TEXT    NOT NULL PRIMARY KEY,
    workspace      TEXT    NOT NULL REFERENCES workspaces (id),
    kind           TEXT    NOT NULL,
    content_type   TEXT    NOT NULL,
    title          TEXT    NOT NULL,
    version        INTEGER NOT NULL,
    blob           BLOB    NOT NULL,
    size           INTEGER NOT NULL,
    created_at     INTEGER NOT NULL,
    updated_at     INTEGER NOT NULL,
    expires_at     INTEGER NOT NULL,
    deleted_at     INTEGER,
    client_name    TEXT    NOT NULL,
    client_version TEXT    NOT NULL,
    client_run     TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- The list, newest first, is this index read backwards: no sorting, and a page costs what it returns.
CREATE INDEX items_listed ON items (workspace, kind, created_at, id) WHERE deleted_at IS NULL;
-- The quota is a range of this index alone; it also serves the foreign key when a workspace is removed.
CREATE INDEX items_active ON items (workspace, deleted_at, expires_at);
-- "Does any record still name this blob?"
CREATE INDEX items_blob ON items (blob);
-- What Sweep looks for. Both hold only the few items that will go.
CREATE INDEX items_deleted ON items (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX items_expiring ON items (expires_at) WHERE expires_at < 9223372036854775807;

-- A blob that an update replaced, so that Sweep finds it once readers of the old version are done.
CREATE TABLE replaced_blobs (
    blob        BLOB    NOT NULL,
    replaced_at INTEGER NOT NULL,
    PRIMARY KEY (blob, replaced_at)
) STRICT, WITHOUT ROWID;

CREATE INDEX replaced_blobs_age ON replaced_blobs (replaced_at);

-- item has no foreign key: a key outlives its item, to answer "not found" instead of creating a second one.
CREATE TABLE idempotency_keys (
    workspace  TEXT    NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    key        TEXT    NOT NULL,
    request    BLOB    NOT NULL,
    item       TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
