from dataclasses import replace

from harness.plan.level import Level
from reports.kinds.benchmark.made_up.run import run
from reports.kinds.benchmark.made_up.trials import Invention
from reports.kinds.benchmark.sections.in_short import in_short


def test_tokens_are_compared_from_the_dearest_to_the_cheapest() -> None:
    view = run(Invention(1, levels=(Level.PROMPTING, Level.CONTEXT), tools_only=False))
    tokens = {"prompting/design": 1000, "context/design": 2500}
    arms = tuple(replace(arm, input_tokens=tokens[arm.id], output_tokens=0) for arm in view.arms)
    assert in_short(replace(view, arms=arms)).items[0] == (
        "Tokens a trial: prompting 1,000 and context engineering 2,500;"
        " context engineering took 2.5 times as many as prompting."
    )


def test_where_money_is_nothing_tokens_are_compared() -> None:
    assert "Money: no charge for any trial, so the levels are compared by tokens." in in_short(run(Invention(2))).items


def test_tools_alone_stand_beside_the_design_with_its_model() -> None:
    view = run(Invention(2, levels=(Level.CONTEXT,)))
    arms = tuple(replace(arm, quality_mean=0.2 if arm.kind == "tools only" else 0.5) for arm in view.arms)
    said = "The tools alone, with every model reply empty, scored 0.20 at context engineering (with the model 0.50)."
    assert said in in_short(replace(view, arms=arms)).items


def test_a_run_that_goes_on_says_how_far_it_is() -> None:
    view = replace(run(Invention(2)), planned=20)
    assert "10 of 20 planned trials measured so far." in in_short(view).items


def test_what_is_left_out_is_counted_among_the_trials_that_ended() -> None:
    """Of 40 trials that ended, 35 are measured."""
    view = replace(run(Invention(8, broken=5)), planned=60)
    assert (view.finished, view.left_out) == (35, 5)
    said = "35 of 60 planned trials measured so far. 5 of 40 trials left out; see below why."
    assert said in in_short(view).items


def test_a_run_that_has_ended_is_not_so_far() -> None:
    assert "5 of 40 trials left out; see below why." in in_short(run(Invention(8, broken=5))).items
