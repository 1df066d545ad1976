-- What was found of a run when it had found_size rows; it holds while it has no more.
ALTER TABLE run ADD COLUMN found_size INTEGER NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN started_at TEXT;
ALTER TABLE run ADD COLUMN failure    TEXT;       -- its code; NULL: nothing is wrong
ALTER TABLE run ADD COLUMN phase      TEXT;
ALTER TABLE run ADD COLUMN cause      TEXT;
ALTER TABLE run ADD COLUMN headline   TEXT;
ALTER TABLE run ADD COLUMN stuck_us   INTEGER;    -- from then on it is stuck, since 1970
ALTER TABLE run ADD COLUMN stuck_rule TEXT;       -- why then
CREATE INDEX run_by_failure ON run (failure, created_ns DESC, run_id, namespace) WHERE failure IS NOT NULL;
CREATE INDEX run_by_phase ON run (phase, created_ns DESC, run_id, namespace) WHERE phase IS NOT NULL;
CREATE INDEX run_by_cause ON run (cause, created_ns DESC, run_id, namespace) WHERE cause IS NOT NULL;
CREATE INDEX run_by_stuck ON run (stuck_us) WHERE stuck_us IS NOT NULL;
CREATE INDEX run_by_attempts ON run (attempts) WHERE attempts <> 1;
CREATE INDEX run_unexamined ON run (received_us) WHERE found_size < size;

-- The words that a run is found by; its rowid is the number of the run. They come as words in lower
-- case with spaces between them: the tokenizer has nothing to decide.
CREATE VIRTUAL TABLE run_word USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii');
