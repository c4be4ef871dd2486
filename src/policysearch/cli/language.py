"""The language that commands speak: ``--lang``, else the system's. Messages of all rooms are translated here, once."""

from __future__ import annotations

import copy
import gettext as standard_gettext
import inspect
import string
import sys
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policysearch.model.message import JoinedMessages, Message, message, plural_message
from policysearch.setting_values import LANGUAGES
from policysearch.text.folding import fold

if TYPE_CHECKING:
    from babel.support import NullTranslations

FOLDER = Path(__file__).parent / "translations"
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
LANG_OPTION = "--lang"
LANG_HELP = "The language of questions, answers and messages (default: the system's)."
_DOMAIN = "messages"  # which click asks for its words, by the standard library's gettext
_DGETTEXT, _DNGETTEXT = standard_gettext.dgettext, standard_gettext.dngettext  # of other domains
_KEEPS_LINES = "\b\n"
_spoken: ContextVar[str] = ContextVar("spoken", default="en")


def spoken() -> str:
    """Return the language that is spoken."""
    return _spoken.get()


def speak(language: str) -> None:
    """Speak ``language`` from now on, click's own words included."""
    _spoken.set(language)
    words = _words_of_click(language)

    def dgettext(domain: str, message: str) -> str:
        return words.gettext(message) if domain == _DOMAIN else _DGETTEXT(domain, message)

    def dngettext(domain: str, msgid1: str, msgid2: str, n: int) -> str:
        is_of_click = domain == _DOMAIN
        return words.ngettext(msgid1, msgid2, n) if is_of_click else _DNGETTEXT(domain, msgid1, msgid2, n)

    standard_gettext.dgettext, standard_gettext.dngettext = dgettext, dngettext


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language that a command line names, else that of the system; English where neither is ours.

    The command line is read before click reads it: even its help and the complaint about a wrong option are spoken.
    """
    words = list(arguments)
    words = words[: words.index("--")] if "--" in words else words
    values = [word.partition("=")[2] for word in words if word.startswith(f"{LANG_OPTION}=")]
    values += [value for option, value in pairwise(words) if option == LANG_OPTION]
    return next((value for value in reversed(values) if value in LANGUAGES), "") or _system_language(environment)


def gettext(template: str, /, **values: Any) -> str:
    """Return ``template`` in the language that is spoken, its gaps filled with ``values``."""
    return translate(message(template, **values))


def ngettext(singular: str, plural: str, number: int, /, **values: Any) -> str:
    """Return the form that ``number`` needs in the language that is spoken, filled with it and with ``values``."""
    return translate(plural_message(singular, plural, number, **values))


def translate(text: str) -> str:
    """Return a text in the language that is spoken; English where it has no translation."""
    if spoken() == "en":
        return str(text)
    if isinstance(text, JoinedMessages):
        return text.separator.join(map(_translated_part, text.parts))
    if not isinstance(text, Message):
        return str(_catalogue(spoken()).gettext(text)) if text else text
    if text.plural:
        template = _catalogue(spoken()).ngettext(text.template, text.plural, text.values["number"])
    else:
        template = _catalogue(spoken()).gettext(text.template)
    if template == text.template and not text.plural:  # what came from elsewhere is never taken for a template
        return str(text)
    return _Formatter().vformat(template, (), text.values)


def _translated_part(value: Any) -> Any:
    """Return a message or an error's in the language that is spoken; other texts are people's own and stay."""
    if isinstance(value, Exception) and len(value.args) == 1 and isinstance(value.args[0], str):
        return translate(value.args[0])
    return translate(value) if isinstance(value, Message | JoinedMessages) else value


def translated_command(command: click.Command) -> click.Command:
    """Return a copy of ``command`` whose help is in the language that is spoken."""
    result = copy.copy(command)
    result.help = "\n\n".join(
        part if _is_example(part) else _mark(part) + translate(_flowing(part)) for part in _paragraphs(command)
    )
    result.params = [_translated_option(parameter) for parameter in command.params]
    return result


def help_messages(command: click.Command) -> list[str]:
    """Return what of a command's help is translated: its paragraphs but for examples, and its options' lines."""
    options = [parameter.help for parameter in command.params if isinstance(parameter, click.Option) and parameter.help]
    return [_flowing(part) for part in _paragraphs(command) if not _is_example(part)] + options


def confirm(question: str, err: bool = False) -> bool:
    """Ask for a yes or no in the language that is spoken, with or without its accents; Enter is no."""
    yes, no = gettext("yes"), gettext("no")
    choices = click.Choice([*dict.fromkeys((yes[0], no[0], yes, no, fold(yes), fold(no)))], case_sensitive=False)
    label = f"{question} [{yes[0]}/{no[0].upper()}]"
    answer = click.prompt(label, default=no[0], type=choices, show_default=False, show_choices=False, err=err)
    return fold(str(answer)) in (yes[0], fold(yes))


class _Formatter(string.Formatter):
    """Fills gaps with values in the language that is spoken: messages, errors with a message, and numbers."""

    def convert_field(self, value: Any, conversion: Any) -> Any:
        return super().convert_field(_translated_part(value), conversion)

    def format_field(self, value: Any, format_spec: str) -> Any:
        if format_spec == ",":
            from policysearch.exporters.numbers import format_number

            return format_number(value, spoken())
        return super().format_field(value, format_spec)


def _translated_option(parameter: click.Parameter) -> click.Parameter:
    if not isinstance(parameter, click.Option) or not parameter.help:
        return parameter
    result = copy.copy(parameter)
    result.help = translate(parameter.help)
    return result


def _paragraphs(command: click.Command) -> list[str]:
    return inspect.cleandoc(command.help or "").split("\n\n")


def _is_example(paragraph: str) -> bool:
    return bool(_mark(paragraph)) and "   " not in paragraph


def _mark(paragraph: str) -> str:
    """Return click's mark of a paragraph that keeps its lines, where it has it."""
    return _KEEPS_LINES if paragraph.startswith(_KEEPS_LINES) else ""


def _flowing(paragraph: str) -> str:
    return paragraph.removeprefix(_KEEPS_LINES) if _mark(paragraph) else " ".join(paragraph.split())


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(language: str) -> NullTranslations:
    from policysearch.catalogues import read_catalogue  # not needed in English, and slow to import

    return read_catalogue(FOLDER, language)


@lru_cache(maxsize=len(LANGUAGES))
def _words_of_click(language: str) -> standard_gettext.NullTranslations:
    """Return click's own words; click asks the standard library for them, which knows catalogues in folders alone."""
    if language == "en":
        return standard_gettext.NullTranslations()
    from policysearch.catalogues import compiled

    return standard_gettext.GNUTranslations(BytesIO(compiled(FOLDER, language, files="click.po")))


def _system_language(environment: Mapping[str, str]) -> str:
    names = next((environment[name] for name in VARIABLES if environment.get(name)), "") or _windows_language()
    languages = (name[:2].lower() for name in names.split(":"))
    return next((language for language in languages if language in LANGUAGES), "en")


def _windows_language() -> str:
    if sys.platform != "win32":
        return ""
    import ctypes
    import locale

    return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
