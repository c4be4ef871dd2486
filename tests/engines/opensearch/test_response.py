"""What is no complete answer of OpenSearch is refused, whatever its status says."""

from typing import Any

import pytest

from policysearch.engines.opensearch.response import IncompleteAnswerError, check_answer, check_search, check_searches

SHARDS = {"total": 1, "successful": 1, "failed": 0}
WHOLE = {"timed_out": False, "_shards": SHARDS, "hits": {"hits": []}}


@pytest.mark.parametrize("answer", ["", "<html>", None, [], True, {"error": {"type": "a"}}, {"error": 1}])
def test_a_load_balancer_that_answers_in_place_of_a_node_is_noticed(answer: Any) -> None:
    with pytest.raises(IncompleteAnswerError):
        check_answer(answer, "/_alias")


def test_lists_are_answered_to_what_is_listed_alone() -> None:
    check_answer([], "/_cat/shards/policysearch-1")
    check_answer({}, "/_alias")
    with pytest.raises(IncompleteAnswerError):
        check_answer({}, "/_cat/shards/policysearch-1")


@pytest.mark.parametrize(
    "response",
    [
        None,
        [],
        "",
        {},
        {"error": "no"},
        WHOLE | {"hits": None},
        WHOLE | {"timed_out": True},
        WHOLE | {"_shards": {}},
        WHOLE | {"_shards": SHARDS | {"failed": 1}},
        WHOLE | {"_shards": SHARDS | {"successful": 0}},
        WHOLE | {"hits": {"hits": [{"_source": {"record": "00000000changed"}}]}},
    ],
)
def test_half_an_answer_to_a_search_is_none(response: Any) -> None:
    check_search(WHOLE)
    with pytest.raises(IncompleteAnswerError):
        check_search(response)


def test_every_search_is_answered() -> None:
    check_searches({"responses": [WHOLE]}, 1)
    answers: list[dict[str, Any]] = [{}, {"responses": None}, {"responses": []}, {"responses": [WHOLE, WHOLE]}]
    for answer in answers:
        with pytest.raises(IncompleteAnswerError):
            check_searches(answer, 1)
