-- Who has to do with a run: it waits in a queue, or somebody works on it under a lease.
ALTER TABLE run ADD COLUMN queue    TEXT;        -- where it waits to be claimed; NULL: it does not
ALTER TABLE run ADD COLUMN lease_ms INTEGER;     -- so long without a sign of life; NULL: without a lease
CREATE INDEX run_by_queue ON run (queue, number) WHERE queue IS NOT NULL;
CREATE INDEX run_by_lease ON run (number) WHERE lease_ms IS NOT NULL;
