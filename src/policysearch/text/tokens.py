"""The token rules: what a word of a text is, and its form. They are defined nowhere else.

A *form* is a word as it stands, normalised: NFKC, lower case, elisions and possessives off, an acronym's dots and
plural -s off, accents kept. An acronym that is a stop word of some language in small letters keeps its capitals (WHO,
EU), signs that join letters stay (R&D, C++), an English negation is one word (don't is dont), and a number is written
one way (1,250,000 is 1250000; 3,5 is 3.5; 2½ is 2.5).
The fast tokenizer, the highlighter's folded text and the query's lexer take the character classes from here; tests
compare them with ``forms``.
"""

from __future__ import annotations

import re
import string
import unicodedata
from itertools import chain, pairwise

from policysearch.method_cache import cached_for_short_texts
from policysearch.text.folding import fold
from policysearch.text.stop_words import is_stop_word

MAX_FORM = 64  # letters; the rest is cut off

# Character classes, each as a string of its characters.
ACCENTS = "".join(map(chr, range(0x300, 0x370)))  # written apart, behind their letter
INNER = ACCENTS + "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # inside of words; the others are there only to break lines
TYPED_APOSTROPHES = "'\u2019"
APOSTROPHES = TYPED_APOSTROPHES + "\u02bc\u2018\uff07"
HYPHENS = "-\u2010\u2011"
SIGNS = "&+"  # join letters: R&D, I+D
COMPOUND_SIGNS = HYPHENS + TYPED_APOSTROPHES  # between two words that are one as well: start-up
JOINERS = f".,{SIGNS}"  # join letters, a dot in acronyms: U.S.; or digits, a dot or comma in numbers: 3.5
ASCII_MARKS = string.punctuation
PLAIN = string.ascii_letters + string.digits  # a word of these alone has the form of ``plain_form``

# Patterns.
ALPHANUMERIC = r"[^\W_]"
COMPOUND_GLUE = rf"[-\u2010\u2011\u2013._@{TYPED_APOSTROPHES}]|(?<=\d),(?=\d)"  # public-private, 1,000
_ACCENT, _INNER, _APOSTROPHE = f"[{ACCENTS}]", f"[{INNER}]", f"[{APOSTROPHES}]"
_LETTER = rf"[^\W\d_]{_ACCENT}*"
_END = rf"(?!{ALPHANUMERIC}|{_ACCENT})"
_WORD = rf"{ALPHANUMERIC}+(?:{_INNER}+{ALPHANUMERIC}*)*"
_NUMBER = r"\d{1,3}(?:(?P<group>[.,])\d{3})(?:(?P=group)\d{3})*(?:[.,]\d+)?|\d+[.,]\d+"
_STRETCH = re.compile(  # a word, or words with apostrophes between
    rf"(?<!{ALPHANUMERIC})(?:{_LETTER}(?:\.{_LETTER})+{_END}\.?"  # U.S.
    rf"|[A-Z]{{2}}(?:\.[A-Z]{{2}})+{_END}\.?"  # EE.UU.
    rf"|{_LETTER}(?:[{SIGNS}]{_LETTER})+{_END}"  # R&D, I+D
    rf"|[A-Z]{{1,4}}(?:&[A-Z]{{1,4}})+{_END}"  # AT&T
    rf"|[A-Za-z]\+\+{_END}"  # C++
    rf"|(?<!\d[.,])(?:{_NUMBER}){_END}(?![.,]\d))"  # 1,250,000
    rf"|{_WORD}(?:{_APOSTROPHE}{_WORD})*"
)
_SPLIT = re.compile(_APOSTROPHE)
_NOT_WORD = re.compile(r"[\W_]+")
_NOT_JOINED = re.compile(rf"[^\w{SIGNS}]+|_")
_IS_NUMBER = re.compile(_NUMBER, re.ASCII)
_GROUPED = re.compile(r"(\d{1,3}(?:[.,]\d{3})+)(?:[.,](\d+))?", re.ASCII)
_FRACTION = re.compile("(\\d*)([¼-¾⅐-⅞])", re.ASCII)  # 2½
_ELIDED = frozenset(["c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"])


def forms(text: str) -> list[tuple[str, int, int]]:
    """Return every word of ``text`` as (form, start, end), whatever the language. Its index is the word's position."""
    if text.isascii() and text.isalnum():  # one word, as in most queries
        return list(_words_of_stretch(text))
    result: list[tuple[str, int, int]] = []
    for match in _STRETCH.finditer(text):
        start = match.start()
        result += [(form, start + first, start + last) for form, first, last in _words_of_stretch(match.group())]
    return result


def words(text: str) -> list[str]:
    """Return the forms of ``text`` in order, without their places."""
    return [*chain.from_iterable(map(cached_chunk_forms, text.split()))]


