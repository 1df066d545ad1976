#!/usr/bin/env python3
"""Runs one command and records what came out: record.py OPTIONS... -- COMMAND. Called by the function `record` of all.sh."""
import argparse
import json
import os
import pathlib
import pwd
import resource
import signal
import subprocess
import sys

GRACE_S = 2

arguments = argparse.ArgumentParser()
for name in ("name", "set", "phase", "cause", "code", "why", "limits"):
    arguments.add_argument("--" + name)
arguments.add_argument("--timeout", type=float, help="seconds after which the recorder ends the command: SIGTERM, then SIGKILL")
arguments.add_argument("--memory-mib", type=int, help="a memory cgroup of this size: past it the kernel kills")
arguments.add_argument("--distractor", action="store_true")
arguments.add_argument("--root", action="store_true", help="run as root instead of ci")
arguments.add_argument("command")
options = arguments.parse_args()

folder = pathlib.Path(os.environ["CORPUS"]) / options.name
folder.mkdir(parents=True, exist_ok=True)
environment = {
    "PATH": "/usr/lib/jvm/temurin-25-jdk-amd64/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
    "HOME": "/home/ci", "USER": "ci", "LANG": "C.UTF-8", "TZ": "UTC", "PYTHONDONTWRITEBYTECODE": "1",
    "MAVEN_OPTS": "-Duser.home=/home/ci --sun-misc-unsafe-memory-access=allow", "NO_UPDATE_NOTIFIER": "1",
    "GOFLAGS": "-mod=mod", "GOPROXY": "off", "GOTOOLCHAIN": "local", "GIT_TERMINAL_PROMPT": "0", "PIP_CONFIG_FILE": "/dev/null",
    "npm_config_registry": "http://packages.internal:8080/", "npm_config_update_notifier": "false", "npm_config_fetch_retries": "0",
    "npm_config_audit": "false", "npm_config_fund": "false",
}


group = pathlib.Path("/sys/fs/cgroup/memory/corpus")
if options.memory_mib:
    group.mkdir(exist_ok=True)
    (group / "memory.limit_in_bytes").write_text(str(options.memory_mib << 20))


def as_ci():
    if options.memory_mib:
        (group / "cgroup.procs").write_text("0")
    if not options.root:
        ci = pwd.getpwnam("ci")
        os.setgroups([])
        os.setgid(ci.pw_gid)
        os.setuid(ci.pw_uid)


timed_out = False
with open(folder / "stdout", "wb") as stdout, open(folder / "stderr", "wb") as stderr:
    process = subprocess.Popen(["bash", "-c", options.command], stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr,
                               cwd="/home/ci/app", env=environment, preexec_fn=as_ci, start_new_session=True)
    try:
        process.wait(options.timeout or 240)
    except subprocess.TimeoutExpired:
        timed_out = options.timeout is not None
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(GRACE_S)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

if options.memory_mib:
    oom_kills = int((group / "memory.oom_control").read_text().split("oom_kill ")[-1])
    group.rmdir()
code = process.returncode
succeeded = options.cause == "none"
limits = [options.limits] if options.limits else []
if options.timeout:
    limits.append(f"ended by the recorder after {options.timeout:g} s")
if options.memory_mib:
    limits.append(f"memory cgroup of {options.memory_mib} MiB, processes killed by the kernel for it: {oom_kills}")
case = {
    "command": options.command,
    **({"exit_code": code} if code >= 0 else {"signal": -code}),
    "timed_out": timed_out,
    "peak_rss_bytes": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024,
    "outcome": "succeeded" if succeeded else "failed",
    **({} if succeeded else {"phase": options.phase, "cause": options.cause}),
    **({"code": options.code} if options.code not in ("-", None) else {}),
    "set": options.set,
    "why": options.why,
    **({"limits": "; ".join(limits)} if limits else {}),
    **({"distractor": True} if options.distractor else {}),
}
with open(folder / "case.yaml", "w", encoding="utf-8") as file:
    file.writelines(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in case.items())
wrong = (code == 0) != succeeded or (options.timeout is not None) != timed_out
sizes = [(folder / stream).stat().st_size for stream in ("stdout", "stderr")]
print(f"{'!!' if wrong else 'ok'} {options.name}: {code}, stdout {sizes[0]}, stderr {sizes[1]}", flush=True)
sys.exit(wrong)
