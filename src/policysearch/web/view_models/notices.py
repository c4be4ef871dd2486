"""The notices of a search in the reader's language."""

from __future__ import annotations

from policysearch.query import Notice
from policysearch.web.catalogues import gettext as _
from policysearch.web.languages import number


def notice_text(notice: Notice) -> str:
    """Return the text of a notice."""
    return _of_words(notice) or _of_fields(notice) or _of_limits(notice)


def meant_text(text: str, notice: Notice) -> str:
    """Return the searched ``text`` with what the notice says may have been meant; empty where it does not say where."""
    if notice.code == "years_as_words":
        return text.replace(notice.text, notice.nearest)
    if notice.code != "unknown_value" or not notice.nearest:
        return ""
    name, _colon, value = notice.text.partition(":")
    nearest = f'"{notice.nearest}"' if " " in notice.nearest else notice.nearest
    meant = notice.nearest if ":" in notice.nearest else f"{name}:{nearest}"
    typed = (f"{name}{colon}{words}" for colon in (":", ": ", " : ") for words in (f'"{value}"', value))
    return next((text.replace(field, meant) for field in typed if field in text), "")


def _of_words(notice: Notice) -> str:
    text = ""
    match notice.code:
        case "only_stop_words":
            text = _("Every word of this search is too common to look for.")
        case "only_signs":
            text = _("This search has signs, but no word to look for.")
        case "request_words":
            text = _("“%(text)s” was read as a request; the other words were searched.", text=notice.text)
        case "star_inside":
            text = _("A star works at the end of a word only, not as in “%(text)s”.", text=notice.text)
    return text


def _of_fields(notice: Notice) -> str:
    text = ""
    match notice.code:
        case "years_as_words":
            text = _(
                "“%(text)s” was searched as words. For workshops of these years write %(field)s.",
                text=notice.text,
                field=notice.nearest,
            )
        case "malformed_date":
            text = _("“%(text)s” is no year or day; it was left aside.", text=notice.text)
        case "unknown_field":
            text = _("There is no field “%(text)s”; it was searched as words.", text=notice.text)
        case "unknown_value":
            text = _("Nothing is filed under “%(text)s”; it was searched as words.", text=notice.text)
        case "unfiled_value":
            text = _("Nothing is filed under “%(text)s”.", text=notice.text)
    if notice.code in ("unknown_value", "unfiled_value") and notice.nearest:
        text = f"{text} {_('Did you mean %(words)s?', words=notice.nearest)}"
    return text


def _of_limits(notice: Notice) -> str:
    """Return the text of a notice about what this site or one search can do."""
    text = ""
    match notice.code:
        case "long_text":
            text = _(
                "This text is long; its %(limit)s most significant words were searched: %(text)s.",
                limit=number(notice.limit),
                text=notice.text,
            )
        case "meaning_off":
            text = _("This site does not search by meaning; the words alone were searched.")
        case "meaning_unavailable":
            text = _("Searching by meaning is not available at the moment; the words alone were searched.")
        case "too_many_synonyms":
            text = _("Some words have more other names than can be searched at once; not all of them were.")
        case "too_many_expansions":
            text = _(
                "Only the %(limit)s most frequent words like “%(text)s” were searched.",
                limit=number(notice.limit),
                text=notice.text,
            )
    return text
