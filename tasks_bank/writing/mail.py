"""Mail as EML files, one message a file."""

import datetime as dt
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime


@dataclass(frozen=True, slots=True)
class Mail:
    """One message."""

    sender: str
    """As in ``Ann Lee <ann.lee@oak.example>``."""
    to: str
    sent: dt.datetime
    """With its zone."""
    subject: str
    body: str
    ref: str
    """Names the message in its Message-ID; unique in the case."""
    answers: str = ""
    """The `ref` of the message that this one answers."""


def eml_file(mail: Mail) -> bytes:
    """Return a message as it is stored."""
    message = EmailMessage(policy=SMTP)
    message["From"] = mail.sender
    message["To"] = mail.to
    message["Date"] = format_datetime(mail.sent)
    message["Subject"] = mail.subject
    domain = mail.sender.rpartition("@")[2].strip("> ")
    message["Message-ID"] = f"<{mail.ref}@{domain}>"
    if mail.answers:
        message["In-Reply-To"] = message["References"] = f"<{mail.answers}@{domain}>"
    message.set_content(mail.body)
    return message.as_bytes()
