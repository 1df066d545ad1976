"""Runs a command and prints what it cost as one line of JSON.

CPU is user + system of the process and of all its children that it waited for. The peak is that of
the largest single process among them (ru_maxrss), in bytes. Standard output and error of the
command go to the file that the first argument names.
"""

import json
import os
import sys
import time

log, command = sys.argv[1], sys.argv[2:]
out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
null = os.open(os.devnull, os.O_RDONLY)
files = [(os.POSIX_SPAWN_DUP2, null, 0), (os.POSIX_SPAWN_DUP2, out, 1), (os.POSIX_SPAWN_DUP2, out, 2)]

start = time.monotonic()
pid = os.posix_spawnp(command[0], command, os.environ, file_actions=files)
_, status, used = os.wait4(pid, 0)
wall = time.monotonic() - start

print(
    json.dumps(
        {
            "exit": os.waitstatus_to_exitcode(status),
            "cpu_s": used.ru_utime + used.ru_stime,
            "wall_s": wall,
            "peak_bytes": used.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
        }
    )
)
