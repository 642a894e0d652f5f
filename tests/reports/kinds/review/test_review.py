"""What the review pack says first, what it leaves room for, and what it never says."""

import datetime as dt
from dataclasses import replace

from reports.data import Block, Bullets, Facts, Headline, Note, Page, Paragraph, Section, Table
from reports.kinds.review.made_up import DUE, HELD, JUDGED, LAST, pieces, programme, review
from reports.kinds.review.overview import build, build_list
from reports.kinds.review.rows import Due, Judged, Override, Review, Stood
from reports.kinds.review.sections import (
    actions,
    areas,
    codes,
    concerns,
    course,
    evidence,
    in_short,
    reading,
    signing,
    since,
)
from reports.kinds.review.wording import due_rule, next_review, standing
from reports.programme.made_up import TODAY, ksbs, sat
from reports.programme.rows import Area
from reports.render import text


def table(section: Section | None, name: str) -> Table:
    assert section is not None
    return next(block for block in section.blocks if isinstance(block, Table) and block.id == name)


def texts(found: Table, place: int) -> list[str]:
    return [row.cells[place].text for row in found.rows]


def words(section: Section | None) -> str:
    """Return the sentences of a section."""
    assert section is not None
    return " ".join(_said(block) for block in section.blocks)


def _said(block: Block) -> str:
    match block:
        case Paragraph(said):
            return said
        case Headline(items) | Bullets(items):
            return " ".join(items)
        case Facts(items):
            return " ".join(f"{fact.name}: {fact.text}" for fact in items)
        case Note(title, said):
            return f"{title}. {said}"
    return ""


def test_the_word_stands_beside_the_colour_with_what_it_rests_on() -> None:
    assert standing(JUDGED) == (
        "Red: behind. Progress 30.0 % (the learner's own system, 20 August 2026); 42.3 % of the planned time had "
        "passed: 12.3 points behind."
    )


def test_who_is_not_judged_is_told_no_points() -> None:
    assert standing(replace(JUDGED, word="new starter", colour=None)).endswith("42.3 % of the planned time had passed.")


def test_a_trainers_judgement_counts_and_the_formulas_stands_beside_it() -> None:
    said = standing(replace(JUDGED, override=Override("green", "two pieces wait", LAST)))
    assert said.startswith("Green: on track, by the trainer's own judgement of 20 August 2026: Two pieces wait. ")
    assert "The formula says behind (red)." in said


def test_progress_that_is_as_far_as_the_time_is_neither_before_nor_behind() -> None:
    assert standing(replace(JUDGED, word="on track", colour="green", points=0.0)).endswith(
        "passed: level with the time."
    )


def test_each_state_of_the_next_review_is_one_sentence() -> None:
    none = replace(DUE, planned_on=None)
    said = {
        "due": "The next review is due by 30 November 2026 (due now).",
        "not due yet": "The next review is due by 30 November 2026 (not due yet).",
        "overdue": "A review was due by 30 November 2026 and is overdue.",
    }
    assert {state: next_review(replace(none, state=state)) for state in said} == said  # type: ignore[arg-type] # the keys are states
    assert next_review(replace(none, state="on a break", due_on=None)) == "On a break, so no review is due."
    assert next_review(replace(none, state="ended", due_on=None)) == "The programme has ended, so no review is due."
    assert next_review(DUE).endswith("It is planned for 25 November 2026.")


def test_the_rule_names_the_months_and_why_they_are_others() -> None:
    agreed = Due(DUE.due_on, "due", None, LAST, 1, "short steps")
    assert due_rule(agreed) == (
        "The rule: by the last day of the calendar month that comes 1 month after that of 20 August 2026, days of a "
        "break added, as agreed for this learner: Short steps."
    )


def test_slippage_is_planned_less_actual_in_hours_with_its_day() -> None:
    found = table(since.build(review()), "hours")
    assert texts(found, 0) == ["At the last review", "Now", "Since the last review"]
    assert texts(found, 1) == ["20 August 2026", "23 November 2026", "95 days"]
    assert texts(found, 3) == ["150.00", "220.00", "70.00"]
    assert texts(found, 4) == ["125.00", "164.00", "39.00"]
    assert texts(found, 5) == ["+25.00", "+56.00", "+31.00"]
    assert {column.unit for column in found.columns[3:]} == {"hours"}


