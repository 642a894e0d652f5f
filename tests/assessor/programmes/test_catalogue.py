"""Programmes, funding figures and claims: versions pinned to days, and a source for everything."""

import datetime as dt
from typing import get_args

import pytest

from assessor.framework import Rung
from assessor.programmes.catalogue import NoSuchVersion, programme, programmes, standard_named
from assessor.programmes.off_job import off_job_rules
from assessor.programmes.paying.figures import claims, employers_share, figure_on, figures_on

D = dt.date
TODAY = D(2026, 11, 23)


def test_the_programmes_are_there() -> None:
    assert [one.code for one in programmes()] == ["AU0002", "AU0009", "AU0010", "AU0011", "ST0795", "ST1512"]


@pytest.mark.parametrize(("day", "version"), [(D(2026, 5, 21), "2.0"), (D(2026, 5, 22), "2.1"), (TODAY, "2.1")])
def test_a_start_is_pinned_to_the_version_of_its_day(day: dt.date, version: str) -> None:
    assert programme("st1512").version_on(day).version == version


def test_each_version_names_its_assessment_in_its_own_words() -> None:
    terms = [version.terms for version in programme("ST1512").version]
    assert [term and term.assessment for term in terms] == ["end-point assessment", "apprenticeship assessment"]


def test_a_start_before_and_one_of_a_unit_that_was_replaced_are_refused() -> None:
    with pytest.raises(NoSuchVersion, match=r"nobody starts ST1512 on 2025-12-09: its starts are from 2025-12-10$"):
        programme("ST1512").version_on(D(2025, 12, 9))
    with pytest.raises(NoSuchVersion, match="AU0009, AU0010, AU0011 replaced it"):
        programme("AU0002").version_on(TODAY)


def test_st1512_has_64_codes_and_no_words() -> None:
    codes = programme("ST1512").codes
    assert len(codes) == 64
    assert (codes[0], codes[28], codes[29], codes[-1]) == ("K1", "K29", "S1", "B6")
    assert not programme("ST1512").has_code("K30")


def test_of_a_standard_whose_codes_are_not_verified_any_of_the_form_is_taken() -> None:
    assert programme("ST0795").codes == ()
    assert programme("ST0795").has_code("K15")
    assert not programme("ST0795").has_code("K0")
    assert not programme("AU0010").has_code("K1")


@pytest.mark.parametrize(
    ("label", "said"),
    [("ST1512", "write it as"), ("ST1512@9", "has no version '9'; there are 2.0, 2.1"), ("X@1", "there is no prog")],
)
def test_a_label_that_names_nothing_is_said(label: str, said: str) -> None:
    with pytest.raises(NoSuchVersion, match=said):
        standard_named(label)


def test_everything_that_is_said_has_a_source_and_a_day_that_has_passed() -> None:
    facts = [fact for one in programmes() for fact in (*one.fact, *(f for v in one.version for f in v.fact))]
    figures = [figure for day in (D(2020, 1, 1), TODAY) for figure in figures_on(day)]
    said = [(one.source, one.as_of) for one in facts]
    said += [(one.source, one.as_of) for one in figures] + [(one.source, one.as_of) for one in claims()]
    said += [(one.source, one.as_of) for one in off_job_rules()]
    assert all(source and as_of <= TODAY for source, as_of in said)


@pytest.mark.parametrize(
    ("day", "pays_levy", "has_funds", "age", "percent"),
    [
        (TODAY, "levy", "funds", 40, 0),
        (TODAY, "levy", "", 40, 25),
        (D(2026, 7, 31), "levy", "", 40, 5),
        (TODAY, "", "", 24, 0),
        (TODAY, "", "", 25, 5),
        (D(2026, 7, 31), "", "", 23, None),  # 0 for 16 to 21 and some of 22 to 24: not known for 23
    ],
)
def test_who_pays_follows_from_the_day(
    day: dt.date, pays_levy: str, has_funds: str, age: int, percent: float | None
) -> None:
    assert employers_share(day, pays_levy=bool(pays_levy), has_funds=bool(has_funds), age=age).percent == percent


def test_figures_that_sources_disagree_on_say_so() -> None:
    assert {figure.key for figure in figures_on(TODAY) if figure.conflict} == {
        "no_levy_from_25_percent",
        "st1512_band_gbp",
    }


@pytest.mark.parametrize(("day", "months"), [(D(2026, 7, 31), 24), (D(2026, 8, 1), 12)])
def test_levy_funds_expire_by_the_rule_of_the_day(day: dt.date, months: int) -> None:
    figure = figure_on("funds_expire_after_months", day)
    assert figure is not None
    assert figure.value == months


def test_each_rung_of_use_has_a_claim_with_whose_it_is() -> None:
    assert {claim.rung: claim.by for claim in claims()} == dict.fromkeys(get_args(Rung), "TESS Group")
