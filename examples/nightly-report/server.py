#!/usr/bin/env python3
"""The other side of examples/nightly-report.sh: sources, a mail gateway, a store of reports and a table of statuses.

    python3 server.py [--port 8742] [--port-file FILE] [--with-parent]

    GET  /sources/NAME.csv    a source
    POST /mail                sends a mail            } with an Idempotency-Key: the second time it answers as
    PUT  /reports/NAME        stores a report         } the first time and does nothing
    PUT  /status/NAME         writes a status row
    GET  /effects/KEY         was the request with this key carried out? 200 or 404

These are for demonstrations and tests, and are not counted:

    GET  /counts   requests per "METHOD /path" since the last reset, and what was carried out, ever
    POST /reset    forgets the counts and the faults
    POST /faults   {"path":"/reports/","fault":"slow","times":1,"seconds":30}: the next requests below that path fail

Faults: `slow` waits and then answers 504 without doing anything; `slow-answer` does it and then waits; `429` (with
Retry-After: 1), `500`; `wrong` answers 200 with content of another shape. Only for this machine: it binds 127.0.0.1.
"""
import argparse
import json
import os
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SOURCES = {
    "orders.csv": "id,amount\n1,120.50\n2,79.90\n3,310.00\n",
    "refunds.csv": "id,amount\n2,79.90\n",
    "shipping.csv": "id,amount\n1,4.90\n3,12.00\n",
}
MAX_BODY_BYTES = 1 << 20


class World:
    """What the server remembers. Every access holds the lock."""

    def __init__(self):
        self.lock = threading.Lock()
        self.effects, self.statuses = set(), {}
        self.counts, self.carried_out, self.faults = Counter(), Counter(), []

    def fault(self, path):
        for fault in self.faults:
            if path.startswith(fault["path"]) and fault["times"] > 0:
                fault["times"] -= 1
                return fault
        return {"fault": ""}

    def once(self, key, kind):
        """Carries out a request unless one with the same key was: so a client may ask again."""
        if key not in self.effects:
            self.effects.add(key)
            self.carried_out[kind] += 1


class Handler(BaseHTTPRequestHandler):
    world = World()

    def handle_any(self):
        body = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), MAX_BODY_BYTES))
        try:
            if self.path in ("/counts", "/reset", "/faults"):
                return self.control(body)
            with self.world.lock:
                self.world.counts[f"{self.command} {self.path}"] += 1
                fault = self.world.fault(self.path)
            if fault["fault"] == "slow":
                time.sleep(fault.get("seconds", 30))
                return self.answer(504, {"error": "storage did not answer"})
            if fault["fault"] in ("429", "500"):
                return self.answer(int(fault["fault"]), {"error": "told to fail"}, {"Retry-After": "1"})
            if fault["fault"] == "wrong":
                return self.answer(200, "number;sum\n1;120,50\n")
            status, content = self.serve(body)
            if fault["fault"] == "slow-answer":
                time.sleep(fault.get("seconds", 30))
            self.answer(status, content)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the client did not wait

    do_GET = do_POST = do_PUT = handle_any

    def serve(self, body):
        world, (_, kind, *rest) = self.world, self.path.split("/")
        name, key = "/".join(rest), self.headers.get("Idempotency-Key") or f"{time.time_ns()}"
        with world.lock:
            match (self.command, kind):
                case ("GET", "sources") if name in SOURCES:
                    return 200, SOURCES[name]
                case ("GET", "effects") if name in world.effects:
                    return 200, {"key": name, "status": "committed"}
                case ("PUT", "reports") | ("POST", "mail"):
                    world.once(key, kind)
                    return 201, {"done": key}
                case ("PUT", "status"):
                    world.statuses[name] = body.decode()
                    return 200, {"status": world.statuses[name]}
        return 404, {"error": f"there is no {self.path}"}

    def control(self, body):
        world = self.world
        with world.lock:
            if self.path == "/faults":
                world.faults.append({"times": 1, **json.loads(body)})
            if self.path == "/reset":
                world.counts.clear()
                world.faults.clear()
            answer = {"requests": world.counts, "carried_out": world.carried_out, "statuses": world.statuses}
        self.answer(200, answer)

    def answer(self, status, content, headers=None):
        data = (content if isinstance(content, str) else json.dumps(content) + "\n").encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--port", type=int, default=8742)
    arguments.add_argument("--port-file", help="write the port here once the server listens")
    arguments.add_argument("--with-parent", action="store_true", help="end when the starting process ends")
    options = arguments.parse_args()
    parent = os.getppid()
    server = ThreadingHTTPServer(("127.0.0.1", options.port), Handler)
    server.daemon_threads = True
    if options.port_file:
        with open(options.port_file + ".new", "w") as file:
            file.write(str(server.server_port))
        os.rename(options.port_file + ".new", options.port_file)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    while not options.with_parent or os.getppid() == parent:
        time.sleep(0.2)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
