"""Draws applicants: careers of a wanted strength, names, towns and employers, each of them used once in a case."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from tasks_bank.tasks.cv_screening.people.applicant import Applicant, Award, Post, Terms
from tasks_bank.tasks.cv_screening.people.vacancies import LED, OTHER_CERTIFICATES, OTHER_WORK
from tasks_bank.tasks.cv_screening.screening import A_YEAR, DESIRABLES, MOST_YEARS

Strength = Literal["strong", "fair", "short", "unqualified", "no_tool"]
"""Above the threshold; all must-haves and too few points; too few months; without M2; without M3."""

SHE_NAMES = ("Alice", "Beatriz", "Carys", "Dorota", "Esi", "Fatima", "Grace", "Harpreet", "Ingrid", "Joy", "Kavita")
HE_NAMES = ("Adil", "Bruno", "Cai", "Dmitri", "Emeka", "Frank", "Gavin", "Hamza", "Ivan", "Joel", "Kwame")
OTHER_NAMES = (
    *("Ashley", "Billie", "Charlie", "Devon", "Eden", "Frankie", "Gray", "Harper", "Indy", "Jamie", "Kit", "Lee"),
    *("Morgan", "Nour", "Oakley", "Parker", "Quin", "Riley", "Sam", "Taylor", "Uma", "Val", "Winter", "Xin"),
    *("Yuri", "Zion", "Ari", "Bao", "Cleo", "Dara", "Ellis", "Fen", "Gale", "Hollis", "Ira", "Jo", "Kim", "Lou"),
)
LAST_NAMES = (
    *("Amoah", "Bennett", "Castro", "Doyle", "Eriksen", "Ferrari", "Gill", "Haddad", "Ibrahim", "Jankowski"),
    *("Kelly", "Lindqvist", "Malik", "Novak", "Oduya", "Pereira", "Qureshi", "Rossi", "Stone", "Thapa"),
    *("Ueda", "Varga", "Weaver", "Yates", "Zhou", "Banerjee", "Cooper", "Dhillon", "Evans", "Fofana"),
    *("Gomez", "Hughes", "Ivanova", "Joshi", "Kamau", "Lam", "Moreno", "Nilsen", "Obi", "Petrov"),
    *("Abara", "Brandt", "Costa", "Dube", "Engel", "Flynn", "Greene", "Hart", "Imran", "Jansen", "Kovac", "Lund"),
    *("Mistry", "Naidu", "Okoro", "Pryce", "Rana", "Silva", "Thorne", "Uddin", "Vasquez", "Wolfe", "Yun", "Zeller"),
    *("Rees", "Sato", "Toure", "Usmani", "Vance", "Wright", "Yeo", "Zaman", "Bell", "Chen"),
)
_EMPLOYER_WORDS = (
    *("Aldgrove", "Birchall", "Cawder", "Dunmore", "Elmstead", "Farleigh", "Glenholm", "Harthill", "Inchmoor"),
    *("Jessop", "Kelbrook", "Langdale", "Marsden", "Netherby", "Oakhurst", "Penrith", "Quarndon", "Ravensby"),
    *("Selwood", "Thornley", "Upwell", "Varley", "Wetherby", "Yarrow", "Ashdown", "Brayford", "Coldstone"),
    *("Denholm", "Eastry", "Fenwick", "Grantley", "Holbeck", "Ilkeston", "Kirkstall", "Lofthouse", "Middleham"),
    *("Norwell", "Otterburn", "Pickhill", "Rothwell", "Sandbeck", "Tadcaster", "Ulleskelf", "Wharfe"),
)
_EMPLOYER_ENDS = ("Group", "Foods", "Homes", "Motors", "Textiles", "Dental", "Travel", "Packaging", "Energy", "Stores")
_TOWNS = ("Leeds", "Bradford", "Wakefield", "Harrogate", "York", "Halifax", "Huddersfield", "Pudsey", "Otley", "Morley")
_DEGREES = ("BA History", "BSc Biology", "BA English", "BSc Geography", "BA Music", "BSc Chemistry", "BA Philosophy")
_UNIVERSITIES = ("Hull", "Leicester", "Chester", "Derby", "Sunderland", "Lincoln", "Stirling")
_SKILLS = ("Excel", "Word", "Teams", "touch typing", "minute taking", "Outlook", "spreadsheets", "report writing")
_SHORTEST_POST = 5
"""Months."""
_DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays")


@dataclass
class Pool:
    """What the applicants of one case are made of; no surname, phone number or employer comes out twice."""

    rng: Random
    she: list[str]
    he: list[str]
    other: list[str]
    last: list[str]
    employers: list[str]
    phones: list[int]

    @classmethod
    def of(cls, rng: Random, taken: Collection[str]) -> "Pool":
        """Shuffle everything, less the words that the company's own names hold."""

        def shuffled(words: Collection[str]) -> list[str]:
            free = [word for word in words if word not in taken]
            return rng.sample(free, len(free))

        employers = [f"{word} {end}" for word in shuffled(_EMPLOYER_WORDS) for end in _EMPLOYER_ENDS]
        return cls(
            rng,
            shuffled(SHE_NAMES),
            shuffled(HE_NAMES),
            shuffled(OTHER_NAMES),
            shuffled(LAST_NAMES),
            rng.sample(employers, len(employers)),
            rng.sample(range(900), 100),
        )

    def named(self, first_names: list[str]) -> str:
        """Return a name that nobody else has; first names come again when all were used."""
        first_names.insert(0, first := first_names.pop())
        return f"{first} {self.last.pop()}"


