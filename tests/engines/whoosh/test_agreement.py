"""The arrays answer as Whoosh's own searcher does over the same generation: matches, order, scores, counts."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from policysearch.engines.registry import open_indexer
from policysearch.engines.whoosh.generations.directory import GenerationDirectory
from policysearch.engines.whoosh.matching.execute import execute
from policysearch.engines.whoosh.snapshot import Snapshot as Arrays
from policysearch.materials.documents import documents_of
from policysearch.model.document import FACETS, Document
from policysearch.model.workshop import Workshop
from policysearch.query import (
    And,
    Clause,
    Everything,
    Expanded,
    Fuzzy,
    InFacet,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
    YearRange,
    filters,
)
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary
from tests.engines.factories import translated, workshop
from tests.engines.whoosh.oracle import Answer, Opened, ask

WORDS = (
    "credit credits crédit export exporter exporters exportación exportacion exportador capacitación "
    "public-private micro-enterprise U.S. R&D l'innovation window windows policy policies políticas the of de la "
    "loan loans risk share shares Chile Brazil México Jamaica goods trade trades traded trading training"
).split()
COUNTRIES, THEMES, PARTNERS = ("US", "PA", "CL", ""), ("ict", "skills", "finance"), ("IDB", "World Bank", "CAF")
TYPED = tuple(dict.fromkeys(word.strip("'.") for word in WORDS))


def some(draw: random.Random, least: int, most: int) -> str:
    return " ".join(draw.choices(WORDS, [1 / (rank + 1) for rank in range(len(WORDS))], k=draw.randint(least, most)))


def made(draw: random.Random, number: int) -> Workshop:
    language = draw.choice(["en", "en", "en", "es", "fr"])
    told = workshop(
        f"w{number:03}",
        some(draw, 1, 4),
        *(some(draw, 3, 12) for _ in range(draw.randint(0, 3))),
        body=some(draw, 0, 30),
        start=f"{draw.randint(2008, 2012)}-0{draw.randint(1, 3)}-01",
        country=draw.choice(COUNTRIES),
        themes=tuple(draw.sample(THEMES, draw.randint(0, 2))),
        partners=tuple(draw.sample(PARTNERS, draw.randint(0, 2))),
        language=language,
        passages=[some(draw, 4, 20) for _ in range(draw.choice([0, 0, 0, 2]))],
    )
    if language == "en" and draw.random() < 0.2:
        return translated(told, "es", some(draw, 1, 4), *(some(draw, 3, 9) for _ in told.texts["en"].highlights))
    return told


class Both:
    """A generation, read by the arrays and by Whoosh."""

    def __init__(self, index: Path, told: dict[str, Document]) -> None:
        generations = GenerationDirectory(index)
        folder = generations.folder(generations.current() or "")
        self.arrays = Arrays(folder)
        self.whoosh = Opened(folder, told, Vocabulary())

    def agree(self, query: Query) -> None:
        found, told = execute(self.arrays, query).rescored(), ask(self.whoosh, query)
        numbers, scores = found.top(found.total)
        ids = [self.arrays.reader.id(number) for number in numbers.tolist()]
        assert set(ids) == set(told.ids)
        assert (found.total, found.relaxed) == (len(told.ids), told.relaxed)
        assert dict(zip(ids, scores.tolist(), strict=True)) == pytest.approx(told.scores, rel=1e-9, abs=1e-12)
        if query.sort != "relevance":
            assert ids == list(told.ids)
        else:
            in_order(query, ids, told, self.whoosh)
        for name in FACETS:
            facet = self.arrays.reader.facets[name]
            counts = dict(zip(facet.values, facet.counts(found.documents(name)).tolist(), strict=True))
            assert {value: count for value, count in counts.items() if count} == told.facets[name]
        if query.crosstab:
            first, second = (self.arrays.reader.facets[name] for name in query.crosstab)
            assert first.crosstab(second, found.filtered) == told.crosstab
        for count in (1, 3):
            assert found.top(count).doc_ids.tolist() == numbers.tolist()[:count]


def in_order(query: Query, ids: list[str], told: Answer, whoosh: Opened) -> None:
    """By score, then newest, then id; scores that differ in their last bits alone are the same."""
    picked = [name for name in dict.fromkeys(query.pinned) if name in ids]
    assert ids[: len(picked)] == picked
    others = ids[len(picked) :]
    days = {name: -whoosh.documents[name].workshop.start.toordinal() for name in others}
    assert others == sorted(others, key=lambda name: (-round(told.scores[name], 9), days[name], name))


def build(index: Path, workshops: list[Workshop], keep: list[str], sources: dict[str, str]) -> None:
    told = [document for one in workshops for document in documents_of(one, Vocabulary())]
    open_indexer(Settings(index=index)).build(told, sources, Vocabulary(), keep=keep)


@pytest.fixture(scope="module", params=["one language", "four", "edited"])
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Both:
    draw = random.Random(request.param)
    index = tmp_path_factory.mktemp("agreement")
    workshops = {one.slug: one for one in (made(draw, n) for n in range(60))}
    if request.param == "one language":
        workshops = {slug: one for slug, one in workshops.items() if [*one.texts] == ["en"]}
    build(index, [*workshops.values()], [], dict.fromkeys(workshops, "1"))
    if request.param == "edited":
        for round_ in range(2):
            gone = draw.sample(sorted(workshops), 1)
            edited = {slug: made(draw, int(slug[1:])) for slug in draw.sample(sorted({*workshops} - {*gone}), 2)}
            workshops = {slug: one for slug, one in (workshops | edited).items() if slug not in gone}
            kept = sorted(set(workshops) - set(edited))
            build(index, [*edited.values()], kept, dict.fromkeys(workshops, str(round_)))
    told = {d.id: d for one in workshops.values() for d in documents_of(one, Vocabulary())}
    made_both = Both(index, told)
    if request.param == "edited":
        assert len(made_both.arrays.segments) > 1
        assert any(segment.live is not None for segment in made_both.arrays.segments)
    return made_both


words = st.sampled_from(TYPED)
leaves: st.SearchStrategy[Clause] = st.one_of(
    st.builds(Word, words, st.sampled_from([True, True, True, False]), st.sampled_from([1, 1, 2])),
    st.builds(Phrase, st.lists(words, min_size=1, max_size=3).map(" ".join), st.sampled_from([0, 0, 1, 4])),
    st.builds(Prefix, words.map(lambda word: word[:3])),
    st.builds(Fuzzy, words.map(lambda word: word[:-1] + "x"), st.sampled_from([1, 2])),
    st.builds(InFacet, st.just("theme"), st.lists(st.sampled_from([*THEMES, "none"]), max_size=2).map(tuple)),
    st.builds(InFacet, st.just("experience"), st.just(("CL", "BR"))),
    st.builds(YearRange, st.sampled_from([None, 2009]), st.sampled_from([None, 2010])),
    st.just(Everything()),
)


def compound(inner: st.SearchStrategy[Clause]) -> st.SearchStrategy[Clause]:
    several = st.lists(inner, min_size=0, max_size=4).map(tuple)
    lesser = st.lists(st.tuples(inner, st.sampled_from([0.3, 0.8])), min_size=1, max_size=2).map(tuple)
    return st.one_of(
        st.builds(And, several), st.builds(Or, several), st.builds(Not, inner), st.builds(Expanded, inner, lesser)
    )


clauses = st.recursive(leaves, compound, max_leaves=8)
slugs = st.sampled_from([f"w{number:03}" for number in range(60)])
queries = st.builds(
    Query,
    clause=clauses,
    view=st.sampled_from(["workshops", "workshops", "highlights"]),
    sort=st.sampled_from(["relevance", "relevance", "newest", "oldest"]),
    filters=st.fixed_dictionaries(
        {},
        optional={
            "year": st.lists(st.sampled_from(["2009", "2010", "1999"]), max_size=2).map(tuple),
            "country": st.just(("PA", "US")),
            "theme": st.just(("ict",)),
        },
    ).map(filters),
    like=st.one_of(st.none(), st.none(), st.none(), slugs, slugs.map("{}/h1".format)),
    pinned=st.one_of(st.just(()), st.just(()), st.lists(slugs, max_size=2, unique=True).map(tuple)),
    crosstab=st.sampled_from([None, ("theme", "experience"), ("year", "partner")]),
)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries)
@example(Query(clause=And((Word("credit"), And((InFacet("experience", ("CL", "BR")), Word("credit", False)))))))
def test_arrays_answer_as_whoosh_does(both: Both, query: Query) -> None:
    both.agree(query)


@pytest.mark.parametrize("typed", TYPED)
def test_every_word_alone_agrees(both: Both, typed: str) -> None:
    both.agree(Query(clause=Word(typed)))
    both.agree(Query(clause=Word(typed), view="highlights"))
