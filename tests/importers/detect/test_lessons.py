"""Lessons are the items under their heading; all else is left where it is."""

from policysearch.importers import cue_files
from policysearch.importers.detect import lesson_groups, lessons
from policysearch.importers.detect.lessons import Lessons
from policysearch.importers.outline import Block

HEADING = Block("heading", "Highlights", 2)
OTHER = Block("heading", "The next meeting", 2)
PROSE = Block("paragraph", "Delegates of fourteen countries took part in it.")


def item(text: str, level: int = 1) -> Block:
    return Block("item", text, level)


def find(*blocks: Block) -> Lessons:
    return lessons.find(blocks, cue_files.shipped())


def test_items_under_the_heading_are_lessons_each_once() -> None:
    result = find(PROSE, HEADING, item("One"), item("Two"), item("One"), OTHER, item("Three"))
    assert (result.texts, result.rest, result.doubt) == (("One", "Two"), (PROSE, OTHER, item("Three")), "")
    assert result.headings == (HEADING,)


def test_prose_between_the_items_does_not_end_them_and_is_doubtful() -> None:
    result = find(HEADING, item("One"), PROSE, item("Two"))
    assert (result.texts, result.rest) == (("One", "Two"), (PROSE,))
    assert result.doubt == "prose stands between the items; see whether all of them are lessons"


def test_a_page_number_and_a_heading_between_the_items_are_left_out_by_name() -> None:
    result = find(HEADING, Block("heading", "Finance", 3), item("One"), Block("paragraph", "Page 3 of 10"), item("Two"))
    assert (result.texts, result.rest, result.doubt) == (("One", "Two"), (), "")
    assert [(words.text, words.reason) for words in result.left_out] == [
        ("Finance", lesson_groups.SUB_HEADING),
        ("Page 3 of 10", lesson_groups.PAGE_NUMBER),
    ]


def test_an_introduction_stays_prose() -> None:
    introduction = Block("paragraph", "We learned that:")
    result = find(HEADING, introduction, item("One"))
    assert (result.texts, result.rest, result.doubt) == (("One",), (introduction,), "")


def test_agreements_are_taken_only_where_no_lessons_are_listed() -> None:
    agreements = Block("heading", "Recomendaciones", 2)
    with_lessons = find(HEADING, item("One"), agreements, item("Two"), item("Three"))
    assert (with_lessons.texts, with_lessons.agreements) == (("One",), 2)
    assert with_lessons.rest == (agreements, item("Two"), item("Three"))
    alone = find(agreements, item("Two"), item("Three"))
    assert alone.texts == ("Two", "Three")
    assert alone.doubt == "taken from agreements or recommendations, since no lessons are listed"


def test_a_list_under_a_heading_with_a_word_of_lessons_is_taken_with_a_mark() -> None:
    heading = Block("heading", "Five things that surprised us", 2)
    result = find(PROSE, heading, item("One"), item("Two"))
    assert (result.texts, result.rest) == (("One", "Two"), (PROSE,))
    assert result.doubt == "taken from the list under 'Five things that surprised us'"


def test_a_heading_whose_first_word_is_of_lessons_needs_no_mark() -> None:
    result = find(PROSE, Block("heading", "Main messages of the speakers", 2), item("One"), item("Two"))
    assert (result.texts, result.doubt) == (("One", "Two"), "")


def test_such_a_list_is_left_where_lessons_have_their_usual_heading() -> None:
    heading = Block("heading", "Messages of the ministers", 2)
    result = find(heading, item("One"), HEADING, item("Two"))
    assert (result.texts, result.rest, result.doubt) == (("Two",), (heading, item("One")), "")


def test_expected_lessons_are_none() -> None:
    assert find(Block("heading", "Expected findings", 2), item("One"), item("Two")).texts == ()


def test_an_item_goes_on_after_a_page_s_end() -> None:
    assert find(HEADING, item("One"), Block("paragraph", "and more."), item("Two")).texts == ("One and more.", "Two")


def test_nested_items_join_the_one_above() -> None:
    assert find(HEADING, item("First", 2), item("more", 2), item("Second")).texts == ("First more", "Second")


def test_paragraphs_are_taken_where_there_are_no_items_and_that_is_doubtful() -> None:
    result = find(HEADING, PROSE, Block("paragraph", "Too short."), PROSE)
    assert result.texts == (PROSE.text,)
    assert result.doubt == "taken from paragraphs, not from a list"
    assert [block.text for block in result.rest] == ["Too short.", PROSE.text]


def test_several_paragraphs_of_whole_sentences_under_the_heading_are_lessons_without_a_doubt() -> None:
    other = Block("paragraph", "A second paragraph says what was learned in another country.")
    result = find(HEADING, PROSE, other)
    assert (result.texts, result.doubt) == ((PROSE.text, other.text), "")


def test_paragraphs_before_the_items_are_no_lessons() -> None:
    result = find(HEADING, PROSE, item("One"))
    assert (result.texts, result.rest, result.doubt) == (("One",), (PROSE,), "")


