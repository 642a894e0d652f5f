"""Rubrics for practical work."""

from typing import get_args

from assessor.deciding.cut_set import read_cut_set
from assessor.deciding.evidence import EvidenceKind
from assessor.deciding.rubric import read_rubric, rubric_names


def test_every_kind_of_evidence_that_a_gate_asks_for_has_a_rubric() -> None:
    kinds = {read_rubric(name).kind for name in rubric_names()}
    assert {gate.kind for gate in read_cut_set().gate} <= kinds <= set(get_args(EvidenceKind))


def test_every_criterion_says_what_it_looks_like_when_not_met() -> None:
    for name in rubric_names():
        names = [criterion.name for criterion in read_rubric(name).criterion]
        assert len(set(names)) == len(names) >= 5


def test_a_rubrics_label_changes_with_its_words() -> None:
    rubric = read_rubric("governance-1")
    assert rubric.label.startswith("governance@1#")
    assert rubric.model_copy(update={"before": "something else"}).label != rubric.label
