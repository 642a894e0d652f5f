"""Intervals of a person's minutes: beside what a distribution's own quantiles say."""

from dataclasses import replace

import pytest
from scipy.stats import beta, chi2, t

from harness.meter.attention.formula import defects_per_100, job_min
from harness.meter.attention.spread import spreads
from harness.meter.attention.terms import Mean, Pace, Share, Term, Unsure
from tests.harness.meter.attention.test_formula import GDPVAL

RESULTS = {"minutes": job_min, "defects": defects_per_100}


def terms(**unsure: Unsure) -> list[Term]:
    values = {key: getattr(GDPVAL, key) for key in GDPVAL.__slots__} | {"caught": 0.8}
    return [Term(key, value, "assumed", "made up", unsure.get(key)) for key, value in values.items()]


def test_without_an_unsure_term_an_interval_has_no_width() -> None:
    found = spreads(terms(), RESULTS)
    minutes = job_min(replace(GDPVAL, caught=0.8))
    assert (found["minutes"].low, found["minutes"].high) == (minutes, minutes)


def test_an_unsure_share_goes_through_to_the_defects() -> None:
    """Defects are 20 (1 - p), so their quantiles are those of Jeffreys' posterior."""
    found = spreads(terms(acceptable=Share(8, 20)), RESULTS)["defects"]
    low, high = (20 * (1 - share) for share in beta(8.5, 12.5).ppf([0.975, 0.025]))
    assert [found.low, found.high] == pytest.approx([low, high], rel=0.1)


def test_an_unsure_mean_is_students_t() -> None:
    found = spreads(terms(open_min=Mean(109, 5, 7)), RESULTS)["minutes"]
    assert found.high - found.low == pytest.approx(2 * 5 * t(7).ppf(0.975), rel=0.1)


def test_an_unsure_pace_is_a_chi_square() -> None:
    drawn = [term for term in terms() if term.key != "caught"]
    drawn += [replace(drawn[0], key="tau_min", value=2, unsure=Pace(20, 10))]
    drawn = [replace(term, value=1.0) if term.key == "row_min" else term for term in drawn]
    found = spreads(drawn, {"tau": lambda work: work.caught})["tau"]
    slow, fast = 40 / chi2(21).ppf([0.025, 0.975])
    assert found.low == pytest.approx(1 - 2.718281828 ** (-1 / slow), rel=0.1)
    assert found.high == pytest.approx(1 - 2.718281828 ** (-1 / fast), rel=0.1)


def test_the_same_terms_give_the_same_interval() -> None:
    assert spreads(terms(acceptable=Share(3, 9)), RESULTS) == spreads(terms(acceptable=Share(3, 9)), RESULTS)
