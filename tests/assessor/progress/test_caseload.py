"""The rows of a caseload: the trainer's own learners, by the same figures as her page."""

from assessor.progress import asking, making
from assessor.progress.sources import Asked, Sources, sources_of
from reports.kinds.caseload.rows import Caseload
from tests.assessor.demo import NOW, Demo


def _rows(demo: Demo, sources: Sources) -> Caseload:
    trainer = demo.viewer("trainer")
    given = asking.given(sources, "caseload", Asked(trainer, trainer.person_id or "", NOW))
    assert not given.opened
    found = given.rows
    assert isinstance(found, Caseload)
    return found


def test_a_caseload_holds_those_first_who_are_waited_for(demo: Demo) -> None:
    with sources_of(demo.store, demo.organisation_id) as sources:
        found = _rows(demo, sources)
    assert [one.waits for one in found.learners] == [("overdue", "due"), ("red",), ("due",), ()]
    assert found.without == 0
    assert found.cohorts == ("Spring intake",)
    assert found.evidence_label == "Simulated people of a make-believe organisation."


def test_a_caseload_leaves_as_a_table(demo: Demo) -> None:
    with sources_of(demo.store, demo.organisation_id) as sources:
        made = making.made("caseload", _rows(demo, sources), "csv")
    assert made.name.startswith("caseload-")
