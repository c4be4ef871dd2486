import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policysearch.text import forms, words
from policysearch.text.tokens import APOSTROPHES, INNER, JOINERS, MAX_FORM, PLAIN, chunk_forms, plain_form

TEXTS = st.text(
    st.sampled_from("abcéñœßI²٣_'’.,&+-\u0301\u00ad\u200b \n\u00a0\u2003USs12OfO") | st.characters(), max_size=40
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("public-private", ["public", "private"]),
        ("2012-2014", ["2012", "2014"]),
        ("e-commerce", ["e", "commerce"]),
        ("(ICTs)", ["ict"]),
        ("SBDCs--including", ["sbdc", "including"]),
        ("the U.S. Mission", ["the", "us", "mission"]),
        ("R&D and I+D", ["r&d", "and", "i+d"]),
        ("EE.UU.", ["eeuu"]),
        ("les É.U. et les E\u0301.U.", ["les", "ÉU", "et", "les", "ÉU"]),
        ("St.E\u0301tienne", ["st", "étienne"]),
        ("C\u0327s Çs OE\u0301s", ["çs", "çs", "oé"]),
        ("qu'il d’affaires aujourd'hui", ["il", "affaires", "aujourd", "hui"]),
        ("Salvador's countries' needs", ["salvador", "countries", "needs"]),
        ("Firms don't, they WON’T. Don Won's haven", ["firms", "dont", "they", "wont", "don", "won", "haven"]),
        ("Ｆｕｌｌ ﬁnance", ["full", "finance"]),
        ("co\u00adoperation", ["cooperation"]),
        ("www.oas.org", ["www", "oas", "org"]),
        ("WHO, the EU, U.N. and IT; who it", ["WHO", "the", "EU", "UN", "and", "IT", "who", "it"]),
        ("M&E, AT&T, I+D+i and C++.", ["m&e", "at&t", "i+d+i", "and", "c++"]),
        ("1,250,000 1.250.000 3.5 3,5 1,250.75", ["1250000", "1250000", "3.5", "3.5", "1250.75"]),
        ("1.2.3 03.05.2017 2009, 5", ["1", "2", "3", "03", "05", "2017", "2009", "5"]),
        ("Kakaoline™ №7 \ufeffport\ufefffolio", ["kakaoline", "7", "portfolio"]),
    ],
)
def test_mixed_forms_are_found_by_their_parts(text: str, parts: list[str]) -> None:
    assert words(text) == parts


def test_composed_and_decomposed_accents_are_the_same() -> None:
    text = "Panamá: la competitividad, l'équité, inclusão"
    assert words(unicodedata.normalize("NFD", text)) == words(unicodedata.normalize("NFC", text))


@given(st.text(max_size=80))
def test_any_text_is_analysed_with_offsets_inside_it_and_in_order(text: str) -> None:
    result = forms(text)
    assert all(form and len(form) <= MAX_FORM and 0 <= start < end <= len(text) for form, start, end in result)
    assert all(word[2] <= following[1] for word, following in pairwise(result))


@given(TEXTS)
def test_the_forms_of_a_text_are_those_of_its_stretches_between_spaces(text: str) -> None:
    assert [form for chunk in text.split() for form in chunk_forms(chunk)] == words(text)


@given(TEXTS)
def test_words_are_the_forms_alone(text: str) -> None:
    assert words(text) == [form for form, _, _ in forms(text)]


@given(st.text(st.sampled_from(PLAIN), min_size=1, max_size=80))
def test_a_plain_word_has_its_plain_form(word: str) -> None:
    assert forms(word) == [(plain_form(word), 0, len(word))]


@pytest.mark.slow
def test_the_character_classes_say_what_joins_letters_and_words() -> None:
    marks = [mark for mark in map(chr, range(sys.maxunicode + 1)) if not mark.isalnum()]
    assert {mark for mark in marks if len(words(f"a{mark}b")) == 1} == {*JOINERS, *INNER} - {","}
    assert {mark for mark in marks if len(words(f"1{mark}2")) == 1} == {".", ",", *INNER}
    assert {mark for mark in marks if words(f"l{mark}eau") == ["eau"]} == {*APOSTROPHES} - {
        "\u02bc"
    }  # Unicode calls it a letter
