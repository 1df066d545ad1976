-- Who has to do with a run: it waits in a queue, or somebody works on it under a lease.
ALTER TABLE run ADD COLUMN queue    TEXT;        -- where it waits to be claimed; NULL: it does not
ALTER TABLE run ADD COLUMN lease_ms INTEGER;     -- so long without a sign of life; NULL: without a lease
CREATE INDEX run_by_queue ON run (queue, number) WHERE queue IS NOT NULL;
CREATE INDEX run_by_queue_of_namespace ON run (queue, namespace, number) WHERE queue IS NOT NULL;
CREATE INDEX run_by_lease ON run (number) WHERE lease_ms IS NOT NULL;

-- What has started a run, and whether it is a trace that named no run. Of a run that is there already they are known with its next row.
ALTER TABLE run ADD COLUMN parent_run_id     TEXT;
ALTER TABLE run ADD COLUMN parent_attempt_id TEXT;
ALTER TABLE run ADD COLUMN parent_stage      TEXT;
ALTER TABLE run ADD COLUMN no_run_id         INTEGER NOT NULL DEFAULT 0;
CREATE INDEX run_by_parent ON run (parent_run_id, created_ns DESC, run_id, namespace) WHERE parent_run_id IS NOT NULL;
CREATE INDEX run_by_naming ON run (no_run_id, created_ns DESC, run_id, namespace);

-- The files of runs, by what is in them; their bytes are files in the folder blobs.
CREATE TABLE blob (
  number INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL UNIQUE,
  size   INTEGER NOT NULL
);

-- Which runs were given which. A namespace is found by its SHA-256.
CREATE TABLE run_blob (
  run       INTEGER NOT NULL,
  sha256    BLOB NOT NULL,
  space     BLOB NOT NULL,               -- SHA-256 of the namespace
  namespace TEXT NOT NULL,
  PRIMARY KEY (run, sha256)
) WITHOUT ROWID;
CREATE INDEX run_blob_by_blob ON run_blob (sha256, space);

-- How many bytes the blobs of a namespace have, each counted once.
CREATE TABLE blob_space (
  space     BLOB PRIMARY KEY,
  namespace TEXT NOT NULL,
  bytes     INTEGER NOT NULL
) WITHOUT ROWID;

-- Blobs on their way. No number is used twice: it names a file.
CREATE TABLE upload (
  number     INTEGER PRIMARY KEY AUTOINCREMENT,
  space      BLOB NOT NULL,
  namespace  TEXT NOT NULL,
  sha256     BLOB NOT NULL,
  size       INTEGER NOT NULL,           -- of the whole
  received   INTEGER NOT NULL,           -- of it, durable
  touched_us INTEGER NOT NULL,           -- when something came, since 1970
  UNIQUE (space, sha256)
);
CREATE INDEX upload_touched ON upload (touched_us);

-- What is left of blobs in a namespace whose last run with them was removed.
CREATE TABLE blob_tombstone (
  space      BLOB NOT NULL,
  sha256     BLOB NOT NULL,
  namespace  TEXT NOT NULL,
  run_id     TEXT NOT NULL,
  size       INTEGER NOT NULL,
  removed_at TEXT NOT NULL,
  policy     TEXT NOT NULL,
  removed_by TEXT NOT NULL,
  PRIMARY KEY (space, sha256)
) WITHOUT ROWID;

-- Files that may have to be deleted, unless a blob needs them.
CREATE TABLE blob_trash (
  sha256 BLOB PRIMARY KEY
) WITHOUT ROWID;
