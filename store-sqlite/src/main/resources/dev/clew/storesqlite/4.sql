-- What has started a run, and whether it is a trace that named no run. Of a run that is there already they are known with its next row.
ALTER TABLE run ADD COLUMN parent_run_id     TEXT;
ALTER TABLE run ADD COLUMN parent_attempt_id TEXT;
ALTER TABLE run ADD COLUMN parent_stage      TEXT;
ALTER TABLE run ADD COLUMN no_run_id         INTEGER NOT NULL DEFAULT 0;
CREATE INDEX run_by_parent ON run (parent_run_id, created_ns DESC, run_id, namespace) WHERE parent_run_id IS NOT NULL;
CREATE INDEX run_by_naming ON run (no_run_id, created_ns DESC, run_id, namespace);
