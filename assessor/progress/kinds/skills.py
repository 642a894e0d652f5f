"""The rows of the skills scan: ratings and decisions as they are kept, and the first result by the release rule."""

from assessor.framework import read_framework
from assessor.models.people.person import Person
from assessor.programmes.off_job import off_job
from assessor.programmes.reading import known_of, rules_of
from assessor.progress.on_programme import enrolled_of, enrolment_of, ksbs_of, priors_of, sat_of, shown_to
from assessor.progress.sources import Asked, Given, Sources, evidence_of
from reports.kinds.skills.rows import Scan


def rows(sources: Sources, asked: Asked) -> Given:
    """Return what the reader may be told of a learner's start, and the sitting whose result stands in it."""
    session, organisation = sources.session, sources.organisation
    person = session.get_one(Person, asked.about)
    shown = shown_to(sources, asked)
    enrolment = enrolment_of(session, person.id, asked.today)
    known = known_of(session, [enrolment.id], rules_of(session)) if enrolment else []
    hours = off_job(known[0].course, known[0].plan, known[0].entries, asked.today) if known else None
    evidence, label = evidence_of(organisation, shown.stage)
    scan = Scan(
        id=person.id,
        name=person.name,
        organisation=organisation.name,
        made_on=asked.today,
        reader=asked.viewer.name,
        why=shown.why,
        framework=read_framework().title,
        enrolled=enrolled_of(session, known[0], asked.today) if known else None,
        ksbs=ksbs_of(session, enrolment, asked.today) if enrolment else (),
        first=sat_of(shown.told[0], asked) if shown.told else None,
        hidden=shown.hidden,
        sittings=len(shown.told) + shown.hidden,
        priors=priors_of(session, enrolment, asked) if enrolment else (),
        asked_min=hours.asked_min if hours else None,
        planned_min=hours.whole_min if hours else None,
        evidence=evidence,
        evidence_label=label,
    )
    return Given(scan, shown.told[:1])
