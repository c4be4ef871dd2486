from tests.exporters.conftest import entries_of, workshop


def test_a_lesson_is_in_the_readers_language_where_there_is_such_a_version() -> None:
    _workshop, lesson = entries_of(workshop("Chile lends."), "es")
    assert (lesson.language, lesson.translation, lesson.title) == ("es", "unofficial", "Credit & Growth (es)")
    assert lesson.themes == ("TIC",)
    assert lesson.country == "Panamá"


def test_without_such_a_version_it_is_in_its_own() -> None:
    _workshop, lesson = entries_of(workshop("Chile lends.", es=False), "fr")
    assert (lesson.language, lesson.translation, lesson.text) == ("en", "", "Chile lends.")


def test_a_workshop_has_all_of_its_lessons_and_a_lesson_its_own_words() -> None:
    workshop_entry, first, second = entries_of(workshop("Chile lends.", "Peru saves."))
    assert workshop_entry.text == "Chile lends.\nPeru saves."
    assert (first.text, second.text) == ("Chile lends.", "Peru saves.")
    assert first.experience == ("Chile",)


def test_characters_that_no_file_may_hold_are_left_out() -> None:
    workshop_entry, *_ = entries_of(workshop("A\x00B\x0bC\ufffeD"))
    assert workshop_entry.text == "ABCD"


def test_a_lesson_is_called_by_its_headline_or_first_words_and_a_workshop_by_its_title() -> None:
    source = workshop("Chile lends.", "Chile lends a lot more than it did. " * 10, es=False)
    names = [entry.name for entry in entries_of(source)]
    assert names[:2] == ["Credit & Growth", "Chile lends."]
    assert names[2].endswith("…")
    assert len(names[2]) <= 150
