import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.errors import BadPlan
from harness.plan.at_run.faults import OF_AGENTS, Fault, check_faults, faults_note, parse_fault, parse_faults
from tests.harness.fakes import reference

NAMES = st.text(st.characters(exclude_characters="=:", categories=["L", "N"]), min_size=1)


@given(
    st.one_of(
        st.builds(Fault, st.just("agent"), NAMES, st.sampled_from([w for w in OF_AGENTS if w != "slow"])),
        st.builds(Fault, st.just("agent"), NAMES, st.just("slow"), st.integers(1, 1000).map(float)),
        st.builds(Fault, st.just("gate"), NAMES, st.just("asleep")),
    )
)
def test_a_fault_comes_back_from_its_word(fault: Fault) -> None:
    assert parse_fault(fault.word) == fault


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sorter=down",
        "agent:sorter",
        "agent:=down",
        "agent:sorter=asleep",
        "gate:sorter=down",
        "agent:sorter=down:3",
        "agent:sorter=slow",
        "tool:sum=down",
    ],
)
def test_what_is_no_fault_is_answered_with_the_forms(text: str) -> None:
    with pytest.raises(BadPlan) as caught:
        parse_fault(text)
    said = f"--fault is '{text}'; write agent:NAME=down|slow:SECONDS|garbled|silent or gate:AFTER=asleep"
    assert str(caught.value) == said


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "soon", ""])
def test_a_slow_agent_needs_seconds_above_0(seconds: str) -> None:
    with pytest.raises(BadPlan, match="a number of seconds above 0"):
        parse_fault(f"agent:sorter=slow:{seconds}")


def test_one_place_has_one_fault() -> None:
    with pytest.raises(BadPlan, match="names agent 'sorter' twice"):
        parse_faults(["agent:sorter=down", "agent:sorter=silent"])
    assert len(parse_faults(["agent:sorter=down", "gate:sorter=asleep"])) == 2


def test_a_fault_without_a_place_is_refused_with_the_nearest_name() -> None:
    design = reference("orchestration")
    check_faults(parse_faults(["agent:sorter=down", "gate:sorter=asleep"]), [design])
    with pytest.raises(BadPlan, match=r"names agent 'sortr', which is not there \(did you mean 'sorter'\?\)"):
        check_faults(parse_faults(["agent:sortr=down"]), [design])
    with pytest.raises(BadPlan, match="names gate after 'reader', which is not there"):
        check_faults(parse_faults(["gate:reader=asleep"]), [design])


def test_the_note_names_every_fault_and_is_empty_without_any() -> None:
    assert faults_note(()) == ""
    assert faults_note(("agent:a=down", "gate:b=asleep")) == (
        "Faults were injected: agent:a=down, gate:b=asleep; this says nothing about the design without them."
    )
