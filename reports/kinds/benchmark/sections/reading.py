"""How to read the page, for someone who has not seen one before."""

from reports.data import Bullets, Section

TEXT = """\
Quality is the share of the marks that an answer earned, from 0 to 1. A program marks every answer by fixed rules \
against a truth that the model never sees.
A case is one set of made-up documents, dealt from a seed. A trial is one design, once, on one case.
Prompting is one question in a chat. Context engineering gives one agent files, rules and tools. Orchestration has \
several agents, a coordinator, review gates and rules for what goes to a person.
Better or worse is only said where chance is an unlikely explanation; not resolved means that this run cannot tell, \
not that there is no difference.
The results hold for this task, these designs and this model. Another design at the same level may do better.
Machine time is how long the program took. It says nothing about how long a person would need to check the result."""


def section() -> Section:
    """Build the section."""
    return Section("reading", "How to read this", (Bullets(tuple(TEXT.splitlines())),))
