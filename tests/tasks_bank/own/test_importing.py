"""What is taken over is whole, and what cannot be is said in one sentence, with its place."""

import io
import os
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tasks_bank.errors import BrokenTask, NoPlace
from tasks_bank.own.adding import screening
from tasks_bank.own.adding.importing import check_folder, check_free, copy_checked
from tasks_bank.own.people import PeoplesData, read_people
from tests.tasks_bank.own.jobs import FILES, MARCH, TASK, job

HEADER = "invoice,supplier,due,category,amount,remark\n"
ROW = "A-17,Redwood Paper,2026-03-14,office,120.50,\n"


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def said(folder: Path) -> str:
    with pytest.raises(BrokenTask) as broken:
        check_folder(folder, "register")
    sentence = str(broken.value)
    assert "\n" not in sentence
    return sentence


def test_a_folder_that_is_in_order_is_copied_as_it_is(tmp_path: Path) -> None:
    checked = check_folder(job(tmp_path / "job"), "register")
    assert (checked.cases, checked.remarks) == (2, ())
    made = copy_checked(checked, tmp_path / "home", PeoplesData(there=True, keep_days=3))
    copied = {path.relative_to(made).as_posix(): path.read_text() for path in made.rglob("*") if path.is_file()}
    assert copied.pop("data.toml")
    assert copied == FILES
    assert read_people(made) == PeoplesData(there=True, remote=False, keep_days=3)


def test_a_copy_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = check_folder(job(tmp_path / "job"), "register")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", full)
    with pytest.raises(NoPlace, match=r"No space left on device\); nothing was imported"):
        copy_checked(checked, tmp_path / "home", PeoplesData())
    assert list((tmp_path / "home").iterdir()) == []


