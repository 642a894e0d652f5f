"""The Article 4 record of an organisation. What it shows is given by the assessor."""

from reports.given import GivenKind
from reports.kinds.article_4 import overview

KIND = GivenKind(
    about="measures that support AI literacy: audience, objective, evidence, review (EU AI Act, Article 4)",
    subject="organisation",
    build=overview.build,
)
