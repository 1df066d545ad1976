# Output with lines that lead astray.
program() { fresh; cat >job.py; }
program <<'X'
import sys, time
print("generate report, conversion rate 0.031, separate pages")
print("INFO rate limit: 12 of 5000 used")
pages = []
print("average words a page:", 1200 / len(pages))
X
record python-rate-in-generate rules active code - 'ZeroDivisionError in the job; rate stands inside generate, separate and in a reading' 'python3 job.py' --distractor
program <<'X'
import urllib.request, urllib.error, sys
for attempt in range(2):
    try:
        urllib.request.urlopen("http://api.internal:8080/429")
    except urllib.error.HTTPError as error:
        print(f"WARN {error}, retrying", file=sys.stderr)
print("INFO quota granted, 3 rows", file=sys.stderr)
rows = ["7", 8]
print(sum(rows))
X
record python-retried-429-then-type-error measure active code - 'the 429 were overcome; TypeError in the job' 'python3 job.py' --distractor
program <<'X'
import argparse
options = argparse.ArgumentParser(prog="nightly")
options.add_argument("--upload-timeout", type=int)
options.add_argument("--rate-limit", type=int)
options.parse_args()
X
record python-timeout-in-option-name rules boot config - 'an option that does not exist; timeout and rate limit are names of options' 'python3 job.py --upload-timeout-ms 500' --distractor
program <<'X'
import logging
logging.basicConfig(format="%(levelname)s %(name)s %(message)s", level="INFO")
log = logging.getLogger("cache")
try:
    raise ConnectionRefusedError(111, "Connection refused")
except OSError:
    log.exception("cache is not there, going on without it")
logging.getLogger("OutOfMemoryGuard").info("armed")
print("report written: 3 pages, 0 errors, 0 failed")
X
record python-handled-exception-success measure active none - 'the exception was logged and handled; exit 0' 'python3 job.py' --distractor
program <<'X'
import json, sys
summary = {"timeouts": 0, "connection_refused": 0, "killed": 0, "rate_limited": 0, "out_of_memory": 0}
print("summary", json.dumps(summary))
print("validating report.json against report.v3")
print("report.json: schema violation: $.pages[2].total: expected number, got string", file=sys.stderr)
sys.exit(2)
X
record python-zero-counters-then-contract rules active contract - 'the counters are all zero; the output breaks its schema' 'python3 job.py' --distractor
fresh
cat >Job.java <<'X'
import java.io.*;
import java.net.*;
import java.nio.file.*;
import java.util.logging.*;
public class Job {
  public static void main(String[] args) throws Exception {
    Logger log = Logger.getLogger("nightly");
    try (Socket socket = new Socket("api.internal", 9099)) { log.info("cache connected"); }
    catch (ConnectException e) { log.log(Level.WARNING, "cache is not there, going on without it", e); }
    log.info("loaded 42 sources, 0 timeouts");
    try (Writer report = Files.newBufferedWriter(Path.of("/dev/full"))) { report.write("x".repeat(100_000)); }
    catch (IOException e) { throw new UncheckedIOException("cannot write report", e); }
  }
}
X
record java-handled-then-disk-full measure active resource disk_full 'the refused connection was handled; what ended the job is No space left on device' 'java Job.java' --distractor
fresh
cat >Job.java <<'X'
public class Job {
  static class TimeoutPolicy { static void install() { System.out.println("INFO  RateLimiter ErrorHandler TimeoutPolicy installed"); } }
  public static void main(String[] args) throws Exception {
    TimeoutPolicy.install();
    System.out.println("ERROR-BUDGET 99.95% left, OOM killer score 0");
    try (var socket = new java.net.Socket("db.internal", 5999)) { System.out.println("connected"); }
  }
}
X
record java-words-then-refused rules active dependency connection_refused 'names with Timeout, Error and OOM are only names; the connection to the database was refused' 'java Job.java' --distractor
fresh
cat >job.mjs <<'X'
process.emitWarning('Buffer() is deprecated: out of memory errors may follow', 'DeprecationWarning');
process.emitWarning('fetch failed once: ECONNREFUSED (ignored)', 'RetryWarning');
console.error('ERROR suite: 0 errors, 0 failures');
console.log('12 passed');
X
record node-warnings-success rules active none - 'only warnings and a line that says 0 errors; exit 0' 'node job.mjs' --distractor
cat >>job.mjs <<'X'
const report = undefined;
console.log(report.pages.length);
X
record node-warnings-then-type-error measure active code null_pointer 'the warnings changed nothing; TypeError in the job' 'node job.mjs' --distractor
fresh
record bash-ignored-step-then-missing-command measure boot dependency command_not_found 'the refused rm is ignored by || true; the program to render with is not installed' 'rm /etc/passwd- || true; wkhtmltopdf-batch report.html report.pdf' --distractor
record bash-ignored-refused-then-disk-full rules save resource disk_full 'the metrics gateway is optional; the report could not be written' 'curl -sS http://api.internal:9099/metrics || echo "metrics: skipped"; echo "rate limit: 0 of 3 used"; echo report | cat >/dev/full' --distractor
record bash-self-test-success rules active none - 'a self-test prints every error message that it knows; exit 0' 'echo "self-test of the classifier:"; for word in "Connection refused" "No space left on device" "429 Too Many Requests" "Killed" "OutOfMemoryError"; do echo "  ok: recognises \"$word\""; done' --distractor
program <<'X'
import sys
print("Traceback (most recent call last):", file=sys.stderr)
print('  File "customer.py", line 3, in <module>', file=sys.stderr)
print("MemoryError (quoted from ticket 4711, attached to the report)", file=sys.stderr)
print("report with 1 ticket written")
sys.exit(1)
X
record python-quoted-trace-then-1 measure active unknown - 'the trace is quoted from a ticket; why the job ended with 1 is not said' 'python3 job.py' --distractor
