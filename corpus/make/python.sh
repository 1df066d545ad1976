python='/usr/bin/python3'
# The program on standard input becomes job.py in an empty folder.
program() { fresh; cat >job.py; }
program <<<'import orders_client
print(orders_client.fetch())'
record python-module-missing rules boot dependency module_not_found 'a module that the job imports is not installed' 'python3 job.py'
program <<'X'
import logging
RATES = {"EUR": 1.0, "USD": 1.08}
def convert(row):
    try:
        return row["amount"] * RATES[row["currency"]]
    except KeyError as missing:
        logging.warning("no rate for %s, using 1", missing)
        return row["amount"] * defualt_rate
for row in [{"amount": 10, "currency": "EUR"}, {"amount": 12, "currency": "CHF"}]:
    print(convert(row))
X
record python-name-error-in-handler measure active code - 'the KeyError is expected and handled; the handler has a misspelt name' 'python3 job.py' --distractor
program <<<'def total(rows)
    return sum(rows)'
record python-syntax-error rules boot code syntax_error 'the program cannot be parsed' 'python3 job.py'
program <<'X'
import json
batch = {"schema": 2, "rows": []}
print("read 1 batch")
assert batch["schema"] == 3, f"contract orders.v3: schema 3 was promised, the batch has {batch['schema']}"
X
record python-contract-assertion measure active contract - 'an assertion about a promised schema does not hold' 'python3 job.py'
program <<'X'
import urllib.request
print("processing source 17 of 42")
print(urllib.request.urlopen("http://api.internal:9099/prices").status)
X
record python-urllib-refused rules active dependency connection_refused 'URLError: Connection refused by a service' 'python3 job.py'
program <<'X'
import urllib.request
for page in range(3):
    print(urllib.request.urlopen("http://api.internal:8080/" + ("ok" if page < 2 else "429")).status)
X
record python-urllib-429 rules active rate_limit rate_limit 'HTTP Error 429: Too Many Requests ended the job' 'python3 job.py'
program <<'X'
import requests
answer = requests.get("http://api.internal:8080/429")
print("quota left:", answer.headers.get("X-Quota"))
answer.raise_for_status()
X
record python-requests-429 measure active rate_limit rate_limit '429 Client Error: Too Many Requests' 'python3 job.py'
program <<'X'
import requests
requests.get("http://prices.gone.internal/today", timeout=5)
X
record python-requests-dns rules active dependency dns_failure 'the name of the service cannot be resolved' 'python3 job.py'
program <<'X'
import requests
requests.get("http://api.internal:8080/slow", timeout=1)
X
record python-requests-timeout measure active timeout timeout 'ReadTimeout: the service did not answer within a second' 'python3 job.py' --limits 'timeout=1 s in the program'
program <<'X'
import urllib.request
urllib.request.urlopen("http://api.internal:8080/slow", timeout=1)
X
record python-urllib-timeout rules active timeout timeout 'TimeoutError while waiting for the answer' 'python3 job.py' --limits 'timeout=1 s in the program'
program <<'X'
import urllib.request
urllib.request.urlopen("https://api.internal:8443/ok")
X
record python-tls-untrusted measure active dependency tls_failure 'CERTIFICATE_VERIFY_FAILED: self-signed certificate' 'python3 job.py'
program <<'X'
rows = []
while True:
    rows.append("x" * 10_000_000)
X
record python-memory-error rules active resource out_of_memory 'MemoryError under a limit of the address space' 'ulimit -v 300000; exec python3 job.py' --limits 'ulimit -v 300000 KiB'
program <<'X'
import json
with open("orders.json") as file:
    print(len(json.load(file)))
X
printf '{"orders": [1, 2,, 3]}\n' >orders.json
record python-bad-json rules active input corrupt_input 'the input file is not JSON' 'python3 job.py'
program <<'X'
for line in open("customers.csv", encoding="utf-8"):
    print(line.strip())
X
printf 'id,name\n1,Ada\n2,J\xf6rg\n' >customers.csv
record python-bad-encoding measure active input corrupt_input 'the input file is not UTF-8' 'python3 job.py'
program <<'X'
import os
print("connecting")
url = os.environ["DATABASE_URL"]
X
record python-setting-missing rules boot config missing_setting 'an environment variable that the job needs is not set' 'python3 job.py'
program <<'X'
import tomllib
settings = tomllib.load(open("settings.toml", "rb"))
X
printf 'title = "Nightly"\nretries = three\n' >settings.toml
record python-bad-settings measure boot config - 'the settings file is not TOML' 'python3 job.py'
program <<'X'
with open("/dev/full", "w") as report:
    report.write("x" * 100_000)
