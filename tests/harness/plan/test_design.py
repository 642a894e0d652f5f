from pathlib import Path

import pytest

from harness.errors import BadDesign
from harness.plan.design import Design, parse_design, read_design

HEAD = 'name = "d"\nversion = 1\nlevel = "context"\ntask = "petty_cash"\n'


def said(text: str, head: str = HEAD) -> str:
    with pytest.raises(BadDesign) as caught:
        parse_design(head + text, "d.toml")
    return str(caught.value).removeprefix("design d.toml: ")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('levl = "context"', "unknown key 'levl'; did you mean 'level'?"),
        ("zzz = 1", "unknown key 'zzz'"),
        ("[allowance]\npaste_token = 5", "unknown key 'allowance.paste_token'; did you mean 'paste_tokens'?"),
        ('[[agent]]\nname = "a"\nrole = "r"\nreeds = []', "unknown key 'agent.0.reeds'; did you mean 'reads'?"),
        (
            '[[agent]]\nname = "a"\nrole = "r"\nprepare = [{ tool = "sum", into = "t", argument = {} }]',
            "unknown key 'agent.0.prepare.0.argument'; did you mean 'arguments'?",
        ),
        (
            '[[agent]]\nname = "a"\nrole = "r"\nexamples = [{ input = "i", output = "o", outputs = "o" }]',
            "unknown key 'agent.0.examples.0.outputs'; did you mean 'output'?",
        ),
        (
            '[[table]]\nname = "t"\ncolumns = [{ name = "c", typ = "amount" }]',
            "unknown key 'table.0.columns.0.typ'; did you mean 'type'?",
        ),
        (
            '[coordinator]\nagent = "a"\non_failur = "skip"',
            "unknown key 'coordinator.on_failur'; did you mean 'on_failure'?",
        ),
        (
            '[[gate]]\nafter = "a"\ncheck = "tool:diff"\nreturns_to = "a"\nmax_return = 1',
            "unknown key 'gate.0.max_return'; did you mean 'max_returns'?",
        ),
        (
            '[[escalate]]\ntable = "t"\nitem = "i"\nwhen = "a == 1"\nreason = "r"\nreasons = "r"',
            "unknown key 'escalate.0.reasons'; did you mean 'reason'?",
        ),
        ("[budget]\ntoken = 5", "unknown key 'budget.token'; did you mean 'tokens'?"),
        (
            '[[agent]]\nname = "a"\nrole = "r"\n[agent.budget]\nworking = 5',
            "unknown key 'agent.0.budget.working'",
        ),
        (
            '[[agent]]\nname = "a"\nrole = "r"\n[agent.budget]\nwall = 5',
            "unknown key 'agent.0.budget.wall'; did you mean 'wall_s'?",
        ),
    ],
)
def test_an_unknown_key_is_said_with_its_place_and_the_nearest_known_one(text: str, sentence: str) -> None:
    assert said(text) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[context.files]\nexclude = []", "'context.files.budget_tokens' is missing"),
        ("[budget]\ncalls = 0", "'budget.calls' is 0: Input should be greater than 0"),
        ("[budget]\nusd = inf", "'budget.usd' is inf: Input should be a finite number"),
        ('agent = { name = "a" }', "'agent' is {'name': 'a'}, and has to be a list of tables; write [[agent]]"),
        (
            '[[agent]]\nname = "a"\nrole = "r"\nreads = "brief"',
            "'agent.0.reads' is 'brief', and has to be a list",
        ),
        (
            '[[table]]\nname = "t"\ncolumns = [{ name = "c", type = "money" }]',
            (
                "'table.0.columns.0.type' is 'money': "
                "Input should be 'text', 'amount', 'date', 'time', 'integer', 'choice', 'ids' or 'prose'"
            ),
        ),
    ],
)
def test_a_value_that_does_not_fit_is_said_with_its_place(text: str, sentence: str) -> None:
    assert said(text) == sentence


def test_a_level_that_is_not_on_the_ladder_is_named_with_those_that_are() -> None:
    sentence = said("", HEAD.replace('"context"', '"promting"'))
    assert sentence == "'level' is 'promting': Input should be 'prompting', 'context' or 'orchestration'"


def test_of_many_mistakes_three_are_said_and_the_others_counted() -> None:
    assert said("", "") == "'name' is missing; 'version' is missing; 'level' is missing; and 1 more"


def test_a_long_value_is_shown_by_its_beginning() -> None:
    assert said(f'table = "{"x" * 500}"') == f"'table' is '{'x' * 59}…, and has to be a list"


def test_an_argument_that_cannot_be_kept_in_the_ledger_is_a_mistake() -> None:
    prepare = 'prepare = [{ tool = "look_up", into = "t", arguments = { day = 2026-01-01 } }]'
    sentence = said(f'[[agent]]\nname = "a"\nrole = "r"\n{prepare}')
    assert sentence.startswith("'agent.0.prepare.0.arguments.day' is datetime.date(2026, 1, 1): ")


def test_what_is_not_toml_is_said_with_its_line() -> None:
    with pytest.raises(BadDesign, match=r"design d\.toml is not TOML: .*line 5"):
        parse_design(f"{HEAD}level\n", "d.toml")


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadDesign, match=r"cannot read the design .*none\.toml"):
        read_design(tmp_path / "none.toml")


def test_a_file_that_is_no_text_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "d.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadDesign, match=r"cannot read the design .*d\.toml"):
        read_design(path)


def test_the_digest_does_not_depend_on_the_order_of_keys() -> None:
    lines = HEAD.splitlines()
    assert parse_design(HEAD, "a").digest == parse_design("\n".join(reversed(lines)), "b").digest


def test_any_change_of_a_design_changes_its_digest() -> None:
    first = parse_design(HEAD, "d")
    assert parse_design(HEAD + "[budget]\ncalls = 3", "d").digest != first.digest
    assert first.id == f"d@1#{first.digest}"


def test_a_sources_own_keys_are_part_of_the_digest() -> None:
    with_order, without = (
        parse_design(f"{HEAD}[context.files]\nbudget_tokens = 5\n{own}", "d") for own in ('order = ["a"]', "")
    )
    assert with_order.digest != without.digest
    assert with_order.context["files"].own == {"order": ["a"]}


AGENT = '[[agent]]\nname = "a"\nrole = "r"\n'


def test_a_design_that_gives_no_agent_a_model_or_a_budget_does_not_mention_them() -> None:
    (agent,) = parse_design(HEAD + AGENT, "d.toml").model_dump(mode="json")["agent"]
    assert not {"model", "budget"} & agent.keys()


def test_a_design_whose_agents_have_a_model_or_a_budget_is_another_and_comes_back_as_it_was() -> None:
    plain, own = (
        parse_design(HEAD + AGENT + more, "d.toml") for more in ("", 'model = "local"\n[agent.budget]\ncalls = 2')
    )
    assert plain.digest != own.digest
    assert Design.model_validate(own.model_dump(mode="json")) == own
