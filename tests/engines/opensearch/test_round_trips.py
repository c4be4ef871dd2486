"""How often a page asks the cluster; the alias, which is cached for a second, apart."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from policysearch import publishing
from policysearch.engines import registry
from policysearch.engines.opensearch.connection import Connection
from policysearch.search.service import SearchService
from policysearch.settings import Settings
from policysearch.web import create_app
from tests.engines.factories import build, workshop
from tests.engines.opensearch.clients import cluster_settings

pytestmark = pytest.mark.cluster
MATERIALS = Path(__file__).parents[3] / "materials"
PASSAGES = ("Credit guarantees share the risk of banks.", "Exporters are trained in small groups.")


@pytest.fixture
def requests(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that are asked for from now on, those of the alias apart."""
    paths: list[str] = []
    request = Connection.request

    def counting(connection: Connection, method: str, path: str, *rest: object, **options: object) -> object:
        if not path.endswith("-served/_mapping"):
            paths.append(path)
        return request(connection, method, path, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Connection, "request", counting)
    return paths


@pytest.fixture(scope="module")
def shipped_site(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of an index of the shipped materials. Tests must not write there."""
    index = cluster_settings(tmp_path_factory.mktemp("round_trips"))
    settings = replace(index, materials=MATERIALS, searchlog=False)
    generations = registry.open_generations(settings)
    publishing.execute(publishing.plan_build(settings, generations, None), generations)
    return settings


@pytest.fixture
def client(shipped_site: Settings) -> Iterator[FlaskClient]:
    """Pages over an engine that was opened just now, so that nothing is kept from another page."""
    service = SearchService(registry.open_engine(shipped_site))
    yield create_app(service, shipped_site).test_client()
    service.close()


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/", 4),
        ("/?experience=JM", 4),
        ("/themes/productivity", 6),
        ("/countries", 4),
        ("/map", 4),
        ("/?q=groups", 3),
        ("/?q=vulnerable+groups", 3),
        ("/?q=vulnerable+groups&view=highlights", 3),
        ('/?q="vulnerable+groups"&experience=CL', 3),
        ("/?q=services&experience=JM", 3),
        ("/?q=services&experience=JM&view=highlights", 3),
        ("/api/v1/search?q=export&experience=JM", 3),
        ("/api/v1/search?q=export", 3),
        ("/workshops/2009-orlando", 7),
        # nothing has all of the words, or anything: relaxed, corrected, both, and words that nothing has
        ("/?q=groups&experience=JM", 5),
        ("/?q=groups+zzqqxx&experience=JM", 5),
        ("/?q=Singapore+vulnerable+groups", 5),
        ("/?q=vulnerabel+groups", 4),
        ("/?q=vulnerabel+zz+singapor", 5),
        ("/?q=vulnerabel+zz+singapor&view=highlights", 5),
        ("/?q=vulnerabel+groups+singapor", 5),
        ("/?q=vulnerabel+groups+singapor&experience=JM", 5),
        ("/?q=vulnerabel+singapor&year=2015&experience=CL", 5),
        ("/?q=vulnerabel+OR+singapor", 5),
        ("/?q=singapore+OR+vulnerabel", 5),
        ("/api/v1/search?q=vulnerabel+groups+singapor", 5),
        ("/?q=Singapore+vulnerable&experience=JM&year=2015", 5),
        ("/?q=zzqqxx", 0),  # no document has the word, as the statistics say that every client holds
        ("/?q=credit&year=1999", 0),
    ],
)
def test_a_page_takes_few_round_trips(address: str, most: int, client: FlaskClient, requests: list[str]) -> None:
    assert client.get(address).status_code == 200
    assert min(most, 1) <= len(requests) <= most


def test_passages_come_with_their_page(tmp_path: Path, site: Settings, requests: list[str]) -> None:
    build(site.index, [workshop(f"w{number}", "Finance", passages=PASSAGES) for number in range(12)])
    service = SearchService(registry.open_engine(site))
    client = create_app(service, replace(site, searchlog=False)).test_client()
    requests.clear()
    page = client.get("/?q=credit+guarantees").text
    assert "share the risk of banks" in page
    assert 0 < len(requests) <= 3
    service.close()
