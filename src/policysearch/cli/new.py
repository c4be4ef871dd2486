"""``policysearch new``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

import click

from policysearch import vocabulary
from policysearch.cli.language import confirm, spoken
from policysearch.cli.language import gettext as _
from policysearch.cli.options import common
from policysearch.cli.output import print_problems
from policysearch.importers import cue_files, draft_markdown, headlines, material_files
from policysearch.importers.cue_files import Cues
from policysearch.importers.detect import party_names, places
from policysearch.importers.detect.place import Place
from policysearch.importers.event_drafts import Draft
from policysearch.importers.outline import Block
from policysearch.model.message import message
from policysearch.settings import LANGUAGES, Settings
from policysearch.text import dates
from policysearch.text.language_of import language_of
from policysearch.vocabulary import Vocabulary

T = TypeVar("T")


@click.command("new")
@click.option("--title", help="The workshop's title.")
@click.option("--dates", "when", help='As you would write them: "September 21-22, 2010".')
@click.option("--place", help='City and country: "Lima, Peru"; a US state will do too.')
@click.option("--organizers", help="Separated by semicolons.")
@click.option("--partners", help="Separated by semicolons.")
@click.option("--funders", help="Separated by semicolons.")
@click.option("--theme", "themes", multiple=True, help="A theme's id, as in vocabulary/themes.yml; repeatable.")
@click.option("--highlight", "highlights", multiple=True, help="A lesson learned; repeatable.")
@click.option("--language", type=click.Choice(LANGUAGES), help="The language you write in (default: the title's).")
@common
def command(
    title: str | None,
    when: str | None,
    place: str | None,
    organizers: str | None,
    partners: str | None,
    funders: str | None,
    themes: tuple[str, ...],
    highlights: tuple[str, ...],
    language: str | None,
    settings: Settings,
) -> None:
    """Write the draft of a workshop. Asks for what the options do not say; Enter leaves an answer empty.

    \b
    policysearch new
    policysearch new --title "Credit for small firms" --dates "24 y 25 de julio de 2012" --place "Lima, Perú"
    """
    asks = title is None
    if asks and sys.stdin.isatty():
        click.echo(_("Enter leaves an answer empty; you can fill it in later in the file."))
    if asks and not sys.stdin.isatty():
        raise click.UsageError(_("Here nobody can be asked: give at least --title."))
    words = vocabulary.read(settings.materials / "vocabulary")[0]
    cues, problems = cue_files.read(settings.materials)
    print_problems(problems)
    title = title or _text(_("Title"), needed=True)
    start, end = _days(when, asks) or ("", "")
    location = _place(place, asks, cues)
    fields = {
        "title": title.strip(),
        "start": start,
        "end": end,
        "city": location.city,
        "region": location.region,
        "country": location.country,
        "organizers": _names(_("Organizers"), organizers, asks, cues),
        "partners": _names(_("Partners"), partners, asks, cues),
        "funders": _names(_("Funders"), funders, asks, cues),
        "themes": _themes(themes, words, asks),
    }
    is_asked = asks and not highlights
    lessons = _lessons() if is_asked else tuple(Block("item", text, 1) for text in highlights)
    clear_language = language or language_of(" ".join([title, *(lesson.text for lesson in lessons)]))
    fields["language"] = clear_language or "en"
    doubts = () if clear_language or spoken() == "en" else (("language", _("the language is not clear")),)
    _write(Draft(fields, lessons, reviews=doubts), settings, offers=not is_asked)


def _text(label: str, needed: bool = False) -> str:
    answer: str = click.prompt(label, default=None if needed else "", show_default=False)
    return answer.strip()


def _days(option: str | None, asks: bool) -> tuple[str, str] | None:
    def read(text: str) -> tuple[str, str]:
        spans = dates.find(text)
        if not spans and dates.find(text, date.today().year):
            raise click.BadParameter(
                _("{text!r} lacks the year; write 21-22 September 2010.", text=text), param_hint="--dates"
            )
        if not spans or not spans[0].certain:
            raise click.BadParameter(
                _("{text!r} is not understood; write 21-22 September 2010.", text=text), param_hint="--dates"
            )
        return spans[0].start.isoformat(), spans[0].end.isoformat()

    return _read_answer(_("Dates, such as 21-22 September 2010"), option, asks, read)


def _place(option: str | None, asks: bool, cues: Cues) -> Place:
    def read(text: str) -> Place:
        place = places.read(text, cues)
        if place.doubt or not place.country:
            raise click.BadParameter(
                _(
                    "{doubt}; write City, Country.",
                    doubt=place.doubt or message("{text!r} names no known country", text=text),
                ),
                param_hint="--place",
            )
        return place

    return _read_answer(_("City and country"), option, asks, read) or Place()


def _read_answer(label: str, option: str | None, asks: bool, read: Callable[[str], T]) -> T | None:
    """Return ``read`` of an option's value, or of an answer that is asked for until ``read`` accepts it."""
    if option:
        return read(option)
    while asks:
        answer = _text(label)
        if not answer:
            return None
        try:
            return read(answer)
        except click.BadParameter as error:
            click.echo(error.message)
    return None


