-- What is left of runs that were removed. Nothing is written to them any more.
CREATE TABLE tombstone (
  namespace   TEXT NOT NULL,
  run_id      TEXT NOT NULL,
  ledger_id   TEXT NOT NULL,
  name        TEXT NOT NULL,
  status      TEXT NOT NULL,
  created_at  TEXT,
  finished_at TEXT,
  size        INTEGER NOT NULL,          -- how many rows its ledger had
  bytes       INTEGER NOT NULL,          -- of its rows and payloads, as they were kept
  chain       BLOB NOT NULL,             -- the hash of its newest row
  removed_at  TEXT NOT NULL,
  policy      TEXT NOT NULL,
  removed_by  TEXT NOT NULL,
  indexed     INTEGER NOT NULL DEFAULT 1, -- 0: its words are out of the pieces of run_word, too
  PRIMARY KEY (run_id, namespace)
) WITHOUT ROWID;
CREATE INDEX tombstone_indexed ON tombstone (indexed) WHERE indexed = 1;
