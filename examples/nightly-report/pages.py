#!/usr/bin/env python3
"""The work of examples/nightly-report.sh.

    pages.py render SOURCE PAGE [--chart | --all-in-memory]     one page of one source
    pages.py validate RESULT PAGE...      does every page keep its contract? 1 if not
    pages.py join REPORT PAGE...          the final report
"""
import json
import os
import re
import resource
import signal
import sys

CONTRACT = re.compile(r"<h2>[^<]+</h2>\n<p>total (\d+\.\d\d) in (\d+) rows</p>\n")


def find_chart(source):
    """There is none yet, and nobody asks: that is the bug that --fail render shows."""
    return None


def load_everything():
    """Takes memory up to a limit and then ends as the kernel ends a process that has too much: --fail oom."""
    resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))
    blocks = []
    try:
        while True:
            blocks.append(bytearray(16 << 20))
    except MemoryError:
        os.kill(os.getpid(), signal.SIGKILL)


def render(source, page, *options):
    if "--all-in-memory" in options:
        load_everything()
    with open(source, encoding="utf-8") as file:
        header, *rows = file.read().splitlines()
    columns = header.split(",")
    amounts = [row.split(",")[columns.index("amount")] for row in rows] if "amount" in columns else []
    total = f"{sum(map(float, amounts)):.2f}" if amounts else "?"
    if "--chart" in options:
        total += find_chart(source).caption
    with open(page, "w", encoding="utf-8") as file:
        file.write(f"<h2>{source}</h2>\n<p>total {total} in {len(rows)} rows</p>\n")


def validate(result, *pages):
    broken = [page for page in pages if not CONTRACT.fullmatch(read(page))]
    with open(result, "w", encoding="utf-8") as file:
        json.dump({"valid": not broken, "broken": broken}, file)
    for page in broken:
        print(f"validation failed: {page}: schema violation at p: expected 'total AMOUNT in COUNT rows', got {read(page).splitlines()[1]!r}", file=sys.stderr)
    return 1 if broken else 0


def join(report, *pages):
    with open(report, "w", encoding="utf-8") as file:
        file.write("<h1>Nightly report</h1>\n" + "".join(map(read, pages)))


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


if __name__ == "__main__":
    sys.exit({"render": render, "validate": validate, "join": join}[sys.argv[1]](*sys.argv[2:]))
