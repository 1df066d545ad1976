# The checks of examples/nightly-report.sh, for scripts-test.sh: needs home, expect and an empty current directory.

# Every ::clew line is a JSON object of a kind that docs/events.md knows; prints how many there are.
clew_lines() {
  python3 - "$home/docs/events.md" "$1" <<'PY'
import json, re, sys
cells = [row.split("|")[1:3] for row in open(sys.argv[1]) if row.startswith("| `")]
known = {word for cell in cells for text in cell for word in re.findall(r"`(\w+)`", text)}
lines = [line for line in open(sys.argv[2]) if line.startswith("::clew")]
for line in lines:
    event = json.loads(line.removeprefix("::clew "))
    assert event["kind"] in known, event["kind"]
print(len(lines))
PY
}

# FAULT EXIT-CODE FIRST-LINES [PATTERN]...: fails in that way, and the output has every pattern and no invalid line.
fails_as() {
  local code pattern
  rm -rf out
  { (bash "$home/examples/nightly-report.sh" --serve --fail "$1" >out.txt 2>err.txt); } 2>killed.txt
  code=$?
  [ "$code" -eq "$2" ] || { echo "exit $code"; return 1; }
  [ "$(clew_lines out.txt)" -ge "$3" ] || { clew_lines out.txt; return 1; }
  for pattern in "${@:4}"; do
    cat out.txt err.txt | grep -qE -- "$pattern" || { echo "no $pattern"; cat err.txt; return 1; }
  done
}

lacks() { ! grep -qE -- "$1" out.txt; }
final='"artifacts":\["report"\],"artifact_kind":"final"'

example_is_silent() { fails_as no-output 3 0 && [ ! -s out.txt ] && [ ! -s err.txt ]; }
example_misses_row() { fails_as missing-row 0 40 'status_persisted' && [ -f out/report.html ] && lacks "$final"; }
example_misses_file() { fails_as missing-file 0 40 '"artifacts":\["contents"\]' && [ ! -e out/contents.json ]; }
example_hangs() {
  rm -rf out
  timeout -k 1 3 bash "$home/examples/nightly-report.sh" --serve --fail hang >out.txt 2>err.txt
  [ $? -eq 124 ] && [ "$(clew_lines out.txt)" -ge 8 ] && tail -1 out.txt | grep -q '"kind":"artifact_written","stage":"render"'
}
example_plain() {
  rm -rf out
  bash "$home/examples/nightly-report.sh" --serve >out.txt 2>err.txt && [ ! -s err.txt ] &&
    [ "$(clew_lines out.txt)" -ge 40 ] && grep -q "$final" out.txt && [ -f out/report.html ]
}
example_renamed() {
  rm -rf out
  bash "$home/examples/nightly-report.sh" --serve --rename --prefix z- >out.txt 2>err.txt && [ "$(clew_lines out.txt)" -ge 40 ] &&
    lacks '"(stage|from)":"(z-)?(download|render|validate|announce|report|upload|status)"' && lacks '"path":"[^"]*(page-|report\.|validation)' &&
    ! find out -type f | grep -vE '/z-n[0-9a-f]{6}\.(csv|html|json)$'
}
server_says() { curl -s "$NIGHTLY_SERVER/counts" | python3 -c "import json,sys; says=json.load(sys.stdin); sys.exit(not ($1))"; }
# RUN FAULT START MAILS REPORTS: a first attempt that fails, then a replay from its artifacts; the server counts both.
example_replays_upload() {
  rm -rf first second
  mkdir first second
  curl -s -o /dev/null -X POST "$NIGHTLY_SERVER/reset"
  { (cd first && CLEW_RUN_ID=$1 bash "$home/examples/nightly-report.sh" --fail "$2" >../out.txt 2>&1); } 2>killed.txt && return 1
  server_says "says['requests']['POST /mail'] == 1" || return 1
  curl -s -o /dev/null -X POST "$NIGHTLY_SERVER/reset"
  (cd second && CLEW_RUN_ID=$1 CLEW_REPLAY_FROM=$3 CLEW_REUSE_DIR=../first bash "$home/examples/nightly-report.sh" --fail "$2" >../out.txt 2>../err.txt) || return 1
  clew_lines out.txt >lines.txt && cmp first/out/report.html second/out/report.html && [ -z "$(ls second/out/sources second/out/pages | grep html)" ] &&
    server_says "says['requests'] == {'PUT /reports/nightly.html': 1, 'PUT /status/nightly': 1}" && server_says "says['carried_out'] == {'mail': $4, 'reports': $5}"
}
# From every stage, by its renamed name: what comes before it is not asked of the server again.
example_replays_from_anywhere() {
  local start name
  rm -rf whole && mkdir whole
  (cd whole && CLEW_RUN_ID=run_3 bash "$home/examples/nightly-report.sh" --rename >/dev/null 2>../err.txt) || return 1
  for start in status:1 upload:2 report:2 announce:3 validate:3 render:3 download:6; do
    name=n$(printf %s "${start%:*}" | sha256sum | cut -c1-6)
    rm -rf part && mkdir part
    curl -s -o /dev/null -X POST "$NIGHTLY_SERVER/reset"
    (cd part && CLEW_RUN_ID=run_3 CLEW_REPLAY_FROM=$name CLEW_REUSE_DIR=../whole bash "$home/examples/nightly-report.sh" --rename >../out.txt 2>../err.txt) ||
      { echo "$start: exit"; cat err.txt; return 1; }
    clew_lines out.txt >lines.txt && server_says "sum(says['requests'].values()) == ${start#*:}" || { echo "$start: counts"; return 1; }
  done
}
example_again() {
  rm -rf again && mkdir again && cd again || return 1
  CLEW_REPLAY_FROM=upload CLEW_REUSE_DIR=../first bash "$home/examples/nightly-report.sh" --fail upload-timeout --fail-again >out.txt 2>err.txt
  [ $? -eq 28 ]
  local code=$?
  cd ..
  return $code
}
example_misses_reuse() {
  CLEW_REPLAY_FROM=save CLEW_REUSE_DIR=/nonexistent bash "$home/examples/nightly-report.sh" >out.txt 2>err.txt
  [ $? -eq 66 ] && grep -q 'cannot start at save: /nonexistent/out/report.html is not there' err.txt
}
example_unknown_start() {
  CLEW_REPLAY_FROM=lunch CLEW_REUSE_DIR=first bash "$home/examples/nightly-report.sh" >out.txt 2>err.txt
  [ $? -eq 64 ] && grep -q "no stage 'lunch'" err.txt
}

