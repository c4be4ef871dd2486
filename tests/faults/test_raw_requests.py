"""Requests that no browser sends, byte by byte to a real server: each is answered or ended, and the next one is too."""

import json
import socket
from collections.abc import Iterator

import pytest

from tests.faults.campaign.site_under_fault import make_site
from tests.faults.servers import Server, running

pytestmark = pytest.mark.slow
ENDED = 0  # in place of a status
HOST, END = b"Host: a.example\r\n", b"Connection: close\r\n\r\n"
FILE = b"/workshops/annex/files/a.pdf"


def get(path: bytes = b"/", fields: bytes = b"", method: bytes = b"GET", version: bytes = b"HTTP/1.1") -> bytes:
    return b"%b %b %b\r\n%b%b%b" % (method, path, version, HOST, fields, END)


def post(path: bytes, body: bytes, kind: bytes = b"application/json", fields: bytes = b"") -> bytes:
    length = b"" if b"-" in fields else b"Content-Length: %d\r\n" % len(body)
    return b"POST %b HTTP/1.1\r\n%bContent-Type: %b\r\n%b%b%b%b" % (path, HOST, kind, length, fields, END, body)


def match(body: bytes, fields: bytes = b"") -> bytes:
    return post(b"/api/v1/match", body, fields=fields)


