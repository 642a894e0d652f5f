"""What sittings refuse, each in one sentence; a page tells some of them apart."""

from assessor.errors import AssessorError


class BadSitting(AssessorError):
    """What is asked of a sitting cannot be; one sentence says why."""


class Answered(BadSitting):
    """A question has another answer already; the first one counts."""


class Finished(BadSitting):
    """A sitting has its result; nothing more is asked or taken."""
