"""The trustee's door: a small HTTP server that speaks JSON. POST /key, POST /contribute, POST /release, GET /identity, GET /equivocations."""

from __future__ import annotations

import json
import logging
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from sealing.trustee.trustee import Refused, Trustee

LARGEST_REQUEST = 64 * 1024
log = logging.getLogger("trustee")


def server(trustee: Trustee, host: str, port: int) -> ThreadingHTTPServer:
    """A server that answers for this trustee; port 0 takes a free one."""

    class Door(BaseHTTPRequestHandler):
        timeout = 10

        def do_GET(self) -> None:
            said = {"/identity": {"key": trustee.identity()}, "/equivocations": trustee.memory.twice}.get(self.path)
            self.answer(404 if said is None else 200, said)

        def do_POST(self) -> None:
            how = {"/key": trustee.name_key, "/contribute": trustee.contribute, "/release": trustee.release}.get(self.path)
            size = int(self.headers.get("Content-Length") or 0)
            if how is None or not 0 < size <= LARGEST_REQUEST:
                return self.answer(404 if how is None else 413, None)
            try:
                return self.answer(200, how(json.loads(self.rfile.read(size))))
            except Refused as no:
                return self.answer(409, {"refused": no.outcome, "because": str(no)})
            except ValueError:
                return self.answer(400, {"refused": "malformed", "because": "not JSON"})

        def answer(self, status: int, said: Any) -> None:
            body = json.dumps(said, ensure_ascii=False).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *said: Any) -> None:
            log.debug(*said)

    return ThreadingHTTPServer((host, port), Door)


def run(folder: Any, operator: str, host: str, port: int) -> None:
    """Serve until interrupted."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    trustee = Trustee(folder, operator)
    with server(trustee, host, port) as door:
        log.info("trustee %s listens on %s:%s", trustee.identity(), host, door.server_address[1])
        try:
            door.serve_forever()
        except KeyboardInterrupt:
            log.info("trustee stops")
