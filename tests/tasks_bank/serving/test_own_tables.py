"""A task that is data only serves its drive, and its CSV files as systems to look into."""

from pathlib import Path

from tasks_bank.case import Case
from tasks_bank.file import File
from tasks_bank.serving.offer import offer_of
from tasks_bank.serving.own_tables import own_systems
from tasks_bank.serving.recording import ActionList
from tasks_bank.task import read_task
from tests.tasks_bank.own.jobs import job


def own_case(folder: Path, **files: str | bytes) -> Case:
    task = read_task(job(folder, **{f"cases/1-march/files/{name}": data for name, data in files.items()}))
    return task.deal(1, task.dials())


def test_tables_among_the_files_are_systems_without_writes(tmp_path: Path) -> None:
    case = own_case(tmp_path, **{"drive.csv": "van;km\nA;12\nB;7\n", "orders.csv": 'order,"net, £"\n1,"1,200"\n'})
    tools = offer_of(case, ActionList()).tools
    assert set(tools) == {
        *(f"{system}_{what}" for system in ("drive_table", "orders") for what in ("list", "search", "get")),
        "drive_list",
        "drive_read",
    }
    assert tools["drive_table_get"].call({"van": "b"}).data["rows"] == [{"van": "B", "km": "7"}]
    assert tools["orders_search"].call({"where": {"net": "1,200"}}).data["total"] == 1
    assert tools["drive_read"].call({"name": "invoices.txt"}).text.startswith("Invoice A-17")


def test_what_is_no_table_is_none() -> None:
    files = [File("a.csv", b"one line"), File("b.csv", b"x,y\n"), File("c.csv", b"\xff"), File("d.txt", b"x,y\n1,2\n")]
    assert own_systems(files) == ()


def test_uneven_lines_and_headings_that_stand_twice_are_taken() -> None:
    (system,) = own_systems([File("1/a b.csv", b"x,x,\n1\n1,2,3,4\n")])
    assert system.name == "a_b"
    assert system.rows == ({"x": "1", "x 2": "", "column 3": ""}, {"x": "1", "x 2": "2", "column 3": "3"})
