"""The rate limit: patient with many behind one address, deaf to forged addresses."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from policysearch.settings import Settings
from policysearch.web import create_app
from policysearch.web.http.rate_limit import FILE_NAME, client_address
from tests.web.conftest import SETTINGS
from tests.web.fake import FakeSearcher


def client(folder: Path, limit: int = 3, **more: object) -> FlaskClient:
    settings = replace(SETTINGS, rate_limit=limit, searchlog_path=folder / "searchlog.sqlite3", **more)  # type: ignore[arg-type]
    return create_app(FakeSearcher(), settings).test_client()


def get(asking: FlaskClient, path: str = "/api/v1/search", address: str = "198.51.100.7", forwarded: str = "") -> int:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return asking.get(path, headers=headers, environ_base={"REMOTE_ADDR": address}).status_code


def test_over_the_limit_is_429_with_when_to_come_again(tmp_path: Path) -> None:
    asking = client(tmp_path)
    assert [get(asking) for _ in range(4)] == [200, 200, 200, 429]
    answer = asking.get("/api/v1/search", environ_base={"REMOTE_ADDR": "198.51.100.7"})
    assert answer.mimetype == "application/problem+json"
    assert 1 <= int(answer.headers["Retry-After"]) <= 20
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "no-store"
    assert get(asking, address="198.51.100.8") == 200
    page = asking.get("/?lang=es", environ_base={"REMOTE_ADDR": "198.51.100.7"})
    assert page.status_code == 429
    assert "Retry-After" in page.headers
    assert "Demasiadas" in page.text


def test_workers_count_together(tmp_path: Path) -> None:
    first, second = client(tmp_path), client(tmp_path)
    assert [get(first), get(second), get(first), get(second)] == [200, 200, 200, 429]


def test_scripts_styles_and_health_are_never_limited(tmp_path: Path) -> None:
    asking = client(tmp_path, 1)
    get(asking)
    for path in ("/static/policysearch-box.js", "/static/site.css", "/healthz", "/readyz"):
        assert get(asking, path) == 200


def test_it_is_off_unless_set(tmp_path: Path) -> None:
    asking = client(tmp_path, 0)
    assert {get(asking) for _ in range(30)} == {200}
    assert not (tmp_path / FILE_NAME).exists()


def test_networks_that_are_exempt_are_not_limited(tmp_path: Path) -> None:
    asking = client(tmp_path, 1, rate_limit_exempt=("198.51.100.0/24", "2001:db8::/32"))
    assert {get(asking) for _ in range(5)} == {200}
    assert {get(asking, address="2001:db8:1::1") for _ in range(5)} == {200}
    assert [get(asking, address="203.0.113.1") for _ in range(2)] == [200, 429]


def test_forwarded_addresses_are_believed_only_from_as_many_proxies_as_told(tmp_path: Path) -> None:
    asking = client(tmp_path / ".", 1)
    assert [get(asking, forwarded=f"203.0.113.{n}") for n in range(2)] == [200, 429]
    (tmp_path / "behind").mkdir()
    behind = client(tmp_path / "behind", 1, trusted_proxies=1)
    assert [get(behind, forwarded=f"203.0.113.{n}") for n in range(2)] == [200, 200]
    forged = [get(behind, forwarded=f"192.0.2.{n}, 203.0.113.9") for n in range(2)]
    assert forged == [200, 429]


def test_proxies_are_believed_about_the_address_alone(tmp_path: Path) -> None:
    behind = client(tmp_path, 1, trusted_proxies=1)
    forged = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}
    address = behind.get("/", headers=forged).request.environ
    assert (address["wsgi.url_scheme"], address["HTTP_HOST"]) == ("http", "localhost")


def test_one_ipv6_household_counts_as_one(tmp_path: Path) -> None:
    asking = client(tmp_path, 1)
    assert [get(asking, address=f"2001:db8:0:1::{n}") for n in range(2)] == [200, 429]
    assert get(asking, address="2001:db8:0:2::1") == 200


def test_a_file_that_cannot_be_written_limits_nobody(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    assert {get(client(tmp_path, 1)) for _ in range(3)} == {200}


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("198.51.100.7:51234", "198.51.100.7"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("fe80::1%eth0", "fe80::1"),
        ("unknown", "None"),
        ("", "None"),
    ],
)
def test_addresses_are_read_as_proxies_write_them(text: str, address: str) -> None:
    assert str(client_address(text)) == address


@given(st.text(max_size=60))
def test_no_text_for_an_address_fails(text: str) -> None:
    client_address(text)


def test_settings_take_networks(tmp_path: Path) -> None:
    from policysearch import settings

    file = tmp_path / "policysearch.toml"
    file.write_text('rate_limit = 600\nrate_limit_exempt = ["203.0.113.0/24", "198.51.100.7"]\n')
    assert settings.read(file, {}).rate_limit_exempt == ("203.0.113.0/24", "198.51.100.7/32")
    assert settings.read(file, {"POLICYSEARCH_RATE_LIMIT_EXEMPT": "10.0.0.0/8"}).rate_limit_exempt == ("10.0.0.0/8",)
    with pytest.raises(Exception, match="rate_limit_exempt"):
        settings.read(file, {"POLICYSEARCH_RATE_LIMIT_EXEMPT": "ministry"})
    assert Settings().rate_limit_exempt == ()
