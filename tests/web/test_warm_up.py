"""A process is warm before its first request."""

import subprocess
import sys
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


def test_no_module_of_a_page_is_imported_and_no_translation_read_while_a_reader_waits(tmp_path: Path) -> None:
    """In a fresh process, since this one has imported and read most of it."""
    site = Site(tmp_path)
    site.write("a", "Apples")
    assert site.run("build").code == 0
    script = """
import sys
from pathlib import Path
from policysearch import wsgi
from policysearch.web import catalogues
app = wsgi.create()
client = app.test_client()
before = {*sys.modules}
catalogues.read_catalogue = None
for language in ("en", "es", "pt", "fr"):
    for address in ("/?q=apples", "/?q=nothing", "/workshops/a", "/workshops/a/h1", "/map", "/api/v1/suggest?q=app"):
        answer = client.get(f"{address}{'&' if '?' in address else '?'}lang={language}")
        assert answer.status_code == 200, address
new = {*sys.modules} - before  # of Python's own modules, versions import some later
print(*sorted(name for name in new if name.partition(".")[0] not in sys.stdlib_module_names))
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("", "")


def test_a_process_starts_although_there_is_no_index(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "none", searchlog=False)
    app = create_app(SearchService(open_when_ready(settings)), settings)
    warm_up(app)
    assert app.test_client().get("/readyz").status_code == 503
