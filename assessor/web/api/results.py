"""Results, as far as the release rule lets an owner see them: asked for each of them, on every request.

The person who sat sees that somebody has opened hers, by the name of who made the key.
"""

import datetime as dt

from flask import abort
from pydantic import Field
from sqlmodel import col, select
from werkzeug.wrappers import Response

from assessor.deciding.conditions import for_others
from assessor.deciding.stage import meaning
from assessor.models.measurement.result import Result
from assessor.models.measurement.sitting import Sitting
from assessor.releasing.facts import ask, campaign_of, standing_of
from assessor.releasing.rule import Hidden
from assessor.web.access import may
from assessor.web.instruments import instrument
from assessor.web.programs.answering import page_of, part, reads, send
from assessor.web.programs.asking import as_owner, opened
from assessor.web.programs.shapes import Answer, Listing, Page, Shape
from assessor.web.service import now, own_rows, viewer

api = part("results", "What sittings say of people, each with its uncertainty and with what it may be used for.")


class LevelChance(Shape):
    """How likely one level is."""

    level: int = Field(ge=1, le=5, description="The level of the framework.")
    chance: float = Field(ge=0, le=1, description="Its probability by the answers alone, before gates.")


class ResultShown(Shape):
    """What one sitting says of one person."""

    sitting_id: str
    person_id: str
    campaign_id: str | None = Field(description="Null for a sitting of the person's own.")
    made_at: dt.datetime = Field(description="When it was made, UTC.")
    said: str = Field(description="The level issued, in words.", examples=["AI Applier"])
    level_issued: int | None = Field(description="The level issued, 1 to 5; null after too few answers.")
    levels: list[LevelChance]
    ability: float = Field(description="Theta on `scale`: mean 0, standard deviation 1 of who it was made for.")
    ability_se: float = Field(description="Its standard error, on `scale`.")
    ability_low: float = Field(description="The lower end of the 95 % interval, on `scale`.")
    ability_high: float = Field(description="The upper end of the 95 % interval, on `scale`.")
    scale: str = Field(description="The scale of all numbers of ability.")
    cut_set: str = Field(description="By which rules levels are issued: name, version and digest.")
    framework: str = Field(description="What levels mean: name and version.")
    stage: str = Field(description="The evidence stage: what the figures rest on.", examples=["author-judged"])
    stage_means: str = Field(description="What that stage means.")
    may_be_used_for: list[str] = Field(description="For what the stage lets it be used.")
    missing: list[str] = Field(description="What a higher level lacks.")
    conditions: list[str] = Field(description="What it is evidence of.")
    seen_why: str = Field(description="Why this key may see it, and the person who sat may know so.")


class ResultAnswer(Answer):
    """One result, by itself."""

    result: ResultShown


class Results(Listing):
    """A page of sittings with results that may be seen, by the sitting's id; a page may hold fewer than its limit."""

    results: list[ResultShown]


class ResultPath(Shape):
    """A result in a path."""

    result_id: str = Field(description="The sitting's id.")


@api.get("/results", responses=reads(Results))
@may("program", scope="results:read")
def list_results(query: Page) -> Response:
    """List the results that are shared with the owners; the newest of each sitting."""
    asked = select(Sitting).where(col(Sitting.person_ref).is_not(None))
    with own_rows() as session:
        sittings, after = page_of(session, asked, "id", query)
    found = [_shown(sitting.id) for sitting in sittings]
    shown = [one for one in found if isinstance(one, ResultShown)]
    return send(Results(is_make_believe=viewer().is_make_believe, next=after, results=shown))


@api.get("/results/<result_id>", responses=reads(ResultAnswer))
@may("program", scope="results:read")
def read_result(path: ResultPath) -> Response:
    """Return the newest result of a sitting; 403 says why the release rule does not let an owner see it."""
    found = _shown(path.result_id)
    if isinstance(found, Hidden):
        abort(403, f"It is not open to you: {found.why}.")
    return send(ResultAnswer(is_make_believe=viewer().is_make_believe, result=found))


def _shown(sitting_id: str) -> ResultShown | Hidden:
    """Return a result that may be seen, and note that it was; or why it may not."""
    with own_rows(write=True) as session:
        seen = ask(session, as_owner(), sitting_id)
        if isinstance(seen, Hidden):
            return seen
        standing, campaign = standing_of(session, sitting_id), campaign_of(session, sitting_id)
        assert standing is not None, "the rule has just been asked about it"
        opened(session, standing, now())
    results = instrument().results
    newest, sitting = results.of(sitting_id)[-1], results.sitting(sitting_id)
    return _told(newest, sitting, campaign.id if campaign else None, seen.why)


def _told(result: Result, sitting: Sitting, campaign_id: str | None, why: str) -> ResultShown:
    stage = meaning(result.stage)
    return ResultShown(
        sitting_id=sitting.id,
        person_id=sitting.person_ref or "",
        campaign_id=campaign_id,
        made_at=result.at,
        said=result.said,
        level_issued=result.level_issued,
        levels=[LevelChance(level=at, chance=part) for at, part in enumerate(result.level_probabilities, start=1)],
        ability=result.theta,
        ability_se=result.se,
        ability_low=result.low,
        ability_high=result.high,
        scale=sitting.scale,
        cut_set=result.cut_set,
        framework=result.framework,
        stage=result.stage,
        stage_means=stage.means,
        may_be_used_for=list(stage.may),
        missing=result.missing,
        conditions=list(for_others(result.conditions)),
        seen_why=why,
    )
