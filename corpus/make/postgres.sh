pg=$scratch/pg
mkdir "$pg" && chown postgres "$pg"
bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
as_postgres() { (cd "$pg" && setpriv --reuid postgres --regid postgres --clear-groups env LC_ALL=C.UTF-8 "$@"); }
echo secret >"$pg/superuser" && chown postgres "$pg/superuser"
as_postgres "$bin/initdb" -D "$pg/data" -A trust -U postgres >/dev/null
echo 'host all app 127.0.0.1/32 scram-sha-256
host all all 127.0.0.1/32 trust
local all all trust' >"$pg/data/pg_hba.conf"
as_postgres "$bin/pg_ctl" -D "$pg/data" -o "-k $pg -c fsync=off -c deadlock_timeout=200ms" -l "$pg/log" -w start >/dev/null
sql() { psql -q -h 127.0.0.1 -U postgres -v ON_ERROR_STOP=1 "$@"; }
sql <<'X' 2>/dev/null
create role ci login; create role app login password 'not-this-one'; create database reports owner ci;
\c reports
create table runs (run_id text primary key, status text not null, amount int check (amount >= 0));
alter table runs owner to ci;
insert into runs values ('run_741', 'done', 120), ('run_742', 'running', 0);
create table payroll (id int);
X
mkdir "$scratch/small-pg" && mount -t tmpfs -o size=1500k tmpfs "$scratch/small-pg" && mkdir "$scratch/small-pg/space" && chown -R postgres "$scratch/small-pg"
chmod 755 "$scratch"
sql -c "create tablespace small location '$scratch/small-pg/space'" -c 'grant create on tablespace small to ci'
psql='psql -v ON_ERROR_STOP=1 -h db.internal -U ci reports'
record psql-refused rules active dependency connection_refused 'nothing listens on the port of the database' 'psql -h db.internal -p 5999 -U ci reports -c "select 1"'
record psql-password measure active config authentication_failed 'the password is wrong' 'PGPASSWORD=wrong psql -h db.internal -U app reports -c "select 1"'
record psql-syntax rules active code sql_syntax 'a syntax error in the SQL of the job' "$psql -c 'select status form runs'"
record psql-unique-violation measure save effect_conflict unique_violation 'the status row of this run is there already: the effect was done before' "$psql -c \"insert into runs values ('run_742', 'done', 12)\""
record psql-check-violation rules active input - 'a row of the input breaks a check constraint: the value is negative' "$psql -c \"insert into runs values ('run_743', 'done', -5)\""
printf 'run_750,done,12\nrun_751,done,twelve\n' >rows.csv
record psql-bad-copy measure active input - 'line 2 of the input file has text where a number must be' "$psql -c '\\copy runs from rows.csv csv'"
record psql-statement-timeout rules active timeout timeout 'the statement was ended by its time limit' "PGOPTIONS='-c statement_timeout=500ms' $psql -c 'select pg_sleep(30)'" --limits 'statement_timeout=500ms'
record psql-lock-timeout measure active timeout timeout 'a lock was not to be had in time' "(psql -q -h db.internal -U ci reports -c 'begin; lock table runs; select pg_sleep(3); commit' >/dev/null 2>&1 &) ; sleep 1; PGOPTIONS='-c lock_timeout=300ms' $psql -c \"update runs set amount = 1 where run_id = 'run_741'\"" --limits 'lock_timeout=300ms'
sleep 3
cat >a.sql <<'X'
begin;
update runs set amount = 1 where run_id = 'run_741';
select pg_sleep(1);
update runs set amount = 1 where run_id = 'run_742';
commit;
X
sed -e 's/run_741/run_x/; s/run_742/run_741/; s/run_x/run_742/; s/pg_sleep(1)/pg_sleep(1.5)/' a.sql >b.sql
record psql-deadlock rules active effect_conflict deadlock 'two transactions wait for each other, the database ended one' "psql -q -h db.internal -U ci reports -f a.sql >/dev/null 2>&1 & $psql -f b.sql; code=\$?; wait; exit \$code"
cat >slow.sql <<'X'
begin isolation level serializable;
select sum(amount) from runs;
select pg_sleep(1.5);
update runs set amount = 7 where run_id = 'run_741';
commit;
X
record psql-serialization measure active effect_conflict serialization_failure 'a concurrent transaction changed the same row' "(sleep 0.5; psql -q -h db.internal -U ci reports -c \"update runs set amount = 9 where run_id = 'run_741'\" >/dev/null 2>&1) & $psql -f slow.sql; code=\$?; wait; exit \$code"
record psql-permission measure active config permission_denied 'the role may not read the table' "$psql -c 'select * from payroll'"
record psql-read-only rules save persistence - 'the database takes no writes at the moment: read-only transaction' "PGOPTIONS='-c default_transaction_read_only=on' $psql -c \"insert into runs values ('run_744', 'done', 5)\""
record psql-disk-full measure active resource disk_full 'the database cannot extend a file: No space left on device' "$psql -q -c 'create table pages tablespace small as select repeat(md5(i::text), 20) from generate_series(1, 20000) i'"
record psql-notice-success rules active none - 'only notices; exit 0' "$psql -c 'drop table if exists errors, failures'" --distractor
cat >load.sql <<'X'
insert into runs values ('run_741', 'done', 120);
insert into runs values ('run_760', 'done', 7) on conflict do nothing;
select count(*) > 0 as loaded from runs;
X
record psql-tolerated-error-success measure active none - 'without ON_ERROR_STOP an error of one statement does not end psql; exit 0' 'psql -h db.internal -U ci reports -f load.sql' --distractor
record psql-tolerated-then-refused-upload measure save dependency connection_refused 'the duplicate key was tolerated; the upload to a closed port ended the job' 'psql -h db.internal -U ci reports -f load.sql && curl -sS -T load.sql http://files.internal:9099/reports/load.sql' --distractor
as_postgres "$bin/pg_ctl" -D "$pg/data" -m immediate stop >/dev/null

