import pytest

from harness.errors import BadDesign
from harness.plan.design import Design, parse_design
from harness.plan.flow import all_before, is_paper, needs, stages, tables_read

HEAD = 'name = "d"\nversion = 1\nlevel = "orchestration"\ntask = "t"\n[context.files]\nbudget_tokens = 9\n'


def agent(name: str, text: str) -> str:
    return f'[[agent]]\nname = "{name}"\nrole = "r"\n{text}\n'


def team(*agents: str) -> Design:
    return parse_design(HEAD + "".join(agents), "d.toml")


READER = agent("reader", 'writes = ["book"]')
PREPARES = 'prepare = [{ tool = "join_on", into = "priced", arguments = { left = "book", on = ["line"] } }]'


@pytest.mark.parametrize(
    "text",
    [
        'reads = ["files:*.csv", "book"]',
        'each = ["book"]',
        'prepare = [{ tool = "sum", into = "sums", arguments = { table = "book" } }]',
    ],
)
def test_an_agent_waits_for_the_writer_of_what_it_reads_fans_out_over_or_has_prepared(text: str) -> None:
    assert needs(team(READER, agent("other", text)))["other"] == {"reader"}


def test_nobody_waits_for_papers_or_for_their_own_table() -> None:
    design = team(agent("reader", 'reads = ["brief", "files"]\neach = ["book"]\nwrites = ["book"]'))
    assert needs(design) == {"reader": set()}
    assert tables_read(design, design.agent[0]) == ("book",)
    assert [is_paper(design, read) for read in ("brief", "files:*.pdf", "book", "instructions")] == [
        True,
        True,
        False,
        False,
    ]


def test_an_agent_waits_for_a_table_that_only_a_prepared_tool_of_another_makes() -> None:
    design = team(READER, agent("pricer", PREPARES), agent("adder", 'each = ["priced"]'))
    assert needs(design)["adder"] == {"pricer"}


def test_a_table_that_two_agents_prepare_is_each_ones_own() -> None:
    design = team(READER, agent("first", PREPARES), agent("second", PREPARES))
    assert needs(design) == {"reader": set(), "first": {"reader"}, "second": {"reader"}}


def test_agents_of_one_stage_do_not_wait_for_each_other() -> None:
    design = team(
        agent("last", 'reads = ["left", "right"]'),
        READER,
        agent("left", 'reads = ["book"]\nwrites = ["left"]'),
        agent("right", 'reads = ["book"]\nwrites = ["right"]'),
    )
    assert [[each.name for each in stage] for stage in stages(design)] == [["reader"], ["left", "right"], ["last"]]
    assert all_before(design, "last") == {"reader", "left", "right"}
    assert all_before(design, "reader") == set()


def test_a_circle_is_named_from_agent_to_agent() -> None:
    design = team(agent("a", 'reads = ["y"]\nwrites = ["x"]'), agent("b", 'reads = ["x"]\nwrites = ["y"]'))
    with pytest.raises(
        BadDesign, match=r"^design 'd': its agents wait for each other in a circle: (a -> b -> a|b -> a -> b)$"
    ):
        stages(design)