def _names(label: str, option: str | None, asks: bool, cues: Cues) -> tuple[str, ...]:
    answer = option if option is not None or not asks else _text(_("{label} (separated by semicolons)", label=label))
    return party_names.split(answer or "", (), cues)


def _themes(option: tuple[str, ...], words: Vocabulary, asks: bool) -> tuple[str, ...]:
    ids = [theme.id for theme in words.themes]
    if asks and not option and ids:
        click.echo(_("Themes:"))
        for number, theme in enumerate(words.themes, 1):
            click.echo(f"{number:>4}  {theme.id}: {theme.label.get(spoken(), theme.label.get('en', ''))}")
        while True:
            answers = _theme_ids(_text(_("Their numbers or names, separated by commas")), ids)
            if set(answers) <= set(ids):
                return answers
            click.echo(_("There is no theme {ids}.", ids=", ".join(sorted(set(answers) - set(ids)))))
    unknown = sorted(set(option) - set(ids))
    if unknown:
        raise click.BadParameter(
            _("there is no theme {unknown}; known: {ids}.", unknown=", ".join(unknown), ids=", ".join(ids))
        )
    return option


def _theme_ids(answer: str, ids: Sequence[str]) -> tuple[str, ...]:
    """Return the themes that an answer such as "1, 3" or "ict" means, each once."""
    parts = answer.replace(",", " ").split()
    numbers = {str(number): name for number, name in enumerate(ids, 1)}
    return tuple(dict.fromkeys(numbers.get(part, part) for part in parts))


def _lessons() -> tuple[Block, ...]:
    click.echo(_("Highlights, one a line; Enter on an empty line ends."))
    lessons: list[Block] = []
    while answer := _text(f"{len(lessons) + 1}"):
        lessons.append(_lesson(answer))
    return tuple(lessons)


def _lesson(text: str) -> Block:
    """Return a lesson with the headline that whoever writes it takes from it, or none."""
    headline = headlines.offer(text)
    if headline and confirm(_("Headline: {headline}?", headline=headline)):
        return headlines.named_block(text, headline)
    return Block("item", text, 1)


def _write(draft: Draft, settings: Settings, offers: bool) -> None:
    settings.materials.mkdir(parents=True, exist_ok=True)
    slug = draft_markdown.slug(draft, material_files.slugs(settings.materials))
    path = settings.materials / f"{slug}.md"
    material_files.write(path, draft_markdown.markdown(draft, date.today(), offers=offers))
    click.secho(_("Written: {path}", path=path), fg="green")
    click.echo(
        _("Next: write on in the file; policysearch watch shows it; then policysearch publish {slug}", slug=slug)
    )
