mkdir -p /home/ci/small && mountpoint -q /home/ci/small || mount -t tmpfs -o size=200k,mode=777 tmpfs /home/ci/small
mkdir -p /home/ci/readonly && mount -t tmpfs -o ro tmpfs /home/ci/readonly
echo ok >customers.csv
record tar-missing-file rules active input file_not_found 'a file that shall be packed is not there' 'tar czf bundle.tgz customers.csv orders.csv'
head -c 4000 /dev/urandom >bundle.tgz
record tar-not-gzip measure active input corrupt_input 'the bundle is not gzip' 'tar xzf bundle.tgz'
tar czf bundle.tgz -C /usr/share/common-licenses . && truncate -s 9000 bundle.tgz
record tar-truncated rules active input corrupt_input 'the bundle ends too early' 'mkdir -p in && tar xzf bundle.tgz -C in'
record tar-disk-full measure active resource disk_full 'the bundle does not fit on the file system' 'tar cf /home/ci/small/bundle.tar -C /usr/share/common-licenses . ; code=$?; rm -f /home/ci/small/bundle.tar; exit $code'
head -c 400000 /dev/zero >report.pdf
record cp-disk-full rules save resource disk_full 'the final report does not fit where it is delivered' 'cp report.pdf /home/ci/small/report.pdf; code=$?; rm -f /home/ci/small/report.pdf; exit $code'
record cp-read-only measure save infra read_only_file_system 'the target is mounted read-only' 'cp report.pdf /home/ci/readonly/report.pdf'
install -m 600 -o root /dev/null /home/ci/secret.csv
record cat-permission-denied rules active config permission_denied 'the input may not be read by this user' 'cat /home/ci/secret.csv >orders.csv'
record cp-permission-denied measure save config permission_denied 'the output may not be written by this user' 'cp report.pdf /etc/report.pdf'
echo not-a-zip >bundle.zip
record unzip-corrupt measure active input corrupt_input 'the bundle is no zip file' 'unzip -q bundle.zip'
echo "$(printf other | sha256sum | cut -c1-64)  report.pdf" >SHA256SUMS
record sha256-mismatch rules active input checksum_mismatch 'the input does not have the promised checksum' 'sha256sum -c SHA256SUMS'
record dd-file-size-limit measure active resource file_too_large 'SIGXFSZ: the file is larger than the limit' 'ulimit -f 100; exec dd if=/dev/zero of=pages.bin bs=1k count=1000' --limits 'ulimit -f 100 KiB'
echo '{"orders": [1, 2' >orders.json
record jq-bad-input measure active input corrupt_input 'the input ends in the middle of the JSON' 'jq .orders orders.json'
printf 'title: Nightly\n  sources: [a, b\nretries: 3\n' >settings.yaml
record python-bad-yaml-settings rules boot config - 'the settings are not YAML' 'python3 -c "import yaml; print(yaml.safe_load(open(\"settings.yaml\")))"'
printf '<orders><order id="1"></orders>' >orders.xml
record python-bad-xml rules active input corrupt_input 'the input is not well-formed XML' 'python3 -c "import xml.dom.minidom as dom; dom.parse(\"orders.xml\")"'
echo '{"orders": null}' >orders.json
record jq-null-input rules active input - 'the input has null where the job needs a list' 'jq -e ".orders[]" orders.json'
record unzip-missing-file rules active input file_not_found 'the bundle is not there' 'unzip -q delivery.zip'
record sha256-missing-file measure active input file_not_found 'a file that is named in the list of checksums is not there' 'echo "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  returns.csv" >SUMS; sha256sum -c SUMS'
record dd-disk-full rules active resource disk_full 'dd: No space left on device' 'dd if=/dev/zero of=/dev/full bs=1k count=100'
