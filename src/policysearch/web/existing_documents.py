"""The document at an address, or the error that says why there is none."""

from __future__ import annotations

from werkzeug.exceptions import Gone, NotFound

from policysearch.model.document import Document
from policysearch.web.site import language, site


class WithdrawnError(Gone):
    """The workshop of this address was published once, by this ``title``, and is no more."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title


def existing_document(document_id: str, kind: str) -> Document:
    """Return the document, by its present or a former id.

    Raises WithdrawnError where its workshop was withdrawn, and NotFound where there is none of that kind.
    """
    document = site().searcher.get(document_id)
    if document is not None and document.kind == kind:
        return document
    titles = site().searcher.withdrawn(document_id.partition("/")[0])
    if not titles:
        raise NotFound
    raise WithdrawnError(titles.get(language()) or next(iter(titles.values())))
