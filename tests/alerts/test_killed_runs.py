"""A run that is killed at any step: nobody misses a lesson, and only the moment of acceptance can send a mail twice."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.alerts.mail_server import Inbox
from tests.alerts.site import AlertSite
from tests.engines.factories import workshop

EVERY = int(os.environ.get("POLICYSEARCH_TEST_KILL_EVERY", "37"))  # steps; 1 is the campaign of some minutes
ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_nobody_misses_a_lesson_and_a_second_mail_has_the_id_of_the_first(site: AlertSite, inbox: Inbox) -> None:
    site.follow("q=credit&view=highlights")
    site.publish(workshop("new", "Banks", "Credit for farmers."))
    site.close()
    inbox.mails.clear()
    steps = killed_runs(site, inbox, every=EVERY)
    inbox.mails.pop(0)  # of the run that was not killed
    receivers = Counter(inbox.receivers())
    assert len(receivers) == len(range(1, steps + 1, EVERY)) > 20
    ids = {(mail.receiver, mail.message["Message-ID"]) for mail in inbox.mails}
    assert len(ids) == len(receivers)
    assert all("Credit for farmers." in mail.text for mail in inbox.mails)
    assert max(receivers.values()) <= 2
    twice = sorted(int(name.partition("@")[0][4:]) for name, times in receivers.items() if times == 2)
    assert twice == [*range(twice[0], twice[-1] + 1, EVERY)]  # one stretch: from the acceptance to the note about it
    assert len(twice) < len(receivers) / 5


def killed_runs(site: AlertSite, inbox: Inbox, every: int) -> int:
    """Kill runs at every so many steps; return the number of steps of a whole one."""
    arguments = (site.settings.index, site.settings.alerts_path, inbox.port, every, 1)
    command = [sys.executable, "-m", "tests.alerts.killed_runs", *map(str, arguments)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=22_200 // every, check=False)
    assert result.returncode == 0, result.stderr[-2_000:]
    return int(result.stdout)
