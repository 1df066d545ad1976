-- Who has to do with a run: it waits in a queue, or somebody works on it under a lease.
ALTER TABLE run
  ADD COLUMN queue    text COLLATE "C",          -- where it waits to be claimed, of 100 characters at most; NULL: it does not
  ADD COLUMN lease_ms bigint;                    -- so long without a sign of life; NULL: without a lease
CREATE INDEX run_by_queue ON run (queue, number) WHERE queue IS NOT NULL;
CREATE INDEX run_by_lease ON run (number) WHERE lease_ms IS NOT NULL;
