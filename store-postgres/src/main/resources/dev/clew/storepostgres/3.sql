-- What is left of runs that were removed. Nothing is written to them any more.
CREATE TABLE tombstone (
  namespace   text COLLATE "C" NOT NULL,
  run_id      text COLLATE "C" NOT NULL,
  ledger_id   text COLLATE "C" NOT NULL,
  name        text COLLATE "C" NOT NULL,
  status      text COLLATE "C" NOT NULL,
  created_at  text COLLATE "C",
  finished_at text COLLATE "C",
  size        bigint NOT NULL,                    -- how many rows its ledger had
  bytes       bigint NOT NULL,                    -- of its rows and payloads, as they were kept
  chain       bytea NOT NULL,                     -- the hash of its newest row
  removed_at  text COLLATE "C" NOT NULL,
  policy      text COLLATE "C" NOT NULL,
  removed_by  text COLLATE "C" NOT NULL,
  short_run_id text COLLATE "C" GENERATED ALWAYS AS (left(run_id, 100)) STORED
);
CREATE INDEX tombstone_by_id ON tombstone (short_run_id);

ALTER TABLE tombstone ENABLE ROW LEVEL SECURITY;
ALTER TABLE tombstone FORCE ROW LEVEL SECURITY;
CREATE POLICY of_namespace ON tombstone USING (
  (SELECT current_setting('clew.namespaces', true)) = '*'
  OR namespace = ANY ((SELECT (string_to_array(current_setting('clew.namespaces', true), E'\x01,'))[2:])::text[]));
