"""The checksums of files, and of those that generations share."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from policysearch.engines.whoosh.generations import checksums
from policysearch.engines.whoosh.generations.checksums import LinkedChecksums, checksum

CONTENT = b"\x00\xff" * 700_000  # of more than one piece


def test_a_checksum_is_the_sha_256_of_the_whole_file(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(CONTENT)
    assert checksum(file) == LinkedChecksums()(file) == hashlib.sha256(CONTENT).hexdigest()


def test_a_file_that_generations_share_is_read_once_and_others_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [tmp_path / name for name in ("shared", "link", "alone")]
    for file in (files[0], files[2]):
        file.write_bytes(CONTENT)
    os.link(files[0], files[1])
    read: list[str] = []

    def noted(path: Path) -> str:
        read.append(path.name)
        return checksum(path)

    monkeypatch.setattr(checksums, "checksum", noted)
    checksum_of = LinkedChecksums()
    assert {checksum_of(file) for file in (*files, *files)} == {hashlib.sha256(CONTENT).hexdigest()}
    assert read == ["shared", "alone", "alone"]


def test_a_shared_file_that_was_changed_meanwhile_is_read_again(tmp_path: Path) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_bytes(CONTENT)
    os.link(file, link)
    checksum_of = LinkedChecksums()
    before = checksum_of(file)
    link.write_bytes(CONTENT[::-1])
    os.utime(link, ns=(1, 1))
    assert before != checksum_of(file) == hashlib.sha256(CONTENT[::-1]).hexdigest()