def test_without_a_plan_hours_planned_are_not_known() -> None:
    bare = programme(now=Stood(TODAY, 48.3, None, 600), then=Stood(LAST, 31.0, None, 300))
    found = table(since.build(review(programme=bare)), "hours")
    assert texts(found, 5) == ["not known"] * 3
    assert "Planned: not known, nobody has typed a plan." in words(in_short.build(review(programme=bare)))


def test_a_programme_that_has_ended_is_told_as_of_its_end() -> None:
    over = programme(due=replace(DUE, state="ended", due_on=None))
    assert texts(table(since.build(review(programme=over)), "hours"), 0)[1] == "At the end"


def test_each_level_has_its_date_its_error_and_how_many_questions() -> None:
    found = table(since.build(review()), "level")
    assert texts(found, 0) == ["At the start", "At the last review", "Now"]
    assert [cell.text for cell in found.rows[0].cells[1:]] == ["2 March 2026", "Asking", "-0.90", "0.32", "30"]


def test_a_change_is_told_with_its_interval_and_no_verdict_where_none_may_be_said() -> None:
    assert "higher, by more than chance explains (95 % interval of the difference +0.51 to +2.29" in words(
        since.build(review())
    )
    held_back = words(since.build(review(growth_may_be_said=False)))
    assert "No verdict on change" in held_back
    assert "chance explains" not in held_back


def test_results_that_this_reader_may_not_see_are_counted() -> None:
    assert "2 of 3 sittings left out" in words(since.build(review(1, hidden=2)))


def test_an_area_with_fewer_than_five_questions_is_not_measured() -> None:
    made = sat(TODAY, 0.0)
    few = replace(made, areas=(Area("Checking", 4, 0.3, 0.4, ""), Area("Instructing", 5, 0.3, 0.4, "")))
    shown = review()
    one = replace(shown, found=(replace(shown.found[-1], sat=few),))
    found = table(areas.build(one), "areas")
    assert [cell.text for cell in found.rows[0].cells[3:]] == ["not measured", "not measured", "4"]
    assert [cell.text for cell in found.rows[1].cells[3:]] == ["0.30", "0.40", "5"]


def test_where_no_area_is_measured_the_questions_are_told() -> None:
    made = replace(sat(TODAY, 0.0), areas=(Area("Checking", 4, None, None, "too few"),))
    shown = review(1)
    said = words(areas.build(replace(shown, found=(replace(shown.found[0], sat=made),))))
    assert "Not measured" in said
    assert "Checking 4" in said


def test_open_actions_come_with_their_day_and_older_ones_that_are_done_are_left_out() -> None:
    found = table(actions.build(review()), "agreed-actions")
    assert texts(found, 4) == ["past its day", "open", "done on 28 September 2026"]
    later = programme(last=replace(HELD, on=dt.date(2026, 10, 1)))
    assert len(table(actions.build(review(programme=later)), "agreed-actions").rows) == 2


def test_new_actions_have_room_for_what_how_who_and_by_when() -> None:
    found = table(actions.build(review()), "new-actions")
    assert [column.title for column in found.columns] == ["What exactly", "How we shall know", "Who", "By when"]
    assert found.by_hand
    assert {cell.text for row in found.rows for cell in row.cells} == {""}


def test_three_sign_with_name_signature_and_date() -> None:
    found = table(signing.build(review()), "signatures")
    assert texts(found, 0) == ["Learner", "Employer", "Trainer"]
    assert [column.title for column in found.columns] == ["Who", "Name", "Signature", "Date"]
    assert texts(found, 1) == ["Robin Example", "", "Jo Trainer"]
    assert "______" in text.render(Page("index", build(review())))


def test_work_before_the_last_review_is_counted_and_not_listed() -> None:
    found = table(evidence.build(review(programme=programme(pieces=pieces(9)))), "evidence-pieces")
    assert len(found.rows) == 7
    assert found.note == "9 pieces in all. 2 earlier pieces not listed."


