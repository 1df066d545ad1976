record apt-unknown-package rules boot dependency package_not_found 'the package name is not in any list' 'apt-get install -y pyhton3-reqests' --root
echo 'deb [trusted=yes] http://mirror.gone.internal/debian stable main' >sources.list
apt='apt-get -o Dir::Etc::SourceList=/home/ci/app/sources.list -o Dir::Etc::SourceParts=/dev/null -o Dir::State::Lists=/home/ci/app/lists'
mkdir -p lists/partial
record apt-no-network measure boot dependency dns_failure 'the mirror cannot be resolved' "$apt -o APT::Update::Error-Mode=any update" --root
record apt-update-ignored-errors rules active none - 'the index could not be fetched, apt ignores that and exits with 0' "$apt update" --root --distractor
fresh
head -c 3000 /dev/urandom >tool.deb
record dpkg-corrupt-archive measure boot input corrupt_input 'the .deb is no archive' 'dpkg -i tool.deb' --root
fresh
mkdir -p tool/DEBIAN
printf 'Package: report-tool\nVersion: 1.0\nArchitecture: all\nMaintainer: ci <ci@example.internal>\nDepends: report-engine (>= 2.0)\nDescription: tool\n' >tool/DEBIAN/control
dpkg-deb --build tool tool.deb >/dev/null
record dpkg-unmet-dependency rules boot dependency dependency_not_found 'the package needs another one that is not installed' 'dpkg -i tool.deb' --root
record apt-not-root measure boot config permission_denied 'apt is run by a user who may not install' 'apt-get install -y hello'
