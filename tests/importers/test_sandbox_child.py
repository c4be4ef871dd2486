"""The process that reads a document prints an outline, or why there is none."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from policysearch.importers import outline, sandbox_child
from policysearch.importers.formats import text
from policysearch.model.message import from_json


def test_it_prints_an_outline(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Señal", "utf-8")
    command = [sys.executable, "-m", "policysearch.importers.sandbox_child", "text", str(tmp_path / "a.txt")]
    process = subprocess.run(command, capture_output=True, check=True)
    assert outline.from_json(json.loads(process.stdout.decode())).blocks[0].text == "Señal"


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (MemoryError(), "it needs more memory than is allowed."),
        (ModuleNotFoundError(name="pptx"), "the library pptx is missing."),
        (ValueError("x"), "it could not be read (ValueError)."),
    ],
)
def test_whatever_a_reader_raises_is_worded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, message: str
) -> None:
    def read(path: Path) -> outline.Outline:
        raise error

    monkeypatch.setattr(text, "read", read)
    assert from_json(sandbox_child.answer("text", tmp_path)["refused"][0]) == message


def test_only_a_format_s_module_is_imported(tmp_path: Path) -> None:
    assert "refused" in sandbox_child.answer("office_zip", tmp_path)
