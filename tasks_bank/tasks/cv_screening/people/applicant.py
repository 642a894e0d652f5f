"""An applicant as data: posts, qualifications, and what else the CV says. How it is worded is not decided here."""

from dataclasses import dataclass

from tasks_bank.tasks.cv_screening.people.vacancies import Vacancy
from tasks_bank.world.month import Month


@dataclass(frozen=True, slots=True)
class Post:
    """One job of a career."""

    title: str
    employer: str
    months: int
    """From the first to the last month, both counted."""
    duties: tuple[str, ...]
    gap: int = 0
    """Months without work before this post, after the one below; negative where the two overlap."""
    shows: frozenset[str] = frozenset()
    """The criteria among M3, D1 and D2 that its lines show."""
    is_paid: bool = True


@dataclass(frozen=True, slots=True)
class DatedPost:
    """A post with its dates."""

    post: Post
    first: Month
    last: Month
    is_current: bool

    @property
    def span(self) -> frozenset[Month]:
        """The months in it."""
        return frozenset(self.first.after(n) for n in range(self.post.months))


@dataclass(frozen=True, slots=True)
class Award:
    """A qualification."""

    name: str
    month: Month
    is_expected: bool = False
    """True while it is still being studied for."""


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody who applied, with all that their CV says."""

    name: str
    town: str
    phone: str
    posts: tuple[Post, ...]
    """Newest first."""
    ends_ago: int
    """Months since the newest post ended; 0 for a post that goes on."""
    awards: tuple[Award, ...]
    degree: str
    graduated: int
    """The year."""
    skills: tuple[str, ...]
    claimed_years: int = 0
    """Years of the work that the profile claims; 0 where it names no number."""
    pronouns: str = ""
    break_words: str = ""
    """Why there is a gap above the second newest post; empty where the CV says nothing of it."""
    adjustment: str = ""
    """A disclosed disability with what is asked for."""
    personal: tuple[str, ...] = ()
    """Personal details that nobody asked for."""
    unseen: str = ""
    """Words in white that only a reader of the text layer sees."""
    planted: str = ""
    """The planted kind; empty for none."""
    cannot_attend: str = "none"
    """A day of the week."""

    def dated(self, closing: Month) -> tuple[DatedPost, ...]:
        """Return the posts with their dates, newest first, for applications that close in a month."""
        last = closing.after(-self.ends_ago)
        found: list[DatedPost] = []
        for post in self.posts:
            first = last.after(1 - post.months)
            found.append(DatedPost(post, first, last, is_current=not found and not self.ends_ago))
            last = first.after(-1 - post.gap)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Terms:
    """What the company asks for in one case."""

    vacancy: Vacancy
    closing: Month
    """Applications close in it."""
    need_months: int
    """Experience for M1."""
    threshold: int
    """The points from which the decision is yes."""