@dataclass(frozen=True, slots=True)
class Record:
    """What counts about an applicant: the part in which twins are equal."""

    months: int
    is_qualified: bool
    has_tool: bool
    has_second: bool
    has_led: bool
    has_higher: bool


def some_record(rng: Random, terms: Terms, strength: Strength) -> Record:
    """Draw a record of a strength."""
    wanted = [record for record in _records(terms) if (record[0] >= terms.threshold) == (strength == "strong")]
    _, years, second, led, higher = rng.choice(wanted)
    months = terms.need_months + A_YEAR * years + rng.randint(0, 11)
    if strength == "short":
        months = terms.need_months - rng.randint(2, 8)
    return Record(months, strength != "unqualified", strength != "no_tool", second, led, higher)


def _records(terms: Terms) -> Iterator[tuple[int, int, bool, bool, bool]]:
    """List points with what earns them; nobody has everything."""
    for years in range(MOST_YEARS + 1):
        for mask in range(7):
            flags = [bool(mask & bit) for bit in (1, 2, 4)]
            points = years + sum(worth for worth, has in zip(DESIRABLES.values(), flags, strict=True) if has)
            if points >= terms.threshold - 3:
                yield points, years, flags[0], flags[1], flags[2]


def dress(pool: Pool, terms: Terms, record: Record, posts_wanted: int = 0) -> Applicant:
    """Make an applicant of a record: who they are, where they worked, how long each time, what they wrote."""
    rng, vacancy = pool.rng, terms.vacancy
    count = posts_wanted or rng.choice((1, 2, 2, 3))
    posts = [_post(pool, terms, months) for months in _split(rng, record.months, count)]
    for has, shown, sentences in (
        (record.has_tool, "M3", vacancy.tool_duties),
        (record.has_second, "D1", vacancy.second_duties),
        (record.has_led, "D2", LED),
    ):
        if has:
            at = rng.randrange(len(posts))
            duties = (*posts[at].duties, rng.choice(sentences))
            posts[at] = replace(posts[at], duties=duties, shows=posts[at].shows | {shown})
    title, duty = rng.choice(OTHER_WORK)
    posts.append(Post(title, pool.employers.pop(), rng.randint(9, 28), (duty,)))
    skills = rng.sample(_SKILLS, 3)
    skills += [vacancy.tool] if record.has_tool else []
    skills += [vacancy.second] if record.has_second else []
    years = record.months // A_YEAR
    someone = Applicant(
        name=pool.named(pool.other),
        town=rng.choice(_TOWNS),
        phone=f"07700 900{pool.phones.pop():03d}",
        posts=tuple(posts),
        ends_ago=rng.choice((0, 0, 0, 1, 2)),
        awards=(),
        degree=f"{rng.choice(_DEGREES)}, University of {rng.choice(_UNIVERSITIES)}",
        graduated=0,
        skills=tuple(rng.sample(skills, len(skills))),
        claimed_years=years + (record.months % A_YEAR > A_YEAR // 2 and rng.random() < 1 / 2 and years > 0),
    )
    return _schooled(rng, someone, record, terms)


def _schooled(rng: Random, someone: Applicant, record: Record, terms: Terms) -> Applicant:
    """Add degree and awards, dated by the career."""
    dated = someone.dated(terms.closing)
    began, oldest = dated[-2].first, dated[-1].first
    names = [terms.vacancy.qualification if record.is_qualified else rng.choice(OTHER_CERTIFICATES)]
    names += [terms.vacancy.higher] if record.has_higher else []
    months = [began.after(-rng.randint(1, 8)), terms.closing.after(-rng.randint(8, 14))]
    awards = tuple(Award(name, month) for name, month in zip(names, months, strict=False))
    return replace(someone, awards=awards, graduated=oldest.year - rng.randint(1, 2))


def _post(pool: Pool, terms: Terms, months: int) -> Post:
    vacancy = terms.vacancy
    duties = tuple(pool.rng.sample(vacancy.duties, 2))
    gap = pool.rng.choice((0, 0, 0, 1, 2))
    return Post(pool.rng.choice(vacancy.counts), pool.employers.pop(), months, duties, gap)


def _split(rng: Random, months: int, count: int) -> list[int]:
    """Split a time into so many posts, none of them below five months; into fewer where it is too short for that."""
    parts = []
    for left in range(min(count, max(1, months // _SHORTEST_POST)) - 1, 0, -1):
        most = months - _SHORTEST_POST * left
        parts.append(rng.randint(_SHORTEST_POST, min(most, max(_SHORTEST_POST, 2 * months // (left + 1)))))
        months -= parts[-1]
    return [*parts, months]


def some_day(rng: Random) -> str:
    """Draw the day of the week on which somebody cannot attend, if any."""
    return rng.choice((*_DAYS, *("none",) * 10))
