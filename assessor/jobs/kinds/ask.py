"""Writes to the people of a campaign: at its launch to all, later to those who have not finished; so many a step."""

from assessor.campaigns.launching import to_write_to
from assessor.jobs.books import Books
from assessor.jobs.letters.asking import Asking, ask
from assessor.jobs.port import CannotDo, Work
from assessor.models.campaigns.campaign import Campaign
from assessor.models.people.organisation import Organisation
from assessor.people.viewer import Viewer

PEOPLE_A_STEP = 50


def steps(work: Work) -> int:
    """Return the steps that all letters take."""
    with work.store.session(work.job.organisation_id) as session:
        return -(-len(to_write_to(session, work.job.arguments["campaign_id"])) // PEOPLE_A_STEP) or 1


def step(work: Work, number: int) -> str:
    """Write to the people of a step; a person to whom this job has written already gets no second letter."""
    whose, campaign_id = work.job.organisation_id, work.job.arguments["campaign_id"]
    assert whose is not None, "campaigns are an organisation's"
    with work.store.session(whose, write=True) as session:
        campaign = session.get(Campaign, campaign_id)
        if campaign is None or campaign.closed_at is not None:
            raise CannotDo("the campaign is closed, so nobody is written to")
        firm = session.get_one(Organisation, whose).name
        who = Viewer(organisation_id=whose, organisation=firm, person_id=work.job.asked_by)
        reminds = bool(work.job.arguments["reminds"])
        round_ = Asking(work.job.id, campaign, who, reminds, work.settings, work.now)
        some = to_write_to(session, campaign_id)[number * PEOPLE_A_STEP : (number + 1) * PEOPLE_A_STEP]
        written = sum([ask(Books(work.store), session, round_, member, person) for member, person in some])
    return f"{written} letters in step {number + 1}"
