from reports.data import Page, Passage, Table
from reports.kinds.benchmark.made_up.run import run
from reports.kinds.benchmark.made_up.trials import Invention, detail
from reports.kinds.benchmark.sections import trials
from reports.kinds.benchmark.trial.page import build_trial
from reports.kinds.benchmark.trial.passages import handed_in, passage
from reports.render import html, text

VIEW = run(Invention(2))
ROW = next(row for row in VIEW.trials if row.id == "orchestration-model-1")
PAGE = Page(trials.page(ROW.id), build_trial(VIEW, detail(ROW)))


def test_what_a_model_said_is_never_markup() -> None:
    written = html.render(PAGE)
    assert "<script>alert" not in written
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in written


def test_what_a_model_said_cannot_steer_a_terminal() -> None:
    assert "\x1b" not in text.render(PAGE)


def test_what_a_model_said_is_no_template() -> None:
    assert "{{ 7*7 }}" in html.render(PAGE)


def test_marks_come_with_their_reasons() -> None:
    assert "lines matched" in text.render(PAGE)
    assert "made up" in text.render(PAGE)


def test_every_call_is_in_the_transcript() -> None:
    written = text.render(PAGE)
    assert all(f"Call {place}: matching" in written for place in range(1, ROW.calls + 1))


def test_steps_stand_in_the_order_of_their_start() -> None:
    section = next(section for section in PAGE.report.sections if section.id == "timeline")
    table = next(block for block in section.blocks if isinstance(block, Table))
    told = detail(ROW)
    begun = {f"call-{place}": call.started_s for place, call in enumerate(told.calls, start=1)}
    begun |= {f"span-{place}": span.started_s for place, span in enumerate(told.spans, start=1)}
    starts = [begun[row.id] for row in table.rows]
    assert starts == sorted(starts)


def test_a_long_text_is_cut_and_the_rest_counted() -> None:
    cut = passage("Reply", "x" * 10_000, most_chars=4_000)
    assert (len(cut.text), cut.cut_chars) == (4_000, 6_000)


def test_a_csv_file_is_shown_as_a_table() -> None:
    table = handed_in(1, "matches.csv", "a,b\n1,2\n3\n")
    assert isinstance(table, Table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["1", "2"], ["3", ""]]


def test_a_csv_file_that_cannot_be_read_is_shown_as_text() -> None:
    assert isinstance(handed_in(1, "matches.csv", 'a,b\n"1" x,2\n'), Passage)


def test_a_long_csv_file_is_cut_and_the_rest_counted() -> None:
    table = handed_in(1, "matches.csv", "a\n" + "1\n" * 100)
    assert isinstance(table, Table)
    assert (len(table.rows), table.note) == (60, "40 more rows not shown.")


def test_an_id_that_is_no_plain_word_stays_inside_the_folder() -> None:
    assert trials.page("../../etc/passwd").count("/") == 1
    assert ".." not in trials.page("../../etc/passwd")
