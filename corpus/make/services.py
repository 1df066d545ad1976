#!/usr/bin/env python3
"""The other side of the failures: HTTP on 8080, the same with a self-signed certificate on 8443, and a name server that
knows no name. Ends with the namespace that all.sh runs in."""
import json
import socket
import ssl
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

flaky = {}
# Two npm packages, of which the first wants another version of the second than a project that asks for ^1.
PACKAGES = {
    "chart": {"1.0.0": {"peerDependencies": {"engine": "^2.0.0"}}},
    "engine": {"1.4.0": {}, "2.1.0": {}},
}


def package(name):
    versions = {version: {"name": name, "version": version, "dist": {"tarball": f"http://packages.internal:8080/{name}-{version}.tgz"}, **more}
                for version, more in PACKAGES[name].items()}
    return json.dumps({"name": name, "dist-tags": {"latest": max(versions)}, "versions": versions}).encode()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle_any(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        kind = self.path.strip("/").split("/")[0]
        if kind == "slow":
            time.sleep(20)
        if kind == "silent":
            self.close_connection = True
            return
        if kind == "flaky":
            flaky[self.path] = flaky.get(self.path, 0) + 1
            kind = "503" if flaky[self.path] < 3 else "200"
        status = int(kind) if kind.isdigit() else 200 if kind in ("ok", "slow", "cut") else 404
        body = b'{"items": [' if kind == "cut" else b'{"items": []}\n' if status == 200 else b'{"error": "%d"}\n' % status
        if kind in PACKAGES:
            status, body = 200, package(kind)
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body) + (500 if kind == "cut" else 0)))
        if status == 429:
            self.send_header("Retry-After", "30")
        if status == 401:
            self.send_header("WWW-Authenticate", 'Basic realm="internal"')
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        self.close_connection = kind == "cut"

    do_GET = do_POST = do_PUT = do_HEAD = handle_any

    def log_message(self, *_):
        pass


def names():
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 53))
    while True:
        query, client = server.recvfrom(512)
        end = query.index(0, 12) + 5
        server.sendto(query[:2] + b"\x81\x83" + query[4:6] + bytes(6) + query[12:end], client)


def web(port, certificate=None):
    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()


web(8080)
web(8443, sys.argv[1])
names()
