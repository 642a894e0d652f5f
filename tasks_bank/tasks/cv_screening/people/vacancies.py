"""The jobs that the company may be filling, and what a CV may say about each. Data only.

The qualifications from abroad are made up, with their standing; the policy of a case lists those that it accepts.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A job to be filled."""

    title: str
    team: str
    """Its head is the hiring manager."""
    field: str
    """The kind of work in a few words."""
    counts: tuple[str, ...]
    """Job titles that count as experience."""
    duties: tuple[str, ...]
    """Sentences about such a job that show no criterion."""
    qualification: str
    overseas: tuple[str, ...]
    """Qualifications of equal standing that were gained abroad."""
    higher: str
    """The qualification that earns points."""
    tool: str
    tool_duties: tuple[str, ...]
    """Sentences that show the use of the tool at work."""
    second: str
    """The tool that earns points."""
    second_duties: tuple[str, ...]


LED = (
    "Trained two new starters.",
    "Led a team of three.",
    "Coached an apprentice and checked their work.",
    "Trained temporary staff each summer.",
)
"""Sentences that show training, coaching or leading others."""

OTHER_WORK = (
    ("Shop Assistant", "Served customers, filled shelves and cashed up."),
    ("Barista", "Made drinks, took orders and ordered stock."),
    ("Warehouse Operative", "Picked and packed orders and took in deliveries."),
    ("Receptionist", "Welcomed visitors, took calls and sorted the post."),
    ("Delivery Driver", "Delivered parcels on a fixed round."),
    ("Catering Assistant", "Prepared lunches and kept the kitchen clean."),
)
"""Work that counts for none of the jobs, with what was done."""

OTHER_CERTIFICATES = (
    "Level 2 Award in Food Safety",
    "Emergency First Aid at Work",
    "Level 2 Certificate in Team Skills",
)
"""Qualifications that meet no criterion."""

VACANCIES = (
    Vacancy(
        "Accounts Assistant",
        "Finance",
        "ledger work",
        ("Accounts Assistant", "Purchase Ledger Clerk", "Sales Ledger Clerk", "Bookkeeper"),
        (
            "Matched purchase orders to invoices and cleared queries with suppliers.",
            "Reconciled supplier statements each month.",
            "Raised sales invoices and chased late payers.",
            "Prepared payment runs for approval.",
            "Kept petty cash and card records in order.",
        ),
        "AAT Level 3 Diploma in Accounting",
        ("Technician Diploma in Accountancy (Ghana)", "Accounts Practice Certificate (India)"),
        "AAT Level 4 Diploma in Professional Accounting",
        "Xero",
        ("Posted all invoices in Xero.", "Ran the bank reconciliation in Xero.", "Kept both ledgers in Xero."),
        "Power BI",
        ("Built a report on late payers in Power BI.", "Kept the spending dashboard in Power BI."),
    ),
    Vacancy(
        "Service Desk Analyst",
        "IT",
        "IT support",
        ("Service Desk Analyst", "IT Support Technician", "Desktop Support Engineer", "Helpdesk Analyst"),
        (
            "Solved first-line calls by phone and chat.",
            "Set up laptops and phones for starters.",
            "Kept the asset register up to date.",
            "Wrote short guides for common faults.",
            "Handed complex faults to the second line with clear notes.",
        ),
        "Level 3 Diploma in IT Systems Support",
        ("Technician Diploma in Computer Systems (Poland)", "Computer Support Certificate (Nigeria)"),
        "HNC in Computing",
        "Active Directory",
        (
            "Opened and closed accounts in Active Directory.",
            "Reset passwords and groups in Active Directory.",
            "Managed access rights in Active Directory.",
        ),
        "Intune",
        ("Enrolled phones in Intune.", "Rolled out updates with Intune."),
    ),
    Vacancy(
        "Marketing Executive",
        "Marketing",
        "marketing",
        ("Marketing Executive", "Marketing Assistant", "Content Writer", "Social Media Officer"),
        (
            "Planned the monthly newsletter.",
            "Wrote web pages and case studies.",
            "Organised the stand at two trade fairs a year.",
            "Checked proofs with the printer.",
            "Kept the content calendar.",
        ),
        "CIM Level 4 Certificate in Marketing",
        ("Diploma in Commercial Marketing (Brazil)", "Marketing Practice Certificate (Turkey)"),
        "CIM Level 6 Diploma in Marketing",
        "Google Analytics",
        (
            "Reported on visits each week from Google Analytics.",
            "Tracked campaigns in Google Analytics.",
            "Set up goals in Google Analytics.",
        ),
        "HubSpot",
        ("Built mail campaigns in HubSpot.", "Kept contact lists in HubSpot."),
    ),
    Vacancy(
        "Support Specialist",
        "Support",
        "customer support",
        ("Support Specialist", "Customer Service Adviser", "Support Agent", "Customer Care Adviser"),
        (
            "Answered customers by phone, mail and chat.",
            "Handled complaints to a close.",
            "Wrote articles for the help pages.",
            "Passed faults on to engineers with clear steps.",
            "Called customers back within the promised time.",
        ),
        "Level 3 Diploma in Customer Service",
        ("Service Management Diploma (Philippines)", "Customer Relations Certificate (Romania)"),
        "Level 4 Diploma for Customer Service Managers",
        "Zendesk",
        ("Worked a queue of tickets in Zendesk.", "Sorted incoming tickets in Zendesk.", "Wrote macros in Zendesk."),
        "Salesforce",
        ("Logged every call in Salesforce.", "Kept customer records in Salesforce."),
    ),
)
