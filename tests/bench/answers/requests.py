"""The addresses that both sides answer, by kind: 500 searches and other addresses of the API, the same each time."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from urllib.parse import quote, urlencode

from tests.bench.answers.collection import ALIAS_EVERY, ATTACHMENT_EVERY, LANGUAGES, SHIPPED, SIZE, real_words
from tests.bench.corpus import SyntheticCorpus
from tests.bench.entries import EXPERIENCE_COUNTRIES, FIRST_YEAR, HOSTS, LAST_YEAR, PARTNERS, THEMES, slug
from tests.bench.questions import KINDS, of_kind

Parameters = list[tuple[str, str]]
SUGGESTIONS = 100
QUESTIONS = 20  # of each kind of ``questions.KINDS``
SEARCH, SUGGEST, WORKSHOP = "/api/v1/search", "/api/v1/suggest", "/api/v1/workshops/"
STOP_WORDS = ("the", "of and", "de la", "do", "les", "", " ", "*", "~", "-", '""', "AND", "(", ":")
PICKED = ("innovation", "Innovación", "small business", "pymes")
REAL_THEMES = ("ict", "innovation", "sme-competitiveness", "trade-and-poverty")
FAULTS = (
    "q=trade&nonsense=1",
    "q=trade&q=poverty",
    "q=trade&limit=0",
    "q=trade&offset=10001",
    "q=trade&offset=9999&limit=100",
    "q=trade&sort=best",
    "q=trade&view=all",
    "q=trade&lang=de",
    "q=trade&year=next",
    "q=trade&country=Panama",
    f"q={'x' * 10_001}",
    f"q={'+'.join(f'word{number}' for number in range(80))}",
    f"q={'+'.join(f'{letter}*' for letter in 'abcdefghijklm')}",
)


def all_addresses() -> dict[str, list[str]]:
    """Return the addresses of each kind of request."""
    searches = {
        kind: _distinct(kind, count, lambda dice, make=make: _address(dice, make(dice)))  # type: ignore[misc]
        for kind, (count, make) in _SEARCHES.items()
    }
    suggestions = _distinct("suggest", SUGGESTIONS, _suggestion)
    return {"questions": _questions(), **searches, "suggest": suggestions, "faults": _faults()} | {
        "workshops": [f"{WORKSHOP}{name}?lang={language}" for name in _slugs() for language in LANGUAGES],
        "related": [f"/workshops/{name}" for name in _slugs()],
    }


def _questions() -> list[str]:
    """Return the questions of the benchmark, which hit the synthetic texts."""
    dice = Random("questions")
    sample = SyntheticCorpus(SIZE).sample()
    return [
        _address(
            dice, [("q", question.text), *((facet, value) for facet, values in question.filters for value in values)]
        )
        for kind in KINDS
        for question in of_kind(kind, sample, QUESTIONS)
    ]


def _distinct(kind: str, count: int, make: Callable[[Random], str]) -> list[str]:
    """Return ``count`` different addresses."""
    dice = Random(kind)
    addresses: dict[str, None] = {}
    while len(addresses) < count:
        addresses[make(dice)] = None
    return [*addresses]


def _address(dice: Random, parameters: Parameters) -> str:
    """Return the address of a search, with some of the API's options at random."""
    options = {
        "view": (0.4, ["highlights", "workshops"]),
        "sort": (0.3, ["newest", "oldest", "relevance"]),
        "offset": (0.2, ["3", "10", "25", "200"]),
        "limit": (0.2, ["1", "5", "30", "100"]),
        "expand": (0.1, ["false"]),
        "lang": (0.5, [*LANGUAGES]),
    }
    names = {name for name, _value in parameters}
    chances = {name: (dice.random() < share, dice.choice(values)) for name, (share, values) in options.items()}
    added = [(name, value) for name, (used, value) in chances.items() if used and name not in names]
    return f"{SEARCH}?{urlencode(parameters + added)}"


def _language(dice: Random) -> Parameters:
    """Return one to three real words, in a language of the reader or in another one."""
    language = dice.choice(LANGUAGES)
    return [("q", " ".join(real_words(dice, language, dice.randint(1, 3))).strip(",.;:"))]


def _field(dice: Random) -> Parameters:
    year = dice.randint(FIRST_YEAR, LAST_YEAR)
    fields = (
        f"year:{year}",
        f"year:{year}..{year + 5}",
        f"año:..{year}",
        "country:Panama",
        "pays:Brésil",
        "country:El Salvador",
        f"country:{dice.choice(HOSTS)}",
        f"experience:{dice.choice(EXPERIENCE_COUNTRIES)}",
        "experience:Caribbean",
        f"theme:{dice.choice(THEMES + REAL_THEMES)}",
        'tema:"Innovación"',
        f'partner:"{dice.choice(PARTNERS[:20])}"',
        f"language:{dice.choice(LANGUAGES)}",
        f"NOT country:{dice.choice(HOSTS[:5])}",
        f"language:{dice.choice(LANGUAGES)},{dice.choice(LANGUAGES)}",
    )
    words = dice.choice(["", _word(dice), " ".join(real_words(dice, "en", 2))])
    return [("q", " ".join([words, *dice.sample(fields, dice.choice((1, 1, 2)))]).strip())]


