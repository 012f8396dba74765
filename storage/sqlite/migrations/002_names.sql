-- Items that have a name, and what lists say of an item without its blob.

ALTER TABLE items ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE items ADD COLUMN info TEXT NOT NULL DEFAULT '';

-- Not unique: an item that has expired keeps its name until it is swept, and another one may have it meanwhile.
CREATE INDEX items_named ON items (workspace, kind, name) WHERE deleted_at IS NULL AND name <> '';

-- Quotas count some kinds: a range of this index for each. It also serves the foreign key when a workspace is removed.
DROP INDEX items_active;
CREATE INDEX items_active ON items (workspace, kind, deleted_at, expires_at);