mkdir "$scratch/redis"
redis-server --port 6399 --dir "$scratch/redis" --save '' --requirepass s3 --daemonize yes >/dev/null
record redis-refused rules active dependency connection_refused 'nothing listens on the port of the cache' 'redis-cli -h db.internal -p 6390 set report done'
record redis-no-auth measure active config authentication_failed 'NOAUTH: the job gives no password' 'redis-cli -e -h db.internal -p 6399 set report done'
redis-cli -p 6399 -a s3 --no-auth-warning replicaof 127.0.0.1 6390 >/dev/null
record redis-read-only-replica measure save persistence - 'the store is a replica at the moment and takes no writes' 'REDISCLI_AUTH=s3 redis-cli -e -h db.internal -p 6399 set report done'
redis-cli -p 6399 -a s3 --no-auth-warning replicaof no one >/dev/null
redis-cli -p 6399 -a s3 --no-auth-warning config set maxmemory 1 >/dev/null
record redis-maxmemory rules save resource out_of_memory 'the store has no memory left: OOM command not allowed' 'REDISCLI_AUTH=s3 redis-cli -e -h db.internal -p 6399 set report done'
redis-cli -p 6399 -a s3 --no-auth-warning shutdown nosave

cat >fill.py <<'X'
import sqlite3, sys
base = sqlite3.connect("state.db", timeout=0.5)
base.execute("begin exclusive") if sys.argv[1:] == ["hold"] else base.execute("insert into status values ('run_742', 'done')")
if sys.argv[1:] == ["hold"]:
    import time
    time.sleep(4)
base.commit()
X
sqlite3 state.db 'create table status (run text primary key, state text)'
record sqlite-locked rules save persistence database_locked 'the state database is locked by another process' 'python3 fill.py hold & sleep 1; python3 fill.py; code=$?; wait; exit $code'
dd if=/dev/urandom of=state.db bs=1 seek=20 count=3000 conv=notrunc 2>/dev/null
record sqlite-corrupt measure save persistence database_corrupt 'the state database is damaged' "sqlite3 -bail state.db \"insert into status values ('run_742', 'done')\""
