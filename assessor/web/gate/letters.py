"""Letters about an account alone: a link for a new password, and a notice when what opens it has changed."""

import datetime as dt

from flask import url_for

from assessor.jobs.books import Books
from assessor.jobs.mailing import Letter, post, sends_mail
from assessor.people.doors import accounts, throttle
from assessor.people.doors.throttle import Attempt
from assessor.web.service import network, now, service


def send_reset(email: str) -> None:
    """Send a link for a new password, where the address has an account; who asks is not told. Raises Wait."""
    doors, settings, at = service().doors, service().settings, now()
    typed = email.strip().lower()
    with doors.store.session(write=True) as rows:
        throttle.begin(rows, Attempt.of(doors.key, f"reset of {typed}", network()), at)
    with doors.store.session(write=True) as rows:
        account = accounts.of_address(rows, typed)
        if account is None or account.locked_at is not None:
            return
        token = accounts.make_reset(rows, account.id, at + dt.timedelta(minutes=settings.link_min), at)
        link = settings.url(url_for("password.form", link=token))
        words = (
            f"Somebody asked for a new password for {typed} at Toprung.\n\nSet it here, once, within "
            f"{settings.link_min} minutes:\n{link}\n\nIf it was not you, do nothing: your password stays as it is.\n"
        )
        post(Books(doors.store), settings, Letter(typed, "A new password for Toprung", words, "A link to an account"))


def tell(email: str, what: str) -> None:
    """Tell the owner of an account what has changed about how it opens; nothing where no mail is sent."""
    settings = service().settings
    if not sends_mail(settings):
        return
    words = (
        f"{what}\n\nIf it was you, there is nothing to do. If not, set a new password here:\n"
        f"{settings.url(url_for('password.forgotten'))}\n"
    )
    post(Books(service().store), settings, Letter(email, "Your Toprung account", words, "A notice about an account"))
