"""What can go wrong at the doors, each as a sentence for the person in front of them."""

from assessor.errors import AssessorError


class Refused(AssessorError):
    """A form was not taken; `field` is the one to put right, where there is one."""

    def __init__(self, said: str, field: str = "") -> None:
        super().__init__(said)
        self.field = field


class LinkGone(AssessorError):
    """A link is unknown, used, taken back or too old. Which of these is not said."""

    def __init__(self) -> None:
        super().__init__("This link cannot be used: it was used already, taken back, or is too old. Ask for a new one.")


class Wait(AssessorError):
    """Too many attempts; `seconds` says for how long none is taken."""

    def __init__(self, seconds: int) -> None:
        words = f"{seconds} seconds" if seconds < 2 * 60 else f"{-(-seconds // 60)} minutes"
        super().__init__(f"There were too many attempts. Wait {words}, then try again.")
        self.seconds = seconds
