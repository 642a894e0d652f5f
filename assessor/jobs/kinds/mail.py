"""Sends one letter. A worker that dies between the server's word and ours sends it twice, under one Message-ID."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import urlsplit

from assessor.jobs.port import CannotDo, Work
from assessor.jobs.waiting import again
from assessor.models.work.outgoing_mail import OutgoingMail
from assessor.settings import Settings

_TIMEOUT_S = 20
_REFUSED_FOR_GOOD = 500
"""From this answer on, the server says that it will never take it."""


def steps(_: Work) -> int:
    """Return 1."""
    return 1


def step(work: Work, _: int) -> str:
    """Send the letter unless it is sent. Raises TryAgain and CannotDo."""
    with work.store.session() as session:
        mail = session.get(OutgoingMail, work.job.arguments["mail_id"])
    if mail is None or not mail.to:
        return "sent already"
    try:
        _send(mail, work.settings)
    except CannotDo:
        _put_away(work, mail, sent=False)
        raise
    except (smtplib.SMTPException, OSError, ValueError) as error:
        stop = _what_follows(error, work)
        if isinstance(stop, CannotDo):
            _put_away(work, mail, sent=False)
        raise stop from None
    _put_away(work, mail, sent=True)
    return "sent"


def _send(mail: OutgoingMail, settings: Settings) -> None:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = settings.smtp_from, mail.to, mail.subject
    letter["Date"] = format_datetime(mail.made_at)
    letter["Message-ID"] = f"<{mail.id}@{urlsplit(settings.address).hostname}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(mail.words)
    with smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=_TIMEOUT_S) as server:
        if settings.smtp_starttls:
            server.ehlo()
            if not server.has_extn("starttls"):
                raise CannotDo(
                    f"the mail server {settings.smtp_host} offers no STARTTLS, so nothing was sent; set "
                    "TOPRUNG_SMTP_STARTTLS=no only for a server on this machine"
                )
            server.starttls(context=ssl.create_default_context())
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
        server.send_message(letter)


def _what_follows(error: Exception, work: Work) -> Exception:
    """Return what the step raises: with the answer's number, never its words, which may repeat an address."""
    host = work.settings.smtp_host
    if isinstance(error, ValueError):
        return CannotDo("the letter's address or subject cannot stand in a mail; correct the person's address")
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return again(work.job.tries, f"the mail server {host} does not take TOPRUNG_SMTP_USER and its password")
    codes = [code for code, _ in error.recipients.values()] if isinstance(error, smtplib.SMTPRecipientsRefused) else []
    if isinstance(error, smtplib.SMTPResponseException):
        codes = [error.smtp_code]
    if any(code >= _REFUSED_FOR_GOOD for code in codes):
        return CannotDo(f"the mail server {host} refuses this letter (answer {max(codes)}); check the address")
    said = f"answers {codes[0]}" if codes else "does not answer"
    return again(work.job.tries, f"the mail server {host} {said}")


def _put_away(work: Work, mail: OutgoingMail, *, sent: bool) -> None:
    """Empty a letter that is sent or given up: nobody reads its links later."""
    with work.store.session(write=True) as session:
        kept = session.get_one(OutgoingMail, mail.id)
        kept.to = kept.words = kept.subject = ""
        if sent:
            kept.sent_at = work.now
        else:
            kept.given_up_at = work.now
