"""Web pages: what their readers see."""

from pathlib import Path

import pytest

from policysearch.importers.formats import html
from policysearch.importers.outline import Block, Outline
from policysearch.model.errors import ImportRefusedError


def read(folder: Path, source: str | bytes) -> Outline:
    (folder / "a.html").write_bytes(source if isinstance(source, bytes) else source.encode())
    return html.read(folder / "a.html")


def texts(folder: Path, source: str | bytes) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read(folder, source).blocks]


def test_scripts_navigation_and_hidden_parts_are_left_out(tmp_path: Path) -> None:
    page = (
        "<nav>NAV</nav><p>Seen<script>NO</script><span hidden>NO</span><!-- NO --></p><p style='display: none'>NO</p>"
        "<form>NO</form><del>NO</del>"
    )
    assert texts(tmp_path, page) == [("paragraph", "Seen")]


def test_structure_is_kept(tmp_path: Path) -> None:
    page = (
        "<h2>Head</h2><p>One<br>two <i>three</i></p><p><b>Bold:</b></p><ul><li>a<ul><li>b</li></ul></li></ul>"
        "<table><tr><td>c</td><th>d</th></tr></table><p>• typed</p>"
    )
    assert read(tmp_path, page).blocks == (
        Block("heading", "Head", 2),
        Block("paragraph", "One"),
        Block("paragraph", "two three"),
        Block("heading", "Bold:", 7, 2),
        Block("item", "a", 1, 2),
        Block("item", "b", 2, 2),
        Block("row", "c | d", 0, 2),
        Block("item", "typed", 1, 2),
    )


def test_a_table_for_layout_is_no_table(tmp_path: Path) -> None:
    page = "<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>"
    assert texts(tmp_path, page) == [("paragraph", "a"), ("paragraph", "b"), ("paragraph", "c")]


def test_the_main_part_is_read_alone_where_it_is_most_of_the_page(tmp_path: Path) -> None:
    assert texts(tmp_path, "<p>Menu</p><main>Much more text</main>") == [("paragraph", "Much more text")]
    assert len(texts(tmp_path, "<p>Much more text</p><main>Few</main>")) == 2


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ("<link rel=canonical href='https://example.org/a'>", "https://example.org/a"),
        ("<!-- saved from url=(0022)https://example.org/b -->", "https://example.org/b"),
        ("<link rel=canonical href='/relative'>", ""),
    ],
)
def test_a_page_knows_its_address_title_and_language(tmp_path: Path, head: str, address: str) -> None:
    outline = read(tmp_path, f"<html lang=es-PE>{head}<title>T</title><p>x <a href='https://x.example'>y</a>")
    assert (outline.address, outline.title, outline.language) == (address, "T", "es")
    assert outline.blocks[0].links == (("y", "https://x.example"),)


@pytest.mark.parametrize(("charset", "codec"), [("iso-8859-1", "cp1252"), ("utf-8", "utf-8"), ("nonsense", "utf-8")])
def test_the_declared_encoding_is_used(tmp_path: Path, charset: str, codec: str) -> None:
    page = f"<meta charset={charset}><p>“Año”</p>".encode(codec)
    assert texts(tmp_path, page) == [("paragraph", "“Año”")]


def test_parts_nested_too_deeply_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError, match="nested too deeply"):
        read(tmp_path, "<div>" * 500 + "deep")


def test_menus_notices_and_sidebars_are_left_out_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<body><div id=cookie-banner>We use cookies.</div><ul><li><a href=/>Home</a><li><a href=/n>News</a></ul>"
        "<form><h1>Workshop on credit</h1><p>Lima, Peru, 3 May 2012, with many words of the workshop itself</p></form>"
        "<div class='sidebar left'>Upcoming: fair in Quito</div><footer>Main Street 1</footer></body>",
        "utf-8",
    )
    outline = html.read(tmp_path / "a.html")
    assert outline.blocks[0].text == "Workshop on credit"
    assert len(outline.blocks) == 2
    assert [words.text for words in outline.left_out] == [
        "We use cookies.",
        "Home News",
        "Upcoming: fair in Quito",
        "Main Street 1",
    ]
