"""The cache of rendered macros: filled once, emptied with the vocabulary whose labels it holds."""

from copy import deepcopy

import pytest
from markupsafe import Markup

from policysearch.vocabulary import Theme, Vocabulary
from policysearch.web.view_models import fragments
from policysearch.web.view_models.fragments import Fragments

VOCABULARY = Vocabulary(themes=(Theme("ict", {"en": "ICT"}),))


class Counted:
    """A macro that counts how often it is rendered."""

    name = "counted"

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, *arguments: object) -> str:
        self.times += 1
        return f"<b>{arguments}</b>"


def test_a_macro_is_rendered_once_for_its_arguments_language_and_addresses() -> None:
    macro, cache = Counted(), Fragments()
    first = cache.renderer(VOCABULARY, "en", "")(macro, "a")
    assert first == Markup("<b>('a',)</b>")
    assert cache.renderer(VOCABULARY, "en", "")(macro, "a") is first
    for language, carried, argument in (("es", "", "a"), ("en", "lang=en", "a"), ("en", "", "b")):
        cache.renderer(VOCABULARY, language, carried)(macro, argument)
    assert macro.times == 4


def test_an_equal_vocabulary_keeps_the_cache_and_another_one_empties_it() -> None:
    macro, cache = Counted(), Fragments()
    for vocabulary in (VOCABULARY, deepcopy(VOCABULARY), deepcopy(VOCABULARY)):
        cache.renderer(vocabulary, "en", "")(macro)
    assert macro.times == 1
    cache.renderer(Vocabulary(), "en", "")(macro)
    cache.renderer(VOCABULARY, "en", "")(macro)
    assert macro.times == 3


def test_the_digest_of_a_vocabulary_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    digested: list[Vocabulary] = []

    def digest(vocabulary: Vocabulary) -> str:
        digested.append(vocabulary)
        return "digest"

    monkeypatch.setattr(fragments, "digest", digest)
    cache = Fragments()
    for _ in range(3):
        cache.renderer(VOCABULARY, "en", "")
    assert digested == [VOCABULARY]


def test_too_many_fragments_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fragments, "MAX_FRAGMENTS", 2)
    macro, cache = Counted(), Fragments()
    for argument in (1, 2, 3, 1):
        cache.renderer(VOCABULARY, "en", "")(macro, argument)
    assert macro.times == 4
