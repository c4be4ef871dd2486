from tests.exporters.conftest import workshop, written


def test_a_lesson_is_in_the_readers_language_where_there_is_such_a_version() -> None:
    _whole, lesson = written(workshop("Chile lends."), "es")
    assert (lesson.language, lesson.translation, lesson.title) == ("es", "unofficial", "Credit & Growth (es)")
    assert lesson.themes == ("TIC",)
    assert lesson.country == "Panamá"


def test_without_such_a_version_it_is_in_its_own() -> None:
    _whole, lesson = written(workshop("Chile lends.", es=False), "fr")
    assert (lesson.language, lesson.translation, lesson.text) == ("en", "", "Chile lends.")


def test_a_workshop_has_all_of_its_lessons_and_a_lesson_its_own_words() -> None:
    whole, first, second = written(workshop("Chile lends.", "Peru saves."))
    assert whole.text == "Chile lends.\nPeru saves."
    assert (first.text, second.text) == ("Chile lends.", "Peru saves.")
    assert first.experience == ("Chile",)


def test_characters_that_no_file_may_hold_are_left_out() -> None:
    whole, *_ = written(workshop("A\x00B\x0bC\ufffeD"))
    assert whole.text == "ABCD"
