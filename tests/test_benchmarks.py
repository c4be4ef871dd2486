"""The parts of ``tests/bench`` that decide: what is another answer, which commits can be peers."""

import pytest

from tests.bench import agreement, former, peers
from tests.bench.answers import requests
from tests.bench.answers.wsgi_process import Reply
from tests.bench.peer import Answer, PageHit
from tests.bench.same_answers import differing

ANSWER = '{"total":1,"notices":["a"],"hits":[{"id":"w1","score":1.5}],"generation":"x"}'


def reply(body: str, status: str = "200 OK", content_type: str = "application/json") -> Reply:
    return status, content_type, "", body.encode()


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (ANSWER, []),
        (ANSWER.replace('"x"', '"y"').replace('["a"]', '["other words"]'), []),
        (ANSWER.replace('["a"]', '["a","b"]'), ["notices: 1 -> 2"]),
        (ANSWER.replace("1.5", "1.6"), ["hits[0].score: 1.5 -> 1.6"]),
        (ANSWER.replace('"total":1', '"total":1.0'), ["total: 1 -> 1.0"]),
        (ANSWER.replace(":1,", ": 1,"), ["the bytes differ where the values do not"]),
    ],
)
def test_every_byte_counts_but_the_generation_and_the_wording_of_notices(body: str, lines: list[str]) -> None:
    assert differing(reply(ANSWER), reply(body)) == lines


def test_other_keys_or_another_order_of_keys_is_a_difference() -> None:
    assert differing(reply('{"a":1,"b":2}'), reply('{"b":2,"a":1}')) == ["keys: ['a', 'b'] -> ['b', 'a']"]


def test_named_values_may_differ() -> None:
    changed = ANSWER.replace("1.5", "1.6").replace("w1", "w2")
    assert differing(reply(ANSWER), reply(changed), ignored=["hits.score"]) == ["hits[0].id: 'w1' -> 'w2'"]


def test_errors_are_compared_as_bytes_and_pages_by_their_links() -> None:
    assert differing(reply("{}", "400", "application/problem+json"), reply("{ }", "400", "application/problem+json"))
    page, changed = '<a href="/workshops/a">a</a>', '<a href="/workshops/b">a</a>'
    assert differing(reply(page, content_type="text/html"), reply(changed, content_type="text/html")) == [
        "links[0]: b'/workshops/a' -> b'/workshops/b'"
    ]


@pytest.mark.slow
def test_there_are_500_different_searches() -> None:
    searches = [address for group in requests.all_addresses().values() for address in group if "search" in address]
    assert len({*searches}) == len(searches) == 500 + len(requests.FAULTS)


def test_a_name_that_is_no_commit_is_left_out_with_a_reason() -> None:
    assert "no commit" in peers.missing("commit:there-is-no-such-branch")


def test_ratios_are_today_by_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "info", lambda name: peers.PeerInfo("commit", "abc", 1))
    rounds = {"ours": [[1.0, 2.0], [1.0, 2.0]], "commit:abc": [[2.0, 4.0], [2.0, 4.0]]}
    (table,) = former.tables("Title", {"10": rounds})
    assert [cell for cell in table.rows[0] if cell.startswith("0.")] == ["0.500", "0.500–0.500", "0.500"] * 2


def test_equal_answers_are_counted_hits_included() -> None:
    first, second = (Answer(1, {}, (PageHit("w1", "Title", text, ()),)) for text in ("a", "b"))
    assert " 1 of 2 " in agreement.identity_line("commit:abc", [first, first], [first, second])
