"""Random small designs of petty cash: many hold together, and many do not."""

from typing import Any

from hypothesis import strategies as st

from harness.plan.design import Design

OWN = ("book", "notes")
TABLES = ("lines", "totals", *OWN)
COLUMNS = ("line", "category", "amount", "bought")
NAMES = ("ann", "ben", "cat", "dan")
CALLS = st.one_of(
    st.just(("parse", {"file": "petty_cash.csv"})),
    st.fixed_dictionaries(
        {"left": st.sampled_from(TABLES), "right": st.sampled_from(TABLES)},
        optional={
            "on": st.lists(st.sampled_from(COLUMNS), max_size=2),
            "keep": st.sampled_from(["left", "inner", "x"]),
        },
    ).flatmap(lambda arguments: st.tuples(st.sampled_from(["join_on", "diff"]), st.just(arguments))),
    st.fixed_dictionaries(
        {"table": st.sampled_from(TABLES)},
        optional={
            "column": st.sampled_from(COLUMNS),
            "by": st.lists(st.sampled_from(COLUMNS), max_size=2),
            "where": st.dictionaries(st.sampled_from(COLUMNS), st.sampled_from(["1", "travel"]), max_size=1),
        },
    ).flatmap(lambda arguments: st.tuples(st.sampled_from(["sum", "look_up", "calendar"]), st.just(arguments))),
)


@st.composite
def agents(draw: st.DrawFn, name: str, free: list[str], there: list[str]) -> dict[str, Any]:
    """An agent who writes some of the tables that are free yet, and mostly reads what is there already."""
    tables = draw(st.sampled_from([there, there, there, list(TABLES)]))
    writes = draw(st.lists(st.sampled_from(free), min_size=draw(st.sampled_from([0, 1, 1])), max_size=2, unique=True))
    reads = draw(
        st.lists(st.sampled_from([*tables, "brief", "files", "files:*.csv", "instructions"]), max_size=2, unique=True)
    )
    made: dict[str, Any] = {"name": name, "role": f"a {name}", "writes": writes, "reads": reads}
    made["format"] = draw(st.sampled_from(["json", "text"]))
    made["together"] = draw(st.booleans())
    if draw(st.booleans()):
        made["each"] = draw(st.lists(st.sampled_from([*tables, "files:*.csv"]), min_size=1, max_size=2, unique=True))
        made["each_gives"] = draw(st.sampled_from(["one", "any"]))
        made["shows"] = draw(st.lists(st.sampled_from(COLUMNS), max_size=2, unique=True))
        made["carries"] = draw(st.dictionaries(st.sampled_from(COLUMNS), st.just(("line", "=none")), max_size=1))
    if draw(st.booleans()):
        tool, arguments = draw(CALLS)
        made["prepare"] = [{"tool": tool, "arguments": arguments, "into": draw(st.sampled_from([*writes, "priced"]))}]
    made["tools"] = draw(st.lists(st.sampled_from(["sum", "look_up", "parse"]), max_size=2, unique=True))
    return made


@st.composite
def gates(draw: st.DrawFn, names: list[str]) -> dict[str, Any]:
    tool, arguments = draw(CALLS)
    after = draw(st.sampled_from(names))
    check = draw(st.sampled_from([f"tool:{tool}", f"tool:{tool}", "agent:judge", "person"]))
    back = {} if check == "person" else {"returns_to": draw(st.sampled_from([after, *names]))}
    made = {"after": after, "check": check, "max_returns": 0 if check == "person" else draw(st.integers(0, 2)), **back}
    return made | ({"arguments": arguments} if check.startswith("tool") else {})


@st.composite
def designs(draw: st.DrawFn) -> Design:
    """A team of up to four with a coordinator, gates and rules at random."""
    names = list(NAMES[: draw(st.integers(1, 4))])
    free, team = list(TABLES), []
    for name in names:
        made = draw(agents(name, free, [table for table in TABLES if table not in free]))
        free = [table for table in free if table not in made["writes"]] or list(TABLES)
        team.append(made)
    written = [table for made in team for table in made["writes"]] or ["lines"]
    checked = draw(st.lists(gates(names), max_size=2))
    if any(gate["check"] == "agent:judge" for gate in checked):
        team.append(
            {
                "name": "judge",
                "role": "a judge",
                "reads": draw(st.lists(st.sampled_from(TABLES), max_size=2, unique=True)),
            }
        )
    team.append(
        {
            "name": "chief",
            "role": "the chief",
            "reads": draw(st.lists(st.sampled_from(TABLES), max_size=2, unique=True)),
        }
    )
    rules = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "table": st.sampled_from(written),
                    "item": st.sampled_from(COLUMNS),
                    "when": st.sampled_from(["amount > 2", "category == 'travel'", "line != ''", "amount < 1 and"]),
                    "reason": st.just("over_limit"),
                }
            ),
            max_size=1,
        )
    )
    columns = [{"name": "line"}, {"name": "bought"}, {"name": "amount", "type": "amount"}]
    return Design.model_validate(
        {
            "name": "random",
            "version": 1,
            "level": "orchestration",
            "task": "petty_cash",
            "context": {"files": {"budget_tokens": 200}, "instructions": {"budget_tokens": 200}},
            "table": [{"name": name, "columns": columns} for name in OWN],
            "agent": team,
            "coordinator": {"agent": "chief", "on_failure": draw(st.sampled_from(["skip", "retry"]))},
            "gate": checked,
            "escalate": rules,
        }
    )
