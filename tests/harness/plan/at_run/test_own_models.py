import pytest

from harness.plan.at_run.own_models import own_model_mistakes, own_models, weakest
from harness.plan.design import Design, parse_design

PROVIDERS = frozenset({"anthropic", "local", "openai_compatible", "scripted"})


def with_model(model: str, level: str = "orchestration", more: str = "") -> Design:
    head = f'name = "d"\nversion = 1\nlevel = "{level}"\ntask = "petty_cash"\n'
    agents = f'[[agent]]\nname = "a"\nrole = "r"\nmodel = "{model}"\n{more}\n'
    return parse_design(head + agents, "d.toml")


@pytest.mark.parametrize(
    ("model", "word"),
    [
        ("anthropic/claude", "anthropic/claude"),
        ("local", "local"),
        ("small", "openai_compatible/small"),
        ("openai_compatible/meta/llama", "openai_compatible/meta/llama"),
    ],
)
def test_a_model_is_written_in_full_or_is_one_of_the_run_s_provider(model: str, word: str) -> None:
    assert own_models(with_model(model), "openai_compatible", "large", PROVIDERS) == {"a": word}


@pytest.mark.parametrize("model", ["", "large", "openai_compatible/large"])
def test_the_run_s_own_model_is_no_model_of_its_own(model: str) -> None:
    assert own_models(with_model(model), "openai_compatible", "large", PROVIDERS) == {}


def test_an_unknown_provider_is_named_with_the_nearest() -> None:
    (said,) = own_model_mistakes(with_model("anthropc/claude"), PROVIDERS)
    assert said.startswith(
        "agent 'a' wants a model of provider 'anthropc', which is not there (did you mean 'anthropic'?"
    )


@pytest.mark.parametrize("level", ["prompting", "context"])
def test_one_agent_alone_has_the_run_s_model_and_the_design_s_budget(level: str) -> None:
    model, budget = own_model_mistakes(with_model("local", level, "[agent.budget]\ncalls = 1"), PROVIDERS)
    assert model.endswith("one agent has the run's: give it with --model")
    assert budget.endswith("write it into [budget]")


def test_several_kinds_of_models_are_evidence_of_what_the_weakest_is() -> None:
    assert weakest(["real", "embedded"]) == "embedded"
    assert weakest(["real", "scripted", "replay"]) == "scripted"
    assert weakest(["real"]) == "real"
