"""Words in quotes: in order, in any inflection of the same word, stop words in place, within one paragraph or item."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policysearch.materials.highlights import split_highlights
from policysearch.materials.markdown import plain_paragraphs
from policysearch.model.document import PARAGRAPH_END
from policysearch.model.workshop import Workshop
from policysearch.query import parse
from policysearch.search.results import Searcher
from tests.engines.factories import searcher_of, text, workshop

BODIES = {
    "en": """Seed banks lend to growers.

Growers repay in kind.

- Wells were dug
- Pumps failed

1. Roads first
2. Bridges second

## Group A

It met twice. Members sell goods of the port.

Vitamin A
: helps children.

## Highlights

- Cold rooms pay off. {#h1}
- Nurseries need shade. {#h2}

    Water is scarce.

    - Wells help farms.
    - Tanks rust soon.
- Two prices
  were fixed. {#h3}
- To trade or not to trade. {#h4}
- Trade in the goods. The nurse's reports. {#h5}
""",
    "es": """Los viveros prestan semillas.

Agua para todos.

## Destacados

- Las cámaras frías rinden. {#h1}
- El vivero da sombra.

    Riego por goteo.

    * Pozos hondos
    * Bombas nuevas {#h2}
- Ser o no ser socio del grupo A. {#h3}
""",
    "pt": """Os viveiros emprestam sementes.

## Destaques

- As câmaras frias rendem. {#h1}
- O viveiro dá sombra.

    Rega por gotejamento.

    1. Poços fundos
    2. Bombas novas {#h2}
- Ser ou não ser sócio do grupo A. {#h3}
""",
    "fr": """Les pépinières prêtent des semences.

## Points saillants

- Les chambres froides rapportent. {#h1}
- La pépinière donne de l’ombre.

    Arrosage au goutte-à-goutte.

    - Puits profonds
    - Pompes neuves {#h2}
- Être ou ne pas être membre du groupe A. {#h3}
""",
}


def from_markdown(language: str, body: str) -> Workshop:
    prose, items = split_highlights(body, 1)
    highlights = tuple(item.highlight(number) for number, item in enumerate(items, 1))
    version = replace(text(language, language), body=prose, plain=plain_paragraphs(prose), highlights=highlights)
    return replace(workshop(language, language=language), texts={language: version})


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    index: Path = tmp_path_factory.mktemp("quotes")
    return searcher_of(index, *(from_markdown(language, body) for language, body in BODIES.items()))


def found(searcher: Searcher, words: str, language: str = "en") -> set[str]:
    """Return the lessons that are listed, and the workshops whose prose has the words."""
    listed: set[str] = set()
    for view in ("highlights", "workshops"):
        results = searcher.search(parse(words, searcher.vocabulary, view=view, limit=50, language=language))
        listed |= set() if results.relaxed or results.shown_for else {hit.document.id for hit in results.hits}
    return listed


@pytest.mark.parametrize(
    ("language", "phrases"),
    [
        ("en", ("growers growers", "dug pumps", "first bridges", "second group", "group a it", "off nurseries")),
        ("en", ("shade water", "scarce wells", "farms tanks", "soon two", "rooms nurseries")),
        ("es", ("semillas agua", "sombra riego", "goteo pozos", "hondos bombas", "rinden el vivero")),
        ("pt", ("sombra rega", "gotejamento poços", "fundos bombas", "rendem o viveiro")),
        ("fr", ("ombre arrosage", "goutte puits", "profonds pompes", "rapportent la pépinière")),
    ],
)
def test_no_phrase_runs_over_a_paragraph_an_item_or_a_lesson(
    searcher: Searcher, language: str, phrases: tuple[str, ...]
) -> None:
    assert not {phrase for phrase in phrases if found(searcher, f'"{phrase}"', language)}
    assert not {phrase for phrase in phrases if found(searcher, f'"{phrase}"~9', language)}


@pytest.mark.parametrize(
    ("phrase", "language", "ids"),
    [
        ("cold rooms", "en", {"en", "en/h1"}),
        ("colder room", "en", set()),
        ("room pays", "en", {"en", "en/h1"}),
        ("wells help", "en", {"en", "en/h2"}),
        ("well help", "en", {"en", "en/h2"}),
        ("two prices were fixed", "en", {"en", "en/h3"}),  # a line that goes on is the same paragraph
        ("to trade or not to trade", "en", {"en", "en/h4"}),
        ("trade or not trade", "en", set()),
        ("trade in the goods", "en", {"en", "en/h5"}),
        ("trade of the goods", "en", set()),
        ("trade in goods", "en", set()),
        ("goods of the port", "en", {"en"}),
        ("good of the port", "en", set()),  # goods and good are two words
        ("group a", "en", {"en", "fr", "fr/h3"}),
        ("group the", "en", set()),
        ("nurses' report", "en", {"en", "en/h5"}),
        ("nursery reports", "en", set()),
        ("cámara fría", "es", {"es", "es/h1", "pt", "pt/h1"}),
        ("camaras frias", "es", {"es", "es/h1", "pt", "pt/h1"}),
        ("riegos por goteo", "es", {"es", "es/h2"}),
        ("riego de goteo", "es", set()),
        ("ser o no ser", "es", {"es", "es/h3"}),
        ("no ser o ser", "es", set()),
        ("grupo a", "es", {"es", "es/h3", "pt", "pt/h3"}),
        ("câmara fria", "pt", {"es", "es/h1", "pt", "pt/h1"}),
        ("poço fundo", "pt", {"pt", "pt/h2"}),
        ("ser ou não ser", "pt", {"pt", "pt/h3"}),
        ("chambre froide", "fr", {"fr", "fr/h1"}),
        ("pompe neuve", "fr", {"fr", "fr/h2"}),
        ("être ou ne pas être", "fr", {"fr", "fr/h3"}),
        ("être ou pas être", "fr", set()),
    ],
)
def test_quotes_find_the_words_in_order_in_any_inflection(
    searcher: Searcher, phrase: str, language: str, ids: set[str]
) -> None:
    assert found(searcher, f'"{phrase}"', language) == ids
    assert found(searcher, f"« {phrase.upper()} »", language) == ids


def test_a_lesson_is_shown_with_its_paragraphs(searcher: Searcher) -> None:
    (hit,) = searcher.search(parse('"water is scarce"', searcher.vocabulary, view="highlights")).hits
    (snippet,) = hit.snippets
    paragraphs = ["Nurseries need shade.", "Water is scarce.", "Wells help farms.", "Tanks rust soon."]
    assert snippet.text.split(PARAGRAPH_END)[1:] == paragraphs[1:]
    assert [snippet.text[first:last] for first, last in snippet.marks] == ["Water is scarce"]


BLOCKS = st.lists(st.lists(st.sampled_from("cacao maïs riz thé café".split()), min_size=1, max_size=3), min_size=2)


@settings(max_examples=40)
@given(blocks=BLOCKS, beginning=st.sampled_from(["\n    ", "    - ", "    1. "]))
def test_the_paragraphs_and_items_of_any_lesson_are_apart(blocks: list[list[str]], beginning: str) -> None:
    lines = [" ".join(block) for block in blocks]
    (item,) = split_highlights(f"## Highlights\n\n- {lines[0]}\n" + "\n".join(beginning + x for x in lines[1:]), 1)[1]
    assert item.highlight(1).text.split(PARAGRAPH_END) == lines
