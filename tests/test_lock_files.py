"""The lock files: every package has its licence listed, an SBOM can be made of them, and no index is named."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PACKAGES = sorted(set(re.findall(r"^([A-Za-z0-9._-]+)==", LOCK, re.MULTILINE)))
# The first version without an advisory that was known in November 2026.
SAFE = {"filelock": (3, 20, 3), "orjson": (3, 11, 6), "flask": (3, 1, 3), "granian": (2, 8), "werkzeug": (3, 1, 6)}
SAFE |= {"lxml": (6, 1), "pillow": (12, 1, 1), "jinja2": (3, 1, 6)}


def test_the_licence_of_each_package_is_listed() -> None:
    rows = re.findall(r"^\| (\S+) \| (\S.*) \|$", (ROOT / "docs" / "LICENCES.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(name for name, licence in rows if name not in ("package", "---")) == PACKAGES


@pytest.mark.slow
def test_the_bill_of_materials_has_each_package_with_its_hashes(tmp_path: Path) -> None:
    pytest.importorskip("cyclonedx_py")
    path = tmp_path / "sbom.json"
    command = [
        sys.executable,
        "-m",
        "cyclonedx_py",
        "requirements",
        "requirements.lock",
        "--pyproject",
        "pyproject.toml",
    ]
    subprocess.run([*command, "--output-reproducible", "-o", str(path)], cwd=ROOT, check=True, capture_output=True)
    record = json.loads(path.read_text("utf-8"))
    assert record["bomFormat"] == "CycloneDX"
    assert record["metadata"]["component"]["name"] == "policysearch"
    assert sorted({component["name"] for component in record["components"]}) == PACKAGES
    assert all(
        reference["hashes"] for component in record["components"] for reference in component["externalReferences"]
    )


@pytest.mark.parametrize("name", SAFE)
def test_lower_bounds_leave_out_versions_with_known_advisories(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    requirements = [*project["dependencies"], *project["optional-dependencies"]["import"]]
    [bound] = [r for r in requirements if re.match(rf"{name}[<>=]", r, re.IGNORECASE)]
    least = re.search(r">=([\d.]+)", bound)
    assert least
    assert tuple(map(int, least[1].split("."))) >= SAFE[name]
    locked = re.search(rf"^{name}==([\d.]+)", LOCK, re.MULTILINE)
    assert locked
    assert tuple(map(int, locked[1].split("."))) >= SAFE[name]
