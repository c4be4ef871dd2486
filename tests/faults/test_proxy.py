"""The guide's lines for nginx, with nginx as Debian has it."""

import contextlib
import os
import re
import subprocess
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from tests.faults.servers import Server, running
from tests.faults.sites import Site
from tests.faults.tools import program
from tests.ports import free_port

pytestmark = pytest.mark.slow

CONFIGURATION = """\
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
{user}
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
{location}
    }}
}}
"""
PAPER = b"%PDF-1.7 of one" * 100_000


class Proxy(Server):
    """nginx with the guide's lines, in front of ``server``."""

    def __init__(self, folder: Path, server: Server) -> None:
        self.port = free_port()
        guide = (files("policysearch.starter") / "GUIDE.md").read_text("utf-8")
        [location] = re.findall(r"```nginx\n(location .*?)```", guide, re.DOTALL)
        location = location.replace("127.0.0.1:8000", f"127.0.0.1:{server.port}")
        self.log = folder / "nginx.log"
        user = "user root;" if os.geteuid() == 0 else ""
        configuration = folder / "nginx.conf"
        text = CONFIGURATION.format(folder=folder, port=self.port, location=location, user=user)
        configuration.write_text(text, "utf-8")
        command = [program("nginx"), "-p", str(folder), "-e", str(self.log), "-c", str(configuration)]
        self.process = subprocess.Popen(command)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = Site(tmp_path_factory.mktemp("site"))
    front = "---\ntitle: One\nstart: 2010-01-01\nattachments:\n  - file: a.pdf\n---\n\n## Highlights\n\n- L. {#h1}\n"
    (site.settings.materials / "one").mkdir()
    (site.settings.materials / "one" / "workshop.md").write_text(front, "utf-8")
    (site.settings.materials / "one" / "a.pdf").write_bytes(PAPER)
    assert site.run("build").code == 0
    return site.folder


@pytest.fixture(scope="module")
def proxy(folder: Path) -> Iterator[Server]:
    program("nginx")
    environment = {
        "POLICYSEARCH_PUBLIC_URL": "https://www.example.org/lessons",
        "POLICYSEARCH_TRUSTED_PROXIES": "1",
        "POLICYSEARCH_RATE_LIMIT": "5",
        "POLICYSEARCH_SEARCHLOG_PATH": str(folder / "log.sqlite3"),
    }
    with running(folder, environment=environment) as server, contextlib.ExitStack() as ending:
        proxy = Proxy(folder, server)
        ending.callback(proxy.stop)
        proxy.wait()
        yield proxy


def get(proxy: Server, path: str, client: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    answer = proxy.get(path, headers={"X-Forwarded-For": client, **headers})
    return answer.status, answer.headers, answer.body


def test_pages_are_below_the_path(proxy: Server) -> None:
    status, headers, body = get(proxy, "/lessons/?q=one", "192.0.2.1")
    assert status == 200
    assert b'href="/lessons/' in body
    assert headers["x-content-type-options"] == "nosniff"


def test_a_redirect_leads_to_the_public_address(proxy: Server) -> None:
    status, headers, _ = get(proxy, "/lessons/workshops//one", "192.0.2.2")
    assert (status, headers.get("location", "")) in [
        (308, "https://www.example.org/lessons/workshops/one"),
        (404, ""),
        (200, ""),  # nginx joins slashes by itself
    ]


def test_a_file_arrives_whole_and_in_parts(proxy: Server) -> None:
    status, _, body = get(proxy, "/lessons/workshops/one/files/a.pdf", "192.0.2.3")
    assert (status, body == PAPER) == (200, True)
    status, headers, body = get(proxy, "/lessons/workshops/one/files/a.pdf", "192.0.2.3", Range="bytes=5-14")
    assert (status, body) == (206, PAPER[5:15])
    assert headers["content-range"] == f"bytes 5-14/{len(PAPER)}"


def test_the_rate_limit_counts_the_address_that_nginx_saw(proxy: Server) -> None:
    """A client that invents X-Forwarded-For is counted by its own address, which nginx adds."""
    statuses = [get(proxy, f"/lessons/?q={number}", f"198.51.100.{number}")[0] for number in range(12)]
    assert 429 in statuses


def test_a_client_that_stops_in_its_body_is_nginx_s_own_affair(proxy: Server) -> None:
    with proxy.connect(b"POST /lessons/ HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nhalf"):
        assert get(proxy, "/lessons/healthz", "192.0.2.5")[0] == 200
