-- Items in the order in which they come, so that a new one is appended to its table and to all indexes but that of the IDs.
-- Before, the table and three of its indexes were in the order of something random, and each item wrote a page of every one.

CREATE TABLE appended_items (
    id             TEXT    NOT NULL PRIMARY KEY,
    workspace      TEXT    NOT NULL REFERENCES workspaces (id),
    kind           TEXT    NOT NULL,
    name           TEXT    NOT NULL,
    content_type   TEXT    NOT NULL,
    title          TEXT    NOT NULL,
    info           TEXT    NOT NULL,
    version        INTEGER NOT NULL,
    blob           BLOB    NOT NULL,
    blob_row       INTEGER,          -- id in blobs, when the bytes were there when the item was written
    size           INTEGER NOT NULL,
    created_at     INTEGER NOT NULL,
    updated_at     INTEGER NOT NULL,
    expires_at     INTEGER NOT NULL,
    deleted_at     INTEGER,
    client_name    TEXT    NOT NULL,
    client_version TEXT    NOT NULL,
    client_run     TEXT    NOT NULL
) STRICT;

INSERT INTO appended_items (id, workspace, kind, name, content_type, title, info, version, blob, size,
    created_at, updated_at, expires_at, deleted_at, client_name, client_version, client_run)
SELECT id, workspace, kind, name, content_type, title, info, version, blob, size,
    created_at, updated_at, expires_at, deleted_at, client_name, client_version, client_run
FROM items ORDER BY created_at, id;

DROP TABLE items;
ALTER TABLE appended_items RENAME TO items;

-- The list, newest first, is this index read backwards: no sorting, and a page costs what it returns. The quota is counted in
-- it alone. It also serves the foreign key when a workspace is removed.
CREATE INDEX items_listed ON items (workspace, kind, deleted_at, created_at, id, expires_at);
CREATE INDEX items_named ON items (workspace, kind, name) WHERE deleted_at IS NULL AND name <> '';
-- "Does any record still name this blob?" Those whose bytes are a row are found by the number of the row, which counts up;
-- those whose bytes are elsewhere by the hash.
CREATE INDEX items_blob_row ON items (blob_row) WHERE blob_row IS NOT NULL;
CREATE INDEX items_blob ON items (blob) WHERE blob_row IS NULL;
-- What Sweep looks for. Both hold only the few items that will go.
CREATE INDEX items_deleted ON items (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX items_expiring ON items (expires_at) WHERE expires_at < 9223372036854775807;
