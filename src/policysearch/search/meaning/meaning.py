"""The front door of meaning: from the settings to an embedding, and from a snapshot to its vectors."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from policysearch.engines.contract import Snapshot
from policysearch.model.errors import IndexDamagedError, SettingsError
from policysearch.model.message import message
from policysearch.regular_files import read_regular_file
from policysearch.search.highlight.display_text import DisplayTexts
from policysearch.search.meaning.address import AddressEmbedding, Server
from policysearch.search.meaning.bundled import BundledEmbedding, insist_on_package
from policysearch.search.meaning.embedding import Embedding
from policysearch.search.meaning.part import MeaningPart
from policysearch.search.meaning.question_vectors import QuestionVectors
from policysearch.search.meaning.vector_index import VectorIndex
from policysearch.search.words_alone import Addend, WordsAlone
from policysearch.setting_values import MEANING_BUNDLED, MEANING_OFF
from policysearch.settings import Settings

ATTACHMENT = "meaning"  # the name under which vectors are attached to a generation
MAX_KEY_BYTES = 10_000
_REMEDY = "Run: policysearch build"

log = logging.getLogger(__name__)


class Meaning:
    """What outlives snapshots: the embedding and the vectors of questions."""

    def __init__(self, embedding: Embedding) -> None:
        self._identity = embedding.identity
        self._questions = QuestionVectors(embedding)

    def part(self, snapshot: Snapshot, texts: DisplayTexts) -> Addend:
        """Return the part that meaning takes in the searches of a snapshot.

        It takes none where there are no vectors, or not those that this embedding made, which the log says.
        """
        try:
            attachment = snapshot.attachment(ATTACHMENT)
            if attachment is None:
                log.warning("Generation %s has no vectors yet. %s", snapshot.id, _REMEDY)
                return WordsAlone()
            vectors = VectorIndex(snapshot, attachment.content, self._identity)
            return MeaningPart(self._questions, snapshot, vectors, attachment.digest, texts)
        except (IndexDamagedError, ValueError) as error:
            log.warning("The vectors of generation %s are not used: %s. %s", snapshot.id, error, _REMEDY)
            return WordsAlone()

    def close(self) -> None:
        """Release threads."""
        self._questions.close()


def open_meaning(settings: Settings, workers: int = 1) -> Meaning | None:
    """Return what ``workers`` processes each use to search by meaning; None where it is off. Raises SettingsError."""
    embedding = open_embedding(settings, workers)
    return Meaning(embedding) if embedding else None


def check_settings(settings: Settings) -> None:
    """Raise SettingsError where what the settings name cannot be used. Loads no model."""
    if settings.meaning == MEANING_BUNDLED:
        insist_on_package()
    _key(settings.meaning_key_file)


def open_embedding(settings: Settings, workers: int = 1) -> Embedding | None:
    """Return what makes vectors, with its share of the machine's cores; None where meaning is off.

    Raises SettingsError where the package is missing, or the key cannot be read.
    """
    if settings.meaning == MEANING_OFF:
        return None
    if settings.meaning == MEANING_BUNDLED:
        return BundledEmbedding(max((os.cpu_count() or 1) // workers, 1))
    server = Server(
        settings.meaning,
        settings.meaning_model,
        settings.meaning_question_model,
        settings.meaning_question_prefix,
        settings.meaning_text_prefix,
        settings.meaning_revision,
        settings.meaning_key or _key(settings.meaning_key_file),
    )
    return AddressEmbedding(server)


def _key(path: Path | None) -> str:
    if path is None:
        return ""
    try:
        return read_regular_file(path, MAX_KEY_BYTES).decode("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            message("The key in {path} cannot be read.", path=path), "See the setting meaning_key_file."
        ) from error
