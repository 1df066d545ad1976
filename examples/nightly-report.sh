#!/usr/bin/env bash
# A small real job, to be debugged: it downloads sources from a server, renders a page of each, validates the pages,
# announces them by mail, joins them into the final report, uploads it and writes a status row.
#
#   python3 examples/nightly-report/server.py &                     # the other side; or --serve
#   bash examples/nightly-report.sh                                 # plain: the ::clew lines are just lines
#   clew exec --final 'out/report.*' --artifact 'out/**' -- bash examples/nightly-report.sh --fail upload-timeout
#
# It needs bash, curl and python3, works in the current directory (out/) and is an ordinary script: what it tells clew
# are the lines that `event` prints, see docs/events.md. Exit code: that of the stage that failed.
#
# --serve          starts a server of its own for this run
# --server URL     default $NIGHTLY_SERVER, else http://127.0.0.1:8742
# --sources FILE   names of sources, one a line; default ./sources.txt, else the one of the example
# --prefix P       puts P before the name of every stage, artifact and file
# --rename         replaces every such name by n and six hex digits, so that nothing can go by names
# --fail X         fails in one way. A replay finds the world repaired: X is ignored when CLEW_REPLAY_FROM is set,
#                  unless --fail-again is given too. X is one of
#   no-output       prints nothing, exit 3              config          a needed setting is missing, exit 78
#   pre-work        dies before the first work, exit 70  download       a source is not there (404), exit 22
#   download-refused  nobody listens, exit 7            rate-limit      429 until the tries are used up, exit 75
#   render          a bug, with its stack trace, exit 1  oom            the renderer is killed for its memory, exit 137
#   hang            says nothing more for an hour       validate        a source of another shape, exit 1
#   tolerated       the mail fails, the job goes on      disk-full      no space left for the report, exit 1
#   no-artifact     exit 0 without a report             missing-row     a report that no event tells of, exit 0
#   missing-file    an event of a file never written, exit 0
#   upload-timeout  the storage does not answer, exit 28
#   kill            kill -9 after the server stored the report and before it said so
#   status          the status row cannot be written, exit 22
#
# CLEW_REPLAY_FROM=STAGE (or a window: active, save) starts there with the artifacts of CLEW_REUSE_DIR, which has them
# at the same paths. Stages before it are not done again: nothing is downloaded, rendered or mailed.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
run=${CLEW_RUN_ID:-$(date +%F)}    # the same work has the same idempotency keys, in every attempt
server=${NIGHTLY_SERVER:-http://127.0.0.1:8742}
upload_timeout_s=${UPLOAD_TIMEOUT_S:-2}
tries=3
fail='' again='' serve='' prefix='' rename='' sources='' recipient=reviewers@report.internal

while [ $# -gt 0 ]; do
  case $1 in
    --serve) serve=yes ;;
    --rename) rename=yes ;;
    --fail-again) again=yes ;;
    --server) server=$2; shift ;;
    --sources) sources=$2; shift ;;
    --prefix) prefix=$2; shift ;;
    --fail) fail=$2; shift ;;
    *) echo "nightly-report: unknown option $1; the head of ${BASH_SOURCE[0]} lists them" >&2; exit 64 ;;
  esac
  shift
done
case $fail in
  '' | no-output | config | pre-work | download | download-refused | rate-limit | render | oom | hang | validate | \
    tolerated | disk-full | no-artifact | missing-row | missing-file | upload-timeout | kill | status) ;;
  *) echo "nightly-report: cannot fail as '$fail'; the head of ${BASH_SOURCE[0]} lists the ways" >&2; exit 64 ;;
esac
[ -n "${CLEW_REPLAY_FROM-}" ] && [ -z "$again" ] && fail=''
[ -n "$sources" ] || { sources=$here/nightly-report/sources.txt; [ -f sources.txt ] && sources=sources.txt; }
[ "$fail" = no-output ] && exit 3

. "$here/nightly-report/tell-clew.sh"

# ---- names ---------------------------------------------------------------------------------------------------------

# What a thing of this example is called in this run.
name() {
  if [ -n "$rename" ]; then
    printf '%sn%.6s' "$prefix" "$(printf %s "$1" | sha256sum)"
  else
    printf %s "$prefix$1"
  fi
}

path_of() {
  case $1 in
    source-*) echo "out/sources/$(name "$1").csv" ;;
    page-*) echo "out/pages/$(name "$1").html" ;;
    report) echo "out/$(name report).html" ;;
    *) echo "out/$(name "$1").json" ;;
  esac
}

