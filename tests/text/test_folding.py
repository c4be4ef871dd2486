from policysearch.text import fold


def test_folding_takes_case_and_accents_off() -> None:
    assert fold("São Tomé, ÎLE, Łódź, œuvre, STRASSE") == fold("sao tome, ile, lodz, oeuvre, straße")
