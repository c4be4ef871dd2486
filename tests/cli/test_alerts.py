"""``policysearch alerts``: send, list, remove, bounces; exit codes and what is printed."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policysearch.cli import policysearch
from tests.alerts import mail_server
from tests.alerts.conftest import CREDIT, TRADE, settings
from tests.alerts.mail_server import Inbox
from tests.alerts.site import ANA, AlertSite
from tests.alerts.test_bounces import notification
from tests.ports import free_port

LESSONS = "q=credit&view=highlights"


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with mail_server.running() as inbox:
        yield inbox


@pytest.fixture
def site(tmp_path: Path, inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[AlertSite]:
    """A site with its settings file, the current folder."""
    monkeypatch.chdir(tmp_path)
    site = AlertSite(settings(tmp_path, inbox), CREDIT)
    names = ("public_url", "smtp_host", "smtp_security", "smtp_sender")
    lines = [f'{name} = "{getattr(site.settings, name)}"' for name in names]
    Path("policysearch.toml").write_text("\n".join([*lines, f"smtp_port = {inbox.port}", "searchlog = false"]))
    yield site
    site.close()


def run(*words: str, content: bytes | None = None) -> Result:
    return CliRunner().invoke(policysearch, ["alerts", *words], input=content)


def test_what_is_due_is_sent_once(site: AlertSite, inbox: Inbox) -> None:
    site.follow(LESSONS)
    site.publish(TRADE)
    inbox.mails.clear()
    assert run("send", "--dry-run").stdout == "1 mail is due.\n"
    assert inbox.mails == []
    assert run("send").stdout == "1 mail was sent.\n"
    assert inbox.receivers() == [ANA]
    assert json.loads(run("send", "--json").stdout)["sent"] == 0
    (record,) = json.loads(run("list", "--json").stdout)
    assert record["last_mail"] == str(date.today())
    assert record["search"] == LESSONS


def test_what_was_sent_is_said_even_where_the_server_refuses(site: AlertSite, inbox: Inbox) -> None:
    site.follow(LESSONS)
    site.publish(TRADE)
    inbox.replies["MAIL", ""] = "550 5.7.1 not from you"
    result = run("send")
    assert result.exit_code == 1
    assert result.stdout == "0 mails were sent.\n"
    assert "550 5.7.1 not from you" in str(result.exception)
    inbox.replies = {("RCPT", ""): "451 later"}
    assert "1 mail was not taken for now; the next run tries again." in run("send").stdout
    inbox.replies = {("RCPT", ""): "550 unknown"}
    assert "1 address was refused." in run("send").stdout


def test_addresses_are_listed_and_removed(site: AlertSite) -> None:
    site.follow(LESSONS)
    site.follow("q=chile", "ben@example.org", "weekly", "fr")
    lines = run("list").stdout.splitlines()
    assert lines[0].split()[:3] == [ANA, "daily", "en"]
    assert lines[-1] == "2 subscriptions."
    assert run("remove", "ANA@example.org").stdout == "1 subscription was removed.\n"
    assert run("remove", ANA).stdout == "0 subscriptions were removed.\n"
    assert [subscription.address for subscription in site.subscriptions.all()] == ["ben@example.org"]


def test_nothing_is_removed_where_one_of_the_addresses_is_none(site: AlertSite) -> None:
    site.follow(LESSONS)
    assert run("remove", ANA, "ben").exit_code == 2
    assert [subscription.address for subscription in site.subscriptions.all()] == [ANA]


def test_bounces_are_read_from_files_and_from_standard_input(site: AlertSite, inbox: Inbox) -> None:
    site.follow(LESSONS)
    site.publish(TRADE)
    run("send")
    content = notification(str(inbox.mails[-1].message["Message-ID"]))
    Path("bounce").write_bytes(content)
    assert json.loads(run("bounces", "bounce", "--json").stdout) == {"again": 1, "ended": 0, "unknown": 0}
    result = run("bounces", "-", content=content)
    assert result.stdout == "Came back and are sent again: 0. Subscriptions ended: 0. Other mails: 1.\n"


@pytest.mark.parametrize(
    "words",
    [["remove"], ["remove", "ana"], ["bounces"], ["send", "x"], ["list", "x"], ["list", "--dry-run"], ["burn"], []],
)
def test_wrong_usage_ends_with_two(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*words).exit_code == 2


def test_a_site_without_a_mail_server_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("send")
    assert "the setting smtp_host is empty" in str(result.exception)
    assert run("list").stdout == "0 subscriptions.\n"
    assert [*tmp_path.iterdir()] == []


def test_another_mail_server_goes_on_where_the_former_was(site: AlertSite, inbox: Inbox) -> None:
    site.follow(LESSONS)
    site.publish(TRADE)
    file = Path("policysearch.toml")
    text = file.read_text()
    file.write_text(text.replace(f"smtp_port = {inbox.port}", "smtp_port = 1"))
    assert run("send").exit_code == 1
    file.write_text(text)
    assert run("send").stdout == "1 mail was sent.\n"


def test_a_server_whose_settings_lack_something_says_so_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("policysearch.toml").write_text('smtp_host = "mail.example.org"\n')
    result = CliRunner().invoke(policysearch, ["serve", "--port", str(free_port())])
    assert result.exit_code == 1
    assert "need the setting smtp_sender" in str(result.exception)
