"""Letters: handed to a job that sends them, where a mail server is named in the settings; otherwise to nobody."""

import datetime as dt
from dataclasses import dataclass

from assessor.jobs.books import Books
from assessor.jobs.port import Order
from assessor.models.declared import new_id
from assessor.models.work.outgoing_mail import OutgoingMail
from assessor.settings import Settings


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to one person."""

    to: str
    """The address."""
    subject: str
    words: str
    """Plain text; links in it may be secret, so it is kept only until it is sent."""
    title: str
    """What the page of jobs calls it; without the address and without secrets."""
    organisation_id: str | None = None
    """Whose page shows it; none for letters about an account alone."""
    asked_by: str | None = None
    key: str | None = None
    """Where the same letter may be asked for twice: the same key is the same letter."""


def sends_mail(settings: Settings) -> bool:
    """Say whether mail is sent. Where it is not, pages say so and give what is to be handed over."""
    return bool(settings.smtp_host)


def post(books: Books, settings: Settings, letter: Letter) -> str | None:
    """Have a letter sent and return its job; None, and nothing kept, where no mail is sent."""
    if not sends_mail(settings):
        return None
    mail = OutgoingMail(
        id=letter.key or new_id(),
        to=letter.to,
        subject=" ".join(letter.subject.split()),
        words=letter.words,
        made_at=dt.datetime.now(dt.UTC),
    )
    with books.store.session(write=True) as session:
        if letter.key is None or session.get(OutgoingMail, letter.key) is None:
            session.add(mail)
        return books.submit(
            Order(
                kind="mail",
                title=letter.title,
                organisation_id=letter.organisation_id,
                arguments={"mail_id": mail.id},
                asked_by=letter.asked_by,
                job_id=f"mail-{mail.id}",
            )
        )
