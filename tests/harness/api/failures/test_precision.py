"""Each sign appears where its cause was planted, and in no more than 5 % of trials in which nothing was.

The causes are faults that the runtime injects, and models that are scripted to fail. Teams are those of petty cash.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from harness.api.failures.modes import read_modes
from harness.api.failures.rules import RULES, did_not_ask
from harness.api.failures.seen import Seen
from harness.messages import Reply, Request, ToolCall
from harness.plan.design import Design
from harness.plan.level import Level
from harness.store.reading.steps import Steps
from tests.harness.api.happened.making import Timed, happened, tried
from tests.harness.fakes import Said, reply
from tests.harness.orchestrators.teams import BOOK, agent, one_after_the_other, team

ROW = '{"lines": [{"category": "travel"}]}'
SORTER = (
    'each = ["book"]',
    'each_gives = "one"',
    "carries = { line = ['line'] }",
    'writes = ["lines"]',
    'format = "json"',
)
WHOLE = ('writes = ["lines"]', 'reads = ["book"]')
GATE = '[[gate]]\nafter = "sorter"\ncheck = "tool:diff"\nreturns_to = "sorter"\n'
GATE += 'arguments = { left = "book", right = "lines", on = ["line"], keep = "left" }\n'
REVIEWED = '[[gate]]\nafter = "sorter"\ncheck = "agent:reviewer"\nreturns_to = "sorter"\n'
PASS, FAIL = '{"verdict": "pass", "why": ""}', '{"verdict": "fail", "why": "one is missing"}'
REVIEWER = agent("reviewer", 'reads = ["lines"]')
CHIEF = agent("chief", 'reads = ["lines"]') + '[coordinator]\nagent = "chief"\n'
STOPS = CHIEF + 'on_failure = "stop"\n'
FAN_OUT = team(BOOK, agent("sorter", *SORTER), GATE, chief=CHIEF)
LINES = "lines\n\nline,category\n"


def every_line(request: Request) -> str:
    """A table with every line of the book that the model is shown."""
    shown = [line.split(",")[0] for line in request.messages[-1].text.splitlines() if line.startswith("PC-")]
    return LINES + "\n".join(f"{line},travel" for line in dict.fromkeys(shown))


def good(request: Request) -> Said:
    """Says to each agent's request what a good model would."""
    if request.agent == "reviewer":
        return PASS
    if request.agent == "chief":
        return "Two sentences."
    return ROW if request.schema else every_line(request)


def saying(agent_name: str, *said: Said) -> Callable[[Request], Said]:
    """Says these to an agent, one after the other, and to the others what a good model would."""
    to_agent = one_after_the_other(*said)
    return lambda request: to_agent(request) if request.agent == agent_name else good(request)


@dataclass(frozen=True)
class Plant:
    """A cause, and the mode whose sign it has to bring about."""

    mode: str
    design: Design = FAN_OUT
    say: Callable[[Request], Said] = good
    faults: Sequence[str] = ()
    score: float = 1.0
    missed: int = 0
    whose: str = field(default="")


SUM = ToolCall("c", "sum", {"table": "book", "column": "amount"})
AGAIN = reply(stop="tools", calls=[SUM])
BY_ONE = team(BOOK, agent("sorter", *WHOLE), GATE, chief=CHIEF)
BY_REVIEW = team(BOOK, agent("sorter", *WHOLE), REVIEWER, REVIEWED, chief=CHIEF)
BY_TWO_CALLS = team(BOOK, agent("sorter", *SORTER), "[budget]\ncalls = 2\n", chief=CHIEF)


def asking_for(column: str) -> Reply:
    return reply(stop="tools", calls=[ToolCall("c", "sum", {"table": "book", "column": column})])