def _filters(dice: Random) -> Parameters:
    values = {
        "year": [str(year) for year in range(FIRST_YEAR, LAST_YEAR + 1)],
        "country": [*HOSTS],
        "theme": [*THEMES, *REAL_THEMES],
        "experience": [*EXPERIENCE_COUNTRIES[:10]],
        "partner": [*PARTNERS[:10]],
        "language": [*LANGUAGES],
    }
    facets = dice.sample(sorted(values), dice.choice((1, 1, 2, 3)))
    selected = [(facet, value) for facet in facets for value in dice.sample(values[facet], dice.choice((1, 2)))]
    return [("q", dice.choice([_word(dice), "", real_words(dice, "es", 1)[0]])), *selected]


def _typo(dice: Random) -> Parameters:
    """Return words, one of them with two letters exchanged, one missing or one doubled."""
    words = [_word(dice) for _ in range(dice.choice((1, 1, 2, 3)))]
    place = dice.randrange(len(words))
    word = words[place]
    at = dice.randrange(1, max(len(word) - 1, 2))
    slips = (word[: at - 1] + word[at : at + 1] + word[at - 1 : at] + word[at + 1 :], word[:at] + word[at + 1 :])
    words[place] = dice.choice((*slips, word[:at] + word[at - 1 :]))
    return [("q", " ".join(words))]


def _pasted(dice: Random) -> Parameters:
    language = dice.choice(LANGUAGES)
    text = " ".join(real_words(dice, language, dice.randint(10, 45)))
    return [("q", dice.choice((text, f"“{text}”", f"{text}\n\n{_word(dice)} (2010)")))]


def _operators(dice: Random) -> Parameters:
    a, b, c = (_word(dice) for _ in range(3))
    real = " ".join(real_words(dice, "en", 2))
    return [("q", dice.choice([
        f"({a} OR {b}) {c}", f"{a} AND ({b} OR NOT {c})", f"{a} -{b} -{c}", f'"{real}"~3', f'{a} OR "{real}"',
        f"{a[:3]}* {b}", f"{a}~2", f"{a}~ {b[:4]}*", f"NOT {a}", f"{a}-{b}", f"({a} ({b} OR ({c})))", f"{a} {a} {b}",
        f'-"{real}" {a}', f"{a[:2]}*", f"MSME OR pyme {a}", f'"{a} {b}"~10', "public-private OR PPP", f"{real}*",
    ]))]  # fmt: skip


def _sorted(dice: Random) -> Parameters:
    options = [("sort", dice.choice(("newest", "oldest"))), ("offset", dice.choice(("0", "10", "990")))]
    return [("q", dice.choice((_word(dice), _word(dice)[:2] + "*", "trade"))), *options]


def _short(dice: Random) -> Parameters:
    """Return a query of staff's picks, of stop words or of nothing."""
    return [("q", dice.choice(PICKED * 3 + STOP_WORDS))]


def _word(dice: Random) -> str:
    """Return a word of a synthetic or of a shipped text."""
    if dice.random() < 0.5:
        return real_words(dice, dice.choice(LANGUAGES), 1)[0].strip(",.;:()“”\"'")
    return dice.choice(dice.choice(_SAMPLE).title.split()[1:]).lower()


def _suggestion(dice: Random) -> str:
    words = dice.choice((_word(dice), f"{_word(dice)} {_word(dice)}", " ".join(real_words(dice, "en", 3))))
    prefix = words[: dice.choice((1, 2, 3, 4, 6, 12))]
    parameters = {"q": prefix, "lang": dice.choice(LANGUAGES), "limit": dice.choice((3, 8, 20))}
    return f"{SUGGEST}?{urlencode(parameters)}"


def _faults() -> list[str]:
    return [f"{SEARCH}?{parameters}" for parameters in FAULTS]


def _slugs() -> list[str]:
    """Return the slugs of all shipped workshops and of synthetic ones of each sort, old and unknown slugs too."""
    shipped = sorted(path.stem for path in SHIPPED.glob("[0-9]*.md") if "." not in path.stem)
    numbers = [*range(8), *range(0, SIZE, ATTACHMENT_EVERY), 105, 205, SIZE - 1]
    return [*shipped, *map(slug, numbers), f"old-{slug(0)}", f"old-{slug(ALIAS_EVERY * 2)}", "nonsense", quote("año")]


_SAMPLE = SyntheticCorpus(SIZE).sample()
_SEARCHES: dict[str, tuple[int, Callable[[Random], Parameters]]] = {
    "languages": (70, _language),
    "fields": (50, _field),
    "filters": (50, _filters),
    "typos": (50, _typo),
    "pasted": (40, _pasted),
    "operators": (50, _operators),
    "sorts": (30, _sorted),
    "short": (20, _short),
}
