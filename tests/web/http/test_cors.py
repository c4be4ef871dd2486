import pytest
from flask.testing import FlaskClient

SHARED = (
    "/api/v1/search?q=chile",
    "/api/v1/suggest?q=i",
    "/api/v1/search?nothing=1",
    "/api/v1/nowhere",
    "/oembed?url=https://www.example.org/lessons/",
    "/oembed",
    "/static/policysearch-box.js",
    "/static/policysearch-box-1.0.0.js",
)


@pytest.mark.parametrize("address", SHARED)
def test_any_site_may_read_the_api_and_the_script_without_credentials(client: FlaskClient, address: str) -> None:
    headers = client.get(address, headers={"Origin": "https://ministry.example"}).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Access-Control-Allow-Credentials" not in headers
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize(
    "address", ["/", "/?q=chile", "/workshops/ict-use", "/embed", "/embed/setup", "/static/site.js"]
)
def test_no_site_may_read_the_pages(client: FlaskClient, address: str) -> None:
    assert "Access-Control-Allow-Origin" not in client.get(address).headers


def test_a_browser_that_asks_before_asking_is_told_so_for_a_day(client: FlaskClient) -> None:
    asking = {"Origin": "https://ministry.example", "Access-Control-Request-Method": "GET"}
    headers = client.options("/api/v1/search", headers=asking).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Access-Control-Allow-Methods"] == "GET, HEAD, POST, OPTIONS"
    assert headers["Access-Control-Max-Age"] == "86400"


def test_an_answer_that_has_not_changed_stays_readable(client: FlaskClient) -> None:
    tag = client.get("/api/v1/search?q=chile").headers["ETag"]
    answer = client.get("/api/v1/search?q=chile", headers={"If-None-Match": tag})
    assert answer.status_code == 304
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
