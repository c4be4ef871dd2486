"""Every page, file and answer of the API is the same, whichever engine answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from policysearch import publishing
from policysearch.engines import registry
from policysearch.search.service import SearchService
from policysearch.settings import Settings
from policysearch.web import create_app
from policysearch.web.downloads import provenance
from tests.engines.opensearch.clients import cluster_settings

pytestmark = pytest.mark.cluster
MATERIALS = Path(__file__).parents[3] / "materials"
NOTE = (
    "Small firms rarely export alone: export consortia and training lower what each of them pays.\n\n"
    "Vulnerable groups gain from trade where programmes reach them.\n\n"
    "The roof of the school leaks.\n\n"
    "En Chile y Colombia las ventanillas únicas acortan los trámites de comercio exterior."
)
ADDRESSES = [
    "/",
    "/?lang=es",
    "/?q=vulnerable+groups",
    "/?q=vulnerable+groups&view=highlights&lang=fr",
    "/?q=groups&experience=CL&sort=newest",
    '/?q="vulnerable+groups"&year_from=2009&year_to=2010',
    "/?q=vulnerabel+groups",
    "/?q=vulnerabel+zz+singapor",
    "/?q=export*+NOT+chile&view=highlights",
    "/?q=title:trade",
    "/?q=lesson:export~",
    "/?q=SMEs+Chile&country=XX",
    "/?q=zzqqxx",
    "/?q=pymes&lang=es&since=2009-01-01&sort=added",
    "/index.md?q=trade",
    "/print?q=trade",
    "/themes",
    "/countries",
    "/map",
    "/map.csv",
    "/facets/partner",
    "/compare?experience=CL&experience=CO",
    "/compare.md?experience=CL&experience=CO&q=export",
    "/api/v1/compare?experience=CL&experience=CO",
    "/api/v1/search?q=vulnerable+groups&view=highlights",
    "/api/v1/search?q=groups+credit&experience=CL",
    "/api/v1/suggest?q=vul",
    "/api/v1/suggest?q=expor&lang=es",
    "/export.csv?q=trade",
    "/export.json?q=trade&view=highlights",
    "/feed.atom?q=trade",
    "/sitemap.xml",
    "/llms.txt",
    "/for-my-text",
]
MCP_CALLS: list[tuple[str, dict[str, Any]]] = [
    ("search", {"query": "vulnerable groups"}),
    ("search", {"query": "pymes", "lang": "es", "country": "US"}),
    ("get_lesson", {"id": "2009-panama-city/h1"}),
    ("facets", {"query": "groups"}),
    ("compare", {"places": ["CL", "CO"]}),
    ("match", {"text": NOTE}),
]


class StandingClock(datetime):
    """A clock that stands, so that two files are made at the same moment."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> StandingClock:
        return cls(2026, 11, 30, 12, tzinfo=tz)


class Site(NamedTuple):
    """An application over one engine, and the generation that it answers from."""

    client: FlaskClient
    service: SearchService


@pytest.fixture(autouse=True)
def _at_one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provenance, "datetime", StandingClock)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Site]]:
    """The shipped materials, served from files and from the cluster. Tests must not write there."""
    folder = tmp_path_factory.mktemp("same_pages")
    both = [_site(settings) for settings in (Settings(index=folder / "files"), cluster_settings(folder / "cluster"))]
    yield both[0], both[1]
    for site in both:
        site.service.close()


def _site(index: Settings) -> Site:
    settings = replace(index, materials=MATERIALS, searchlog=False, mcp=True, public_url="https://www.example.org")
    generations = registry.open_generations(settings)
    publishing.execute(publishing.plan_build(settings, generations, None), generations)
    service = SearchService(registry.open_engine(settings))
    return Site(create_app(service, settings).test_client(), service)


def answers(site: Site, address: str) -> tuple[int, object]:
    return content(site, site.client.get(address))


def content(site: Site, response: TestResponse) -> tuple[int, object]:
    """Return the status and what an answer says, its generation named alike and without scores.

    A cluster keeps lengths in one byte, so scores differ a little (ADR 13); the order is compared.
    """
    text = response.text.replace(site.service.generation, "GENERATION")
    if "json" not in (response.mimetype or ""):
        return response.status_code, text
    return response.status_code, json.loads(re.sub(r'("score": ?)[0-9.e-]+', r"\g<1>0", text))


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_the_same(address: str, sites: tuple[Site, Site]) -> None:
    embedded, distributed = (answers(site, address) for site in sites)
    assert distributed == embedded
    assert embedded[0] == 200


def test_pages_of_each_workshop_and_lesson_are_the_same(sites: tuple[Site, Site]) -> None:
    outline = [*sites[0].service.outline()]
    assert outline == [*sites[1].service.outline()]
    slugs = [f"/workshops/{entry.slug}" for entry in outline]
    lessons = [f"/workshops/{entry.slug}/{lesson}" for entry in outline for lesson in entry.lessons]
    assert len(lessons) == 12
    for address in (*slugs, *lessons):
        for ending in ("", ".md", "?q=export&lang=es"):
            embedded, distributed = (answers(site, address + ending) for site in sites)
            assert distributed == embedded
            assert embedded[0] == 200


def test_lessons_for_a_text_are_the_same(sites: tuple[Site, Site]) -> None:
    pages = [content(site, site.client.post("/for-my-text", data={"text": NOTE})) for site in sites]
    programs = [content(site, site.client.post("/api/v1/match", json={"text": NOTE})) for site in sites]
    assert pages[0] == pages[1]
    assert programs[0] == programs[1]
    assert programs[0][0] == pages[0][0] == 200


@pytest.mark.parametrize(("tool", "arguments"), MCP_CALLS)
def test_assistants_get_the_same(tool: str, arguments: dict[str, Any], sites: tuple[Site, Site]) -> None:
    message = {"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": {"name": tool, "arguments": arguments}}
    embedded, distributed = (content(site, site.client.post("/mcp", json=message)) for site in sites)
    assert distributed == embedded
    assert embedded[0] == 200


def test_word_documents_say_the_same(sites: tuple[Site, Site], tmp_path: Path) -> None:
    texts = []
    for number, site in enumerate(sites):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(site.client.get("/export.docx?q=trade").data)
        content_of_file = ZipFile(path).read("word/document.xml").decode("utf-8")
        texts.append(content_of_file.replace(site.service.generation, "GENERATION"))
    assert texts[0] == texts[1]