start_example_server() {
  rm -f server.port
  python3 "$home/examples/nightly-report/server.py" --port 0 --port-file server.port --with-parent >/dev/null 2>&1 &
  example_server=$!
  for _ in $(seq 100); do [ -f server.port ] && break; sleep 0.05; done
  export NIGHTLY_SERVER=http://127.0.0.1:$(<server.port)
}

expect "example runs plainly" example_plain
expect "example runs with every name replaced" example_renamed
expect "example fails: no-output" example_is_silent
expect "example fails: config" fails_as config 78 0 "setting 'recipient' is missing"
expect "example fails: pre-work" fails_as pre-work 70 1 '"workspace_ready"'
expect "example fails: download" fails_as download 22 4 'returns.csv answered 404' '"stage_failed","stage":"download"'
expect "example fails: download-refused" fails_as download-refused 7 3 'curl: \(7\)' '"stage_failed","stage":"download"'
expect "example fails: rate-limit" fails_as rate-limit 75 5 'stage_retry_scheduled.*"rate_limit"' 'answered 429 to all 3'
expect "example fails: render" fails_as render 1 9 '^AttributeError' '"stage_failed","stage":"render"'
expect "example fails: oom" fails_as oom 137 9 Killed '"stage_failed","stage":"render"'
expect "example fails: hang" example_hangs
expect "example fails: validate" fails_as validate 1 15 'schema violation' '"result":"failed"' '"stage_failed","stage":"validate"'
expect "example fails: tolerated" fails_as tolerated 0 40 '"outcome":"tolerated"' '"not_committed"' 'status_persisted'
expect "example fails: disk-full" fails_as disk-full 1 20 'No space left on device' '"stage_failed","stage":"report"'
no_artifact() { fails_as no-artifact 0 40 'status_persisted' && lacks "$final" && [ ! -e out/report.html ]; }
expect "example fails: no-artifact" no_artifact
expect "example fails: missing-row" example_misses_row
expect "example fails: missing-file" example_misses_file
expect "example fails: upload-timeout" fails_as upload-timeout 28 40 'curl: \(28\)' "$final" '"not_committed"' '"stage_failed","stage":"upload"'
killed() { fails_as kill 137 40 "$final" && tail -1 out.txt | grep -q '"kind":"effect","stage":"upload".*"unknown"'; }
expect "example fails: kill" killed
unwritten() { fails_as status 22 40 'artifact_uploaded' '"stage_failed","stage":"status"' && lacks status_persisted; }
expect "example fails: status" unwritten
start_example_server
expect "example replays the upload and nothing else" example_replays_upload run_1 upload-timeout upload 1 1
expect "example replays the window save after a kill" example_replays_upload run_2 kill save 2 2
expect "example replays from every stage" example_replays_from_anywhere
expect "example fails again when told" example_again
expect "example says which artifact it cannot reuse" example_misses_reuse
expect "example says that a start is unknown" example_unknown_start
kill "$example_server"
unset NIGHTLY_SERVER