# EVENT ID [ORIGIN]...: tells of an artifact.
artifact() {
  local kind origin origins=()
  case $2 in source-*) kind=input ;; validation) kind=validation ;; report) kind=final ;; *) kind=intermediate ;; esac
  [ "$fail" = missing-row ] && [ "$2" = report ] && return
  for origin in "${@:3}"; do origins+=("$(name "$origin")"); done
  artifact_event "$1" "$(name "$2")" "$kind" "$(path_of "$2")" "${origins[@]}"
}

# ---- stages -----------------------------------------------------------------------------------------------------

# All ids or all paths of the sources or pages.
all() { sed -e "s/^/$1-/" -e 's/\.csv$//' "$sources"; }

paths() { local id; for id in $(all "$1"); do path_of "$id"; done; }

# The artifacts that a stage reads. They are also all that a start at it needs: later stages read these or newer ones.
needs() {
  case $1 in
    render) all source ;;
    validate | report) all page ;;
    announce) echo validation; all page ;;
    upload) echo report ;;
  esac
}

now_ms() { echo $((${EPOCHREALTIME/[.,]/} / 1000)); }

# NAME WINDOW [tolerated]: runs the function NAME as a stage. A failure ends the job unless it is tolerated.
stage() {
  local begin code took error inputs=() id
  current=$(name "$1")
  for id in $(needs "$1"); do inputs+=("$(name "$id")"); done
  if [ -n "${CLEW_REPLAY_FROM-}" ] && [ -z "${reached-}" ]; then
    case $CLEW_REPLAY_FROM in
      "$1" | "$current" | "$2") reached=yes ;;
      writeback | artifact_writeback) [ "$2" = save ] && reached=yes ;;
    esac
    [ -n "${reached-}" ] || { event stage_skipped '"reason":"replay: its artifacts are reused"'; return; }
    for id in $(needs "$1"); do reuse "$id"; done
  fi
  event replay_boundary "\"from\":$(text "$current"),\"inputs\":$(texts "${inputs[@]}")"
  event stage_started "\"window\":\"$2\""
  for id in $(needs "$1"); do [ -f "$(path_of "$id")" ] && artifact artifact_consumed "$id"; done
  begin=$(now_ms) why=''
  "$1"
  code=$?
  took="\"duration_ms\":$(($(now_ms) - begin))"
  error="\"error\":{\"code\":\"exit_$code\",\"message\":$(text "${why:-$current ended with $code}")}"
  if [ "$code" -eq 0 ]; then
    event stage_completed "$took"
  elif [ "${3-}" = tolerated ]; then
    event stage_completed "\"outcome\":\"tolerated\",$took,$error"
  else
    event stage_failed "$took,$error"
    exit "$code"
  fi
}

# ID: takes an artifact of an earlier attempt.
reuse() {
  local path from
  path=$(path_of "$1")
  from=${CLEW_REUSE_DIR:-.}/$path
  [ -f "$from" ] || { echo "nightly-report: cannot start at $CLEW_REPLAY_FROM: $from is not there" >&2; exit 66; }
  [ "$from" -ef "$path" ] || cp "$from" "$path"
}

download() {
  local id missing=''
  [ "$fail" = download-refused ] && server=http://127.0.0.1:9
  [ "$fail" = rate-limit ] && break_server /sources/ 429 "$tries"
  [ "$fail" = validate ] && break_server /sources/ wrong
  [ "$fail" = download ] && missing=source-returns
  for id in $(all source) $missing; do
    fetch "$server/sources/${id#source-}.csv" "$(path_of "$id")" || return
    artifact artifact_written "$id"
  done
}

# URL FILE: waits and asks again when the server says that it is too much.
fetch() {
  local try answer code
  for ((try = 1; try <= tries; try++)); do
    answer=$(curl -sS -o "$2" -w '%{http_code} %header{retry-after}' "$1")
    code=$?
    [ $code -eq 0 ] || { why="GET $1: curl exit $code"; return $code; }
    case $answer in
      '200 '*) return 0 ;;
      '429 '*) ;;
      *) why="GET $1 answered ${answer%% *}"; echo "nightly-report: $why" >&2; return 22 ;;
    esac
    echo "nightly-report: GET $1 answered 429 Too Many Requests (try $try of $tries)" >&2
    [ "$try" -eq "$tries" ] && break
    event stage_retry_scheduled "\"try\":$try,\"delay_ms\":${answer#* }000,\"reason\":\"rate_limit\""
    sleep "${answer#* }"
    event stage_started "\"try\":$((try + 1))"
  done
  why="GET $1 answered 429 to all $tries tries"
  return 75
}

render() {
  local id option
  for id in $(all page); do
    case $fail in render) option=--chart ;; oom) option=--all-in-memory ;; *) option= ;; esac
    python3 "$here/nightly-report/pages.py" render "$(path_of "source-${id#page-}")" "$(path_of "$id")" $option || return
    artifact artifact_written "$id" "source-${id#page-}"
    if [ "$fail" = hang ]; then exec sleep 3600; fi
  done
}

