"""Builds whose system calls fail, by strace's injection: nothing is lost, and what is wrong is one line."""

import os
import random
import re
import signal
import subprocess
from collections import Counter
from pathlib import Path

from tests.faults.campaign.build_process import log_of, start_build, wait_for_state
from tests.faults.campaign.site_under_fault import answers_of, differences, edit, make_site, right_answers
from tests.faults.sites import Answers
from tests.faults.tools import program

CALLS = (
    *("openat", "read", "write", "pwrite64", "fallocate", "fsync", "flock", "lseek", "newfstatat", "getdents64"),
    *("mkdir", "link", "rename", "unlink", "unlinkat", "rmdir"),
)
ERRORS = ("ENOSPC", "EIO", "EACCES", "EDQUOT", "EMFILE")
INJECTED = "(INJECTED)"  # in strace's output


class Calls:
    """A site whose builds meet failing calls, one after the other."""

    def __init__(self, folder: Path) -> None:
        self.detail = ""
        self._editions: dict[str, Answers] = {}  # what each generation that was served must answer
        self._site, self._trace = make_site(folder / "site"), folder / "trace"
        edit(self._site, random.Random(0))
        self._build(f"trace={','.join(CALLS)}")
        counts = Counter(re.findall(r"^\d+ +(\w+)\(", self._trace.read_text("utf-8", "replace"), re.MULTILINE))
        self._counts = {call: count for call, count in counts.items() if call in CALLS}  # of a build without a fault
        assert len(self._counts) > len(CALLS) / 2

    def trial(self, number: int) -> list[str]:
        """Let one call of a build, or all of its kind from one on, fail; compare what is served, and build again."""
        site, rng = self._site, random.Random(f"calls {number}")
        self._editions[site.searcher().generation] = before = right_answers(site)
        edit(site, rng)
        after = right_answers(site)
        call = rng.choice(sorted(self._counts))
        when = f"{rng.randint(1, self._counts[call])}{rng.choice(('', '+'))}"
        code = self._build(f"trace={call}", f"inject={call}:error={rng.choice(ERRORS)}:when={when}")
        outcomes = ["refused" if code else "built"]
        met = [line for line in self._trace.read_text("utf-8", "replace").splitlines() if INJECTED in line]
        if not met:
            outcomes = ["not met"]
        self.detail = f"{len(met)} calls: {met[:1]}\n{log_of(site.folder)}"
        if "Traceback" in log_of(site.folder):
            outcomes.append("traceback")
        served, answers = site.searcher().generation, answers_of(site)
        wrong = differences(answers, self._editions.get(served, after))  # the one before, where one cannot be read
        if code and served not in self._editions:  # what could not be read is said, and is as it was
            wrong = [slug for slug in differences(answers, before) if slug in wrong and slug.isalnum()]
        if wrong:
            outcomes.append("wrong")
        lost = [done.output for command in ("build", "verify") if (done := site.run(command)).code != 0]
        if lost := [*lost, *differences(answers_of(site), after)]:
            outcomes.append("lost")
        self.detail += f"\nwrong: {wrong}\nlost: {lost}"
        return outcomes

    def _build(self, *expressions: str) -> int | None:
        """Build under strace, and return the exit code."""
        process = start_build(self._site.folder, stopped=True)
        assert process.pid
        wait_for_state(process, "State:", "T")
        options = [word for expression in expressions for word in ("-e", expression)]
        command = [program("strace"), "-f", "-qq", "-o", str(self._trace), *options, "-p", str(process.pid)]
        tracer = subprocess.Popen(command)
        wait_for_state(process, "TracerPid:", str(tracer.pid))
        os.kill(process.pid, signal.SIGCONT)
        process.join(120)
        tracer.wait(30)
        return process.exitcode
