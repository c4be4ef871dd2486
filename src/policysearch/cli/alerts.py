"""``policysearch alerts``."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from policysearch.alerts.bounces import MAX_BYTES, read_bounce
from policysearch.alerts.configuration import are_on, check_settings
from policysearch.alerts.mail_files import read_mails
from policysearch.alerts.send import Report, Run
from policysearch.alerts.subscriptions import Subscription, Subscriptions
from policysearch.cli.language import gettext as _
from policysearch.cli.language import ngettext
from policysearch.cli.options import common, json_option
from policysearch.cli.output import print_json
from policysearch.engines.registry import open_engine
from policysearch.model.errors import SettingsError
from policysearch.model.mail_address import mail_address
from policysearch.search.service import open_service
from policysearch.setting_values import MEANING_OFF
from policysearch.settings import Settings

STANDARD_INPUT = "-"


@click.command("alerts")
@click.argument("action", type=click.Choice(["send", "list", "remove", "bounces"]))
@click.argument("values", nargs=-1)
@click.option("--dry-run", is_flag=True, help="Send nothing, only say how many mails are due.")
@json_option
@common
def command(action: str, values: tuple[str, ...], dry_run: bool, as_json: bool, settings: Settings) -> None:
    """E-mail alerts: send what is due, list and remove subscriptions, read bounces.

    \b
    policysearch alerts send                          once an hour, by a timer
    policysearch alerts list
    policysearch alerts remove ana@example.org
    policysearch alerts bounces /var/mail/lessons     files, a Maildir, or - for standard input

    "send" can be run as often as you like: nobody gets more than one mail a day or a week, and one that was stopped is
    gone on with.
    """
    if dry_run and action != "send":
        raise click.UsageError(_("--dry-run belongs to: policysearch alerts send"))
    if action in ("send", "list") and values:
        raise click.UsageError(_("policysearch alerts {action} takes nothing else.", action=action))
    if action == "send":
        _send(settings, dry_run, as_json)
    elif action == "list":
        _list(settings, as_json)
    elif action == "remove":
        _remove(settings, values, as_json)
    else:
        _read_bounces(settings, values, as_json)


def _send(settings: Settings, is_dry: bool, as_json: bool) -> None:
    """Send what is due, and print what was sent even where the run ends early."""
    from policysearch.web import create_app  # mails are worded as pages are
    from policysearch.web.alerts import MailComposer

    if not are_on(settings):
        raise SettingsError(
            _("E-mail alerts are off: the setting smtp_host is empty."),
            _("“E-mail alerts” in GUIDE.md says how to switch them on."),
        )
    check_settings(settings)
    settings = dataclasses.replace(settings, meaning=MEANING_OFF)  # alerts are about words alone
    searcher = open_service(open_engine(settings), settings)
    try:
        run = Run(settings, searcher, MailComposer(create_app(searcher, settings)))
        try:
            run.send(date.today(), is_dry)
        finally:
            _print_report(run.report, is_dry, as_json)
    finally:
        searcher.close()


def _print_report(report: Report, is_dry: bool, as_json: bool) -> None:
    if as_json:
        print_json(report.record())
        return
    if is_dry:
        click.echo(ngettext("{number:,} mail is due.", "{number:,} mails are due.", report.waiting))
        return
    click.echo(ngettext("{number:,} mail was sent.", "{number:,} mails were sent.", report.sent))
    if report.confirmations:
        click.echo(
            ngettext(
                "{number:,} mail that asks to confirm was sent late.",
                "{number:,} mails that ask to confirm were sent late.",
                report.confirmations,
            )
        )
    if report.deferred:
        click.secho(
            ngettext(
                "{number:,} mail was not taken for now; the next run tries again.",
                "{number:,} mails were not taken for now; the next run tries again.",
                report.deferred,
            ),
            fg="yellow",
        )
    if report.refused:
        click.secho(
            ngettext("{number:,} address was refused.", "{number:,} addresses were refused.", report.refused),
            fg="yellow",
        )
    if report.unreadable:
        click.secho(
            ngettext(
                "{number:,} search is over a limit of this version, and was not sent.",
                "{number:,} searches are over a limit of this version, and were not sent.",
                report.unreadable,
            ),
            fg="yellow",
        )
    if report.ended + report.expired:
        click.echo(
            ngettext(
                "{number:,} subscription ended and was deleted.",
                "{number:,} subscriptions ended and were deleted.",
                report.ended + report.expired,
            )
        )


def _list(settings: Settings, as_json: bool) -> None:
    subscriptions = Subscriptions(settings.alerts_path).all() if settings.alerts_path.is_file() else ()
    if as_json:
        print_json([_record(subscription, settings) for subscription in subscriptions])
        return
    for subscription in subscriptions:
        record = _record(subscription, settings)
        click.echo("  ".join(str(record[name]) for name in ("address", "rhythm", "language", "ends", "search")))
    click.echo(ngettext("{number:,} subscription.", "{number:,} subscriptions.", len(subscriptions)))


def _record(subscription: Subscription, settings: Settings) -> dict[str, object]:
    return {
        "address": subscription.address,
        "search": subscription.search,
        "language": subscription.language,
        "rhythm": subscription.rhythm,
        "term_start": subscription.term_start,
        "ends": subscription.last_day(settings.alerts_days),
        "last_mail": subscription.last_mail,
    }


def _remove(settings: Settings, addresses: tuple[str, ...], as_json: bool) -> None:
    if not addresses:
        raise click.UsageError(_("Name the address: policysearch alerts remove ana@example.org"))
    checked = [_checked(address) for address in addresses]  # first: a wrong one leaves nothing half done
    subscriptions = Subscriptions(settings.alerts_path)
    removed = sum(subscriptions.remove(address) for address in checked)
    if as_json:
        print_json({"removed": removed})
    else:
        click.echo(ngettext("{number:,} subscription was removed.", "{number:,} subscriptions were removed.", removed))


def _checked(address: str) -> str:
    try:
        return mail_address(address)
    except ValueError:
        raise click.UsageError(_("This is no e-mail address: {address}", address=address)) from None


def _read_bounces(settings: Settings, places: tuple[str, ...], as_json: bool) -> None:
    """Read notifications and note what came back; a mail that was read before counts once."""
    if not places:
        raise click.UsageError(_("Name files, a Maildir, or - for standard input."))
    subscriptions = Subscriptions(settings.alerts_path)
    counts = {"again": 0, "ended": 0, "unknown": 0}
    for content in _contents(places):
        bounce = read_bounce(content)
        outcome = subscriptions.bounce(bounce.message_id, date.today(), bounce.is_permanent) if bounce else "unknown"
        counts[outcome] += 1
    if as_json:
        print_json(counts)
        return
    click.echo(
        _(
            "Came back and are sent again: {again:,}. Subscriptions ended: {ended:,}. Other mails: {unknown:,}.",
            **counts,
        )
    )


def _contents(places: tuple[str, ...]) -> Iterator[bytes]:
    for place in places:
        if place == STANDARD_INPUT:
            with click.open_file(STANDARD_INPUT, "rb") as stream:
                yield stream.read(MAX_BYTES)
        else:
            yield from read_mails(Path(place), MAX_BYTES)
