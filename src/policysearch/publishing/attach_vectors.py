"""After words are published: the vectors of what is served, attached to it. Nothing is done where meaning is off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policysearch.engines.build_contract import Generations
from policysearch.model.errors import IndexDamagedError
from policysearch.publishing.carried import workshops_with_passages
from policysearch.setting_values import MEANING_OFF
from policysearch.settings import Settings

if TYPE_CHECKING:
    from policysearch.search.meaning import Embedding

STORE = "vectors.sqlite3"  # in the state folder
Progress = Callable[[int, int], None]
Announce = Callable[["VectorWork"], None]


@dataclass(frozen=True, slots=True)
class VectorWork:
    """How many texts have vectors, of how many they must be made now, and how many seconds that takes, about."""

    texts: int
    missing: int
    seconds: float


def attach_vectors(  # noqa: PLR0913 - each is a thing of its own
    settings: Settings,
    generations: Generations,
    *,
    full: bool,
    announce: Announce,
    progress: Progress | None = None,
    sentences: bool = True,
) -> VectorWork | None:
    """Attach vectors to the served generation, where it lacks those of the model that the settings name.

    ``announce`` is called before any is made. An interrupted run goes on where it was. A ``full`` one computes the
    means of languages anew. Without ``sentences`` none of these can be named as the nearest. Return what was done, None
    where nothing was. Raises SettingsError or EmbeddingError.
    """
    current = generations.current()
    if settings.meaning == MEANING_OFF or current is None:
        return None
    from policysearch.search import meaning

    embedding = meaning.open_embedding(settings)
    if embedding is None or (not full and _is_there(generations, current.id, embedding)):
        return None
    snapshot = generations.snapshot(current.id)
    with meaning.open_store(settings.state_folder / STORE, embedding.identity) as store:
        most = meaning.MAX_SENTENCES if sentences else 0
        plan = meaning.plan_vectors(workshops_with_passages(snapshot), embedding, store, most)
        work = VectorWork(len(plan.texts), len(plan.missing), plan.seconds)
        announce(work)
        content = meaning.make_vectors(plan, embedding, store, full=full, progress=progress)
    generations.attach(current.id, meaning.ATTACHMENT, content)
    return work


def _is_there(generations: Generations, generation: str, embedding: Embedding) -> bool:
    """Return whether the generation has this model's vectors, whole."""
    from policysearch.search import meaning

    try:
        attachment = generations.snapshot(generation).attachment(meaning.ATTACHMENT)
        return attachment is not None and meaning.is_of(attachment.content, embedding.identity)
    except (IndexDamagedError, ValueError):
        return False
