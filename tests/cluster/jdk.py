"""The JDK, Maven and OpenSearch's artifacts: what a development node runs on."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

JAVA = Path(__file__).resolve().parent / "java"
NEWEST, FOR_OLD_JAVA = "3.9.0", "2.19.6"
NEEDED_JAVA = {3: (21, 99), 2: (11, 21)}  # the oldest and the newest that it is known to run on
FETCH_TRIES = 3  # what was fetched stays, so that another try goes on from there
MISSING = 3  # the exit code where a JDK or Maven is missing


class ClusterError(Exception):
    """A cluster cannot be run; ``code`` is the exit code: 3 where a JDK or Maven is missing, else 1."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


def java_homes() -> dict[int, Path]:
    """Return the JDKs (with javac) of this machine by their feature version; nothing is started to see."""
    variables = (os.environ.get("OSCLUSTER_JAVA_HOME"), os.environ.get("JAVA_HOME"))
    places = [Path(value) for value in variables if value]
    if Path("/usr/lib/jvm").is_dir():
        places += sorted(Path("/usr/lib/jvm").iterdir())
    if compiler := shutil.which("javac"):
        places.append(Path(compiler).resolve().parent.parent)
    homes: dict[int, Path] = {}
    for place in places:
        release = place / "release"
        is_kit = (place / "bin" / "javac").exists() and release.is_file()
        if is_kit and (match := re.search(r'^JAVA_VERSION="(\d+)', release.read_text("utf-8"), re.MULTILINE)):
            homes.setdefault(int(match[1]), place)
    return homes


def java_for(version: str) -> Path:
    """Return the newest JDK that runs that version of OpenSearch."""
    least, most = NEEDED_JAVA.get(_major(version), (21, 99))
    homes = {number: home for number, home in java_homes().items() if least <= number <= most}
    if not homes:
        raise ClusterError(f"OpenSearch {version} needs a JDK {least} to {most} (set OSCLUSTER_JAVA_HOME).", MISSING)
    return homes[max(homes)]


def best_version() -> str:
    """Return the newest OpenSearch that this machine's JDKs can run."""
    newest = max(java_homes(), default=0)
    return NEWEST if newest >= NEEDED_JAVA[3][0] else FOR_OLD_JAVA


def _major(version: str) -> int:
    return int(version.split(".", maxsplit=1)[0])


def library(version: str) -> Path:
    """Return the folder with OpenSearch's jars and our node's class, fetched by Maven once for each version."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "oscluster"
    folder = cache / version
    if (folder / "classes" / "OsNode.class").is_file():
        return folder
    java = java_for(version)
    if not shutil.which("mvn"):
        raise ClusterError("Maven (mvn) is not installed.", MISSING)
    cache.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f"{version}.", dir=cache))
    environment = {**os.environ, "JAVA_HOME": str(java)}
    try:
        _run(
            ["mvn", "-q", "-B", "-ntp", "-f", str(JAVA / "pom.xml"), f"-Dopensearch.version={version}",
             "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies",
             f"-DoutputDirectory={new / 'lib'}", "-DincludeScope=runtime"],
            environment, FETCH_TRIES,
        )  # fmt: skip
        _run(
            [str(java / "bin" / "javac"), "-proc:none", "-d", str(new / "classes"), "-cp", f"{new}/lib/*",
             str(JAVA / "OsNode.java"), str(JAVA / str(_major(version)) / "LocalNode.java")],
            environment,
        )  # fmt: skip
        if folder.exists() and not (folder / "classes" / "OsNode.class").is_file():
            shutil.rmtree(folder)  # half of one, from a copy that was cut short
        with contextlib.suppress(OSError):  # another process was first
            new.rename(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return folder


def _run(command: list[str], environment: dict[str, str], tries: int = 1) -> None:
    for _ in range(tries):
        completed = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if not completed.returncode:
            return
    raise ClusterError(f"{command[0]} failed:\n{(completed.stdout + completed.stderr)[-3000:]}")


def java_flags(home: Path) -> list[str]:
    """Return the options that keep newer JDKs from warning."""
    number = next(n for n, place in java_homes().items() if place == home)
    flags = ["--enable-native-access=ALL-UNNAMED"] if number >= 21 else []
    return [*flags, "--sun-misc-unsafe-memory-access=allow"] if number >= 23 else flags
