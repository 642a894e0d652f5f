"""What the Article 4 record says, and what it does not claim."""

import datetime as dt

from reports.data import Facts, Page, Table
from reports.kinds.article_4.made_up import TODAY, campaign, measure, record
from reports.kinds.article_4.overview import build
from reports.kinds.article_4.rows import Record
from reports.render import text


def said(made: Record) -> str:
    return " ".join(text.render(Page("index", build(made))).split())


def test_it_claims_no_compliance_and_is_no_legal_advice() -> None:
    told = said(record((measure(0),), ()))
    assert "claims no compliance, and is not legal advice" in told
    assert "compliant" not in told


def test_measures_are_counted_by_what_is_lacking() -> None:
    """Of twelve, four are planned, three without evidence, two overdue."""
    [section] = [one for one in build(record(tuple(map(measure, range(12))), ())).sections if one.id == "measures"]
    facts = section.blocks[0]
    assert isinstance(facts, Facts)
    assert [fact.text for fact in facts.items] == [
        "12 measures",
        "8 measures",
        "3 measures",
        "2 measures",
        "5 October 2026, by Sam Owner",
    ]


def test_a_review_of_today_is_not_overdue() -> None:
    [section] = [one for one in build(record((measure(0, review_on=TODAY),), ())).sections if one.id == "measures"]
    table = section.blocks[1]
    assert isinstance(table, Table)
    assert (table.rows[0].cells[5].day, table.rows[0].cells[5].aside) == (TODAY, "")


def test_a_measure_without_evidence_says_that_none_is_kept() -> None:
    assert "none is kept" in said(record((measure(0, evidence=""),), ()))


def test_facts_stand_with_their_source_and_what_conflicts() -> None:
    told = said(record((), ()))
    assert "https://example.org/asked" in told
    assert "31 October 2026" in told
    assert "What is asked for: another made-up source says something else." in told


def test_figures_are_of_the_newest_campaign_that_tells_them() -> None:
    newest = campaign(2, name="Newest", is_told=False)
    told = said(record((), (newest, campaign(1, name="Before", closed=dt.date(2026, 5, 1)), campaign(0))))
    assert "Levels of all who were asked by 'Before', ended on 1 May 2026" in told
    assert "1 of 3 campaigns left out" in told


def test_how_many_sat_is_not_told_of_an_anonymous_campaign_that_goes_on() -> None:
    going = campaign(0, is_told=False, closed=None, sat=None)
    [section] = [one for one in build(record((), (going,))).sections if one.id == "campaigns"]
    table = section.blocks[0]
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[0].cells[2:]] == ["goes on", "60", "told after its end"]
