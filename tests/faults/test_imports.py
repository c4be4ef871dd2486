"""Imports: rules of many signs are read in time that is linear in their length."""

from pathlib import Path

import pytest

from policysearch.importers.formats import html, markdown, text
from tests.processor_time import processor_seconds

READERS = {"md": markdown.read, "html": html.read, "txt": text.read}
SIGNS = ("-", "=", "_", "*", "~", "#", "|", "- ", "* ", "-\u2010", "> ", "\u2014")


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("ending", READERS)
def test_a_rule_and_a_word_are_read_in_linear_time(tmp_path: Path, ending: str, sign: str) -> None:
    """Case 31: a rule of 80 hyphens and a word took a minute."""

    def seconds(count: int) -> float:
        path = tmp_path / f"rule.{ending}"
        path.write_text(f"# Title\n\n{sign * count}x\n\nText of a workshop in Lima, 5 March 2010.\n", "utf-8")
        return min(processor_seconds(lambda: READERS[ending](path)) for _ in range(2))

    assert seconds(80) < 0.5
    short, double = seconds(20_000), seconds(40_000)
    assert double < 2
    assert double < 0.3 or double < 3 * short
