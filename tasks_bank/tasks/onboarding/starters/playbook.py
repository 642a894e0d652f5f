"""What the company's playbook, catalogue, profiles and register hold, before codes and days are drawn."""

from typing import Literal

from tasks_bank.tasks.onboarding.starters.intake import BUDDY, EVERYONE, MANAGER

ItemKind = Literal["equipment", "licence", "access"]

DUTIES: tuple[tuple[str, str, int, str], ...] = (
    ("Send the contract for signature", "HR Advisor", -12, EVERYONE),
    ("Ask for bank details and tax form", "Accounts Assistant", -9, EVERYONE),
    ("Raise the IT requests", MANAGER, -7, EVERYONE),
    ("Send the welcome mail", "HR Advisor", -5, EVERYONE),
    ("Set up the desk", "Operations Coordinator", -4, EVERYONE),
    ("Tell the team who is starting", MANAGER, -3, EVERYONE),
    ("Test laptop and accounts", "Service Desk Analyst", -2, EVERYONE),
    ("Copy the right-to-work document", "HR Advisor", 0, EVERYONE),
    ("Hand over pass and keys", "Operations Coordinator", 0, EVERYONE),
    ("Show fire exits and first-aid box", BUDDY, 0, EVERYONE),
    ("Enter the starter on the payroll", "Accounts Assistant", 3, EVERYONE),
    ("File the emergency contact form", "HR Advisor", 5, EVERYONE),
    ("Agree the first objectives", MANAGER, 10, EVERYONE),
    ("Confirm that all reading is done", BUDDY, 21, EVERYONE),
    ("Set approval limits in the ledger", MANAGER, 4, "Finance"),
    ("Register the bank signatory form", "Accounts Assistant", 8, "Finance"),
    ("Sign the confidentiality statement", "HR Advisor", -1, "People"),
    ("Explain the recruitment calendar", BUDDY, 6, "People"),
    ("Issue the on-call schedule", MANAGER, 7, "IT"),
    ("Open the server room for the pass", "Systems Administrator", 2, "IT"),
    ("Hand over the list of accounts", MANAGER, 6, "Sales"),
    ("Shadow two customer calls", BUDDY, 9, "Sales"),
    ("Add to the editorial board", MANAGER, 4, "Marketing"),
    ("Explain the brand guide", BUDDY, 3, "Marketing"),
    ("Issue safety shoes and vest", "Site Supervisor", -1, "Operations"),
    ("Walk the site with the starter", "Compliance Officer", 4, "Operations"),
    ("Grant review rights in the code", MANAGER, 6, "Engineering"),
    ("Pair on a first small change", BUDDY, 5, "Engineering"),
    ("Set up the telephone queue", "Service Desk Analyst", 1, "Support"),
    ("Listen in on five calls", BUDDY, 4, "Support"),
)
"""What is done, by whom, how many working days after the start date, and for whom."""

ITEMS: dict[str, tuple[ItemKind, str]] = {
    "Laptop, standard": ("equipment", "a standard laptop"),
    "Laptop, developer": ("equipment", "a developer laptop"),
    "Laptop, design": ("equipment", "a design laptop"),
    "Headset": ("equipment", "a headset"),
    "Second monitor": ("equipment", "a second monitor"),
    "Mobile phone": ("equipment", "a mobile phone"),
    "Drawing tablet": ("equipment", "a drawing tablet"),
    "Label printer": ("equipment", "a label printer"),
    "Tablet computer": ("equipment", "a tablet computer"),
    "Office suite": ("licence", "the office suite"),
    "Design suite": ("licence", "the design suite"),
    "Customer system seat": ("licence", "a seat in the customer system"),
    "Helpdesk seat": ("licence", "a helpdesk seat"),
    "Analytics seat": ("licence", "an analytics seat"),
    "Code editor": ("licence", "a licence for the code editor"),
    "Recruitment platform seat": ("licence", "a seat on the recruitment platform"),
    "Mail tracking add-on": ("licence", "the mail tracking add-on"),
    "Staff intranet": ("access", "access to the staff intranet"),
    "Ledger, read only": ("access", "read-only access to the ledger"),
    "Ledger, posting": ("access", "posting rights in the ledger"),
    "Payroll files": ("access", "access to the payroll files"),
    "Personnel files": ("access", "access to the personnel files"),
    "Customer database": ("access", "access to the customer database"),
    "Source code": ("access", "access to the source code"),
    "Stock planner": ("access", "access to the stock planner"),
    "Press contacts": ("access", "access to the press contacts"),
    "Administrator account": ("access", "an administrator account"),
}
"""Names of items, their kind, and how people call them in a mail."""

MODEST_ITEMS = ("Laptop, standard", "Ledger, read only")
"""Nobody who has the better one asks for these as well."""

_BASE = ("Headset", "Office suite", "Staff intranet")
_STANDARD = "Laptop, standard"

