"""The words of a document that a query matches, as its page marks them."""

from policysearch import query
from policysearch.query import filters
from policysearch.search.results import Searcher


def marked(searcher: Searcher, text: str, document_id: str, **options: object) -> tuple[str, ...]:
    asked = query.parse(text, searcher.vocabulary, filters=filters({}))
    return searcher.matching_words(asked, document_id)


def test_every_form_of_the_words_is_marked_as_it_stands(searcher: Searcher) -> None:
    words = marked(searcher, "exporting firms", "2011-san-diego")
    assert {word.lower()[:6] for word in words} <= {"export", "firms", "firm"}
    assert any(word.lower().startswith("export") for word in words)


def test_phrases_are_marked_whole_and_nothing_else(searcher: Searcher) -> None:
    documents = [hit.document.id for hit in searcher.search(query.parse('"best practices"', searcher.vocabulary)).hits]
    assert documents
    for document in documents:
        assert {word.lower() for word in marked(searcher, '"best practices"', document)} == {"best practices"}


def test_without_words_or_without_the_document_nothing_is_marked(searcher: Searcher) -> None:
    assert marked(searcher, "", "2011-san-diego") == ()
    assert marked(searcher, "firms", "nowhere") == ()
