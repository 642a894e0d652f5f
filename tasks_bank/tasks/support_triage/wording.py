"""The words of mails and of the knowledge base: the same matter put plainly or with chatter, by the dial of noise."""

from random import Random

from tasks_bank.tasks.support_triage.desk import Article, Desk, Note, Ticket
from tasks_bank.tasks.support_triage.topics import FORM_TOPICS
from tasks_bank.writing.diary import OFFICE
from tasks_bank.writing.mail import Mail, eml_file

_GREETINGS = ("Hello,", "Hi there,", "Good morning,", "Dear support team,")
_OPENINGS = (
    "I hope that all is well with you and that the weather is kinder to you than it is to us.",
    "We met your colleagues at the fair in the spring, which was a pleasure.",
    "I am copying this from my notes, so it may be a little out of order.",
    "You may remember that we wrote about something else some weeks ago; that is settled, thank you.",
)
_ASIDES = (
    "I tried to ring first, but I was in meetings for most of the day.",
    "Please excuse any typing errors, I am writing this on my phone.",
    "I am out for an hour now and at my desk again after that.",
)
_ENDINGS = ("Thank you", "Best wishes", "Kind regards", "Many thanks")
_FOOTER = "This message is meant for the person it is addressed to. Please think of the trees before you print it."
_FILLERS = (
    "If that does not help, write to the support desk and name this article.",
    "The page looks the same on a telephone.",
    "Only people with a user of their own can do this.",
    "Nothing that was saved before is lost.",
)


def mail_of(ticket: Ticket, desk: Desk) -> bytes:
    """Write a ticket as the mail that came in; the noisier, the more is said around it."""
    rng = Random(f"{desk.company.name} {ticket.ref}")
    lines = [rng.choice(_GREETINGS) if rng.random() < desk.noise else _GREETINGS[0], ""]
    said = list(ticket.sentences)
    if rng.random() < desk.noise:
        said.insert(0, rng.choice(_OPENINGS))
    if rng.random() < desk.noise / 2:
        said.append(rng.choice(_ASIDES))
    lines += [" ".join(said), "", rng.choice(_ENDINGS), ticket.sender]
    if ticket.entitlement:
        lines.append(ticket.entitlement.customer.name)
    if rng.random() < desk.noise:
        lines += ["", _FOOTER]
    return eml_file(
        Mail(
            sender=f"{ticket.sender} <{ticket.email}>",
            to=f"Support <support@{desk.company.domain}>",
            sent=ticket.received.replace(tzinfo=OFFICE),
            subject=ticket.subject,
            body="\n".join(lines) + "\n",
            ref=ticket.ref,
        )
    )


def head_of(article: Article) -> str:
    """Write the line that says which article it is, and how old."""
    said = [
        f"Article {article.ref}",
        f"version {article.version}",
        f"about: {FORM_TOPICS[article.topic.category]}",
        f"reviewed {article.reviewed.isoformat()}",
    ]
    if article.replaces:
        said.append(f"replaces {article.replaces}")
    return ", ".join(said)


def body_of(article: Article, noise: float) -> list[str]:
    """Write what an article says."""
    rng = Random(f"{article.ref} {article.version}")
    said = [article.topic.article.format(value=article.topic.figure(article.value))]
    if rng.random() < noise:
        said.append(rng.choice(_FILLERS))
    return said


def note_line(note: Note) -> str:
    """Write a release note as one line of a list."""
    return f"- {note.dated.isoformat()}, {note.topic.title}: changed to {note.topic.figure(note.value)}."


def reply_of(ticket: Ticket) -> str:
    """Write the reply that a good answer could hold."""
    article = ticket.article
    if article is None:
        return ""
    says = article.topic.article.format(value=article.topic.figure(ticket.value))
    return (
        f"Dear {ticket.first_name}, thank you for writing to us. {says} You can read this in article {article.ref}. "
        "Please write again if it does not help."
    )


def spellings_of(figure: str) -> tuple[str, ...]:
    """Return the ways in which people write a figure: ``3 days``, ``three days``, ``3-day``; ``14:00``, ``2 pm``."""
    number, _, unit = figure.partition(" ")
    if ":" in number:
        hour, minute = map(int, number.split(":"))
        half, past = "am" if hour < _NOON else "pm", f":{minute:02}" if minute else ""
        twelve = f"{(hour - 1) % _NOON + 1}{past}"
        plain = (number, number.replace(":", "."), f"{hour}:{minute:02}", f"{hour}.{minute:02}")
        midday = ("midday", "noon", "12 noon") if (hour, minute) == (_NOON, 0) else ()
        return tuple(
            dict.fromkeys((*plain, f"{twelve} {half}", f"{twelve}{half}", f"{twelve.replace(':', '.')}{half}", *midday))
        )
    numbers = dict.fromkeys((number, number.replace(",", ""), number.replace(",", " ")))
    if number in _IN_WORDS:
        numbers[_IN_WORDS[number]] = None
    units = (unit, *_SHORT.get(unit, ()))
    spaced = [f"{one} {word}" for one in numbers for word in units]
    return tuple(dict.fromkeys([*spaced, *(f"{one}-{word.removesuffix('s')}" for one in numbers for word in units)]))


_NOON = 12
_SHORT = {"minutes": ("mins", "min"), "seconds": ("secs", "sec"), "working days": ("business days",)}
_IN_WORDS = {
    "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven", "8": "eight", "10": "ten",
    "12": "twelve", "15": "fifteen", "18": "eighteen", "20": "twenty", "24": "twenty-four", "25": "twenty-five",
    "30": "thirty", "35": "thirty-five", "36": "thirty-six", "40": "forty", "45": "forty-five", "48": "forty-eight",
    "50": "fifty", "60": "sixty", "90": "ninety",
}  # fmt: skip
