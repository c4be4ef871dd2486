"""What a new site starts with: settings, a guide and the four workshops."""

from __future__ import annotations

import shutil
from pathlib import Path

from policysearch.model.errors import MaterialsError

HERE = Path(__file__).parent
FILES = ("policysearch.toml", "GUIDE.md")


def copy(folder: Path) -> None:
    """Make ``folder`` a site: settings, guide, materials, an empty index. Overwrites nothing: raises MaterialsError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise MaterialsError(f"{folder} is there already and is not empty.", "Name a folder that is new or empty.")
    (folder / "index").mkdir(parents=True)
    for name in FILES:
        shutil.copyfile(HERE / name, folder / name)
    shutil.copytree(_materials(), folder / "materials", ignore=shutil.ignore_patterns(".*"))


def _materials() -> Path:
    """The four workshops: beside this file once installed, at the top of the checkout for developers."""
    installed = HERE / "materials"
    return installed if installed.is_dir() else HERE.parents[2] / "materials"