X
record python-disk-full rules active resource disk_full 'OSError 28: No space left on device' 'python3 job.py'
program <<'X'
files = [open("job.py") for _ in range(100)]
X
record python-too-many-files measure active resource too_many_open_files 'OSError 24 under a limit of open files' 'ulimit -n 20; exec python3 job.py' --limits 'ulimit -n 20'
program <<'X'
import unittest
class TotalTest(unittest.TestCase):
    def test_timeout_is_raised(self):
        with self.assertRaises(TimeoutError):
            raise TimeoutError("upload timed out")
    def test_connection_refused_is_retried(self):
        pass
    def test_total(self):
        self.assertEqual(sum([1, 2, 3]), 7)
unittest.main(verbosity=2)
X
record python-unittest-failure measure active code test_failure 'one test fails; timeout and connection refused are names of tests that pass' 'python3 job.py' --distractor
program <<'X'
import ctypes
print("loading native index", flush=True)
ctypes.string_at(0)
X
record python-segfault measure active code segmentation_fault 'SIGSEGV in native code' 'exec python3 -X faulthandler job.py'
program <<'X'
import signal, sys, time
def stop(number, frame):
    print("received SIGTERM, stopping after page 2", file=sys.stderr)
    sys.exit(143)
signal.signal(signal.SIGTERM, stop)
print("rendering", flush=True)
signal.raise_signal(signal.SIGTERM) if len(sys.argv) > 1 else time.sleep(60)
X
record python-sigterm-handled rules active cancelled terminated 'the job was told to stop by SIGTERM and did' 'python3 job.py & job=$!; sleep 1; kill $job; wait $job'
record python-ended-by-limit rules active timeout timeout 'a run limit ended the job: SIGTERM from the recorder' 'exec python3 job.py' --timeout 2
program <<'X'
import time
print("waiting for the lock of nightly-report", flush=True)
time.sleep(60)
X
record python-hung-timeout-command measure active timeout timeout 'exit 124 of timeout(1): the job hung until its limit' 'timeout 1 python3 job.py' --limits 'timeout(1) 1 s'
program <<'X'
blocks = []
for mib in range(0, 1000, 16):
    print(f"cache {mib} MiB", flush=True)
    blocks.append(bytearray(b"x") * (16 << 20))
X
record python-oom-killed measure active resource out_of_memory 'SIGKILL by the kernel at the memory limit: peak memory is at the limit' 'exec python3 job.py' --memory-mib 64
record python-child-oom-killed rules active resource out_of_memory 'the shell says that the child was killed, exit 137; peak memory is at the limit' 'python3 job.py; code=$?; exit $code' --memory-mib 64
program <<'X'
class Source:
    id = 17
def fetch(source): return source.url
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(2) as pool:
    print(list(pool.map(fetch, [Source()])))
X
record python-attribute-error-in-pool rules active code - 'an attribute that the class does not have; raised in a pool thread' 'python3 job.py'
fresh
export_pip='PIP_INDEX_URL=https://packages.gone.internal/simple PIP_RETRIES=1'
record pip-no-network measure boot dependency dns_failure 'the package index cannot be resolved' "$export_pip PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_BREAK_SYSTEM_PACKAGES=1 python3 -m pip install requests-toolbelt==1.0.0"
record pip-externally-managed measure boot config - 'pip may not install into an environment that the system manages' 'python3 -m pip install requests'
record pip-requirements-missing rules boot config - 'the requirements file that the command names is not there' 'PIP_BREAK_SYSTEM_PACKAGES=1 python3 -m pip install -r requirements.txt'
mkdir -p /home/ci/readonly && mount -t tmpfs -o ro tmpfs /home/ci/readonly
program <<'X'
with open("/home/ci/readonly/report.html", "w") as report:
    report.write("done")
X
record python-read-only rules save infra read_only_file_system 'OSError 30: the target is mounted read-only' 'python3 job.py'
program <<'X'
import jsonschema
schema = {"type": "object", "properties": {"total": {"type": "number"}}, "required": ["total", "currency"]}
jsonschema.validate({"total": "twelve", "currency": "EUR"}, schema)
X
record python-schema-violation rules active contract - 'the output of the job breaks the schema that it promised' 'python3 job.py'
