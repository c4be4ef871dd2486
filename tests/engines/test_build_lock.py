"""The right to write on this machine."""

import sys
from pathlib import Path

import pytest

from policysearch.engines.build_lock import BuildLock
from policysearch.model.errors import BuildBusyError


def test_a_second_build_is_told_that_there_is_another(tmp_path: Path) -> None:
    path = tmp_path / "state" / "build.lock"
    with (
        BuildLock(path).entered(),
        pytest.raises(BuildBusyError, match="Another build is at work"),
        BuildLock(path).entered(),
    ):
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="a folder that takes no files, not even root's")
def test_a_lock_that_cannot_be_made_is_not_taken_for_another_build() -> None:
    with pytest.raises(OSError, match=r"build\.lock"), BuildLock(Path("/proc/self/build.lock")).entered():
        pass
