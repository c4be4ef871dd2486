"""Synthetic workshops of realistic length and skew, the same ones each time: plain values, no engine's types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import islice
from random import Random

from policysearch.vocabulary import country_name
from tests.bench import words

SEED = 20_261_125
EDITION = 2  # raise it when the entries change, so that indexes of old entries are not used again
TOPICAL = 0.15  # the share of a text's words that its theme makes likely
BLOCK = 1_000  # entries of one random generator, so that a larger corpus begins with the entries of a smaller one
FACETS = ("year", "country", "theme")  # the three that every engine counts
FIRST_YEAR, LAST_YEAR = 1990, 2026
HOSTS = tuple("US MX CO PE CL BR AR PA CR DO EC UY GT SV JM TT BB HN PY BO NI BZ CA HT".split())
_OTHER_COUNTRIES = "ES PT FR DE IT GB IE FI SE NO DK KR JP SG IN CN ZA KE GH RW MA EG IL AU NZ VE GY SR LC GD"
EXPERIENCE_COUNTRIES = (*HOSTS, *_OTHER_COUNTRIES.split())
THEMES = tuple(f"theme-{number:02}" for number in range(1, 25))
PARTNERS = tuple(f"Institute {number} for Development" for number in range(1, 401))


@dataclass(frozen=True, slots=True)
class Lesson:
    """A highlight: its text, and the countries whose experience it reports."""

    text: str
    experience: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A workshop. Every sentence begins with a stop word, so that no phrase crosses from one sentence into the next."""

    slug: str
    title: str
    lessons: tuple[Lesson, ...]
    body: str
    start: date
    country: str
    themes: tuple[str, ...]
    partners: tuple[str, ...]

    @property
    def year(self) -> str:
        """Return the year as a value of the facet."""
        return str(self.start.year)

    @property
    def text(self) -> str:
        """Return the whole text, which peers index as one field."""
        return "\n\n".join([self.title, *(lesson.text for lesson in self.lessons), *filter(None, [self.body])])

    @property
    def facets(self) -> dict[str, tuple[str, ...]]:
        """Return the values of each facet of ``FACETS``."""
        return {"year": (self.year,), "country": (self.country,) if self.country else (), "theme": self.themes}


def entries(size: int) -> Iterator[Entry]:
    """Yield the first ``size`` entries."""
    for block in range(-(-size // BLOCK)):
        yield from _block(block, min(BLOCK, size - block * BLOCK))


def slug(number: int) -> str:
    """Return the slug of entry ``number``."""
    return f"w{number:07}"


def _block(block: int, size: int) -> Iterator[Entry]:
    dice = Random(SEED + block)
    generator = _TextGenerator(dice)
    for number in range(block * BLOCK, block * BLOCK + size):
        themes = _skewed(dice, THEMES, dice.randint(1, 4))
        generator.set_theme(themes[0])
        yield Entry(
            slug=slug(number),
            title=generator.title(),
            lessons=tuple(generator.lesson() for _ in range(dice.randint(2, 4))),
            body=generator.sentences(dice.randint(30, 120)) if dice.random() < 0.5 else "",
            start=date(_year(dice), 1, 1) + timedelta(days=dice.randrange(365)),
            country=_skewed(dice, HOSTS, 1)[0],
            themes=themes,
            partners=_skewed(dice, PARTNERS, dice.randint(1, 3)),
        )


class _TextGenerator:
    """A generator of titles, lessons and bodies that takes its words from one long running text."""

    def __init__(self, dice: Random) -> None:
        self._dice = dice
        self._words = words.draw(dice.getrandbits(32), BLOCK * 250)
        self._topic = words.topic(0)

    def set_theme(self, theme: str) -> None:
        """Use the topic words of ``theme`` from now on."""
        self._topic = words.topic(THEMES.index(theme))

    def title(self) -> str:
        return f"The {' '.join(word.capitalize() for word in self._next_words(self._dice.randint(6, 14)))}"

    def lesson(self) -> Lesson:
        length = min(max(round(self._dice.lognormvariate(3.7, 0.45)), 12), 140)
        codes = _skewed(self._dice, EXPERIENCE_COUNTRIES, self._dice.choices(range(4), (40, 35, 15, 10))[0])
        names = " and ".join(_name(code) for code in codes)
        return Lesson(self.sentences(length) + (f" As it was in {names}." if names else ""), codes)

    def sentences(self, length: int) -> str:
        sentences = []
        while length > 0:
            count = min(length, self._dice.randint(8, 29))
            sentences.append(f"The {' '.join(self._next_words(count))}.")
            length -= count + 1
        return " ".join(sentences)

    def _next_words(self, count: int) -> list[str]:
        """Return ``count`` words of the running text, a share of them replaced by topic words of the theme."""
        text = list(islice(self._words, count))
        topic, shares = self._topic
        topic_numbers = self._dice.choices(range(len(topic)), cum_weights=shares, k=round(TOPICAL * count))
        for place, number in zip(self._dice.sample(range(count), len(topic_numbers)), topic_numbers, strict=True):
            text[place] = topic[number]
            if number % 2 == 0 and place + 1 < count:  # every second topic word has a companion ("small businesses")
                text[place + 1] = topic[number + 1]
        return text


def _year(dice: Random) -> int:
    """Return a year; later years are more frequent."""
    return FIRST_YEAR + int((LAST_YEAR - FIRST_YEAR + 1) * dice.random() ** 0.6)


def _skewed(dice: Random, values: tuple[str, ...], count: int) -> tuple[str, ...]:
    """Return at most ``count`` different values; the first of ``values`` are far more frequent than the last."""
    places = dict.fromkeys(int(len(values) * dice.random() ** 2.5) for _ in range(count))
    return tuple(values[place] for place in places)


@cache
def _name(code: str) -> str:
    return country_name(code, "en")
