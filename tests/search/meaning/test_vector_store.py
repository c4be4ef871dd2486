"""The file of vectors that are kept from build to build."""

import random
import sqlite3
from pathlib import Path

import numpy as np
import pytest

from policysearch.search.meaning.vector_store import VectorStore, VectorStoreError, open_store


def test_vectors_stay_by_model_and_text(tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "v.sqlite3", "model")
    store.add({store.key("text"): np.array([1, 2], np.float16)})
    store.close()
    again = VectorStore(tmp_path / "v.sqlite3", "model")
    assert [vector.tolist() for vector in again.vectors([again.key("text"), again.key("other")]).values()] == [[1, 2]]
    again.close()
    another = VectorStore(tmp_path / "v.sqlite3", "model, revision 2")
    assert another.vectors([another.key("text")]) == {}
    another.close()


def test_a_damaged_store_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "v.sqlite3").write_bytes(b"no database" * 500)
    store = VectorStore(tmp_path / "v.sqlite3", "model")
    assert store.vectors([store.key("text")]) == {}
    store.close()


def test_old_vectors_are_forgotten_once_they_are_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = VectorStore(tmp_path / "v.sqlite3", "model")
    keys = [store.key(str(number)) for number in range(9)]
    store.add({key: np.zeros(2, np.float16) for key in keys})
    store.forget_all_but({*keys[:2]})
    assert len(store.vectors(keys)) == 9
    monkeypatch.setattr("policysearch.search.meaning.vector_store.SPARE", 3)
    store.forget_all_but({*keys[:2]})
    assert {*store.vectors(keys)} == {*keys[:2]}
    store.close()


DAMAGES = ["a bit", "zeros", "a page", "the end"]


def damaged(content: bytes, damage: str, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    if damage == "a bit":
        return content[:place] + bytes([content[place] ^ 1 << chance.randrange(8)]) + content[place + 1 :]
    if damage == "zeros":
        return content[:place] + bytes(64) + content[place + 64 :]
    if damage == "a page":
        start = place - place % 4096
        return content[:start] + chance.randbytes(4096) + content[start + 4096 :]
    return content[:place]


@pytest.mark.parametrize("damage", DAMAGES)
def test_no_damage_changes_a_vector_or_ends_a_build(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "v.sqlite3"
    texts = [f"text {number}" for number in range(40)]
    with open_store(path, "model") as store:
        vectors = {store.key(text): np.full(64, number, np.float16) for number, text in enumerate(texts)}
        store.add(vectors)
    whole = path.read_bytes()
    chance = random.Random(damage)
    missing = 0
    for _ in range(8):
        path.write_bytes(damaged(whole, damage, chance))
        with open_store(path, "model") as store:
            kept = store.vectors([*vectors])
            assert all(np.array_equal(vector, vectors[key]) for key, vector in kept.items())
        missing += len(vectors) - len(kept)
    assert missing


def test_a_file_of_another_format_is_made_anew(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "v.sqlite3") as database:
        database.execute("CREATE TABLE vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID")
    database.close()
    with open_store(tmp_path / "v.sqlite3", "model") as store:
        store.add({store.key("text"): np.ones(2, np.float16)})
        assert len(store.vectors([store.key("text")])) == 1


def test_what_cannot_be_opened_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "v.sqlite3").mkdir()
    with pytest.raises(VectorStoreError, match=r"v\.sqlite3"), open_store(tmp_path / "v.sqlite3", "model"):
        pass
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(VectorStoreError, match="file"), open_store(tmp_path / "file" / "v.sqlite3", "model"):
        pass


def test_a_file_that_another_process_writes_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "v.sqlite3"
    with open_store(path, "model") as store:
        store.add({store.key("text"): np.ones(2, np.float16)})
    monkeypatch.setattr("policysearch.search.meaning.vector_store.PATIENCE", 0.0)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(VectorStoreError, match="locked"), open_store(path, "model"):
        pass
    other.close()
    with open_store(path, "model") as store:
        assert len(store.vectors([store.key("text")])) == 1
