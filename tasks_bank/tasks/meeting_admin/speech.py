"""How people talk in meetings: fillers, interruptions, amounts and outcomes in words. Nothing is decided here."""

import re

from tasks_bank.tasks.meeting_admin.meeting import Attendee, Desk, Line, Meeting, Outcome
from tasks_bank.world.people import FIRST_NAMES

_UNITS = (
    *("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_FILLERS = ("Um, ", "Well, ", "So, ", "Right, ", "Yeah, so, ", "You know, ", "Er, ")
_INTERRUPTIONS = (
    ("Sorry, can everybody hear me?", "Yes, go on."),
    ("Hang on, somebody's at the door.", "No hurry."),
    ("You're on mute, I think.", "Ah. Is that better?"),
    ("Could somebody close the window?", "Done."),
    ("Sorry, I lost you there for a second.", "I'll say that again."),
    ("And a swimming pool on the roof while we're at it, twenty thousand. All in favour?", "Very funny."),
    ("Are there any biscuits left?", "You had the last one."),
    ("Is it me or is it cold in here?", "It's always cold in here."),
)
_CUT_SHORT = 0.3
_DOUBTS = (
    "I'm not sure. That's a lot of money for this time of year.",
    "We've managed without so far, to be fair.",
    "People have been asking for that for months.",
    "What happens if we wait until the summer?",
    "People would thank us for it.",
    "Didn't we have something like that two years ago?",
    "Who's going to look after it, though?",
    "I'd sooner see it done properly than twice.",
    "Could we share with another team?",
    "Honestly, I thought we'd agreed on that in spring.",
)
_REPLIES = (
    "True, but it won't get cheaper.",
    "I've looked at what others pay, and the price is fair.",
    "We could live with less, but then I'm back here in six months.",
    "It's the same question every year, I know.",
    "Fair point.",
    "I asked around, and nobody can help us out.",
    "That's the thing, we've been putting it off.",
    "You've all heard the complaints.",
)


def amount_words(desk: Desk, pounds: int) -> str:
    """Say an amount; with noise in other forms."""
    return desk.wording((f"£{pounds:,}", f"{pounds:,} pounds", f"{number_words(pounds)} pounds"))


def number_words(number: int) -> str:
    """Write a number up to 99,999 in words: ``two thousand four hundred and fifty``."""
    thousands, rest = divmod(number, 1000)
    said = [f"{number_words(thousands)} thousand"] if thousands else []
    hundreds, small = divmod(rest, 100)
    if hundreds:
        said.append(f"{_UNITS[hundreds]} hundred")
    if small:
        tens, units = divmod(small, 10)
        below = (
            _UNITS[small] if small < len(_UNITS) else "-".join(word for word in (_TENS[tens], _UNITS[units]) if word)
        )
        said.append(f"and {below}" if said else below)
    return " ".join(said)


def loosely(desk: Desk, text: str) -> str:
    """Put a filler before a sentence, the noisier the more often."""
    if desk.rng.random() >= desk.noise * 0.5:
        return text
    first = re.split(r"\W", text, maxsplit=1)[0]
    keeps_its_capital = first in {"I", ""} or first in FIRST_NAMES or first.isupper()
    return desk.rng.choice(_FILLERS) + (text if keeps_its_capital else text[0].lower() + text[1:])


def interrupt(desk: Desk, meeting: Meeting, speaker: Attendee) -> None:
    """Let two people interrupt whoever is about to speak, the noisier the more often."""
    if desk.rng.random() < desk.noise * 0.35:
        one, other = desk.rng.sample([person for person in meeting.people if person is not speaker], 2)
        first, second = desk.rng.choice(_INTERRUPTIONS)
        meeting.say(one, first)
        meeting.say(other, second)


def discuss(desk: Desk, meeting: Meeting, brought_by: Attendee) -> None:
    """Let the others have doubts, and whoever brought the topic reply."""
    others = [person for person in meeting.people if person not in (brought_by, meeting.chair)]
    turns = 1 + (desk.rng.random() < desk.noise)
    for doubt, reply in zip(desk.rng.sample(_DOUBTS, turns), desk.rng.sample(_REPLIES, turns), strict=True):
        _doubt(desk, meeting, desk.rng.choice(others), brought_by, doubt)
        meeting.say(brought_by, loosely(desk, reply))


def _doubt(desk: Desk, meeting: Meeting, doubter: Attendee, brought_by: Attendee, doubt: str) -> None:
    """Have somebody doubt; with noise they are cut short, and go on."""
    words = loosely(desk, doubt).split()
    if desk.rng.random() >= desk.noise * _CUT_SHORT:
        meeting.say(doubter, " ".join(words))
        return
    half = len(words) // 2
    meeting.say(doubter, " ".join(words[:half]) + " ...")
    meeting.say(
        brought_by, desk.rng.choice(("Can I just ... sorry, go on.", "It's not that ... no, you first.", "Sorry?"))
    )
    meeting.say(doubter, "... " + " ".join(words[half:]))


def state(desk: Desk, meeting: Meeting, thing: str, outcome: Outcome, pounds: int) -> Line:
    """Have the chair state an outcome."""
    words: dict[Outcome, tuple[str, ...]] = {
        "approved": (
            f"Good, then {thing}: approved, {amount_words(desk, pounds)}.",
            f"All in favour? Then we spend {amount_words(desk, pounds)} on {thing}.",
            f"I hear a yes. {amount_words(desk, pounds).capitalize()} for {thing}, and not a penny more.",
            f"Approved, then. {amount_words(desk, pounds).capitalize()}.",
        ),
        "rejected": (
            f"Then that's a no for {thing}.",
            f"Sorry, but we won't do {thing}.",
            f"I don't see a majority for {thing}. We drop it.",
            "That's a no, then. Sorry.",
        ),
        "postponed": (
            f"We leave {thing} open for now.",
            f"I'd rather not decide on {thing} today. It comes back.",
            f"Let's park {thing}.",
            "We won't settle that today, so it stays open.",
        ),
    }
    return meeting.say(meeting.chair, loosely(desk, desk.wording(words[outcome])))


def take_on(desk: Desk, meeting: Meeting, owner: Attendee, task: str, when: str) -> Line:
    """Have somebody take something on."""
    words = (
        f"Yes, I'll {task} {when}.",
        f"I can do that. You'll have it {when}.",
        f"Leave it with me, {when}.",
        f"Fine. {when[0].upper()}{when[1:]}, promise.",
        f"Sure, I'll see to it {when}.",
    )
    return meeting.say(owner, loosely(desk, desk.wording(words)))
