"""The author's headings and notes in a brief: posted, shown, in the Word document, and in no address."""

from io import BytesIO

import docx
from flask.testing import FlaskClient

from policysearch.web import create_app
from tests.web.conftest import SETTINGS
from tests.web.fake import MANY, FakeSearcher

BOTH = "lesson=ict-use/h1&lesson=trade-and-poverty/h2"
NOTES = {
    "heading.ict-use/h1": "What <Chile>  did",
    "note.ict-use/h1": "First line\r\nSecond & last",
    "note.trade-and-poverty/h2": " ",
    "note.elsewhere/h1": "of no lesson here",
}


def test_a_posted_brief_shows_its_headings_and_notes_and_no_address_has_them(client: FlaskClient) -> None:
    page = client.post(f"/brief?{BOTH}", data=NOTES).text
    assert '<h2 class="own own-heading">What &lt;Chile&gt; did</h2>' in page
    assert '<p class="own own-note">First line\nSecond &amp; last</p>' in page
    assert "of no lesson here" not in page
    assert page.count('<p class="own own-note" hidden>') == 1
    assert not any("First" in part.split('"')[0] for part in page.split('href="')[1:])


def test_buttons_and_the_title_keep_the_notes(client: FlaskClient) -> None:
    page = client.post(f"/brief?{BOTH}", data=NOTES | {"down": "ict-use/h1", "title": "For the Minister"}).text
    assert page.index("Chile lends.") < page.index("What &lt;Chile&gt; did") < page.index("Chile and Brazil use ICT.")
    assert "For the Minister</h1>" in page
    assert 'name="up" value="ict-use/h1"' in page
    assert '<form id="naming" class="naming" action="/lessons/brief?' in page
    assert page.count('method="post"') == 1


def test_the_word_document_has_them_before_their_lessons(client: FlaskClient) -> None:
    answer = client.post(f"/export.docx?{BOTH}&title=SME", data=NOTES)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="sme.docx"'
    assert answer.headers["Cache-Control"] == "no-store"
    paragraphs = [(p.text, p.style and p.style.name) for p in docx.Document(BytesIO(answer.data)).paragraphs]
    texts = [text for text, _ in paragraphs]
    assert ("What <Chile> did", "Heading 1") in paragraphs
    assert texts.index("First line") + 1 == texts.index("Second & last") < texts.index("Chile and Brazil use ICT.")


def test_long_notes_are_cut_and_a_very_large_form_is_refused(client: FlaskClient) -> None:
    page = client.post(f"/brief?{BOTH}", data={"heading.ict-use/h1": "h" * 500, "note.ict-use/h1": "n" * 5_000}).text
    assert "h" * 200 in page
    assert "h" * 201 not in page
    assert "n" * 2_001 not in page
    assert client.post(f"/brief?{BOTH}", data={"note.ict-use/h1": "n" * 1_100_000}).status_code == 413


def test_a_brief_of_many_lessons_with_their_fields_is_not_large() -> None:
    client = create_app(FakeSearcher(MANY), SETTINGS).test_client()
    lessons = "&".join(f"lesson=w{number}/h1" for number in range(40))
    assert len(client.get(f"/brief?{lessons}", follow_redirects=True).data) < 300_000 * 40 / 100


def test_links_of_a_changed_brief_carry_the_change(client: FlaskClient) -> None:
    page = client.post(f"/brief?{BOTH}", data=NOTES | {"remove": "trade-and-poverty/h2", "title": "SMEs"}).text
    assert "trade-and-poverty%2Fh2" not in page
    assert "/lessons/themes?lesson=ict-use%2Fh1&amp;title=SMEs" in page


def test_without_notes_a_changed_brief_has_its_own_address(client: FlaskClient) -> None:
    answer = client.post(f"/brief?{BOTH}", data={"down": "ict-use/h1", "title": "SMEs"})
    assert answer.status_code == 303
    assert answer.location == "/lessons/brief?lesson=trade-and-poverty%2Fh2&lesson=ict-use%2Fh1&title=SMEs"


def test_the_word_document_has_the_title_that_was_typed(client: FlaskClient) -> None:
    answer = client.post(f"/export.docx?{BOTH}&title=Old", data=NOTES | {"title": "For the Minister"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="for-the-minister.docx"'
