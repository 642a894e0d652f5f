"""How people talk in meetings: fillers, interruptions, amounts and outcomes in words. Nothing is decided here."""

from tasks_bank.tasks.meeting_admin.meeting import Attendee, Desk, Line, Meeting, Outcome

_UNITS = (
    *("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_FILLERS = ("Um, ", "Well, ", "So, ", "Right, ", "Yeah, so, ", "You know, ", "Okay. ")
_INTERRUPTIONS = (
    ("Sorry, can everybody hear me?", "Yes, go on."),
    ("Hang on, somebody is at the door.", "No hurry."),
    ("You are on mute, I think.", "Ah. Is that better?"),
    ("Could somebody close the window?", "Done."),
    ("Sorry, I lost you there for a second.", "I will say that again."),
)
_DOUBTS = (
    "I am not sure. That is a lot of money for this time of year.",
    "We have managed without so far, to be fair.",
    "My team has been asking for it for months.",
    "What happens if we wait until the summer?",
    "It would save us time every single week.",
    "Did we not have something like that two years ago?",
)
_REPLIES = (
    "That is true, but it will not get cheaper.",
    "I have looked at what others pay, and the price is fair.",
    "We could live with less, but then I am back here in six months.",
    "It is the same question every year, I know.",
    "Fair point.",
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
    if desk.rng.random() >= desk.noise * 0.6:
        return text
    return desk.rng.choice(_FILLERS) + text


def interrupt(desk: Desk, meeting: Meeting) -> None:
    """Let two people interrupt the meeting, the noisier the more often."""
    if desk.rng.random() < desk.noise * 0.35:
        one, other = desk.rng.sample(meeting.people, 2)
        first, second = desk.rng.choice(_INTERRUPTIONS)
        meeting.say(one, first)
        meeting.say(other, second)


def discuss(desk: Desk, meeting: Meeting, brought_by: Attendee) -> None:
    """Let the others have doubts, and whoever brought the topic reply."""
    others = [person for person in meeting.people if person not in (brought_by, meeting.chair)]
    for _ in range(1 + (desk.rng.random() < desk.noise)):
        meeting.say(desk.rng.choice(others), loosely(desk, desk.rng.choice(_DOUBTS)))
        meeting.say(brought_by, loosely(desk, desk.rng.choice(_REPLIES)))


def state(desk: Desk, meeting: Meeting, thing: str, outcome: Outcome, pounds: int) -> Line:
    """Have the chair state an outcome."""
    words: dict[Outcome, tuple[str, ...]] = {
        "approved": (
            f"Good, then {thing}: approved, {amount_words(desk, pounds)}.",
            f"All in favour? Then we spend {amount_words(desk, pounds)} on {thing}.",
            f"I hear a yes. {amount_words(desk, pounds).capitalize()} for {thing}, and not a penny more.",
        ),
        "rejected": (
            f"Then that is a no for {thing}.",
            f"Sorry, but we will not do {thing}.",
            f"I do not see a majority for {thing}. We drop it.",
        ),
        "postponed": (
            f"We leave {thing} open for now.",
            f"I would rather not decide on {thing} today. It comes back.",
            f"Let us park {thing}.",
        ),
    }
    return meeting.say(meeting.chair, loosely(desk, desk.wording(words[outcome])))


def take_on(desk: Desk, meeting: Meeting, owner: Attendee, task: str, when: str) -> Line:
    """Have somebody take something on."""
    words = (
        f"Yes, I will {task} {when}.",
        f"I can do that. I will {task} {when}.",
        f"Leave it with me, {when}.",
        f"Fine. {when[0].upper()}{when[1:]}, promise.",
    )
    return meeting.say(owner, loosely(desk, desk.wording(words)))
