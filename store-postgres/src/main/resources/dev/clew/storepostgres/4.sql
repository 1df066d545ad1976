-- What has started a run, and whether it is a trace that named no run. Of a run that is there already they are known with its next row.
ALTER TABLE run
  ADD COLUMN parent_run_id       text COLLATE "C",
  ADD COLUMN parent_attempt_id   text COLLATE "C",
  ADD COLUMN parent_stage        text COLLATE "C",
  ADD COLUMN no_run_id           integer NOT NULL DEFAULT 0,
  ADD COLUMN short_parent_run_id text COLLATE "C" GENERATED ALWAYS AS (left(parent_run_id, 100)) STORED;
CREATE INDEX run_by_parent ON run (short_parent_run_id, created_ns DESC NULLS LAST, short_run_id) WHERE short_parent_run_id IS NOT NULL;
CREATE INDEX run_by_naming ON run (no_run_id, created_ns DESC NULLS LAST, short_run_id);
