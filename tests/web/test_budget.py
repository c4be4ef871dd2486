"""What a first visit costs on a slow line."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.web.fake import MANY, FakeSearcher

PACKED = {"Accept-Encoding": "gzip"}


def weight(client: FlaskClient, address: str) -> int:
    answer = client.get(address, headers=PACKED)
    assert answer.headers["Content-Encoding"] == "gzip"
    return len(answer.data)


def test_a_first_visit_to_results_is_at_most_30_kb_and_8_kb_of_scripts(
    serve: Callable[[FakeSearcher], FlaskClient],
) -> None:
    client = serve(FakeSearcher(MANY))
    scripts = weight(client, "/static/site.js")
    assert scripts <= 8_000
    icon = len(client.get("/static/icon.svg").data)
    assert weight(client, "/?q=chile") + scripts + weight(client, "/static/site.css") + icon <= 30_000
