"""From an empty service to a first learner's result, in a real browser: who sees what, and no more."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from assessor.people import signing_up
from tests.walkthrough.serving import FLAGS, Listening, listening
from tests.walkthrough.walking import DESK, PHONE, Walker, device

PASSWORD = "four words of mine"  # noqa: S105 - everybody of the walk has it
PEOPLE = 30
ADDRESS = "person{:02d}@example.org"
LEARNER, MANAGER, TRAINER, OTHER_MANAGER = (ADDRESS.format(number) for number in range(4))
LINK = re.compile(r"(\S+@example\.org)\.\s+(http://\S+/invitation/\S+)")
SEND = "#answer button:not([name])"
CHOICE = "#answer input[name=choice]"


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Listening]:
    with listening(tmp_path_factory.mktemp("nothing"), size=10) as found:
        yield found


def table() -> str:
    """Return thirty people of two teams, the odd ones in the second."""
    rows = (f"Person {n:02d},{ADDRESS.format(n)},{('Repairs', 'Lettings')[n == 3]},Officer" for n in range(PEOPLE))
    return "\n".join(["Full name,E-mail address,Team,Job", *rows])


def signs_up(owner: Walker, service: Listening) -> None:
    now = dt.datetime.now(dt.UTC)
    owner.go(f"/sign-up/{signing_up.new_link(service.store, now + dt.timedelta(hours=1), now)}")
    owner.look("sign-up")
    owner.fill(organisation="Harbour Homes", name="Olive", email="olive@example.org", password=PASSWORD, again=PASSWORD)
    owner.page.locator("main form button").first.click()
    owner.reads("Harbour Homes is set up, and you are its owner.")
    owner.look("owner-start")
    owner.go("/account")
    owner.click("Set it up")
    owner.look("second-factor")


def imports(owner: Walker, folder: Path) -> None:
    (folder / "people.csv").write_text(table(), encoding="utf-16")
    owner.go("/people/")
    owner.click("Import from a CSV")
    owner.page.set_input_files("input[type=file]", folder / "people.csv")
    owner.look("import-file")
    owner.click("Look at it")
    owner.page.get_by_label("Make teams that are not there yet").check()
    owner.look("import")
    owner.click(f"Import {PEOPLE} rows")
    for _ in range(50):
        if "Done." in owner.page.locator("main").inner_text():
            break
        owner.page.wait_for_timeout(100)
        owner.page.reload()
    owner.reads(f"Done. {PEOPLE} new, 0 changed, 0 as they were, 0 left out")
    owner.look("imported")


def invites(owner: Walker) -> dict[str, str]:
    """Invite all, without a mail server, and return the link of each address."""
    owner.go("/people/invite")
    owner.page.locator("main form button").first.click()
    owner.reads(f"{PEOPLE} links to hand over")
    owner.look("invitations")
    return dict(LINK.findall(owner.page.locator("main").inner_text()))


def gives_roles(owner: Walker) -> None:
    """Make a cohort with the learner in it, a trainer of it, and a manager of each team."""
    owner.go("/cohorts/new")
    owner.fill(name="Autumn", starts_on="2026-09-01")
    owner.click("Make the cohort")
    owner.go("/cohorts/")
    owner.click("Autumn")
    owner.page.locator("main").get_by_role("link", name=re.compile("People")).first.click()
    owner.fill(members=LEARNER)
    owner.click("Put them in")
    for email, role, team in ((MANAGER, "manager", "Repairs"), (OTHER_MANAGER, "manager", "Lettings")):
        at_person(owner, email)
        owner.page.select_option("select[name=role]", role)
        owner.page.select_option("select[name=team]", label=team)
        owner.click("Give the role")
    at_person(owner, TRAINER)
    owner.page.select_option("select[name=role]", "trainer")
    owner.page.select_option("select[name=cohort]", label="Autumn")
    owner.click("Give the role")
    owner.look("person")


def at_person(owner: Walker, email: str) -> None:
    owner.go(f"/people/?words={email}")
    owner.page.locator("main td a, main th a").first.click()
    owner.page.locator("main summary", has_text="Give a role").click()


def launches(owner: Walker) -> None:
    """Make a campaign for everybody, step by step, and launch it."""
    owner.go("/campaigns/")
    owner.click("Make a campaign")
    owner.look("campaign-purpose")
    owner.fill(name="Autumn check", purpose="We plan our training by it.")
    owner.page.locator("[name=basis]").first.check()
    owner.click("Keep it and choose who")
    owner.look("campaign-who")
    owner.page.locator("[name=everybody]").check()
    owner.click("Keep it and go on")
    owner.look("campaign-how")
    owner.click("Keep it and look at all")
    owner.reads(f"{PEOPLE + 1} people")
    owner.look("campaign-draft")
    owner.click("Launch it")
    owner.reads("Nobody is asked before you launch it.")
    owner.page.locator("[name=accepted]").check()
    owner.click("Launch it")
    owner.reads(f"of {PEOPLE + 1}")


def comes_in(who: Walker, link: str) -> None:
    """Take an invitation up."""
    who.go(link)
    who.look("invitation")
    who.fill(password=PASSWORD, again=PASSWORD)
    who.click("Take up the invitation")
    who.reads("Your account is set up.")


def logs_in(who: Walker, email: str) -> None:
    who.go("/log-in")
    who.fill(email=email, password=PASSWORD)
    who.tab_to("main form button")
    who.page.keyboard.press("Enter")
    expect(who.page.locator("main")).to_contain_text("Welcome")


def answers(who: Walker) -> None:
    """Answer a question by keyboard alone."""
    before = who.page.locator("h1").inner_text()
    who.tab_to(CHOICE)
    who.page.keyboard.press("Space")
    who.page.keyboard.press("ArrowDown")
    who.tab_to(SEND)
    who.page.keyboard.press("Enter")
    expect(who.page.locator("h1")).not_to_have_text(before)


def begins(learner: Walker) -> None:
    learner.go("/learner/")
    learner.look("my-sittings")
    learner.tab_to("main a.button, main .card a")
    learner.page.keyboard.press("Enter")
    learner.look("before-you-begin")
    learner.tab_to("main form button")
    learner.page.keyboard.press("Enter")
    expect(learner.page.locator("h1")).to_have_text("Question 1")
    learner.look("question")


def loses_the_network(learner: Walker) -> None:
    """Answer without a connection; it is kept on the device and sent when the connection is back."""
    learner.page.context.set_offline(True)
    learner.tab_to(CHOICE)
    learner.page.keyboard.press("Space")
    learner.tab_to(SEND)
    learner.page.keyboard.press("Enter")
    expect(learner.page.locator("#saved")).to_contain_text("No connection. Your answer is kept on this device")
    learner.page.context.set_offline(False)
    expect(learner.page.locator("h1")).to_have_text("Question 3")
    assert learner.page.evaluate("localStorage.length") == 0


def chooses(learner: Walker) -> None:
    """Choose the second answer without sending it."""
    learner.tab_to(CHOICE)
    learner.page.keyboard.press("Space")
    learner.page.keyboard.press("ArrowDown")
    expect(learner.page.locator("#saved")).to_have_text("Saved.")


def finishes(learner: Walker) -> str:
    """Go on to the end and read the result; return where it is."""
    while learner.page.locator("#answer").count():
        answers(learner)
    learner.tab_to("main .button")
    learner.page.keyboard.press("Enter")
    expect(learner.page.locator(".ladder .said").first).to_be_visible()
    learner.look("result")
    return learner.page.url


def is_refused(who: Walker, result: str) -> None:
    who.go(result)
    assert who.page.evaluate("performance.getEntriesByType('navigation')[0].responseStatus") == 403
    assert who.page.locator(".ladder").count() == 0


def is_let_in(who: Walker, result: str) -> None:
    who.go(result)
    who.reads("The person who sat is told that you opened it.")
    assert who.page.locator("main").get_by_role("button", name=re.compile("Share it")).count() == 0


def sees_her_team(manager: Walker) -> None:
    """Look at one's own team and no other: who shares what, and no figures of so few."""
    manager.go("/teams/")
    manager.says_not("Lettings")
    manager.click("Repairs")
    manager.reads("Person 00")
    manager.look("team-of-few")


