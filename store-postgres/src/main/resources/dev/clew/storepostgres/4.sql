-- Who has to do with a run: it waits in a queue, or somebody works on it under a lease.
ALTER TABLE run
  ADD COLUMN queue    text COLLATE "C",          -- where it waits to be claimed, of 100 characters at most; NULL: it does not
  ADD COLUMN lease_ms bigint;                    -- so long without a sign of life; NULL: without a lease
CREATE INDEX run_by_queue ON run (queue, number) WHERE queue IS NOT NULL;
CREATE INDEX run_by_lease ON run (number) WHERE lease_ms IS NOT NULL;

-- What has started a run, and whether it is a trace that named no run. Of a run that is there already they are known with its next row.
ALTER TABLE run
  ADD COLUMN parent_run_id       text COLLATE "C",
  ADD COLUMN parent_attempt_id   text COLLATE "C",
  ADD COLUMN parent_stage        text COLLATE "C",
  ADD COLUMN no_run_id           integer NOT NULL DEFAULT 0,
  ADD COLUMN short_parent_run_id text COLLATE "C" GENERATED ALWAYS AS (left(parent_run_id, 100)) STORED;
CREATE INDEX run_by_parent ON run (short_parent_run_id, created_ns DESC NULLS LAST, short_run_id) WHERE short_parent_run_id IS NOT NULL;
CREATE INDEX run_by_naming ON run (no_run_id, created_ns DESC NULLS LAST, short_run_id);
