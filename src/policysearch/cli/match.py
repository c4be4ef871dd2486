"""``policysearch match``."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlencode, urlsplit

import click

from policysearch.cli.language import gettext as _
from policysearch.cli.language import ngettext, spoken
from policysearch.cli.options import common, json_option
from policysearch.durable_files import rewrite_file
from policysearch.engines.registry import open_engine
from policysearch.matching.draft import MAX_FILE, WORD, read_file
from policysearch.model.errors import ImportRefusedError
from policysearch.model.message import joined
from policysearch.search.match.match_text import Versions
from policysearch.search.service import open_service
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary
from policysearch.vocabulary.labels import label

MAX_EXCERPT = 100  # characters of a paragraph that are printed


@click.command("match")
@click.argument("text", metavar="FILE", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option(
    "--word",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write a Word file with the lessons as comments.",
)
@click.option("--meaning/--no-meaning", default=None, help="Compare meanings too (default: as the site does).")
@json_option
@common
def command(text: Path, word: Path | None, meaning: bool | None, as_json: bool, settings: Settings) -> None:
    """Show the lessons that speak to each paragraph of a text.

    FILE is a Word, PDF, text or Markdown file, or - for text from standard input. A paragraph gets at most three
    lessons, each with what both have in common, and none where no lesson speaks to it.

    \b
    policysearch match draft.docx --word draft-with-lessons.docx
    policysearch match note.md --json
    """
    if word is not None and word.suffix.lower() != WORD:
        raise click.UsageError(_("--word takes a file that ends in .docx, not {name}.", name=word.name))
    parameters = {"lang": spoken()} | ({} if meaning is None else {"meaning": str(meaning).lower()})
    answer = _Answers(settings, text, parameters)
    try:
        if word is not None:
            rewrite_file(word, answer.get("docx"))
        record = json.loads(answer.get("json"))
    finally:
        answer.close()
    if as_json:
        click.echo(json.dumps(record, ensure_ascii=False))
        return
    _print(record)
    if word is not None:
        click.echo(_("Written: {file}", file=word))


class _Answers:
    """Asks the API, which alone implements its JSON and the Word file, about one text."""

    def __init__(self, settings: Settings, file: Path, parameters: dict[str, str]) -> None:
        from policysearch.web import create_app
        from policysearch.web.api.match import REFUSED
        from policysearch.web.posted_draft import post_file

        is_standard_input = str(file) == "-"
        self._name = "standard-input.txt" if is_standard_input else file.name
        self._content = sys.stdin.buffer.read(MAX_FILE + 1) if is_standard_input else _content(file)
        self._parameters, self._post, self._refused = parameters, post_file, REFUSED
        self._searcher = open_service(open_engine(settings), settings)
        self._client = create_app(self._searcher, replace(settings, rate_limit=0)).test_client()
        self._address = f"{urlsplit(settings.public_url).path}/api/v1/match"

    def get(self, form: str) -> bytes:
        """Return the answer in a format. Raises ImportRefusedError where the text cannot be read."""
        query = urlencode(self._parameters | {"format": form})
        response = self._post(self._client, f"{self._address}?{query}", self._name, self._content)
        if response.status_code != 200:
            self._refuse(response.get_json(force=True))
        return bytes(response.get_data())

    def close(self) -> None:
        """Release the index."""
        self._searcher.close()

    def _refuse(self, problem: dict[str, Any]) -> NoReturn:
        """Raise ImportRefusedError with the reason; reading the text again gives one that can be translated."""
        reason, hint = str(problem.get("detail", problem["title"])), str(problem.get("hint", ""))
        reason = reason.removeprefix(self._refused)
        try:
            read_file(self._name, self._content)
        except ImportRefusedError as error:
            reason, hint = error.message, error.hint
        raise ImportRefusedError(joined(": ", (self._name, reason)), hint)


def _content(file: Path) -> bytes:
    """Return a file's bytes, or where it is too large, a few more than are allowed, so that the API says so."""
    with file.open("rb") as opened:
        return opened.read(MAX_FILE + 1)


def _print(record: dict[str, Any]) -> None:
    with_lessons = sum(bool(paragraph["lessons"]) for paragraph in record["paragraphs"])
    title = ngettext(
        "Lessons for {with_lessons:,} of {number:,} paragraph",
        "Lessons for {with_lessons:,} of {number:,} paragraphs",
        record["compared"],
        with_lessons=with_lessons,
    )
    click.secho(title, bold=True)
    for part in record["not_read"]:
        excerpt = f": {part['text']}" if part["text"] else ""
        click.echo(_("Not read: {reason}", reason=part["reason"]) + excerpt)
    versions = Versions(record["language"], record["lessons_in_language"], record["lessons"])
    if record["by_meaning"] < record["compared"] and versions.are_few:
        click.echo(
            _(
                "The text is in {language}, and most lessons are in other languages: by words alone few of them are"
                " found (see the setting meaning).",
                language=label(Vocabulary(), "language", versions.language, spoken()),
            )
        )
    for paragraph in record["paragraphs"]:
        if paragraph["lessons"]:
            click.echo()
            click.secho(f"{paragraph['number']}. {_excerpt(paragraph['text'])}", bold=True)
            for lesson in paragraph["lessons"]:
                _print_lesson(lesson)


def _print_lesson(lesson: dict[str, Any]) -> None:
    click.echo(f"  - {lesson['text']} [{lesson['id']}]")
    why = lesson["why"]
    shared = [*why["words"], *(country["label"] for country in why["countries"])]
    if why["meaning"] or not shared:
        shared.append(_("close in meaning"))
    click.echo(f"    {_('In common: {shared}', shared=', '.join(dict.fromkeys(shared)))}")


def _excerpt(text: str) -> str:
    return text if len(text) <= MAX_EXCERPT else f"{text[:MAX_EXCERPT].rsplit(' ', 1)[0]}…"
