"""Vectors from build to build: what is embedded again, what is attached, what a failure leaves."""

from pathlib import Path

import pytest

from policysearch import publishing
from policysearch.engines.build_contract import Generations
from policysearch.publishing.attach_vectors import STORE, VectorWork
from policysearch.search import meaning
from policysearch.search.meaning.embedding import EmbeddingError, Vectors
from policysearch.settings import LANGUAGES, Settings
from tests.engines.factories import build, open_generations, workshop
from tests.search.meaning.hashing import HashingEmbedding, attach, meaning_searcher

APPLES, BERRIES = workshop("a", "Apples", "Apples feed many."), workshop("b", "Berries", "Berries stain.")


@pytest.fixture
def embedding(monkeypatch: pytest.MonkeyPatch) -> HashingEmbedding:
    made = HashingEmbedding()
    monkeypatch.setattr(meaning, "open_embedding", lambda settings: made)
    return made


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(index=tmp_path / "index", meaning="bundled")


@pytest.fixture
def generations(settings: Settings) -> Generations:
    return open_generations(settings)


def run(settings: Settings, generations: Generations, *, full: bool = False) -> VectorWork | None:
    return publishing.attach_vectors(settings, generations, full=full, announce=lambda work: None)


def embedded(embedding: HashingEmbedding) -> list[str]:
    texts = [text for batch in embedding.calls for text in batch]
    embedding.calls.clear()
    return texts


def test_one_edit_embeds_that_text_alone(
    settings: Settings, generations: Generations, embedding: HashingEmbedding
) -> None:
    build(settings.index, [APPLES, BERRIES])
    work = run(settings, generations)
    assert work is not None
    assert {"Apples", "Apples feed many.", "Berries", "Berries stain."} <= {*embedded(embedding)}
    assert run(settings, generations) is None
    build(settings.index, [workshop("b", "Berries", "Berries stain fingers.")], keep=["a"])
    run(settings, generations)
    assert embedded(embedding) == ["Berries stain fingers."]
    build(settings.index, [BERRIES], keep=["a"])
    run(settings, generations)
    assert embedded(embedding) == []


def test_the_means_of_languages_are_renewed_by_full_builds_alone(
    settings: Settings, generations: Generations, embedding: HashingEmbedding
) -> None:
    def means() -> dict[str, list[float]]:
        with meaning.open_store(settings.state_folder / STORE, embedding.identity) as store:
            return {language: mean.tolist() for language, mean in store.means(LANGUAGES).items()}

    build(settings.index, [APPLES])
    run(settings, generations)
    first = means()
    build(settings.index, [BERRIES], keep=["a"])
    run(settings, generations)
    assert means() == first
    run(settings, generations, full=True)
    assert means()["en"] != first["en"]
    assert means()["pt"] == first["pt"]


def test_the_version_of_what_is_served_follows_the_vectors(
    settings: Settings, generations: Generations, embedding: HashingEmbedding
) -> None:
    generation = build(settings.index, [APPLES]).generation
    versions = []
    for _ in range(2):
        searcher = meaning_searcher(settings.index, embedding)
        versions.append(searcher.version)
        searcher.close()
        run(settings, generations)
    assert versions[0] == generation
    assert versions[1].startswith(f"{generation}.")


def test_an_interrupted_build_goes_on_where_it_was(
    settings: Settings, generations: Generations, embedding: HashingEmbedding, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(settings.index, [APPLES, BERRIES])
    passages, calls = embedding.passages, []

    def failing(texts: list[str]) -> Vectors:
        calls.append(len(texts))
        if len(calls) > 3:
            raise EmbeddingError("The server does not answer.")
        return passages(texts)

    with monkeypatch.context() as patched:
        patched.setattr(embedding, "passages", failing)
        with pytest.raises(EmbeddingError):
            run(settings, generations)
    first = embedded(embedding)
    current = generations.current()
    assert current is not None
    assert generations.snapshot(current.id).attachment(meaning.ATTACHMENT) is None
    run(settings, generations)
    rest = embedded(embedding)
    assert first
    assert {*first}.isdisjoint(rest)
    assert generations.snapshot(current.id).attachment(meaning.ATTACHMENT) is not None


def test_a_rollback_has_its_own_vectors(
    settings: Settings, generations: Generations, embedding: HashingEmbedding
) -> None:
    first = build(settings.index, [APPLES]).generation
    attach(settings.index, embedding)
    build(settings.index, [BERRIES])
    attach(settings.index, embedding)
    generations.activate(first)
    searcher = meaning_searcher(settings.index, embedding)
    assert searcher.version.startswith(f"{first}.")
    searcher.close()


def test_a_server_whose_vectors_change_their_length_is_an_error(
    settings: Settings, generations: Generations, embedding: HashingEmbedding, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(settings.index, [APPLES])
    run(settings, generations)
    monkeypatch.setattr("tests.search.meaning.hashing.DIMENSIONS", 64)
    build(settings.index, [BERRIES])
    with pytest.raises(EmbeddingError, match="length of those before"):
        run(settings, generations)


def test_nothing_is_done_where_meaning_is_off(settings: Settings, generations: Generations) -> None:
    build(settings.index, [APPLES])
    assert run(Settings(index=settings.index), generations) is None
