"""Two engines answer alike about a collection that is meant to trouble them: ties, gaps, other scripts, long values."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policysearch import query
from policysearch.model.workshop import Workshop
from policysearch.query import Query, filters
from policysearch.search.results import Searcher
from tests.engines import under_test
from tests.engines.factories import translated, workshop
from tests.engines.test_memory_agreement import VOCABULARY, assert_alike, searchers, short_enough, steady

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(under_test.selected_name() == "memory", reason="memory agrees with itself"),
]

TIES = 14  # workshops that differ in their slugs alone
LONG_WORD, LONG_NAME = "Donau" + "dampf" * 40 + "schiff", "Ministry of " + "Everything and " * 60 + "Trade"
DAYS = ("2008-02-01", "2009-01-01", "2009-01-01", "2011-03-01")
SCRIPTS = (
    "Ελληνικά εργαστήριο",
    "政策 研讨会 2009",
    "ورشة عمل السياسات",
    "cafe\u0301 café CAFÉ",
    "Straße strasse",
    "İstanbul ıstanbul",
    "\ufb01nance ﬀ \uff34\uff32\uff21\uff24\uff25",
    "soft\u00adhyphen zero\u200bwidth",
    "👩‍🌾 farmers 🚜",
    "e\u0301\u0301 n\u0303",
)
HYPHENS = (
    "public-private public–private publicprivate",
    "start-up start up startup",
    "COVID-19 covid19 19",
    "micro-, small- and medium-sized",
    "2009-2010 1,250,000 3.5 3,5",
    "O'Higgins ohiggins l’eau don't dont",
    "R&D AT&T C++ U.S. EE.UU. ICTs",
    "a-b-c-d e-commerce ecommerce",
)
NOTHING_BUT_STOP_WORDS = ("the of and to", "de la el", "who WHO it IT us US")


def hostile_collection() -> list[Workshop]:
    ties = [workshop(f"tie{number:02}", "Credit for trade", "Loans share risk.") for number in range(TIES)]
    texts = (*SCRIPTS, *HYPHENS, *NOTHING_BUT_STOP_WORDS, LONG_WORD, "", "x", "?!", "trade " * 9, "risk trade " * 4)
    odd = [
        workshop(
            f"odd{number:02}",
            text if number % 3 else "",
            *((text, "Trade and risk.") if number % 2 else ()),
            body=text if number % 4 == 0 else "",
            start=DAYS[number % len(DAYS)],
            country=("US", "", "PA")[number % 3],
            themes=(("ict",), (), ("skills", "ict"))[number % 3],
            partners=((LONG_NAME,), ("IDB", "idb"), ("World Bank", 'A "quoted" \\ name/with*signs'))[number % 3],
            aliases=(f"former-{number}",),
            passages=[text, ""] if number % 5 == 0 else (),
        )
        for number, text in enumerate(texts)
    ]
    many = workshop("many", "Many lessons", *(f"Lesson {number} of trade." for number in range(12)))
    spanish = translated(workshop("both", "Credit", "Trade risk."), "es", "Crédito", "El riesgo del comercio.")
    added = [replace(one, added=date(2020, 1, 1 + number % 3)) for number, one in enumerate(ties)]
    return short_enough([*added, *odd, replace(many, region="Región"), spanish])


FRAGMENTS = (
    *(word for text in (*SCRIPTS, *HYPHENS, *NOTHING_BUT_STOP_WORDS) for word in text.split()),
    *("trade", "risk", "credit", "loans", "share", "lesson", "of", "the", LONG_WORD, LONG_WORD[:70], LONG_NAME),
)
OPERATORS = (
    *("OR", "AND", "NOT", "(", ")", '"', "-", "~", "*", ":", "..", "/", "\\", "{", "}", "[", "]", "^", "&&", "||", "!"),
    *("year:2009", "year:..2008", "theme:ict", "experience:CL", "partner:idb", "language:es", "title:trade"),
    *('lesson:"trade and risk"', "title:", "NOT NOT", "()", '""', "\u0000", "\u200b", "\u202e", "\ud800", "😀"),
)
words = st.sampled_from(FRAGMENTS)
parts = st.one_of(
    words,
    words,
    st.sampled_from(OPERATORS),
    st.builds("{}*".format, words.map(lambda word: word[: max(len(word) // 2, 2)])),
    st.builds("{}{}~{}".format, words, st.sampled_from(["", "x"]), st.sampled_from(["", "1", "2"])),
    st.builds("-{}".format, words),
    st.builds("NOT {}".format, words),
    st.builds('"{} {}"'.format, words, words),
    st.builds('"{} {} {}"~{}'.format, words, words, words, st.sampled_from([1, 3, 100])),
    st.builds('({} OR "{} {}")'.format, words, words, words),
    st.builds('-("{} {}" OR {})'.format, words, words, words),
    st.text(max_size=6),
)
asked = st.builds(
    query.parse,
    st.one_of(parts, st.lists(parts, max_size=6).map(" ".join), st.lists(words, min_size=2).map("-".join)),
    st.just(VOCABULARY),
    view=st.sampled_from(["workshops", "workshops", "highlights"]),
    sort=st.sampled_from(["relevance", "relevance", "newest", "oldest", "added"]),
    offset=st.sampled_from([0, 0, 0, 3, 10, 30, 500]),
    limit=st.sampled_from([1, 7, 10, 100]),
    expand=st.booleans(),
    language=st.sampled_from(["en", "es", "pt", "fr"]),
    filters=st.sampled_from(
        [(), filters({"partner": (LONG_NAME,)}), filters({"country": ("PA",), "year": ("2009", "")})]
    ),
)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Searcher, Searcher]:
    """Return a searcher of the engine that is asked and one of memory. Tests must not write there."""
    folder: Path = tmp_path_factory.mktemp("hostile")
    return searchers(folder, hostile_collection())


@steady
@given(asks=st.lists(asked, min_size=5, max_size=15))
def test_results_about_a_hostile_collection_are_alike(both: tuple[Searcher, Searcher], asks: list[Query]) -> None:
    searcher, witness = both
    for ask in asks:
        assert_alike(searcher.search(ask), witness.search(ask))
        assert [document.id for document in searcher.scan(ask)] == [document.id for document in witness.scan(ask)]


@pytest.mark.parametrize("text", ["trade risk", "credit", "-credit", "", "loans OR lesson"])
@pytest.mark.parametrize("sort", ["relevance", "newest", "added"])
def test_pages_of_ties_list_each_document_once(both: tuple[Searcher, Searcher], text: str, sort: query.Sort) -> None:
    whole = [hit.document.id for hit in both[1].search(query.parse(text, VOCABULARY, sort=sort, limit=100)).hits]
    pages = [query.parse(text, VOCABULARY, sort=sort, offset=start, limit=7) for start in range(0, len(whole), 7)]
    assert [hit.document.id for page in pages for hit in both[0].search(page).hits] == whole