validate() {
  local code pages
  mapfile -t pages < <(paths page)
  python3 "$here/nightly-report/pages.py" validate "$(path_of validation)" "${pages[@]}"
  code=$?
  artifact artifact_written validation $(all page)
  event validation_completed "\"result\":\"$([ $code -eq 0 ] && echo passed || echo failed)\""
  return $code
}

announce() {
  [ "$fail" = tolerated ] && break_server /mail 500
  send mail "$server/mail" POST -H "To: $recipient" --data-binary @<(paths page | xargs cat)
}

report() {
  local pages
  mapfile -t pages < <(paths page)
  [ "$fail" = no-artifact ] && { echo 'nothing new tonight'; return; }
  [ "$fail" = disk-full ] && { cat "${pages[@]}" >/dev/full; return; }
  python3 "$here/nightly-report/pages.py" join "$(path_of report)" "${pages[@]}" || return
  artifact artifact_written report $(all page)
  if [ "$fail" = missing-file ]; then artifact artifact_written contents; fi
}

upload() {
  local file
  file=$(path_of report)
  [ -f "$file" ] || { echo 'no report, no upload'; return; }
  [ "$fail" = upload-timeout ] && break_server /reports/ slow
  [ "$fail" = kill ] && { break_server /reports/ slow-answer; die_in_the_middle & }
  event upload "\"artifacts\":$(texts "$(name report)")"
  send upload "$server/reports/nightly.html" PUT --max-time "$upload_timeout_s" --upload-file "$file" || return
  event artifact_uploaded "\"artifacts\":$(texts "$(name report)"),\"where\":$(text "$server/reports/nightly.html"),$(
    printf '"checksum":"sha256:%.64s"' "$(sha256sum <"$file")")"
}

# Kills the job as soon as the server has stored the report.
die_in_the_middle() {
  until curl -sf -o /dev/null "$server/effects/$run-upload"; do sleep 0.05; done
  kill -9 $$
}

# WHAT URL METHOD CURL-OPTION...: a request that changes the world. Until its answer is there nobody knows whether it
# did; after a failure the server is asked.
send() {
  local code answer
  effect "$(name "$1")" unknown "$2" "$run-$1"
  curl -sS --fail -o /dev/null -X "$3" -H Expect: -H "Idempotency-Key: $run-$1" "${@:4}" "$2"
  code=$?
  [ $code -eq 0 ] && { effect "$(name "$1")" committed "$2" "$run-$1"; return; }
  why="$3 $2: curl exit $code"
  answer=$(curl -s -o /dev/null -w '%{http_code}' "$server/effects/$run-$1")
  case $answer in 200) answer=committed ;; 404) answer=not_committed ;; *) answer=unknown ;; esac
  effect "$(name "$1")" $answer "$2" "$run-$1"
  return $code
}

status() {
  [ "$fail" = status ] && break_server /status/ 500
  why="the status row of $run could not be written"
  curl -sS --fail -o /dev/null -X PUT --data done "$server/status/nightly" || return
  event status_persisted "\"status\":\"done\",\"where\":$(text "$server/status/nightly")"
}

# PATH FAULT [TIMES]: tells the server to fail.
break_server() {
  curl -sS --fail -o /dev/null --data "{\"path\":\"$1\",\"fault\":\"$2\",\"times\":${3:-1}}" "$server/faults"
}

# ---- the job ----------------------------------------------------------------------------------------------------

mkdir -p out/sources out/pages || exit
if [ -n "$serve" ]; then
  port_file=$(mktemp -u)
  python3 "$here/nightly-report/server.py" --port 0 --port-file "$port_file" --with-parent >/dev/null 2>&1 &
  until [ -f "$port_file" ]; do sleep 0.05; done
  server=http://127.0.0.1:$(<"$port_file")
  rm "$port_file"
fi
[ "$fail" = config ] && recipient=''
[ -n "$recipient" ] || { echo "nightly-report: the setting 'recipient' is missing: nobody to announce the report to" >&2; exit 78; }
event workspace_ready "\"path\":$(text "$PWD")"
[ "$fail" = pre-work ] && { echo 'nightly-report: cannot start' >&2; exit 70; }

stage download active
stage render active
stage validate active
stage announce active tolerated
stage report active
stage upload save
stage status save
current=''
if [ -n "${CLEW_REPLAY_FROM-}" ] && [ -z "${reached-}" ]; then
  echo "nightly-report: there is no stage '$CLEW_REPLAY_FROM' to start at" >&2
  exit 64
fi
echo "nightly-report: done"
