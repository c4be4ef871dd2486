"""Random clauses and queries about the random workshops of ``factories``."""

from datetime import date

from hypothesis import strategies as st

from policysearch import query
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
from policysearch.vocabulary import Vocabulary
from tests.engines.factories import THEMES, TYPED_WORDS

words = st.sampled_from(TYPED_WORDS)
phrases = st.builds(Phrase, st.lists(words, min_size=1, max_size=3).map(" ".join), st.sampled_from([0, 0, 1, 4]))
simple_clauses: st.SearchStrategy[Clause] = st.one_of(
    st.builds(Word, words, st.sampled_from([True, True, True, False]), st.sampled_from([1, 1, 2])),
    phrases,
    st.builds(Prefix, words.map(lambda word: word[:3])),
    st.builds(Fuzzy, words.map(lambda word: word[:-1] + "x"), st.sampled_from([1, 2])),
    st.builds(InFacet, st.just("theme"), st.lists(st.sampled_from([*THEMES, "none"]), max_size=2).map(tuple)),
    st.builds(InFacet, st.just("experience"), st.just(("CL", "BR"))),
    st.builds(YearRange, st.sampled_from([None, 2009]), st.sampled_from([None, 2010])),
    st.just(Everything()),
)


def compound(inner: st.SearchStrategy[Clause]) -> st.SearchStrategy[Clause]:
    children = st.lists(inner, min_size=0, max_size=4).map(tuple)
    expansions = st.lists(st.tuples(inner, st.sampled_from([0.3, 0.8])), min_size=1, max_size=2).map(tuple)
    return st.one_of(
        st.builds(And, children), st.builds(Or, children), st.builds(Not, inner), st.builds(Expanded, inner, expansions)
    )


clauses = st.recursive(simple_clauses, compound, max_leaves=8)
selections = st.fixed_dictionaries(
    {},
    optional={
        "year": st.lists(st.sampled_from(["2009", "2010", "1999"]), max_size=2).map(tuple),
        "country": st.just(("PA", "US")),
        "theme": st.just(("ict",)),
    },
).map(filters)
typed_parts = st.one_of(
    words,
    words,
    st.builds(" ".join, st.lists(words, min_size=2, max_size=3)).map('"{}"'.format),
    words.map(lambda word: f"{word[:3]}*"),
    words.map(lambda word: f"{word[:-1]}x~"),
    words.map(lambda word: word[:-2] + word[-1:]),  # mistyped
    words.map("-{}".format),
    st.sampled_from(["OR", "year:2009..2010", "theme:ict", "country:Chile", "experience:CL", "-the", "xyzzy"]),
)
typed_texts = st.lists(typed_parts, max_size=5).map(" ".join)


def queries(workshops: int) -> st.SearchStrategy[Query]:
    """Return queries with any clause about that many workshops."""
    slugs = st.sampled_from([f"w{number:03}" for number in range(workshops)])
    return st.builds(
        Query,
        clause=clauses,
        view=st.sampled_from(["workshops", "workshops", "highlights"]),
        sort=st.sampled_from(["relevance", "relevance", "newest", "oldest", "added"]),
        filters=selections,
        like=st.one_of(st.none(), st.none(), st.none(), slugs, slugs.map("{}/h1".format)),
        pinned=st.one_of(st.just(()), st.just(()), st.lists(slugs, max_size=2, unique=True).map(tuple)),
        crosstab=st.sampled_from([None, ("theme", "experience"), ("year", "partner")]),
        years=st.sampled_from([None, None, YearRange(2009, 2010), YearRange(None, 2009), YearRange(1990, 1999)]),
        since=st.sampled_from([None, None, date(2020, 3, 1), date(2030, 1, 1)]),
    )


def typed_queries(vocabulary: Vocabulary) -> st.SearchStrategy[Query]:
    """Return queries as a reader types them, parsed with ``vocabulary``."""
    return st.builds(
        query.parse,
        typed_texts,
        st.just(vocabulary),
        view=st.sampled_from(["workshops", "workshops", "highlights"]),
        offset=st.sampled_from([0, 0, 0, 2]),
        limit=st.sampled_from([1, 3, 10]),
        expand=st.booleans(),
        language=st.sampled_from(["en", "es", "fr"]),
        filters=selections,
    )
