"""Letters, against a mail server that this test is."""

import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlmodel import select

from assessor.db import Store
from assessor.jobs.here import Here
from assessor.jobs.mailing import Letter, post
from assessor.models.work.job import Job
from assessor.models.work.outgoing_mail import OutgoingMail
from assessor.settings import Settings

LETTER = Letter(
    to="bo@example.org",
    subject="You are invited",
    words="Follow https://service.example/in/SECRET",
    title="Invitation",
    organisation_id="ours",
)


@dataclass
class Post:
    """What a mail server took, and how it answers to a recipient."""

    port: int = 0
    answers: list[str] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)


@pytest.fixture
def server() -> Iterator[Post]:
    taken = Post()

    class Talk(socketserver.StreamRequestHandler):
        def say(self, words: str) -> None:
            self.wfile.write(words.encode() + b"\r\n")

        def handle(self) -> None:
            self.say("220 double")
            while line := self.rfile.readline().decode().strip():
                word = line[:4].upper()
                if word == "DATA":
                    self.say("354 go on")
                    taken.letters.append(b"".join(iter(self.rfile.readline, b".\r\n")).decode())
                if word == "QUIT":
                    return self.say("221 bye")
                refuses = word == "RCPT" and taken.answers
                self.say(taken.answers.pop(0) if refuses else "250 fine")
            return None

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as double:
        double.daemon_threads = True
        taken.port = double.server_address[1]
        threading.Thread(target=double.serve_forever, daemon=True).start()
        yield taken
        double.shutdown()


def settings(server: Post, **more: Any) -> Settings:  # noqa: ANN401 - settings of any type
    said: dict[str, Any] = {"smtp_host": "127.0.0.1", "smtp_port": server.port, "smtp_from": "toprung@example.org"}
    return Settings(**said | {"smtp_starttls": False} | more)


def sent(store: Store, settings: Settings, letter: Letter = LETTER) -> tuple[Job, OutgoingMail]:
    jobs = Here(store, settings)
    job_id = post(jobs, settings, letter)
    assert job_id is not None
    jobs.work_off()
    job = jobs.progress("ours", job_id)
    assert job is not None
    with store.session() as session:
        return job, session.exec(select(OutgoingMail)).one()


def test_a_letter_is_sent_and_its_words_are_gone(store: Store, server: Post) -> None:
    job, mail = sent(store, settings(server))
    assert job.state == "done"
    assert "To: bo@example.org" in server.letters[0]
    assert "/in/SECRET" in server.letters[0]
    assert (mail.to, mail.words, mail.subject) == ("", "", "")
    assert mail.sent_at is not None


def test_the_row_of_the_job_holds_neither_address_nor_link(store: Store, server: Post) -> None:
    job, _ = sent(store, settings(server))
    assert "SECRET" not in repr(job)
    assert "bo@example.org" not in repr(job)


def test_without_a_server_nothing_is_sent_and_nothing_is_kept(store: Store) -> None:
    assert post(Here(store, Settings()), Settings(), LETTER) is None
    with store.session() as session:
        assert session.exec(select(OutgoingMail)).all() == []


def test_a_server_that_is_busy_is_tried_again_later(store: Store, server: Post) -> None:
    server.answers = ["451 busy with bo@example.org"]
    job, mail = sent(store, settings(server))
    assert (job.state, job.tries, job.why) == ("waiting", 1, "the mail server 127.0.0.1 answers 451")
    assert job.not_before is not None
    assert mail.words


def test_an_address_that_is_refused_is_given_up_and_its_words_are_gone(store: Store, server: Post) -> None:
    server.answers = ["550 no such person as bo@example.org"]
    job, mail = sent(store, settings(server))
    assert (job.state, mail.words, mail.to) == ("failed", "", "")
    assert "answer 550" in job.why
    assert "bo@" not in job.why


def test_a_server_that_is_away_is_tried_again_later(store: Store, server: Post) -> None:
    job, _ = sent(store, settings(server, smtp_port=1))
    assert (job.state, job.why) == ("waiting", "the mail server 127.0.0.1 does not answer")


def test_nothing_is_sent_in_the_clear_where_starttls_is_asked_for(store: Store, server: Post) -> None:
    job, _ = sent(store, settings(server, smtp_starttls=True))
    assert job.state == "failed"
    assert "offers no STARTTLS" in job.why
    assert server.letters == []


@pytest.mark.parametrize("subject", ["Hello\r\nBcc: all@example.org", "Hello\nBcc: all@example.org"])
def test_a_subject_adds_no_line_to_the_head(store: Store, server: Post, subject: str) -> None:
    letter = Letter(to="bo@example.org", subject=subject, words="x", title="x", organisation_id="ours")
    job, _ = sent(store, settings(server), letter)
    assert job.state == "done"
    assert "\nBcc:" not in server.letters[0]


def test_an_address_adds_no_line_to_the_head(store: Store, server: Post) -> None:
    letter = Letter(to="bo@example.org\r\nBcc: c@d.org", subject="x", words="x", title="x", organisation_id="ours")
    job, _ = sent(store, settings(server), letter)
    assert job.state == "failed"
    assert server.letters == []