PLANTED = {
    "an agent that is down, and a rule that then stops the work": Plant(
        "3.1", team(BOOK, agent("sorter", *WHOLE), chief=STOPS), faults=["agent:sorter=down"]
    ),
    "an agent that says nothing": Plant("1.1", faults=["agent:sorter=silent"], whose="sorter"),
    "an agent whose replies are garbled": Plant("1.1", faults=["agent:sorter=garbled"], whose="sorter"),
    "a model that hands in no table": Plant("1.1", BY_ONE, saying("sorter", "I would rather not."), whose="sorter"),
    "the same tool again and again": Plant(
        "1.3",
        team(BOOK, agent("sorter", *WHOLE, 'tools = ["sum"]'), chief=CHIEF),
        saying("sorter", AGAIN),
        whose="sorter",
    ),
    "the same again after a check": Plant("1.3", BY_ONE, saying("sorter", f"{LINES}PC-1,travel"), whose="sorter"),
    "papers that do not fit": Plant(
        "1.4",
        team(
            "[context.files]\nbudget_tokens = 12\n",
            BOOK,
            agent("sorter", 'writes = ["lines"]', 'reads = ["book", "files"]'),
            chief=CHIEF,
        ),
        whose="sorter",
    ),
    "ever another tool, until no round is left": Plant(
        "1.5",
        team(BOOK, agent("sorter", *WHOLE, 'tools = ["sum"]'), chief=CHIEF),
        saying("sorter", *(asking_for(column) for column in "abcdefghij")),
        whose="sorter",
    ),
    "things that a person had to decide": Plant("2.2", missed=2),
    "a reviewer whose finding is ignored": Plant("2.5", BY_REVIEW, saying("reviewer", FAIL), whose="sorter"),
    "a rule that stops the work": Plant(
        "3.1", team(BOOK, agent("sorter", *WHOLE), chief=STOPS), saying("sorter", "I would rather not.")
    ),
    "a check that is asleep": Plant("3.2", faults=["gate:sorter=asleep"], whose="sorter"),
    "a verdict that nobody can read": Plant("3.2", BY_REVIEW, saying("reviewer", "Hm."), whose="reviewer"),
    "a reviewer who passes what is wrong": Plant("3.3", BY_REVIEW, score=0.2, whose="reviewer"),
}


@pytest.mark.parametrize("plant", PLANTED.values(), ids=PLANTED)
def test_a_sign_appears_where_its_cause_was_planted(plant: Plant) -> None:
    found = tried(plant.design, Timed(plant.say, {}), plant.faults)
    labels = happened(plant.design, found, score=plant.score, missed=plant.missed).labels
    assert plant.mode in {label.mode for label in labels}
    seen = [label for label in labels if label.mode == plant.mode]
    assert not plant.whose or plant.whose in {label.agent for label in seen}
    keys = {f"call {n}" for n in range(1, len(found.notebook.starts) + 1)}
    keys |= {f"span {n}" for n in range(1, len(found.ended.spans) + 1)}
    assert {key for label in seen for key in label.evidence} <= keys


def test_a_budget_that_ends_somebody_at_work_is_no_sign_of_not_ending() -> None:
    found = tried(BY_TWO_CALLS, Timed(good, {}))
    assert found.ended.outcome == "limit"
    assert "1.5" not in {label.mode for label in happened(BY_TWO_CALLS, found).labels}


def test_a_limit_that_stops_a_trial_is_no_sign_that_nobody_asked() -> None:
    stopped, done = (Seen(Level.CONTEXT, outcome, "", "marked", 0.0, Steps(), 2) for outcome in ("limit", "done"))
    assert list(did_not_ask(stopped)) == []
    assert len(list(did_not_ask(done))) == 1


def test_a_check_by_code_is_no_agent_whose_input_is_ignored() -> None:
    found = tried(BY_ONE, Timed(saying("sorter", f"{LINES}PC-1,travel"), {}))
    assert "2.5" not in {label.mode for label in happened(BY_ONE, found).labels}


def test_every_rule_has_a_plant_and_every_mode_with_a_sign_a_rule() -> None:
    assert {plant.mode for plant in PLANTED.values()} == set(RULES)
    assert {mode.number for mode in read_modes().mode if mode.sign} == set(RULES)


def test_trials_in_which_nothing_was_planted_bear_a_sign_in_at_most_5_percent() -> None:
    """Good models in all designs, with random latencies, slow agents, and a first attempt that a check sends back."""
    dice = random.Random(6)
    designs = (FAN_OUT, BY_ONE, BY_REVIEW)
    labelled = []
    for number in range(60):
        seconds = {name: dice.uniform(0, 3) for name in ("sorter", "reviewer", "chief")}
        design = designs[number % 3]
        say = mending() if number % 4 == 0 and design is BY_ONE else good
        faults = ["agent:sorter=slow:2"] if number % 5 == 0 else []
        labels = happened(design, tried(design, Timed(say, seconds), faults), score=dice.uniform(0.5, 1)).labels
        labelled.append(bool(labels))
    assert sum(labelled) <= 0.05 * len(labelled)


def mending() -> Callable[[Request], Said]:
    """A model that leaves a line out at first, and puts that right when it is told."""
    asked: list[str] = []

    def say(request: Request) -> Said:
        if request.agent != "sorter":
            return good(request)
        asked.append(request.agent)
        return good(request) if len(asked) > 1 else f"{LINES}PC-1,travel"

    return say
