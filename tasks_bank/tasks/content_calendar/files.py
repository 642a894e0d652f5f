"""The month's papers as real files (CSV, XLSX, DOCX, HTML, ICS, EML, Markdown) and as systems, from the same rows."""

import datetime as dt
from collections.abc import Mapping, Sequence

from tasks_bank.case import System, Write
from tasks_bank.deliverable import Column
from tasks_bank.file import File
from tasks_bank.tasks.content_calendar.month.plan import EVERYONE, Plan, Rival
from tasks_bank.tasks.content_calendar.spelling import sentence_case
from tasks_bank.world.paper import date_as_written
from tasks_bank.writing.csv_file import csv_file
from tasks_bank.writing.diary import OFFICE, WholeDays, ics_file
from tasks_bank.writing.docx_file import docx_file
from tasks_bank.writing.mail import Mail, eml_file
from tasks_bank.writing.web_page import html_file
from tasks_bank.writing.workbook import Sheet, workbook

_TEASERS = (
    "A four-minute read with a list to print.",
    "We asked three of our customers how they do it.",
    "With a table, and our own figures from last year.",
    "Part of our series for people who are new to it.",
)
_DATE, _REF, _KEYWORD = Column("date", "date"), Column("ref"), Column("keyword")


def systems_of(plan: Plan, planned: Sequence[Column]) -> dict[str, System]:
    """Return the company's systems; the planner takes posts, whose columns are `planned`."""
    write = Write("schedule_post", tuple(planned), "put a post into the month's planner")
    return {system.name: system for system in (*_research(plan), *_figures(plan), *_means(plan, write))}


def _research(plan: Plan) -> tuple[System, ...]:
    """Return what people search for, and what was written."""
    return (
        System(
            "keywords",
            (_REF, _KEYWORD, Column("subject"), Column("searches", "integer", about="a month")),
            tuple(
                {"ref": each.ref, "keyword": each.phrase, "subject": each.subject, "searches": str(each.searches)}
                for each in plan.keywords
            ),
            about="this month's keyword export",
        ),
        System(
            "agency_estimates",
            (_KEYWORD, Column("estimate", "integer", about="searches a month, as forecast")),
            tuple({"keyword": each.phrase, "estimate": str(each.estimate)} for each in plan.keywords),
            about="what an agency forecast some months ago",
        ),
        System(
            "past_posts",
            (_REF, _DATE, Column("channel"), _KEYWORD, Column("title")),
            tuple(
                {
                    "ref": post.ref,
                    "date": post.day.isoformat(),
                    "channel": post.channel,
                    "keyword": post.keyword,
                    "title": post.title,
                }
                for post in plan.past
            ),
            about="what we published",
        ),
    )


def _figures(plan: Plan) -> tuple[System, ...]:
    """Return what the scores rest on besides the searches."""
    return (
        System(
            "analytics",
            (
                _REF,
                Column("month"),
                Column("subject"),
                Column("page"),
                Column("visits", "integer"),
                Column("seconds", "integer", about="on the page, on average"),
                Column("bounce", "integer", about="bounce rate in per cent"),
            ),
            tuple(
                {
                    "ref": page.ref,
                    "month": page.month.name,
                    "subject": page.subject,
                    "page": page.title,
                    "visits": str(page.visits),
                    "seconds": str(page.seconds),
                    "bounce": str(page.bounce),
                }
                for page in plan.pages
            ),
            about="visits to our pages last quarter",
        ),
        System(
            "roadmap",
            (_REF, Column("product"), Column("news"), Column("launch", "date"), Column("embargo_ends", "date")),
            tuple(
                {
                    "ref": launch.ref,
                    "product": launch.product,
                    "news": launch.news,
                    "launch": launch.day.isoformat(),
                    "embargo_ends": launch.embargo_ends.isoformat() if launch.embargo_ends else "",
                }
                for launch in plan.launches
            ),
            about="launches, with the first day on which each may be mentioned",
        ),
    )