def test_from_an_empty_service_to_a_result_that_only_those_see_whom_its_learner_lets_in(
    browser: Browser, service: Listening, tmp_path: Path
) -> None:
    def at(width: int) -> AbstractContextManager[Walker]:
        return device(browser, service.address, width)

    with at(DESK) as owner, at(PHONE) as phone, at(DESK) as manager, at(DESK) as trainer, at(DESK) as other:
        signs_up(owner, service)
        imports(owner, tmp_path)
        links = invites(owner)
        assert len(links) == PEOPLE
        gives_roles(owner)
        launches(owner)

        comes_in(phone, links[LEARNER])
        begins(phone)
        answers(phone)
        loses_the_network(phone)
        chooses(phone)
        with at(PHONE) as tablet:
            logs_in(tablet, LEARNER)
            tablet.go("/learner/")
            tablet.click("Go on where I stopped")
            expect(tablet.page.locator("h1")).to_have_text("Question 3")
            expect(tablet.page.locator(CHOICE).nth(1)).to_be_checked()
            result = finishes(tablet)

            for who, email in ((manager, MANAGER), (trainer, TRAINER), (other, OTHER_MANAGER)):
                comes_in(who, links[email])
                is_refused(who, result)
            is_refused(owner, result)
            owner.go("/campaigns/")
            owner.reads(f"1 of {PEOPLE + 1} began, 1 finished")

            tablet.click("Share it with the managers of my team")
            is_let_in(manager, result)
            for who in (trainer, other, owner):
                is_refused(who, result)
            sees_her_team(manager)
            tablet.click("Share it with the trainers of my cohort")
            is_let_in(trainer, result)
            tablet.go(result)
            tablet.reads("Person 01: first")
            tablet.reads("Person 02: first")
            tablet.click("Take it back from the managers of my team")
            is_refused(manager, result)
