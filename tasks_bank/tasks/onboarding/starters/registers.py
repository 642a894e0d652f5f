"""Deals the company's registers with their codes: checklist, catalogue, profiles, documents, and who may be a buddy."""

from dataclasses import replace

from tasks_bank.tasks.onboarding.starters.intake import EVERYONE, Document, Duty, Intake, Item, Mentor, Starter
from tasks_bank.tasks.onboarding.starters.places import candidates
from tasks_bank.tasks.onboarding.starters.playbook import DOCUMENTS, DUTIES, ITEMS, MODEST_ITEMS, PROFILES
from tasks_bank.world.people import Person

STANDARD, ON_REQUEST = "standard", "on request"
_NEWER = {"equipment": "new model", "licence": "new edition", "access": "single sign-on"}
_CHANCE_OF_A_RIGHT_HINT = 0.4
_MOST_PLACES = 3


def deal_registers(intake: Intake, other_roles: int) -> None:
    """Deal the registers for the starters' roles and some others, and plant in them what a starter is to meet."""
    own = [starter.role for starter in intake.starters]
    rest = [role for role in PROFILES if role not in own]
    roles = {*own, *intake.rng.sample(rest, min(other_roles, len(rest)))}
    teams = {person.team for person in intake.company.people if person.role in roles}
    _deal_duties(intake, {EVERYONE, *teams})
    _deal_documents(intake, {EVERYONE, *teams, *roles})
    _deal_items(intake, roles)
    for starter in intake.starters:
        if "withdrawn_document" in starter.kinds:
            _withdraw(intake, starter)
        if "retired_item" in starter.kinds:
            _retire(intake, starter)
    for starter in intake.starters:
        _ask_for_items(intake, starter)
    for team in sorted(teams):
        intake.mentors += [_some_mentor(intake, person) for person in intake.company.team(team)[1:]]
    for starter in intake.starters:
        _settle_mentors(intake, starter)
        starter.buddy = best_mentor(intake, starter)


def best_mentor(intake: Intake, starter: Starter) -> Person | None:
    """Return who is to be the buddy: in all week, with a place left; most places left, then longest here."""
    here = {person.name for person in candidates(intake, starter.team, starter.week)}
    free = [mentor for mentor in intake.mentors if mentor.person.name in here and mentor.taken < mentor.places]
    free.sort(key=lambda mentor: (mentor.taken - mentor.places, mentor.person.started))
    return free[0].person if free else None


def kit(intake: Intake, role: str, entitlement: str) -> list[str]:
    """Return the codes of a role's items, standard or on request, as the profile names them."""
    return [code for code, said in intake.profiles[role].items() if said == entitlement]


def _deal_duties(intake: Intake, audiences: set[str]) -> None:
    """Deal the checklist in the order of its days; a little earlier or later than in other companies."""
    chosen = []
    for what, owner, shift, audience in DUTIES:
        if audience in audiences:
            moved = shift + intake.rng.choice((-1, 0, 1)) if abs(shift) > 1 else shift
            chosen.append((moved, what, owner, audience))
    chosen.sort()
    for code, (shift, what, owner, audience) in zip(intake.refs.in_order("T", len(chosen)), chosen, strict=True):
        intake.duties.append(Duty(code, what, owner, shift, audience))


def _deal_documents(intake: Intake, audiences: set[str]) -> None:
    chosen = [each for each in DOCUMENTS if each[1] in audiences]
    intake.rng.shuffle(chosen)
    for code, (title, audience, within) in zip(intake.refs.in_order("DOC-", len(chosen)), chosen, strict=True):
        intake.documents.append(Document(code, title, audience, within + intake.rng.choice((0, 1, 2))))


def _deal_items(intake: Intake, roles: set[str]) -> None:
    names = intake.rng.sample(list(ITEMS), len(ITEMS))
    codes = dict(zip(names, intake.refs.in_order("IT-", len(names)), strict=True))
    intake.items += [Item(codes[name], name, ITEMS[name][0]) for name in names]
    for role in sorted(roles):
        standard, on_request = PROFILES[role]
        intake.profiles[role] = {codes[name]: STANDARD for name in standard} | {
            codes[name]: ON_REQUEST for name in on_request
        }


