"""Judged sets made of others: questions in one language over texts in another, and documents of bare titles."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from policysearch.evaluation.judged_set import read_judged_set


class Variant(NamedTuple):
    """``texts`` and ``questions`` name sets of the same ids; ``language`` is the texts'; of some only titles count."""

    texts: str
    questions: str
    language: str
    titles_alone: bool = False


VARIANTS = {
    "xquad_es → en": Variant("xquad_en", "xquad_es", "en"),
    "xquad_en → es": Variant("xquad_es", "xquad_en", "es"),
    "cran, titles": Variant("cran", "cran", "en", titles_alone=True),
    "cisi, titles": Variant("cisi", "cisi", "en", titles_alone=True),
}


@contextmanager
def folder_of(variant: Variant, judged: Path) -> Iterator[Path]:
    """Yield a folder that ``evaluate`` reads, made of the sets in ``judged``."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name in ("queries.jsonl", "qrels.tsv"):
            shutil.copy(judged / variant.questions / name, folder / name)
        records = read_judged_set(judged / variant.texts).documents()
        lines = [
            json.dumps({"id": record, "title": title, "text": "" if variant.titles_alone else text}, ensure_ascii=False)
            for record, title, text in records
        ]
        (folder / "docs.jsonl").write_text("\n".join(lines), "utf-8")
        yield folder
