"""Builds killed at any moment: what is served stays, and the next build has the right answers."""

import random
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.faults.campaign.build_process import start_build
from tests.faults.campaign.site_under_fault import answers_of, differences, edit, make_site, right_answers

LONGEST = 0.2  # seconds after its start in which a build is killed; most have ended by themselves then


class Kills:
    """A site whose builds are killed, one after the other."""

    def __init__(self, folder: Path) -> None:
        self.detail = ""
        self._site = make_site(folder / "site")

    def trial(self, number: int) -> list[str]:
        """Kill a build, compare what is served with the right answers before and after it, and build again."""
        site, rng = self._site, random.Random(f"kills {number}")
        served, before = site.searcher().generation, right_answers(site)
        edit(site, rng)
        after = right_answers(site)
        process = start_build(site.folder)
        process.join(rng.uniform(0, LONGEST))
        outcomes = ["killed" if process.is_alive() else "ended before"]
        _kill(process)
        is_old = site.searcher().generation == served
        if wrong := differences(answers_of(site), before if is_old else after):
            outcomes.append("wrong")
        lost = [done.output for command in ("build", "verify") if (done := site.run(command)).code != 0]
        if lost := [*lost, *differences(answers_of(site), after)]:
            outcomes.append("lost")
        self.detail = f"wrong: {wrong}\nlost: {lost}"
        return outcomes


def _kill(process: BaseProcess) -> None:
    process.kill()
    process.join()
