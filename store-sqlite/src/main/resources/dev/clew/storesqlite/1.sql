-- The runs, and what an index knows of each.
CREATE TABLE run (
  number         INTEGER PRIMARY KEY,
  namespace      TEXT NOT NULL,
  run_id         TEXT NOT NULL,
  ledger_id      TEXT NOT NULL,
  name           TEXT NOT NULL,
  version        TEXT,
  status         TEXT NOT NULL,
  created_at     TEXT,
  created_ns     INTEGER,                -- created_at, since 1970; NULL sorts last
  finished_at    TEXT,
  correlation_id TEXT,
  execution_key  TEXT NOT NULL,
  attempts       INTEGER NOT NULL,
  size           INTEGER NOT NULL,       -- how many rows its ledger has
  chain          BLOB NOT NULL,          -- the hash of its newest row
  sealed         INTEGER NOT NULL,       -- the rows before this one are in chunks
  received_us    INTEGER NOT NULL,       -- of its newest row, since 1970
  UNIQUE (namespace, run_id)
);
CREATE INDEX run_newest ON run (created_ns DESC, run_id, namespace);
CREATE INDEX run_by_name ON run (name, created_ns DESC, run_id, namespace);
CREATE INDEX run_by_version ON run (version, created_ns DESC, run_id, namespace) WHERE version IS NOT NULL;
CREATE INDEX run_by_status ON run (status, created_ns DESC, run_id, namespace);
CREATE INDEX run_by_namespace ON run (namespace, created_ns DESC, run_id);
CREATE INDEX run_by_correlation ON run (correlation_id, created_ns DESC) WHERE correlation_id IS NOT NULL;
CREATE INDEX run_by_key ON run (execution_key) WHERE execution_key <> '';
CREATE INDEX run_by_id ON run (run_id);
CREATE INDEX run_unsealed ON run (received_us) WHERE size > sealed;

-- The rows of the ledgers that are not sealed yet, in the order in which they came.
CREATE TABLE event (
  run         INTEGER NOT NULL,
  offset      INTEGER NOT NULL,
  received_us INTEGER NOT NULL,          -- since 1970
  verdict     TEXT,                      -- conflict or fenced; NULL: accepted
  chain       BLOB NOT NULL,
  event       TEXT NOT NULL              -- canonical JSON (RFC 8785)
);
CREATE INDEX event_of_run ON event (run, offset);

-- The sealed rows, many in one piece.
CREATE TABLE chunk (
  run   INTEGER NOT NULL,
  first INTEGER NOT NULL,                -- the offset of its first row
  count INTEGER NOT NULL,
  chain BLOB NOT NULL,                   -- of its last row
  rows  BLOB NOT NULL,                   -- zstd of one line a row: received_us, a letter for the verdict, the event
  PRIMARY KEY (run, first)
) WITHOUT ROWID;

-- The raw bytes that events point to.
CREATE TABLE payload (
  run    INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  size   INTEGER NOT NULL,               -- of the bytes as they came
  zstd   INTEGER NOT NULL,               -- 1 when they are compressed
  bytes  BLOB NOT NULL,
  PRIMARY KEY (run, offset)
);

-- What runs executed.
CREATE TABLE definition (
  run        INTEGER NOT NULL,
  sha256     TEXT,
  git_commit TEXT
);
CREATE INDEX definition_of_run ON definition (run);
CREATE INDEX definition_by_sha256 ON definition (sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX definition_by_commit ON definition (git_commit) WHERE git_commit IS NOT NULL;
