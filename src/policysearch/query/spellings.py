"""Other ways to write a word: one word or two, with a sign or a space, digits in groups, the first day of a month."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from policysearch.query.clauses import Clause, Expanded, Phrase, Prefix, Word
from policysearch.query.lexer import FRACTIONS
from policysearch.query.thesaurus import SYNONYM
from policysearch.settings import LANGUAGES
from policysearch.text import fold, is_stop_word, words
from policysearch.text.tokens import COMPOUND_SIGNS, SIGNS
from policysearch.text.word_forms import word_set

MAX_JOINED = 6  # words of a query; in a longer one, neighbours are not joined
MIN_JOINED, MAX_WORD = 5, 14  # letters of two words joined
MAX_WITH_PREFIX = 24  # the same where the first is a prefix
MIN_HALF, MAX_WHOLE = 4, 18  # letters of each of two words that may be typed as one, and of both
_SHORT_HALVES = frozenset("air bar day eye gas ice law oil per sea tax web".split())  # of seawall, barcode, percent
_SUFFIXES = frozenset("able hood idad idade less ment mente ship ships".split())  # words, but no halves of one
_LETTERS_DIGITS = re.compile(r"([^\W\d_]+)-?(\d[\d.,]*)")
_WRITTEN_OUT = {sign: written for written, sign in FRACTIONS.items()}
_WITH_FRACTION = re.compile(rf"(\d+)([{''.join(_WRITTEN_OUT)}])", re.ASCII)
_DECIMAL_FRACTION = re.compile(r"(\d{1,3})\.(5|25|75)", re.ASCII)
_OF_DECIMAL = {"5": "1/2", "25": "1/4", "75": "3/4"}
_HOUR = re.compile(r"(\d{1,2})h(\d\d)", re.ASCII)
_LONG_NUMBER = re.compile(r"(?!(?:19|20)\d\d\b)[1-9]\d{3,11}", re.ASCII)
# Money whose name is written in one word, in two, or in full: 5 000 FCFA, 5 000 F CFA, 5 000 francs CFA.
_MONEY = {"fcfa": ("f cfa", "franc cfa"), "fcfp": ("f cfp", "franc cfp")}
_ONE_WORD_OF_MONEY = {
    way.replace(" ", ""): name for name, ways in _MONEY.items() for way in (*ways, ways[-1].replace(" ", "s "))
}
_FIRST_DAY = "1er"  # of a month, in French dates
_SMALL_PLURAL = re.compile(r"[b-df-hj-np-tv-xz]{2,5}s")  # an acronym's in small letters: ppps
_DECIMAL = re.compile(r"\d+\.\d+", re.ASCII)
_PREFIXES = ("micro", "multi", "non", "socio", "agro", "cyber", "auto", "anti", "semi")  # of one word or two
_JOINED_PREFIXES = frozenset(  # of two words that are one; most longer words begin so by chance
    "bio co contra eco ex extra geo hidro hydro infra inter intra macro mini neo pluri pos post pre pré radio re sub"
    " super supra tele télé trans ultra vice video vidéo".split()
).union(_PREFIXES)


def with_spellings(clauses: Sequence[Clause], index: int) -> Clause:
    """Return the word at ``index`` with its other spellings, and joined with the word before it and behind it.

    What is a stop word in another language may also stand right before the next word, as in names of that language.
    """
    word = clauses[index]
    assert isinstance(word, Word)
    also = [*spellings(word)]
    following = clauses[index + 1] if index + 1 < len(clauses) else None
    if is_stop_word(word.text) and isinstance(following, Word):
        also.append(Phrase(f"{word.text} {following.text}"))  # Los Ángeles in Spanish, where "los" is a stop word
    if len(clauses) <= MAX_JOINED:
        for first, second in ((index - 1, index), (index, index + 1)):
            if first >= 0 and second < len(clauses) and (joined := _joined(clauses[first], clauses[second])):
                also += [Word(joined, word.required, word.count), *map(Phrase, _MONEY.get(joined, ()))]
    return Expanded(word, tuple((clause, SYNONYM) for clause in dict.fromkeys(also))) if also else word


def _joined(first: Clause, second: Clause) -> str:
    """Return two words as one ("start up"), or an empty text where that cannot be one."""
    if not (isinstance(first, Word) and isinstance(second, Word)):
        return ""
    parts = [*words(first.text), *words(second.text)]
    is_measure = parts[0].isalpha() and _DECIMAL.fullmatch(parts[-1])  # PM 2.5
    if len(parts) != 2 or not (all(map(str.isalnum, parts)) or is_measure) or all(map(str.isdigit, parts)):
        return ""
    joined = "".join(parts)
    if name := _ONE_WORD_OF_MONEY.get(fold(joined)):
        return name
    longest = MAX_WITH_PREFIX if parts[0] in _JOINED_PREFIXES else MAX_WORD
    return joined if MIN_JOINED <= len(joined) <= longest or joined[-1].isdigit() else ""


def spellings(word: Word) -> Iterator[Clause]:
    """Yield the other ways to write a word: one word or two, with a sign or a space, digits in groups.

    "co-operation" is "cooperation" too, "microenterprise" is "micro enterprise", "healthcare" is "health care", "G20"
    is "G 20", "R&D" is "R & D" and begins "R&D&I", "1250000" is "1 250 000",
    "1er" is the day 1, "2½" and "2.5" are "2 ½" and "2 1/2", "6h15" is "6 h 15".
    """
    parts, folded = words(word.text), fold(word.text)
    if folded in _MONEY:
        yield from map(Phrase, _MONEY[folded])
    if not folded.isalpha():
        yield from _with_signs(word, parts)
    elif _SMALL_PLURAL.fullmatch(word.text):
        yield Word(word.text[:-1], word.required, word.count)
    prefix = _prefix_of(folded)
    if prefix and len(parts) == 1:
        yield Phrase(f"{prefix} {word.text[len(prefix) :]}")
    elif len(parts) == 1 and folded.isalpha():
        yield from map(Phrase, two_words(folded))


def _prefix_of(folded: str) -> str:
    """Return the prefix of a longer word, such as micro in microenterprise; empty for any other word."""
    if not folded.startswith(_PREFIXES):
        return ""
    return next((prefix for prefix in _PREFIXES if folded.startswith(prefix) and len(folded) > len(prefix) + 4), "")


def _with_signs(word: Word, parts: Sequence[str]) -> Iterator[Clause]:
    """Yield the other ways to write a word that has signs or digits."""
    if len(parts) == 2 and any(sign in word.text for sign in COMPOUND_SIGNS) and not all(map(str.isdigit, parts)):
        yield Word("".join(parts).lower(), word.required, word.count)
    elif len(parts) == 1 and any(sign in parts[0][:-1] for sign in SIGNS):
        letters = re.split(f"[{SIGNS}]+", parts[0])
        if all(letters):
            yield Phrase(" ".join(letters))
            yield from (Prefix(f"{parts[0]}{sign}") for sign in SIGNS if sign in parts[0])
    elif fold(word.text) == _FIRST_DAY:
        yield Word("1", word.required, word.count)
    elif match := _WITH_FRACTION.fullmatch(word.text):
        yield from (Phrase(f"{match[1]} {way}") for way in (match[2], _WRITTEN_OUT[match[2]]))
    elif len(parts) == 1 and (match := _DECIMAL_FRACTION.fullmatch(parts[0])):
        written = _OF_DECIMAL[match[2]]
        yield from (Phrase(f"{match[1]} {way}") for way in (FRACTIONS[written], written))
    elif match := _HOUR.fullmatch(word.text):
        yield Phrase(f"{match[1]} h {match[2]}")
    elif match := _LETTERS_DIGITS.fullmatch(word.text):
        yield Phrase(f"{match[1]} {match[2]}")
    elif len(parts) == 1 and _LONG_NUMBER.fullmatch(parts[0]):
        yield Phrase(f"{int(parts[0]):,}".replace(",", " "))


@lru_cache(maxsize=1 << 12)
def two_words(folded: str) -> tuple[str, ...]:
    """Return the ways to read a word without case and accents as two: both are frequent words of one language.

    Stop words are none of them: "notable" is not "not able".
    """
    if not 2 * MIN_HALF - 1 <= len(folded) <= MAX_WHOLE:
        return ()
    cuts = range(MIN_HALF - (folded[: MIN_HALF - 1] in _SHORT_HALVES), len(folded) - MIN_HALF + 1)
    return tuple(
        f"{folded[:cut]} {folded[cut:]}"
        for cut in cuts
        if any({folded[:cut], folded[cut:]} <= _halves(language) for language in LANGUAGES)
    )


@cache
def _halves(language: str) -> frozenset[str]:
    """Return the frequent words of a language that may be one of two words."""
    frequent_words = map(fold, word_set(f"{language}_common"))
    long_words = (w for w in frequent_words if len(w) >= MIN_HALF and w not in _SUFFIXES and not is_stop_word(w))
    return frozenset((*long_words, *(_SHORT_HALVES if language == "en" else ())))
