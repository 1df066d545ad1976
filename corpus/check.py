#!/usr/bin/env python3
"""Checks the layout and the labels of the corpus and prints how many cases there are of what. Exit 1 if one is wrong."""
import json
import pathlib
import re
import sys
from collections import Counter

CAUSES = set("input config code dependency rate_limit timeout resource infra cancelled effect_conflict persistence contract unknown".split())
PHASES = set("pre_claim boot active save post".split())
REQUIRED = {"command": str, "timed_out": bool, "peak_rss_bytes": int, "outcome": str, "set": str, "why": str}
OPTIONAL = {"exit_code": int, "signal": int, "phase": str, "cause": str, "code": str, "limits": str, "distractor": bool}
# What the bytes must not have: folders and hosts of the machine that made them, keys, addresses other than its own.
LEAKS = re.compile(rb"/root\b|/home/(?!ci\b)|/tmp/(?!cc)|PRIVATE KEY|[Aa]uthorization:"
                   rb"|\b(?!127\.0\.0\.1)(?!0\.0\.0\.0)\d{1,3}(?:\.\d{1,3}){3}\b(?!\.)"
                   rb"|https?://(?!localhost\b|127\.0\.0\.1\b|[a-z.]+\.internal\b|cwiki\.apache\.org/|curl\.se/)[^\s'\"]+")
CODE = re.compile(r"[a-z][a-z0-9_]*")
AT_LEAST = {"cases": 70, "distractors": 12, "successes": 5, "unknown": 5}


def read_case(folder):
    """One member a line, `key: value`, the value in JSON: a subset of YAML."""
    case = {}
    for line in (folder / "case.yaml").read_text(encoding="utf-8").splitlines():
        key, value = line.split(": ", 1)
        if key in case:
            raise ValueError(f"{key} stands there twice")
        case[key] = json.loads(value)
    return case


def faults(folder, case):
    for key, kind in {**REQUIRED, **OPTIONAL}.items():
        if key in case and type(case[key]) is not kind:
            yield f"{key} is no {kind.__name__}"
        if key in REQUIRED and key not in case:
            yield f"{key} is missing"
    yield from (f"unknown member {key}" for key in case.keys() - REQUIRED.keys() - OPTIONAL.keys())
    if ("exit_code" in case) == ("signal" in case):
        yield "exactly one of exit_code and signal is needed"
    if case["set"] not in ("rules", "measure"):
        yield f"set {case['set']}"
    succeeded = case["outcome"] == "succeeded"
    if case["outcome"] not in ("succeeded", "failed") or succeeded != (case.get("exit_code") == 0):
        yield "the outcome does not fit the exit code"
    if succeeded and case.keys() & {"phase", "cause", "code"}:
        yield "a success has no phase, cause or code"
    if not succeeded and (case.get("phase") not in PHASES or case.get("cause") not in CAUSES):
        yield f"phase {case.get('phase')}, cause {case.get('cause')}"
    if "code" in case and not CODE.fullmatch(case["code"]):
        yield f"code {case['code']}"
    if case.get("cause") == "unknown" and "code" in case:
        yield "an unknown cause has no code"
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", folder.name):
        yield "the name is not TOOL-WORDS"
    if {file.name for file in folder.iterdir()} != {"stdout", "stderr", "case.yaml"}:
        yield "needs exactly stdout, stderr and case.yaml"
    for file in folder.iterdir():
        leak = LEAKS.search(file.read_bytes())
        if leak:
            yield f"{file.name} has {leak.group().decode(errors='replace')}"


def table(title, rows):
    print(f"\n{title:<18}{'rules':>8}{'measure':>9}")
    for name in sorted({name for name, _ in rows}):
        print(f"{name:<18}{rows[name, 'rules']:>8}{rows[name, 'measure']:>9}")


def main():
    home = pathlib.Path(__file__).resolve().parent
    cases, wrong = {}, []
    for folder in sorted(path for path in home.iterdir() if path.is_dir() and path.name not in ("make", "__pycache__")):
        try:
            cases[folder.name] = read_case(folder)
            wrong += [f"{folder.name}: {fault}" for fault in faults(folder, cases[folder.name])]
        except (OSError, ValueError, KeyError) as fault:
            wrong.append(f"{folder.name}: {fault!r}")
    all_cases = cases.values()
    counts = {
        "cases": len(cases),
        "distractors": sum(case.get("distractor", False) for case in all_cases),
        "successes": sum(case["outcome"] == "succeeded" for case in all_cases),
        "unknown": sum(case.get("cause") == "unknown" for case in all_cases),
    }
    wrong += [f"only {counts[name]} {name}, {least} are needed" for name, least in AT_LEAST.items() if counts[name] < least]
    halves = Counter(case["set"] for case in all_cases)
    if abs(halves["rules"] - halves["measure"]) > len(cases) / 10:
        wrong.append(f"the halves are uneven: {dict(halves)}")
    table("cause", Counter((case.get("cause", "(success)"), case["set"]) for case in all_cases))
    table("phase", Counter((case.get("phase", "(success)"), case["set"]) for case in all_cases))
    table("tool", Counter((name.split("-")[0], case["set"]) for name, case in cases.items()))
    table("", Counter(("distractor", case["set"]) for case in all_cases if case.get("distractor")))
    print("\n" + ", ".join(f"{count} {name}" for name, count in counts.items()) + f"; {halves['rules']} rules, {halves['measure']} measure")
    print("\n".join(wrong), file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
