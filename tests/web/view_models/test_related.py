"""Related workshops: looked for once for a version of the collection, as long as the answer is final."""

from policysearch.query import Notice, Query
from policysearch.search.results import Results
from policysearch.web import create_app
from tests.web.conftest import SETTINGS
from tests.web.fake import FakeSearcher


class LikeCounter(FakeSearcher):
    """A searcher that counts the searches for neighbours."""

    likes = 0

    def search(self, query: Query) -> Results:
        self.likes += query.like is not None
        return super().search(query)


def test_neighbours_are_looked_for_once_in_each_language_and_anew_in_another_generation() -> None:
    searcher = LikeCounter()
    client = create_app(searcher, SETTINGS).test_client()
    addresses = ("/workshops/ict-use", "/workshops/ict-use?utm=1", "/workshops/ict-use?lang=es", "/workshops/ict-use")
    texts = [client.get(address).text for address in addresses]
    assert searcher.likes == 2
    assert "In common: ICT, Chile" in texts[1]
    assert "En común: TIC, Chile" in texts[2]
    searcher.generation = "g2"
    assert "In common: ICT, Chile" in client.get("/workshops/ict-use").text
    assert searcher.likes == 3


def test_an_answer_without_its_part_of_meaning_is_not_kept() -> None:
    searcher = LikeCounter(notices=(Notice("meaning_unavailable"),))
    client = create_app(searcher, SETTINGS).test_client()
    for number in (1, 2):
        assert "In common: ICT, Chile" in client.get(f"/workshops/ict-use?utm={number}").text
        assert searcher.likes == number
