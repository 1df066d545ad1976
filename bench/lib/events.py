"""Prints a job of 99,003 events as clew reads them: 500 stages, 49,000 calls, and a stage that fails. Exits with 3."""

import json
import sys

lines = []


def event(**members):
    lines.append("::clew " + json.dumps(members) + "\n")


for stage in range(500):
    name = f"stage-{stage:03}"
    event(kind="stage_started", stage=name)
    for number in range(98):
        call = f"call-{stage:03}-{number:03}"
        url = f"http://items.example/items/{number}?page={stage}"
        event(kind="tool_call_started", stage=name, tool_call_id=call, attributes={"type": "http", "method": "GET", "url": url})
        event(kind="tool_call_completed", stage=name, tool_call_id=call, duration_ms=12.5, attributes={"http_status": 200})
    event(kind="stage_completed", stage=name, duration_ms=1300)
event(kind="artifact_written", artifacts=["result"], attributes={"path": "result.csv", "artifact_kind": "final"})
event(kind="stage_started", stage="last")
event(kind="stage_failed", stage="last", error={"code": "boom", "message": "boom"})
sys.stdout.write("".join(lines))
sys.exit(3)
