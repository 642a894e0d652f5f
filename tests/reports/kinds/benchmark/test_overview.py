from dataclasses import replace

from harness.plan.level import Level
from reports.data import Page
from reports.kinds.benchmark import arms
from reports.kinds.benchmark.made_up.run import run
from reports.kinds.benchmark.made_up.trials import Invention
from reports.kinds.benchmark.overview import build
from reports.kinds.benchmark.sections import levels
from reports.render import text


def page(made: Invention) -> str:
    return " ".join(text.render(Page("index", build(run(made)))).split())


def test_the_page_says_that_the_embedded_model_is_no_evidence() -> None:
    assert "! Not evidence about what AI can do. Embedded model: shows the machinery" in page(Invention(2))


def test_below_four_cases_the_table_says_why_there_is_no_interval() -> None:
    assert levels.quality(run(Invention(3)).arms[0]).aside == "too few cases for an interval"


def test_from_four_cases_the_table_has_an_interval() -> None:
    cell = levels.quality(run(Invention(4)).arms[0])
    assert cell.low is not None
    assert " to " in cell.text


def test_tools_only_follows_its_design() -> None:
    order = [(arm.level, arm.kind) for arm in arms.ordered(run(Invention(2)))]
    assert order == [
        (Level.PROMPTING, "design"),
        (Level.CONTEXT, "design"),
        (Level.CONTEXT, "tools only"),
        (Level.ORCHESTRATION, "design"),
        (Level.ORCHESTRATION, "tools only"),
    ]


def test_two_designs_at_one_level_are_told_apart_by_name() -> None:
    view = run(Invention(2, levels=(Level.PROMPTING,)))
    twin = replace(view.arms[0], id="other", design_name="short-question")
    assert arms.labels(replace(view, arms=(*view.arms, twin)))["other"] == "Prompting: short-question"


def test_two_designs_of_one_name_are_told_apart_by_digest() -> None:
    view = run(Invention(2, levels=(Level.PROMPTING,)))
    twin = replace(view.arms[0], id="other", design="prompting-reference@2#abc")
    assert arms.labels(replace(view, arms=(*view.arms, twin)))["other"] == "Prompting: prompting-reference@2#abc"


def test_unknown_prices_stay_unknown() -> None:
    assert "Money a trial: prompting unknown" in page(Invention(2, priced="unknown"))


def test_the_reason_for_leaving_trials_out_is_given() -> None:
    assert "5 of 40 trials left out, because the service was overloaded (5 trials)." in page(Invention(8, broken=5))


def test_calls_of_unknown_outcome_are_counted_at_their_worst() -> None:
    said = (
        "2 calls of unknown outcome (sent and then cancelled, or the program was stopped):"
        " at worst 4,400 tokens, unknown."
    )
    assert said in page(Invention(8, broken=5))


def test_calls_of_repeated_attempts_are_counted_with_their_money() -> None:
    said = "in attempts that never ended, or were repeated after a failure of infrastructure: 900 tokens, unknown,"
    assert f"1 call {said} in no total above." in page(Invention(8, broken=5))


def test_answers_that_the_marker_failed_on_are_counted() -> None:
    view = run(Invention(2))
    failed = replace(view.trials[0], status="not marked", score=None, checks=())
    shown = text.render(Page("index", build(replace(view, trials=(failed, *view.trials[1:])))))
    assert "1 answer not marked, since the marker failed: left out of quality." in " ".join(shown.split())


def test_the_page_names_who_marked() -> None:
    assert "Marked by expense_reconciliation@1" in page(Invention(2)).replace(":", "")


def test_what_is_left_out_is_not_measured() -> None:
    """Eight cases, five rows, five failures."""
    said = page(Invention(8, broken=5))
    assert "35 of 40 trials measured." in said
    assert "35 of 40 planned trials measured" in said


def test_a_change_of_the_served_model_is_reported() -> None:
    assert "The model that answered changed within the run." in page(Invention(8, broken=5))


def test_the_prompting_allowance_is_in_words() -> None:
    said = "Prompting was allowed up to 1,500 tokens of the files pasted into the question and 1 follow-up question"
    assert said in page(Invention(2))


def test_human_minutes_are_an_assumption() -> None:
    said = "A person without AI is assumed to need 95 minutes for one case. Source: Invented for this sample."
    assert said in page(Invention(2))
