"""Another engine as a witness: SQLite's full-text index finds what ours finds, on made-up workshops."""

import pytest

from tests.bench import agreement
from tests.bench.corpus import InMemory, SyntheticCorpus
from tests.bench.peer import OpenIndex
from tests.bench.peers import load
from tests.bench.questions import COUNTS, Kind, of_kind
from tests.engines import under_test

pytestmark = pytest.mark.skipif(under_test.selected_name() != "whoosh", reason="the benchmark's own engine is Whoosh")
CORPUS = InMemory(SyntheticCorpus(250))


@pytest.fixture(scope="module", params=["ours", "ours1"], ids=["both views", "workshops alone"])
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[OpenIndex, OpenIndex]:
    found = []
    for name in (request.param, "sqlite"):
        folder = tmp_path_factory.mktemp(name)
        peer = load(name)
        peer.build(folder, peer.inputs(CORPUS), CORPUS.slugs(), 1)
        found.append(peer.open(folder))
    return found[0], found[1]


@pytest.mark.slow
@pytest.mark.parametrize("kind", COUNTS)
def test_totals_and_facet_counts_are_those_of_sqlite(opened: tuple[OpenIndex, OpenIndex], kind: Kind) -> None:
    questions = of_kind(kind, [*CORPUS], 25)
    ours, theirs = ([one.full(one.ready(question)) for question in questions] for one in opened)
    assert agreement.agreement_lines(questions, {"sqlite": theirs, "ours": ours}) == [
        "ours and sqlite agree on 25 of 25 questions."
    ]