def test_hidden_files_stay_behind(tmp_path: Path) -> None:
    checked = check_folder(
        job(tmp_path / "job", **{".DS_Store": b"\0", "cases/1-march/files/.~lock": b"x"}), "register"
    )
    assert {path.name for path in checked.files} == {Path(name).name for name in FILES}


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('name = "rows"', 'name = "rowz"', "there is no check 'rowz'; did you mean 'rows'? The checks are rows, "),
        ("marks = 50", "marks = 0", "'check.0.marks': Input should be greater than 0, not 0"),
        ("marks = 50", "marks = nan", "'check.0.marks': Input should be less than or equal to 1000, not nan"),
        ("amount = 2 }", "amount = inf }", "'check.0.weights.amount': Input should be less than or equal to 1000"),
        ("due = 2 }", "due = inf }", "'check.0.tolerance.due': Input should be less than or equal to 1000000"),
        ("marks = 10", "mark = 10", "'check.2.marks': Field required"),
        ('table = "invoices"', 'table = "invoicez"', "'invoicez' is no deliverable of kind table or calendar"),
        ("supplier = 1", "suplier = 1", "'invoices' has no column 'suplier'; it has invoice, supplier, "),
        ("supplier = 1", "remark = 1", "'remark' is prose, which no rule compares"),
        ("supplier = 1", "invoice = 1", "'invoice' is in the key of 'invoices', which has to be right as it is"),
        ("due = 2 }", "supplier = 2 }", "'supplier' is of type text; a tolerance is for an amount or a date"),
        (
            'name = "note"\nkind',
            'name = "../note"\nkind',
            "the deliverable's name '../note' may have small letters",
        ),
        ('name = "note"\nkind', 'name = "totals"\nkind', "the name 'totals' stands twice"),
        ('key = ["invoice"]', 'key = ["number"]', "the key of 'invoices' names 'number', which is no column of it"),
        ('type = "choice", choices = ["no_order"]', 'type = "choice"', "the column 'reason' has to be of type"),
        ('text = "note"', 'text = "totals"', "'totals' is no deliverable of kind text or mail"),
        ('group = "category"', 'group = "supplier"', "'totals' has no column 'supplier'"),
        ("version = 1", "version = 1\ncolour = 2", "'colour': Extra inputs are not permitted"),
        ("version = 1", "version = 1\npresets = {}", "a task that is data only has no dials, and so no presets"),
    ],
)
def test_what_is_wrong_in_the_task_file_is_said_with_its_line(tmp_path: Path, old: str, new: str, what: str) -> None:
    assert old in TASK
    text = TASK.replace(old, new, 1)
    sentence = said(job(tmp_path / "job", **{"task.toml": text}))
    where, _, said_of_it = sentence.partition(": ")
    assert said_of_it.startswith(what)
    line = text.splitlines()[int(where.removeprefix("task.toml, line ")) - 1]
    assert any(part in line for part in new.splitlines()) or line.startswith("[["), (line, sentence)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (HEADER.replace(",due", "") + ROW, "line 1: there is no column 'due'; the columns are invoice, supplier, due"),
        (HEADER.replace(",", ";"), "line 1: there is no column 'invoice'; .*; the cells have to be parted by commas"),
        (HEADER.replace("remark", "remark,paid") + ROW, "line 1: 'paid' is no column of invoices"),
        (HEADER + ROW + "\n" + ROW.lower(), "line 4: the key A-17 stands in line 2 already"),
        (HEADER + ROW.replace("A-17", ""), r"line 2: the key \(invoice\) is empty"),
        (HEADER + ROW.replace("120.50", "a lot"), "line 2: amount is 'a lot', which is not an amount such as 1234.50"),
        (HEADER + ROW.replace("03-14", "02-30"), "line 2: due is '2026-02-30', which is not a date such as 2026-03-31"),
        (HEADER + ROW.replace("office", "offce"), "line 2: category is 'offce'; it has to be one of office, travel"),
        (HEADER + ROW.replace(",office", ""), "line 2: 5 cells, but the header has 6"),
        (
            (HEADER + ROW).encode() + "B-1,Café".encode("cp1252"),
            "line 3: byte 0xe9 is not UTF-8; save the file as UTF-8",
        ),
        (HEADER + '"A-17', "line 2: not CSV"),
        (HEADER, "has no row; the table of the first check 'rows' needs some"),
    ],
)
def test_what_is_wrong_in_the_expected_rows_is_said_with_its_line(
    tmp_path: Path, content: str | bytes, what: str
) -> None:
    folder = job(tmp_path / "job", **{f"{MARCH}/invoices.csv": content})
    with pytest.raises(BrokenTask, match=rf"^cases/1-march/expected/invoices.csv,? {what}"):
        check_folder(folder, "register")


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("task.toml", None, "task.toml cannot be read (No such file or directory); a task needs one"),
        ("task.toml", "title = ", "task.toml is not TOML: Invalid value (at end of document)"),
        ("brief.md", None, "brief.md cannot be read: No such file or directory"),
        ("brief.md", b"caf\xe9", "brief.md, line 1: byte 0xe9 is not UTF-8"),
        (f"{MARCH}/totals.csv", None, "there is no cases/1-march/expected/totals.csv; the check 'totals' needs it"),
        (f"{MARCH}/total.csv", "x", "cases/1-march/expected/total.csv: there is no deliverable 'total'"),
        (
            f"{MARCH}/totals.csv",
            "category,amount\noffice,99\ntravel,80\n",
            "case '1-march': the expected total of 'office'",
        ),
        (
            "cases/3-may/files/x.txt",
            "x",
            "there is no folder 'cases/3-may/expected'; a case has 'files' (the input) and",
        ),
        ("cases/Juni 2/files/x.txt", "x", "the case 'Juni 2' may have small letters, digits, - and _ only"),
        ("files/x.txt", "x", "there is a folder 'cases' and a folder 'files'; keep all cases in 'cases'"),
        ("generate.py", "print()", "generate.py has no place in a task; known are README.md, "),
        ("designs/x.py", "print()", "designs/x.py is a program; a task that is imported is data only"),
        ("cases/1-march/files/scan.tiff", "x", "cases/1-march/files/scan.tiff: files of this kind are not read; "),
        ("cases/1-march/files/x.csv", b"\xff", "cases/1-march/files/x.csv, line 1: byte 0xff is not UTF-8"),
        ("cases/1-march/files/x.txt", "", "cases/1-march/files/x.txt is empty"),
        ("cases/1-march/files/x.json", "{", "cases/1-march/files/x.json cannot be opened as JSON: "),
        (
            "cases/1-march/files/x.xlsx",
            b"PK",
            "cases/1-march/files/x.xlsx cannot be opened as XLSX: File is not a zip file",
        ),
        (
            "cases/1-march/files/x.xlsx",
            zipped({"a": b"a"}),
            "cases/1-march/files/x.xlsx cannot be opened as a workbook: ",
        ),
        (
            "cases/1-march/files/x.docx",
            zipped({"a": b"a"}),
            "cases/1-march/files/x.docx cannot be opened as a Word document: ",
        ),
        ("cases/1-march/files/x.pdf", b"%PDF-1.7", "cases/1-march/files/x.pdf cannot be opened as PDF: "),
        (f"{MARCH}/note.csv", "fact,says,spellings\nx,never,y\n", "cases/1-march/expected/note.csv names no fact that"),
        (
            f"{MARCH}/note.csv",
            "fact,says,spellings\nx,must, | \n",
            "cases/1-march/expected/note.csv: the fact 'x' has no",
        ),
        ("rubric.toml", "version = 0", "task 'job': rubric.toml, version: "),
    ],
)
def test_what_is_wrong_in_the_folder_is_said(tmp_path: Path, name: str, content: str | bytes | None, what: str) -> None:
    sentence = said(job(tmp_path / "job", **{name: content}))
    assert sentence.startswith(what), sentence


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert said(tmp_path / "none").startswith("there is no folder ")


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder = job(tmp_path / "job")
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "cases" / "1-march" / "files" / "letter.txt").symlink_to(tmp_path / "secret.txt")
    assert said(folder).startswith(f"cases/1-march/files/letter.txt is a link to {tmp_path}/secret.txt; put the file")


