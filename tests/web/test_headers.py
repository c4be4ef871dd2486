import pytest
from flask.testing import FlaskClient

ADDRESSES = ("/", "/?q=chile", "/workshops/ict-use", "/nowhere", "/api/v1/search", "/api/v1/nowhere", "/healthz")


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_the_security_headers(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_a_refused_method_carries_them_too(client: FlaskClient) -> None:
    answer = client.post("/")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
