"""Forms, line by line."""

import pytest

from harness.context.tables.labels import labelled


@pytest.mark.parametrize(
    ("line", "label", "value"),
    [
        ("Date: 14 September 2026", "Date", "14 September 2026"),
        ("Invoice no INV-30412", "Invoice no", "INV-30412"),
        ("VAT 20%: £2.00", "VAT 20%", "£2.00"),
        ("VAT 20% £2.00", "VAT 20%", "£2.00"),
        ("Paper A4 2 boxes 10.00", "Paper A4 2 boxes", "10.00"),
        ("Total due GBP 1,234.50", "Total due", "GBP 1,234.50"),
        ("Supplier    Acme Ltd", "Supplier", "Acme Ltd"),
        ("Northgate Stationers", "", "Northgate Stationers"),
        ("7 High Street, Sheffield", "", "7 High Street, Sheffield"),
        ("Monitors, 2 pieces", "", "Monitors, 2 pieces"),
        ("Please pay within thirty days of the date above: thank you", "", None),
    ],
)
def test_a_line_is_split_into_label_and_value(line: str, label: str, value: str | None) -> None:
    assert labelled(line) == ({"label": label, "value": line if value is None else value},)


def test_a_label_alone_takes_the_next_line() -> None:
    assert labelled("Bill to:\n\nAcme Ltd\n") == ({"label": "Bill to", "value": "Acme Ltd"},)


def test_a_label_alone_does_not_take_another_label() -> None:
    rows = labelled("Notes:\nReference:\nDate: 1 May 2026\nEnd:")
    assert [(row["label"], row["value"]) for row in rows] == [
        ("Notes", ""),
        ("Reference", ""),
        ("Date", "1 May 2026"),
        ("End", ""),
    ]


def test_nothing_gives_no_row() -> None:
    assert labelled(" \n ") == ()
