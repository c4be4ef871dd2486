"""Pairs of words that must meet and pairs that must stay apart, judged by searches in both directions."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from policysearch.query import parse
from policysearch.search.results import Searcher
from policysearch.settings import LANGUAGES
from policysearch.vocabulary import Vocabulary
from tests.engines.factories import searcher_of, workshop
from tests.kinds.test_shared_cases import CASES

pytestmark = pytest.mark.slow

PAIRS = CASES / "pairs.json"
MEET, APART = 0.97, 0.90  # of the pairs
OWN = {  # pairs of this project's own, all of which hold
    "meet": {
        "en": "bureau/bureaux shelf/shelves enquiry/inquiry synthesis/syntheses neighbour/neighbor draw/drawn",
        "es": "menú/menús industria/industrial empresario/empresaria raíz/raíces origen/orígenes autobús/autobuses "
        "francés/francesas japonesa/japoneses municipio/municipales",
        "pt": "cidadão/cidadã herói/heróis húmido/úmido registo/registro móvel/móveis funcionário/funcionárias "
        "camponês/camponesas inglesa/ingleses município/municipais província/provincial",
        "fr": "noyau/noyaux vendeur/vendeuse doux/douce étranger/étrangère bref/brève québécois/québécoise "
        "vif/vive bas/basses monsieur/messieurs",
    },
    "apart": {
        "en": "business/busy office/officer organ/organization direct/direction project/projection polite/politics",
        "es": "comunidad/comunicación salud/saludo taller/talla sala/salir negocio/negociación período/periodista "
        "manto/manta número/numeroso",
        "pt": "média/medida público/publicar população/popular tema/temer juro/juri milho/milhares",
        "fr": "équipe/équipement ville/villa gare/gars organe/organisme fonds/fondation département/départ cas/case",
    },
}


class Pair(NamedTuple):
    language: str
    first: str
    second: str


def own_pairs(kind: str) -> list[Pair]:
    return [Pair(code, *pair.split("/")) for code, pairs in OWN[kind].items() for pair in pairs.split()]


def sampled_pairs(language: str, kind: str) -> list[Pair]:
    """Return a hundred pairs of ``pairs/<language>.txt``: forms of one word, or words that begin alike.

    Forms of one word were drawn at random from the 30,000 most frequent words of the language (wordfreq) by their bases
    in simplemma; of the words that begin alike, people chose those that mean different things. The last lines are what
    failed of 150 further pairs a language, drawn from hunspell's dictionaries in Debian, and of frequent words.
    """
    text = (Path(__file__).parent / "pairs" / f"{language}.txt").read_text("utf-8")
    meet, apart = text.removeprefix("meet\n").split("\napart\n")
    return [Pair(language, *pair.split("/")) for pair in (meet if kind == "meet" else apart).split()]


def shared_pairs(kind: str) -> list[Pair]:
    if not PAIRS.is_file():
        pytest.skip("the pairs are not here (POLICYSEARCH_TEST_DATA)")
    by_language = json.loads(PAIRS.read_text("utf-8"))[kind]
    return [Pair(code, *pair) for code, pairs in by_language.items() for pair in pairs]


def judged(folder: Path, pairs: list[Pair]) -> Iterator[tuple[Pair, bool, bool]]:
    """Yield each pair, and for each direction whether a search for one word finds a lesson that has the other."""
    for language in dict.fromkeys(pair.language for pair in pairs):
        of_language = [pair for pair in pairs if pair.language == language]
        lessons = [f"“{word}”" for pair in of_language for word in (pair.first, pair.second)]
        searcher = searcher_of(folder / language, workshop("words", "", *lessons, language=language))
        for number, pair in enumerate(of_language):
            first, second = f"words/h{2 * number + 1}", f"words/h{2 * number + 2}"
            yield pair, finds(searcher, pair.first, language, second), finds(searcher, pair.second, language, first)
        searcher.close()


def finds(searcher: Searcher, word: str, language: str, lesson: str) -> bool:
    results = searcher.search(parse(word, Vocabulary(), view="highlights", language=language, limit=100))
    return not results.shown_for and lesson in {hit.document.id for hit in results.hits}


@pytest.mark.parametrize("kind", ["meet", "apart"])
def test_the_projects_own_pairs_hold_in_both_directions(tmp_path: Path, kind: str) -> None:
    directions = {pair: {first, second} for pair, first, second in judged(tmp_path, own_pairs(kind))}
    assert not {pair for pair, found in directions.items() if found != {kind == "meet"}}


@pytest.mark.parametrize("kind", ["meet", "apart"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_sampled_pairs_hold_in_both_directions(tmp_path: Path, language: str, kind: str) -> None:
    pairs = sampled_pairs(language, kind)
    assert len(pairs) > 80
    directions = {pair: {first, second} for pair, first, second in judged(tmp_path, pairs)}
    assert not {pair for pair, found in directions.items() if found != {kind == "meet"}}


@pytest.mark.parametrize(("kind", "least"), [("meet", MEET), ("apart", APART)])
def test_enough_of_the_shared_pairs_hold_in_both_directions(tmp_path: Path, kind: str, least: float) -> None:
    verdicts = [
        (pair, {first, second} == {kind == "meet"}) for pair, first, second in judged(tmp_path, shared_pairs(kind))
    ]
    share = sum(holds for _, holds in verdicts) / len(verdicts)
    print(f"{kind}: {share:.3f} of {len(verdicts)}; not {[pair for pair, holds in verdicts if not holds]}")
    assert share >= least