def chunk_forms(chunk: str) -> list[str]:
    """Return the forms of a stretch without white space. No word crosses white space, so that chunks can be cached."""
    single = single_form(chunk)
    return [single] if single else [form for form, _, _ in forms(chunk)]


def single_form(chunk: str) -> str:
    """Return the form of a stretch that is one word of ``PLAIN`` characters, as most are; else an empty text."""
    core = chunk.strip(ASCII_MARKS)
    return plain_form(core) if core.isascii() and core.isalnum() and "++" not in chunk else ""


def compounds(text: str) -> list[tuple[str, int, int, int]]:
    """Return the compounds of two words in ``text`` as one word: (form, start, end, position of the second word).

    A hyphen or an apostrophe joins them: start-up, COVID-19, O'Higgins. Two numbers are a range, not a compound.
    """
    if not any(sign in text for sign in COMPOUND_SIGNS):
        return []
    parts = forms(text)
    joined = [_is_compound_sign(text[a[2] : b[1]]) for a, b in pairwise(parts)]
    result = []
    for index, is_joined in enumerate(joined):
        (first, start, _), (second, _, end) = parts[index : index + 2]
        is_longer = (index and joined[index - 1]) or (index + 1 < len(joined) and joined[index + 1])
        if is_joined and not is_longer and not (first.isdigit() and second.isdigit()):
            result.append(((first + second).lower()[:MAX_FORM], start, end, index + 1))
    return result


def _is_compound_sign(text: str) -> bool:
    return len(text) == 1 and text in COMPOUND_SIGNS


def chunk_compounds(chunk: str) -> dict[int, str]:
    """Return the compounds of a stretch without white space by the position of their second word."""
    return {position: form for form, _, _, position in compounds(chunk)}


def plain_form(word: str) -> str:
    """Return the form of a word of ``PLAIN`` characters."""
    if word.islower():  # as nearly all
        return word[:MAX_FORM]
    word = _without_plural(word)
    if word.isupper() and is_acronym(word):
        return word
    return word.lower()[:MAX_FORM]


def is_acronym(word: str) -> bool:
    """Return whether ``word``, which is in capitals, would be a stop word of some language in small letters."""
    return len(word) > 1 and is_stop_word(word)


@cached_for_short_texts(1 << 12, MAX_FORM)
def cached_chunk_forms(chunk: str) -> tuple[str, ...]:
    """Return the forms of a stretch without white space, as often as needed."""
    return tuple(chunk_forms(chunk))


@cached_for_short_texts(1 << 12, MAX_FORM)
def _words_of_stretch(stretch: str) -> tuple[tuple[str, int, int], ...]:
    """Return the words of a match of ``_STRETCH`` as (form, start, end), with the offsets in it."""
    if stretch.isalnum():
        return ((_form(stretch), 0, len(stretch)),)
    parts, start = [], 0
    for part in _SPLIT.split(stretch):
        parts.append((part, start, start + len(part)))
        start += len(part) + 1
    if len(parts) > 1 and fold(parts[0][0]) in _ELIDED:
        parts = parts[1:]
    if len(parts) > 1 and parts[-1][0] in ("t", "T") and parts[-2][0][-1] in ("n", "N"):
        (verb, first, _), (_, _, last) = parts[-2:]
        parts[-2:] = [(f"{verb}t".lower(), first, last)]  # don't is no "don", won't no "won"
    if len(parts) > 1 and parts[-1][0] in ("s", "S"):
        owner, first, last = parts[-2]
        decade = f"{owner}s" if owner.isdigit() else owner  # 1990's is 1990s
        parts[-2:] = [(decade, first, last + 2 * (decade != owner))]
    return tuple((form, first, last) for part, first, last in parts if (form := _form(part)))


def _form(word: str) -> str:
    if word.isascii() and word.isalnum():
        return plain_form(word)
    if _IS_NUMBER.fullmatch(word):
        return _number_form(word)
    if fraction := _FRACTION.fullmatch(word):
        return f"{int(fraction[1] or 0) + unicodedata.numeric(fraction[2]):g}"
    word = _without_plural(unicodedata.normalize("NFC", word))
    removed = _NOT_JOINED if any(sign in word for sign in SIGNS) else _NOT_WORD
    bare = removed.sub("", unicodedata.normalize("NFKC", word))
    if bare.isupper() and is_acronym(bare):
        return bare
    form = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())
    return removed.sub("", form)[:MAX_FORM]


def _number_form(number: str) -> str:
    """Return a number without separators of thousands and with a decimal point."""
    if match := _GROUPED.fullmatch(number):
        digits = re.sub("[.,]", "", match[1])
        return f"{digits}.{match[2]}" if match[2] else digits
    return number.replace(",", ".")


def _without_plural(word: str) -> str:
    """Return ``word`` without the plural -s of an acronym: ICTs."""
    return word[:-1] if len(word) > 2 and word[-1] == "s" and word[:-1].isupper() else word
