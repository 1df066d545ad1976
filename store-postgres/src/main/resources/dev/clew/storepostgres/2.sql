-- What was found of a run when it had found_size rows; it holds while it has no more.
ALTER TABLE run
  ADD COLUMN found_size bigint NOT NULL DEFAULT 0,
  ADD COLUMN started_at text COLLATE "C",
  ADD COLUMN failure    text COLLATE "C",        -- its code, of 100 characters at most; NULL: nothing is wrong
  ADD COLUMN phase      text COLLATE "C",
  ADD COLUMN cause      text COLLATE "C",
  ADD COLUMN headline   text COLLATE "C",
  ADD COLUMN stuck_us   bigint,                  -- from then on it is stuck, since 1970
  ADD COLUMN stuck_rule text COLLATE "C";        -- why then
CREATE INDEX run_by_failure ON run (failure, created_ns DESC NULLS LAST, short_run_id) WHERE failure IS NOT NULL;
CREATE INDEX run_by_phase ON run (phase, created_ns DESC NULLS LAST, short_run_id) WHERE phase IS NOT NULL;
CREATE INDEX run_by_cause ON run (cause, created_ns DESC NULLS LAST, short_run_id) WHERE cause IS NOT NULL;
CREATE INDEX run_by_stuck ON run (stuck_us) WHERE stuck_us IS NOT NULL;
CREATE INDEX run_by_attempts ON run (attempts) WHERE attempts <> 1;
CREATE INDEX run_unexamined ON run (received_us) WHERE found_size < size;

-- The words that a run is found by, each once, in lower case. No index of a text search is of use here:
-- its operators would wait until the policies below have looked at every row.
CREATE TABLE run_word (
  word      text COLLATE "C" NOT NULL,
  run       bigint NOT NULL,
  namespace text COLLATE "C" NOT NULL,           -- of the run, for the policy below
  PRIMARY KEY (word, run)
);
CREATE INDEX run_word_of_run ON run_word (run);

ALTER TABLE run_word ENABLE ROW LEVEL SECURITY;
ALTER TABLE run_word FORCE ROW LEVEL SECURITY;
CREATE POLICY of_namespace ON run_word USING (
  (SELECT current_setting('clew.namespaces', true)) = '*'
  OR namespace = ANY ((SELECT (string_to_array(current_setting('clew.namespaces', true), E'\x01,'))[2:])::text[]));
