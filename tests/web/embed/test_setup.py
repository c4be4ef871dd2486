from flask.testing import FlaskClient

from policysearch.settings import Settings
from policysearch.web import create_app
from policysearch.web.pages.static_files import Statics
from tests.web.fake import FakeSearcher
from tests.web.pages.test_search import Page

SITE = "https://www.example.org/lessons"


def test_it_asks_first_what_the_site_is_made_with(client: FlaskClient) -> None:
    page = Page(client, "/embed/setup")
    systems = [box["value"] for box in page.all("input", type="radio", name="system")]
    assert systems == ["wordpress", "drupal", "sharepoint", "other", "html"]


def test_each_system_gets_what_it_takes(client: FlaskClient) -> None:
    wordpress = Page(client, "/embed/setup?system=wordpress").source
    assert "the Embed block turns it into the box" in wordpress
    assert "RSS block" in wordpress
    sharepoint = Page(client, "/embed/setup?system=sharepoint").source
    assert "HTML Field Security" in sharepoint
    assert "web part" in sharepoint
    assert "Full HTML" in Page(client, "/embed/setup?system=drupal").source


def test_lines_carry_the_full_address_under_its_prefix(client: FlaskClient) -> None:
    source = Page(client, "/embed/setup?mode=list&country=PA").source
    assert f"&lt;script src=&#34;{SITE}/static/policysearch-box.js&#34; defer&gt;" in source
    assert f"connect-src {SITE}/api/;" in source
    assert f"{SITE}/feed.atom?country=PA&amp;lang=en" in source


def test_the_hash_is_of_the_released_file_it_names(client: FlaskClient) -> None:
    statics = Statics()
    file = statics.get(statics.releases[-1])
    assert file is not None
    source = Page(client, "/embed/setup").source
    assert f"{SITE}/static/{statics.releases[-1]}" in source
    assert file.integrity in source


def test_what_is_chosen_is_escaped_once_in_lines_and_once_on_the_page(client: FlaskClient) -> None:
    source = Page(client, "/embed/setup?partner=%22%3E%3Cscript%3E").source
    assert "<script>alert" not in source
    assert "partner=&#34;&amp;#34;&amp;gt;&amp;lt;script&amp;gt;&#34;" in source


def test_a_site_that_does_not_know_its_address_says_so() -> None:
    client = create_app(FakeSearcher(), Settings(searchlog=False)).test_client()
    source = Page(client, "/embed/setup").source
    assert "public_url" in source
    assert "https://HOST/static/policysearch-box.js" in source


def test_every_page_leads_there(client: FlaskClient) -> None:
    assert "/lessons/embed/setup" in Page(client, "/").links()
