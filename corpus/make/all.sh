#!/usr/bin/env bash
# Makes the corpus anew: all.sh [FAMILY...]. As root on Debian with: default-jdk, a JDK 25, maven, golang-go, postgresql,
# redis-server, openssh-server, rsync, sqlite3, nodejs, npm, ruby, perl, php-cli, python3-yaml, python3-requests,
# python3-jsonschema, gcc, make, jq.
# Everything runs in namespaces of its own, without a network, on file systems that vanish: nothing outside changes.
if [ -z "${CORPUS-}" ]; then
  CORPUS=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
  export CORPUS
  exec unshare -n -m -u -p --fork --kill-child --mount-proc bash "$CORPUS/make/all.sh" "$@"
fi
make=$CORPUS/make
app=/home/ci/app

mount --make-rprivate /
hostname ci-runner
ip link set lo up
scratch=$(mktemp -d)
mount -t tmpfs tmpfs "$scratch"
echo '127.0.0.1 localhost ci-runner api.internal db.internal files.internal git.internal packages.internal' >"$scratch/hosts"
echo 'nameserver 127.0.0.1' >"$scratch/resolv.conf"
{ cat /etc/passwd; echo 'ci:x:4242:4242::/home/ci:/bin/bash'; } >"$scratch/passwd"
for file in hosts resolv.conf passwd; do mount --bind "$scratch/$file" "/etc/$file"; done
# PATH: writes to it go to memory.
cover() {
  local upper
  upper=$(mktemp -d -p "$scratch")
  mkdir "$upper/new" "$upper/work"
  mount -t overlay overlay -o "lowerdir=$1,upperdir=$upper/new,workdir=$upper/work" "${2:-$1}"
}
m2=${HOME}/.m2/repository
mount -t tmpfs -o mode=755 tmpfs /home
mkdir -p /home/ci/.m2/repository $app
cover /var/lib/dpkg
[ -d "$m2" ] && cover "$m2" /home/ci/.m2/repository
cat >/home/ci/.m2/settings.xml <<'XML'
<settings><mirrors><mirror><id>central</id><mirrorOf>*</mirrorOf><url>https://packages.internal/maven2</url></mirror></mirrors></settings>
XML
chown ci: /home/ci $app
openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=api.internal -keyout "$scratch/key.pem" -out "$scratch/cert.pem" 2>/dev/null
cat "$scratch/key.pem" "$scratch/cert.pem" >"$scratch/tls.pem"
/usr/bin/python3 "$make/services.py" "$scratch/tls.pem" 2>/dev/null &
sleep 1

# An empty folder for the next case.
fresh() {
  find $app -mindepth 1 -delete
  cd $app || exit
}
# NAME SET PHASE CAUSE CODE WHY COMMAND [OPTION]...: `-` for no code; cause `none` for a success.
record() {
  chown -R ci: $app
  /usr/bin/python3 "$make/record.py" --name "$1" --set "$2" --phase "$3" --cause "$4" --code="$5" --why "$6" "${@:8}" -- "$7" ||
    wrong="${wrong-} $1"
}

[ $# -gt 0 ] || set -- java maven debian python node go postgres http files git c remote shell misleading
for family in "$@"; do
  fresh
  . "$make/$family.sh"
done
[ -z "${wrong-}" ] || { echo "not as labelled:$wrong"; exit 1; }
