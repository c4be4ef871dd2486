"""Bits turned and files cut, each file of the index in turn: no wrong answer, and a build heals everything."""

import os
import random
from pathlib import Path

from tests.faults.campaign.site_under_fault import answers_of, differences, make_site, right_answers
from tests.faults.sites import flip

SHARE_OF_FLIPS = 0.8


class Flips:
    """A site whose files are harmed, one after the other."""

    def __init__(self, folder: Path) -> None:
        self.detail = ""
        self._site = make_site(folder / "site")
        self._right = right_answers(self._site)

    def trial(self, number: int) -> list[str]:
        """Harm a file, ask whether it is seen, and build."""
        site, rng = self._site, random.Random(f"flips {number}")
        files = sorted(path for path in site.settings.index.rglob("*") if path.is_file() and path.stat().st_size)
        path = files[number % len(files)]
        if rng.random() < SHARE_OF_FLIPS:
            flip(path, rng.randrange(path.stat().st_size * 8))
        else:
            os.truncate(path, rng.randrange(path.stat().st_size))
        outcomes = ["seen" if site.run("verify").code == 1 else "harmless"]
        not_healed = [done.output for command in ("build", "verify") if (done := site.run(command)).code != 0]
        if not_healed:
            outcomes.append("not healed")
        if wrong := differences(answers_of(site), self._right):
            outcomes.append("wrong")
        self.detail = f"{path.name}\nnot healed: {not_healed}\nwrong: {wrong}"
        return outcomes
