"""The files of a new site: settings, a guide and the four workshops."""

from __future__ import annotations

import shutil
from pathlib import Path

from policysearch.model.errors import MaterialsError
from policysearch.model.message import message

STARTER_FOLDER = Path(__file__).parent
FILES = ("policysearch.toml", "GUIDE.md")


def copy(folder: Path) -> None:
    """Make ``folder`` a site with settings, a guide, materials and an empty index.

    Raises MaterialsError if the folder is not empty: nothing is overwritten.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise MaterialsError(
            message("{folder} is there already and is not empty.", folder=folder), "Name a folder that is new or empty."
        )
    (folder / "index").mkdir(parents=True)
    for name in FILES:
        shutil.copyfile(STARTER_FOLDER / name, folder / name)
    shutil.copytree(sample_materials(), folder / "materials", ignore=shutil.ignore_patterns(".*"))


def sample_materials() -> Path:
    """Return the folder of the four workshops: beside this file in a wheel, at the top of a checkout."""
    installed = STARTER_FOLDER / "materials"
    return installed if installed.is_dir() else STARTER_FOLDER.parents[2] / "materials"
