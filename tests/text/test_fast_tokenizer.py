import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policysearch.text.analysis import forms
from policysearch.text.fast_tokenizer import FastTokenizer
from policysearch.text.word_table import WordTable

SIGNS = st.sampled_from("abcéñœßI²٣_'’.&+-\u0301\u00ad\u200b \n\t\u00a0\u2003USs1SMEs\0") | st.characters(
    exclude_categories=["Cs"]
)
WORDS = st.sampled_from(
    "the SMEs ICTs 1990s U.S. EE.UU. R&D I+D don't l'eau políticas antidisestablishmentarianism a's G20s AS As".split()
)
TEXTS = st.lists(st.text(SIGNS, max_size=30) | st.lists(WORDS, max_size=6).map(" ".join), max_size=6)


def told(tokeniser: FastTokenizer, texts: list[str]) -> list[list[str]]:
    numbers, sizes = tokeniser.tokenise(texts)
    words = [tokeniser.forms[number].decode() for number in numbers.tolist()]
    assert len(sizes) == len(texts)
    assert sum(sizes) == len(words)
    ends = np.cumsum(sizes)
    return [words[end - size : end] for end, size in zip(ends.tolist(), sizes.tolist(), strict=True)]


@settings(max_examples=500, deadline=None)
@given(TEXTS)
@example(["word", "", "U.S", "-", "S\u0301Es a\u00a0b"])
def test_texts_have_the_forms_that_language_gives(texts: list[str]) -> None:
    tokeniser = FastTokenizer()
    for _ in range(2):  # unknown words, then known ones
        assert told(tokeniser, texts) == [[form for form, _, _ in forms(text)] for text in texts]
    assert len(tokeniser.forms) == len({*tokeniser.forms})


def test_a_form_has_one_number_however_it_was_met() -> None:
    tokeniser = FastTokenizer()
    numbers, _ = tokeniser.tokenise(["sme SMEs Sme s.m.e. sme's", "SME"])
    assert len({*numbers.tolist()}) == 1


@pytest.mark.parametrize("count", [1, 10, 5_000, 60_000])
def test_what_is_added_is_found_and_nothing_else(count: int) -> None:
    dice = np.random.default_rng(count)
    low, high = (dice.integers(0, 1 << 63, count, dtype=np.uint64) for _ in range(2))
    low[::3] = low[0]  # pairs that share a half are pairs of their own
    known, numbers = WordTable(), np.arange(count, dtype=np.int32)
    for some in np.array_split(np.arange(count), 7):
        assert (known.find(low[some], high[some]) == -1).all()
        twice = np.concatenate((some, some))
        known.add(low[twice], high[twice], numbers[twice])
    assert (known.find(low, high) == numbers).all()
    assert (known.find(low, high + np.uint64(1)) == -1).all()
