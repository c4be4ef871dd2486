"""The cache of rendered macros: filled once, emptied with the generation whose texts and labels it holds."""

import pytest
from markupsafe import Markup

from policysearch.web.view_models import fragments
from policysearch.web.view_models.fragments import FragmentRenderer, Fragments


class Counted:
    """A macro that counts how often it is rendered."""

    name = "counted"

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, *arguments: object) -> str:
        self.times += 1
        return f"<b>{arguments}</b>"


def test_a_macro_is_rendered_once_for_its_arguments_and_context() -> None:
    macro, cache = Counted(), Fragments()
    first = cache.renderer("g1", ("en", ""))(macro, "a")
    assert first == Markup("<b>('a',)</b>")
    assert cache.renderer("g1", ("en", ""))(macro, "a") is first
    for context, argument in ((("es", ""), "a"), (("en", "lang=en"), "a"), (("en", ""), "b")):
        cache.renderer("g1", context)(macro, argument)
    assert macro.times == 4


def test_a_key_stands_for_arguments_that_cannot_be_compared() -> None:
    macro, cache = Counted(), Fragments()
    first = cache.renderer("g1", "en").keyed(macro, "ict-use", {"title": "ICT"})
    assert cache.renderer("g1", "en").keyed(macro, "ict-use", {"title": "another"}) is first
    assert cache.renderer("g1", "en").keyed(macro, "trade", {"title": "another"}) != first


def test_another_generation_empties_the_cache() -> None:
    macro, cache = Counted(), Fragments()
    for generation in ("g1", "g1", "g2", "g1"):
        cache.renderer(generation, "en")(macro)
    assert macro.times == 3


def test_too_many_fragments_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fragments, "MAX_FRAGMENTS", 2)
    macro, cache = Counted(), Fragments()
    for argument in (1, 2, 3, 1):
        cache.renderer("g1", "en")(macro, argument)
    assert macro.times == 4


def test_what_is_one_readers_own_is_rendered_anew() -> None:
    macro = Counted()
    for _ in range(2):
        FragmentRenderer(None, "en")(macro, "a")
    assert macro.times == 2


def test_a_macro_is_cut_at_its_marks_once_for_its_arguments() -> None:
    macro, cache = Counted(), Fragments()
    renderer = cache.renderer("g1", "en")
    assert renderer.pieces(macro, ("<b>", "</b>"), "a") == ("", "('a',)", "")
    assert renderer.pieces(macro, ("<b>", "</b>"), "a") is renderer.pieces(macro, ("<b>", "</b>"), "a")
    assert macro.times == 1
    cache.renderer("g2", "en").pieces(macro, ("<b>", "</b>"), "a")
    assert macro.times == 2
    FragmentRenderer(None, "en").pieces(macro, ("<b>", "</b>"), "a")
    assert macro.times == 3
