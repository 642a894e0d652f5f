"""Puts the Article 4 record together."""

from reports import words
from reports.data import Note, Report, Section
from reports.kinds.article_4.rows import Record
from reports.kinds.article_4.sections import campaigns, duty, measures

NO_CLAIM = Note(
    "This record claims no compliance, and is not legal advice",
    "It sets down measures that support AI literacy, for whom and with what evidence. Whether they suffice depends on"
    " the people, on what they use AI for, and on the law in force; nobody has judged that here. The duty asks for no"
    " level of anybody, and no figure in here promises one.",
    "caution",
)


def build(record: Record) -> Report:
    """Return the record of an organisation."""
    return Report(
        kicker="Article 4 record",
        title=record.organisation,
        lead=f"Measures that support AI literacy, as they stood on {words.day(record.made_on)}.",
        evidence=record.evidence,
        evidence_label=record.evidence_label,
        sections=(
            Section("claim", "What this is", (NO_CLAIM,)),
            measures.build(record),
            campaigns.build(record),
            duty.build(record),
        ),
    )
