"""Work beside the pages: jobs, who works them off, files handed in or made, mail, calls to other systems."""

from assessor.models.declared import AssessorTable
from assessor.models.work.job import Job
from assessor.models.work.made_file import MadeFile
from assessor.models.work.outgoing_mail import OutgoingMail
from assessor.models.work.repeated_request import RepeatedRequest
from assessor.models.work.upload import Upload
from assessor.models.work.webhook import Webhook
from assessor.models.work.webhook_delivery import WebhookDelivery
from assessor.models.work.worker import Worker

CLASSES: tuple[type[AssessorTable], ...] = (
    Worker,
    Job,
    OutgoingMail,
    Upload,
    MadeFile,
    Webhook,
    WebhookDelivery,
    RepeatedRequest,
)
"""In the order in which they refer to one another."""
SHARED: tuple[type[AssessorTable], ...] = (Worker, Job, OutgoingMail)
"""What may belong to no organisation."""
