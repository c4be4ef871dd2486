"""Synonyms are suggested from what readers tried next."""

from policysearch import searchlog


def test_synonyms_are_suggested_from_such_pairs_alone() -> None:
    retries = [("mipymes financing", "pymes financing", 2), ("once", "only", 1), ("ict jobs", "tic jobs", 3)]
    assert searchlog.synonym_candidates(retries, [("ICT", "TIC")]) == [("mipymes", "pymes", 2)]
    assert searchlog.synonym_candidates([("chile", "chile exports", 5)], []) == []


def test_what_differs_from_a_known_group_in_accents_alone_is_known() -> None:
    retries = [("microcredito rural", "microfinance rural", 5)]
    assert searchlog.synonym_candidates(retries, [("microfinance", "microcrédito")]) == []