def _withdraw(intake: Intake, starter: Starter) -> None:
    """Withdraw something that the starter is to read; what replaces it is for whoever should have read that."""
    place = intake.rng.choice(
        [
            place
            for place, each in enumerate(intake.documents)
            if starter.is_audience(each.audience) and not each.replaced_by
        ]
    )
    old = intake.documents[place]
    code = _unused(intake, "DOC-", {each.code for each in intake.documents})
    intake.documents[place] = replace(old, replaced_by=code)
    course = ", course"
    title = old.title.removesuffix(course) + " (revised)" + course * old.title.endswith(course)
    intake.documents.append(Document(code, title, "", old.within + intake.rng.choice((1, 2, 3))))
    intake.documents.sort(key=lambda each: each.code)


def _retire(intake: Intake, starter: Starter) -> None:
    """Retire a standard item of the starter's role; the profile still names it."""
    standard = set(kit(intake, starter.role, STANDARD))
    places = [place for place, item in enumerate(intake.items) if item.code in standard and not item.replaced_by]
    place = intake.rng.choice(places)
    old = intake.items[place]
    code = _unused(intake, "IT-", {item.code for item in intake.items})
    intake.items[place] = replace(old, replaced_by=code)
    intake.items.append(Item(code, f"{old.name}, {_NEWER[old.kind]}", old.kind))
    intake.items.sort(key=lambda item: item.code)


def _unused(intake: Intake, prefix: str, used: set[str]) -> str:
    while (code := intake.refs.any(prefix)) in used:
        pass
    return code


def _ask_for_items(intake: Intake, starter: Starter) -> None:
    """Let the manager ask for something that the role may have, and for what it may not have where that is planted.

    Nobody else asks for the same, so that each thing that is handed over has a name of its own.
    """
    asked = {code for each in intake.starters for code in each.asked}
    plain = [item for item in intake.items if not item.replaced_by and item.code not in asked]
    allowed = set(kit(intake, starter.role, ON_REQUEST))
    fitting = [item.code for item in plain if item.code in allowed]
    starter.asked += intake.rng.sample(fitting, min(1, len(fitting)))
    if "above_entitlement" in starter.kinds:
        no_use = {*intake.profiles[starter.role], *(item.replaced_by for item in intake.items)}
        above = [item.code for item in plain if item.code not in no_use and item.name not in MODEST_ITEMS]
        starter.asked.append(intake.rng.choice(above))
        intake.rng.shuffle(starter.asked)


def _some_mentor(intake: Intake, person: Person) -> Mentor:
    places = intake.rng.randint(1, _MOST_PLACES)
    return Mentor(person, places, intake.rng.randint(0, places))


def _settle_mentors(intake: Intake, starter: Starter) -> None:
    """Give or take places so that the team has a buddy, or has none where that is planted."""
    here = [person.name for person in candidates(intake, starter.team, starter.week)]
    if "no_mentor" in starter.kinds:
        _fill(intake, set(here))
        members = intake.company.team(starter.team)[1:]
        starter.suggested = intake.rng.choice([person for person in members if person.name in here] or list(members))
        return
    if best_mentor(intake, starter) is None:
        _free(intake, intake.rng.choice(here))
    if "mentor_full" in starter.kinds:
        full = best_mentor(intake, starter)
        assert full is not None
        _fill(intake, {full.name})
        if best_mentor(intake, starter) is None:
            _free(intake, intake.rng.choice([name for name in here if name != full.name]))
        starter.suggested = full
    elif intake.rng.random() < _CHANCE_OF_A_RIGHT_HINT:
        starter.suggested = best_mentor(intake, starter)


def _fill(intake: Intake, names: set[str]) -> None:
    intake.mentors[:] = [replace(m, taken=m.places) if m.person.name in names else m for m in intake.mentors]


def _free(intake: Intake, name: str) -> None:
    intake.mentors[:] = [replace(m, taken=m.places - 1) if m.person.name == name else m for m in intake.mentors]
