"""The wheel holds all that a site needs: unpacked elsewhere, it makes, builds and serves one from any folder."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.patience import PATIENCE, until
from tests.ports import free_port

pytestmark = pytest.mark.slow  # makes the wheel, a site, and a server
ROOT = Path(__file__).parents[1]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """One in which ``policysearch`` is the wheel's, and nothing of the checkout is found."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], check=True, capture_output=True)
    (wheel,) = folder.glob("policysearch-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "unpacked")
    return {**os.environ, "PYTHONPATH": str(folder / "unpacked"), "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Path:
    anywhere = tmp_path_factory.mktemp("anywhere")
    run(environment, anywhere, "init", "mysite")
    run(environment, anywhere / "mysite", "build")
    return anywhere / "mysite"


def run(environment: dict[str, str], folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-P", "-m", "policysearch", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def address(site: Path, environment: dict[str, str]) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-P", "-m", "policysearch", "serve", "--port", str(port), "--workers", "1"]
    process = subprocess.Popen(command, cwd=site, env=environment, stdout=subprocess.PIPE, encoding="utf-8")
    assert process.stdout is not None
    try:
        said = process.stdout.readline()
        assert f"http://127.0.0.1:{port}/" in said
        until(lambda: is_ready(f"http://127.0.0.1:{port}/readyz"))
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def is_ready(address: str) -> bool:
    try:
        urlopen(address, timeout=PATIENCE).close()
    except OSError:
        return False
    return True


def test_it_is_the_wheel_that_runs(environment: dict[str, str], tmp_path: Path) -> None:
    code = "import policysearch; print(policysearch.__file__)"
    command = [sys.executable, "-P", "-c", code]
    shown = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=True)
    assert shown.stdout.startswith(environment["PYTHONPATH"])


def test_a_site_has_the_four_workshops_a_guide_and_settings(site: Path, environment: dict[str, str]) -> None:
    assert run(environment, site, "search", "vulnerable", "groups").startswith("1 workshop")
    assert "4 workshops: 0 errors" in run(environment, site, "check")
    assert "Written: report.html" in run(environment, site, "report", "--html", "report.html")
    assert {path.name for path in site.iterdir()} >= {"GUIDE.md", "policysearch.toml", "materials", "index"}


def test_it_imports_a_document_by_its_cue_words(environment: dict[str, str], tmp_path: Path) -> None:
    page = "Taller sobre crédito\n\nLima, Perú: 3 y 4 de mayo de 2010\n\nAspectos destacados\n\n- Los fondos ayudan.\n"
    (tmp_path / "page.txt").write_text(page, "utf-8")
    (tmp_path / "materials").mkdir()
    run(environment, tmp_path, "import", "page.txt")
    draft = (tmp_path / "materials" / "2010-lima.md").read_text("utf-8")
    assert "end: 2010-05-04\ncity: Lima\n" in draft
    assert "## Destacados\n\n- Los fondos ayudan. {#h1}\n" in draft


@pytest.mark.parametrize(
    ("path", "shows"),
    [
        ("/", b"<h1"),
        ("/?lang=es", "Qué han aprendido otros países".encode()),
        ("/?q=ict", b"San Antonio"),
        ("/workshops/2009-panama-city", b"Trade and Poverty"),
        ("/api/v1/search?q=ict", b'"total"'),
        ("/static/policysearch-box.js", b"policysearch-box"),
        ("/export.csv?q=ict", b"San Antonio"),
    ],
)
def test_it_serves_pages_in_every_language_the_api_and_the_box(address: str, path: str, shows: bytes) -> None:
    with urlopen(address + path, timeout=PATIENCE) as answer:
        assert shows in answer.read()
