#!/usr/bin/env bash
# The scripts at the root, as a newcomer uses them. Writes TAP to RESULTS/scripts.tap.
results=$1
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
tap=$results/scripts.tap
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0
failures=0
: >"$tap"

expect() {
  local name=$1
  shift
  count=$((count + 1))
  if "$@"; then
    echo "ok $count - $name" | tee -a "$tap"
  else
    echo "not ok $count - $name" | tee -a "$tap"
    failures=$((failures + 1))
  fi
}

cd "$work" || exit 1
demo_runs() { "$home/clew" demo >demo.txt 2>demo.err || { cat demo.txt demo.err; return 1; }; }
demo_explains() {
  grep -q 'activate-subscription answered 402 payment_method_requires_authentication' demo.txt &&
    grep -q 'accountId *ACC-47291' demo.txt && grep -q 'subscriptionStatus *incomplete' demo.txt
}
demo_leaves_reports() { ls clew-demo/output/*.workflow.report.html clew-demo/output/*.workflow.output >/dev/null; }
why_names_the_blocker() { "$home/clew" why | grep -q 'BLOCKER *activate-subscription answered 402'; }
sih_spelling_works() {
  "$home/sih" --workflow clew-demo/customer-onboarding.workflow --env nowhere --input email=a@b.c --input planId=p >out.txt 2>err.txt
  [ $? -eq 2 ] && grep -q "nowhere" err.txt
}
# At any moment of its life: while it starts, while the command runs, while it ends.
usr2_prints_nothing() {
  local delay pid
  for delay in 0.05 0.1 0.15 0.2 0.25 0.3 0.4 0.5 0.7 0.9; do
    "$home/clew" exec -q --out usr2 -- sh -c 'trap "" USR2; echo hi; sleep 0.3' >out.txt 2>err.txt &
    pid=$!
    sleep "$delay"
    kill -USR2 "$pid" 2>/dev/null
    wait "$pid" 2>/dev/null
    [ ! -s out.txt ] || [ "$(cat out.txt)" = hi ] || return 1
    ! grep -q warning err.txt || return 1
  done
}
removed_folder_is_said() {
  mkdir gone && cd gone && rmdir ../gone
  "$home/clew" list >/dev/null 2>"$work/err.txt"
  local code=$?
  cd "$work" || return 1
  [ $code -eq 2 ] && grep -q 'was removed' err.txt && ! grep -q 'java' err.txt
}
cache_is_used() {
  . "$home/.ci/jdk25.sh"
  "$java_home/bin/java" -XX:AOTMode=on $(<"$home/target/clew/flags") -XX:AOTCache="$home/target/clew/clew.aot" \
    -cp "$(<"$home/target/clew/classpath")" dev.clew.cli.Main --version >version.txt 2>&1 && grep -q '^clew ' version.txt
}
no_jdk_is_said() {
  env -i PATH=/usr/bin:/bin HOME="$work" JAVA_HOME="$work" CLEW_JDK_SEARCH="$work" "$home/clew" demo >none.txt 2>&1
  [ $? -eq 2 ] && grep -q 'no JDK 25 was found' none.txt
}
corpus_is_labelled() { python3 "$home/corpus/check.py" >corpus.txt && grep -E '^[0-9]+ cases' corpus.txt; }
corpus_mistakes_are_found() {
  cp -r "$home/corpus" broken
  sed -i 's/^cause: .*/cause: "weather"/' broken/curl-dns/case.yaml
  sed -i 's/^exit_code: 1$/exit_code: 0/' broken/java-bad-row/case.yaml
  echo 'see /root/notes' >>broken/go-deadlock/stderr
  rm broken/tar-truncated/stdout
  python3 broken/check.py >/dev/null 2>mistakes.txt
  [ $? -eq 1 ] && [ "$(grep -c . mistakes.txt)" -eq 4 ]
}
lock_has_no_hosts() { ! grep -rqE 'https?://registry' "$home"/viewer/package-lock.json "$home"/bench/*lock* 2>/dev/null; }

expect "clew demo runs" demo_runs
expect "clew demo explains the challenged run" demo_explains
expect "clew demo leaves reports" demo_leaves_reports
expect "clew why names the blocker of the newest unsuccessful run" why_names_the_blocker
expect "sih --workflow refuses an unknown environment with 2" sih_spelling_works
expect "SIGUSR2 prints nothing into the output of a command" usr2_prints_nothing
expect "a folder that is gone is said in words" removed_folder_is_said
expect "the start-up cache fits the program" cache_is_used
expect "a machine without JDK 25 gets a clear sentence" no_jdk_is_said
expect "lock files name no registry" lock_has_no_hosts
expect "corpus is labelled" corpus_is_labelled
expect "corpus check finds mistakes" corpus_mistakes_are_found
. "$home/.ci/example-checks.sh"
echo "1..$count" >>"$tap"
exit "$failures"
