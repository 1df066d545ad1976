# Sourced: sets java_home to a JDK 25, or says what is missing and exits with 2.
java_home=
is_jdk25() {
  [ -x "$1/bin/javac" ] || return 1
  local line
  while IFS= read -r line; do
    case $line in JAVA_VERSION=\"25*) return 0 ;; esac
  done 2>/dev/null <"$1/release"
  return 1
}
if [ -n "${CLEW_JDK_SEARCH:-}" ]; then
  places=("$CLEW_JDK_SEARCH"/*)
else
  places=(/usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*
    /Library/Java/JavaVirtualMachines/*/Contents/Home)
fi
for candidate in "${JAVA_HOME:-}" "${places[@]}"; do
  if [ -n "$candidate" ] && is_jdk25 "$candidate"; then
    java_home=$candidate
    break
  fi
done
if [ -z "$java_home" ]; then
  echo "clew: no JDK 25 was found; install one (Debian: temurin-25-jdk) or set JAVA_HOME to it" >&2
  exit 2
fi