def test_of_very_many_pieces_the_newest_are_listed() -> None:
    many = tuple(replace(one, on=TODAY) for one in pieces(50))
    found = table(evidence.build(review(programme=programme(pieces=many))), "evidence-pieces")
    assert (len(found.rows), found.note) == (20, "50 pieces in all. 30 earlier pieces not listed.")


def test_what_was_raised_last_time_stands_before_what_is_asked_today() -> None:
    section = concerns.build(review())
    assert HELD.concerns in words(section)
    assert table(section, "concerns-today").by_hand


def test_the_standard_has_no_measured_figure_for_any_code() -> None:
    section = codes.build(review())
    found = table(section, "ksb")
    assert len(found.rows) == 64
    assert not [column.title for column in found.columns if "bility" in column.title or "easure" in column.title]
    assert "no code has a measured figure" in words(section)


def test_codes_of_which_nothing_is_kept_are_named_in_a_sentence() -> None:
    kept = ksbs()
    bare = [replace(one, self_first=None, self_last=None, employer_first=None, employer_last=None) for one in kept]
    made = (*kept[:60], *(replace(one, evidence=0, signed_off=0) for one in bare[60:]))
    section = codes.build(review(programme=programme(ksbs=made)))
    assert len(table(section, "ksb").rows) == 60
    assert "Neither rated nor with evidence: B3 to B6." in words(section)


def test_wording_stands_beside_codes_only_where_it_is_imported() -> None:
    bare = table(codes.build(review()), "ksb")
    assert "Wording" not in [column.title for column in bare.columns]
    some = (replace(ksbs()[0], words="As published."), *ksbs()[1:])
    worded = table(codes.build(review(programme=programme(ksbs=some))), "ksb")
    assert [row.cells[1].text for row in worded.rows[:2]] == ["As published.", "not imported"]


def test_a_unit_has_no_codes_and_its_pack_no_table_of_them() -> None:
    assert codes.build(review(programme=programme(ksbs=()))) is None


def test_prior_learning_is_hours_that_a_person_decided_on_evidence() -> None:
    said = words(course.build(review()))
    assert "12 h (K1 to K3), decided by Jo Trainer: Certificate of a course in data protection, seen." in said
    assert "the plan lacks 20 h of it" in said


def test_a_learner_on_no_programme_still_has_room_to_agree_something() -> None:
    made = build(review(0, programme=None, actions=()))
    assert "nobody has enrolled this learner" in str(made.sections[0].blocks)
    assert [section.id for section in made.sections][-1] == "reading"


def test_before_the_first_review_it_is_told_since_the_start() -> None:
    assert since.build(review()).title == "Since the last review"
    assert since.build(review(programme=programme(last=None, then=None))).title == "Since the start"


def test_whoever_hands_results_on_is_warned_and_the_learner_is_told_that_they_are_hers() -> None:
    assert "ask the learner before" in words(reading.build(review()))
    assert "are your own" in words(reading.build(review(is_own=True)))
    assert "handed on" not in words(reading.build(review(0)))


def test_what_is_talked_about_first_stands_first_and_the_long_table_last() -> None:
    assert [section.id for section in build(review()).sections] == [
        "short",
        "since",
        "actions",
        "evidence",
        "concerns",
        "signing",
        "area-profile",
        "programme",
        "reading",
        "ksbs",
    ]


def test_a_list_tells_who_is_due_and_leads_to_every_pack() -> None:
    made: list[Review] = [review(), replace(review(), id="two", programme=None)]
    judged: Judged = replace(JUDGED, word="new starter", colour=None)
    made.append(replace(review(), id="three", programme=programme(judged=judged)))
    found = table(build_list(made, lambda one: f"reviews/{one.id}").sections[0], "packs")
    assert [row.cells[0].page for row in found.rows] == ["reviews/made-up", "reviews/two", "reviews/three"]
    assert texts(found, 3) == ["Red: behind", "on no programme", "No colour: new starter"]
    assert texts(found, 4) == ["-12.3", "not judged", "not judged"]
