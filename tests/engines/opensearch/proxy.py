"""A proxy before a node, on which the tests inject faults, ask for a password, or speak TLS."""

from __future__ import annotations

import base64
import json
import ssl
import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

Answer = tuple[int, bytes]
Fault = Callable[[str, Answer], Answer]  # of a request's path, what the node answers -> what the client gets


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    target: ClassVar[str]
    fault: ClassVar[list[Fault]]
    password: ClassVar[str]

    def _forward(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status, content = self._answer(body)
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=UTF-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _answer(self, body: bytes) -> Answer:
        if self.password and self.headers.get("Authorization") != self.password:
            return 401, b"Unauthorized"
        request = urllib.request.Request(
            self.target + self.path, body or None, {"Content-Type": "application/json"}, method=self.command
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                result: Answer = answer.status, answer.read()
        except urllib.error.HTTPError as error:
            result = error.code, error.read()
        for fault in self.fault:
            result = fault(self.path, result)
        return result

    do_GET = do_POST = do_PUT = do_DELETE = _forward  # noqa: N815 - the library's names

    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""


class Proxy:
    """A proxy that runs; ``faults`` are applied to every answer."""

    def __init__(self, address: str, faults: list[Fault]) -> None:
        self.address = address
        self.faults = faults


@contextmanager
def proxy(target: str, password: str = "", certificate: Path | None = None) -> Iterator[Proxy]:
    """Yield a proxy before the node ``target``.

    With ``password`` ("account:password") it refuses others; with a PEM file of key and certificate it speaks TLS.
    """
    faults: list[Fault] = []
    secret = f"Basic {base64.b64encode(password.encode()).decode()}" if password else ""
    handler = type("Handler", (_Handler,), {"target": target, "fault": faults, "password": secret})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Proxy(f"{'https' if certificate else 'http'}://localhost:{server.server_port}", faults)
    finally:
        server.shutdown()
        server.server_close()


def make_certificate(folder: Path) -> Path:
    """Return a PEM file with a key and a certificate of localhost that is its own authority."""
    key, certificate, both = folder / "key.pem", folder / "cert.pem", folder / "both.pem"
    key_of = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", str(key)]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run(["openssl", *key_of, "-out", str(certificate), *names], check=True, capture_output=True)
    both.write_text(key.read_text() + certificate.read_text())
    return both


def with_status(status: int) -> Fault:
    """Return a fault: searches are answered with a status."""
    return lambda path, answer: (status, b'{"error":{"type":"injected"}}') if path.startswith("/_msearch") else answer


def truncated(path: str, answer: Answer) -> Answer:
    """Return half of an answer to a search."""
    return (answer[0], answer[1][: len(answer[1]) // 2]) if path.startswith("/_msearch") else answer


def changed(change: Callable[[dict[str, Any]], object]) -> Fault:
    """Return a fault: each answer of a search is changed."""

    def fault(path: str, answer: Answer) -> Answer:
        if not path.startswith("/_msearch"):
            return answer
        content = json.loads(answer[1])
        for response in content["responses"]:
            change(response)
        return answer[0], json.dumps(content).encode()

    return fault


failed_shard = changed(lambda response: response["_shards"].update(successful=0, failed=1))
timed_out = changed(lambda response: response.update(timed_out=True))


def _refuse(response: dict[str, Any]) -> None:
    response.clear()
    response.update(error={"type": "injected"}, status=503)


refused_search = changed(_refuse)


def _not_know(response: dict[str, Any]) -> None:
    response.clear()
    response.update(error={"type": "index_not_found_exception"}, status=404)


unknown_index = changed(_not_know)
