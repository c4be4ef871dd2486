"""The box's script as it is released: small, and never changed once it is out."""

from pathlib import Path

from flask.testing import FlaskClient

from policysearch.web.pages.static_files import BOX, FOLDER, Statics
from tests.release_box import SOURCE, released

# One line a release, added with it. A released file stays byte for byte what it is: sites load it by this hash.
# To change the box, change its source, and release it: python -m tests.release_box 1.2.0; then add the version here.
RELEASED: dict[str, str] = {
    "policysearch-box-1.0.0.js": "sha384-dRYvFfZgQno6nryAP+V+UFJON6Q5zBpmxZmkKyFVsxb/SqMIaJAAx+0Kjk0Vibb/",
    "policysearch-box-1.0.1.js": "sha384-Pqytis6jaR69ddTHCuIxZasUmNXHsUgwY3xxVpO9dUpSp5jKpodf7CmigcMPtdR8",
    "policysearch-box-1.1.0.js": "sha384-mBX1atOjhqF916facv2oDGgMHetMcvPENpKOvcR0ttkvufvCiPHEfTJcd+zHk2Z2",
    "policysearch-box-1.2.0.js": "sha384-oAyLAvtuNRPhMj2FrIXyDYG7IWPh/dXzafZZ6MdNVWGNs6NRLKANMKdyD8eZCWYt",
}


def test_a_released_version_never_changes() -> None:
    statics = Statics()
    present = {path.name: statics.get(path.name) for path in (FOLDER / "box").iterdir()}
    assert {name: file.integrity for name, file in present.items() if file} == RELEASED


def test_the_newest_release_is_the_source() -> None:
    newest = Statics().get([*RELEASED][-1])
    assert newest is not None
    assert newest.content.decode() == released(SOURCE.read_text("utf-8"))


def test_the_script_with_its_styles_is_at_most_6_kb_compressed(client: FlaskClient) -> None:
    answer = client.get(f"/static/{BOX}", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.data) <= 6_144


def test_the_stable_address_is_the_newest_version_for_minutes(client: FlaskClient) -> None:
    stable, newest = client.get(f"/static/{BOX}"), client.get(f"/static/{[*RELEASED][-1]}")
    assert stable.data == newest.data
    assert stable.headers["Cache-Control"] == "public, max-age=300"
    assert newest.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_versions_are_ordered_as_numbers(tmp_path: Path) -> None:
    (tmp_path / "box").mkdir()
    for version in ("1.10.0", "1.9.3", "1.2.0"):
        (tmp_path / "box" / f"policysearch-box-{version}.js").write_text(version)
    file = Statics(tmp_path).get(BOX)
    assert file is not None
    assert file.content == b"1.10.0"


def test_it_needs_nothing_and_writes_no_html() -> None:
    file = Statics().get(BOX)
    assert file is not None
    source = file.content.decode()
    for word in (
        "import ",
        "require(",
        "innerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "cookie",
        "Storage",
    ):
        assert word not in source
