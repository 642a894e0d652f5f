"""The kinds of data that are held, as pages list them. Which table holds which stands in `holdings`."""

from assessor.releasing.holding import Kind

_RETENTION = "As long as your organisation keeps results, counted from when each was made"
WHO = Kind(
    "Your name, address, job role and number",
    "Erased; a number of ours and the days when you joined, left and were erased stay",
    "They name you.",
    "At once when it is carried out",
)
DOOR = Kind(
    "Your account, second factor and sign-ins",
    "Erased, unless you belong to another organisation too",
    "They name you.",
    "At once",
)
PLACE = Kind(
    "Your roles, teams, cohorts, arrangements, invitations and places in campaigns",
    "Erased",
    "They are about you alone.",
    "At once",
)
TRAINING = Kind("Trainers' notes and actions about you", "Erased", "They are about you.", "At once")
PROGRAMME = Kind(
    "Your programme: dates, hours, ratings, evidence links, reviews, prior learning",
    "Erased here; what your training provider has to keep is in its own system",
    "They are about you alone.",
    "At once",
)
BESIDE = Kind(
    "Drafts, shares, reviews and reports of yours, who opened your results, what a learning record store was told",
    "Erased",
    "They are about you alone.",
    "At once",
)
BADGES = Kind(
    "Badges that you asked for",
    "Withdrawn, and what they say is erased; their places in the list of withdrawn badges stay",
    "Whoever checks a badge has to see that it no longer holds.",
    "As long as your organisation keeps results, counted from when the badge would have run out",
)
EQUALITY = Kind(
    "Voluntary answers after sittings that name you",
    "Erased",
    "They are found by the sitting. Those of an anonymous sitting cannot be found, and are in figures of groups alone.",
    "At once",
)
MEASURED = Kind(
    "Answers and results of your sittings",
    "Held without anything that names you; answers in your own words are erased",
    "Figures of groups and of the questions rest on them.",
    _RETENTION,
)
ATTESTED = Kind(
    "Practical evidence that somebody attested", "Held without your name", "It is that person's word too.", _RETENTION
)
LOGGED = Kind(
    "The audit log, what other systems were told, and that you were erased",
    "Held; they name you by a number alone",
    "They show who saw or changed what, and that your request was carried out.",
    _RETENTION,
)
DONE = Kind(
    "What you did for others: marks, notes, reviews, roles given, panels, campaigns",
    "Held; it names you by a number, and where you attested, marked or settled something, by the name that you gave",
    "It is about others, who may ask on whose word it rests.",
    "As long as what it is about",
)
MADE = Kind(
    "Reports on you that somebody who may see them has had made as files",
    "Erased, and with them all files on groups that wait to be fetched",
    "They are about you, or may name you.",
    "At once; else seven days after they were made",
)
WORK = Kind(
    "Letters to you, lists of imports, files that were handed in",
    "Letters to you are erased; an import's list of refused rows may hold your address",
    "Whoever imported has to see what was refused.",
    "Files for a day, lists for 90 days",
)
GUESSING = Kind(
    "Attempts to log in, as keyed digests of addresses",
    "Held",
    "They slow down guessing.",
    "A day",
)
NOBODY = Kind("", "", "Nothing in it is about a person.", "")
KINDS = (
    WHO,
    DOOR,
    PLACE,
    TRAINING,
    PROGRAMME,
    BESIDE,
    BADGES,
    EQUALITY,
    MEASURED,
    ATTESTED,
    LOGGED,
    DONE,
    MADE,
    WORK,
    GUESSING,
)
"""As pages list them."""