PROFILES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "Management Accountant": (
        (_STANDARD, *_BASE, "Ledger, posting", "Analytics seat", "Second monitor"),
        ("Payroll files", "Mobile phone"),
    ),
    "Accounts Assistant": (
        (_STANDARD, *_BASE, "Ledger, posting", "Payroll files"),
        ("Second monitor", "Label printer"),
    ),
    "HR Advisor": (
        (_STANDARD, *_BASE, "Personnel files", "Mobile phone"),
        ("Recruitment platform seat", "Second monitor"),
    ),
    "Recruiter": (
        (_STANDARD, *_BASE, "Recruitment platform seat", "Mobile phone"),
        ("Mail tracking add-on", "Second monitor"),
    ),
    "Systems Administrator": (
        ("Laptop, developer", *_BASE, "Helpdesk seat", "Administrator account", "Second monitor"),
        ("Mobile phone", "Source code"),
    ),
    "Service Desk Analyst": (
        (_STANDARD, *_BASE, "Helpdesk seat", "Second monitor"),
        ("Mobile phone", "Label printer"),
    ),
    "Account Manager": (
        (_STANDARD, *_BASE, "Customer system seat", "Customer database", "Mobile phone"),
        ("Tablet computer", "Mail tracking add-on"),
    ),
    "Sales Executive": (
        (_STANDARD, *_BASE, "Customer system seat", "Mobile phone"),
        ("Mail tracking add-on", "Second monitor"),
    ),
    "Content Designer": (
        ("Laptop, design", *_BASE, "Design suite", "Drawing tablet"),
        ("Second monitor", "Analytics seat"),
    ),
    "Marketing Executive": (
        (_STANDARD, *_BASE, "Press contacts", "Analytics seat"),
        ("Mobile phone", "Mail tracking add-on"),
    ),
    "Operations Coordinator": (
        (_STANDARD, *_BASE, "Stock planner", "Label printer"),
        ("Second monitor", "Mobile phone"),
    ),
    "Site Supervisor": (
        (_STANDARD, *_BASE, "Stock planner", "Mobile phone"),
        ("Tablet computer", "Label printer"),
    ),
    "Compliance Officer": (
        (_STANDARD, *_BASE, "Ledger, read only", "Stock planner"),
        ("Tablet computer", "Second monitor"),
    ),
    "Software Engineer": (
        ("Laptop, developer", *_BASE, "Code editor", "Source code", "Second monitor"),
        ("Mobile phone", "Analytics seat"),
    ),
    "Data Analyst": (
        ("Laptop, developer", *_BASE, "Analytics seat", "Customer database"),
        ("Second monitor", "Source code"),
    ),
    "Support Specialist": (
        (_STANDARD, *_BASE, "Helpdesk seat", "Customer database"),
        ("Second monitor", "Mobile phone"),
    ),
}
"""For each role its standard items, and those that its manager may ask for."""

DOCUMENTS: tuple[tuple[str, str, int], ...] = (
    ("Staff handbook", EVERYONE, 3),
    ("Information security", EVERYONE, 2),
    ("Data protection at work, course", EVERYONE, 10),
    ("Health and safety, course", EVERYONE, 5),
    ("Expenses guide", EVERYONE, 15),
    ("Month-end timetable", "Finance", 8),
    ("Fraud awareness, course", "Finance", 12),
    ("Handling personnel files", "People", 4),
    ("Fair interviewing, course", "People", 14),
    ("Change procedure", "IT", 6),
    ("Incident handling, course", "IT", 9),
    ("Price list and discounts", "Sales", 4),
    ("Calling customers, course", "Sales", 11),
    ("Brand guide", "Marketing", 3),
    ("Rules for advertising, course", "Marketing", 12),
    ("Site rules", "Operations", 1),
    ("Lifting and carrying, course", "Operations", 7),
    ("How we review code", "Engineering", 6),
    ("Secure programming, course", "Engineering", 13),
    ("Service levels", "Support", 5),
    ("Difficult calls, course", "Support", 9),
    ("Accruals by example", "Management Accountant", 10),
    ("Paying suppliers", "Accounts Assistant", 6),
    ("Absence rules for advisors", "HR Advisor", 7),
    ("Writing job adverts", "Recruiter", 5),
    ("Backup and restore", "Systems Administrator", 8),
    ("Answering tickets", "Service Desk Analyst", 3),
    ("Renewing contracts", "Account Manager", 8),
    ("Qualifying a lead", "Sales Executive", 6),
    ("Layout rules", "Content Designer", 7),
    ("Planning a campaign", "Marketing Executive", 8),
    ("Ordering and stock", "Operations Coordinator", 5),
    ("Visitors on site", "Site Supervisor", 4),
    ("Reporting a breach", "Compliance Officer", 3),
    ("How we release", "Software Engineer", 9),
    ("Where our figures come from", "Data Analyst", 7),
    ("Knowledge base, first steps", "Support Specialist", 4),
)
"""Titles, for whom, and within how many working days."""

SESSIONS: tuple[tuple[str, str, int, int, int], ...] = (
    ("Welcome and plan of the week", MANAGER, 60, 1, 1),
    ("IT set-up", "Service Desk Analyst", 60, 1, 1),
    ("Tour of the office", BUDDY, 30, 1, 2),
    ("HR induction", "HR Advisor", 60, 1, 2),
    ("Review of the week", MANAGER, 30, 4, 5),
    ("Health and safety walk", "Compliance Officer", 60, 2, 3),
    ("Information security talk", "Systems Administrator", 60, 2, 4),
    ("Payroll and pension", "Accounts Assistant", 30, 2, 4),
    ("Products and customers", "Head of Sales", 60, 3, 5),
    ("Questions to the buddy", BUDDY, 30, 3, 5),
)
"""Titles, hosts, minutes, and the first and last day of the first week on which they may be held."""
