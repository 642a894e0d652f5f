"""All models that a run asks: its own, and those that agents of its designs have of their own.

A provider other than the run's is reached at its vendor's own address with its usual key: ``--base-url``, ``--api`` and
``--api-key-env`` speak of the run's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from harness.api.privacy.sending import check_may_see
from harness.errors import BadDesign, BadPlan
from harness.messages import Evidence, Provider, ProviderSettings, Usage
from harness.meter.prices import read_prices
from harness.plan.at_run.own_models import model_word, own_models
from harness.plan.benchmark import SILENT, Plan, PlannedArm
from harness.plan.checking.budgets import money_mistakes
from harness.plan.design import Design
from harness.providers.registry import make_provider, provider_names
from tasks_bank.task import Task


@dataclass(frozen=True, slots=True)
class AskedModel:
    """A model that a run asks."""

    word: str
    """As it is asked for: ``provider/model``."""
    evidence: Evidence
    base_url: str | None

    @property
    def price_known(self) -> bool:
        """True where its calls can be priced."""
        return read_prices(self.base_url).knows(self.word, self.evidence)

    def nano_usd(self, sent: int, out: int) -> int | None:
        """Return what a call costs that sends and brings back so many tokens; None where nobody knows."""
        return read_prices(self.base_url).nano_usd(self.word, self.evidence, Usage(input=sent, output=out))


def make_run_s(word: str, reach: ProviderSettings) -> Provider:
    """Make the provider of a run."""
    return make_provider(
        word,
        base_url=reach.base_url,
        api=reach.api,
        api_key_env=reach.api_key_env,
        ledger_url=reach.ledger_url,
        max_connections=reach.max_connections,
        timeouts=reach.timeouts,
    )


def make_own(designs: Iterable[Design], provider: str, reach: ProviderSettings) -> dict[str, Provider]:
    """Make the providers of models that agents have of their own, by the model's word; `reach` is how the run's is."""
    elsewhere = replace(reach, base_url=None, api="chat", api_key_env=None)
    words = {
        word for design in designs for word in own_models(design, provider, reach.model, provider_names()).values()
    }
    return {
        word: make_run_s(word, reach if word.partition("/")[0] == provider else elsewhere) for word in sorted(words)
    }


def models_asked(plan: Plan) -> tuple[AskedModel, ...]:
    """Return the models that a plan asks, the run's own first; *tools only* asks none."""
    run = AskedModel(model_word(plan.provider, plan.model), plan.evidence, plan.base_url)
    reach = ProviderSettings(plan.model, plan.base_url, plan.api)
    own = make_own([arm.design for arm in plan.designs], plan.provider, reach)
    if own:
        run = replace(run, evidence=make_run_s(run.word, reach).evidence)  # the plan's is the weakest of them all
    return run, *(AskedModel(word, provider.evidence, provider.base_url) for word, provider in own.items())


def asked_in_words(arm: PlannedArm) -> str:
    """Return what a row asks: the run's model, then those of agents: ``local/NAME; sorter: anthropic/NAME``."""
    own = {} if arm.provider == SILENT else own_models(arm.design, arm.provider, arm.model, provider_names())
    return "; ".join([model_word(arm.provider, arm.model), *(f"{agent}: {word}" for agent, word in own.items())])


def check_models_may_see(task: Task, models: Iterable[AskedModel]) -> None:
    """Refuse models that may not see the task's files. Raises BadPlan."""
    for model in models:
        check_may_see(task, model.word, model.evidence, model.base_url)


def check_money_is_known(designs: Sequence[Design], run: AskedModel, own: Mapping[str, AskedModel]) -> None:
    """Refuse a money limit where a price is unknown, and one that covers no call: neither could stop anything in time.

    Raises BadPlan or BadDesign.
    """
    for design in designs:
        theirs = own_models(design, run.word.partition("/")[0], run.word.partition("/")[2], provider_names())
        asked = {agent.name: own.get(theirs.get(agent.name, ""), run) for agent in design.agent}
        limits = [(f"design '{design.name}'", design.budget.usd, tuple(asked.values()))]
        limits += [(f"agent '{a.name}' of '{design.name}'", a.budget.usd, (asked[a.name],)) for a in design.agent]
        for whose, usd, models in limits:
            unknown = [model.word for model in models if not model.price_known]
            if usd is not None and unknown:
                raise BadPlan(
                    f"{whose} has a limit of ${usd:g}, but the price of {unknown[0]} is not known; "
                    "put it into $TOPRUNG_HOME/prices.toml or take the limit out"
                )
        if short := list(money_mistakes(design, partial(_price, asked))):
            raise BadDesign(f"design '{design.name}': {'; '.join(short)}")


def _price(asked: Mapping[str, AskedModel], agent: str, sent: int, out: int) -> int | None:
    return asked[agent].nano_usd(sent, out)
