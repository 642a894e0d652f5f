"""Chooses how a design is carried out by its level."""

from harness.orchestrators.native.chat import chat
from harness.orchestrators.native.single import work_alone
from harness.orchestrators.native.team import Team
from harness.plan.job import Desk, Job
from harness.plan.level import Level


class Native:
    """Carries out designs of every level with one and the same way to a model."""

    name = "native"

    async def carry_out(self, job: Job, desk: Desk) -> None:
        """Do the work and hand it in."""
        if job.design.level is Level.PROMPTING:
            await chat(job, desk)
        elif job.design.level is Level.CONTEXT:
            await work_alone(job, desk)
        else:
            await Team(job, desk).work()
