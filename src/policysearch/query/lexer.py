"""Text -> lexemes: words, phrases, operators, fields. Any text is accepted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from policysearch.text import fold, forms, words
from policysearch.text.tokens import COMPOUND_GLUE

Kind = Literal["(", ")", "AND", "OR", "NOT", "word", "phrase", "prefix", "fuzzy", "field", "date", "day", "weekday"]
FIELDS = {
    **dict.fromkeys(("year", "ano", "annee"), "year"),
    **dict.fromkeys(("country", "pais", "pays"), "country"),
    **dict.fromkeys(("theme", "tema", "topic"), "theme"),
    **dict.fromkeys(("experience", "experiencia"), "experience"),
    **dict.fromkeys(("partner", "socio", "parceiro", "partenaire"), "partner"),
    **dict.fromkeys(("language", "idioma", "langue"), "language"),
    **dict.fromkeys(("title", "titulo", "titre"), "title"),
    **dict.fromkeys(("lesson", "leccion", "licao", "lecon"), "lesson"),
    **dict.fromkeys(("place", "lugar", "local", "lieu"), "place"),
    **dict.fromkeys(("funder", "financiador", "financiadora", "financeur", "bailleur"), "funder"),
}
MAX_SLOP = 100
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″〝〞＂", '"') | {"\u2212": "-"})
_INVERTED_MARKS = str.maketrans("¿¡", "  ")
_FULL_WIDTH = str.maketrans({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {"\u3000": " "})
_SPACED_SIGN = re.compile(r"(?<![^\s(\"])([^\W\d_]) *([&+]) *([^\W\d_])(?![^\s)\"])")  # R & D
_SPACED_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d.,])")  # 1 250 000
_SPACED_HOUR = re.compile(r"(?<![\w.,])(\d{1,2}) h (\d\d)(?!\w)")  # 6 h 15
_SPACED_FIELD = re.compile(r"(?<![^\s(-])([^\W\d_]+)(?: : *|: +)(?=[^\s:]|\Z)")  # country: Chile, « pays : Chili »
INNER_STAR = re.compile(r"(?<!\S)\*+(?=\w)|(?<=\w)\*+(?=\w)")
LEXEME = re.compile(
    r"""(?P<bracket>[()])
    | (?<![^\s(\-])(?P<name>[^\W\d_]+):(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s()"]+))
    | "(?P<phrase>[^"]*)"(?:~(?P<slop>\d{1,3}))?
    | (?<![^\s(])(?P<minus>-)(?=[^\s\-)])
    | (?P<chunk>[^\s()"]+)""",
    re.VERBOSE,
)
DATE = re.compile(  # 2017-05-03, 3/5/2017, 3.5.2017
    r"(?P<year>(?:19|20)\d\d)(?P<s>[-/.])(?P<month>\d{1,2})(?P=s)(?P<day>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<t>[-/.])(?P<b>\d{1,2})(?P=t)(?P<y>(?:19|20)\d\d)"
)
_PREFIX_OR_FUZZY = re.compile(r"(?P<word>.*\w)(?:(?P<star>\*)|~(?P<distance>\d*))[.,;:!?]*\Z")
_INVERTED = re.compile(r"(?<=[^\W\d_])-(?:t-on|(?:t-)?(?:ils?|elles?))(?![\w-])", re.IGNORECASE)  # existe-t-il
_NUMBER_SIGN = re.compile(r"(?<!\w)(?:n\.?[º°]s?|№|nos?\.)\s*(?=\d)", re.IGNORECASE)  # nº 5, n° 5, No. 5
FRACTIONS = {"1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾", "1/5": "⅕"}
_FRACTION = re.compile(
    rf"(?<![\d.,/])(\d{{1,3}})(?: ?([{''.join(FRACTIONS.values())}])| ({'|'.join(FRACTIONS)}))(?![\d/])"
)
_GLUE = re.compile(COMPOUND_GLUE)
_ADDRESS = re.compile(r"/|\\")  # https://…, C:\…


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A part of a query. ``text`` is as typed; ``number`` is a phrase's slop or a fuzzy word's distance.

    ``field`` is the field's name (empty for an unknown one), ``name`` the same as typed.
    """

    kind: Kind
    text: str = ""
    number: int = 0
    field: str = ""
    quoted: bool = False
    name: str = ""


def lexemes(text: str) -> Iterator[Lexeme]:
    """Yield the lexemes of ``text`` in order. Never raises."""
    normalised = text if text.isascii() else _with_plain_signs(text)
    if '"' not in normalised:
        normalised = _SPACED_NUMBER.sub(lambda number: number[0].replace(" ", ""), normalised)
        normalised = _NUMBER_SIGN.sub("", normalised)
        normalised = _SPACED_HOUR.sub(r"\1h\2", normalised)
        normalised = _FRACTION.sub(lambda n: f"{n[1]}{n[2] or FRACTIONS[n[3]]}", normalised)  # 2 ½, 2 1/2
    if ": " in normalised or " :" in normalised:
        normalised = _with_joined_fields(normalised)
    normalised = _SPACED_SIGN.sub(r"\1\2\3", normalised)
    for match in LEXEME.finditer(normalised):
        if match["bracket"]:
            yield Lexeme("(" if match["bracket"] == "(" else ")")
        elif match["name"] is not None:
            yield from _field(match)
        elif match["phrase"] is not None:
            yield Lexeme("phrase", match["phrase"].strip(), min(int(match["slop"] or 0), MAX_SLOP), quoted=True)
        elif match["minus"]:
            yield Lexeme("NOT")
        else:
            yield from _chunk(match["chunk"])


def _with_joined_fields(text: str) -> str:
    """Return ``text`` without spaces around the colon of a known field, where something follows it."""
    parts = text.split('"')
    parts[::2] = [_SPACED_FIELD.sub(_joined_field, part) for part in parts[::2]]  # those outside quotation marks
    return '"'.join(parts)


def _joined_field(match: re.Match[str]) -> str:
    return f"{match[1]}:" if fold(match[1]) in FIELDS else match[0]


def _with_plain_signs(text: str) -> str:
    """Return ``text`` with straight quotation marks and without letters and signs of full width, ¿ and ¡."""
    plain = text.translate(QUOTES).translate(_FULL_WIDTH).translate(_INVERTED_MARKS)
    return unicodedata.normalize("NFC", plain).translate(QUOTES)


def typed_words(text: str) -> list[str]:
    """Return the words of ``text`` as typed; "public-private" is one, "trade/poverty" two."""
    result: list[str] = []
    start = last = 0
    for _, first, end in forms(text):
        glue = _GLUE.match(text, last)
        if result and glue and glue.end() == first:
            result[-1] = text[start:end]
        else:
            result.append(text[first:end])
            start = first
        last = end
        if text[end : end + 1] == "$":  # "US$" is a currency, "US" a country
            result[-1] += "$"
    return result


def value_lexemes(field: Lexeme) -> Iterator[Lexeme]:
    """Yield a field's value as words, or as a phrase."""
    yield from [Lexeme("phrase", field.text, quoted=True)] if field.quoted else _chunk(field.text)


def _field(match: re.Match[str]) -> Iterator[Lexeme]:
    quoted = match["quoted"] is not None
    value = (match["quoted"] if quoted else match["bare"]).strip()
    field = Lexeme("field", value, field=FIELDS.get(fold(match["name"]), ""), quoted=quoted, name=match["name"])
    if value and (field.field or (words(value) and not _ADDRESS.match(value))):
        yield field
    else:
        yield from (*_chunk(match["name"]), *value_lexemes(field))


def _chunk(text: str) -> Iterator[Lexeme]:
    text = _INVERTED.sub("", text)
    if text in ("AND", "OR", "NOT"):
        yield Lexeme(text)  # type: ignore[arg-type]
    elif DATE.fullmatch(text.rstrip(".,;:!?")):
        yield Lexeme("date", text.rstrip(".,;:!?"))
    elif match := _PREFIX_OR_FUZZY.fullmatch(text):
        *leading, last = typed_words(match["word"]) or [""]
        yield from (Lexeme("word", word) for word in leading)
        distance = min(int(match["distance"] or 1), 2) if match["star"] is None else 0
        if last:
            yield Lexeme("prefix", last) if match["star"] else Lexeme("fuzzy" if distance else "word", last, distance)
    else:
        yield from (Lexeme("word", word) for word in typed_words(text))
