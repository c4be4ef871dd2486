from collections.abc import Iterator

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policysearch.text import forms
from policysearch.text.fast_tokenizer import FastTokenizer
from policysearch.text.tokens import chunk_compounds

SIGNS = st.sampled_from("abcéñœßI²٣_'’.,&+-12\u0301\u00ad\u200b \n\t\u00a0\u2003USs1SMEs\0") | st.characters(
    exclude_categories=["Cs"]
)
WORDS = st.sampled_from(
    "the SMEs ICTs 1990s U.S. EE.UU. R&D I+D don't l'eau políticas antidisestablishmentarianism a's G20s AS As".split()
    + "WHO IT M&E AT&T C++ 3.5 1,250 start-up COVID-19 O'Higgins a-b-c 1-2".split()
)
TEXTS = st.lists(st.text(SIGNS, max_size=30) | st.lists(WORDS, max_size=6).map(" ".join), max_size=6)


def forms_of(tokenizer: FastTokenizer, texts: list[str]) -> list[list[str]]:
    numbers, sizes = tokenizer.tokenise(texts)
    words = [
        tokenizer.forms[number].decode() if number >= 0 else f"+{tokenizer.forms[~number].decode()}"
        for number in numbers.tolist()
    ]
    assert len(sizes) == len(texts)
    assert sum(sizes) == len(words)
    ends = np.cumsum(sizes)
    return [words[end - size : end] for end, size in zip(ends.tolist(), sizes.tolist(), strict=True)]


def with_compounds(text: str) -> Iterator[str]:
    """Yield the forms of ``text``, and behind the second word of a compound "+" and the compound."""
    by_position = chunk_compounds(text)
    for position, (form, _, _) in enumerate(forms(text)):
        yield form
        if position in by_position:
            yield f"+{by_position[position]}"


@settings(max_examples=500)
@given(TEXTS)
@example(["word", "", "U.S", "-", "S\u0301Es a\u00a0b"])
def test_texts_have_the_forms_of_the_plain_tokenizer(texts: list[str]) -> None:
    tokenizer = FastTokenizer()
    for _ in range(2):  # unknown words, then known ones
        assert forms_of(tokenizer, texts) == [[*with_compounds(text)] for text in texts]
    assert len(tokenizer.forms) == len({*tokenizer.forms})


def test_a_form_has_one_number_however_it_was_met() -> None:
    tokenizer = FastTokenizer()
    numbers, _ = tokenizer.tokenise(["sme SMEs Sme s.m.e. sme's", "SME"])
    assert len({*numbers.tolist()}) == 1
