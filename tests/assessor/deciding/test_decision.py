"""Levels in words: what answers point to, what is issued, and what is missing."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.deciding.cut_set import read_cut_set
from assessor.deciding.decision import LevelDecision, Measured, decide
from assessor.deciding.evidence import Evidence, EvidenceKind, EvidenceSource
from assessor.deciding.profile import AreaFigure
from assessor.framework import read_framework

FRAMEWORK, SET = read_framework(), read_cut_set()
WELL = (0.0, 0.0, 0.2, 0.6, 0.2)
BUILDER, STRATEGIST = (0, 0, 0.3, 0.6, 0.1), (0, 0, 0, 0.2, 0.8)


def responsible(chances: tuple[float, ...] = WELL, answered: int = 5) -> AreaFigure:
    return AreaFigure("responsible", answered, 2, 2.0, 0.0, 0.4, chances, "")


def measured(chances: tuple[float, ...], area: AreaFigure | None = None, **changes: float) -> Measured:
    values = {"theta": 0.0, "se": 0.4, "answers": 20, "fewest": 10} | changes
    return Measured(chances=chances, areas=(area or responsible(),), **values)  # type: ignore[arg-type]


def evidence(
    kind: EvidenceKind, day: int = 1, *, passed: bool = True, source: EvidenceSource = "attested", by: str = "R. Osei"
) -> Evidence:
    return Evidence(f"e{day}", kind, source, "a-rubric@1#0", passed, by, dt.datetime(2026, 11, day, tzinfo=dt.UTC))


def decided(chances: tuple[float, ...], *speaking: Evidence, area: AreaFigure | None = None) -> LevelDecision:
    return decide(measured(chances, area), SET, FRAMEWORK, speaking)


@pytest.mark.parametrize(
    ("chances", "level", "issued", "said"),
    [
        ((0.1, 0.7, 0.2, 0, 0), 2, 2, "AI User"),
        ((0.1, 0.4, 0.4, 0.1, 0), None, 2, "between AI User and AI Applier"),
        ((0, 0.1, 0.5, 0.3, 0.1), 3, 3, "AI Applier"),
        (BUILDER, 4, 3, "AI Applier; answers point to AI Builder, practical evidence needed"),
        (
            (0, 0.1, 0.4, 0.4, 0.1),
            None,
            3,
            "AI Applier; answers point between AI Applier and AI Builder, practical evidence needed",
        ),
        (
            (0, 0, 0.2, 0.4, 0.4),
            None,
            3,
            "AI Applier; answers point between AI Builder and AI Strategist, practical evidence needed",
        ),
    ],
)
def test_a_level_needs_half_and_a_gate_holds_back_what_only_practice_shows(
    chances: tuple[float, ...], level: int | None, issued: int, said: str
) -> None:
    found = decided(chances)
    assert (found.level, found.issued, found.said) == (level, issued, said)


def test_passed_practical_work_opens_the_gate() -> None:
    found = decided(BUILDER, evidence("orchestration_task"))
    assert (found.issued, found.said) == (4, "AI Builder")
    between = decided((0, 0.1, 0.4, 0.4, 0.1), evidence("orchestration_task"))
    assert (between.issued, between.said) == (3, "between AI Applier and AI Builder")


def test_strategist_needs_the_gates_of_all_levels_up_to_it() -> None:
    governed, built = evidence("governance"), evidence("orchestration_task")
    assert decided(STRATEGIST, governed).issued == 3
    assert decided(STRATEGIST, built).issued == 4
    assert decided(STRATEGIST, built).said == "AI Builder; answers point to AI Strategist, practical evidence needed"
    assert decided(STRATEGIST, built, governed).issued == 5


def test_the_newest_word_on_a_kind_counts_in_whatever_order_words_come() -> None:
    passed, failed = evidence("orchestration_task", 1), evidence("orchestration_task", 2, passed=False)
    again = evidence("orchestration_task", 3)
    assert [decided(BUILDER, *said).issued for said in ((passed, failed), (failed, passed))] == [3, 3]
    assert decided(BUILDER, again, failed, passed).issued == 4
    (said,) = decided(BUILDER, failed).missing
    assert said.endswith(
        "the newest, of 2026-11-02, marked by R. Osei against a-rubric@1, was not passed or was taken back"
    )


@pytest.mark.parametrize(
    "one", [evidence("orchestration_task", source="simulated"), evidence("orchestration_task", by=" ")]
)
def test_simulated_evidence_and_a_word_of_nobody_open_no_gate(one: Evidence) -> None:
    found = decided(BUILDER, one)
    assert found.issued == 3
    assert found.missing[0].endswith("there is only evidence that opens no gate")


def test_an_area_too_far_behind_holds_the_level_back() -> None:
    """Applier may have responsible use at User, not below: the chance of level 1 has to be three quarters or more."""
    applier = (0, 0.1, 0.8, 0.1, 0)
    behind = decided(applier, area=responsible((0.75, 0.25, 0, 0, 0)))
    assert (behind.level, behind.issued) == (3, 2)
    assert behind.said == "AI User; answers point to AI Applier, responsible use too far behind"
    (missing,) = behind.missing
    assert missing.startswith("floor: responsible use has to keep within one level of the level issued; ")
    assert missing.endswith("; it lies below AI User with a chance of 75% (5 answers)")
    assert decided(applier, area=responsible((0.74, 0.26, 0, 0, 0))).issued == 3


def test_a_floor_and_a_gate_are_both_said() -> None:
    found = decided(BUILDER, area=responsible((0.75, 0.25, 0, 0, 0)))
    assert found.issued == 2
    assert found.said.endswith("point to AI Builder, practical evidence needed and responsible use too far behind")


def test_a_floor_with_too_few_answers_is_not_judged_and_says_so() -> None:
    found = decided((0, 0.1, 0.8, 0.1, 0), area=responsible((0.9, 0.1, 0, 0, 0), answered=2))
    assert (found.issued, found.not_judged) == (3, ("Responsible use",))
    assert any("takes 3 answers there (so far 2)" in each for each in found.missing)


def test_a_floor_says_nothing_of_levels_that_it_cannot_hold_back() -> None:
    found = decide(measured((0.9, 0.1, 0, 0, 0), responsible(answered=1), theta=-2), SET, FRAMEWORK)
    assert found.not_judged == ()
    assert [each.partition(":")[0] for each in found.missing] == ["answers"]


def test_what_is_missing_has_its_figures() -> None:
    found = decide(measured((0.1, 0.7, 0.2, 0, 0), theta=-0.75), SET, FRAMEWORK)
    (missing,) = found.missing
    assert missing.startswith("answers: AI Applier begins at -0.40, which is 0.35 above the ability found; ")
    assert missing.endswith("the chance to be there already is 20%")
    between = decide(measured((0.1, 0.4, 0.4, 0.1, 0), theta=-0.45), SET, FRAMEWORK)
    assert between.missing[0].startswith("precision: AI Applier begins at -0.40; the ability found, -0.45 with")


def test_the_highest_level_misses_nothing() -> None:
    assert decided(STRATEGIST, evidence("governance"), evidence("orchestration_task")).missing == ()


def test_too_few_answers_are_no_level() -> None:
    found = decide(measured(WELL, answers=7), SET, FRAMEWORK)
    assert (found.issued, found.said) == (None, "no level: too few answers")
    assert found.missing == ("answers: 7 count so far, and a level needs 10",)


def test_answers_in_words_that_nobody_marked_are_waited_for() -> None:
    found = decide(measured(WELL, answers=3, waiting=12), SET, FRAMEWORK)
    assert (found.level, found.issued, found.said) == (None, None, "waits for marking")
    assert found.missing == ("marking: 12 answers in words wait for the marks of a person",)
    enough = decide(measured((0.1, 0.7, 0.2, 0, 0), waiting=2), SET, FRAMEWORK)
    assert (enough.issued, len(enough.missing)) == (2, 2)


_chances = st.lists(st.floats(0.001, 1), min_size=5, max_size=5).map(
    lambda some: tuple(one / sum(some) for one in some)
)
_evidence = st.lists(
    st.builds(
        evidence,
        st.sampled_from(["orchestration_task", "governance"]),
        st.integers(1, 28),
        passed=st.booleans(),
        source=st.sampled_from(["attested", "practical", "simulated"]),
    ),
    max_size=4,
)


@given(_chances, _chances, _evidence, st.integers(0, 6))
def test_any_figures_lead_to_a_level_that_no_gate_or_floor_forbids(
    chances: tuple[float, ...], area: tuple[float, ...], speaking: list[Evidence], answered: int
) -> None:
    figure = responsible(area, answered)
    found = decide(measured(chances, figure), SET, FRAMEWORK, speaking)
    free = decide(measured(chances), SET.model_copy(update={"gate": (), "floor": ()}), FRAMEWORK)
    assert found.issued is not None
    assert free.issued is not None
    assert found.issued <= free.issued
    assert found.level == free.level
    real = {one.kind for one in speaking if one.passed and one.source != "simulated"}
    assert found.issued <= 3 or "orchestration_task" in real
    assert found.issued <= 4 or "governance" in real
