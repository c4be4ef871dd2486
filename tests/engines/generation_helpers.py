"""Two workshops, their documents, and what tests of generations ask of them."""

from collections.abc import Callable
from threading import Thread

from policysearch.engines.contract import Request, Snapshot
from policysearch.materials.documents import documents_of
from policysearch.model.document import Document
from policysearch.model.errors import BuildBusyError
from policysearch.model.workshop import Workshop
from policysearch.query import Word
from policysearch.vocabulary import Vocabulary
from tests.engines.factories import workshop

APPLES, BERRIES = workshop("a", "Apples", "Apples feed many.", passages=["Of apples"]), workshop("b", "Berries")
UNKNOWN = "00000009-20200101t000000z-abcdef"


def documents(*workshops: Workshop) -> list[Document]:
    return [document for record in workshops for document in documents_of(record, Vocabulary())]


def total(snapshot: Snapshot, word: str) -> int:
    return snapshot.execute(Request(Word(word))).total


def in_another_thread(action: Callable[[], object]) -> list[BaseException]:
    """Return what ``action`` raises when another thread runs it."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            action()
        except BuildBusyError as error:
            raised.append(error)

    thread = Thread(target=run)
    thread.start()
    thread.join()
    return raised
