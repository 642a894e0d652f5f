"""The papers of a month's starters as real files, dealt from the same rows as the systems."""

from collections.abc import Mapping

from tasks_bank.case import System
from tasks_bank.file import File
from tasks_bank.tasks.onboarding.starters.intake import Intake
from tasks_bank.tasks.onboarding.systems import starts
from tasks_bank.tasks.onboarding.wording import managers_mails, record_in_words
from tasks_bank.writing.csv_file import csv_file
from tasks_bank.writing.diary import ics_file
from tasks_bank.writing.docx_file import docx_file
from tasks_bank.writing.mail import eml_file
from tasks_bank.writing.pdf import print_page
from tasks_bank.writing.workbook import Sheet, workbook

_PLAYBOOK = (
    "This checklist holds for everybody who starts here. It replaces whatever was used before.",
    "Owners are roles; manager and buddy are those of the starter. A task for a team is for its starters only.",
)


def files_of(intake: Intake, systems: Mapping[str, System], policy: str) -> list[File]:
    """Return the files of the case, in the order in which a person would open them."""
    emails = {person.name: person.email for person in intake.company.people}
    return [
        File("policy.md", policy.encode()),
        File("playbook.docx", docx_file("Playbook for new starters", [*_PLAYBOOK, _lines(systems["playbook"])])),
        *(_csv(systems[name], name) for name in ("starters", "staff", "mentors", "catalogue", "documents", "sessions")),
        File("profiles.xlsx", _book(systems, {"profiles": "profiles"})),
        File("last-starter.xlsx", _book(systems, {"checklist": "last_checklist", "kit": "last_kit"})),
        *(
            File(
                f"right-to-work/{starter.ref}.pdf",
                print_page("Right to work", record_in_words(intake.rng, starter, intake.noise)),
            )
            for starter in intake.starters
        ),
        *(
            File(f"mails/{_handle(starter.manager.email)}-{number}.eml", eml_file(mail))
            for starter in intake.starters
            for number, mail in enumerate(managers_mails(intake, starter), start=1)
        ),
        *(
            File(f"diaries/{_handle(emails[name])}.ics", ics_file(name, sorted(diary, key=starts)))
            for name, diary in intake.diaries.items()
        ),
    ]


def _handle(email: str) -> str:
    return email.partition("@")[0]


def _lines(system: System) -> list[list[str]]:
    names = [column.name for column in system.columns]
    return [names, *([row[name] for name in names] for row in system.rows)]


def _csv(system: System, name: str) -> File:
    return File(f"{name}.csv", csv_file([column.name for column in system.columns], system.rows))


def _book(systems: Mapping[str, System], sheets: Mapping[str, str]) -> bytes:
    return workbook({sheet: Sheet(systems[name].columns, systems[name].rows) for sheet, name in sheets.items()})
