-- Who has to do with a run: it waits in a queue, or somebody works on it under a lease.
ALTER TABLE run ADD COLUMN queue    TEXT;        -- where it waits to be claimed; NULL: it does not
ALTER TABLE run ADD COLUMN lease_ms INTEGER;     -- so long without a sign of life; NULL: without a lease
CREATE INDEX run_by_queue ON run (queue, number) WHERE queue IS NOT NULL;
CREATE INDEX run_by_lease ON run (number) WHERE lease_ms IS NOT NULL;

-- What has started a run, and whether it is a trace that named no run. Of a run that is there already they are known with its next row.
ALTER TABLE run ADD COLUMN parent_run_id     TEXT;
ALTER TABLE run ADD COLUMN parent_attempt_id TEXT;
ALTER TABLE run ADD COLUMN parent_stage      TEXT;
ALTER TABLE run ADD COLUMN no_run_id         INTEGER NOT NULL DEFAULT 0;
CREATE INDEX run_by_parent ON run (parent_run_id, created_ns DESC, run_id, namespace) WHERE parent_run_id IS NOT NULL;
CREATE INDEX run_by_naming ON run (no_run_id, created_ns DESC, run_id, namespace);
