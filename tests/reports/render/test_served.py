"""A page in a service: its assets come from where the service says, and a bar leads back and to files."""

import re

from reports import kinds
from reports.data import Page
from reports.render import html
from reports.render.standing.served import Served, Way, assets, digest

LEARNER = kinds.samples("learner")["many"].pages[0]
LISTED = kinds.samples("benchmark")["two cases"].pages[0]
SERVED = Served("/given/1/", Way("Back to Ada", "/learners/1"), (Way("PDF", "/it?as=pdf"), Way("CSV", "/it?as=csv")))


def addresses(page: Page, served: Served) -> set[str]:
    return set(re.findall(r'(?:href|src)="([^"#]+)"', html.render(page, served=served)))


def test_everything_that_is_loaded_comes_from_where_the_service_says() -> None:
    loaded = {address.rpartition("/")[2] for address in addresses(LEARNER, SERVED) if address.startswith("/given/1/")}
    assert loaded == {"toprung.svg", "report.css", "charts.css", "plotly.min.js", "charts.js"}
    assert loaded <= set(assets())


def test_nothing_else_is_led_to_but_what_the_bar_names() -> None:
    others = {address for address in addresses(LEARNER, SERVED) if not address.startswith("/given/1/")}
    assert others == {"/learners/1", "/it?as=pdf", "/it?as=csv"}


def test_a_page_of_the_report_that_the_service_does_not_name_is_named_without_a_link() -> None:
    assert not [address for address in addresses(LISTED, SERVED) if address.endswith(".html")]
    assert re.search(r'href="trials/', html.render(LISTED))


def test_a_page_of_the_report_that_the_service_names_is_led_to() -> None:
    path = next(iter(re.findall(r'href="(trials/[^"]+)\.html"', html.render(LISTED))))
    named = Served("/given/1/", Way("Back", "/"), pages={path: "/somewhere"})
    assert "/somewhere" in addresses(LISTED, named)


def test_the_digest_is_short_and_the_same_each_time() -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", digest())
    assert digest() == digest()
