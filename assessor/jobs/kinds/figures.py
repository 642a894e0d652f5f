"""Makes the figures of groups of a campaign that is closed, once."""

from assessor.bank.reading import read_banked
from assessor.campaigns.groups.publishing import Withheld, publish
from assessor.jobs.port import CannotDo, Work
from assessor.models.campaigns.campaign import Campaign
from assessor.sittings.ending.results import Results


def steps(_: Work) -> int:
    """Return 1."""
    return 1


def step(work: Work, _: int) -> str:
    """Make them, or say why none are told; a second time changes nothing."""
    whose = work.job.organisation_id
    assert whose is not None, "campaigns are an organisation's"
    with work.store.session(whose) as session:
        campaign = session.get(Campaign, work.job.arguments["campaign_id"])
    if campaign is None:
        raise CannotDo("the campaign is gone")
    bank = list(read_banked())
    private = [one.item.name for one in bank if one.private]
    results = Results(work.store, [one.item for one in bank], organisation_id=whose, private=private)
    made = publish(work.store, results, campaign, work.now)
    return made.why if isinstance(made, Withheld) else "The figures are made."
