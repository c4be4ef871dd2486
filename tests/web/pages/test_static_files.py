import gzip
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from policysearch.web.pages.static_files import FOLDER, Statics


def test_a_file_at_the_address_of_its_content_is_kept_for_ever(client: FlaskClient) -> None:
    digest = Statics().digest("site.css")
    assert "immutable" in client.get(f"/static/site.css?v={digest}").headers["Cache-Control"]
    assert client.get("/static/site.css?v=old").headers["Cache-Control"] == "public, max-age=300"


def test_it_is_compressed_and_revalidated(client: FlaskClient) -> None:
    packed = client.get("/static/site.js", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data) == client.get("/static/site.js").data
    assert client.get("/static/site.js", headers={"If-None-Match": packed.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("name", ["nothing.css", "../web/site.py", "%2e%2e/site.py", "css/10-tokens.css"])
def test_nothing_else_is_served(client: FlaskClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


def test_stylesheets_are_one_in_the_order_of_their_names(tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "20.css").write_text("b{}")
    (tmp_path / "css" / "10.css").write_text("a{}")
    file = Statics(tmp_path).get("site.css")
    assert file is not None
    assert file.content == b"a{}b{}"


@pytest.mark.parametrize("path", [p for p in FOLDER.rglob("*") if p.is_file()], ids=lambda p: p.name)
def test_every_file_is_short_enough_to_read(path: Path) -> None:
    longest = 350 if path.parent.name == "box" else 300  # the box is one file by promise
    assert len(path.read_text("utf-8").splitlines()) <= longest


def test_bundles_have_all_rules_and_statements_without_the_comments_of_whole_lines(client: FlaskClient) -> None:
    script, style = (client.get(f"/static/{name}").text for name in ("site.js", "site.css"))
    assert "/*" not in style
    assert not [line for line in script.splitlines() if line.lstrip().startswith("//")]
    for folder, bundle in (("js", script), ("css", style)):
        for path in (FOLDER / folder).iterdir():
            *_, last = (line for line in path.read_text("utf-8").splitlines() if line.strip())
            assert last in bundle.splitlines()