def test_a_lesson_may_stand_beside_the_heading() -> None:
    result = find(Block("paragraph", "Highlights: Chile lends."), item("x"))
    assert (result.texts, result.rest, result.doubt) == (("Chile lends.",), (item("x"),), "")


def test_a_list_after_a_sentence_that_announces_it_is_doubtful_unless_it_names_lessons() -> None:
    result = find(Block("paragraph", "The workshop reached these conclusions:"), item("One"))
    assert (result.texts, result.doubt) == (("One",), "")
    sentence = "The survey had these results:"
    result = find(Block("paragraph", sentence), item("One"))
    assert (result.texts, result.doubt) == (("One",), f"taken from the list after {sentence!r}")


def test_there_may_be_none() -> None:
    assert find(PROSE, item("x")) == Lessons((), (PROSE, item("x")))


def test_a_numbered_line_may_be_the_heading_of_lessons_and_ends_those_of_another() -> None:
    heading, further = Block("item", "Lessons learned", 1, number=2), Block("item", "Next steps", 1, number=3)
    result = find(heading, item("One"), item("Two"), further, item("Meet again"))
    assert (result.texts, result.agreements) == (("One", "Two"), 1)


def test_a_paragraph_under_a_sub_heading_is_one_lesson_with_it() -> None:
    first, second = Block("heading", "2.1 Sell by the ship", 3), Block("heading", "2.2 Pay at once", 3)
    result = find(
        Block("heading", "2. Lessons", 2),
        first,
        Block("paragraph", "Markets open when the ship docks."),
        second,
        Block("paragraph", "Belize pays its makers on the day."),
        Block("paragraph", "So the best of them stay."),
        OTHER,
        PROSE,
    )
    assert result.texts == (
        "Sell by the ship. Markets open when the ship docks.",
        "Pay at once. Belize pays its makers on the day. So the best of them stay.",
    )
    assert (result.rest, result.doubt) == ((OTHER, PROSE), "")
    assert {first, second} <= set(result.headings)


def test_paragraphs_under_a_heading_that_begins_with_lessons_are_taken_with_a_mark_if_they_are_long() -> None:
    heading = Block("heading", "Lessons that the visit left us", 2)
    result = find(heading, PROSE, Block("paragraph", "A fund needs a committee of its own."), OTHER)
    assert result.texts == (PROSE.text, "A fund needs a committee of its own.")
    assert find(heading, Block("paragraph", "Much was said. " * 60), OTHER).doubt


def test_a_list_of_sentences_under_another_heading_is_named() -> None:
    heading = Block("heading", "Words from Bobo", 2)
    sentences = item("Wood costs more than nuts."), item("Ghana buys by weight.")
    assert find(PROSE, heading, *sentences).perhaps == "Words from Bobo"
    assert find(PROSE, heading, item("Registration"), item("Coffee")).perhaps == ""
    assert find(PROSE, Block("heading", "Objectives", 2), *sentences).perhaps == ""
    assert find(PROSE, heading, *sentences, HEADING, item("One")).perhaps == ""
    assert find(PROSE, Block("paragraph", ""), *sentences).perhaps == ""


def test_a_heading_of_lessons_may_say_whose_they_are() -> None:
    blocks = (
        Block("heading", "Lessons: collectors", 1),
        Block("item", "Weigh in front of the seller.", 1),
        Block("heading", "Lessons: municipalities", 1),
        Block("item", "Sign with the cooperative.", 1),
    )
    result = lessons.find(blocks, cue_files.shipped())
    assert (result.texts, result.doubt) == (("Weigh in front of the seller.", "Sign with the cooperative."), "")


def test_lessons_within_numbered_minutes_end_with_the_next_number() -> None:
    blocks = (
        Block("item", "The delegation saw the registry.", 1, number=2),
        Block("item", "The delegation noted these lessons:", 1, number=3),
        Block("item", "Registration is free.", 1),
        Block("item", "One number serves all offices.", 1),
        Block("item", "The delegation thanked its hosts.", 1, number=4),
    )
    assert lessons.find(blocks, cue_files.shipped()).texts == (
        "Registration is free.",
        "One number serves all offices.",
    )


def test_a_heading_that_counts_its_items_is_no_doubt() -> None:
    assert find(Block("heading", "Three things that surprised us", 2), *map(item, "ABC")).doubt == ""
    assert find(Block("heading", "Cinco ideias a reter", 2), *map(item, "ABCDE")).doubt == ""
    assert find(Block("heading", "3 choses à copier", 2), *map(item, "ABC")).doubt == ""


def test_a_paragraph_of_next_steps_is_no_list_to_offer() -> None:
    steps = Block("heading", "Way forward", 2)
    assert (
        find(HEADING, item("One"), steps, Block("paragraph", "The Ministry will draft the regulations.")).agreements
        == 0
    )
    assert find(HEADING, item("One"), steps, item("Draft the regulations.")).agreements == 1
