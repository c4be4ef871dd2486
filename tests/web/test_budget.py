"""What a first visit costs on a slow line."""

from collections.abc import Callable
from random import Random
from string import ascii_lowercase

from flask.testing import FlaskClient

from policysearch.model.document import FACETS
from policysearch.search.results import Bucket
from policysearch.vocabulary.countries import codes
from tests.web.fake import MANY, FakeSearcher, workshop

PACKED = {"Accept-Encoding": "gzip"}


def weight(client: FlaskClient, address: str) -> int:
    answer = client.get(address, headers=PACKED)
    assert answer.headers["Content-Encoding"] == "gzip"
    return len(answer.data)


def first_visit(client: FlaskClient, address: str) -> int:
    """A page and all that it asks for: stylesheet, scripts, icon."""
    weights = [weight(client, f"/static/{name}") for name in ("site.js", "site.css")]
    return weight(client, address) + sum(weights) + len(client.get("/static/icon.svg").data)


def test_a_first_visit_to_results_is_at_most_30_kb_and_8_kb_of_scripts(
    serve: Callable[[FakeSearcher], FlaskClient],
) -> None:
    client = serve(FakeSearcher(MANY))
    assert weight(client, "/static/site.js") <= 8_000
    assert first_visit(client, "/?q=chile") <= 30_000


def test_it_stays_so_with_fifty_values_in_every_facet_and_lessons_of_every_length(
    serve: Callable[[FakeSearcher], FlaskClient],
) -> None:
    chance = Random(5)
    language = ["".join(chance.choices(ascii_lowercase, k=chance.randint(2, 11))) for _ in range(1_000)]

    def words(count: int) -> str:
        return " ".join(chance.choices(language, k=count))

    workshops = tuple(workshop(f"w{n}", words(9), tuple(words(45) for _ in range(3)), 1990 + n) for n in range(12))
    countries = sorted(codes())
    values = {"year": [*map(str, range(1970, 2020))], "country": countries, "experience": countries}
    names = [words(6) for _ in range(50)]
    facets = {facet: tuple(Bucket(value, 3) for value in values.get(facet, names)[:50]) for facet in FACETS}
    client = serve(FakeSearcher(workshops, facets=facets, facet_totals=dict.fromkeys(FACETS, 400)))
    for view in ("workshops", "highlights"):
        assert first_visit(client, f"/?q=&view={view}") <= 30_000
    assert first_visit(client, "/map") <= 30_000
    assert first_visit(client, "/themes/ict") <= 30_000
