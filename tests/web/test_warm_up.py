"""A process is warm before its first request."""

from pathlib import Path

import pytest
from jinja2 import Environment

from policysearch.engines.registry import open_when_ready
from policysearch.search.service import SearchService
from policysearch.settings import Settings
from policysearch.web import create_app
from policysearch.web.warm_up import warm_up
from tests.faults.sites import Site


def test_no_template_is_compiled_while_a_reader_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site(tmp_path)
    site.write("a", "Apples")
    assert site.run("build").code == 0
    app = create_app(site.searcher(), site.settings)
    warm_up(app)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("compiled while a reader waits")

    monkeypatch.setattr(Environment, "compile", refuse)
    client = app.test_client()
    for address in ("/", "/?q=apples", "/?q=nothing&lang=es", "/workshops/a", "/map", "/sitemap.xml", "/none"):
        assert client.get(address).status_code in (200, 404), address


def test_a_process_starts_although_there_is_no_index(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "none", searchlog=False)
    app = create_app(SearchService(open_when_ready(settings)), settings)
    warm_up(app)
    assert app.test_client().get("/readyz").status_code == 503