def _means(plan: Plan, write: Write) -> tuple[System, ...]:
    """Return who can write, who is away, and where and when posts can go out."""
    return (
        System(
            "writers",
            (Column("writer"), Column("subjects"), Column("posts", "integer", about="at most this month")),
            tuple(
                {"writer": each.name, "subjects": "+".join(each.subjects), "posts": str(each.posts)}
                for each in plan.writers
            ),
            about="who writes about what, and how much",
        ),
        System(
            "absences",
            (_REF, Column("who"), Column("first", "date"), Column("last", "date"), Column("what")),
            tuple(
                {
                    "ref": each.ref,
                    "who": each.who,
                    "first": each.first.isoformat(),
                    "last": each.last.isoformat(),
                    "what": each.what,
                }
                for each in plan.absences
            ),
            about="the team's calendar of absences, both days included",
        ),
        System(
            "channels",
            (Column("channel"), Column("days"), Column("most", "integer", about="posts a month")),
            tuple(
                {"channel": each.name, "days": "+".join(each.days), "most": str(each.most)} for each in plan.channels
            ),
            about="on which days each channel publishes",
        ),
        System(
            "planner",
            (_DATE, Column("channel"), Column("what")),
            tuple({"date": day.isoformat(), "channel": channel, "what": what} for day, channel, what in plan.booked),
            (write,),
            about="what is booked already",
        ),
    )


def files_of(plan: Plan, systems: Mapping[str, System], policy: str) -> list[File]:
    """Return the files of the case, in the order in which a person would open them."""
    return [
        File("content-policy.md", policy.encode()),
        File("brand-guide.docx", _brand_guide(plan)),
        File("keywords.csv", _csv(systems["keywords"])),
        File("analytics.xlsx", _xlsx(systems["analytics"])),
        File("roadmap.xlsx", _xlsx(systems["roadmap"])),
        *(File(f"competitors/{rival.name.split()[0].lower()}.html", _blog(rival)) for rival in plan.rivals),
        File("past-posts.csv", _csv(systems["past_posts"])),
        File("writers.csv", _csv(systems["writers"])),
        File("team.ics", _team_calendar(plan)),
        File("channels.csv", _csv(systems["channels"])),
        File("planner.csv", _csv(systems["planner"])),
        *_mails(plan),
        File("older/agency-estimates.csv", _csv(systems["agency_estimates"])),
        File("older/roadmap-note.md", _roadmap_note(plan).encode()),
    ]


def _csv(system: System) -> bytes:
    return csv_file([column.name for column in system.columns], system.rows)


def _xlsx(system: System) -> bytes:
    return workbook({system.name: Sheet(system.columns, system.rows)})


def _brand_guide(plan: Plan) -> bytes:
    brand = plan.company.brand
    blocks: list[str] = [
        f"{plan.company.name} sells {brand.sells}. We write for {brand.audience}.",
        "# How we sound",
        *(f"- {line}" for line in brand.voice),
        "# Words we never use in public, not even in a keyword",
        *(f"- {word}" for word in brand.banned),
        "# Our products",
        *(f"- {product}" for product in brand.products),
    ]
    return docx_file(f"Brand guide of {plan.company.name}", blocks)


def _blog(rival: Rival) -> bytes:
    blocks: list[str] = []
    for number, (day, title) in enumerate(sorted(rival.posts, reverse=True)):
        teaser = _TEASERS[number % len(_TEASERS)]
        blocks += [f"# {title}", f"Published {date_as_written(day, rival.date_style)}. {teaser}"]
    return html_file(f"{rival.name}: our blog", blocks, about=f"News and advice from {rival.name}")


def _team_calendar(plan: Plan) -> bytes:
    entries = [
        WholeDays(
            each.ref,
            sentence_case(each.what) if each.who == EVERYONE else f"{each.who}: {each.what}",
            each.first,
            each.last,
        )
        for each in plan.absences
    ]
    return ics_file("Team calendar", entries)


def _mails(plan: Plan) -> list[File]:
    people = {person.name: person for person in plan.company.people}
    head = plan.company.who("Head of Marketing")
    files = []
    for number, request in enumerate(plan.requests):
        sender = people[request.sender]
        day = plan.month.after(-1).working_days[-8 + number]
        body = (
            f"Hello {head.first_name},\n\nplease put out a post on '{request.keyword}' on "
            f"{date_as_written(request.day, 'words')}. {request.because}\n\nThank you\n{sender.name}\n{sender.role}\n"
        )
        mail = Mail(
            sender=f"{sender.name} <{sender.email}>",
            to=f"{head.name} <{head.email}>",
            sent=dt.datetime.combine(day, dt.time(10, 12 + number), OFFICE),
            subject=f"{request.ref}: a post on {request.keyword}",
            body=body,
            ref=request.ref,
        )
        files.append(File(f"requests/{request.ref}.eml", eml_file(mail)))
    return files


def _roadmap_note(plan: Plan) -> str:
    """Write what product told marketing before the roadmap was last changed."""
    lines = [f"- {each.product}: {each.news}, may be mentioned from {each.noted.isoformat()}" for each in plan.launches]
    when = plan.month.after(-2).name
    return "\n".join([f"# Launches, as told to marketing in {when}", "", *lines, ""])
