"""Running heads are told by their place, and two columns are read one after the other."""

from policysearch.importers.formats import pdf_lines
from policysearch.importers.formats.pdf_lines import Line


def line(text: str, page: int = 1, top: float = 400.0, start: float = 72.0, end: float = 520.0) -> Line:
    return Line(text, 11.0, page, start, end, top, 540.0, 842.0)


def test_what_recurs_at_a_page_s_edge_is_a_running_head_whatever_its_number() -> None:
    pages: list[Line] = []
    for page in (1, 2, 3):
        pages += [line("Report of the workshop", page, 790), line(f"Text {page} x", page, 400 + 20 * page)]
        pages += [line(f"- {page} -", page, 30)]
    body, running = pdf_lines.split_running(pages, 3)
    assert [part.text for part in body] == ["Text 1 x", "Text 2 x", "Text 3 x"]
    assert len(running) == 6


def test_what_recurs_where_text_stands_on_another_page_stays() -> None:
    tops = {1: "Workshop on bamboo", 2: "Day 2", 3: "Day 3", 4: "Day 4"}
    pages = [part for page, top in tops.items() for part in (line(top, page, 700), line("Lunch", page, 500))]
    body, running = pdf_lines.split_running(pages, 4)
    assert (len(body), running) == (8, [])


def test_a_browser_s_stamp_on_a_single_page_is_a_running_line() -> None:
    lines = [
        line("11/29/26, 9:01 PM Workshop", top=780),
        line("Words", top=700),
        line("file:///tmp/a.html 1/1", top=20),
    ]
    body, running = pdf_lines.split_running(lines, 1)
    assert [part.text for part in body] == ["Words"]
    assert len(running) == 2


def test_rows_over_two_columns_are_read_column_by_column() -> None:
    gap = (20, 290.0, 310.0)
    words = [f"left words number {n:02} right words number {n:02}" for n in range(1, 15)]
    rows = [Line(row, 11.0, 1, 72.0, 528.0, 700.0 - 14 * n, 540.0, 842.0, (gap,)) for n, row in enumerate(words)]
    title = line("A title over both", top=720, end=528)
    texts = [part.text for part in pdf_lines.in_reading_order([title, *rows])]
    assert texts[:2] == ["A title over both", "left words number 01"]
    assert texts.index("left words number 14") < texts.index("right words number 01")


def test_a_table_s_rows_stay_rows() -> None:
    gap = (6, 110.0, 310.0)
    words = [f"Chile  {n:02} % of all" for n in range(1, 15)]
    rows = [Line(row, 11.0, 1, 72.0, 390.0, 700.0 - 14 * n, 540.0, 842.0, (gap,)) for n, row in enumerate(words)]
    assert pdf_lines.in_reading_order(rows) == rows
