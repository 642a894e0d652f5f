"""Any design is refused in words or runs to its end, whatever a model says."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.api.drawing import graph_svg
from harness.api.planning import known_for
from harness.errors import BadDesign
from harness.plan.checking.check import check_design, findings
from harness.plan.design import Design
from tests.harness.fakes import FakeProvider, attempt, petty_cash
from tests.harness.plan.checking.any_design import designs

SAYS = (
    "",
    "nothing to say",
    '{"verdict": "fail", "why": "no"}',
    '{"lines": [{"line": "1", "category": "travel"}], "book": [{"line": "1", "bought": "tea", "amount": 2.5}]}',
    '{"totals": [{"category": "travel", "amount": 3}], "notes": [{"line": "2", "bought": "x", "amount": 1}]}',
    "lines\nline,category\n1,travel\n2,meals\n",
)
ANY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


def look_at(design: Design, said: str) -> bool:
    """Check a design and, where it holds together, draw it and run it; returns whether it did."""
    known = known_for(petty_cash())
    found = findings(design, known)
    if found.mistakes:
        with pytest.raises(BadDesign, match=r"^design 'random'"):
            check_design(design, known)
        return False
    assert graph_svg(design).endswith("</svg>")
    assert attempt(design, FakeProvider(said)).ended.outcome == "done"
    return True


@settings(ANY, max_examples=40)
@given(designs(), st.sampled_from(SAYS))
def test_a_design_is_refused_in_words_or_runs_to_its_end(design: Design, said: str) -> None:
    look_at(design, said)


@pytest.mark.slow
def test_of_many_designs_each_is_refused_in_words_or_runs_to_its_end() -> None:
    ran = []

    @settings(ANY, max_examples=1500)
    @given(designs(), st.sampled_from(SAYS))
    def many(design: Design, said: str) -> None:
        ran.append(look_at(design, said))

    many()
    assert sum(ran) > len(ran) / 20
