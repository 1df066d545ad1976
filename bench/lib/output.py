"""Prints output of a service: N megabytes of ordinary lines of 600 templates with random ids, 1 % of them warnings and
errors with stack traces. `zstd -3` leaves about a fifth of it. The same N and seed give the same bytes.

    output.py MEGABYTES [SEED]
"""

import random
import sys

megabytes = int(sys.argv[1])
r = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
VERBS = "created updated deleted fetched queued started finished cached evicted loaded parsed stored sent received resolved".split()
THINGS = "order invoice customer session cart product job task report page message event batch segment shard snapshot".split()
TEMPLATES = [
    (
        f"com.acme.{r.choice(THINGS)}.{r.choice(THINGS).capitalize()}Service",
        f"{r.choice(VERBS).capitalize()} {r.choice(THINGS)} {{}} in {{}} ms for {' '.join(r.choice(THINGS) for _ in range(r.randint(2, 9)))}",
    )
    for _ in range(600)
]

left = megabytes << 20
clock = 1_700_000_000_000
lines = []
while left > 0:
    clock += r.randint(0, 9)
    logger, text = TEMPLATES[r.randrange(600)]
    chance = r.random()
    level = r.choice(["WARN", "WARN", "ERROR"]) if chance < 0.01 else "DEBUG" if chance < 0.2 else "INFO"
    stamp = f"2023-11-{1 + clock // 86_400_000 % 28:02}T{clock // 3_600_000 % 24:02}:{clock // 60_000 % 60:02}:{clock // 1000 % 60:02}.{clock % 1000:03}Z"
    line = f"{stamp} {level:5} [worker-{r.randrange(32)}] {logger} - {text.format('%010x' % r.getrandbits(40), r.randrange(5000))}\n"
    if level in ("WARN", "ERROR"):
        line += f"java.lang.IllegalStateException: lease {r.getrandbits(40):010x} is gone\n"
        line += "".join(
            f"\tat com.acme.{r.choice(THINGS)}.{r.choice(VERBS)}({r.choice(THINGS).capitalize()}.java:{r.randrange(900)})\n"
            for _ in range(r.randint(6, 18))
        )
    lines.append(line.encode())
    left -= len(lines[-1])
    if len(lines) > 5000:
        sys.stdout.buffer.write(b"".join(lines))
        lines = []
sys.stdout.buffer.write(b"".join(lines))
