"""Synonyms are suggested from what readers tried next."""

from policysearch import searchlog


def test_synonyms_are_suggested_from_such_pairs_alone() -> None:
    retries = [("mipymes financing", "pymes financing", 2), ("once", "only", 1), ("ict jobs", "tic jobs", 3)]
    assert searchlog.synonyms(retries, [("ICT", "TIC")]) == [("mipymes", "pymes", 2)]
    assert searchlog.synonyms([("chile", "chile exports", 5)], []) == []
