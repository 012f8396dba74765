-- Bytes of storage.Blobs that are small enough to be rows. The table has a rowid of its own, in the order of the inserts,
-- so that new bytes are appended to the table; only their hashes are scattered over the index.

CREATE TABLE blobs (
    id    INTEGER NOT NULL PRIMARY KEY,
    hash  BLOB    NOT NULL UNIQUE,
    bytes BLOB    NOT NULL
) STRICT;
