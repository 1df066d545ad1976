# Functions for a bash script that tells clew what it does (docs/events.md). Source it; without clew the lines are just
# lines of output. They belong to the stage that `current` names; empty means none.
current=''

# VALUE: a JSON string.
text() {
  local value=${1//\\/\\\\}
  value=${value//\"/\\\"}
  value=${value//$'\n'/\\n}
  printf '"%s"' "${value//$'\t'/\\t}"
}

# VALUE...: a JSON list of strings.
texts() {
  local value all=''
  for value in "$@"; do all+=",$(text "$value")"; done
  printf '[%s]' "${all#,}"
}

# KIND [MEMBERS]: one event.
event() { printf '::clew {"kind":"%s"%s%s}\n' "$1" "${current:+,\"stage\":$(text "$current")}" "${2:+,$2}"; }

# EVENT ID KIND PATH [ORIGIN-ID]...: an artifact and its manifest row, measured if the file is there.
artifact_event() {
  local measured=''
  [ -f "$4" ] && measured=$(printf ',"size_bytes":%d,"checksum":"sha256:%.64s"' "$(wc -c <"$4")" "$(sha256sum <"$4")")
  [ $# -gt 4 ] && measured+=",\"derived_from\":$(texts "${@:5}")"
  event "$1" "\"artifacts\":$(texts "$2"),\"artifact_kind\":\"$3\",\"path\":$(text "$4")$measured"
}

# ID STATUS TARGET KEY: what the run did to the outside world: committed, not_committed or unknown.
effect() {
  event effect "\"effect_id\":$(text "$1"),\"what\":$(text "$1"),\"status\":\"$2\",\"target\":$(text "$3"),\"idempotency_key\":$(text "$4")"
}