REFUSED = {400, ENDED}
# What is sent, and which answers are right.
REQUESTS: dict[str, tuple[bytes, set[int]]] = {
    "HTTP 0.9": (b"GET /\r\n\r\n", REFUSED),
    "HTTP 1.0": (b"GET / HTTP/1.0\r\n\r\n", {200}),
    "HTTP 2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {400, 505, ENDED}),
    "TLS": (bytes.fromhex("1603010200010001fc0303") + b"\0" * 500, REFUSED),
    "noise": (b"\xff\xfe\0\0" * 500 + b"\r\n\r\n", REFUSED),
    "all of the server": (get(b"*", method=b"OPTIONS"), {200, 204, 400, 404, 405}),
    "a tunnel": (get(b"a.example:443", method=b"CONNECT"), {400, 404, 405, 501, ENDED}),
    "a trace": (get(method=b"TRACE"), {405}),
    "a method of 5,000 letters": (get(method=b"A" * 5_000), {400, 405, 501, ENDED}),
    "two hosts": (get(fields=HOST), {400}),
    "a zero in a header": (get(fields=b"X: a\0b\r\n"), REFUSED),
    "a space before a colon": (get(fields=b"X : a\r\n"), REFUSED),
    "a header without a colon": (get(fields=b"X\r\n"), REFUSED),
    "2,000 headers": (get(fields=b"".join(b"X%d: a\r\n" % n for n in range(2_000))), {400, 431, ENDED}),
    "an address of 90,000 letters": (get(b"/?q=" + b"a" * 90_000), {400, 414, 431, ENDED}),
    "a zero in an address": (get(b"/workshops/%00"), {400, 404}),
    "a way out": (get(b"/static/../../../etc/passwd"), {400, 404}),
    "a way out of a workshop": (get(b"/workshops/annex/files/..%2f..%2f..%2fCURRENT"), {404}),
    "bytes that are no UTF-8": (get(b"/workshops/%ff%fe"), {400, 404}),
    "half a surrogate pair": (get(b"/workshops/%ed%a0%80"), {400, 404}),
    "a part of the sitemap": (get(b"/sitemap-99999999999999999999.xml"), {404}),
    "raw bytes in a search": (get(b"/?q=\xff\xfe"), {200, 400, ENDED}),
    "a zero in a search": (get(b"/?q=a%00b"), {200, 400}),
    "8,000 parameters": (get(b"/?" + b"&".join(b"a%d=1" % n for n in range(8_000))), {200, 400}),
    "5,000 searches": (get(b"/?" + b"&".join(b"q=a%d" % n for n in range(5_000))), {200, 400}),
    "no finite limit": (get(b"/api/v1/search?limit=1e400"), {400}),
    "a limit of 5,000 digits": (get(b"/api/v1/search?limit=" + b"9" * 5_000), {400}),
    "a large offset": (get(b"/?offset=" + b"9" * 300), {200, 400}),
    "a year of 5,000 digits": (get(b"/?year=" + b"9" * 5_000), {200, 400}),
    "2,000 brackets": (get(b"/api/v1/search?q=" + b"(" * 2_000), {200, 400}),
    "3,000 quotations": (get(b"/api/v1/search?q=" + b"%22a" * 3_000), {200, 400}),
    "3,000 beginnings": (get(b"/api/v1/search?q=" + b"a*+" * 3_000), {200, 400}),
    "3,000 fields": (get(b"/api/v1/search?q=" + b"year:" * 3_000), {200, 400}),
    "2,000 places": (get(b"/compare?place=" + b"PE&place=" * 2_000), {200, 400}),
    "5,000 ranges": (
        get(FILE, b"Range: bytes=%b\r\n" % b",".join(b"%d-%d" % (n, n) for n in range(5_000))),
        {200, 206, 416},
    ),
    "a range without an end": (get(FILE, b"Range: bytes=0-%b\r\n" % (b"9" * 500)), {200, 206, 416}),
    "a range backwards": (get(FILE, b"Range: bytes=9-1\r\n"), {200, 206, 416}),
    "a range of nothing": (get(FILE, b"Range: bytes=-0\r\n"), {200, 206, 416}),
    "4,000 languages": (
        get(fields=b"Accept-Language: %b\r\n" % b",".join(b"x%d;q=0.1" % n for n in range(4_000))),
        {200},
    ),
    "5,000 encodings": (get(fields=b"Accept-Encoding: %b\r\n" % (b"gzip;q=x," * 5_000)), {200}),
    "6,000 tags": (get(fields=b"If-None-Match: %b\r\n" % (b'W/"a",' * 6_000)), {200, 304}),
    "a cookie of backslashes": (get(fields=b'Cookie: a="%b\r\n' % (b"\\" * 50_000)), {200, 400}),
    "6,000 proxies": (get(fields=b"X-Forwarded-For: %b\r\n" % (b"1.1.1.1," * 6_000)), {200}),
    "a referrer that is none": (get(b"/?q=apples", b"Referer: http://[%b\r\n" % (b"a" * 20_000)), {200}),
    "another protocol": (get(fields=b"Upgrade: h2c\r\nHTTP2-Settings: AAA\r\n"), {200, 400}),
    "two lengths": (match(b"ab", b"Content-Length: 1\r\nContent-Length: 2\r\n"), REFUSED),
    "a length below zero": (match(b"", b"Content-Length: -1\r\n"), REFUSED),
    "a length of 30 digits": (match(b"", b"Content-Length: %b\r\n" % (b"9" * 30)), {400, 413, ENDED}),
    "10 GB to come": (match(b"", b"Content-Length: 10000000000\r\n"), {413}),
    "a chunk of all memory": (match(b"fffffffffffffffff\r\n", b"Transfer-Encoding: chunked\r\n"), {400, 413, ENDED}),
    "a chunk of letters": (match(b"zz\r\n", b"Transfer-Encoding: chunked\r\n"), REFUSED),
    "another coding": (match(b"0\r\n\r\n", b"Transfer-Encoding: xchunked\r\n"), {400, 501, ENDED}),
    "brackets": (match(b"[" * 900_000), {400, 413}),
    "texts in texts": (match(b'{"text":' * 50_000), {400}),
    "a number of 100,000 digits": (match(b'{"text":%b}' % (b"9" * 100_000)), {400}),
    "half a pair in JSON": (match(b'{"text":"\\ud800 apples"}'), {200, 400}),
    "Latin letters": (match(b'{"text":"\xe9"}'), {400}),
    "lists for texts": (match(b'{"text":[1],"lang":{},"meaning":"x"}'), {400}),
    "a word of 900,000 letters": (match(b'{"text":"%b"}' % (b"a" * 900_000)), {200, 413}),
    "20,000 paragraphs": (match(json.dumps({"text": "apples\n\n" * 20_000}).encode()), {200, 413}),
    "100,000 fields of a form": (
        post(b"/for-my-text", b"&".join(b"a%d=1" % n for n in range(100_000)), b"application/x-www-form-urlencoded"),
        {400, 413, 422},
    ),
    "a form that does not end": (
        post(b"/for-my-text", b"--x\r\n" * 10, b"multipart/form-data; boundary=x"),
        {400, 422},
    ),
    "a body for the start page": (post(b"/", b"a"), {405}),
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    site = make_site(tmp_path_factory.mktemp("raw") / "site")
    with running(site.folder, "--workers", "1") as server:
        yield server


def answer(server: Server, sent: bytes) -> bytes:
    """Return what the server answers until it ends the connection."""
    received = b""
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
        try:
            connection.sendall(sent)
            while piece := connection.recv(65_536):
                received += piece
        except ConnectionError:  # it ended before all was sent or read
            pass
    return received


@pytest.mark.parametrize("name", REQUESTS)
def test_what_no_browser_sends_is_answered_or_ended(server: Server, name: str) -> None:
    sent, right = REQUESTS[name]
    received = answer(server, sent)
    status = int(received.split(b" ", 2)[1]) if received else ENDED
    assert status in right
    assert len(received) < 1_000_000
    assert server.get("/healthz").status == 200
    assert "Traceback" not in server.log.read_text("utf-8")
