"""Faults and agents' own models through the command line: planned, run, kept, and said wherever results are."""

from dataclasses import replace
from pathlib import Path

import pytest

from harness import api
from tests.harness.benching import SCRIPTED, Bench
from tests.harness.crash.counting import ask

TEAM = (*SCRIPTED, "--levels", "orchestration", "--cases", "2")
NOTE = "Faults were injected: agent:sorter=down; this says nothing about the design without them."
FAULT = ("--fault", "agent:sorter=down")


def test_a_run_with_a_fault_is_another_run_and_says_so_everywhere(bench: Bench, home: Path) -> None:
    plain, planned = bench("plan", *TEAM), bench("plan", *TEAM, *FAULT)
    assert f"note: f{NOTE[1:]}" in planned.out
    assert plain.out.split()[1] != planned.out.split()[1]
    assert bench("run", *TEAM).code == 0
    clean = bench.view()
    assert bench("run", *TEAM, *FAULT).code == 0
    shown, view = bench("show", "latest").out, bench.view()
    assert NOTE in shown
    assert (view["faults"], view["evidence_note"].endswith(NOTE)) == (["agent:sorter=down"], True)
    assert clean["faults"] == []
    assert not {trial["id"] for trial in clean["trials"]} & {trial["id"] for trial in view["trials"]}
    asked = (
        "SELECT count(*) FROM call JOIN planned_trial ON planned_trial.trial_id = call.trial_id"
        " WHERE planned_trial.run_id = ? AND agent = 'sorter'"
    )
    # In the row *tools only* the sorter is down as well: the fault is in the design, and not in the model.
    assert ask(home.parent / "runs.db", asked, view["id"]) == [(0,)]
    assert bench("resume", view["id"]).code == 0


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ("agent:sorter=tired", "--fault is 'agent:sorter=tired'; write agent:NAME=down|slow:SECONDS|garbled|silent or"),
        ("agent:sort=down", "--fault agent:sort=down names agent 'sort', which is not there (did you mean 'sorter'?)"),
    ],
)
def test_a_fault_that_cannot_be_is_one_sentence(bench: Bench, fault: str, sentence: str) -> None:
    said = bench("run", *TEAM, "--fault", fault)
    assert said.code == 2
    assert said.sentence.startswith(sentence)


def team_of_two_models(home: Path, model: str) -> str:
    """Write petty cash's team with another model for its sorter; return the design's name."""
    text = (home / "tasks" / "petty_cash" / "designs" / "orchestration.toml").read_text(encoding="utf-8")
    text = text.replace('name = "petty_cash-orchestration"', 'name = "two-models"')
    text = text.replace('name = "sorter"', f'name = "sorter"\nmodel = "{model}"')
    (home / "designs").mkdir(exist_ok=True)
    (home / "designs" / "two-models.toml").write_text(text, encoding="utf-8")
    return "two-models"


def other_script(home: Path) -> Path:
    text = 'tally = "tally.txt"\ndefault = \'{"lines": [{"category": "meals"}]}\'\n'
    (home / "scripts" / "meals.toml").write_text(text, encoding="utf-8")
    return home / "scripts" / "tally.txt"


def test_an_agent_s_own_model_is_planned_asked_and_named(bench: Bench, home: Path) -> None:
    tally = other_script(home)
    words = (*SCRIPTED, "--cases", "1", "--design", team_of_two_models(home, "scripted/meals"))
    assert "scripted/petty_cash.toml; sorter: scripted/meals)" in bench("plan", *words).out
    assert bench("run", *words).code == 0
    arms = {arm["id"]: arm for arm in bench.view()["arms"]}
    assert arms["two-models"]["model"] == "scripted/petty_cash.toml; sorter: scripted/meals"
    assert len(arms["two-models"]["models_served"]) == 2
    assert arms["two-models (tools only)"]["models_served"] == ["silent"]
    calls = ask(home.parent / "runs.db", "SELECT DISTINCT agent, model_asked FROM call WHERE model_asked != 'silent'")
    assert set(calls) == {("sorter", "scripted/meals"), ("coordinator", "scripted/petty_cash.toml")}
    lines = tally.read_text(encoding="utf-8").splitlines()
    assert [line.split()[1] for line in lines] == ["sorter"] * 6


def test_an_agent_s_own_model_that_is_not_there_is_one_sentence(bench: Bench, home: Path) -> None:
    said = bench("plan", *SCRIPTED, "--design", team_of_two_models(home, "scriptd/meals"))
    assert said.code == 2
    assert (
        "agent 'sorter' wants a model of provider 'scriptd', which is not there (did you mean 'scripted'?" in said.err
    )


def test_a_money_limit_needs_the_price_of_every_model_that_is_asked(
    bench: Bench, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    name = team_of_two_models(home, "openai_compatible/nobody-knows")
    path = home / "designs" / f"{name}.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n[budget]\nusd = 1\n", encoding="utf-8")
    said = bench("plan", *SCRIPTED, "--design", name)
    assert said.code == 2
    assert said.sentence.startswith(
        "design 'two-models' has a limit of $1, but the price of openai_compatible/nobody-knows is not known"
    )


def test_one_scripted_agent_makes_the_run_no_evidence_about_ai(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run's own model would be real; nothing is sent by planning."""
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    other_script(home)
    name = team_of_two_models(home, "scripted/meals")
    order = api.Order("petty_cash", levels=(), dials="small", model="openai_compatible/big")
    assert api.make_plan(replace(order, designs=(name,))).evidence == "scripted"
    assert api.make_plan(replace(order, levels=("orchestration",))).evidence == "real"


def test_what_an_agent_with_a_model_of_its_own_will_see_can_be_shown(home: Path) -> None:
    other_script(home)
    name = team_of_two_models(home, "scripted/meals")
    shown = api.context_shown(api.Order("petty_cash", levels=(), designs=(name,), dials="small", model="scripted"))
    assert shown.model == "scripted; sorter: scripted/meals"
    (sorter,) = [agent for agent in shown.agents if agent.agent == "sorter"]
    assert sorter.first_call is not None
    assert sorter.first_call.sent_tokens > 0