def test_a_link_to_a_folder_is_refused(tmp_path: Path) -> None:
    folder = job(tmp_path / "job")
    (folder / "cases" / "9-all").symlink_to("/etc")
    assert said(folder).startswith("cases/9-all is a link to /etc; ")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    folder = job(tmp_path / "job")
    os.mkfifo(folder / "cases" / "1-march" / "files" / "pipe.txt")
    assert said(folder).startswith("cases/1-march/files/pipe.txt is no file that can be copied")


def test_a_file_of_300_mb_is_refused_unread(tmp_path: Path) -> None:
    folder = job(tmp_path / "job")
    with (folder / "cases" / "1-march" / "files" / "film.txt").open("wb") as film:
        film.truncate(300_000_000)  # takes no room on the disk
    assert said(folder) == "cases/1-march/files/film.txt has 300 MB; a file may have 20 MB"


def test_a_folder_of_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screening, "MOST_FILES", 3)
    assert "a task may have 3 files" in said(job(tmp_path / "job"))


def test_a_workbook_that_unpacks_to_far_more_is_refused(tmp_path: Path) -> None:
    bomb = zipped({"xl/worksheets/sheet1.xml": bytes(201_000_000)})
    assert len(bomb) < 1_000_000
    sentence = said(job(tmp_path / "job", **{"cases/1-march/files/bomb.xlsx": bomb}))
    assert sentence == (
        f"cases/1-march/files/bomb.xlsx has {len(bomb):,} bytes and unpacks to 201 MB; 200 MB may be unpacked"
    )


def test_a_workbook_that_opens_is_taken(tmp_path: Path) -> None:
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    book = tmp_path / "job" / "cases" / "1-march" / "files" / "book.xlsx"
    folder = job(tmp_path / "job", **{book.relative_to(tmp_path / "job").as_posix(): stream.getvalue()})
    assert book in check_folder(folder, "register").files


def test_facts_that_contradict_each_other_are_found_by_marking_the_right_answer(tmp_path: Path) -> None:
    facts = "fact,says,spellings\nthe sum,must,200.50\nit again,never,200.50\n"
    sentence = said(job(tmp_path / "job", **{f"{MARCH}/note.csv": facts}))
    assert sentence.startswith(
        "case '1-march': what is expected does not earn full marks itself, so nobody could: note: "
    )


def test_what_is_expected_and_stands_in_the_input_is_remarked_on(tmp_path: Path) -> None:
    table = FILES[f"{MARCH}/invoices.csv"]
    checked = check_folder(job(tmp_path / "job", **{"cases/1-march/files/invoices.csv": table}), "register")
    (remark,) = checked.remarks
    assert remark.startswith("case '1-march': handing the input back as it is earns 50%")


def test_a_deliverable_that_nothing_marks_is_remarked_on(tmp_path: Path) -> None:
    more = '\n[[deliverable]]\nname = "report"\nkind = "text"\nabout = "a report"\n'
    assert check_folder(job(tmp_path / "job", **{"task.toml": TASK + more}), "register").remarks == (
        "nothing marks the deliverable 'report'",
    )


def test_a_judge_with_more_than_a_fifth_of_the_marks_is_refused(tmp_path: Path) -> None:
    anchor = '{ passage = "x", why = "y" }'
    criterion = 'name = "tone"\nmarks = 21\nof = ["note"]\nasks = "Kind?"'
    rubric = f"[[criterion]]\n{criterion}\nmeets = {anchor}\nfalls_short = {anchor}\n"
    assert said(job(tmp_path / "job", **{"rubric.toml": rubric})).startswith(
        "rubric.toml: a judge has 21 marks beside 100 by rule; at most 20 may be a judge's"
    )


@pytest.mark.parametrize("name", ["Register", "../register", "/etc/register", "", "r" * 61, "1st", "in-voices"])
def test_a_name_that_is_no_folders_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BrokenTask, match="cannot be the name of a task"):
        check_folder(job(tmp_path / "Job-1"), name or "-")


def test_a_name_that_is_taken_is_refused(tmp_path: Path) -> None:
    (tmp_path / "register").mkdir()
    with pytest.raises(NoPlace, match="there is a task 'register' already, in "):
        check_free("register", {}, tmp_path)
