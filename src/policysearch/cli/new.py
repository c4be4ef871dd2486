"""``policysearch new``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

import click

from policysearch import vocabulary
from policysearch.cli.options import common
from policysearch.importers import draft_markdown, event_drafts, write_drafts
from policysearch.importers.detect import parties, places
from policysearch.importers.detect.places import Place
from policysearch.importers.event_drafts import Draft
from policysearch.settings import LANGUAGES, Settings
from policysearch.text import dates
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
        click.echo("Enter leaves an answer empty; you can fill it in later in the file.")
    if asks and not sys.stdin.isatty():
        raise click.UsageError("Here nobody can be asked: give at least --title.")
    words, _ = vocabulary.read(settings.materials / "vocabulary")
    title = title or _text("Title", needed=True)
    parties_given = {"Organizers": organizers, "Partners": partners, "Funders": funders}
    days = _days(when, asks)
    where = _place(place, asks)
    who = {name: _names(name, given, asks) for name, given in parties_given.items()}
    chosen = _themes(themes, words, asks)
    lessons = highlights or (_lessons() if asks else ())
    draft = Draft(
        title.strip(),
        language or event_drafts.language_of(" ".join([title, *lessons])) or "en",
        days[0] if days else None,
        days[1] if days else None,
        where.city,
        where.region,
        where.country,
        chosen,
        who["Organizers"],
        who["Partners"],
        who["Funders"],
        highlights=lessons,
    )
    _write(draft, settings)


def _text(label: str, needed: bool = False) -> str:
    answer: str = click.prompt(label, default=None if needed else "", show_default=False)
    return answer.strip()


def _days(given: str | None, asks: bool) -> tuple[date, date] | None:
    def read(text: str) -> tuple[date, date]:
        found = dates.find(text)
        if not found or not found[0].certain:
            raise click.BadParameter(f"{text!r} is not understood; write 21-22 September 2010.", param_hint="--dates")
        return found[0].start, found[0].end

    return _understood("Dates, such as 21-22 September 2010", given, asks, read)


def _place(given: str | None, asks: bool) -> Place:
    def read(text: str) -> Place:
        found = places.read(text)
        if found.doubt or not found.country:
            raise click.BadParameter(
                f"{found.doubt or repr(text) + ' names no known country'}; write City, Country.", param_hint="--place"
            )
        return found

    return _understood("City and country", given, asks, read) or Place()


def _understood(label: str, given: str | None, asks: bool, read: Callable[[str], T]) -> T | None:
    """What ``read`` makes of an option's value, or of an answer that is asked again until it is understood."""
    if given:
        return read(given)
    while asks:
        answer = _text(label)
        if not answer:
            return None
        try:
            return read(answer)
        except click.BadParameter as error:
            click.echo(error.message)
    return None


def _names(label: str, given: str | None, asks: bool) -> tuple[str, ...]:
    answer = given if given is not None or not asks else _text(f"{label} (separated by semicolons)")
    return parties.split(answer or "")


def _themes(given: tuple[str, ...], words: Vocabulary, asks: bool) -> tuple[str, ...]:
    known = [theme.id for theme in words.themes]
    if asks and not given and known:
        click.echo("Themes:")
        for number, theme in enumerate(words.themes, 1):
            click.echo(f"{number:>4}  {theme.id}: {theme.label.get('en', '')}")
        while True:
            given = _named(_text("Their numbers or names, separated by commas"), known)
            if set(given) <= set(known):
                return given
            click.echo(f"There is no theme {', '.join(sorted(set(given) - set(known)))}.")
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise click.BadParameter(f"there is no theme {', '.join(unknown)}; known: {', '.join(known)}.")
    return given


def _named(answer: str, known: Sequence[str]) -> tuple[str, ...]:
    """The themes that an answer such as "1, 3" or "ict" means, each once."""
    parts = answer.replace(",", " ").split()
    numbers = {str(number): name for number, name in enumerate(known, 1)}
    return tuple(dict.fromkeys(numbers.get(part, part) for part in parts))


def _lessons() -> tuple[str, ...]:
    click.echo("Highlights, one a line; Enter on an empty line ends.")
    lessons: list[str] = []
    while answer := _text(f"{len(lessons) + 1}"):
        lessons.append(answer)
    return tuple(lessons)


def _write(draft: Draft, settings: Settings) -> None:
    settings.materials.mkdir(parents=True, exist_ok=True)
    slug = draft_markdown.slug(draft, write_drafts.taken(settings.materials))
    path = settings.materials / f"{slug}.md"
    path.write_text(draft_markdown.markdown(draft, date.today()), "utf-8", newline="\n")
    click.secho(f"Written: {path}", fg="green")
    click.echo(f"Next: write on in the file; policysearch watch shows it; then policysearch publish {slug}")
